"""Rows of the table a question names, counted or added up by what their cells say; a largest is no bare total."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.ask import Assistant

REPORT = """# 온빛시 숲길 조성 보고

## 1. 숲길 구간별 재원 (단위: 백만원)

| 연번 | 구간명 | 사업비 | 민자 | 주관부서 |
|---|---|---|---|---|
| 1 | 강변 숲길 | 300 | - | 산림과 |
| 2 | 언덕 숲길 | 120 | 40 | 공원과 |
| 3 | 호수 숲길 | 450 | 60 | 산림과 |
| 4 | 마을 숲길 | 80 | - | 건설과 |

## 2. 숲길 해설사 명단

| 성 명 | 직 위 | 소속 |
|---|---|---|
| 가 온 달 | 해 설 사 | 산림과(기간제 해설) |
| 나 누 리 | 해 설 사 | 공원과 |
| 다 솜 이 | 주 무 관 | 공원과 |

## 3. 숲길 관리비 변경 (단위: 백만원)

| 구분 | 기정액 | 변경액 | 증감 |
|---|---|---|---|
| 청소 | 50 | 45 | △5 |
| 수목 | 70 | 90 | 20 |
| 안내판 | 12 | 10 | △2 |
| 계 | 132 | 145 | 13 |

## 4. 숲길 체험 이용 실적

- 숲길 체험 이용 실적: 총 3,900명
- 숲길 해설사 창작지원 단가 인상(1인 30만원 → 1인 35만원)
"""


FILES = {"report.md": REPORT}


@pytest.mark.parametrize(
    ("question", "number", "names"),
    [
        ("숲길 구간 4개 가운데 민자가 들어가는 구간은 몇 개입니까?", 2, ("언덕 숲길", "호수 숲길")),
        ("숲길 구간별 재원에서 민자가 없는 구간은 몇 개입니까?", 2, ("강변 숲길", "마을 숲길")),
        ("숲길 해설사 명단에 주무관은 몇 명입니까?", 1, ("다 솜 이",)),
        ("숲길 관리비 변경에서 줄어든 항목은 몇 개입니까?", 2, ("청소", "안내판")),
        ("숲길 구간별 재원에서 산림과 주관 구간은 몇 개입니까?", 2, ("강변 숲길", "호수 숲길")),
    ],
)
def test_rows_that_meet_the_condition_are_counted(
    assistant: Assistant, question: str, number: int, names: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "answered"
    assert [figure.value for figure in answer.figures] == [Decimal(number)]
    assert all(name in answer.answer for name in names)


def test_a_column_is_added_up_over_the_rows_that_hold_a_value(assistant: Assistant) -> None:
    answer = assistant.ask("숲길 구간별 재원에서 산림과 주관 구간 사업비 합계")
    assert answer.derivation is not None
    assert answer.derivation.value == Decimal(750)


def test_a_number_of_a_word_that_no_row_holds_is_not_counted(assistant: Assistant) -> None:
    answer = assistant.ask("숲길 해설사 명단에 조경사는 몇 명입니까?")
    assert answer.outcome != "answered"


def test_the_winner_of_numbered_rows_is_told_by_its_name(assistant: Assistant) -> None:
    answer = assistant.ask("숲길 구간별 재원에서 사업비 최다 구간")
    assert "호수 숲길" in answer.answer
    assert answer.figures[0].value == Decimal(450)


def test_a_largest_is_never_a_bare_total(assistant: Assistant) -> None:
    answer = assistant.ask("숲길 체험 이용 실적이 가장 많은 달은 언제이고 몇 명입니까?")
    assert answer.outcome != "answered"


def test_nothing_is_divided_by_one_person(assistant: Assistant) -> None:
    answer = assistant.ask("숲길 해설사 창작지원 1인당 단가는 평균 얼마입니까?")
    assert answer.derivation is None
