"""Merged header and label cells that an export wrote as empty fields, put back as spans. Plain values in and out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.label_paths import Rows
from corpus.raw import RawCell

Spans = dict[tuple[int, int], tuple[int, int]]
"""Rows and columns a cell covers, by its grid position; only cells that cover more than one field."""


def restore_spans(
    cells: Sequence[RawCell], rows: Rows, header_rows: int, label_columns: int, paths: Sequence[tuple[str, ...]]
) -> tuple[RawCell, ...]:
    """Return the cells with merged headers and labels spanning the empty fields they cover, those fields left out.

    `paths` are the header paths of the columns: an empty header field belongs to its left neighbour when the
    neighbour's text is in its path. Body cells are never merged: an empty field there may mean that nothing is stated.
    """
    spans = {**_header_spans(rows, header_rows, label_columns, paths), **_label_spans(rows, header_rows, label_columns)}
    covered = {
        (row + down, column + right)
        for (row, column), (height, width) in spans.items()
        for down in range(height)
        for right in range(width)
        if down or right
    }
    kept = (cell for cell in cells if (cell.row, cell.column) not in covered)
    return tuple(_spanned(cell, spans.get((cell.row, cell.column), (1, 1))) for cell in kept)


def _spanned(cell: RawCell, span: tuple[int, int]) -> RawCell:
    return cell if span == (1, 1) else replace(cell, rowspan=span[0], colspan=span[1])


def _header_spans(rows: Rows, header_rows: int, label_columns: int, paths: Sequence[tuple[str, ...]]) -> Spans:
    spans: Spans = {}
    for row in range(header_rows):
        for column, text in enumerate(rows[row]):
            if not text.strip():
                continue
            width = _width(rows, row, column, paths)
            if row == 0 and column < label_columns:
                width = max(width, _corner(rows[:header_rows], column, label_columns))
            empty_below = all(
                not below[at].strip() for below in rows[row + 1 : header_rows] for at in _range(column, width)
            )
            height = header_rows - row if empty_below else 1
            if (height, width) != (1, 1):
                spans[row, column] = (height, width)
    return spans


def _corner(header: Rows, column: int, label_columns: int) -> int:
    """Return how many label columns a header above them covers: those without any header of their own."""
    width = 1
    while column + width < label_columns and not any(row[column + width].strip() for row in header):
        width += 1
    return width


def _width(rows: Rows, row: int, column: int, paths: Sequence[tuple[str, ...]]) -> int:
    """Return how many columns a header covers: empty fields to its right that have it in their path."""
    depth = next((at for at, part in enumerate(paths[column]) if part == _part(rows[row][column], paths[column])), 0)
    head = paths[column][: depth + 1]
    width = 1
    while column + width < len(rows[row]):
        at = column + width
        if any(above[at].strip() for above in rows[: row + 1]) or paths[at][: depth + 1] != head:
            break
        width += 1
    return width


def _part(text: str, path: tuple[str, ...]) -> str:
    """Return the part of a header path that a field's text became (letterspaced words are written together)."""
    squashed = "".join(text.split())
    return next((part for part in path if "".join(part.split()) == squashed), "")


def _label_spans(rows: Rows, header_rows: int, label_columns: int) -> Spans:
    spans: Spans = {}
    for row in range(header_rows, len(rows)):
        for column in range(label_columns):
            if not rows[row][column].strip():
                continue
            height = _height(rows, row, column)
            last = not any(rows[row][at].strip() for at in range(column + 1, label_columns))
            width = label_columns - column if last and height == 1 else 1
            if (height, width) != (1, 1):
                spans[row, column] = (height, width)
    return spans


def _height(rows: Rows, row: int, column: int) -> int:
    """Return how many rows a label covers: rows below whose fields up to this column are empty."""
    height = 1
    while row + height < len(rows) and not any(field.strip() for field in rows[row + height][: column + 1]):
        height += 1
    return height


def _range(first: int, count: int) -> range:
    return range(first, first + count)
