"""Heads of three lines, as a tool prints them that goes through a page line by line."""

from __future__ import annotations

import pytest

from corpus.spaced import find_spaced
from corpus.spaced_levels import levelled, with_years

PLEDGES = (
    "추진상황",
    "분야 공약 수 완료율(%)",
    "완료 정상추진 보류",
    "계 54 23 30 1 42.6",
    "복지 12 5 6 1 41.7",
    "농어촌 42 18 24 - 42.9",
)
POPULATION = (
    "인구(명) 65세 이상 고령화율",
    "읍면별 세대수",
    "계 남 여 (명) (%)",
    "계 900 2,000 900 1,100 600 30.0",
    "가람읍 600 1,200 500 700 300 25.0",
    "나래면 300 800 400 400 300 37.5",
)
BUDGETS = (
    "2031년 예산안 2030년 예산",
    "부서 비교증감",
    "예산액 구성비 예산액 구성비",
    "합 계 250 100.0 160 100.0 90",
    "도로과 150 60.0 100 62.5 50",
    "하천과 100 40.0 60 37.5 40",
)
CHANGES = (
    "기정예산액 추경예산액 증감",
    "분 야",
    "금액 구성비 금액 구성비 금액 증감률",
    "계 80 100.0 100 100.0 20 25.0",
    "교육 50 62.5 60 60.0 10 20.0",
    "복지 30 37.5 40 40.0 10 33.3",
)


@pytest.mark.parametrize(
    ("lines", "titles"),
    [
        (PLEDGES, ("공약 수", "추진상황 완료", "추진상황 정상추진", "추진상황 보류", "완료율(%)")),
        (POPULATION, ("세대수", "인구(명) 계", "인구(명) 남", "인구(명) 여", "65세 이상(명)", "고령화율(%)")),
        (
            BUDGETS,
            (
                "2031년 예산안 예산액",
                "2031년 예산안 구성비",
                "2030년 예산 예산액",
                "2030년 예산 구성비",
                "비교증감",
            ),
        ),
        (
            CHANGES,
            (
                "기정예산액 금액",
                "기정예산액 구성비",
                "추경예산액 금액",
                "추경예산액 구성비",
                "증감 금액",
                "증감 증감률",
            ),
        ),
    ],
)
def test_titles_between_two_lines_stand_where_figures_prove(lines: tuple[str, ...], titles: tuple[str, ...]) -> None:
    (table,) = find_spaced(["(단위 : 백만원)", *lines, "※ 끝"])
    head, *rows = table.rows.values()
    assert head[1:] == titles
    assert len(rows) == 3


def test_titles_nothing_proves_stay_text() -> None:
    staff = ("일반직", "구분 계 임기제", "4급 5급 6급", "계 60 5 15 30 10", "기획실 20 2 5 10 3", "보건소 40 3 10 20 7")
    assert find_spaced(["2. 정원", *staff, "※ 끝"]) == []
    wrapped = (*staff[:2], "4급 5급 6급 도", *staff[3:])
    assert find_spaced(["2. 정원", *wrapped, "※ 끝"]) == []
    groups = [("일반직", "정원외"), ("구분", "계"), ("4급", "5급", "6급", "인원")]
    assert (
        levelled(groups[0], groups[1], groups[2], [("60", "5", "15", "30", "10"), ("20", "2", "5", "10", "3")]) is None
    )


def test_a_line_above_two_lines_of_titles_may_hold_their_outer_ones() -> None:
    titles = ("사업명", "총사업비", "연차별 투자액", "2031년까지 2032년 2033년")
    rows = ("도로 넓히기 60 10 20 30", "다리 놓기 45 5 15 25", "둑 고치기 33 10 11 12")
    assert find_spaced([*titles, *rows, "※ 끝"]) == []


def test_a_year_takes_the_word_behind_it_where_all_years_do() -> None:
    assert with_years(["2031년", "예산안", "2030년", "예산"]) == ["2031년 예산안", "2030년 예산"]
    assert with_years(["2031년(A)", "2030년(B)", "증감"]) == ["2031년(A)", "2030년(B)", "증감"]
    assert with_years(["2031년", "증감"]) == ["2031년", "증감"]
