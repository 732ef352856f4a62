"""The fixture report as DOCX, XLSX and HWPX, written by the libraries that are made to write them."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import docx
import openpyxl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from fixture_report import FOOTNOTES, REPORT, P, T, grid
from hwpx.document import HwpxDocument
from openpyxl.styles import Alignment, Border, Side

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FOOTNOTE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_FOOTNOTE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def write_docx(path: Path, *, ruled: bool = True) -> None:
    """Write the report as DOCX: heading styles, spans, a nested table, real footnotes; tables ruled or not."""
    document = docx.Document()
    document.styles["Normal"].font.name = "NanumGothic"
    document.styles["Normal"].element.rPr.rFonts.set(qn("w:eastAsia"), "NanumGothic")
    document.styles["Normal"].font.size = Pt(10)
    styles = {"title": "Title", "h1": "Heading 1", "h2": "Heading 2"}
    for block in REPORT:
        if isinstance(block, P):
            paragraph = document.add_paragraph(block.text, style=styles.get(block.style))
            _docx_mark(paragraph, block.mark)
            continue
        if block.unit_line:
            document.add_paragraph(block.unit_line).alignment = 2
        full = grid(block)
        _docx_table(document.add_table(len(full), len(full[0])), block, ruled=ruled)
    document.core_properties.title = ""
    plain = path.with_suffix(".plain.docx")
    document.save(str(plain))
    _add_footnotes(plain, path)
    plain.unlink()


def _docx_table(table: docx.table.Table, block: T, *, ruled: bool) -> None:
    if ruled:
        table.style = "Table Grid"
    for row, places in enumerate(grid(block)):
        for column, (cell, begins) in enumerate(places):
            if not begins:
                continue
            target = table.cell(row, column)
            if cell.rowspan > 1 or cell.colspan > 1:
                target = target.merge(table.cell(row + cell.rowspan - 1, column + cell.colspan - 1))
            target.paragraphs[0].text = cell.text
            _docx_mark(target.paragraphs[0], cell.mark)
            if block.nested and cell.text == block.nested[0]:
                inner = grid(block.nested[1])
                _docx_table(target.add_table(len(inner), len(inner[0])), block.nested[1], ruled=ruled)
                target.add_paragraph()


def _docx_mark(paragraph: docx.text.paragraph.Paragraph, mark: int) -> None:
    if not mark:
        return
    run = paragraph.add_run()
    run.font.superscript = True
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(mark))
    run._r.append(reference)


def _add_footnotes(source: Path, target: Path) -> None:
    """Copy a package with a part of footnotes: python-docx writes none."""
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
        for number, text in FOOTNOTES.items()
    )
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name).decode("utf-8") if name.endswith((".xml", ".rels")) else old.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(
                    "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{_FOOTNOTE_TYPE}"/></Types>'
                )
            if name == "word/_rels/document.xml.rels":
                relation = f'<Relationship Id="rIdNotes" Type="{_FOOTNOTE_RELATION}" Target="footnotes.xml"/>'
                content = content.replace("</Relationships>", f"{relation}</Relationships>")
            if not name.startswith("docProps/thumbnail"):
                new.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        part = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes xmlns:w="{_W}">{notes}</w:footnotes>'
        new.writestr(zipfile.ZipInfo("word/footnotes.xml"), part, zipfile.ZIP_DEFLATED)


def write_xlsx(path: Path) -> None:
    """Write the report's tables as sheets: merged cells, true numbers with formats, notes below."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    heading, above = "", []
    for block in REPORT:
        if isinstance(block, P):
            heading = block.text if block.style == "h1" else heading
            above = [*above, block.text] if block.style in ("h2",) else []
            continue
        sheet = book.create_sheet(heading[3:])
        line = 1
        for text in (*above, block.unit_line):
            if text:
                sheet.cell(line, 1, text)
                line += 1
        line = _xlsx_table(sheet, block, line) + 1
        if any(cell.mark for row in block.rows for cell in row):
            sheet.cell(line - 1, 1, f"1) {FOOTNOTES[1]}")
        if block.nested:
            _xlsx_table(sheet, block.nested[1], line + 1)
    book.save(path)


def _xlsx_table(sheet: openpyxl.worksheet.worksheet.Worksheet, table: T, top: int) -> int:
    side = Side(style="thin")
    for row, places in enumerate(grid(table)):
        for column, (cell, begins) in enumerate(places):
            own = sheet.cell(top + row, 1 + column)
            own.border = Border(side, side, side, side)
            if not begins:
                continue
            _xlsx_value(own, cell.text, row >= table.header_rows and column >= table.label_columns, table, column)
            if cell.rowspan > 1 or cell.colspan > 1:
                own.alignment = Alignment(horizontal="center", vertical="center")
                sheet.merge_cells(
                    start_row=top + row,
                    end_row=top + row + cell.rowspan - 1,
                    start_column=1 + column,
                    end_column=column + cell.colspan,
                )
    return top + len(table.rows)


def _xlsx_value(own: openpyxl.cell.cell.Cell, text: str, is_body: bool, table: T, column: int) -> None:
    digits = text.replace(",", "").replace("△", "-")
    if (
        not is_body
        or text == "-"
        or not digits.lstrip("-").replace(".", "").isdigit()
        or not table.units[column - table.label_columns]
    ):
        own.value = text
        return
    value = float(digits) if "." in digits else int(digits)
    if table.units[column - table.label_columns] == "%":
        own.value, own.number_format = value / 100, '0.0%;"△"0.0%'
    else:
        own.value, own.number_format = value, '#,##0;"△"#,##0' if "." not in digits else '#,##0.0;"△"#,##0.0'


def write_hwpx(path: Path) -> None:
    """Write the report as HWPX: spans, a nested table, footnotes, outline styles."""
    document = HwpxDocument.new()
    levels = {"title": "제목", "h1": "개요 1", "h2": "개요 2"}
    names = {getattr(style, "name", ""): str(key) for key, style in document.styles.items()}
    for block in REPORT:
        if isinstance(block, P):
            style = names.get(levels.get(block.style, ""))
            paragraph = document.add_paragraph(block.text, **({"style_id_ref": style} if style else {}))
            if block.mark:
                document.add_footnote(FOOTNOTES[block.mark], paragraph)
            continue
        if block.unit_line:
            document.add_paragraph(block.unit_line)
        full = grid(block)
        _hwpx_table(document, document.add_table(len(full), len(full[0])), block)
    document.save_to_path(str(path))


def _hwpx_table(document: HwpxDocument, table: object, block: T) -> None:
    for row, places in enumerate(grid(block)):
        for column, (cell, begins) in enumerate(places):
            if not begins:
                continue
            if cell.rowspan > 1 or cell.colspan > 1:
                table.merge_cells(row, column, row + cell.rowspan - 1, column + cell.colspan - 1)  # type: ignore[attr-defined]
            own = table.cell(row, column)  # type: ignore[attr-defined]
            own.set_text(cell.text)
            if cell.mark:
                document.add_footnote(FOOTNOTES[cell.mark], own.paragraphs[0])
            if block.nested and cell.text == block.nested[0]:
                inner = grid(block.nested[1])
                _hwpx_table(document, own.add_table(len(inner), len(inner[0])), block.nested[1])


def write_libreoffice(source: Path, path: Path) -> bool:
    """Convert the DOCX to PDF; False where LibreOffice is not installed."""
    import subprocess
    import tempfile

    program = shutil.which("soffice")
    if program is None:
        return False
    with tempfile.TemporaryDirectory() as folder:
        command = [
            program,
            "--headless",
            f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            str(source),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        shutil.move(Path(folder) / f"{source.stem}.pdf", path)
    return True
