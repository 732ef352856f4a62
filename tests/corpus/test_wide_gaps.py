"""Gaps around figures inside sentences of a text layer laid out as on the page."""

from __future__ import annotations

from corpus.wide_gaps import LEAST_LINES, closed_gaps

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
