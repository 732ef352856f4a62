"""Forms: labels and values side by side, with check boxes, sometimes with a small grid inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.amounts import read_unit
from corpus.checks import certify
from corpus.document import Cell, Location, Table
from corpus.governing import cell_amounts
from corpus.headers import is_value
from corpus.label_paths import Rows
from corpus.raw import RawCell, RawTable
from corpus.text import clean_cell, tight
from corpus.total_names import is_total

_LABEL_LENGTH = 12

Paths = tuple[tuple[str, ...], tuple[str, ...], bool]
"""Row path, column path, and whether the cell is a label itself."""


def is_form(rows: Rows) -> bool:
    """Tell a form: labels and values side by side from the first row on, with check boxes."""
    return any("☑" in cell or "☐" in cell for cell in rows[0])


def form_paths(rows: Rows) -> list[list[Paths]]:
    """Return the paths of every cell of a form.

    A value is named by the nearest label on its left. In a row that goes on the one above (its first field empty) it is
    named by that row's label and by the label right above it.
    """
    paths: list[list[Paths]] = []
    lead = ""
    for index, row in enumerate(rows):
        if index and not row[0].strip():
            above = rows[index - 1]
            heads = [(head.strip(),) if head.strip() else () for head in above[1:]]
            paths.append([((lead,), (), True), *(((lead,), head, False) for head in heads)])
            continue
        lead = row[0].strip()
        below = rows[index + 1] if index + 1 < len(rows) and not rows[index + 1][0].strip() else None
        paths.append(_pairs(row, below))
    return paths


def _pairs(row: Sequence[str], below: Sequence[str] | None) -> list[Paths]:
    left = row[0].strip()
    pairs: list[Paths] = [((left,), (), True)]
    for column in range(1, len(row)):
        heads_below = below is not None and bool(below[column].strip())
        label = _is_label(row[column])
        if label and not heads_below:
            left = row[column].strip()
        pairs.append(((left,), (), label))
    return pairs


def _is_label(cell: str) -> bool:
    text = cell.strip()
    return (
        0 < len(text) <= _LABEL_LENGTH
        and not is_value(text)
        and "☐" not in text
        and "☑" not in text
        and not any(character.isdigit() for character in text)
    )


def build_form(raw: RawTable, rows: Rows, table_id: str) -> Table:
    """Return a form as a table without header rows, each value under the labels beside or above it."""
    paths = form_paths(rows)
    location = replace(raw.location, table_id=table_id, heading_path=raw.heading_path)
    cells = tuple(_form_cell(cell, paths[cell.row][cell.column], location) for cell in raw.cells)
    table = Table(
        id=table_id,
        caption=raw.caption,
        heading_path=raw.heading_path,
        location=location,
        rows=raw.rows,
        columns=raw.columns,
        header_rows=0,
        label_columns=1,
        cells=cells,
        notes=raw.notes,
        origin=raw.origin,
        parts=raw.parts or (location,),
        repairs=raw.repairs,
    )
    return replace(table, checks=certify(table))


def _form_cell(cell: RawCell, paths: Paths, table: Location) -> Cell:
    row_path, column_path, label = paths
    text = clean_cell(cell.text)
    unit = next((line.units[0] for part in (*column_path, *row_path) if (line := read_unit(part))), None)
    lines, page = cell.lines or table.lines, cell.page or table.page
    return Cell(
        row=cell.row,
        column=cell.column,
        text=text,
        location=replace(table, lines=lines, page=page, box=cell.box, row=cell.row, column=cell.column),
        rowspan=cell.rowspan,
        colspan=cell.colspan,
        is_header=label,
        row_path=tuple(tight(part) for part in row_path),
        column_path=tuple(tight(part) for part in column_path),
        amounts=() if label else cell_amounts(text, unit),
        is_total=any(is_total(part) for part in column_path),
        confidence=cell.confidence,
    )
