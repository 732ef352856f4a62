"""What two places say of one thing: both where they disagree, a question back where the question leaves it open."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.ask import Assistant
from assistant.twice import pairs_of

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
