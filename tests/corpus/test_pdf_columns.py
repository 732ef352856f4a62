"""Tables of PDFs without rules, drawn in the test, and pages that only look like one."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from corpus.document import Table
from tests.corpus.test_pdf import FONT, made, page, say

pytestmark = pytest.mark.skipif(FONT is None, reason="no Korean TrueType font is installed")
AT = (60, 150, 230, 310, 390)


def put(canvas: Canvas, down: float, texts: list[str], *, at: tuple[float, ...] = AT) -> None:
    """Write a row of texts, numbers ending 40 points right of their column."""
    for x, text in zip(at, texts, strict=False):
        is_number = text.lstrip("△")[:1].isdigit()
        width = canvas.stringWidth(text, "K", 10) if is_number else 0
        say(canvas, x + 40 - width if is_number else x, down, text)


def cells(table: Table) -> list[tuple[tuple[str, ...], tuple[str, ...], str]]:
    """Return row path, column path and text of the cells that state something."""
    return [(cell.row_path, cell.column_path, cell.text) for cell in table.cells if cell.amounts]


def test_two_level_header_and_wrapped_label(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        say(canvas, 60, 80, "1. 시설 현황", 13)
        say(canvas, 400, 100, "(단위: 백만원)")
        put(canvas, 120, ["구분", "2024년", "", "2025년"])
        put(canvas, 140, ["", "예산", "집행", "예산", "집행"])
        put(canvas, 160, ["가람 배움터", "1,250", "1,198", "1,400", "350"])
        say(canvas, 60, 172, "(별관 포함)")
        put(canvas, 192, ["나루 배움터", "430", "401", "380", "△12"])
        say(canvas, 60, 230, "배움터는 모두 열두 곳이며 2026년까지 3곳을 더 연다.")

    document = made(tmp_path, draw)
    (table,) = document.tables
    assert table.unit == "백만원"
    assert cells(table)[0] == (("가람 배움터 (별관 포함)",), ("2024년", "예산"), "1,250")
    assert cells(table)[-1] == (("나루 배움터",), ("2025년", "집행"), "△12")
    assert len(cells(table)) == 8
    assert [paragraph.text[:4] for paragraph in document.paragraphs] == ["배움터는"]


def test_label_in_the_middle_of_its_rows(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, 100, ["분야", "사업", "예산", "집행"])
        for index, (name, text) in enumerate((("돌봄", "120"), ("방과후", "80"), ("도서", "45"), ("체험", "30"))):
            put(canvas, 124 + 24 * index, ["", name, text, "7"])
        say(canvas, 60, 136, "교육")
        say(canvas, 60, 184, "문화")

    (table,) = made(tmp_path, draw).tables
    assert [row for row, column, _ in cells(table) if column == ("예산",)] == [
        ("교육", "돌봄"),
        ("교육", "방과후"),
        ("문화", "도서"),
        ("문화", "체험"),
    ]


def test_labels_that_fit_no_rows_make_no_table(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, 100, ["분야", "사업", "예산", "집행"])
        for index in range(5):
            put(canvas, 124 + 24 * index, ["", f"{'가나다라마'[index]}사업", "12", "7"])
        say(canvas, 60, 154, "교육")

    document = made(tmp_path, draw)
    assert document.tables == ()
    assert any("가사업" in paragraph.text for paragraph in document.paragraphs)


def test_rows_over_the_page_go_on_with_a_cut_cell(tmp_path: Path) -> None:
    def first(canvas: Canvas) -> None:
        put(canvas, 700, ["동명", "강좌", "인원", "예산"])
        for index in range(4):
            put(canvas, 720 + 20 * index, [f"{'가나다라'[index]}동", str(10 + index), "120", "45"])

    def second(canvas: Canvas) -> None:
        say(canvas, 60, 70, "제2관")
        put(canvas, 90, ["마동", "14", "150", "60"])

    document = made(tmp_path, first, second)
    (table,) = document.tables
    assert [part.page for part in table.parts] == [1, 2]
    assert {row for row, _, _ in cells(table)} == {("가동",), ("나동",), ("다동",), ("라동 제2관",), ("마동",)}
    assert (("마동",), ("예산",), "60") in cells(table)


def test_a_row_of_a_ruled_table_cut_by_the_page_is_one_row(tmp_path: Path) -> None:
    head = ["연번", "동명", "강좌", "인원"]
    rows = [[str(n), f"{'가나다라'[n - 1]}동", str(8 + n), str(100 + n)] for n in range(1, 5)]
    rest = [["", "제2관", "", ""], ["5", "마동", "20", "130"]]
    document = made(tmp_path, page(table=(720, [head, *rows])), page(table=(60, rest)))
    (table,) = document.tables
    assert table.rows == 6
    assert any(cell.text == "라동 제2관" for cell in table.cells)


@pytest.mark.parametrize(
    "lines",
    [
        ["2024년 예산은 1,250백만원이고 집행은 1,198백만원으로 96%를 썼다.", "2025년 예산은 1,400백만원이고 350백만원을 썼다.", "나머지 1,050백만원은 하반기에 쓴다."],  # noqa: E501
        ["Ⅰ. 일반현황 ········ 3    12", "Ⅱ. 추진실적 ········ 7    24", "Ⅲ. 추진계획 ········ 11    30"],
        ["○ 기간: 2025. 3.   ~   2025. 12.", "○ 대상: 1,200명   (초 700명, 중 500명)", "○ 예산: 905백만원   (시 705)"],
    ],
)  # fmt: skip
def test_prose_and_contents_are_no_tables(lines: list[str], tmp_path: Path) -> None:
    document = made(tmp_path, page(lines=[(100 + 18 * index, line) for index, line in enumerate(lines)]))
    assert document.tables == ()


def test_axis_of_a_chart_is_no_table(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        say(canvas, 60, 80, "연도별 참여 인원")
        for index in range(4):
            put(canvas, 110 + 40 * index, [str(400 - 100 * index), "310", "", "280"])
        put(canvas, 270, ["", "2023년", "2024년", "2025년"])

    assert made(tmp_path, draw).tables == ()


def test_gap_between_digits_and_hangul_is_no_space(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        say(canvas, 60, 100, "이용자는 모두 ")
        x = 60 + canvas.stringWidth("이용자는 모두 ", "K", 10)
        for part in ("1,204", "명이며 지난 해보다 ", "96", "명 늘었다"):
            say(canvas, x, 100, part)
            x += canvas.stringWidth(part, "K", 10) + 2

    document = made(tmp_path, draw)
    assert [paragraph.text for paragraph in document.paragraphs] == [
        "이용자는 모두 1,204명이며 지난 해보다 96명 늘었다"
    ]
