"""The times a place states: of its clauses and steps, without a year, and what states none of its own."""

from __future__ import annotations

import pytest

from assistant.ask import Assistant
from assistant.times import stretches, with_years

REPORT = """# 2026년 마을 살림

## 1 편성 방향

- [농업] 마을 온실을 2027년 9월까지 준공하여 청년 24명에게 임대
- 추경예산안 의회 제출: 2026. 5. 14.(목)

## 2 마을 온실 조성 (농업팀 ☎ 361)

- 추진경과 : 부지매입 완료('24. 11. 5.) → 실시설계 착수(2025.3.17.)
- 추진계획 : 2026. 4. 공사 발주, 2027. 6. 준공, 2027. 8. 입주

## 3 제안설명

존경하는 여러분, 지난 5월 12일 의회에 추가경정예산안을 제출하였습니다. 이웃돕기는 2026. 12월에 합니다.

## 4 추진 목표

세부사업명	추진시기	물량
마을교사 3차년도 본조사 실시	2026.3~11월	250명
마을책방 운영	2026.1~12월	1곳

## 5 추진 계획

- 마을교사 3차년도 본조사 실시
  - 조사 방법 및 시기: 온라인 설문조사 실시(2026.8~9월)
- 근거: 마을책방 운영 기본계획(문화과-2725, 2025.7.11.)

## 6 향후 일정

- 마을책방 운영: 2026.10~12월
"""
FILES = {"살림.md": REPORT}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("9. 12.(토)~9. 13.(일)", ["2026-09-12/2026-09-13"]),
        ("10. 10.~10. 11.에 여는 것으로 위원회(2026. 1. 22.)에서 의결", ["2026-10-10/2026-10-11", "2026-01-22"]),
        ("지난 5월 12일 의회에", ["2026-05-12"]),
        ("만족도 3.5~4.2 점", []),
        ("2025. 5. 14.(수)", ["2025-05-14"]),
        ("기본계획(문화과-2725, 2025.7.11.)", []),
    ],
)
def test_days_without_a_year_are_of_the_year_about_them(text: str, keys: list[str]) -> None:
    assert [period.key for period in stretches(with_years(text, "2026"))] == keys


@pytest.mark.parametrize(
    ("question", "dates"),
    [
        ("마을 온실은 언제 준공합니까?", ("2027년 9월", "2027. 6.")),
        ("마을교사 3차년도 본조사는 언제 실시합니까?", ("2026.3~11월", "2026.8~9월")),
    ],
)
def test_times_of_one_event_in_two_places_are_set_side_by_side(
    assistant: Assistant, question: str, dates: tuple[str, str]
) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "conflict", answer.answer
    assert all(date in answer.answer for date in dates)


def test_letters_and_what_is_still_to_come_contradict_nothing(assistant: Assistant) -> None:
    assert assistant.ask("마을책방 운영은 언제입니까?").outcome != "conflict"
