"""Only statements of one thing contradict each other: not a part, another measure, or a number of another size."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.ask import Assistant

REPORT = """# 1 물길 돌봄

## □ 예산 현황 (단위: 천원)

| 사업명 | 예산현액 | 집행액 |
|---|---|---|
| 우물 수질 검사 및 저수지 관리 | 81,400 | 64,300 |
| 물길 이름표 달기 | 5,600 | 4,800 |

## □ 예산 집행 현황 (단위: 천원)

| 사업명 | 예산현액 | 집행액 |
|---|---|---|
| 우물 수질 검사 | 43,200 | 31,500 |
| 저수지 관리 | 38,200 | 32,800 |

## □ 이월 사업 (단위: 천원)

| 사업명 | 이월액 |
|---|---|
| 물길 이름표 달기 | 1,300 |

# 2 이동 도서차

## □ 추진 실적

- 이동 도서차 이용자 12,480명
- 이동 도서차 이용자 불만 접수 4명
"""

FILES = {"water.md": REPORT}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("우물 수질 검사 예산현액은 얼마입니까?", 43200),
        ("우물 수질 검사 및 저수지 관리 집행액은 얼마입니까?", 64300),
        ("물길 이름표 달기 예산현액은 얼마입니까?", 5600),
        ("이동 도서차 이용자는 몇 명입니까?", 12480),
    ],
)
def test_another_row_measure_or_size_contradicts_nothing(assistant: Assistant, question: str, value: int) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "answered", answer.answer
    assert answer.figures[0].value == Decimal(value)
