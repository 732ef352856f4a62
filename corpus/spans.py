"""Grids whose merged cells are known: header rows told by spans, leading title and unit rows, plain rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.grid import RawCell
from corpus.headers import is_period, is_value

_HEADER_LENGTH = 40
_MAX_HEADER_ROWS = 4


def header_band(cells: Sequence[RawCell], rows: int) -> int | None:
    """Return the number of header rows that merged cells prove (2 to 4), or None when they prove nothing.

    The band starts with the first row and grows while a cell reaches out of it or a group header still needs its
    sub-headers. A band that holds a value or long text is no header.
    """
    band = max((cell.row + cell.rowspan for cell in cells if cell.row == 0), default=1)
    while band < min(rows, _MAX_HEADER_ROWS) and _needs_row(cells, band):
        band = max(cell.row + cell.rowspan for cell in cells if cell.row == band)
    inside = [cell for cell in cells if cell.row < band]
    if not 2 <= band <= _MAX_HEADER_ROWS or band >= rows:
        return None
    if not any(cell.colspan > 1 for cell in inside if cell.row < band - 1):
        return None
    if any(len(cell.text) > _HEADER_LENGTH or _states_value(cell.text) for cell in inside):
        return None
    return band


def _needs_row(cells: Sequence[RawCell], band: int) -> bool:
    """Tell whether a group header ends the band and plain words stand below it."""
    groups = [cell for cell in cells if cell.colspan > 1 and cell.row + cell.rowspan == band]
    below = [cell for cell in cells if cell.row == band]
    for group in groups:
        under = [cell for cell in below if group.column <= cell.column < group.column + group.colspan]
        if len(under) > 1 and all(cell.text.strip() and not _states_value(cell.text) for cell in under):
            return True
    return False


def _states_value(text: str) -> bool:
    return is_value(text) and not is_period(text)


def lead_rows(cells: Sequence[RawCell], rows: int, columns: int) -> tuple[tuple[str, ...], tuple[RawCell, ...], int]:
    """Return (texts of leading rows that are one cell over the whole width, the other cells, rows left).

    A title or a unit line is often the first row of a table, merged over all columns.
    """
    taken: list[str] = []
    while rows - len(taken) > 2 and columns > 1:
        row = [cell for cell in cells if cell.row == len(taken)]
        if len(row) != 1 or row[0].colspan != columns or row[0].rowspan != 1 or len(row[0].text) > 80:
            break
        taken.append(row[0].text)
    if not taken:
        return (), tuple(cells), rows
    left = tuple(replace(cell, row=cell.row - len(taken)) for cell in cells if cell.row >= len(taken))
    return tuple(text for text in taken if text.strip()), left, rows - len(taken)


def fill_gaps(cells: Iterable[RawCell], rows: int, columns: int) -> tuple[RawCell, ...]:
    """Return the cells in reading order with an empty one at every position nothing covers; overlaps are cut back."""
    covered = [[False] * columns for _ in range(rows)]
    kept: list[RawCell] = []
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        if cell.row >= rows or cell.column >= columns or covered[cell.row][cell.column]:
            continue
        fitted = _fit(cell, covered, rows, columns)
        for row in range(fitted.row, fitted.row + fitted.rowspan):
            for column in range(fitted.column, fitted.column + fitted.colspan):
                covered[row][column] = True
        kept.append(fitted)
    for row in range(rows):
        kept += [RawCell(row, column, "") for column in range(columns) if not covered[row][column]]
    return tuple(sorted(kept, key=lambda cell: (cell.row, cell.column)))


def _fit(cell: RawCell, covered: list[list[bool]], rows: int, columns: int) -> RawCell:
    """Return a cell whose spans stay inside the grid and off what is taken."""
    colspan = 1
    while colspan < cell.colspan and cell.column + colspan < columns and not covered[cell.row][cell.column + colspan]:
        colspan += 1
    rowspan = 1
    while rowspan < cell.rowspan and cell.row + rowspan < rows:
        if any(covered[cell.row + rowspan][cell.column : cell.column + colspan]):
            break
        rowspan += 1
    return replace(cell, rowspan=rowspan, colspan=colspan)


def drop_empty(
    cells: Sequence[RawCell],
    rows: int,
    columns: int,
    *,
    keep_rows: Iterable[int] = (),
    keep_columns: Iterable[int] = (),
) -> tuple[tuple[RawCell, ...], int, int]:
    """Return the grid without the rows and columns in which no cell with text begins, but for those to keep."""
    used_rows = {cell.row for cell in cells if cell.text.strip()} | set(keep_rows)
    used_columns = {cell.column for cell in cells if cell.text.strip()} | set(keep_columns)
    row_at = {row: index for index, row in enumerate(sorted(used_rows))}
    column_at = {column: index for index, column in enumerate(sorted(used_columns))}
    if len(row_at) == rows and len(column_at) == columns:
        return tuple(cells), rows, columns
    kept = []
    for cell in cells:
        own_rows = [row for row in range(cell.row, cell.row + cell.rowspan) if row in row_at]
        own_columns = [column for column in range(cell.column, cell.column + cell.colspan) if column in column_at]
        if own_rows and own_columns:
            row, column = row_at[own_rows[0]], column_at[own_columns[0]]
            kept.append(replace(cell, row=row, column=column, rowspan=len(own_rows), colspan=len(own_columns)))
    return tuple(kept), len(row_at), len(column_at)
