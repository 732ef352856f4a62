"""Multiples, shares of a whole no row prints, averages by thing, sums of halves, spans and lists; nothing by chance."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.ask import Assistant
from assistant.names import names_in

REPORT = """# 평생학습관 운영 계획

## 1. 예산 계획 (단위: 백만원)

| 세부사업 | 재원 | 2023 | 2024 | 합계 |
|---|---|---|---|---|
| 야간강좌 개설 | 자체 | 100 | 120 | 220 |
| 야간강좌 개설 | 특교 | 30 | 50 | 80 |
| 야간강좌 개설 | 민간 | - | - | - |

## 2. 집행 현황 (단위: 천원)

| 세부사업 | 본예산 | 예산현액 |
|---|---|---|
| 교재 제작 | 4,000 | 10,000 |
| 강의실 수선 | 6,000 | 6,600 |

## 3. 누리집 개설

| 연도 | 누리집 개설 건수 |
|---|---|
| 2020년 | 3건 |
| 2021년 | 9건 |
| 2022년 | 17건 |

## 4. 추진 실적

- 동호회 강사 양성: 상반기 51개 동호회 78개 과정, 하반기 40개 동호회 75개 과정
- 강사 역량 강화 연수: 24개 과정, 1,629명 이수
- 새로 들인 가구는 책상: 393대, 의자: 1,531대, 칠판: 86대
- 야간 학습 상담소 사업 지원(가람, 나래, 다솜, 라온구청): 연중
"""


FILES = {"learning.md": REPORT}


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("교재 제작 예산현액은 본예산의 몇 배입니까?", "2.5", "배"),
        ("야간강좌 개설 예산 중 특교 비율은 몇 %입니까?", "26.7", "%"),
        ("2024년 야간강좌 개설 예산 중 특교 비율 %", "29.4", "%"),
        ("강사 역량 강화 연수는 한 과정에 평균 몇 명이 이수했습니까? (소수 첫째 자리까지)", "67.9", "명"),
        ("2020년부터 2022년까지 개설된 누리집은 모두 몇 건입니까?", "29", "건"),
        ("새로 들인 책상, 의자, 칠판은 모두 몇 대입니까?", "2010", "대"),
        ("동호회 강사 양성 과정 수 상·하반기 합계", "153", "개"),
        ("야간 학습 상담소 사업을 지원한 구청은 몇 곳입니까?", "4", "곳"),
    ],
)
def test_computes_what_no_cell_states(assistant: Assistant, question: str, value: str, unit: str) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "answered", answer.answer
    assert (answer.figures[0].value, answer.figures[0].unit) == (Decimal(value), unit)
    assert answer.derivation is not None


def test_does_not_compute_with_a_thing_that_stands_nowhere(assistant: Assistant) -> None:
    assert assistant.ask("책상과 사물함은 몇 대 차이입니까?").outcome != "answered"


def test_names_are_counted_only_where_the_list_is_of_the_things_asked_for() -> None:
    assert names_in("상담 지원(가람, 나래, 다솜구청) : 연중", "자치구청") == ["가람", "나래", "다솜구청"]
    assert names_in("참여기관: 가람, 나래, 다솜", "참여기관") == ["가람", "나래", "다솜"]
    assert names_in("상담 지원(책, 공책, 연필) : 연중", "자치구청") == []
    assert names_in("상담 지원(3곳, 4곳, 5곳)", "지원") == []
