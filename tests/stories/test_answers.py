"""Answers over one small document, from the question to the words on the screen."""

from __future__ import annotations

from assistant.ask import Assistant

TEXT = """# 도서관 운영 계획

## 이용 안내

- 야간 자료실은 월요일에 문을 닫고 나머지 요일에는 밤 열 시까지 연다.
- 보존서고 책은 사서에게 청구하여 열람실 안에서만 본다.

## 예산

- 자료 구입비는 3,200천원이다.

## 한빛런 학습 지원

- 사업비 : 165억원(콘텐츠 77억원, 멘토링 88억원)
- 한빛런 회원은 강의를 무료로 듣는다.
- 한빛런 상담은 평일에만 한다.

## 한빛 체육관

- 한빛 체육관 보수 사업비 : 90억원

## 연차별 예산

(단위: 백만원)

| 사업 | 2023 | 2024 |
|---|---|---|
| 이동도서관 운영 | 120 | 135 |
"""
FILES = {"plan.md": TEXT}


def test_a_question_in_words_is_shown_the_nearest_passage_to_judge(assistant: Assistant) -> None:
    answer = assistant.ask("보존서고 책 빌려 집에 가는 방법은 어떻게 됩니까?")
    assert answer.outcome == "clarify"
    assert "열람실 안에서만" in answer.answer
    assert answer.citations
    assert answer.alternatives


def test_a_figure_or_a_name_is_never_offered_beside_the_point(assistant: Assistant) -> None:
    assert assistant.ask("보존서고 책 대출 희망자는 몇 명입니까?").outcome == "unanswerable"
    assert assistant.ask("보존서고 책 정리를 맡은 업체는 어디입니까?").outcome == "unanswerable"


def test_what_stands_nowhere_stays_unanswered(assistant: Assistant) -> None:
    assert assistant.ask("하수처리장 악취를 어떻게 줄입니까?").outcome == "unanswerable"


def test_a_name_is_not_found_by_its_beginning_and_a_whole_not_asked_back_for_its_parts(assistant: Assistant) -> None:
    answer = assistant.ask("한빛런 사업비는 얼마입니까?")
    assert answer.outcome == "answered"
    assert answer.figures[0].value == 165
    assert answer.figures[0].unit == "억원"
    assert assistant.ask("한빛런 멘토링 사업비는 얼마입니까?").figures[0].value == 88


def test_a_period_not_covered_names_those_that_are(assistant: Assistant) -> None:
    answer = assistant.ask("이동도서관 운영 2027년 예산은 얼마입니까?")
    assert answer.reason == "period_not_covered"
    assert "2023년, 2024년" in answer.answer
    assert answer.problems == ()


def test_an_amount_the_question_states_itself_is_not_the_answer(assistant: Assistant) -> None:
    answer = assistant.ask("90억원을 들이는 체육관 보수 말고 한빛런 사업비는 얼마입니까?")
    assert all(figure.value != 90 for figure in answer.figures[:1])


def test_bare_words_that_name_a_row_and_a_column_get_the_cell(assistant: Assistant) -> None:
    answer = assistant.ask("이동도서관 운영 2024")
    assert answer.outcome == "answered"
    assert answer.figures[0].value == 135


def test_whether_two_things_are_alike_is_not_decided_by_one_of_them(assistant: Assistant) -> None:
    answer = assistant.ask("이동도서관 운영의 2023년 예산은 자료 구입비와 같습니까?")
    assert not answer.answer.startswith("예")
