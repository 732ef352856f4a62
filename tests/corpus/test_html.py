"""HTML details: spans as a browser lays them out, lists, layout tables, encodings, footnote marks."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document
from corpus.read import read


def page(tmp_path: Path, body: str, *, encoding: str = "utf-8") -> Document:
    """Return the document of a page."""
    path = tmp_path / "a.html"
    path.write_bytes(f'<html><head><meta charset="{encoding}"></head><body>{body}</body></html>'.encode(encoding))
    return read(path)


def test_spans_that_interlock(tmp_path: Path) -> None:
    rows = (
        "<tr><th rowspan=2>구분</th><th colspan=2>2024년</th><th rowspan=2>비고</th></tr>"
        "<tr><th>예산(천원)</th><th>집행(천원)</th></tr>"
        "<tr><td rowspan=2>가람</td><td>1,000</td><td>900</td><td>신규</td></tr>"
        "<tr><td>2,000</td><td colspan=2>△300</td></tr>"
    )
    (table,) = page(tmp_path, f"<table>{rows}</table>").tables
    cell = table.at(3, 2)
    assert cell is not None
    assert (cell.text, cell.column, cell.colspan) == ("△300", 2, 2)
    assert (table.header_rows, table.at(2, 1).column_path) == (2, ("2024년", "예산(천원)"))  # type: ignore[union-attr]


def test_layout_table_is_no_table(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        "<table role=presentation><tr><td><p>왼쪽의 글이다</p></td><td><p>오른쪽의 글이다</p></td></tr></table>",
    )
    assert document.tables == ()
    assert [paragraph.text for paragraph in document.paragraphs] == ["왼쪽의 글이다", "오른쪽의 글이다"]


def test_nested_lists_keep_their_depth(tmp_path: Path) -> None:
    document = page(
        tmp_path, "<ul><li>큰 일<ul><li>작은 일<ul><li>더 작은 일</li></ul></li></ul></li><li>다른 일</li></ul>"
    )
    levels = {paragraph.text: paragraph.level for paragraph in document.paragraphs}
    assert list(levels) == ["큰 일", "작은 일", "더 작은 일", "다른 일"]
    assert levels["큰 일"] < levels["작은 일"] < levels["더 작은 일"]
    assert levels["다른 일"] == levels["큰 일"]


@pytest.mark.parametrize("encoding", ["utf-8", "euc-kr"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    assert page(tmp_path, "<h1>배움터</h1><p>마을의 글이다</p>", encoding=encoding).title == "배움터"


def test_breaks_inside_a_paragraph_are_paragraphs_of_their_own(tmp_path: Path) -> None:
    document = page(tmp_path, "<p>○ 첫째 일을 한다<br>○ 둘째 일을 한다</p>")
    assert [(paragraph.marker, paragraph.text) for paragraph in document.paragraphs] == [
        ("○", "첫째 일을 한다"),
        ("○", "둘째 일을 한다"),
    ]


def test_marks_and_squares_of_footnotes(tmp_path: Path) -> None:
    (table,) = page(
        tmp_path,
        "<table><tr><td>구분</td><td>면적</td></tr><tr><td>마당</td><td>1,250m<sup>2</sup></td></tr><tr><td>방</td><td>430㎡<sup>1)</sup></td></tr></table>",
    ).tables
    assert [cell.text for cell in table.cells if cell.column == 1] == ["면적", "1,250㎡", "430㎡"]


def test_checkboxes(tmp_path: Path) -> None:
    document = page(tmp_path, "<p>신규 <input type=checkbox checked> 계속 <input type=checkbox> 로 적는 글이다</p>")
    assert document.paragraphs[0].text == "신규 ☑ 계속 ☐ 로 적는 글이다"


def test_header_rows_the_page_states_hold_against_their_words(tmp_path: Path) -> None:
    (table,) = page(
        tmp_path,
        "<table><thead><tr><th rowspan=2>가구원 수</th><th colspan=2>기준 소득(원)</th></tr>"
        "<tr><th>60%</th><th>100%</th></tr></thead><tbody>"
        "<tr><td>1인</td><td>1,400</td><td>2,300</td></tr><tr><td>2인</td><td>2,300</td><td>3,900</td></tr>"
        "<tr><td>3인 이상</td><td>3,000</td><td>5,000</td></tr></tbody></table>",
    ).tables
    cell = table.at(4, 1)
    assert (table.header_rows, table.label_columns) == (2, 1)
    assert cell is not None
    assert (cell.row_path, cell.column_path) == (("3인 이상",), ("기준 소득(원)", "60%"))


def test_facts_in_one_row_are_no_heading(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        "<h3>지원 안내</h3><table><tr><th>작성자</th><td>청년과</td><th>작성일</th><td>2025-03-04</td></tr></table>"
        "<p>지원을 아래와 같이 알린다</p>",
    )
    assert [section.heading for section in document.sections] == ["지원 안내"]
    assert document.paragraphs[0].text == "작성자 청년과 작성일 2025-03-04"
