"""A conversation over one small file: what later turns leave out comes from the earlier ones."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.library import Library
from assistant.recall import Said

DOCUMENT = """하늘시 공원녹지과 사업 보고 (시험용 글)

# 1. 숲길 가꾸기

1. 연차별 예산계획 (단위: 백만원)

세부사업\t재원구분\t2023\t2024\t2025\t합계
숲길 나무 심기\t시비\t120\t150\t180\t450
\t구비\t30\t50\t60\t140
숲길 안내판 설치\t시비\t40\t20\t10\t70
\t구비\t5\t5\t5\t15
합계\t\t195\t225\t255\t675

2. 연차별 추진목표

세부사업\t단위\t2023\t2024\t2025
숲길 나무 심기\t곳\t12\t15\t18
숲길 안내판 설치\t곳\t4\t2\t1

# 2. 물놀이터

- 사업비 : 90억원(조성 60억원, 운영 20억원, 홍보 10억원)
- 이용인원 : 41,200명
"""


FILES = {"하늘시 공원녹지과.txt": DOCUMENT}


def _last(assistant: Assistant, *turns: str) -> Answer:
    return assistant.ask(turns[-1], turns[:-1])


FIRST = "숲길 나무 심기 시비 2023년 예산은 얼마입니까?"


@pytest.mark.parametrize(
    ("turns", "value", "unit"),
    [
        ((FIRST, "그럼 2025년은?"), "180", "백만원"),
        ((FIRST, "그 다음 해는?"), "150", "백만원"),
        ((FIRST, "그 중 구비는?"), "30", "백만원"),
        ((FIRST, "구비는?", "2025년은요?"), "60", "백만원"),
        ((FIRST, "안내판 설치는요?"), "40", "백만원"),
        ((FIRST, "합계는 얼마예요?"), "450", "백만원"),
        ((FIRST, "억원으로"), "1.2", "억원"),
        ((FIRST, "2024년은?", "두 개 합치면?"), "270", "백만원"),
        ((FIRST, "2024년은?", "두 개 합치면?", "억원으로"), "2.7", "억원"),
        ((FIRST, "2024년은?", "얼마나 늘었어?"), "30", "백만원"),
        ((FIRST, "2024년은?", "몇 % 늘었어?"), "25", "%"),
        ((FIRST, "2025년은?", "평균은?"), "150", "백만원"),
        ((FIRST, "2025년에는 그보다 얼마나 늘어나요?"), "60", "백만원"),
        ((FIRST, "그 금액은 전체의 몇 %인가요?"), "26.7", "%"),
        (("물놀이터 사업비 중 운영은 얼마인가요?", "조성은?"), "60", "억원"),
        (("물놀이터 사업비 중 운영은 얼마인가요?", "그 금액은 전체 사업비의 몇 %예요?"), "22.2", "%"),
    ],
)
def test_a_turn_leans_on_the_ones_before(assistant: Assistant, turns: tuple[str, ...], value: str, unit: str) -> None:
    answer = _last(assistant, *turns)
    assert answer.outcome == "answered", answer.answer
    assert (answer.figures[0].value, answer.figures[0].unit) == (Decimal(value), unit)
    assert answer.citations


def test_a_computed_follow_up_cites_every_operand(assistant: Assistant) -> None:
    answer = _last(assistant, FIRST, "2024년은?", "두 개 합치면?")
    assert answer.derivation is not None
    assert [operand.value for operand in answer.derivation.operands] == [Decimal(120), Decimal(150)]
    assert {operand.citation for operand in answer.derivation.operands} <= {c.number for c in answer.citations}


def test_the_standalone_question_names_the_year_understood(assistant: Assistant) -> None:
    answer = _last(assistant, FIRST, "그럼 2025년은?")
    assert "2025" in answer.standalone_question
    assert "나무 심기" in answer.standalone_question


def test_a_year_that_is_not_there_is_refused_and_the_talk_goes_on(assistant: Assistant) -> None:
    refused = _last(assistant, FIRST, "2019년은?")
    assert (refused.outcome, refused.reason) == ("unanswerable", "period_not_covered")
    assert "2024" in refused.answer
    resumed = _last(assistant, FIRST, "2019년은?", "그럼 2024년은?")
    assert resumed.figures[0].value == Decimal(150)


def test_a_new_subject_drops_the_old_one(assistant: Assistant) -> None:
    answer = _last(assistant, FIRST, "물놀이터 이용인원은 몇 명이야?")
    assert answer.figures[0].value == Decimal(41200)


def test_the_earlier_turns_are_answered_once(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    _last(assistant, FIRST, "그럼 2025년은?")
    asked: list[str] = []
    say = assistant._say

    def counted(question: str, earlier: Sequence[Said], library: Library) -> Said:
        asked.append(question)
        return say(question, earlier, library)

    monkeypatch.setattr(assistant, "_say", counted)
    _last(assistant, FIRST, "그럼 2024년은?")
    assert asked == ["그럼 2024년은?"]
