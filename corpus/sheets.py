"""A table as a plain matrix of numbers with labels on both sides, so that one rule serves rows and columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.amounts import Amount
from corpus.document import Cell, Table
from corpus.findings import Place
from corpus.text import search_text, squash
from corpus.total_names import is_total

Path = tuple[str, ...]
Key = tuple[int, int]

_SERIES = 4
"""A label glued to numbers is a series of the table where it stands in this many cells."""
_NOTHING = re.compile(r"^[-–—·○\s]*$|^(?:재배정|신규|해당없음|미정|없음)$")


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column: its labels and whether it is a total of others."""

    index: int
    path: Path
    is_total: bool

    @property
    def prefix(self) -> Path:
        """Return the labels of the block a total belongs to: `('기반구축',)` of `기반구축 · 소계`, else ()."""
        for depth, part in enumerate(self.path):
            if is_total(part):
                return self.path[:depth]
        return self.path[:-1]

    @property
    def name(self) -> str:
        """Return the labels for reading."""
        return " · ".join(self.path)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Numbers by (line, entry). `lines` are what is added up; `entries` run across them."""

    table: Table
    lines: tuple[Line, ...]
    entries: tuple[Line, ...]
    amounts: Mapping[Key, Amount]
    cells: Mapping[Key, Cell]
    turned: bool = False
    """True where lines are columns."""

    def place(self, line: int, entry: int) -> Place:
        """Return a cell as a place of a finding."""
        cell = self.cells[line, entry]
        row, column = (entry, line) if self.turned else (line, entry)
        labels = (*_path(self.lines, self.entries, self.turned, row, column),)
        return Place(cell.location, " · ".join(labels), self.amounts[line, entry].text)

    def turn(self) -> Sheet:
        """Return the sheet with rows and columns exchanged."""
        return Sheet(
            self.table,
            self.entries,
            self.lines,
            {(b, a): amount for (a, b), amount in self.amounts.items()},
            {(b, a): cell for (a, b), cell in self.cells.items()},
            not self.turned,
        )

    def is_clear(self, line: int, entry: int) -> bool:
        """Tell whether a cell is a number or plainly nothing; False where it holds a text or several numbers."""
        if (line, entry) in self.amounts:
            return True
        cell = self.cells.get((line, entry))
        if cell is None:
            return True
        if cell.amounts:
            return all(amount.label for amount in cell.amounts)  # another series of the table
        return bool(_NOTHING.match(squash(search_text(cell.text))))


def _path(lines: tuple[Line, ...], entries: tuple[Line, ...], turned: bool, row: int, column: int) -> Path:
    rows, columns = (entries, lines) if turned else (lines, entries)
    row_path = next((line.path for line in rows if line.index == row), ())
    column_path = next((line.path for line in columns if line.index == column), ())
    return (*row_path, *column_path)


def sheets_of(table: Table) -> tuple[Sheet, ...]:
    """Return a table's numbers, rows as lines: one sheet for each series its cells state (`정원/현원`, `값 (괄호)`).

    Empty for forms and tables without numbers.
    """
    if table.header_rows == 0:
        return ()
    body = [cell for cell in table.cells if not cell.is_header]
    rows = tuple(_row(table, row) for row in range(table.header_rows, table.rows))
    labels = Counter(amount.label for cell in body for amount in cell.amounts)
    found: list[Sheet] = []
    for label, count in labels.items():
        if label and count < _SERIES:
            continue
        amounts = {
            (cell.row, cell.column): amount
            for cell in body
            for amount in reversed(cell.amounts)
            if amount.label == label and (label or _only(cell))
        }
        used = sorted({column for _, column in amounts})
        cells = {(cell.row, cell.column): cell for cell in body if cell.column in used}
        found.append(Sheet(table, rows, tuple(_column(table, column) for column in used), amounts, cells))
    return tuple(found)


def _only(cell: Cell) -> bool:
    """Tell whether a cell states one number of its own; `80백만원 × 4개교` is a calculation."""
    return sum(1 for amount in cell.amounts if not amount.label) == 1


def _row(table: Table, row: int) -> Line:
    """Return a row with its labels; a total word in front of its first number counts too (`소계` in a year column)."""
    cells = sorted((cell for cell in table.cells if cell.row == row), key=lambda cell: cell.column)
    path = next((cell.row_path for cell in cells if cell.row_path), ())
    extra: list[str] = []
    for cell in cells:
        if cell.is_header:
            continue
        if cell.amounts:
            break
        if cell.text.strip() and is_total(cell.text):
            extra.append(cell.text)
    path = (*path, *(text for text in extra if text not in path))
    return Line(row, path, any(is_total(part) for part in path))


def _column(table: Table, column: int) -> Line:
    path = next((cell.column_path for cell in table.cells if cell.column == column and cell.column_path), ())
    return Line(column, path, any(is_total(_bare(part)) for part in path))


def _bare(label: str) -> str:
    return re.sub(r"\([^()]*\)$", "", squash(search_text(label)))
