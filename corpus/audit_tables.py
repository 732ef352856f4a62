"""Tables against the words above them, summary tables against detail tables, the same row printed twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.amounts import Amount, convert, find_amounts
from corpus.document import Document, Location, Paragraph, Table
from corpus.findings import Finding, Place, Rule, quantum, shown
from corpus.sheets import Line, Sheet, sheets_of
from corpus.text import search_text, squash

_MARKS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[*○ㅇ◦·,.\-]|^\d+(?:-\d+)*")
_SUM_WORDS = re.compile(r"총|합계|계\b|사업비|예산|규모|현황|실적|명단|목록|편성")
_NUMBERED = re.compile(r"^(?:연번|순번|번호|순|no)$", re.I)
_GENERIC = re.compile(
    r"^(?:예산|사업|추진|집행|현황|계획|실적|합계|소계|계|총계|기타|자체|국비|시비|구비|인건비|운영비)*$"
)
_COUNT_UNITS = frozenset({"명", "교", "개교", "건", "개", "종", "팀", "과제", "곳", "인", "개소", "학교", "기관"})
_FAR = Decimal("0.5")


def name_of(label: str) -> str:
    """Return a label for comparison: no spaces, codes, bracketed notes, bullets or footnote marks."""
    return _MARKS.sub("", squash(search_text(label))).lower()


def against_words(document: Document) -> Iterator[Finding]:
    """Yield where the heading or paragraph right above a table states a sum or count the table does not give."""
    for section in document.sections:
        above: list[tuple[str, Location]] = [(section.heading, section.location)] if section.heading else []
        for block in section.blocks:
            if isinstance(block, Paragraph):
                above = [*above[-1:], (block.text, block.location)]
            else:
                for text, location in above[-2:]:
                    yield from _against(text, location, block, near=(text, location) == above[-1])
                above = []


def _against(text: str, location: Location, table: Table, *, near: bool) -> Iterator[Finding]:
    body = search_text(text)
    if len(body) > 90 or not _SUM_WORDS.search(body):
        return
    amounts = [a for a in find_amounts(body) if a.unit and a.unit not in ("%", "%p", "원")]
    totals = _totals(table)
    for amount in amounts:
        if amount.won is not None:
            yield from _money(amount, body, location, totals, near=near)
            return
    if near and amounts and amounts[0].unit in _COUNT_UNITS:
        yield from _count(amounts[0], body, location, table, totals)


def _totals(table: Table) -> list[tuple[Amount, Place]]:
    """Return the grand total cells of a table: in a total row or column, and not inside a block of another."""
    found: list[tuple[Amount, Place]] = []
    for sheet in sheets_of(table):
        rows = [line for line in sheet.lines if line.is_total and not line.prefix]
        columns = [line for line in sheet.entries if line.is_total and len(line.path) == 1]
        for row, column in [(r, c) for r in (rows or sheet.lines) for c in (columns or sheet.entries)]:
            if not rows and not columns:
                continue
            amount = sheet.amounts.get((row.index, column.index))
            if amount is not None and (rows or len(sheet.lines) == 1):
                found.append((amount, sheet.place(row.index, column.index)))
    return found


def _money(
    amount: Amount, body: str, location: Location, totals: Sequence[tuple[Amount, Place]], *, near: bool
) -> Iterator[Finding]:
    money = [(other, place) for other, place in totals if other.won]
    if not money or not amount.won or not amount.unit:
        return
    if any(_agrees(amount, other) for other, _ in money):
        return
    for other, place in money:
        converted = convert(other.value, other.unit or "", amount.unit)
        if converted is not None and (power := _power(amount.value, converted)):
            message = (
                f"{_words(body)}: 글에는 {amount.text}, 표의 합계는 {shown(other.value, other.unit)}"
                f"({shown(converted, amount.unit)}) — 10의 {abs(power)}제곱 차이로 단위가 어긋난 것으로 보임"
            )
            yield _pair("unit", message, Place(location, _words(body), amount.text), place, amount, converted)
            return
    if len(money) == 1 and near and not re.search(r"추가|이상|이내|포함|최대|당", body):
        other, place = money[0]
        converted = convert(other.value, other.unit or "", amount.unit)
        if converted is not None and abs(converted - amount.value) < _FAR * converted:
            message = f"{_words(body)}: 글에는 {amount.text}, 표의 합계는 {shown(converted, amount.unit)}"
            yield _pair("count", message, Place(location, _words(body), amount.text), place, amount, converted)


def _agrees(amount: Amount, other: Amount) -> bool:
    """Tell whether two sums of money are the same to the digit the words print."""
    converted = convert(other.value, other.unit or "", amount.unit or "")
    if converted is None:
        return False
    digits = amount.value.normalize().as_tuple()
    step = Decimal(1).scaleb(min(int(digits.exponent), 0)) if isinstance(digits.exponent, int) else Decimal(1)
    return abs(converted - amount.value) < max(step, quantum(amount.text, amount.value))


def _power(a: Decimal, b: Decimal) -> int:
    """Return n where a is b times 10^n to three digits, n not 0; else 0."""
    if a <= 0 or b <= 0:
        return 0
    n = a.adjusted() - b.adjusted()
    for power in (n, n - 1, n + 1):
        ratio = a / b.scaleb(power)
        if power and abs(ratio - 1) < Decimal("0.005"):
            return power
    return 0


def _count(
    amount: Amount, body: str, location: Location, table: Table, totals: Sequence[tuple[Amount, Place]]
) -> Iterator[Finding]:
    same = [(other, place) for other, place in totals if other.unit == amount.unit]
    rows = _listed(table)
    values = [other.value for other, _ in same] + ([Decimal(rows)] if rows else [])
    if not values or amount.value in values or amount.bound:
        return
    nearest = min(values, key=lambda value: abs(value - amount.value))
    if abs(nearest - amount.value) > _FAR * max(nearest, amount.value) or table.columns < 2:
        return
    place = next((place for other, place in same if other.value == nearest), None)
    if place is None:
        place = Place(table.location, table.caption or "표", f"{rows}행")
    message = f"{_words(body)}: 글에는 {amount.text}, 아래 표로는 {shown(nearest, amount.unit)}"
    yield _pair("count", message, Place(location, _words(body), amount.text), place, amount, nearest)


def _listed(table: Table) -> int:
    """Return how many things a numbered list table holds, 0 where the table is no such list."""
    header = [cell for cell in table.cells if cell.row < table.header_rows and cell.column == 0]
    if not any(_NUMBERED.match(squash(search_text(cell.text))) for cell in header):
        return 0
    numbers = [c.text.strip() for c in table.cells if c.column == 0 and c.row >= table.header_rows and c.text.strip()]
    if numbers != [str(n) for n in range(1, len(numbers) + 1)]:
        return 0
    return len(numbers)


_Column = tuple[str, int, int, Decimal]
"""Column name, entry in the first row, entry in the second, the second's value in the first's unit."""


@dataclass(frozen=True, slots=True)
class _Row:
    sheet: Sheet
    line: Line
    name: str
    values: tuple[tuple[str, int], ...]
    """Column name and entry index of every number."""


def pairs_of_tables(document: Document) -> Iterator[Finding]:
    """Yield where a summary row and its detail table's total, or one row printed twice, state different values."""
    sheets = [sheet for table in document.tables for sheet in sheets_of(table)]
    rows = [row for sheet in sheets for row in _rows(sheet)]
    by_name: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        by_name[row.name].append(row)
    seen: set[tuple[int, int, str]] = set()
    for group in by_name.values():
        for index, first in enumerate(group):
            for second in group[index + 1 :]:
                both_totals = first.line.is_total and second.line.is_total
                if first.sheet.table.id != second.sheet.table.id and not both_totals:
                    yield from _compare(first, second, seen)


def _rows(sheet: Sheet) -> Iterator[_Row]:
    """Yield the rows with a telling name; a table's grand total goes by the titles above the table."""
    columns = {entry.index: name_of(" ".join(entry.path)) for entry in sheet.entries}
    for line in sheet.lines:
        values = tuple((columns[e.index], e.index) for e in sheet.entries if (line.index, e.index) in sheet.amounts)
        if line.is_total and not line.prefix:
            names = {name_of(title) for title in sheet.table.heading_path[-3:]}
        else:
            names = {name_of("".join(line.path))}
        for name in names:
            if len(name) >= 4 and not _GENERIC.match(name):
                yield _Row(sheet, line, name, values)


def _compare(first: _Row, second: _Row, seen: set[tuple[int, int, str]]) -> Iterator[Finding]:
    """Yield the columns of the same name whose values differ, where the others prove the rows to be the same thing."""
    others = dict(second.values)
    shared = [(name, entry, others[name]) for name, entry in first.values if name in others]
    same: list[_Column] = []
    different: list[_Column] = []
    for name, a_entry, b_entry in shared:
        a, b = first.sheet.amounts[first.line.index, a_entry], second.sheet.amounts[second.line.index, b_entry]
        converted = convert(b.value, b.unit, a.unit) if a.unit and b.unit else b.value if a.unit == b.unit else None
        if converted is None:
            continue
        (same if _same(a, b, converted) else different).append((name, a_entry, b_entry, converted))
    if not different or len(same) < max(2, len(different)):
        return
    summary = first.line.is_total != second.line.is_total
    for _, a_entry, b_entry, converted in different:
        a = first.sheet.amounts[first.line.index, a_entry]
        key = (first.line.index, a_entry, first.sheet.table.id + second.sheet.table.id)
        if key in seen:
            continue
        seen.add(key)
        here, there = first.sheet.place(first.line.index, a_entry), second.sheet.place(second.line.index, b_entry)
        what = "총괄표와 세부표의 값이 다름" if summary else "같은 항목이 두 곳에 다르게 적힘"
        message = f"{here.label}: {what} ({shown(a.value, a.unit)} / {shown(converted, a.unit)})"
        rule: Rule = "summary" if summary else "repeated"
        yield Finding(
            rule, "error", message, (here, there), shown(a.value, a.unit), shown(converted, a.unit), a.value - converted
        )


def _same(a: Amount, b: Amount, converted: Decimal) -> bool:
    if a.unit == b.unit:
        return a.value == b.value
    step = quantum(a.text, a.value)
    return abs(a.value - converted) < step


def _words(body: str) -> str:
    return body[:40].strip()


def _pair(rule: Rule, message: str, here: Place, there: Place, amount: Amount, found: Decimal) -> Finding:
    difference = amount.value - found
    stated, computed = shown(amount.value, amount.unit), shown(found, amount.unit)
    return Finding(rule, "error", message, (here, there), stated, computed, difference)
