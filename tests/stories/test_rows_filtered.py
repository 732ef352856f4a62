"""The rows of a table that meet a condition are listed: a bound, an amount, a value below nought."""

from __future__ import annotations

import pytest

from assistant.ask import Assistant

DOCUMENT = """2031년도 물결시 교통국 결산 보고 (시험용 글)

# 1. 세부사업별 집행 현황

(단위: 천원)
세부사업\t본예산\t예산현액\t지출액\t집행률(%)
마을버스 쉼터 고침\t420,000\t431,500\t410,200\t95
자전거길 잇기\t880,000\t880,000\t352,000\t40
교통약자 콜센터\t150,000\t164,300\t82,150\t50
기간제 인건비 조정\t0\t△3,410\t△2,905\t-
환승 주차장 넓힘\t2,300,000\t2,150,000\t2,150,000\t100
합계\t3,750,000\t3,622,390\t2,991,445\t83

# 2. 노선별 손님

(단위: 명)
노선\t2030년\t2031년
가람선\t12,400\t11,900
나루선\t8,150\t8,600
다솜선\t9,700\t10,450
합계\t30,250\t30,950
"""


FILES = {"물결시 교통국.txt": DOCUMENT}


@pytest.mark.parametrize(
    ("question", "names", "others"),
    [
        ("세부사업별 집행 현황에서 집행률이 50% 이하인 사업은 무엇입니까?", ("자전거길", "콜센터"), ("쉼터", "주차장")),
        ("세부사업별 집행률 50% 미만 사업 알려줘", ("자전거길",), ("콜센터", "쉼터", "주차장")),
        ("세부사업별 집행 현황에서 예산현액이 5억원 넘는 사업은?", ("자전거길", "주차장"), ("쉼터", "콜센터", "합계")),
        ("교통국 집행 현황에서 예산현액이 마이너스인 사업이 어느 거야?", ("기간제 인건비",), ("자전거길", "쉼터")),
        ("집행률이 100%인 세부사업은 어느 것인가요?", ("주차장",), ("쉼터", "자전거길")),
        ("노선별 손님이 2031년에 1만명 이상인 노선은 어디입니까?", ("가람선", "다솜선"), ("나루선", "합계")),
    ],
)
def test_rows_that_meet_a_condition_are_listed_with_their_values(
    assistant: Assistant, question: str, names: tuple[str, ...], others: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)

    assert answer.outcome == "answered"
    assert all(name in answer.answer for name in names)
    assert not any(name in answer.answer for name in others)
    assert len(answer.figures) == len(names)


def test_a_condition_over_a_column_no_table_has_lists_nothing(assistant: Assistant) -> None:
    answer = assistant.ask("세부사업 가운데 주민 만족도가 80% 이상인 사업은 무엇입니까?")

    assert answer.outcome != "answered"
