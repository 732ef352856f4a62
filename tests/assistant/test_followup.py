"""What a short turn says of itself: its telling words, its unit, its year, and what it stands in for."""

from __future__ import annotations

import pytest

from assistant.followup import (
    both_asked,
    is_elliptic,
    is_unit_only,
    merge,
    replaced_terms,
    shares_subject,
    short_turn,
    stands_alone,
    unit_named,
)
from assistant.question import read_question


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("억원으로", "억원"),
        ("네, 천원 말고 억원으로요", "억원"),
        ("원 단위로 알려줘", "원"),
        ("백만원으로 바꿔줘", "백만원"),
    ],
)
def test_a_turn_that_only_asks_for_a_unit(text: str, unit: str) -> None:
    asked = read_question(text)
    assert is_unit_only(asked)
    assert unit_named(text) == unit


def test_a_turn_with_a_thing_of_its_own_is_no_bare_unit() -> None:
    assert not is_unit_only(read_question("도서관은 억원으로 얼마야?"))


@pytest.mark.parametrize(
    ("text", "year"),
    [("작년 예산은?", "2023"), ("올해 예산은?", "2024"), ("그 다음 해는?", "2023"), ("2021년은?", "2021")],
)
def test_a_year_by_its_distance(text: str, year: str) -> None:
    earlier = [read_question("도서관 2024년 예산은 얼마입니까?"), read_question("2022년은?")]
    assert [period.key for period in short_turn(read_question(text), earlier).periods] == [year]


def test_pointing_words_and_counters_are_no_names() -> None:
    assert [term.text for term in short_turn(read_question("그중 사립은 몇 교예요?"), []).terms] == ["사립"]
    assert [term.text for term in short_turn(read_question("그럼 H는?"), []).terms] == ["h"]


def test_a_word_stands_in_for_one_of_its_make() -> None:
    previous = read_question("재단 초등학교 소요예산은?")
    assert [term.text for term in replaced_terms(previous, read_question("고등학교는요?"))] == ["초등학교"]


def test_two_years_asked_at_once_are_two_questions() -> None:
    first, second = both_asked(read_question("2022년 도서관 이용자 수랑 2023년 이용자 수 알려줘"))
    assert [period.key for period in (*first.periods, *second.periods)] == ["2022", "2023"]
    assert both_asked(read_question("도서관 이용자 수 알려줘")) == ()


def test_a_letter_in_parentheses_is_a_word() -> None:
    assert "h" in [term.text for term in read_question("적성검사(H) 실적은 몇 건?").terms]


def test_days_are_counted_and_a_day_is_asked_for() -> None:
    short = short_turn(read_question("2학기는 며칠이에요?"), [])
    assert (short.form, short.unit, [term.text for term in short.terms]) == ("figure", "일", ["2학기"])
    assert short_turn(read_question("회의는 몇 월 며칠이에요?"), []).form == "date"


def test_what_is_denied_is_looked_for_as_it_is_printed() -> None:
    (term,) = short_turn(read_question("아직 협의가 안 된 건 몇 필지예요?"), []).terms
    assert (term.text, term.alternatives) == ("미협의", ("불협의", "비협의"))


def test_a_new_question_of_the_same_town_inherits_no_year() -> None:
    earlier = read_question("2022년 하늘시 도서관 이용자는 몇 명이었나요?")
    assert merge(earlier, read_question("하늘시 지하철 기본 요금은 얼마로 올랐어?")).periods == ()
    assert merge(earlier, read_question("하늘시 도서관 대출 권수는 얼마나 되었어?")).periods == earlier.periods


def test_a_third_turn_leaves_the_words_of_the_first_whole() -> None:
    first = read_question("How many schools opened a night class in 2022?")
    second = merge(first, read_question("What about 2023?"))
    third = merge(second, read_question("And 2024?"))
    assert third.standalone.startswith("How many schools opened a night class")
    assert "2023" not in third.standalone


@pytest.mark.parametrize(
    "text", ["예비비를 빼고 집행률이 가장 낮은 사업은?", "둘째 아이 출산 장려금 지급 대상은 누구야?"]
)
def test_a_word_that_begins_like_a_pointing_one_points_at_nothing(text: str) -> None:
    assert not is_elliptic(read_question(text))


def test_compounds_with_a_common_word_in_them_are_two_things() -> None:
    coding = read_question("인공지능 코딩교육 지원 예산은 얼마입니까?")
    assert not shares_subject(
        coding, read_question("교육연구정보원 예산현액 총계는 본예산 총계보다 얼마나 늘었습니까?")
    )
    assert shares_subject(coding, read_question("코딩교육 지원 학교 수와 교원 연수 인원은 각각 몇 명입니까?"))


def test_what_is_carried_on_stands_in_for_what_a_turn_leaves_out() -> None:
    previous = read_question("2023년 코딩교육 지원 예산은 얼마입니까?")
    own = read_question("코딩교육 지원 학교 수와 교원 연수 인원은 각각 몇 명입니까?")
    assert [period.key for period in merge(previous, own).periods] == ["2023"]
    dated = read_question("코딩교육 지원 학교 수와 교원 연수 인원은 2024년에 각각 몇 명입니까?")
    assert merge(previous, dated) == dated


def test_a_thing_asked_for_by_its_name_may_be_new() -> None:
    assert stands_alone(read_question("스쿨넷서비스는 무엇입니까?"))
    assert not stands_alone(read_question("그럼 예산은 무엇입니까?"))
