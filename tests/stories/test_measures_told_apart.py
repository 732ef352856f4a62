"""Of numbers that stand side by side the one asked for: its measure, for each one, its unit; and times of one visit."""

from __future__ import annotations

from decimal import Decimal

from assistant.ask import Assistant

DOCUMENT = """2030년도 여울시 상하수도국 업무 보고 (시험용 글)

# 1. 물길 배움터 운영

- 물길 배움터는 강사 30명을 도우며 모인 후원금 2억 5천만원을 알리는 열매를 거두고 있음
- 물길 배움 안내서 펴냄: 1종, 2,400부(학교당 6부)
- 11개 지원청에서 물길 교육 이용 요금을 한꺼번에 냄
- 거르개 : 새로 달기 20대, 고치기 30대

# 2. 사람

- 정비직 결원: 5급 2명, 6급 4명

# 3. 예비비 지출 결정

(단위: 천원)
사업명\t결정액\t지출액
둑길 복구\t184,000\t172,241
샘터 복구\t90,000\t88,500

# 4. 활동 경과

구분\t일자\t장소\t내용
현장답사 1\t2030. 4. 9.\t두물 마을\t빈터 살피기
현장답사 2\t2030. 5. 14.\t한별 정수장\t설비 살피기

# 5. 현장답사 적바림

[답사 2] 한별 정수장
- 일시: 2030. 5. 15. 14:00 ~ 16:30
- 살핀 것: 거르개가 낡음
"""


FILES = {"여울시 상하수도국.txt": DOCUMENT}


def first(assistant: Assistant, question: str) -> Decimal | None:
    answer = assistant.ask(question)
    return answer.figures[0].value if answer.outcome == "answered" and answer.figures else None


def test_how_much_beside_a_count_is_the_money_under_its_own_name(assistant: Assistant) -> None:
    answer = assistant.ask("물길 배움터에서 모인 후원금은 얼마입니까?")

    assert [figure.won for figure in answer.figures][:1] == [250_000_000]
    assert answer.answer.startswith("모인 후원금")


def test_so_many_each_is_the_number_for_each(assistant: Assistant) -> None:
    assert first(assistant, "물길 배움 안내서는 학교 한 곳에 몇 부씩 펴냈습니까?") == 6


def test_a_number_of_bodies_is_no_number_of_schools(assistant: Assistant) -> None:
    assert first(assistant, "물길 교육 이용 요금을 한꺼번에 내 주게 된 곳은 모두 몇 교입니까?") != 11


def test_a_vacancy_is_no_number_of_those_in_post(assistant: Assistant) -> None:
    assert first(assistant, "정비직 6급 현원은 몇 명입니까?") is None


def test_of_two_columns_said_one_after_another_the_last_is_meant(assistant: Assistant) -> None:
    assert first(assistant, "둑길 복구를 위해 지출 결정한 예비비는 얼마입니까?") == 184000


def test_one_visit_dated_in_two_ways_is_a_conflict(assistant: Assistant) -> None:
    answer = assistant.ask("한별 정수장 현장답사는 며칠에 갔습니까?")

    assert answer.outcome == "conflict"
    assert all(day in answer.answer for day in ("5. 14.", "5. 15."))
