"""Tables as other tools leave them: months among years, groups under their totals, blank lines between all rows."""

from __future__ import annotations

from pathlib import Path

from corpus.document import Table
from corpus.page_marks import PAGE_BREAK, without_page_marks
from corpus.read import read
from corpus.spaced import find_spaced
from corpus.stacked import find_stacked

CARS = (
    """차 종\n2024\n2025\n2026.7.\n누 계\n순찰차\n6\n7\n8\n21\n청소차\n1\n2\n3\n6\n급수차\n5\n5\n5\n15""".splitlines()
)
FIELDS = [
    "분야", "부문", "기정액", "변경액", "증감률",
    "환경", "계", "60", "75", "25.0", "대기", "20", "30", "50.0", "하천", "40", "45", "12.5",
    "문화", "계", "30", "36", "20.0", "공연", "10", "12", "20.0", "도서관", "20", "24", "20.0",
    "예비비", "10", "10", "-", "총계", "100", "121", "21.0",
]  # fmt: skip
OFFICES = (
    "부서명", "",
    "2025년", "최종예산 2026년", "예산현액(A) 증 감", "집행액(B) 집행률", "(B/A)", "",
    "산림과 6,284 6,751 467 4,862 72.0", "",
    "하천과 14,930 16,208 1,278 11,637 71.8", "",
    "계 21,214 22,959 1,745 16,499 71.9", "",
)  # fmt: skip


def _rows(lines: list[str]) -> list[list[str]]:
    (table,) = find_stacked(lines)
    return [[cell.text for cell in row] for row in table.rows]


def _read(tmp_path: Path, *lines: str) -> tuple[Table, ...]:
    file = tmp_path / "보고.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    return read(file).tables


def test_a_month_heads_a_column_beside_years() -> None:
    assert _rows(CARS)[:2] == [["차 종", "2024", "2025", "2026.7.", "누 계"], ["순찰차", "6", "7", "8", "21"]]


def test_a_spell_of_time_is_no_head_of_a_table_without_blank_lines() -> None:
    assert find_stacked([cell.replace("2026.7.", "2026.1.~7.") for cell in CARS]) == []


def test_groups_end_where_their_total_says() -> None:
    rows = _rows(FIELDS)
    assert [row[:2] for row in rows[1:]] == [
        ["환경", "계"], ["", "대기"], ["", "하천"],
        ["문화", "계"], ["", "공연"], ["", "도서관"],
        ["예비비", ""], ["총계", ""],
    ]  # fmt: skip
    assert rows[3][2:] == ["40", "45", "12.5"]


def test_groups_that_do_not_add_up_stay_text() -> None:
    assert find_stacked([cell.replace("45", "46") for cell in FIELDS]) == []


def test_rows_parted_by_blank_lines_are_a_table(tmp_path: Path) -> None:
    (table,) = find_spaced(OFFICES)
    assert list(table.rows) == [7, 9, 11, 13]
    assert table.rows[7] == ("부서명", "2025년 최종예산", "2026년 예산현액(A)", "증감", "집행액(B)", "집행률(B/A)")
    (read_table,) = _read(tmp_path, "1. 예산 현황", "", "(단위: 백만원, %)", "", *OFFICES)
    cell = next(cell for cell in read_table.cells if cell.text == "16,208")
    assert (cell.row_path, cell.column_path) == (("하천과",), ("2026년 예산현액(A)",))
    assert cell.location.lines == (15, 15)


def test_a_row_of_other_figures_keeps_such_lines_text() -> None:
    assert find_spaced([*OFFICES, "다른 줄 1 2 3 4 5", ""]) != []
    assert find_spaced([line.replace("하천과 14,930 ", "하천과 ") for line in OFFICES]) == []


def test_the_word_before_a_sum_is_no_part_of_the_label() -> None:
    lines = ("사업명 최종목표 2024 2025", "숲길 넓히기 총 470곳 150곳 320곳", "샘터 고치기 총 170곳 70곳 100곳",
             "의자 놓기 총 90곳 40곳 50곳", "")  # fmt: skip
    (table,) = find_spaced(lines)
    assert table.rows[2] == ("숲길 넓히기", "총 470곳", "150곳", "320곳")


def test_bare_numbers_that_count_the_pages_are_no_text() -> None:
    pages = ["가 나 다", "", "1", "", "", "라 마", "", "2", "", "", "바", "", "4", "", ""]
    marked = without_page_marks(pages)
    assert [at for at, line in enumerate(marked) if line == PAGE_BREAK and pages[at]] == [2, 7, 12]
    assert without_page_marks([line.replace("4", "9") for line in pages])[2] == "1"
    assert without_page_marks([*pages, "8", "", ""])[2] == "1"


def test_a_unit_parted_from_its_table_by_a_page_is_its_unit_and_no_caption(tmp_path: Path) -> None:
    (table,) = _read(
        tmp_path, "1. 늘고 준 사업", "", "□ 사업 목록", "", "(단위: 천원)", "", "- 6 -", "", "",
        "부서\t사업\t기정액", "산림과\t숲길\t1,200", "하천과\t샘터\t300", "",
    )  # fmt: skip
    assert (table.unit, "단위" in table.caption) == ("천원", False)
