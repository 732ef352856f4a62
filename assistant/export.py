"""An answer taken along: its table as XLSX and CSV with numbers as numbers, a briefing note as DOCX or HWPX."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from docx import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from assistant.answer import Answer, Citation, plain
from assistant.hwpx import hwpx
from assistant.paper import Paper
from assistant.show_words import amount, place, worded
from corpus.document import Cell, Table

HEADERS = ("행", "열", "값", "단위", "원(환산)", "원문", "문서", "위치")
_HEAD = PatternFill("solid", fgColor="E6ECF5")
_HIT = PatternFill("solid", fgColor="FFF2B3")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of a table, ready for a sheet."""

    row: str
    column: str
    value: Decimal
    unit: str
    won: Decimal | None
    text: str
    document: str
    place: str
    at: tuple[int, int]
    """Grid position in the table, from 0."""


def rows(table: Table) -> Iterator[Row]:
    """Yield the table's figures in reading order with labels, unit and place."""
    for cell in table.cells:
        for stated in cell.amounts:
            if cell.is_header:
                continue
            column = (*cell.column_path, stated.label) if stated.label else cell.column_path
            yield Row(
                " · ".join(cell.row_path),
                " · ".join(column),
                stated.value,
                stated.unit or "",
                stated.won,
                cell.text,
                cell.location.document,
                _at(cell),
                (cell.row, cell.column),
            )


def _at(cell: Cell) -> str:
    location = cell.location
    if location.page is not None:
        return f"{location.page}쪽"
    if location.sheet:
        return f"시트 ‘{location.sheet}’"
    return "" if location.lines is None else f"{location.lines[0]}행"


def csv_file(table: Table) -> bytes:
    """Return the table's figures as CSV in UTF-8 with a byte order mark, which Excel needs to read Korean."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADERS)
    writer.writerows(csv_row(row) for row in rows(table))
    return out.getvalue().encode("utf-8-sig")


def csv_row(row: Row) -> list[str]:
    """Return a figure as the cells under HEADERS: numbers plain, text harmless to a spreadsheet."""
    won = "" if row.won is None else plain(row.won)
    words = [_harmless(text) for text in (row.row, row.column)]
    rest = [_harmless(text) for text in (row.text, row.document, row.place)]
    return [*words, plain(row.value), row.unit, won, *rest]


def _harmless(text: str) -> str:
    """Return text no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) and len(text) > 1 else text


def xlsx_file(answer: Answer, table: Table) -> bytes:
    """Return a workbook: the answer with its sources, the table as printed, and its figures one a row."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    _answer_sheet(first, answer)
    _grid_sheet(book.create_sheet("표"), table, answer)
    _figure_sheet(book.create_sheet("수치"), table)
    return _saved(book)


def _saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(sheet: Worksheet, row: int, column: int, value: str | Decimal | None, *, is_bold: bool = False) -> None:
    """Write a value; text stays text even when it begins like a formula."""
    cell = sheet.cell(row, column)
    if isinstance(value, Decimal):
        cell.value = int(value) if value == value.to_integral_value() else value
        cell.number_format = "#,##0" if value == value.to_integral_value() else "#,##0.########"
    elif value is not None:
        cell.value = value
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    if is_bold:
        cell.font = Font(bold=True)
        cell.fill = _HEAD


def _answer_sheet(sheet: Worksheet, answer: Answer) -> None:
    sheet.title = "답변"
    sheet.column_dimensions["A"].width = 26
    sheet.column_dimensions["B"].width = 60
    _put(sheet, 1, 1, "질의", is_bold=True)
    _put(sheet, 1, 2, answer.standalone_question or answer.question)
    _put(sheet, 2, 1, "답변", is_bold=True)
    _put(sheet, 2, 2, answer.answer)
    line = 4
    for column, name in enumerate(("항목", "값", "단위", "원(환산)", "근거"), 1):
        _put(sheet, line, column, name, is_bold=True)
    cited = {citation.number: citation for citation in answer.citations}
    for figure in answer.figures:
        line += 1
        citation = cited.get(figure.citation or 0)
        source = "계산한 값" if figure.derived else f"{citation.title} {place(citation)}" if citation else ""
        for column, value in enumerate((figure.label, figure.value, figure.unit, figure.won, source), 1):
            _put(sheet, line, column, value)
    line += 2
    for citation in answer.citations:
        _put(sheet, line, 1, f"[{citation.number}] {citation.document}")
        _put(sheet, line, 2, f"{citation.title} · {place(citation)}")
        line += 1


def _grid_sheet(sheet: Worksheet, table: Table, answer: Answer) -> None:
    _put(sheet, 1, 1, table.caption or "표", is_bold=True)
    _put(sheet, 2, 1, f"단위: {table.unit}" if table.unit else "단위: 칸별 표기")
    hits = {(c.row, c.column) for c in answer.citations if c.table_id == table.id}
    for cell in table.cells:
        row, column = cell.row + 4, cell.column + 1
        is_number = len(cell.amounts) == 1 and not cell.is_header and cell.amounts[0].unit in (table.unit, None)
        _put(sheet, row, column, cell.amounts[0].value if is_number else cell.text, is_bold=cell.is_header)
        if (cell.row, cell.column) in hits:
            sheet.cell(row, column).fill = _HIT
        if cell.rowspan > 1 or cell.colspan > 1:
            sheet.merge_cells(
                start_row=row, start_column=column, end_row=row + cell.rowspan - 1, end_column=column + cell.colspan - 1
            )
    sheet.freeze_panes = sheet.cell(4 + table.header_rows, 1 + table.label_columns).coordinate


def _figure_sheet(sheet: Worksheet, table: Table) -> None:
    for column, name in enumerate(HEADERS, 1):
        _put(sheet, 1, column, name, is_bold=True)
    for line, row in enumerate(rows(table), 2):
        values = (row.row, row.column, row.value, row.unit, row.won, row.text, row.document, row.place)
        for column, value in enumerate(values, 1):
            _put(sheet, line, column, value)
    for letter, width in zip("ABCDEFGH", (34, 24, 14, 10, 18, 16, 30, 10), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"


def note(answer: Answer) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return a briefing note as (heading, lines): question, answer, figures, calculation, sources, remarks."""
    parts: list[tuple[str, tuple[str, ...]]] = [
        ("질의", (answer.standalone_question or answer.question,)),
        ("답변", tuple(line.strip() for line in answer.answer.splitlines() if line.strip())),
    ]
    if answer.figures:
        parts.append(
            ("주요 수치", tuple(f"{f.label}: {amount(f)}" + ("(계산)" if f.derived else "") for f in answer.figures))
        )
    if answer.derivation is not None:
        parts.append(("계산 과정", (worded(answer.derivation),)))
    if answer.citations:
        parts.append(("근거", tuple(_source(citation) for citation in answer.citations)))
    if answer.problems:
        parts.append(("유의 사항", answer.problems))
    return tuple(parts)


def _source(citation: Citation) -> str:
    return f"[{citation.number}] {citation.title}({citation.document}) {place(citation)}"


def docx_file(answer: Answer) -> bytes:
    """Return the briefing note as DOCX."""
    return docx("질의 답변 보고", note(answer))


def docx(title: str, parts: Sequence[tuple[str, Sequence[str]]]) -> bytes:
    """Return a DOCX of a title and parts, each a heading with its lines."""
    document = WordDocument()
    style = document.styles["Normal"]
    style.font.name = "맑은 고딕"
    style.font.size = Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "맑은 고딕")
    document.add_heading(title, level=0)
    for heading, lines in parts:
        document.add_heading(heading, level=2)
        for line in lines:
            document.add_paragraph(line, style="List Bullet" if len(lines) > 1 else None)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def hwpx_file(answer: Answer) -> bytes:
    """Return the briefing note as HWPX."""
    return hwpx("질의 답변 보고", note(answer))


def paper_file(paper: Paper, kind: str) -> bytes:
    """Return a paper as `docx` or `hwpx`."""
    return docx(paper.title, paper.note) if kind == "docx" else hwpx(paper.title, paper.note)
