"""Page numbers that stand alone among other numbers, and the lines that head and foot pages."""

from __future__ import annotations

from corpus.page_count import page_numbers
from corpus.page_marks import PAGE_BREAK, past_gap, running_lines, without_page_marks

BODY = [f"가나다 {number}" for number in range(30)]


def _pages(count: int, *, first: int = 1, mark: str = "{}") -> list[str]:
    lines = []
    for page in range(first, first + count):
        lines += [
            *BODY[:12],
            str(page % 3 + 1),
            *BODY[12:],
            f"끝 {page}쪽 글",
            "",
            mark.format(page),
            "",
            f"새 {page}쪽 글",
        ]
    return lines


def test_numbers_that_count_the_pages_are_told_from_amounts() -> None:
    lines = _pages(5)
    assert [lines[index] for index in page_numbers(lines)] == ["1", "2", "3", "4", "5"]
    assert all(not lines[index - 1] for index in page_numbers(lines))


def test_a_number_of_the_pages_in_all_may_stand_behind_it() -> None:
    lines = _pages(4, mark="{} / 4")
    assert len(page_numbers(lines)) == 4


def test_few_pages_or_pages_out_of_count_are_not_told() -> None:
    assert page_numbers(_pages(3)) == ()
    assert page_numbers(_pages(6, first=9)) == ()
    assert page_numbers([*_pages(4), *BODY * 8]) == ()


def test_blank_lines_beside_a_mark_part_pages_too() -> None:
    lines = without_page_marks(_pages(4))
    at = lines.index(PAGE_BREAK)
    assert lines[at : at + 3] == (PAGE_BREAK,) * 3
    assert past_gap(lines, at) == at + 3
    assert past_gap(["", "가"], 0) == 1


def test_a_line_is_running_beside_marks_in_a_row_only() -> None:
    marks, lines = [], []
    for page in range(8):
        lines += ["물길 보고" if page in (1, 2, 3) else f"시작 {page}", *BODY]
        lines += ["1. 개요", f"- {page} -"]
        marks.append(len(lines) - 1)
    running = {lines[index] for index in running_lines(lines, marks)}
    assert running == {"물길 보고"}


def test_a_line_that_begins_some_pages_is_text() -> None:
    marks, lines = [], []
    for page in range(12):
        lines += ["물길 보고" if page % 4 == 0 else f"시작 {page}", *BODY, f"끝 {page}쪽 글", f"- {page} -"]
        marks.append(len(lines) - 1)
    assert running_lines(lines, marks) == set()
