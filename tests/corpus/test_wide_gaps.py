"""Gaps around figures inside sentences of a text layer laid out as on the page."""

from __future__ import annotations

from pathlib import Path

from corpus.read import read
from corpus.wide_gaps import LEAST_LINES, closed_figures, closed_gaps

GAPPED = (
    "○ 제   31 회 정례회에서 2031  년 4 월 30   일까지 모두 12      명이 심사함",
    "○ 위탁 사무 25    개를 살펴 8 건을 고침",
    "  - 조례 제  7 조제  2항에 따라 3   년마다 다시 정함",
    "○ 예산 1,500     백만원 가운데 20  % 를 줄임",
    "○ 발행 부수를 4     만부로 늘림",
)


def test_a_figure_is_put_to_the_word_that_counts_it() -> None:
    lines = closed_gaps(GAPPED)
    assert lines[0] == "○ 제31회 정례회에서 2031년 4월 30일까지 모두 12명이 심사함"
    assert lines[1] == "○ 위탁 사무 25개를 살펴 8건을 고침"
    assert "제7조제2항에" in lines[2]
    assert "3년마다" in lines[2]
    assert lines[3].startswith("○ 예산 1,500백만원 가운데 20%")
    assert "4만부로" in lines[4]


def test_a_word_that_only_begins_like_a_counter_stays_apart() -> None:
    line = "○ 표 12   대중교통 이용과 45   명절 대책, 3   회계연도"
    assert closed_gaps((*GAPPED, line))[-1] == line


def test_a_document_without_such_gaps_stays_as_it_is() -> None:
    lines = (*GAPPED[: LEAST_LINES - 1], "○ 2031 년 4 월에 12 명이 심사함")
    assert closed_gaps(lines) == lines


def test_cells_stay_apart() -> None:
    assert closed_gaps((*GAPPED, "가람동\t12\t명\t3   개소"))[-1] == "가람동\t12\t명\t3개소"


SPACED = (
    "제 7 조(위원회) ① 위원회는 위원장 1 명과 부위원장 1 명을 포함하여 9 명 이내로 구성한다.",
    "② 위원의 임기는 2 년으로 하며 2 회까지 연임할 수 있다.",
    "제 8 조(회의) ① 정기회는 해마다 3 월과 9 월에 연다.",
    "○ 2031 년 4 월까지 15 개소에 42 명을 두고, 65 세 이상 어르신 7 명을 모심(이용률 31%)",
)


def test_figures_all_set_apart_are_put_to_the_words_that_count_them() -> None:
    lines = closed_figures((*SPACED, "구분 2031 년까지 2032 년", "합계 3 건 120 6 월 도로과"))
    assert lines[0].startswith("제7조(위원회) ① 위원회는 위원장 1명과 부위원장 1명을 포함하여 9명 이내로")
    assert lines[3].startswith("○ 2031년 4월까지 15개소에 42명을 두고, 65세 이상 어르신 7명을")
    assert lines[4:] == ("구분 2031년까지 2032년", "합계 3건 120 6월 도로과")


def test_a_cell_behind_a_figure_stays_apart() -> None:
    rows = ("1 시설 개선 20 대중교통과", "도서관 5 군립 2", "예산 10 명절 대책")
    assert closed_figures((*SPACED, *rows))[4:] == rows


def test_figures_stay_apart_where_others_are_written_together() -> None:
    lines = (*SPACED, "○ 2031년 4월 30일 현재 정원 12명, 현원 11명")
    assert closed_figures(lines) == lines
    assert closed_figures(SPACED[1:3]) == SPACED[1:3]


def test_years_set_apart_head_columns_and_the_lines_of_the_document_stay(tmp_path: Path) -> None:
    rows = ["계 60 10 20 30", "국비 30 5 10 15", "군비 30 5 10 15"]
    lines = [*SPACED, "□ 투자계획", "(단위 : 백만원)", "구 분 총계 2030 년까지 2031 년 2032 년", *rows, "□ 효과"]
    file = tmp_path / "계획.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    document = read(file)
    (table,) = document.tables
    paths = {cell.column_path for cell in table.cells if not cell.is_header}
    assert paths == {("총계",), ("2030년까지",), ("2031년",), ("2032년",)}
    assert document.lines == tuple(lines)
