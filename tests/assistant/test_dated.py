"""When places give different times for one thing, and when they only say it more or less exactly."""

from __future__ import annotations

import pytest

from assistant.ask import Assistant
from assistant.dated import asked_end
from assistant.likeness import alike

REPORT = """# 1 시민정원 조성 추진

## □ 사업개요

- 사업명 : 시민정원 조성
- 사업기간 : '24.3 ~ '24.9 (7개월)
- 소요예산 : 410백만원

## □ 향후계획

- 설계자 선정 및 정원 조성 : '24.2월~'24.9월
- 정원 개방 : '24.10월

# 2 마을강사 양성

## □ 추진 목표

- 마을강사 심화과정 모집 : '24.3~4월
- 마을강사 심화과정 운영 : '24.5월~'24.11월
- 반려식물 나눔장터 개최 : '24.4~6월
- 마을강사 보수교육 실시 : '24.1~12월

## □ 추진 계획

- 마을강사 심화과정 모집 : '24.5월
- 마을강사 심화과정 운영 : '24.5월~'24.10월

## □ 추진 실적

- 반려식물 나눔장터 개최 : '24.5.18.
- 마을강사 보수교육 실시 : '24.1~9월

# 5 행사

## □ 2024년 행사 일정

행사명	일시	장소
나루책잔치	2024. 9. 12.~9. 13.	시청광장
들꽃음악회	2024. 10. 5.	강변

## □ 당면 현안

- 나루책잔치는 더위를 고려하여 2024. 10. 10.~10. 11.에 여는 것으로 의결하고 공모를 진행하고 있음
- 들꽃음악회는 출연자를 2024. 8. 20.에 정함

# 3 ’23년 추진 실적

- 반려식물 나눔장터 개최 : '23.5.20.

# 4 기록관 건립

## 추진 일정

세부사업	추진내용	일정 및 시기
기록관 건립	부지 선정	2024. 1. ~ 2024. 6.
	기록관 건립(설계, 공사)	2024. 7. ~ 2026. 12.

## 연차별 목표

세부사업	최종목표	2024	2025	2026.1.~6.
기록관 건립	기록관 완공	설계	착공	완공
"""


FILES = {"report.txt": REPORT}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("마을강사 심화과정은 언제부터 언제까지 운영합니까?", ("'24.11월", "'24.10월")),
        ("마을강사 심화과정 모집은 언제 합니까?", ("'24.3~4월", "'24.5월")),
        ("시민정원 조성은 언제 시작합니까?", ("'24.3 ~", "'24.2월~")),
        ("기록관 건립은 언제 끝납니까?", ("2026. 12.", "2026.1.~6.")),
        ("나루책잔치 올해 며칠에 열려?", ("9. 12.~", "10. 10.~")),
    ],
)
def test_different_times_of_one_thing_are_set_side_by_side(
    assistant: Assistant, question: str, said: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "conflict"
    assert all(time in answer.answer for time in said)
    assert len(answer.citations) == 2


@pytest.mark.parametrize(
    "question",
    [
        "시민정원 조성은 언제 끝납니까?",  # both say September
        "시민정원 개방은 언제입니까?",  # another step than the works
        "반려식물 나눔장터 개최는 언제였습니까?",  # a day within the months foreseen; last year's is another
        "마을강사 보수교육은 언제 실시합니까?",  # so far, of a year's plan
        "기록관 부지 선정은 언제입니까?",
        "들꽃음악회는 언제 열립니까?",  # the other date is that of a step
    ],
)
def test_no_contradiction_where_times_only_differ_in_detail_step_or_year(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).outcome != "conflict"


def test_who_says_that_documents_differ_gets_plan_and_outcome(assistant: Assistant) -> None:
    answer = assistant.ask("마을강사 보수교육 언제 실시했어? 자료마다 다르던데")
    assert answer.outcome == "conflict"
    assert "'24.1~12월" in answer.answer
    assert "'24.1~9월" in answer.answer


@pytest.mark.parametrize(
    ("question", "end"),
    [
        ("공사는 언제 시작해?", "start"),
        ("공사는 언제 완공됩니까?", "end"),
        ("언제부터 언제까지 합니까?", ""),
        ("개최 시기는?", ""),
    ],
)
def test_which_end_of_a_time_is_asked_for(question: str, end: str) -> None:
    assert asked_end(question) == end


def test_likeness_leaves_dates_out() -> None:
    assert alike("심화과정 운영 '24.5월", "심화과정 운영 ('23.11.~12.)") == 1
    assert alike("심화과정 운영", "나눔장터 개최") == 0
