"""What the surroundings of a table say of it."""

from __future__ import annotations

import pytest

from corpus.document import Location, Paragraph
from corpus.export_tables import is_unit_line, plain, raw_table, titled_unit
from corpus.nesting import Nesting
from corpus.outline import Mark
from corpus.raw import RawTable
from corpus.tabbed import runs

ROWS = ["구분\t2031년\t2032년", "책\t1,500\t1,600", "자리\t300\t310"]


def _read(below: list[str], *, unit_line: str | None = None) -> RawTable:
    """Return the table of ROWS under the heading 도서관, with lines below it."""
    lines = [*ROWS, *below]
    found = {run.span[0]: run for run in runs(lines)}
    nesting = Nesting()
    nesting.open(Mark(2, "도서관"))
    return raw_table(
        found[1],
        lines,
        place=lambda first, last: Location("library.txt", nesting.path, (first, last)),
        nesting=nesting,
        above=[Paragraph("책과 자리", Location("library.txt", nesting.path, (1, 1)))],
        unit_line=unit_line,
        tables_at=found.keys(),
    )


@pytest.mark.parametrize("line", ["(단위: 천원)", " [단위 : 명, 개소] ", "단위: 백만원", "(2031년 말 기준)"])
def test_a_line_that_only_gives_the_unit_or_the_day_is_told(line: str) -> None:
    assert is_unit_line(line)


@pytest.mark.parametrize("line", ["예산은 (단위: 천원) 아래와 같다.", "(2031년 말)", "책 1,500권"])
def test_other_lines_are_not(line: str) -> None:
    assert not is_unit_line(line)


def test_the_text_above_names_the_table_and_the_heading_may_give_its_unit() -> None:
    table = _read([])
    assert table.caption == "책과 자리"
    assert table.unit_texts == (("heading", "도서관"),)


def test_a_unit_above_goes_before_one_below() -> None:
    table = _read(["", "(단위: 권)"], unit_line="(단위: 천원)")
    assert ("line", "(단위: 천원)") in table.unit_texts
    assert not [text for kind, text in table.unit_texts if kind == "below"]


def test_a_unit_below_is_taken_where_none_is_above_but_not_that_of_the_next_table() -> None:
    assert ("below", "(단위: 권)") in _read(["", "(단위: 권)", "끝"]).unit_texts
    assert ("below", "(단위: 권)") not in _read(["", "(단위: 권)", *ROWS]).unit_texts


def test_a_line_with_a_day_gives_the_day_and_no_unit() -> None:
    assert _read([], unit_line="(2031년 말 기준)").base_date == "2031년 말"
    assert _read([], unit_line="(단위: 천원)").base_date is None


def test_notes_end_with_the_first_other_line() -> None:
    assert _read(["※ 잠정치", "* 추정", "본문", "※ 딴 표"]).notes == ("※ 잠정치", "* 추정")


def test_marks_are_no_part_of_a_line() -> None:
    assert plain("**굵게**  ----") == "굵게"
    assert plain("Al 교육") == "AI 교육"


def test_a_unit_behind_a_list_is_the_tables_only_where_the_section_ends() -> None:
    behind = ["", "◦ 덜어 주는 값", "", "(단위: 권)", ""]
    assert ("below", "(단위: 권)") not in _read([*behind, "대상 2031년 값", "어린이 31,240 1,687"]).unit_texts
    assert ("below", "(단위: 권)") in _read([*behind, "Ⅱ. 다음 일"]).unit_texts


def test_a_line_may_hold_a_title_and_the_unit() -> None:
    assert titled_unit("<고른 까닭>(단위: %)") == ("<고른 까닭>", "(단위: %)")
    assert titled_unit("[표 3-1] 해마다의 값 (단위: 백만원)") == ("[표 3-1] 해마다의 값", "(단위: 백만원)")
    assert titled_unit("[단위: 백만원]") is None
