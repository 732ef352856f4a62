"""How much more one is than the other, in whatever verb, and of totals where totals are asked for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.ask import Assistant
from assistant.forms import read_operation

REPORT = """# 1 별빛 도서차 운행

## □ 연차별 예산 (단위: 백만원)

| 구분 | 재원 | 2027 | 2028 | 2029 |
|---|---|---|---|---|
| 별빛 도서차 운행 | 자체 | 410 | 560 | 300 |
| | 특교 | 120 | 150 | 90 |
| 합계 | | 530 | 710 | 390 |

# 2 고개 쉼터

## □ 쉼터별 이용 (단위: 명)

| 쉼터 | 2027 | 2028 |
|---|---|---|
| 솔고개 쉼터 | 3,150 | 4,270 |
| 밤고개 쉼터 | 2,080 | 1,940 |
"""

FILES = {"stars.md": REPORT}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("솔고개 쉼터 이용은 2028년이 2027년보다 몇 명 더 왔어?", 1120),
        ("별빛 도서차 운행 예산 합계는 2028년이 2027년보다 얼마나 많습니까?", 180),
        ("별빛 도서차 운행 예산 합계는 2028년에 2029년보다 얼마나 더 들어?", 320),
    ],
)
def test_how_much_more(assistant: Assistant, question: str, value: int) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "answered", answer.answer
    assert answer.figures[0].value == Decimal(value)
    assert answer.figures[0].derived


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("올해 예산이 작년보다 얼마나 더 들어?", "difference"),
        ("목표보다 몇 건이나 더 했어?", "difference"),
        ("순회 점검 목표 대비 9월 실적 %", "ratio"),
        ("보다 나은 쉼터를 위해 얼마를 썼나요?", "lookup"),
    ],
)
def test_the_operation_is_read(question: str, operation: str) -> None:
    assert read_operation(question) == operation
