"""Which unit governs a cell, and the amounts the cell states under it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from corpus.amounts import Amount, UnitLine, find_amounts, read_amount, read_unit
from corpus.bare import stated_number
from corpus.label_paths import Rows
from corpus.measure import KNOWN_UNITS, WON_FACTORS
from corpus.raw import RawTable
from corpus.text import search_text, squash
from corpus.total_names import is_total

_RATE = re.compile(r"(?<![자규조선음운법])[률율](?!동)|비율|비중|구성비|%|퍼센트")
"""A header of rates; 자율, 법률, 조율 and 율동 are none."""
_RATE_ROW = re.compile(rf"(?:{_RATE.pattern})(?:\([^()]*\))?(?:목표|실적|계획)?$")
"""A row of rates is named so at its end: `자전거 수송분담률 제고 사업` is a project."""
_COUNT_HEADERS = (
    (re.compile(r"(?:학교|교)\s*수$"), "교"),
    (
        re.compile(
            r"인원수?$|^명수?$|(?:학생|교원|위원|아동|생아|영아|유아|원아|교사|어르신|[가-힣](?<![민투융출이적흑물책숫])자)수?$|정원|현원"
        ),
        "명",
    ),
    (re.compile(r"건\s*수$"), "건"),
    (re.compile(r"^개\s*수$"), "개"),
    (re.compile(r"(?<![세절])대\s*수$"), "대"),
    (re.compile(r"세대\s*수$"), "세대"),
    (re.compile(r"가구\s*수$"), "가구"),
    (re.compile(r"(?<!아)(?<!활)(?<!노)동\s*수$"), "동"),
    (re.compile(r"(?:출품)?작\s*수$"), "편"),
    (re.compile(r"면\s*적"), "㎡"),
    (re.compile(r"(?:점수|득점|배점|평점)$"), "점"),
    (re.compile(r"일\s*수$"), "일"),
)
_SCORE = re.compile(r"(?:점수|득점|배점|평점)$")
_LASTING = re.compile(r"(?:기간|시간)$")
_TIMES = frozenset({"일", "시간", "분", "개월", "년", "주"})
_COUNTED = frozenset({"교", "명", "건", "개", "종", "회", "대", "편", "부", "과정"})
_MONEY_HEADER = re.compile(
    r"예산액?$|금액$|사업비|[가-힣](?:금|비|액)$|[단원]가$|요금$|수입$|지출$|세입$|세출$|집행$|교부$|(?:국|시|도|군|구)비$|자부담$|보조$"
)
_PEOPLE = frozenset({"명", "인", "천명", "만명"})
_PEOPLE_HEADER = re.compile(r"(?:인구|인력|인원)수?$")
_MEASURED = re.compile(r"(?:물량|수량|규모|연장|길이)$")
"""Heads of what money is spent for, where a line names one unit beside that of money."""
_SHARES = frozenset({"%", "%p"})
_UNITLESS = re.compile(r"(?:쪽수?|페이지|연번|순번|번호|코드|연락처|전화)$|^순$")
"""Columns that count or name places, never money or people: the unit line does not reach them."""
_SHARE = re.compile(r"\d[\d.]*%")
"""A share inside a label (`우리 시 (17.5%)`) says nothing about the row's numbers."""
MOSTLY = 0.6
"""Share of a column without head that must be known units for all of it to be units."""
_SHORTEST = 4
_UNIT_LETTERS = 10
"""Of the longest unit a column of units states (`천톤CO2eq`); a longer text there is none."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_SPAN = re.compile(r"(?:19|20)\d\d(?:\s*[~∼〜-]\s*(?:(?:19|20)?\d\d)?)?")
_TIME_HEADER = re.compile(r"기간|연도|년도|연차|시기|기한|완료|준공|착공|만료|만기|설립|제정|개관|설치일")
_THOUSANDS = re.compile(r"\d,\d{3}")
_YEARS = re.compile(r"['’]?\d{2,4}년?도?(?:[.~∼\-][\d.~\-]*)?(?:\([가-힣]+\))?|[소총합누]?계")
_YEAR_HEAD = re.compile(r"['’]?(?:19|20)?\d\d년")
_WHOLE_ONLY = frozenset({"명", "대", "개", "건", "교"})
_DOTTED = re.compile(r"\d{1,3}\.\d{3}")
_HOLDS = frozenset({"마리", "대", "석", "팀", "가구", "세대", "필지", "그루"})
"""Counts other than people that a 정원 may be of."""
_SLASHED = re.compile(r"^\s*(-|\d[\d,]*)\s*/\s*(-|\d[\d,]*)\s*$")
_MONEY_OF_ALL = re.compile(r"\((?:[십백천만억]|백만|천만|십억)?원\)$")
"""A unit of money beside the head of the labels, which it cannot measure: it is that of the figures."""
_PURSE = re.compile(r"(국|도|시|군|구|시·?군|군·?구|시·?군·?구)비?\s*([△▲]?\d[\d,]*)(?=\s*[,)])")
_PURSES = re.compile(rf"\(\s*(?:{_PURSE.pattern}\s*,?\s*){{2,}}\)")
"""What a budget's amount is made up of (`(국 648,000, 시 324,000)`), in the unit of the table."""
_LEGEND = re.compile(r"\(?\s*([가-힣]{2,6})\s*/\s*([가-힣]{2,6})\s*\)?")


@dataclass(frozen=True, slots=True)
class Units:
    """What governs the cells of a table."""

    line: UnitLine | None
    column_paths: list[tuple[str, ...]]
    unit_column: int | None
    legend: tuple[str, str] | None
    in_turn: Mapping[str, str] = field(default_factory=dict)
    """Header or row name -> unit, where a line names one unit for each of them, in their order."""

    def of(self, column: int, row_texts: list[str], row_path: tuple[str, ...]) -> str | None:
        """Return the unit that governs a body cell, or None when nobody stated one."""
        header = " ".join(self.column_paths[column]) if column < len(self.column_paths) else ""
        for part in reversed(self.column_paths[column] if column < len(self.column_paths) else ()):
            own = read_unit(part)
            if own:
                return own.units[0]
        for part in reversed(row_path):
            own = read_unit(part)
            if (
                own
                and not _RATE.search(squash(header))
                and not (own.units[0] not in WON_FACTORS and self._pays(column))
            ):
                return own.units[0]
        if _SCORE.search(squash(header)):
            return "점"
        if self.unit_column is not None and self.unit_column != column:
            stated = squash(row_texts[self.unit_column])
            if stated and len(stated) <= _UNIT_LETTERS and not stated.isdigit() and not _RATE.search(header):
                return stated
        if _RATE.search(squash(header)) or (row_path and _names_rates(row_path[-1])):
            return "%"
        last = (
            squash(self.column_paths[column][-1])
            if column < len(self.column_paths) and self.column_paths[column]
            else ""
        )
        if _UNITLESS.search(last):
            return None
        stated_units = self.line.units if self.line else ()
        path = self.column_paths[column] if column < len(self.column_paths) else ()
        turn = next((self.in_turn[part] for part in (*path[:1], *row_path[-1:]) if part in self.in_turn), None)
        if turn is not None:
            return turn
        if re.search(r"[정현]원(?=\s|$)", header) and _HOLDS & set(stated_units):
            return _said_in(row_texts, stated_units)
        for pattern, unit in _COUNT_HEADERS:
            if pattern.search(last):
                return unit
        lasting = [unit for unit in stated_units if unit in _TIMES]
        if lasting and len(_kinds(stated_units)) > 1:  # `(단위: 건, 일)`: days only where a thing takes some
            if _LASTING.search(last):
                return lasting[0]
            stated_units = tuple(unit for unit in stated_units if unit not in _TIMES)
        if len(_kinds(stated_units)) > 1:
            names = [squash(search_text(part)) for part in (*path[::-1], *row_path[::-1])]
            return _of_several(stated_units, names) or self._beside_money(stated_units, path)
        if _LASTING.search(last) and not _TIMES & set(stated_units):
            return None  # how long a thing takes is no count of things
        if re.search(r"[가-힣]수$", last) and not (stated_units and stated_units[0] in _COUNTED):
            return "개"
        if stated_units:
            return stated_units[0]
        if last in ("가구", "세대"):
            return last
        named = squash(row_path[-1]) if row_path else ""
        return next((unit for pattern, unit in _COUNT_HEADERS if pattern.search(named)), None)

    def _pays(self, column: int) -> bool:
        """Tell a column headed for money where the line names a unit of money beside one of another kind."""
        path = self.column_paths[column] if column < len(self.column_paths) else ()
        kinds = _kinds(self.line.units) if self.line else ()
        money = [unit for unit in kinds if unit in WON_FACTORS]
        return len(money) == 1 < len(kinds) and bool(path) and _MONEY_HEADER.search(squash(path[-1])) is not None

    def _beside_money(self, units: Sequence[str], path: Sequence[str]) -> str | None:
        """Return the one of two units that is no money, below a year where another column is headed for money."""
        counts = [unit for unit in _kinds(units) if unit not in WON_FACTORS]
        years = bool(path) and all(_YEAR_HEAD.match(squash(search_text(part))) for part in path)
        money = any(path and _MONEY_HEADER.search(squash(search_text(path[-1]))) for path in self.column_paths)
        return counts[0] if len(counts) == 1 and len(_kinds(units)) == len(counts) + 1 and years and money else None


def _names_rates(label: str) -> bool:
    """Tell a row of rates by its label (`집행률`, `(구성비)`)."""
    name = _SHARE.sub("", squash(label))
    return _RATE_ROW.search(re.sub(r"^\((.*)\)$", r"\1", name)) is not None


def _kinds(units: Sequence[str]) -> tuple[str, ...]:
    """Return the different units of a line that are no shares."""
    return tuple(dict.fromkeys(unit for unit in units if unit not in _SHARES))


def _said_in(texts: Sequence[str], units: Sequence[str]) -> str | None:
    """Return the one of several units in which a row's texts count (`고양이 6마리 포함`), or None."""
    said = {amount.unit for text in texts for amount in find_amounts(text)} & set(units)
    return said.pop() if len(said) == 1 else None


def units_in_turn(
    line: UnitLine | None, column_paths: list[tuple[str, ...]], row_paths: Sequence[tuple[str, ...]], labels: int
) -> dict[str, str]:
    """Return the units a line names one by one for the headers above the values, or for the rows where these are years.

    `(단위: 명, 백만원, 천원)` over 참여인원, 예산, 활동비. What a name says of its unit must agree; else nothing.
    """
    if line is None or len(_kinds(line.units)) < 2:
        return {}
    headers = list(dict.fromkeys(path[0] for path in column_paths[labels:] if path))
    rows = list(dict.fromkeys(path[-1] for path in row_paths if path))
    for names, crossing in ((headers, rows), (rows, headers)):
        years = [_YEARS.fullmatch(squash(name)) is not None for name in names]
        if len(names) != len(line.units) or any(years):
            continue
        if names is rows and not all(_YEARS.fullmatch(squash(name)) for name in crossing):
            continue
        told = [_of_several(line.units, [squash(search_text(name))]) for name in names]
        if all(own in (None, unit) for own, unit in zip(told, line.units, strict=True)):
            return dict(zip(names, line.units, strict=True))
    return {}


def units_of_parts(rows: Rows, header_rows: int, column_paths: Sequence[tuple[str, ...]]) -> dict[str, str]:
    """Return the unit a total's column states in its head for the columns behind it that add up to it in every row.

    `합계(건)` over 30, 20 and 10 under 편지, 방문 and 쪽지 counts them all. Columns with a unit of their own end it.
    """
    found: dict[str, str] = {}
    for column, path in enumerate(column_paths):
        stated = read_unit(path[-1]) if path and is_total(path[-1]) else None
        if stated is None or len(stated.units) != 1 or stated.units[0] in _SHARES:
            continue
        parts = []
        for at in range(column + 1, len(column_paths)):
            head = " ".join(column_paths[at])
            if not head or read_unit(head) or _RATE.search(squash(head)):
                break
            parts.append(at)
        sums = [(stated_number(row[column]), [stated_number(row[at]) for at in parts]) for row in rows[header_rows:]]
        closing = [whole == sum(own or Decimal(0) for own in shares) for whole, shares in sums if whole is not None]
        if len(parts) > 1 and len(closing) > 1 and all(closing):
            found |= {column_paths[at][0]: stated.units[0] for at in parts}
    return found


def unit_named(line: UnitLine | None) -> str | None:
    """Return how a table names its unit: one, or all of a line of several (`개소, 명, 천원`), or None."""
    if line is None:
        return None
    return ", ".join(_kinds(line.units)) or line.units[0]


def _of_several(units: Sequence[str], headers: Sequence[str]) -> str | None:
    """Return which of several units of one line a column or row is headed for, or None: no guess."""
    money = [unit for unit in units if unit in WON_FACTORS]
    counts = [unit for unit in units if unit not in WON_FACTORS and unit not in _SHARES]
    people = [unit for unit in counts if unit in _PEOPLE]
    things = [unit for unit in counts if unit not in _PEOPLE]
    for header in headers:
        if len(money) == 1 and _MONEY_HEADER.search(header):
            return money[0]
        for pattern, unit in _COUNT_HEADERS:
            if unit in counts and pattern.search(header):
                return unit
        if len(people) == 1 and _PEOPLE_HEADER.search(header):
            return people[0]
        if len(counts) == len(money) == 1 and _MEASURED.search(header):
            return counts[0]
        named = [unit for unit in counts if header.endswith((unit, f"{unit}수"))]
        if len(named) == 1:
            return named[0]
        if len(things) == 1 and re.search(r"[가-힣]수$", header):
            return things[0]
    return None


def year_columns(rows: Rows, header_rows: int, column_paths: Sequence[tuple[str, ...]]) -> frozenset[int]:
    """Return the columns that hold nothing but years and spans of years: no amounts, whatever the unit line says.

    A lone year counts where the column is headed for a time, several where the table sets commas in its thousands.
    """
    body = rows[header_rows:]
    commas = any(_THOUSANDS.search(text) for row in body for text in row)
    found = set()
    for column, path in enumerate(column_paths):
        texts = [text for row in body if (text := search_text(row[column]).strip()) and text not in ("-", "–")]
        if not texts or not all(_YEAR_SPAN.fullmatch(text) for text in texts):
            continue
        if _TIME_HEADER.search(squash(" ".join(path))) or (commas and len(texts) > 1):
            found.add(column)
    return frozenset(found)


def unit_column(column_paths: Sequence[tuple[str, ...]], body: Rows) -> int | None:
    """Return the column that states each row's unit: headed 단위, or without a head and full of units; else None."""
    for column, path in enumerate(column_paths):
        if path and squash(path[-1]) == "단위":
            return column
    for column, path in enumerate(column_paths):
        texts = [squash(row[column]) for row in body if row[column].strip()]
        known = sum(text in KNOWN_UNITS for text in texts)
        if (
            column
            and not path
            and len(texts) > 1
            and known >= MOSTLY * len(texts)
            and max(map(len, texts)) <= _SHORTEST
        ):
            return column
    return None


def legend_of(raw: RawTable) -> tuple[str, str] | None:
    """Return the two names of cells such as `88/89` where a heading explains them (`정원/현원`)."""
    lines = (text for source, text in raw.unit_texts if source == "line")
    for text in (raw.caption, *lines, *reversed(raw.heading_path), *raw.notes):
        found = _LEGEND.search(search_text(text))
        if found:
            return found.group(1), found.group(2)
    return None


def governing_unit(
    raw: RawTable, column_paths: list[tuple[str, ...]], label_columns: int
) -> tuple[UnitLine | None, str | None]:
    for source, text in raw.unit_texts:
        line = read_unit(text)
        if line:
            return line, source
    for path in column_paths[: max(1, label_columns)]:
        for part in path:
            line = read_unit(part) if "단위" in squash(part) or _MONEY_OF_ALL.search(squash(part)) else None
            if line:
                return line, "header"
    for part in dict.fromkeys(part for path in column_paths for part in path):
        line = read_unit(part) if "단위" in squash(part) else None
        if line and sum(1 for path in column_paths if part in path) >= 3:
            return line, "header"
    return None, None


def cell_amounts(text: str, unit: str | None, legend: tuple[str, str] | None = None) -> tuple[Amount, ...]:
    """Return what a body cell states: one amount under the governing unit, or several with units of their own."""
    slashed = _SLASHED.match(text)
    if slashed and legend:
        found = []
        for name, part in zip(legend, slashed.groups(), strict=True):
            amount = read_amount(part, unit=unit)
            if amount is not None:
                people = amount.unit is None and re.search(r"정원|현원|인원", name)
                found.append(replace(amount, label=name, unit="명" if people else amount.unit))
        return tuple(found)
    purses = _PURSES.fullmatch(text.strip()) if unit and unit.endswith("원") else None
    if purses:
        parts = [(name, read_amount(figure, unit=unit)) for name, figure in _PURSE.findall(text)]
        return tuple(replace(amount, label=f"{name}비") for name, amount in parts if amount is not None)
    whole = read_amount(text, unit=unit)
    if whole is not None and unit in _WHOLE_ONLY and _DOTTED.fullmatch(text.strip()):
        thousands = read_amount(text.replace(".", ","), unit=unit)  # a dot read for the comma
        return (replace(thousands, text=whole.text),) if thousands else ()
    if whole is not None:
        return () if unit is None and _YEAR.fullmatch(text.strip()) else (whole,)
    series = re.fullmatch(r"\s*([△▲-]?[\d,.]+)\s*\(\s*([△▲-]?[\d,.]+[▲△▼▽↑↓]?)\s*\)\s*", text)
    if series and unit:
        first, second = read_amount(series.group(1), unit=unit), read_amount(series.group(2), unit=unit)
        return tuple(amount for amount in (first, replace(second, label="괄호") if second else None) if amount)
    return find_amounts(text)
