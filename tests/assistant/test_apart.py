"""Figures of one row, sentence or list: the one the question tells; all of them where it tells nothing."""

from __future__ import annotations

import pytest

from assistant.ask import Assistant
from assistant.counters import asked_unit
from assistant.question import read_question

PLAN = """\
# 바닷가시 공공시설 운영 계획

## 1. 수영장 이용료

(단위: 원)

구분\t바닷가시민\t\t그 밖의 사람\t
\t어른\t청소년\t어른\t청소년
자유수영\t4,000\t3,000\t6,000\t4,500
강습\t50,000\t40,000\t75,000\t60,000

## 2. 순환버스

○ 순환버스 운행 차량을 9대에서 14대로 늘리고 정류장을 21곳에서 30곳으로 넓힘

## 3. 체력 검사

○ 학생 체력 검사 실시

   - (예비측정) 학교마다 300명 내외
   - (본측정) 전체 학년 10,000명 내외

## 4. 빈집 현황

(단위: 호)

읍·면	계	1등급	2등급
합계	410	190	220
너른면	150	70	80
물푸레면	260	120	140
"""


FILES = {"plan.txt": PLAN}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("바닷가시민이 아닌 어른의 자유수영 이용료는 얼마입니까?", 6000),
        ("체력 검사 본측정은 몇 명입니까?", 10000),
        ("자유수영 바닷가시민 어른 이용료", 4000),
        ("순환버스 운행 차량은 몇 대로 늘립니까?", 14),
        ("순환버스 운행 차량은 몇 대에서 늘립니까?", 9),
        ("빈집 현황 너른면 2등급은 몇 호입니까?", 80),
    ],
)
def test_the_question_tells_figures_of_one_row_or_sentence_apart(
    assistant: Assistant, question: str, value: int
) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "answered"
    assert answer.figures[0].value == value


def test_an_outsider_is_offered_the_others_fee_alone(assistant: Assistant) -> None:
    assert [figure.value for figure in assistant.ask("강습 관외 청소년 이용료").figures] == [60000]


def test_where_nothing_is_told_the_reader_is_asked(assistant: Assistant) -> None:
    answer = assistant.ask("자유수영 어른 이용료는 얼마입니까?")
    assert answer.outcome == "clarify"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("시험을 미룬 학교는 몇 군데입니까", "교"),
        ("지원한 곳은 몇 군데", "곳"),
        ("개는 몇 마리", "마리"),
        ("몇 년도", None),
    ],
)
def test_the_counter_asked_for(text: str, unit: str | None) -> None:
    assert asked_unit(text) == unit


def test_what_something_becomes_is_looked_up() -> None:
    assert read_question("차량을 몇 대로 늘립니까?").operation == "lookup"
    assert read_question("차량이 몇 대 늘었습니까?").operation == "difference"
