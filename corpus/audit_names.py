"""One value under two names: the breakdown of a sum in two tables of one programme, alike but for a label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from corpus.audit_tables import name_of
from corpus.document import Document
from corpus.findings import Finding, Place, shown
from corpus.sheets import Line, Sheet, sheets_of
from corpus.total_names import is_total

_LEAST = Decimal(1000)
Parts = dict[str, tuple[Decimal, str | None, Place]]


def names(document: Document) -> Iterator[Finding]:
    """Yield values that two breakdowns of the same sum give different names."""
    known = [(sheet, parts) for table in document.tables for sheet in sheets_of(table) for parts in _breakdowns(sheet)]
    for index, (first, a) in enumerate(known):
        for second, b in known[index + 1 :]:
            if first.table.id != second.table.id and _related(first, second):
                yield from _renamed(a, b)


def _breakdowns(sheet: Sheet) -> Iterator[Parts]:
    """Yield label -> value: of the only row of a table, and of its total column where every row has its own label."""
    rows = [line for line in sheet.lines if any(key[0] == line.index for key in sheet.amounts)]
    if len(rows) == 1:
        yield _parts(sheet, [(entry, rows[0].index, entry.index) for entry in sheet.entries])
    totals = [entry for entry in sheet.entries if entry.is_total and not entry.prefix]
    if len(totals) == 1 and len(rows) > 1:
        yield _parts(sheet, [(line, line.index, totals[0].index) for line in rows])


def _parts(sheet: Sheet, cells: list[tuple[Line, int, int]]) -> Parts:
    found: Parts = {}
    for line, row, column in cells:
        amount = sheet.amounts.get((row, column))
        if amount is None or not line.path:
            continue
        name = "합계" if is_total(line.path[-1]) else name_of(line.path[-1])
        if name in found:
            return {}
        found[name] = (amount.value, amount.unit, sheet.place(row, column))
    return found


def _related(first: Sheet, second: Sheet) -> bool:
    """Tell whether one table stands under the heading of the other."""
    a, b = first.table.heading_path, second.table.heading_path
    shorter = min(len(a), len(b))
    return shorter > 0 and a[:shorter] == b[:shorter]


def _renamed(a: Parts, b: Parts) -> Iterator[Finding]:
    """Yield the values that stand under a name of their own on each side, where the totals prove both the same sum."""
    if "합계" not in a or "합계" not in b or a["합계"][:2] != b["합계"][:2]:
        return
    counts = Counter(value for value, _, _ in (*a.values(), *b.values()))
    for name, (value, unit, place) in a.items():
        other = next((n for n, (v, u, _) in b.items() if n not in a and (v, u) == (value, unit)), None)
        if name in b or other is None or counts[value] != 2 or abs(value) < _LEAST:
            continue
        there = b[other][2]
        said = shown(value, unit)
        message = f"{said}: 같은 값이 한 표에는 ‘{name}’, 다른 표에는 ‘{other}’(으)로 적힘"
        yield Finding("named", "note", message, (place, there), name, other)
