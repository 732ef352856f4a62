"""Merged cells and header rows -> the header path of each cell. Shared by every reader."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.amounts import Amount
from corpus.checks import certify
from corpus.document import Cell, Location, Table
from corpus.doubts import is_splintered
from corpus.forms import build_form, is_form
from corpus.governing import (
    Units,
    cell_amounts,
    governing_unit,
    legend_of,
    unit_column,
    unit_named,
    units_in_turn,
    units_of_parts,
    year_columns,
)
from corpus.headers import header_count, label_count, names_columns, text_row
from corpus.label_paths import Rows, fill_headers, fill_labels, lift_totals, name_alike_rows, nest_bullets, nest_circles
from corpus.merged import restore_spans
from corpus.minutes import minutes
from corpus.raw import RawCell, RawTable, own_rows, text_rows
from corpus.row_groups import nest_groups, nest_subtotals
from corpus.text import clean_cell, squash, tight
from corpus.total_names import is_total
from corpus.totals import total_rows

__all__ = ["RawCell", "RawTable", "build_table", "cell_amounts", "text_rows"]

_SPLIT_OFFICE = re.compile(r"^(?:[가-힣]{1,4} ){1,5}[과국실팀]$")


def build_table(raw: RawTable, *, document_id: str, number: int) -> Table:
    """Return the finished Table: spans restored, headers, paths, units, amounts, totals and certificate.

    `number` counts the document's tables from 1; the id is `{document_id}:t{number}`.
    """
    rows = own_rows(raw)
    if raw.header_rows is None and is_form(rows):
        return build_form(raw, rows, f"{document_id}:t{number}")
    header_rows = header_count(rows) if raw.header_rows is None else raw.header_rows
    label_columns = label_count(rows, header_rows) if raw.label_columns is None else raw.label_columns
    column_paths = [tuple(tight(part) for part in path) for path in fill_headers(text_rows(raw), header_rows)]
    labels = _labels(rows, header_rows, label_columns)
    row_paths = [tuple(_office(tight(part)) for part in path) for path in labels]
    table_id = f"{document_id}:t{number}"
    unit_line, unit_source = governing_unit(raw, column_paths, label_columns)
    in_turn = units_in_turn(unit_line, column_paths, row_paths[header_rows:], label_columns)
    in_turn = in_turn if unit_line else units_of_parts(rows, header_rows, column_paths)
    units = Units(unit_line, column_paths, unit_column(column_paths, rows[header_rows:]), legend_of(raw), in_turn)
    if units.unit_column is not None:  # a unit merged over rows holds for all of them
        for row, spread in zip(rows, text_rows(raw), strict=True):
            row[units.unit_column] = spread[units.unit_column]
    years = year_columns(rows, header_rows, column_paths)
    merged = raw.cells
    if not raw.spans_known and label_columns < raw.columns:
        merged = restore_spans(raw.cells, rows, header_rows, label_columns, column_paths)
    cells = tuple(
        _cell(raw, cell, table_id, rows, header_rows, label_columns, column_paths, row_paths, units, years)
        for cell in merged
    )
    location = replace(raw.location, table_id=table_id, heading_path=raw.heading_path)
    base = raw.base_date or (unit_line.base_date if unit_line else None)
    table = Table(
        id=table_id,
        caption=raw.caption,
        heading_path=raw.heading_path,
        location=location,
        rows=raw.rows,
        columns=raw.columns,
        header_rows=header_rows,
        label_columns=label_columns,
        cells=cells,
        unit=unit_named(unit_line),
        unit_source=unit_source,
        base_date=base,
        notes=raw.notes,
        origin=raw.origin,
        parts=raw.parts or (location,),
        repairs=raw.repairs,
    )
    if raw.origin == "tsv":
        table = _without_splinters(_with_totals(table))
    return replace(table, checks=certify(table))


def _office(label: str) -> str:
    """Return the name of an office written together: `교육 지원 정책 과` is 교육지원정책과."""
    return squash(label) if _SPLIT_OFFICE.match(label) else label


def _with_totals(table: Table) -> Table:
    """Return a table with the cells of rows that prove to be totals marked as such."""
    rows = set(total_rows(table))
    if not rows:
        return table
    cells = (replace(cell, is_total=True) if cell.row in rows and not cell.is_header else cell for cell in table.cells)
    return replace(table, cells=tuple(cells))


def _without_splinters(table: Table) -> Table:
    """Return a splintered table without amounts: a digit in a field of syllables is a letter or part of a name."""
    if not is_splintered(table):
        return table
    return replace(table, cells=tuple(replace(cell, amounts=()) for cell in table.cells))


def _labels(rows: Rows, header_rows: int, label_columns: int) -> list[tuple[str, ...]]:
    """Return the row paths: labels filled down, grand totals lifted out of blocks, rows of one label told apart."""
    labels = lift_totals(rows, header_rows, fill_labels(rows, header_rows, label_columns))
    labels = nest_bullets(rows, header_rows, labels) if label_columns else labels
    labels = nest_circles(rows, header_rows, labels) if label_columns == 1 else labels
    labels = nest_groups(rows, header_rows, labels) if label_columns == 1 else labels
    labels = nest_subtotals(rows, header_rows, labels) if label_columns == 1 else labels
    corner = rows[0][0].strip() if header_rows == 1 and label_columns == 1 else ""
    if corner and not names_columns([corner]):
        labels = [path or ((corner,) if index else ()) for index, path in enumerate(labels)]
    if header_rows and label_columns:
        labels = name_alike_rows(rows, header_rows, label_columns, labels)
    return [
        (row[0].strip(),) if label_columns == 0 and index >= header_rows and text_row(row) else path
        for index, (row, path) in enumerate(zip(rows, labels, strict=True))
    ]


def _cell(
    raw: RawTable,
    cell: RawCell,
    table_id: str,
    rows: Rows,
    header_rows: int,
    label_columns: int,
    column_paths: list[tuple[str, ...]],
    row_paths: list[tuple[str, ...]],
    units: Units,
    years: frozenset[int],
) -> Cell:
    apart = label_columns == 0 and cell.row >= header_rows and text_row(rows[cell.row])
    is_header = cell.row < header_rows or cell.column < label_columns or (apart and cell.column == 0)
    row_path = row_paths[cell.row] if cell.row >= header_rows else ()
    column_path = column_paths[cell.column] if not is_header and not apart else ()
    text = clean_cell(cell.text)
    location = Location(
        document=raw.location.document,
        heading_path=raw.heading_path,
        lines=cell.lines or raw.location.lines,
        page=cell.page or raw.location.page,
        sheet=raw.location.sheet,
        box=cell.box,
        table_id=table_id,
        row=cell.row,
        column=cell.column,
    )
    amounts: tuple[Amount, ...] = ()
    if not is_header and cell.column not in years:
        unit = units.of(cell.column, rows[cell.row], row_path)
        amounts = minutes(text, column_path) or cell_amounts(text, unit, units.legend)
    total = not is_header and (any(is_total(part) for part in row_path) or any(is_total(part) for part in column_path))
    return Cell(
        row=cell.row,
        column=cell.column,
        text=text,
        location=location,
        rowspan=cell.rowspan,
        colspan=cell.colspan,
        is_header=is_header,
        row_path=row_path,
        column_path=column_path,
        amounts=amounts,
        is_total=total,
        confidence=cell.confidence,
    )
