"""Places that answer as well as the one found: asked back where the question tells none of them."""

from __future__ import annotations

import pytest

from assistant.ask import Assistant

LAWS = """\
# 바람시 조례안 모음

## 1. 바람시 정원 가꾸기 조례안

제4조(현황조사) ① 시장은 정원 정책을 세우기 위하여 현황조사를 실시하여야 한다.

제5조(정원지기) 시장은 정원지기를 위촉할 수 있다.

## 2. 바람시 자전거 이용 조례안

제7조(현황조사 등) ① 시장은 자전거 이용자를 대상으로 현황조사를 실시할 수 있다.

제8조(보관소) 시장은 역 앞에 보관소를 설치하여야 한다.
"""
PLAN = """\
# 바람시 마을 가꾸기 계획

## 1. 추진일정

세부사업	추진내용	일정
마을 쉼터 새단장	대상지 공모 및 선정	매년 2월
	주민 설명회 개최	매년 4월
골목 정원 만들기	대상지 공모 및 선정	매년 5월
	정원지기 교육	매년 7월
"""
FILES = {"laws.txt": LAWS, "plan.txt": PLAN}


def test_articles_of_one_title_in_two_ordinances_are_asked_back(assistant: Assistant) -> None:
    answer = assistant.ask("조례안에 현황조사는 꼭 해야 하는 거야?")
    assert answer.outcome == "clarify"
    assert {citation.document for citation in answer.citations} == {"laws.txt"}
    assert "정원" in answer.answer
    assert "자전거" in answer.answer


def test_the_ordinance_named_is_answered(assistant: Assistant) -> None:
    answer = assistant.ask("자전거 이용 조례안에서 자전거 이용자 현황조사는 꼭 해야 합니까?")
    assert answer.outcome == "answered"
    assert "자전거" in answer.answer
    assert "정원" not in answer.answer


@pytest.mark.parametrize(
    ("question", "outcome", "told"),
    [
        ("대상지 공모 및 선정은 매년 언제 합니까?", "clarify", ["2월", "5월"]),
        ("골목 정원 만들기의 대상지 공모 및 선정은 매년 언제 합니까?", "answered", ["5월"]),
        ("주민 설명회 개최는 언제입니까?", "answered", ["4월"]),
    ],
)
def test_a_row_that_stands_in_several_groups(
    assistant: Assistant, question: str, outcome: str, told: list[str]
) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == outcome
    assert all(word in answer.answer for word in told)


def test_a_choice_among_the_readings_is_taken_up(assistant: Assistant) -> None:
    answer = assistant.ask("2번이요", ["대상지 공모 및 선정은 매년 언제 합니까?"])
    assert answer.outcome == "answered"
    assert "5월" in answer.answer
