import pytest

from assistant.events import ELSEWHERE, SAID, event_fit, line_of, states_date, states_letter_only
from assistant.match import Weighted
from assistant.terms import Term


def term(word: str) -> Weighted:
    return Weighted(Term(word, (word,)), 1.0, (1.0,))


@pytest.mark.parametrize(
    "text", ["본회의 의결: 6. 5.(목)", "개관: 나루(10.13.)", "8월 21일 방문", "집행: 6. 9.부터", "2024. 3. 1."]
)
def test_a_day_is_a_date_also_without_its_year(text: str) -> None:
    assert states_date(text)


@pytest.mark.parametrize("text", ["5.1 총투자 규모", "제3조에 따른 절차", "만족도 4.5점", "1.2. 계획의 범위"])
def test_numbers_of_sections_and_amounts_are_no_dates(text: str) -> None:
    assert not states_date(text)


def test_the_event_asked_for_must_stand_in_the_sentence_of_the_date() -> None:
    asked = [term("의결")]
    assert event_fit("의결", asked, "본회의 의결: 6. 5.(목)") == SAID
    assert event_fit("의결", asked, "5월 12일 의회에 냈습니다. 의결되는 대로 집행하겠습니다.") == ELSEWHERE
    assert event_fit("의결", asked, "의회 제출: 2025. 5. 14.") < 0


def test_of_several_laws_in_a_line_only_the_one_asked_for_is_quoted() -> None:
    text = "(근거) 원격교육법(2021. 9. 24. 제정) 원격수업 조례(2021. 1. 7.)"
    assert line_of(text, [term("원격교육법"), term("제정")]) == "원격교육법(2021. 9. 24. 제정)"
    assert line_of(text, [term("원격교육법"), term("조례")]) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("마을강사 간담회 운영(평생학습과-2725, 2024.7.11.)", True),
        ("마을강사 간담회 운영: 2024.7.14.(평생학습과-2725, 2024.7.11.)", False),
        ("마을강사 간담회 운영 계획 수립(평생학습과-2725, 2024.7.11.)", False),
        ("마을강사 간담회 운영(2024.7.14.)", False),
        ("교재 구매 계약(평생학습과-2725, '24.7.11.)", False),
    ],
)
def test_the_date_of_a_letter_is_no_date_of_what_it_is_about(text: str, expected: bool) -> None:
    assert states_letter_only(text) is expected
