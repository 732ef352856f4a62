"""What two places say of one thing: both where they disagree, a question back where the question leaves it open."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.ask import Assistant
from assistant.twice import pairs_of
from corpus.same_thing import is_rounded

REPORT = """# 1 마을버스 전기차 전환

## □ 목표 (단위: 대)

| 지표 | 2027 | 2028 |
|---|---|---|
| 전기 마을버스 보급(누계) | 120 | 150 |
| 충전기 설치(누계) | 40 | 60 |

## □ 추진 내용

- 2028년까지 전기 마을버스를 누계 170대 보급해 배기가스를 줄임
- 충전기 설치는 차고지부터 시작함

# 2 마을방송 안내서

## □ 추진 목표

- 마을방송 편성·운영 안내서 제작·보급: 1종, 800부

## □ 추진 실적

- 마을방송 편성·운영 안내서 제작: 1종, 900부

# 3 무료 와이파이

## □ '22년 추진

- 마을회관 무료 와이파이 340대 설치 완료

## □ 추진 계획

- 2023년 마을회관 무료 와이파이 670대 설치
  - 상반기 마을회관 무료 와이파이 300대 설치

# 4 중장기 계획

## (전략1) 마을 살림 넓히기

- (소요예산) 1,200백만원

## (전략2) 마을 일꾼 기르기

- (소요예산) 500백만원

# 5 마을쉼터 운영

## 정원

구분	정원		비고
	평일	휴일	※
낮쉼터	30명	20명	-
밤쉼터	16명	16명	-

## 제안설명

- 평일 낮쉼터 정원은 하루 24명으로 하고, 밤쉼터는 16명으로 함.

# 6 헌집 실태조사

## 제안이유

- 2024년 실태조사에서 확인된 헌집 1,386호를 등급에 맞게 고치도록 하려는 것임

## 헌집 현황 (2024년 실태조사)

읍·면·동	계	1등급	2등급	주인 모름
합계	1,396호	900호	496호	20호
솔동	796호	500호	296호	15호
들동	600호	400호	200호	5호
"""


FILES = {"report.md": REPORT}


@pytest.mark.parametrize(
    ("question", "outcome", "stated"),
    [
        ("2028년 전기 마을버스 누계 보급 목표는 몇 대입니까?", "conflict", {150, 170}),
        ("2027년 전기 마을버스 누계 보급 목표는 몇 대입니까?", "answered", {120}),
        ("마을방송 편성·운영 안내서는 몇 부입니까?", "clarify", {800, 900}),
        ("마을회관 무료 와이파이는 몇 대 설치합니까?", "clarify", {340, 670}),
        ("2023년 마을회관 무료 와이파이는 몇 대 설치합니까?", "answered", {670}),
    ],
)
def test_a_figure_is_held_against_its_counterparts(
    assistant: Assistant, question: str, outcome: str, stated: set[int]
) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == outcome
    assert {Decimal(value) for value in stated} <= {figure.value for figure in answer.figures}


def test_words_of_form_dates_and_particles_name_no_thing() -> None:
    assert pairs_of("2028년까지 추진목표: 마을버스를 150대") == pairs_of("마을버스 향후 계획")


def test_things_told_apart_by_their_number_are_not_one(assistant: Assistant) -> None:
    answer = assistant.ask("중장기 계획 전략1 소요예산은?")
    assert answer.outcome == "answered"
    assert answer.figures[0].value == Decimal(1200)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("마을쉼터 평일 낮쉼터 정원은 하루 몇 명입니까?", {24, 30}),
        ("2024년 실태조사에서 확인된 헌집은 모두 몇 호입니까?", {1386, 1396}),
    ],
)
def test_a_sentence_is_held_against_the_cell_of_a_table(assistant: Assistant, question: str, values: set[int]) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "conflict", answer.answer
    assert {figure.value for figure in answer.figures} == values


def test_only_rounder_numbers_are_one_amount() -> None:
    assert is_rounded(Decimal(1396), Decimal(1400))
    assert not is_rounded(Decimal(1396), Decimal(1386))
