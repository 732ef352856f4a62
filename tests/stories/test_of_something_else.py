"""A number, a day or a list that is of something else than what was asked is not stated for it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.ask import Assistant

DOCUMENT = """2026년도 샛별시 예산 심사 보고 (시험용 글)

# 1. 심사 경과

- 2025년 11월 3일 제2차 회의에서 고운말 조례안과 새싹길 조례안을 의결함
- 2025년 11월 6일 본회의에서 조례안 두 건이 가결됨: 돌봄 조례안, 산책길 조례안

# 2. 주요 사업

## 가. 안심 돌봄방 (복지과)

- 연간사업비: 2,360백만원
- 사업 내용: 돌봄방 운영

## 나. 청년 이음방 (일자리과)

- 총사업비: 2,400백만원
- 사업 내용: 이음방 운영

# 3. 기금과 채무

- 2026년 새로 내는 지방채 12,000백만원
- 시민 1인당 채무 2025년 말 198천원

# 4. 교육

- 기초과정 : 총 21회(대면 17회, 온라인 4회) / 심화과정 : 총 2회(대면, 각 2일)

(단위: 회)
사업\t일정
새내기 길잡이 연수\t매년 3월 수시
길잡이 활용법 연수\t매년 상반기 각 1회
마을 산책 행사\t매월 첫째 주

# 5. 나룻배

- 나룻배 회사 살림 평가 완료(2026. 6. 27.): 1위 가람나루, 2위 마루물길
- 나룻배 평가 항목: 5개 분야 32개 지표
- 나룻배 쉼터(갈대역) 개소식: 2026. 5. 15.
- 평가 결과에 따른 격려금 차등 지급: 상위 2개

## 성과

- 나룻배 쉼터 개소식 개최(2026. 5. 14.), 손님 4만 명 돌파

# 6. 연구

번호\t연구 과제\t맡은 곳
1\t어린이집 부담 덜기 방안 연구\t보육과 방초롱 연구위원(샛별연구원)
2\t어린이집 급식 인력 연구\t위생과 남가람 교수(샛별대)

# 7. 쉼터 넓이

(단위: ㎡)
구분	전체	공영	민영
마을 쉼터	1,540	1,000	520
숲 쉼터	900	600	300

# 8. 소요예산

- 배움터 고치기 소요예산: 3,000백만원
- 놀이터 고치기 소요예산: 1,200백만원
"""
FILES = {"샛별시 심사.txt": DOCUMENT}


def test_programmes_nobody_asked_about_do_not_contradict_each_other(assistant: Assistant) -> None:
    answer = assistant.ask("2026년도 예산 심사에서 시민차량 운영 사업은 얼마가 늘었습니까?")

    assert answer.outcome != "conflict"


def test_what_falls_to_each_is_not_taken_from_the_whole(assistant: Assistant) -> None:
    answer = assistant.ask("2026년 지방채 채무는 2025년 말보다 얼마나 늘어납니까?")

    assert answer.derivation is None


@pytest.mark.parametrize(("course", "times"), [("기초과정", 21), ("심화과정", 2)])
def test_each_part_of_a_line_has_its_own_title(assistant: Assistant, course: str, times: int) -> None:
    answer = assistant.ask(f"{course}은 모두 몇 회입니까?")

    assert answer.figures[0].value == Decimal(times)


def test_rows_of_events_are_no_people(assistant: Assistant) -> None:
    answer = assistant.ask("길잡이 연수 몇명이나 받았어?")

    assert answer.outcome != "answered"


def test_a_place_of_another_day_is_asked_back(assistant: Assistant) -> None:
    answer = assistant.ask("2025년 11월 6일 본회의에서 가결된 조례안은 무엇입니까?")
    other = assistant.ask("2025년 11월 9일 본회의에서 가결된 조례안은 무엇입니까?")

    assert (answer.outcome, "산책길" in answer.answer) == ("answered", True)
    assert other.outcome != "answered"


def test_a_title_of_a_researcher_tells_a_person(assistant: Assistant) -> None:
    answer = assistant.ask("어린이집 부담 덜기 방안 연구는 누가 맡았습니까?")

    assert "방초롱" in answer.answer
    assert "남가람" not in answer.answer


def test_a_division_sign_asks_for_a_ratio(assistant: Assistant) -> None:
    answer = assistant.ask("배움터 고치기 소요예산 ÷ 놀이터 고치기 소요예산은 몇 배")

    assert answer.figures[0].value == Decimal("2.5")


@pytest.mark.parametrize("question", ["나룻배 회사 살림 평가에서 1위 한 곳은 어디야?", "나룻배 회사 살림 평가 1위는?"])
def test_who_came_first_is_quoted_from_the_line_that_says_so(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)

    assert "1위 가람나루" in answer.answer


def test_an_event_and_the_event_held_are_one(assistant: Assistant) -> None:
    answer = assistant.ask("나룻배 쉼터 개소식은 며칠이었습니까?")

    assert answer.outcome == "conflict"
    assert "5. 14" in answer.answer
    assert "5. 15" in answer.answer


def test_a_remark_that_a_total_is_off_asks_for_the_total_not_for_a_sum(assistant: Assistant) -> None:
    answer = assistant.ask("마을 쉼터 전체 넓이가 공영과 민영을 더한 값과 맞지 않던데, 각각 몇 ㎡입니까?")

    assert answer.outcome == "conflict"
    assert {figure.value for figure in answer.figures} == {Decimal(1540), Decimal(1520)}
