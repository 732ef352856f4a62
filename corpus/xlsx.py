"""XLSX and CSV readers: a sheet's blocks of cells are tables, lone cells around them text. The door to openpyxl."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from corpus.assemble import finish
from corpus.document import Document, Origin
from corpus.errors import CorruptFile, NoText
from corpus.grid import RawCell
from corpus.hidden import Hidden, is_white_hex
from corpus.limits import (
    ARCHIVE_ERRORS,
    MAX_TABLE_CELLS,
    check_xml_parts,
    foreseen,
    macro_warnings,
    open_archive,
    parse_xml,
    read_part,
)
from corpus.pieces import Piece, TablePiece, TextPiece
from corpus.spans import drop_empty
from corpus.txt import document_id

_FORMAT_TEXT = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_NO_RESULT = re.compile(rb"</f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
MAX_TABLE_ROWS = 5_000
_MAX_ROWS = 200_000
_MAX_COLUMNS = 1_000


@dataclass(frozen=True, slots=True)
class Field:
    """A cell of a sheet as shown: its text and the rows and columns it spans."""

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1


def shown(value: Any, number_format: str) -> str:
    """Return a value as the sheet shows it, with all its digits: `1,234`, `△12`, `45.6%`, `2025. 3. 31.`.

    A value the format rounds is given whole: the sheet's number counts, not its picture.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "O" if value else "X"
    if isinstance(value, datetime):
        return f"{value.year}. {value.month}. {value.day}."
    if isinstance(value, date):
        return f"{value.year}. {value.month}. {value.day}."
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, int | float):
        return _number(value, number_format)
    return str(value)


def _number(value: float, number_format: str) -> str:
    exact = Decimal(str(value)) if isinstance(value, int) else Decimal(repr(round(value, 10)))
    percent = "%" in re.sub(r'"[^"]*"', "", number_format)
    if percent:
        exact *= 100
    text = f"{exact:f}".rstrip("0").rstrip(".") if "." in f"{exact:f}" else f"{exact:f}"
    places = len(text.partition(".")[2])
    wanted = _places(number_format)
    if wanted > places:
        text = f"{exact:.{wanted}f}"
    whole, _, fraction = text.lstrip("-").partition(".")
    if "," in number_format.partition(";")[0]:
        whole = f"{int(whole):,}"
    body = f"{whole}.{fraction}" if fraction else whole
    suffix = "%" if percent else _suffix(number_format)
    return f"{'-' if exact < 0 else ''}{body}{suffix}"


def _places(number_format: str) -> int:
    found = re.search(r"\.(0+)", number_format.partition(";")[0])
    return len(found.group(1)) if found else 0


def _suffix(number_format: str) -> str:
    """Return the unit a number format prints after the digits (`#,##0"천원"`), or nothing."""
    first = number_format.partition(";")[0]
    if first.lower() in ("general", "@", ""):
        return ""
    last = max((first.rfind(mark) for mark in "0#?"), default=-1)
    words = "".join(a or b for a, b in _FORMAT_TEXT.findall(first[last + 1 :])).strip()
    return words if re.fullmatch(r"[가-힣]{1,4}|㎡", words) else ""


def read_xlsx(path: Path, name: str) -> Document:
    """Return the document of an XLSX file; a section a sheet. Raises CorruptFile, EncryptedFile, NoText.

    Stored results of formulas are read, nothing is computed. Hidden sheets, rows and columns are left out and told.
    """
    with open_archive(path) as archive:
        check_xml_parts(path, archive)
        names = _sheet_names(path, archive)
        uncomputed = _uncomputed(path, archive)
        told = list(macro_warnings(archive))
    hidden = Hidden()
    foreign = (*ARCHIVE_ERRORS, ArithmeticError, TypeError, AttributeError, IndexError, SyntaxError)
    with foreseen(path, *foreign), path.open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl remarks on styles and extensions it drops; figures are not concerned
        # The opened file, not its path: openpyxl refuses a workbook under another suffix, and we choose by content.
        book = openpyxl.load_workbook(file, data_only=True, keep_links=False)
        pieces = [
            piece for sheet in book.worksheets for piece in _sheet(path, sheet, hidden, alone=len(book.worksheets) == 1)
        ]
        lost = [sheet for sheet in names if sheet not in book.sheetnames]
        book.close()
    told += [f"시트 ‘{sheet}’을(를) 읽지 못했습니다." for sheet in lost]
    if uncomputed:
        told.append(f"수식 {uncomputed}개에 계산된 값이 없습니다. 엑셀에서 열어 저장한 뒤 다시 올리십시오.")
    if not any(isinstance(piece, TablePiece) or piece.rank is None for piece in pieces):
        raise NoText(path, f"‘{path.name}’: 내용이 있는 시트가 없습니다.")
    return finish(
        path,
        pieces,
        name=name,
        document_id=document_id(path.read_bytes()),
        format="xlsx",
        title=Path(name).stem,
        warnings=(*hidden.warnings(), *told),
    )


def _sheet_names(path: Path, archive: ZipFile) -> list[str]:
    """Return the names of all sheets the workbook lists; openpyxl passes over those whose parts are missing."""
    if "xl/workbook.xml" not in archive.namelist():
        return []
    root = parse_xml(path, read_part(path, archive, "xl/workbook.xml"))
    return [sheet.get("name") or "" for sheet in root.iter("{*}sheet")]


def _uncomputed(path: Path, archive: ZipFile) -> int:
    """Return how many formulas have no stored result: they would be read as empty cells."""
    sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
    return sum(len(_NO_RESULT.findall(read_part(path, archive, name))) for name in sheets)


def _sheet(path: Path, sheet: Worksheet, hidden: Hidden, *, alone: bool) -> Iterator[Piece]:
    if sheet.sheet_state != "visible":
        hidden.parts += 1
        return
    if (
        sheet.max_row > _MAX_ROWS
        or sheet.max_column > _MAX_COLUMNS
        or sheet.max_row * sheet.max_column > 20 * MAX_TABLE_CELLS
    ):
        raise CorruptFile(path, f"‘{path.name}’: 시트 ‘{sheet.title}’의 범위가 지나치게 커서 열지 않았습니다.")
    fields = list(_fields(sheet, hidden))
    if not fields:
        return
    if not alone:
        yield TextPiece(sheet.title, rank=0.1, sheet=sheet.title)
    yield from blocks(fields, sheet.title, "xlsx")


def _fields(sheet: Worksheet, hidden: Hidden) -> Iterator[Field]:
    rows_hidden = {row for row, dimension in sheet.row_dimensions.items() if dimension.hidden}
    columns_hidden = _hidden_columns(sheet)
    hidden.parts += len(rows_hidden) + len(columns_hidden)
    spans = {(area.min_row, area.min_col): (area.max_row, area.max_col) for area in sheet.merged_cells.ranges}
    row_at, column_at = _positions(sheet.max_row, rows_hidden), _positions(sheet.max_column, columns_hidden)
    for row in sheet.iter_rows():
        for cell in row:
            if (
                cell.value is None
                or not isinstance(cell, SheetCell)
                or cell.row not in row_at
                or cell.column not in column_at
            ):
                continue
            text = hidden.strip(shown(cell.value, cell.number_format or ""))
            if not text.strip():
                continue
            if _is_unseen(cell):
                hidden.drop(text)
                continue
            last_row, last_column = spans.get((cell.row, cell.column), (cell.row, cell.column))
            own_rows = [r for r in range(cell.row, last_row + 1) if r in row_at]
            own_columns = [c for c in range(cell.column, last_column + 1) if c in column_at]
            yield Field(row_at[cell.row], column_at[cell.column], text, len(own_rows), len(own_columns))


def _positions(count: int, hidden: set[int]) -> dict[int, int]:
    """Return the place from 0 of every visible row or column."""
    return {
        number: place for place, number in enumerate(number for number in range(1, count + 1) if number not in hidden)
    }


def _hidden_columns(sheet: Worksheet) -> set[int]:
    found: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            first = dimension.min or column_index_from_string(dimension.index)
            found.update(range(first, min(dimension.max or first, sheet.max_column) + 1))
    return found


def _is_unseen(cell: SheetCell) -> bool:
    """Tell whether a cell's text is white on no fill, or its format shows nothing."""
    if (cell.number_format or "").strip() == ";;;":
        return True
    color = cell.font.color
    if color is None or color.type != "rgb" or not is_white_hex(str(color.rgb)):
        return False
    return cell.fill.fill_type is None


def blocks(fields: Sequence[Field], sheet: str | None, origin: Origin) -> Iterator[Piece]:
    """Yield a sheet's fields as texts and tables, from the top.

    A table is a run of rows without an empty one between; rows of one field before and after it are text.
    """
    for run in _runs(fields):
        yield from _pieces(run, sheet, origin)


def _runs(fields: Sequence[Field]) -> Iterator[list[Field]]:
    run: list[Field] = []
    reach = -1
    for field in sorted(fields, key=lambda field: (field.row, field.column)):
        if run and field.row > reach + 1:
            yield run
            run = []
        run.append(field)
        reach = max(reach, field.row + field.rowspan - 1)
    if run:
        yield run


def _pieces(run: Sequence[Field], sheet: str | None, origin: Origin) -> Iterator[Piece]:
    by_row: dict[int, list[Field]] = {}
    for field in run:
        by_row.setdefault(field.row, []).append(field)
    rows = sorted(by_row)
    first = min(field.column for field in run)
    head = 0
    while head < len(rows) and _is_lead(by_row[rows[head]], first):
        head += 1
    tail = len(rows)
    while tail > head and _is_text(by_row[rows[tail - 1]], run):
        tail -= 1
    for row in rows[:head]:
        yield from (TextPiece(field.text, sheet=sheet) for field in by_row[row])
    if tail > head:
        yield from _tables(rows[head:tail], by_row, sheet, origin)
    for row in rows[tail:]:
        yield TextPiece(by_row[row][0].text, sheet=sheet)


def _tables(
    rows: Sequence[int], by_row: dict[int, list[Field]], sheet: str | None, origin: Origin
) -> Iterator[TablePiece]:
    """Yield a table, a very long one in parts with its first row on top of each: checks compare rows with rows."""
    for start in range(0, len(rows), MAX_TABLE_ROWS):
        part = rows[start : start + MAX_TABLE_ROWS]
        own = [field for row in part for field in by_row[row]]
        top = [replace(field, row=part[0] - 1, rowspan=1) for field in by_row[rows[0]]] if start else []
        yield _table([*top, *own], sheet, origin)


def _is_lead(row: Sequence[Field], first: int) -> bool:
    """Tell a row above a table: one field alone, or a title with a unit beside it; no group header of later columns."""
    if any(field.rowspan > 1 for field in row):
        return False
    last = "".join(row[-1].text.split())
    if len(row) == 1:
        return row[0].column == first or row[0].colspan == 1 or "단위" in last or "기준" in last
    return len(row) == 2 and "단위" in last


def _is_text(row: Sequence[Field], run: Sequence[Field]) -> bool:
    """Tell a row below a table that is a note: one field, in the first column, no row label of a merged
    cell's table.
    """
    first = min(field.column for field in run)
    if (
        len(row) != 1
        or row[0].column != first
        or any(field.row < row[0].row < field.row + field.rowspan for field in run)
    ):
        return False
    return (
        bool(re.match(r"※|\*|주\s*\d*\)|\d{1,2}\)|자료|출처", row[0].text))
        or row[0].colspan > 2
        or len(row[0].text) > 30
    )


def _table(fields: Sequence[Field], sheet: str | None, origin: Origin) -> TablePiece:
    top, left = min(field.row for field in fields), min(field.column for field in fields)
    height = max(field.row + field.rowspan for field in fields) - top
    width = max(field.column + field.colspan for field in fields) - left
    cells = tuple(
        RawCell(field.row - top, field.column - left, field.text, field.rowspan, field.colspan) for field in fields
    )
    cells, height, width = drop_empty(cells, height, width)
    return TablePiece(cells, height, width, origin, sheet=sheet)
