"""A figure under just the labels asked for: against opposites, numbered columns, other rates and other towns."""

from __future__ import annotations

import pytest

from assistant.ask import Assistant
from assistant.question import read_question
from assistant.towns import towns_named
from assistant.unlike import without_opposites

NORTH = """\
# 북내군 결산 검사 의견서

북내군의회

## 1. 세입 결산 (단위: 백만원)

과목\t징수결정액\t수납액\t미수납액\t징수율(%)
지방세\t900\t850\t50\t94.4
세외수입\t400\t310\t90\t77.5
계\t1,300\t1,160\t140\t89.2

## 2. 성과 지표 (단위: 개, %)

부서\t성과지표\t달성\t미달성\t달성률
관광과\t9\t5\t4\t55.6
환경과\t11\t9\t2\t81.8
보건소\t10\t8\t2\t80.0

- 관광과는 9개 성과지표 중 4개를 이루지 못해 달성률이 가장 낮음

## 3. 재정 지표 비교

(단위: %)

지표\t북내군\t전국 평균
보조금 비율\t7.9\t6.8
자립도\t10.1\t11.4

## 4. 읍·면별 숙원사업 집행 (단위: 천원)

읍·면\t예산액\t집행액\t집행률
가람읍\t800\t760\t95.0%
나루면\t500\t350\t70.0%
다솔면\t400\t390\t97.5%
"""

SOUTH = """\
# 남외시 예산안 검토 보고서

남외시의회

## 1. 부서별 예산 (단위: 천원)

부서\t2027년(A)\t2026년(B)\t증감(A-B)
교통과\t41,530\t36,740\t4,790
하천과\t12,900\t15,600\t-2,700

## 2. 늘어난 사업 (단위: 천원)

부서\t사업\t2027년\t2026년
교통과\t마을버스 운영\t2,760\t1,180

## 3. 분야별 세출 (단위: 백만원, %)

분야\t2027\t2026\t증감률(%)\t비중(%)
교육\t600\t500\t20.0\t30.0
복지\t1,000\t950\t5.3\t50.0
환경\t400\t390\t2.6\t20.0

## 4. 상담 지원 목표 (단위: 건)

사업\t목표\t2025\t2026\t2027
상담 지원\t80\t20\t25\t23
"""

FILES = {"north.txt": NORTH, "south.txt": SOUTH}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("북내군 세외수입 수납액은 얼마입니까?", 310),
        ("북내군 세외수입은 징수결정액과 수납액이 얼마나 차이 납니까?", 90),
        ("북내군 관광과의 성과지표 달성률은 몇 %입니까?", "55.6"),
        ("북내군 숙원사업 집행률 꼴찌인 읍면 어디야?", "70.0"),
        ("남외시 교통과 2027년 예산은 얼마입니까?", 41530),
        ("남외시 분야별 세출에서 전년보다 증가율이 가장 높은 분야는 무엇입니까?", "20.0"),
        ("남외시 상담 지원 목표 2025~2027 합계", 68),
    ],
)
def test_the_cell_under_just_the_labels_asked_for_is_told(
    assistant: Assistant, question: str, value: int | str
) -> None:
    answer = assistant.ask(question)
    assert answer.outcome in ("answered", "clarify")
    assert str(answer.figures[0].value) == str(value) or (
        answer.derivation is not None and str(answer.derivation.value) == str(value)
    )


def test_which_of_two_is_higher_tells_both_and_no_change(assistant: Assistant) -> None:
    answer = assistant.ask("보조금 비율은 북내군과 전국 평균 가운데 어느 쪽이 높으며 각각 몇 %입니까?")
    assert answer.outcome == "answered"
    assert "7.9" in answer.answer
    assert "6.8" in answer.answer
    assert "늘었" not in answer.answer


def test_a_label_that_denies_the_word_asked_for_is_no_name_of_it() -> None:
    asked = read_question("세외수입 수납액은 얼마입니까?")
    assert without_opposites(("세외수입", "미수납액"), asked) == "세외수입"
    assert without_opposites(("세외수입", "수납액"), asked) == "세외수입 수납액"
    denied = read_question("세외수입 미수납액은 얼마입니까?")
    assert without_opposites(("세외수입", "미수납액"), denied) == "세외수입 미수납액"


def test_a_town_named_leaves_out_documents_of_another(assistant: Assistant) -> None:
    entries = assistant.library.entries
    assert towns_named("북내군이 갚은 빚은 얼마입니까?", entries) == {"북내군"}
    assert towns_named("남외시와 북내군의 예산", entries) == {"북내군", "남외시"}
    assert towns_named("북내군수가 정한 예산", entries) == frozenset()
    answer = assistant.ask("북내군 하천과 2027년 예산은 얼마입니까?")
    assert not any(citation.document == "south.txt" for citation in answer.citations)
