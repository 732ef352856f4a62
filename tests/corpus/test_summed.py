"""Tables of single spaces whose sums prove their columns; titles fallen into letters."""

from __future__ import annotations

import pytest

from corpus.flat_grid import FlatTable, Page
from corpus.flat_lines import Joiner, flat_lines
from corpus.flat_summed import find_summed as find_flat
from corpus.summed import find_summed

QUARTERS = ["권역 버스(대) 1분기 2분기 3분기 계", "", "가람1권역 7 1,200 900 1,100 3,200", "나루권역 4 - 500 600 1,100"]
STAFF = [
    "구",
    "분",
    "일반직 시설관리 공",
    "",
    "무",
    "",
    "직",
    "",
    "총",
    "계",
    "5급",
    "",
    "6급",
    "",
    "7~9",
    "",
    "급",
    "",
    " 소",
    "",
    "계",
    "",
    "정원 2 7 21 30 5 9 44",
    "",
    "현원 2 6 20 28 5 10 43",
]


def _flat(lines: list[str]) -> FlatTable | None:
    read = flat_lines(lines)
    return find_flat(Page(read, lambda index: False, Joiner(read)), 0)


def test_a_total_in_each_row_proves_the_titles_of_the_line_above() -> None:
    (table,) = find_summed(QUARTERS)
    assert table.rows[1] == ("권역", "버스(대)", "1분기", "2분기", "3분기", "계")
    assert table.rows[4] == ("나루권역", "4", "-", "500", "600", "1,100")


def test_a_last_row_that_adds_up_proves_them_as_well() -> None:
    lines = ["품목 2029년 2030년 2031년", "사과 10 20 30", "햇배 5.5 6 7", "", "계 15.5 26 37", "※ 추정"]
    (table,) = find_summed(lines)
    assert table.rows[5] == ("계", "15.5", "26", "37")


@pytest.mark.parametrize(
    ("old", "new"),
    [("3,200", "3,300"), ("- 500", "500"), ("계", "비고"), ("1분기 2분기", "1분기 및 2분기")],
)
def test_what_does_not_add_up_stays_text(old: str, new: str) -> None:
    assert find_summed([line.replace(old, new, 1) for line in QUARTERS]) == []


def test_months_without_labels_are_a_row_of_figures() -> None:
    lines = ["4월 5월 6월 계", "", "1,210 980 1,400 3,590", "", "○ 다음"]
    (table,) = find_summed(lines)
    assert table.rows == {1: ("4월", "5월", "6월", "계"), 3: ("1,210", "980", "1,400", "3,590")}
    found = _flat(lines)
    assert found is not None
    assert found.label_columns == 0
    assert find_summed([line.replace("3,590", "3,580") for line in lines]) == []


def test_letters_are_put_together_to_titles_the_sums_allow() -> None:
    (table,) = find_summed(STAFF)
    outer, inner, posts, _ = (table.rows[line] for line in sorted(table.rows))
    assert outer == ("구분", "일반직", "", "", "", "시설관리", "공무직", "총계")
    assert inner == ("", "5급", "6급", "7~9급", "소계", "", "", "")
    assert posts == ("정원", "2", "7", "21", "30", "5", "9", "44")


def test_letters_that_make_no_titles_leave_the_table_text() -> None:
    assert find_summed(["가" if line == "무" else line for line in STAFF]) == []
    assert find_summed([line.replace("43", "42") for line in STAFF]) == []


def test_a_flattened_text_has_the_group_over_its_columns() -> None:
    found = _flat(STAFF)
    assert found is not None
    group = next(cell for cell in found.cells if cell.text == "일반직")
    assert (group.column, group.colspan, group.rowspan) == (1, 4, 1)
    single = next(cell for cell in found.cells if cell.text == "공무직")
    assert (single.column, single.rowspan) == (6, 2)
    assert found.header_rows == 2


def test_years_without_a_title_over_them_stay_text() -> None:
    rows = "2029년 40 12 3 55\n2030년 44 13 4 61\n2031년 45 14 5 64\n"
    assert find_summed(f"연도 사업비 경비 예비비 합계\n{rows}".split("\n"))
    assert not find_summed(f"사업비 운영 경비 예비비 합계\n{rows}".split("\n"))
