"""Files to take along: numbers as numbers, units and sources beside them, nothing that runs as a formula."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from lxml import etree
from openpyxl import load_workbook

from assistant.answer import Answer, Citation
from assistant.demo import DemoAssistant, demo_table
from assistant.export import HEADERS, csv_file, docx_file, hwpx_file, xlsx_file
from corpus.document import Cell, Location, Table

DEMO = DemoAssistant()


def test_the_workbook_holds_numbers_with_unit_and_source() -> None:
    book = load_workbook(io.BytesIO(xlsx_file(DEMO.ask("강좌 2025년"), demo_table())))
    assert book.sheetnames == ["답변", "표", "수치"]
    rows = list(book["수치"].iter_rows(values_only=True))
    assert rows[0] == HEADERS
    assert rows[1] == (
        "이웃 책방 꾸미기 · 구비",
        "예산액 · 2023",
        120,
        "백만원",
        120_000_000,
        "120",
        "마을.txt",
        "12행",
    )
    negative = [row for row in rows if row[5] == "△15"]
    assert [(row[2], row[4]) for row in negative] == [(-15, -15_000_000)]
    assert len(rows) == 1 + 11


def test_the_workbook_draws_the_table_with_its_spans_and_the_cited_cell() -> None:
    sheet = load_workbook(io.BytesIO(xlsx_file(DEMO.ask("강좌 2025년"), demo_table())))["표"]
    assert sheet["C4"].value == "예산액"
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A4:A5", "B4:B5", "C4:E4"}
    assert sheet["E8"].value == 1780
    assert sheet["E8"].fill.fgColor.rgb == "00FFF2B3"
    assert sheet["D7"].value == "-"


def test_the_first_sheet_holds_answer_figures_and_places() -> None:
    sheet = load_workbook(io.BytesIO(xlsx_file(DEMO.ask("강좌 2025년"), demo_table())))["답변"]
    assert sheet["B1"].value == "어울림 강좌 열기의 2025년 예산액은?"
    assert [sheet.cell(5, column).value for column in (2, 3, 4)] == [1780, "백만원", 1_780_000_000]
    assert "14행" in str(sheet["E5"].value)


def test_csv_opens_in_a_spreadsheet_with_plain_numbers() -> None:
    content = csv_file(demo_table())
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["값"] for row in rows][:4] == ["120", "150", "210", "80"]
    assert {row["단위"] for row in rows} == {"백만원"}
    assert rows[0]["문서"] == "마을.txt"


def test_text_of_a_document_never_becomes_a_formula() -> None:
    place = Location("x", table_id="t")
    amounts = demo_table().cells[9].amounts or next(c.amounts for c in demo_table().cells if c.amounts)
    cells = (
        Cell(0, 0, "=1+1", place, is_header=True, row_path=("=1+1",)),
        Cell(0, 1, "5", place, row_path=("=1+1",), amounts=amounts),
    )
    table = Table("t", "=2+2", (), place, 1, 2, 0, 1, cells)
    book = load_workbook(io.BytesIO(xlsx_file(Answer("=3+3", "answered", "=4+4"), table)))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert next(csv.DictReader(io.StringIO(csv_file(table).decode("utf-8-sig"))))["행"] == "'=1+1"


@pytest.mark.parametrize("question", ["강좌 2025년", "합은?", "없는 것"])
def test_the_note_holds_question_answer_and_sources(question: str) -> None:
    answer = DEMO.ask(question)
    texts = [paragraph.text for paragraph in Document(io.BytesIO(docx_file(answer))).paragraphs]
    assert "질의" in texts
    assert answer.answer in texts
    assert sum("마을.txt" in text for text in texts) == len(answer.citations)


def test_the_hwpx_note_is_well_formed_and_holds_the_same() -> None:
    answer = DEMO.ask("합은?")
    with zipfile.ZipFile(io.BytesIO(hwpx_file(answer))) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert archive.read("mimetype") == b"application/hwp+zip"
        parsed = {
            name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(("xml", "hpf"))
        }
    texts = ["".join(str(part) for part in node.itertext()) for node in parsed["Contents/section0.xml"].iter("{*}t")]
    assert "□ 계산 과정" in texts
    assert f" ○ {answer.answer}" in texts
    assert " ○ a + b (a = 120백만원 [1], b = 150백만원 [2]) = 270백만원" in texts


def test_the_hwpx_note_opens_with_another_library(tmp_path: object) -> None:
    hwpx = pytest.importorskip("hwpx", reason="python-hwpx is a development dependency")
    answer = replace(DEMO.ask("강좌 2025년"), problems=("<주의> & 확인\x07",))
    document = hwpx.HwpxDocument.open(io.BytesIO(hwpx_file(answer)))
    text = "\n".join(paragraph.text for section in document.sections for paragraph in section.paragraphs)
    assert "질의 답변 보고" in text
    assert "1,780백만원" in text
    assert "<주의> & 확인" in text


def test_a_source_without_table_has_a_place_too() -> None:
    cited = Citation(1, "나.pdf", "나눔 계획", ("1 개요",), page=3, quote="…")
    note = "\n".join(
        p.text
        for p in Document(io.BytesIO(docx_file(Answer("?", "answered", "답 [1]", citations=(cited,))))).paragraphs
    )
    assert "[1] 나눔 계획(나.pdf) 1 개요 › 3쪽" in note
