"""Counterparts of a figure: another value elsewhere, parts told one by one, plan and outcome, what narrows a count."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.ask import Assistant

REPORT = """# 1 마을텃밭 가꾸기

## □ 추진 목표 (단위: 개소, 명)

| 세부사업 | 물량 |
|---|---|
| 텃밭지기 양성 연수 | 총 90명 |
| 옥상텃밭 순회 상담 | 총 24회 |
| 수직정원 재료 나눔 | 총 300세트 |

## □ 추진 계획

- 텃밭지기 양성 연수 운영
  - 새내기 텃밭지기 양성 연수: 35명
  - 숙련 텃밭지기 양성 연수: 35명
- 찾아가는 상담
  - 옥상텃밭 순회 상담: 12회
- 수직정원 재료 나눔
  - 상반기 수직정원 재료 나눔: 150세트
  - 하반기 수직정원 재료 나눔: 150세트

## □ 추진 실적

- 옥상텃밭 순회 상담: 9회
- 시범단지 40교를 선정하고, 반납 학교는 다시 공모하여 추가 선정

# 2 빗물저금통 보급

## 투자계획 (단위: 백만원)

| 구분 | 2023 | 2024 |
|---|---|---|
| 총계 | 120 | 140 |
| 구비 | 120 | 140 |

## 예산 집행액 (단위: 백만원)

| 구분 | 2023 | 2024 |
|---|---|---|
| 총계 | 118 | - |
| 구비 | 118 | - |

# 3 나눔장터 평가회

- 2024년 7월 5일, 나눔장터 제2차 평가회를 열어 정원과, 공원과, 하천과, 마을재단으로부터 운영 결과를 보고받음
- 나눔장터 제2차 평가회 참석(정원과, 공원과, 하천과, 도서관과, 마을재단)
- 나눔장터 제3차 평가회 참석(정원과, 공원과, 하천과, 교통과, 마을재단)

# 4 정원 조례안

## 제5조(기본계획)

- 구청장은 정원 기본계획을 5년마다 수립하여야 한다.

# 5 하천 조례안

## 제4조(기본계획)

- 구청장은 하천 기본계획을 3년마다 수립하여야 한다.

# 6 꽃길 사업

## 연차별 목표 (단위: 개소)

| 세부사업 | 2023 | 2024 |
|---|---|---|
| 담장 덩굴 올리기 | 11 | 12 |
| 가로 화분 놓기 | 21 | 22 |
| 하천 둔치 파종 | 31 | 32 |

## 참여단

- 꽃길 지킴이 활동기간: '24.4.~'24.6. (2개월)
"""


FILES = {"report.md": REPORT}


def values(assistant: Assistant, question: str) -> tuple[str, set[Decimal]]:
    answer = assistant.ask(question)
    return answer.outcome, {figure.value for figure in answer.figures}


def test_a_total_is_set_beside_the_sum_of_its_parts_told_elsewhere(assistant: Assistant) -> None:
    outcome, stated = values(assistant, "텃밭지기 양성 연수는 모두 몇 명입니까?")
    assert outcome == "conflict"
    assert {Decimal(90), Decimal(70)} <= stated


def test_parts_that_add_up_contradict_nothing(assistant: Assistant) -> None:
    assert values(assistant, "수직정원 재료 나눔은 모두 몇 세트입니까?")[0] != "conflict"


def test_two_plans_for_one_thing_are_both_told_but_not_its_outcome(assistant: Assistant) -> None:
    outcome, stated = values(assistant, "옥상텃밭 순회 상담은 몇 회 할 계획입니까?")
    assert outcome == "conflict"
    assert stated == {Decimal(24), Decimal(12)}


def test_an_amount_of_a_year_with_plan_and_outcome_is_asked_back(assistant: Assistant) -> None:
    outcome, stated = values(assistant, "2023년 빗물저금통 보급 금액이 얼마야?")
    assert outcome == "clarify"
    assert stated == {Decimal(120), Decimal(118)}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2023년 빗물저금통 보급 투자계획 총계는 얼마야?", 120),
        ("2023년 빗물저금통 보급 예산 집행액 총계는 얼마야?", 118),
    ],
)
def test_a_question_that_names_the_stage_is_answered(assistant: Assistant, question: str, value: int) -> None:
    answer = assistant.ask(question)
    assert (answer.outcome, answer.figures[0].value) == ("answered", Decimal(value))


def test_a_number_of_another_clause_is_not_that_of_the_action_asked_for(assistant: Assistant) -> None:
    assert assistant.ask("시범단지를 반납한 학교는 모두 몇 교입니까?").outcome == "unanswerable"


def test_a_part_nobody_counts_is_not_answered_by_the_others(assistant: Assistant) -> None:
    assert assistant.ask("시범단지 40교 가운데 섬마을학교는 몇 교입니까?").outcome == "unanswerable"


def test_two_records_of_one_list_with_and_without_the_member_are_both_told(assistant: Assistant) -> None:
    answer = assistant.ask("나눔장터 제2차 평가회에 보고한 부서에 도서관과도 포함됩니까?")
    assert answer.outcome == "conflict"
    assert len(answer.citations) == 2


def test_the_record_of_another_meeting_contradicts_nothing(assistant: Assistant) -> None:
    assert assistant.ask("나눔장터 제3차 평가회에 교통과도 참석했습니까?").outcome != "conflict"


def test_articles_of_two_laws_do_not_contradict_each_other(assistant: Assistant) -> None:
    assert assistant.ask("기본계획은 몇 년마다 수립해야 합니까?").outcome == "clarify"


def test_a_column_of_a_programme_is_asked_back_when_no_row_is_named(assistant: Assistant) -> None:
    outcome, stated = values(assistant, "꽃길 사업은 2024년에 몇 개소입니까?")
    assert outcome == "clarify"
    assert {Decimal(12), Decimal(22), Decimal(32)} <= stated
    assert values(assistant, "꽃길 사업에서 가로 화분 놓기는 2024년에 몇 개소입니까?") == ("answered", {Decimal(22)})


def test_a_length_its_own_dates_contradict_is_told_with_the_counted_months(assistant: Assistant) -> None:
    outcome, stated = values(assistant, "꽃길 지킴이는 몇 개월 활동합니까?")
    assert outcome == "conflict"
    assert {Decimal(2), Decimal(3)} <= stated
