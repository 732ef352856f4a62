"""Budget tables of a flattened text layer with sources of funds or changes: columns proved by their arithmetic.

`사업명 | 2026년 예산액 (합계 국비 시비 구비) | 2025년 최종예산 | 증감 | 증감률`: the header's words come in any order,
line by line; the columns stand as such tables have them, and the rows must bear it out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.flat_budgets import body_cells, is_outside
from corpus.flat_grid import FlatTable, Page, text_cell
from corpus.flat_plain import up_to_total
from corpus.flat_rows import FlatRow, number, read_rows, usual_width
from corpus.grid import RawCell

_TOKEN = re.compile(
    r"(?P<stub>세부사업명|세부사업|사업명|주요업무명|단위사업명|단위사업|정책사업|부서명|기관명|과목|구분)"
    r"|(?P<rate>증감률|증감율|증가율)|(?P<change>증감액|증감|증액)"
    r"|(?P<budget>본예산액|본예산|당초예산액|당초예산|추경예산|예산현액|최종예산액|최종예산|결산액|예산액|예산안|예산|결산)"
    r"|(?P<fund>국고보조금|국비|시비|도비|구비|군비|특별교부세|특별교부금|특교세|특교|지방비|자부담|자체|민자|기타)"
    r"|(?P<total>합계|총계|소계|계)|(?P<page>쪽수|페이지)|(?P<remark>비고)"
    r"|(?P<year>(?:19|20)\d\d(?:년도?)?)|(?P<letter>\([A-Z](?:[-+/][A-Z])?(?:=[-A-Z0-9+/*×÷%()]+)?\))|(?P<aside>\([가-힣%]{1,8}\))"
)
_MOST_LINES = 12
_PROVED = 4
"""Of five rows this many must bear out every sum, difference and rate."""
_OF = 5
_CLOSE = Decimal("0.11")
"""A printed rate may be rounded or cut to one decimal."""
_LEAST_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class _Column:
    kind: str
    title: str
    parent: str = ""


def find_funded(page: Page, start: int) -> FlatTable | None:
    """Return the table whose header begins at an index, or None where its columns cannot be proved on the rows."""
    tokens, after = _tokens(page, start)
    if not tokens or tokens[0][0] != "stub":
        return None
    columns = _columns(tokens[1:])
    if columns is None:
        return None
    body = page.lines[after : _end(page, after)]
    size = len(columns)
    if usual_width(body, size + 3) != size:
        return None
    rows, used = read_rows(body, size, page.joiner, least=size - (columns[-1].kind == "page"))
    rows = [row if len(row.values) == size else replace(row, values=(*row.values, None)) for row in rows]
    if any(row.values[-1] is None and not row.is_total for row in rows):
        return None  # only a total has no page of its own
    rows, used = up_to_total(rows, body, used)
    if len(rows) < 2 or not _is_proved(rows, columns):
        return None
    head = page.lines[start].number, page.lines[after - 1].number
    cells, depth = _header(tokens[0][1], columns, head)
    return FlatTable(
        "budget",
        (*cells, *body_cells(rows, depth)),
        depth + len(rows),
        size + 1,
        depth,
        1,
        ((head[0], body[used - 1].number),),
        tuple(column.title for column in columns),
        ("머리글이 흐트러져 있어 열을 합계와 증감으로 확인했습니다.",),
    )


def _tokens(page: Page, start: int) -> tuple[list[tuple[str, str]], int]:
    """Return (kind, word) of the header lines from an index on, and the index behind them."""
    found: list[tuple[str, str]] = []
    index = start
    while index < min(len(page.lines), start + _MOST_LINES) and (index == start or not page.is_boundary(index)):
        rest = re.sub(r"\s", "", page.lines[index].text)
        own: list[tuple[str, str]] = []
        while rest and (match := _TOKEN.match(rest)):
            own.append((match.lastgroup or "", match.group(0)))
            rest = rest[match.end() :]
        if rest or not own:
            break
        found += own
        index += 1
    return found, index


def _columns(tokens: Sequence[tuple[str, str]]) -> list[_Column] | None:
    """Return the columns as such tables have them: the newest budget with its sources, the one before, the change."""
    years = sorted({word for kind, word in tokens if kind == "year"}, reverse=True)
    budgets = [word for kind, word in tokens if kind == "budget"]
    funds = [word for kind, word in tokens if kind == "fund"]
    changes = [word for kind, word in tokens if kind == "change"]
    rates = [word for kind, word in tokens if kind == "rate"]
    totals = [word for kind, word in tokens if kind == "total"]
    counted = len(years) > 2 or not 1 <= len(budgets) <= 2 or len(changes) > 1 or len(rates) > 1 or len(totals) > 1
    if counted or any(kind == "remark" for kind, _ in tokens) or not (changes or (funds and totals)):
        return None
    if funds and not totals:
        return None
    newest, before = (years[0] if years else ""), (years[1] if len(years) > 1 else "")
    own = " ".join(part for part in (newest, budgets[0]) if part)
    columns = [_Column("whole", totals[0], own), *(_Column("fund", fund, own) for fund in funds)] if funds else []
    columns = columns or [_Column("whole", own)]
    if len(budgets) == 2:
        columns.append(_Column("before", " ".join(part for part in (before, budgets[1]) if part)))
    columns += [_Column("change", word) for word in changes] + [_Column("rate", word) for word in rates]
    columns += [_Column("page", word) for kind, word in tokens if kind == "page"]
    return columns if len(columns) >= _LEAST_COLUMNS else None


def _end(page: Page, start: int) -> int:
    """Return the index where the rows must end: a heading or a line no row stands on."""
    at = range(start, len(page.lines))
    return next((index for index in at if page.is_boundary(index) or is_outside(page.lines[index])), len(page.lines))


def _is_proved(rows: Sequence[FlatRow], columns: Sequence[_Column]) -> bool:
    """Tell whether the sums of funds, the changes and their rates hold on nearly all rows, each that can be tried."""
    at = {column.kind: index for index, column in enumerate(columns) if column.kind != "fund"}
    funds = [index for index, column in enumerate(columns) if column.kind == "fund"]
    proofs: dict[str, list[bool]] = {}
    for row in rows:
        values = [number(value) or Decimal(0) for value in row.values]
        whole = values[at["whole"]]
        if funds:
            proofs.setdefault("sum", []).append(sum((values[index] for index in funds), Decimal(0)) == whole)
        if "before" not in at:
            continue
        before = values[at["before"]]
        if "change" in at:
            proofs.setdefault("change", []).append(values[at["change"]] == whole - before)
        if "rate" in at and before:
            proofs.setdefault("rate", []).append(abs((whole - before) / before * 100 - values[at["rate"]]) <= _CLOSE)
    return bool(proofs) and all(sum(held) * _OF >= len(held) * _PROVED for held in proofs.values())


def _header(stub: str, columns: Sequence[_Column], lines: tuple[int, int]) -> tuple[list[RawCell], int]:
    """Return the header's cells and how many rows they take."""
    parents = [column.parent for column in columns if column.parent]
    depth = 2 if parents else 1
    cells = [text_cell(0, 0, stub, lines, rowspan=depth)]
    if parents:
        cells.append(text_cell(0, 1, parents[0], lines, colspan=len(parents)))
    for index, column in enumerate(columns, start=1):
        own = text_cell(1, index, column.title, lines) if column.parent else None
        cells.append(own or text_cell(0, index, column.title, lines, rowspan=depth))
    return cells, depth
