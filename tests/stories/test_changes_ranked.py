"""What changed most: by a column of changes, by two years set apart; and only things of the kind asked for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.ask import Assistant

DOCUMENT = """# 2031년도 솔가람시 예산안 검토보고 (시험용 글)

## 1. 기능별 세출예산

(단위: 백만원, %)
분야\t2031년 예산안\t2030년 예산\t증감\t증감률
사회복지\t9,000\t8,200\t800\t9.8
문화 및 관광\t1,500\t1,900\t△400\t△21.1
교통\t3,000\t3,500\t△500\t△14.3
환경\t2,400\t2,000\t400\t20.0
합계\t15,900\t15,600\t300\t1.9

## 2. 부서별 세출예산

(단위: 백만원)
부서\t2031년 예산안\t2030년 예산\t증감
복지과\t5,200\t5,300\t△100
도로과\t3,100\t2,400\t700
문화과\t1,450\t1,500\t△50
합계\t9,750\t9,200\t550

## 3. 수영장 이용 현황

(단위: 명)
수영장\t2029년\t2030년\t2031년
가람수영장\t40,000\t41,000\t46,500
나래수영장\t30,000\t22,000\t21,500
다온수영장\t25,000\t25,500\t27,000
합계\t95,000\t88,500\t95,000

## 4. 이웃 시·군 방문객 비교

(단위: 명)
구분\t솔가람시\t한빛시\t새별군
방문객\t8,300\t12,400\t9,900

## 5. 연차별 사업비

(단위: 백만원)
사업명\t총사업비\t2031\t2032\t2033
바다 산책로\t900\t300\t400\t200
숲속 놀이터\t1,200\t500\t300\t400
합계(2건)\t2,100\t800\t700\t600
"""


FILES = {"솔가람시 예산안.txt": DOCUMENT}


@pytest.mark.parametrize(
    ("question", "name", "value", "unit"),
    [
        ("기능별 세출예산에서 전년보다 금액이 가장 많이 줄어든 분야는 어디입니까?", "교통", "-500", "백만원"),
        ("기능별 세출예산에서 감소율이 가장 큰 분야는?", "문화 및 관광", "-21.1", "%"),
        ("기능별 세출예산에서 증가율이 가장 높은 분야는?", "환경", "20.0", "%"),
        ("솔가람시 부서 가운데 2031년 예산이 제일 많이 깎인 데가 어디야", "복지과", "-100", "백만원"),
        ("수영장 이용 현황에서 2031년 이용객이 전년보다 가장 많이 늘어난 수영장은?", "가람수영장", "5500", "명"),
        ("수영장 이용 현황에서 2029년부터 2031년까지 가장 많이 줄어든 수영장은?", "나래수영장", "8500", "명"),
    ],
)
def test_the_thing_that_changed_most_is_told_by_its_change(
    assistant: Assistant, question: str, name: str, value: str, unit: str
) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "answered"
    assert answer.answer.startswith(name)
    assert (answer.figures[0].value, answer.figures[0].unit) == (Decimal(value), unit)
    assert answer.citations
    assert not answer.problems


def test_a_computed_change_shows_both_amounts(assistant: Assistant) -> None:
    answer = assistant.ask("수영장 이용 현황에서 2031년 이용객이 전년보다 가장 많이 늘어난 수영장은?")
    assert answer.derivation is not None
    assert [operand.value for operand in answer.derivation.operands] == [46500, 41000]
    assert "25,500명 → 27,000명" in answer.answer


def test_the_largest_change_may_be_a_rise_or_a_fall(assistant: Assistant) -> None:
    answer = assistant.ask("기능별 세출예산에서 증감률이 가장 큰 분야는?")
    assert answer.outcome == "clarify"
    assert {figure.value for figure in answer.figures} == {Decimal("20.0"), Decimal("-21.1")}


def test_amounts_are_not_ranked_where_no_change_is_stated(assistant: Assistant) -> None:
    answer = assistant.ask("연차별 사업비에서 총사업비가 전년보다 가장 많이 늘어난 사업은?")
    assert answer.outcome != "answered"


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("솔가람시 연차별 사업비 사업 2건 중에 총사업비 젤 큰 게 뭐야", "숲속 놀이터"),
        ("연차별 사업비 2032년 사업비 최소 사업명", "숲속 놀이터"),
    ],
)
def test_things_of_the_kind_asked_for_are_ranked(assistant: Assistant, question: str, name: str) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "answered"
    assert answer.answer.startswith(name)


def test_places_of_another_level_are_no_answer(assistant: Assistant) -> None:
    answer = assistant.ask("방문객이 가장 많이 다녀간 솔가람시의 읍·면은 어디입니까?")
    assert answer.outcome != "answered"
