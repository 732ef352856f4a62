"""Merged cells and header rows -> the header path of each cell. Shared by every reader."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from corpus.amounts import Amount, UnitLine, find_amounts, read_amount, read_unit
from corpus.checks import certify
from corpus.document import Box, Cell, Location, Origin, Table
from corpus.doubts import is_splintered
from corpus.headers import (
    Rows,
    fill_headers,
    fill_labels,
    form_paths,
    header_count,
    is_form,
    is_total,
    label_count,
    lift_totals,
    name_alike_rows,
    names_columns,
    text_row,
)
from corpus.text import clean_cell, search_text, squash, tight
from corpus.totals import total_rows

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
_UNITLESS = re.compile(r"(?:쪽수?|페이지|연번|순번|번호|코드|연락처|전화)$|^순$")
"""Columns that count or name places, never money or people: the unit line does not reach them."""
_SHARE = re.compile(r"\d[\d.]*%")
"""A share inside a label (`서울 (17.5%)`) says nothing about the row's numbers."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_SPLIT_OFFICE = re.compile(r"^(?:[가-힣]{1,4} ){1,5}[과국실팀]$")
_SLASHED = re.compile(r"^\s*(-|\d[\d,]*)\s*/\s*(-|\d[\d,]*)\s*$")
_LEGEND = re.compile(r"\(?\s*([가-힣]{2,6})\s*/\s*([가-힣]{2,6})\s*\)?")


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as a reader saw it."""

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    lines: tuple[int, int] | None = None
    page: int | None = None
    box: Box | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class RawTable:
    """What a reader knows of a table before headers, labels and units are worked out."""

    cells: tuple[RawCell, ...]
    rows: int
    columns: int
    location: Location
    origin: Origin
    caption: str = ""
    heading_path: tuple[str, ...] = ()
    unit_texts: tuple[tuple[str, str], ...] = ()
    """(source, text) nearest first: ("line", "(단위: 백만 원)"), ("heading", "5. 연차별 예산계획 (단위: 백만 원)")."""
    notes: tuple[str, ...] = ()
    base_date: str | None = None
    parts: tuple[Location, ...] = ()
    spans_known: bool = True
    """False where empty fields may be merged cells (tab separated exports)."""
    header_rows: int | None = None
    """Set when the reader knows, else inferred."""
    label_columns: int | None = None
    repairs: tuple[str, ...] = ()


def build_table(raw: RawTable, *, document_id: str, number: int) -> Table:
    """Return the finished Table: spans restored, headers, paths, units, amounts, totals and certificate.

    `number` counts the document's tables from 1; the id is `{document_id}:t{number}`.
    """
    rows = text_rows(raw)
    if raw.header_rows is None and is_form(rows):
        return _build_form(raw, rows, f"{document_id}:t{number}")
    header_rows = header_count(rows) if raw.header_rows is None else raw.header_rows
    label_columns = label_count(rows, header_rows) if raw.label_columns is None else raw.label_columns
    column_paths = [tuple(tight(part) for part in path) for path in fill_headers(rows, header_rows)]
    labels = _labels(rows, header_rows, label_columns, spans_known=raw.spans_known)
    row_paths = [tuple(_office(tight(part)) for part in path) for path in labels]
    table_id = f"{document_id}:t{number}"
    unit_line, unit_source = _governing_unit(raw, column_paths, label_columns)
    units = _Units(unit_line, column_paths, _unit_column(column_paths), _legend(raw))
    cells = tuple(
        _cell(raw, cell, table_id, rows, header_rows, label_columns, column_paths, row_paths, units)
        for cell in raw.cells
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
        unit=unit_line.units[0] if unit_line else None,
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


def _labels(rows: Rows, header_rows: int, label_columns: int, *, spans_known: bool) -> list[tuple[str, ...]]:
    """Return the row paths: labels filled down, grand totals lifted out of blocks, rows of one label told apart."""
    labels = lift_totals(rows, header_rows, fill_labels(rows, header_rows, label_columns))
    corner = rows[0][0].strip() if header_rows == 1 and label_columns == 1 else ""
    if corner and not names_columns([corner]):
        labels = [path or ((corner,) if index else ()) for index, path in enumerate(labels)]
    if spans_known:
        return labels
    if header_rows and label_columns:
        labels = name_alike_rows(rows, header_rows, label_columns, labels)
    return [
        (row[0].strip(),) if label_columns == 0 and index >= header_rows and text_row(row) else path
        for index, (row, path) in enumerate(zip(rows, labels, strict=True))
    ]


def _build_form(raw: RawTable, rows: Rows, table_id: str) -> Table:
    """Return a form as a table without header rows, each value under the labels beside or above it."""
    paths = form_paths(rows)
    cells = []
    for cell in raw.cells:
        row_path, column_path = paths[cell.row][cell.column]
        text = clean_cell(cell.text)
        unit = next((line.units[0] for part in (*column_path, *row_path) if (line := read_unit(part))), None)
        location = replace(
            raw.location,
            heading_path=raw.heading_path,
            lines=cell.lines or raw.location.lines,
            page=cell.page or raw.location.page,
            box=cell.box,
            table_id=table_id,
            row=cell.row,
            column=cell.column,
        )
        cells.append(
            Cell(
                row=cell.row,
                column=cell.column,
                text=text,
                location=location,
                rowspan=cell.rowspan,
                colspan=cell.colspan,
                is_header=cell.column == 0,
                row_path=tuple(tight(part) for part in row_path),
                column_path=tuple(tight(part) for part in column_path),
                amounts=() if cell.column == 0 else cell_amounts(text, unit),
                is_total=any(is_total(part) for part in column_path),
                confidence=cell.confidence,
            )
        )
    location = replace(raw.location, table_id=table_id, heading_path=raw.heading_path)
    table = Table(
        id=table_id,
        caption=raw.caption,
        heading_path=raw.heading_path,
        location=location,
        rows=raw.rows,
        columns=raw.columns,
        header_rows=0,
        label_columns=1,
        cells=tuple(cells),
        notes=raw.notes,
        origin=raw.origin,
        parts=raw.parts or (location,),
        repairs=raw.repairs,
    )
    return replace(table, checks=certify(table))


def text_rows(raw: RawTable) -> Rows:
    """Return the grid as texts; where spans are known a merged cell repeats over all fields it covers."""
    rows: Rows = [["" for _ in range(raw.columns)] for _ in range(raw.rows)]
    for cell in raw.cells:
        text = clean_cell(cell.text)
        for row in range(cell.row, min(raw.rows, cell.row + cell.rowspan)):
            for column in range(cell.column, min(raw.columns, cell.column + cell.colspan)):
                rows[row][column] = text
    return rows


@dataclass(frozen=True, slots=True)
class _Units:
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
        if re.search(r"[가-힣]수$", last) and not (self.line and self.line.units[0] in _COUNTED):
            return "개"
        if self.line and self.line.units:
            return self.line.units[0]
        return None


def _unit_column(column_paths: list[tuple[str, ...]]) -> int | None:
    for column, path in enumerate(column_paths):
        if path and squash(path[-1]) == "단위":
            return column
    return None


def _legend(raw: RawTable) -> tuple[str, str] | None:
    """Return the two names of cells such as `88/89` where a heading explains them (`정원/현원`)."""
    for text in (raw.caption, *reversed(raw.heading_path), *raw.notes):
        found = _LEGEND.search(search_text(text))
        if found:
            return found.group(1), found.group(2)
    return None


def _governing_unit(
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


def _cell(
    raw: RawTable,
    cell: RawCell,
    table_id: str,
    rows: Rows,
    header_rows: int,
    label_columns: int,
    column_paths: list[tuple[str, ...]],
    row_paths: list[tuple[str, ...]],
    units: _Units,
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
    if not is_header:
        unit = units.of(cell.column, rows[cell.row], row_path)
        amounts = cell_amounts(text, unit, units.legend)
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
