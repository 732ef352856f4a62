"""A figure stated for several years, asked for without a year, is asked back; with a year it is stated."""

from __future__ import annotations

import pytest

from assistant.ask import Assistant
from assistant.question import understand

REPORT = """# 별빛도서관 운영 보고

## 2022년 추진 실적

- 2022년 이야기할머니 양성 연수 이수: 412명
- 새 책 들여놓기: 1,205권

## 2023년 추진 실적

- 2023년 이야기할머니 양성 연수 이수: 538명
- 전자책 빌려주기: 3,310건
"""


FILES = {"report.md": REPORT}


def test_without_a_year_both_are_offered(assistant: Assistant) -> None:
    answer = assistant.ask("이야기할머니 양성 연수 이수 인원은 몇 명인가요?")
    assert answer.outcome == "clarify"
    assert {alternative.value for alternative in answer.alternatives} >= {"412", "538"}


@pytest.mark.parametrize(("year", "people"), [("2022", 412), ("2023", 538)])
def test_with_a_year_its_own_is_stated(assistant: Assistant, year: str, people: int) -> None:
    answer = assistant.ask(f"{year}년 이야기할머니 양성 연수 이수 인원은 몇 명인가요?")
    assert answer.outcome == "answered"
    assert answer.figures[0].value == people


def test_a_whole_question_on_something_else_is_answered_alone(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "이야기할머니 양성 연수 이수 인원은 2022년보다 2023년에 몇 명 늘었습니까?"
    # However little its words are covered, and however the turn is merged with the one before: nothing found there.
    monkeypatch.setattr("assistant.ask.KNOWN_WORDS", 2.0)
    monkeypatch.setattr("assistant.ask.merge", lambda _, own: understand("달나라 우주선은 몇 대입니까?"))
    answer = assistant.ask(question, ["새 책 들여놓기는 몇 권인가요?"])
    assert answer.outcome == "answered"
    assert answer.figures[0].value == 126
