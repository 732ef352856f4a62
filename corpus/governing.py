"""Which unit governs a cell, and the amounts the cell states under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.amounts import Amount, UnitLine, find_amounts, read_amount, read_unit
from corpus.measure import WON_FACTORS
from corpus.raw import RawTable
from corpus.text import search_text, squash

_RATE = re.compile(r"률|율|비율|비중|%|퍼센트")
_COUNT_HEADERS = (
    (re.compile(r"(?:학교|교)\s*수$"), "교"),
    (re.compile(r"인원수?$|^명수?$|(?:학생|교원|위원|[가-힣]자)수?$|정원|현원"), "명"),
    (re.compile(r"건\s*수$"), "건"),
    (re.compile(r"^개\s*수$"), "개"),
    (re.compile(r"대\s*수$"), "대"),
    (re.compile(r"동\s*수$"), "동"),
    (re.compile(r"(?:출품)?작\s*수$"), "편"),
    (re.compile(r"면\s*적"), "㎡"),
)
_COUNTED = frozenset({"교", "명", "건", "개", "종", "회", "대", "편", "부", "과정"})
_MONEY_HEADER = re.compile(
    r"예산액?$|금액$|사업비|[가-힣](?:금|비|액)$|단가$|요금$|수입$|지출$|세입$|세출$|집행$|교부$|(?:국|시|도|군|구)비$|자부담$|보조$"
)
_SHARES = frozenset({"%", "%p"})
_UNITLESS = re.compile(r"(?:쪽수?|페이지|연번|순번|번호|코드|연락처|전화)$|^순$")
"""Columns that count or name places, never money or people: the unit line does not reach them."""
_SHARE = re.compile(r"\d[\d.]*%")
"""A share inside a label (`우리 시 (17.5%)`) says nothing about the row's numbers."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_SLASHED = re.compile(r"^\s*(-|\d[\d,]*)\s*/\s*(-|\d[\d,]*)\s*$")
_LEGEND = re.compile(r"\(?\s*([가-힣]{2,6})\s*/\s*([가-힣]{2,6})\s*\)?")


@dataclass(frozen=True, slots=True)
class Units:
    """What governs the cells of a table."""

    line: UnitLine | None
    column_paths: list[tuple[str, ...]]
    unit_column: int | None
    legend: tuple[str, str] | None

    def of(self, column: int, row_texts: list[str], row_path: tuple[str, ...]) -> str | None:
        """Return the unit that governs a body cell, or None when nobody stated one."""
        header = " ".join(self.column_paths[column]) if column < len(self.column_paths) else ""
        for part in reversed(self.column_paths[column] if column < len(self.column_paths) else ()):
            own = read_unit(part)
            if own:
                return own.units[0]
        for part in reversed(row_path):
            own = read_unit(part)
            if own and not _RATE.search(squash(header)):
                return own.units[0]
        if self.unit_column is not None and self.unit_column != column:
            stated = squash(row_texts[self.unit_column])
            if stated and len(stated) <= 4 and not stated.isdigit() and not _RATE.search(header):
                return stated
        if _RATE.search(squash(header)) or (row_path and _RATE.search(_SHARE.sub("", squash(row_path[-1])))):
            return "%"
        last = (
            squash(self.column_paths[column][-1])
            if column < len(self.column_paths) and self.column_paths[column]
            else ""
        )
        if _UNITLESS.search(last):
            return None
        for pattern, unit in _COUNT_HEADERS:
            if pattern.search(last):
                return unit
        stated_units = self.line.units if self.line else ()
        if len(_kinds(stated_units)) > 1:
            path = self.column_paths[column] if column < len(self.column_paths) else ()
            return _of_several(stated_units, [squash(search_text(part)) for part in (*row_path[::-1], *path[::-1])])
        if re.search(r"[가-힣]수$", last) and not (stated_units and stated_units[0] in _COUNTED):
            return "개"
        return stated_units[0] if stated_units else None


def _kinds(units: Sequence[str]) -> tuple[str, ...]:
    """Return the different units of a line that are no shares."""
    return tuple(dict.fromkeys(unit for unit in units if unit not in _SHARES))


def unit_named(line: UnitLine | None) -> str | None:
    """Return how a table names its unit: one, or all of a line of several (`개소, 명, 천원`), or None."""
    if line is None:
        return None
    return ", ".join(_kinds(line.units)) or line.units[0]


def _of_several(units: Sequence[str], headers: Sequence[str]) -> str | None:
    """Return which of several units of one line a column or row is headed for, or None: no guess."""
    money = [unit for unit in units if unit in WON_FACTORS]
    counts = [unit for unit in units if unit not in WON_FACTORS and unit not in _SHARES]
    things = [unit for unit in counts if unit not in ("명", "인")]
    for header in headers:
        if len(money) == 1 and _MONEY_HEADER.search(header):
            return money[0]
        for pattern, unit in _COUNT_HEADERS:
            if unit in counts and pattern.search(header):
                return unit
        named = [unit for unit in counts if header.endswith((unit, f"{unit}수"))]
        if len(named) == 1:
            return named[0]
        if len(things) == 1 and re.search(r"[가-힣]수$", header):
            return things[0]
    return None


def unit_column(column_paths: list[tuple[str, ...]]) -> int | None:
    for column, path in enumerate(column_paths):
        if path and squash(path[-1]) == "단위":
            return column
    return None


def legend_of(raw: RawTable) -> tuple[str, str] | None:
    """Return the two names of cells such as `88/89` where a heading explains them (`정원/현원`)."""
    for text in (raw.caption, *reversed(raw.heading_path), *raw.notes):
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
            line = read_unit(part) if "단위" in squash(part) else None
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
    whole = read_amount(text, unit=unit)
    if whole is not None:
        return () if unit is None and _YEAR.fullmatch(text.strip()) else (whole,)
    series = re.fullmatch(r"\s*([△▲-]?[\d,.]+)\s*\(\s*([△▲-]?[\d,.]+)\s*\)\s*", text)
    if series and unit:
        first, second = read_amount(series.group(1), unit=unit), read_amount(series.group(2), unit=unit)
        return tuple(amount for amount in (first, replace(second, label="괄호") if second else None) if amount)
    return find_amounts(text)
