"""Sums in a finished table: which rows and columns are totals, of what, and whether they close."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.document import Cell, Check, Table
from corpus.text import squash
from corpus.total_names import is_total

Grid = dict[tuple[int, int], Cell]
Path = tuple[str, ...]

_ORDER = re.compile(r"^\s*\d{1,2}\s*$")
"""A number that puts rows in order and names none."""
_GRAND = re.compile(r"^(?:총|합|누)?계(?:\(.*\))?$|^합산$")


def numbers(table: Table) -> Grid:
    """Return the body cells that state one number (or one and a second in brackets), by row and column."""
    return {(cell.row, cell.column): cell for cell in table.cells if not cell.is_header and _is_single(cell)}


def _is_single(cell: Cell) -> bool:
    return len(cell.amounts) == 1 or (len(cell.amounts) == 2 and cell.amounts[1].label == "괄호")


def value(cells: Grid, row: int, column: int) -> Decimal | None:
    """Return the number at a grid position, or None."""
    cell = cells.get((row, column))
    return cell.amounts[0].value if cell else None


def row_labels(table: Table) -> dict[int, Path]:
    """Return the label path of every body row."""
    labels: dict[int, Path] = dict.fromkeys(range(table.header_rows, table.rows), ())
    for cell in table.cells:
        if cell.row in labels and cell.row_path and not labels[cell.row]:
            named = tuple(part for part in cell.row_path if not _ORDER.match(part))
            labels[cell.row] = named or cell.row_path
    return labels


def column_labels(table: Table) -> dict[int, Path]:
    """Return the header path of every value column."""
    labels: dict[int, Path] = dict.fromkeys(range(table.label_columns, table.columns), ())
    for cell in table.cells:
        if cell.column in labels and cell.column_path and not labels[cell.column]:
            labels[cell.column] = cell.column_path
    return labels


def sums(table: Table) -> Iterator[Check]:
    """Yield a check for every total that can be computed from the cells it covers: down the columns, along the rows."""
    yield from _down(table)
    yield from _along(table)


def _down(table: Table) -> Iterator[Check]:
    cells, labels, heads = numbers(table), row_labels(table), column_labels(table)
    subtotals = [row for row, path in labels.items() if len(path) > 1 and is_total(path[-1])]
    leaves = [row for row, path in labels.items() if path and not any(is_total(part) for part in path)]
    for row in subtotals:
        block = [leaf for leaf in leaves if labels[leaf][:-1] == labels[row][:-1]]
        yield from _column_checks(cells, row, [block], labels, heads)
    grand = [row for row, path in labels.items() if len(path) == 1 and _GRAND.match(squash(path[0]))]
    if len(grand) == 1:
        blocks = {labels[row][:-1] for row in subtotals}
        by_blocks = subtotals + [row for row in leaves if labels[row][:-1] not in blocks]
        parents = {labels[row][:-1] for row in leaves if len(labels[row]) > 1}
        ends = [row for row in leaves if labels[row] not in parents]
        tops = [row for row in leaves if len(labels[row]) == 1]
        ways = [ends, *([by_blocks] if subtotals else []), *([tops] if parents and tops else [])]
        outer = outermost(cells, ends, heads)
        ways += [outer] if 1 < len(outer) < len(ends) else []
        yield from _column_checks(cells, grand[0], ways, labels, heads)


def outermost(cells: Grid, rows: Sequence[int], columns: Iterable[int]) -> list[int]:
    """Return the rows that are no part of another, in order: two or more that add up to the row above are its parts.

    Indents that told parts from wholes are lost in text; every column but rates must add up, two at least.
    """
    counted = [
        c for c in columns if {cells[r, c].amounts[0].unit for r in rows if (r, c) in cells} not in (set(), {"%"})
    ]
    tops: list[int] = []
    for row in reversed(rows):
        tops[: _held(cells, row, tops, counted)] = []
        tops.insert(0, row)
    return tops


def _held(cells: Grid, row: int, below: Sequence[int], columns: Sequence[int]) -> int:
    """Return how many of the rows below add up to a row, 0 where none do."""
    wholes = {c: whole for c in columns if (whole := value(cells, row, c)) is not None and not _is_rate(cells, row, c)}
    if len(wholes) < 2 or not any(wholes.values()):
        return 0
    sums = dict.fromkeys(wholes, Decimal(0))
    for count, part in enumerate(below[:MOST_PARTS], start=1):
        for column in wholes:
            sums[column] += value(cells, part, column) or Decimal(0)
        if count > 1 and sums == wholes:
            return count
    return 0


def _is_rate(cells: Grid, row: int, column: int) -> bool:
    amount = cells[row, column].amounts[0]
    return amount.unit == "%" or amount.value != amount.value.to_integral_value()


MOST_PARTS = 60
"""Rows below a row that are tried as its parts."""


def _column_checks(
    cells: Grid, total: int, ways: Sequence[Sequence[int]], labels: dict[int, Path], heads: dict[int, Path]
) -> Iterator[Check]:
    """Yield a check a column: the total row against the rows it covers, in whichever way adds up."""
    for column, head in heads.items():
        whole = value(cells, total, column)
        if whole is None or not _same_unit(cells, ((row, column) for way in ways for row in (*way, total))):
            continue
        found = [sum((value(cells, row, column) or Decimal(0) for row in way), Decimal(0)) for way in ways]
        counted = [sum(1 for row in way if (row, column) in cells) for way in ways]
        if max(counted, default=0) >= 1:
            best = min(zip(found, counted, strict=True), key=lambda pair: abs(pair[0] - whole))
            yield _check(best[0], whole, (*labels[total], *head), (total, column), best[1])


def _along(table: Table) -> Iterator[Check]:
    cells, labels, heads = numbers(table), row_labels(table), column_labels(table)
    for column, head in heads.items():
        parts = _parts_of(column, heads)
        if not parts:
            continue
        for row, label in labels.items():
            whole = value(cells, row, column)
            own = [part for part in parts if (row, part) in cells]
            if whole is None or not own or not _same_unit(cells, ((row, part) for part in (*own, column))):
                continue
            found = sum((value(cells, row, part) or Decimal(0) for part in own), Decimal(0))
            yield _check(found, whole, (*label, *head), (row, column), len(own))


def _parts_of(column: int, heads: dict[int, Path]) -> list[int]:
    """Return the columns a total column covers: its siblings, a group by its own subtotal where it has one.

    Where the whole group is a total (`전체 > 수량`), the same column of the other groups.
    """
    head = heads[column]
    if not head:
        return []
    if len(head) > 1 and is_total(head[0]) and not is_total(head[-1]):
        return [other for other, path in heads.items() if path[1:] == head[1:] and path[:1] != head[:1]]
    if not is_total(head[-1]):
        return []
    groups: dict[str, list[int]] = {}
    for other, path in heads.items():
        if other != column and path[: len(head) - 1] == head[:-1] and len(path) >= len(head):
            groups.setdefault(path[len(head) - 1], []).append(other)
    parts: list[int] = []
    for members in groups.values():
        own = [member for member in members if len(heads[member]) > len(head) and is_total(heads[member][-1])]
        parts += own or members
    return parts


def _same_unit(cells: Grid, places: Iterable[tuple[int, int]]) -> bool:
    units = {cells[place].amounts[0].unit for place in places if place in cells}
    return len(units) == 1 and "%" not in units


def _check(found: Decimal, whole: Decimal, label: Path, place: tuple[int, int], parts: int) -> Check:
    name = " · ".join(label)
    if found == whole:
        return Check("sum", True, f"{name}: 합계가 맞음", (place,))
    rounded = abs(found - whole) <= max(Decimal(1), Decimal(parts) / 2)
    kind = "반올림으로 보이는 차이" if rounded else "합계가 맞지 않음"
    return Check("sum", False, f"{name}: {kind}(표의 값 {whole:,}, 더한 값 {found:,})", (place,), blocking=False)


def total_rows(table: Table) -> tuple[int, ...]:
    """Return body rows without a total's name whose numbers are all sums of the rows below (at least two rows).

    The sums below grow from the last row upwards: a sheet may have a hundred thousand rows.
    """
    cells = numbers(table)
    labels = row_labels(table)
    below = [_Below() for _ in range(table.label_columns, table.columns)]
    found = []
    for row in range(table.rows - 1, table.header_rows - 1, -1):
        is_named = any(is_total(part) for part in labels[row])
        if row < table.rows - 2 and not is_named and _adds_up(table, cells, row, below):
            found.append(row)
        for column, sums_below in enumerate(below, start=table.label_columns):
            sums_below.add(value(cells, row, column))
    return tuple(reversed(found))


@dataclass(slots=True)
class _Below:
    """The numbers of one column below a row."""

    total: Decimal = Decimal(0)
    is_empty: bool = True
    is_whole: bool = True
    """True while every row has a number."""

    def add(self, number: Decimal | None) -> None:
        """Take the row above into account."""
        if number is None:
            self.is_whole = False
        else:
            self.is_empty = False
            self.total += number


def _adds_up(table: Table, cells: Grid, row: int, below: Sequence[_Below]) -> bool:
    proofs = 0
    for column, parts in enumerate(below, start=table.label_columns):
        whole = value(cells, row, column)
        if whole is None and parts.is_empty:
            continue
        if whole is None or not parts.is_whole:
            return False
        if cells[row, column].amounts[0].unit == "%":
            continue
        if parts.total != whole:
            return False
        proofs += 1
    return proofs >= 3
