"""PDFs drawn in the test: hidden text, boxes, columns, tables over pages, wrapped lines, length."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from corpus.document import Document
from corpus.pdf_tables import joined
from corpus.read import read

FONT = (
    next(iter(Path("/usr/share/fonts").rglob("NanumGothic.ttf")), None) if Path("/usr/share/fonts").is_dir() else None
)
pytestmark = pytest.mark.skipif(FONT is None, reason="no Korean TrueType font is installed")
TOP = 842.0


def made(tmp_path: Path, *pages: Callable[[Canvas], None], name: str = "a.pdf") -> Document:
    """Return the document of a PDF whose pages some functions draw."""
    pdfmetrics.registerFont(TTFont("K", str(FONT)))
    canvas = Canvas(str(tmp_path / name), pagesize=(595, TOP))
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return read(tmp_path / name)


def say(canvas: Canvas, x: float, down: float, text: str, size: float = 10) -> None:
    """Write a text, its baseline some points from the top of the page."""
    canvas.setFont("K", size)
    canvas.drawString(x, TOP - down, text)


def rule_table(
    canvas: Canvas, down: float, rows: list[list[str]], *, x: float = 60, width: float = 90, height: float = 20
) -> None:
    """Draw a fully ruled table; an empty text is an empty cell."""
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            canvas.rect(x + c * width, TOP - down - (r + 1) * height, width, height, stroke=1, fill=0)
            say(canvas, x + c * width + 4, down + r * height + 14, text, 9)


def page(
    *, lines: Sequence[tuple[float, str]] = (), table: tuple[float, list[list[str]]] | None = None
) -> Callable[[Canvas], None]:
    """Return what draws a page with some lines and a table."""

    def draw(canvas: Canvas) -> None:
        for down, text in lines:
            say(canvas, 60, down, text)
        if table is not None:
            rule_table(canvas, *table)

    return draw


def all_text(document: Document) -> str:
    """Return headings, paragraphs and cells."""
    parts = [section.heading for section in document.sections] + [paragraph.text for paragraph in document.paragraphs]
    return "\n".join([*parts, *(cell.text for table in document.tables for cell in table.cells)])


def test_text_without_ink_white_or_tiny_is_removed_and_told(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        say(canvas, 60, 100, "눈에 보이는 문장이 여기에 있으며 계속 이어진다")
        canvas.setFillGray(1)
        say(canvas, 60, 130, "하얀 지시문")
        canvas.setFillGray(0)
        say(canvas, 60, 160, "너무 작은 지시문", 0.8)
        canvas.saveState()
        text = canvas.beginText(60, TOP - 190)
        text.setFont("K", 10)
        text.setTextRenderMode(3)
        text.textLine("잉크 없는 지시문")
        canvas.drawText(text)
        canvas.restoreState()
        canvas.setFillColorRGB(0.1, 0.2, 0.5)
        canvas.rect(55, TOP - 230, 300, 24, stroke=0, fill=1)
        canvas.setFillGray(1)
        say(canvas, 60, 222, "남색 띠 위의 흰 제목", 12)

    document = made(tmp_path, draw)
    said = all_text(document)
    assert "눈에 보이는 문장" in said
    assert "남색 띠 위의 흰 제목" in said
    assert "지시문" not in said
    assert any("보이지 않는 글자" in warning for warning in document.warnings)


def test_boxes_are_headings_or_paragraphs_not_tables(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        rule_table(canvas, 80, [["Ⅱ", "주요 추진 현황"]])
        say(canvas, 60, 150, "아래는 본문으로 마을의 배움터를 넓히는 일에 대하여 적은 것이다")
        canvas.rect(60, TOP - 260, 400, 60)
        say(canvas, 66, 220, "◆ 핵심 내용을 먼저 적은 상자 안의 글")
        say(canvas, 66, 240, "◆ 둘째 핵심 내용")

    document = made(tmp_path, draw)
    assert document.tables == ()
    assert any(section.heading == "Ⅱ 주요 추진 현황" for section in document.sections)
    assert [p.text for p in document.paragraphs if p.marker == "◆"] == [
        "핵심 내용을 먼저 적은 상자 안의 글",
        "둘째 핵심 내용",
    ]


def test_frames_backgrounds_and_charts_are_no_tables(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(1)
        canvas.rect(0, 0, 595, TOP, stroke=0, fill=1)
        canvas.rect(50, 300, 200, 200, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.rect(40, 200, 515, 600)
        say(canvas, 60, 80, "1. 추진 배경", 13)
        say(canvas, 60, 110, "○ 큰 테두리 안에 적은 본문이 이어진다")
        rule_table(canvas, 140, [["구분", "금액(천원)"], ["가람", "350"]])
        canvas.setFillGray(0.6)
        for n in range(4):
            canvas.rect(300 + 30 * n, 420, 20, 30 + 20 * n, stroke=1, fill=1)

    document = made(tmp_path, draw)
    assert [(table.rows, table.columns) for table in document.tables] == [(2, 2)]
    assert document.sections[-1].heading == "1. 추진 배경"
    assert [paragraph.marker for paragraph in document.paragraphs] == ["○"]


HEAD = ["구분", "2023년", "2024년", "2025년"]


def body(first: int, last: int) -> list[list[str]]:
    """Return table rows whose figures tell their row."""
    return [[f"사업{n}", f"{n}01", f"{n}02", f"{n}03"] for n in range(first, last)]


def test_table_over_the_page_with_its_header_repeated(tmp_path: Path) -> None:
    document = made(
        tmp_path,
        page(lines=[(80, "(단위: 천원)")], table=(100, [HEAD, *body(1, 6)])),
        page(lines=[(400, "뒤따르는 글")], table=(60, [HEAD, *body(6, 9)])),
    )
    (table,) = document.tables
    assert table.rows == 9
    assert table.unit == "천원"
    assert [part.page for part in table.parts] == [1, 2]
    cell = table.at(8, 3)
    assert cell is not None
    assert (cell.text, cell.row_path, cell.column_path, cell.location.page) == ("803", ("사업8",), ("2025년",), 2)


def test_two_tables_on_following_pages_stay_two(tmp_path: Path) -> None:
    other = [["항목", "가구", "나무", "다리"], ["길이", "11", "12", "13"], ["너비", "21", "22", "23"]]
    document = made(tmp_path, page(table=(100, [HEAD, *body(1, 6)])), page(table=(60, other)))
    assert [table.rows for table in document.tables] == [6, 3]
    apart = made(
        tmp_path,
        page(table=(100, [HEAD, *body(1, 6)])),
        page(lines=[(50, "○ 다른 사업의 예산")], table=(80, body(6, 9))),
        name="b.pdf",
    )
    assert len(apart.tables) == 2


def test_unit_in_the_first_merged_row_governs(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(60, TOP - 120, 360, 20)
        say(canvas, 330, 114, "(단위: 억원)", 9)
        rule_table(canvas, 120, [HEAD, *body(1, 4)])

    (table,) = made(tmp_path, draw).tables
    assert (table.unit, table.rows, table.header_rows) == ("억원", 4, 1)


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for n in range(12):
            say(canvas, 60, 100 + 20 * n, f"○ 왼쪽 {n}번째 항목에 적은 조금 긴 글이다")
            say(canvas, 320, 100 + 20 * n, f"○ 오른쪽 {n}번째 항목에 적은 조금 긴 글이다")

    texts = [paragraph.text for paragraph in made(tmp_path, draw).paragraphs]
    assert texts == [f"왼쪽 {n}번째 항목에 적은 조금 긴 글이다" for n in range(12)] + [
        f"오른쪽 {n}번째 항목에 적은 조금 긴 글이다" for n in range(12)
    ]


def test_wrapped_lines_are_one_paragraph(tmp_path: Path) -> None:
    first = "○ 어린이가 걸어서 갈 수 있는 곳에 배움터를 마련하고 마을의 어른이 함께 돌보도록 하는 일을"
    second = "12개 동에서 먼저 시작하여 내년에는 모든 동으로 넓힌다"

    def draw(canvas: Canvas) -> None:
        for n in range(4):
            say(canvas, 60, 100 + 60 * n, first)
            say(canvas, 72, 116 + 60 * n, second)
            say(canvas, 72, 132 + 60 * n, "- 짧은 항목")

    paragraphs = made(tmp_path, draw).paragraphs
    assert [p.text for p in paragraphs] == [f"{first[2:]} {second}", "짧은 항목"] * 4


def test_contents_lines_are_no_headings(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        say(canvas, 60, 80, "차 례", 18)
        say(canvas, 60, 120, "1. 사업 개요 ·················· 3")
        say(canvas, 60, 140, "2. 추진 계획 ·················· 7")

    def text(canvas: Canvas) -> None:
        say(canvas, 60, 100, "1. 사업 개요", 13)
        say(canvas, 60, 130, "○ 마을마다 배움터를 둔다는 내용의 본문이 이어진다")

    headings = [section.heading for section in made(tmp_path, draw, text).sections]
    assert [heading for heading in headings if "개요" in heading] == ["1. 사업 개요"]


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("1,234,\n567", "1,234,567"),
        ("12,3\n45", "12,345"),
        ("1,234\n567", "1,234 567"),
        ("집행률\n(%)", "집행률 (%)"),
        ("집행률(\n%)", "집행률(%)"),
        ("100교\n200명", "100교 200명"),
    ],
)
def test_broken_numbers_of_a_cell_are_joined(printed: str, text: str) -> None:
    assert joined(printed) == text


_READ = (
    "import re, sys; from pathlib import Path; from corpus.read import read; read(Path(sys.argv[1])); "
    "print(re.search(r'VmHWM:\\s+(\\d+) kB', Path('/proc/self/status').read_text())[1])"
)


def _peak_kib(path: Path) -> int:
    """Return the most memory a process of its own takes to read a file, in KiB."""
    root = Path(__file__).resolve().parents[2]
    ran = subprocess.run([sys.executable, "-c", _READ, path], cwd=root, capture_output=True, text=True, check=True)
    return int(ran.stdout)


@pytest.mark.slow
def test_two_hundred_pages_with_tables(tmp_path: Path) -> None:
    def numbered(number: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            say(canvas, 60, 60, f"{number}-1. {number}번째 사업", 14)
            for n in range(5):
                say(canvas, 60, 100 + 18 * n, f"○ {number}번째 사업의 {n}번째 내용을 적은 한 줄의 글이다")
            if number % 4:
                rule_table(canvas, 220, [HEAD, *body(number, number + 15)])

        return draw

    started = time.monotonic()
    document = made(tmp_path, *(numbered(number) for number in range(1, 201)))
    assert len(document.tables) == 150
    assert time.monotonic() - started < 180
    assert _peak_kib(tmp_path / "a.pdf") < 500 * 2**10
    again = read(tmp_path / "a.pdf")
    assert again == document
