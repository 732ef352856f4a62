"""DOCX details: merged both ways, lists, text boxes, pages, superscripts, style ranks."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document as Draft

from corpus.document import Document
from corpus.read import read

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def saved(tmp_path: Path, draft: Draft) -> Document:
    """Return a draft as our reader reads it."""
    path = tmp_path / "a.docx"
    draft.save(str(path))
    return read(path)


def raw(tmp_path: Path, body: str) -> Document:
    """Return what our reader makes of a main part written by hand."""
    path = tmp_path / "raw.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    return read(path)


def test_cells_merged_both_ways_do_not_shift_their_neighbours(tmp_path: Path) -> None:
    draft = docx.Document()
    table = draft.add_table(4, 4)
    for row, texts in enumerate(
        (["구분", "", "합계", "비율(%)"], ["", "", "1", "2"], ["가람", "초", "3", "4"], ["", "중", "5", "6"])
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 0).merge(table.cell(1, 1))
    table.cell(2, 0).merge(table.cell(3, 0))
    (read_table,) = saved(tmp_path, draft).tables
    corner, below = read_table.at(1, 1), read_table.at(3, 3)
    assert corner is not None
    assert below is not None
    assert (corner.text, corner.rowspan, corner.colspan) == ("구분", 2, 2)
    assert below.text == "6"
    assert [cell.text for cell in read_table.cells if cell.row == 1] == ["1", "2"]


def test_headings_by_style_and_bullets_by_list(tmp_path: Path) -> None:
    draft = docx.Document()
    draft.add_paragraph("배움터 계획", style="Title")
    draft.add_heading("추진 방향", level=1)
    draft.add_heading("세부 과제", level=2)
    draft.add_paragraph("빈집을 고친다", style="List Bullet")
    draft.add_paragraph("둘레길을 잇는다", style="List Bullet 2")
    document = saved(tmp_path, draft)
    assert document.title == "배움터 계획"
    assert document.sections[-1].heading_path == ("배움터 계획", "추진 방향", "세부 과제")
    assert [(p.kind, p.text) for p in document.paragraphs][:1] == [("item", "빈집을 고친다")]


def test_pages_only_where_word_noted_them(tmp_path: Path) -> None:
    first = "<w:p><w:r><w:t>첫 쪽의 글이다</w:t></w:r></w:p>"
    second = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>둘째 쪽의 글이다</w:t></w:r></w:p>"
    second += "<w:p><w:r><w:t>이어진 글이다</w:t></w:r></w:p>"
    pages = [paragraph.location.page for paragraph in raw(tmp_path, first + second).paragraphs]
    assert pages[0] == 1
    assert pages[-1] == 2
    assert [paragraph.location.page for paragraph in raw(tmp_path, first).paragraphs] == [None]


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (
            '<w:r><w:t>1,234</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2)</w:t></w:r>',
            "1,234",
        ),
        (
            '<w:r><w:t>넓이 30m</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>',
            "넓이 30㎡",
        ),
        ("<w:r><w:t>앞</w:t><w:tab/><w:t>뒤</w:t></w:r>", "앞 뒤"),
        ("<w:hyperlink><w:r><w:t>잇는 글</w:t></w:r></w:hyperlink>", "잇는 글"),
        ("<w:sdt><w:sdtContent><w:r><w:t>칸 안의 글</w:t></w:r></w:sdtContent></w:sdt>", "칸 안의 글"),
    ],
)
def test_runs(tmp_path: Path, runs: str, text: str) -> None:
    (paragraph,) = raw(tmp_path, f"<w:p>{runs}<w:r><w:t> 뒤에 오는 문장이다.</w:t></w:r></w:p>").paragraphs
    assert paragraph.text == f"{text} 뒤에 오는 문장이다."


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = "<w:txbxContent><w:p><w:r><w:t>상자 안의 글이다</w:t></w:r></w:p></w:txbxContent>"
    body = (
        f'<w:p><w:r><w:t>바깥 글이다</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice>{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert [paragraph.text for paragraph in raw(tmp_path, body).paragraphs] == ["바깥 글이다", "상자 안의 글이다"]
