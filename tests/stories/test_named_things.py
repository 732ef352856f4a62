"""Where few documents are kept no word is rare by its weight: what is told of one thing answers for no other."""

from __future__ import annotations

import pytest

from assistant.ask import Assistant

REPORT = """# 2031년도 달무리시 체육시설 운영 보고

## 1. 시설 현황

- 시민수영장: 2024년 개관, 6레인
- 솔숲 축구장: 2029년 개장, 인조잔디
- 강변 야구장: 2026년 개장

## 2. 시민수영장 운영

- 이용 수칙: 입장 전 몸 씻기, 수영모 쓰기
- 휴관일: 매주 화요일
- 시설 개선 방향: 탈의실을 넓히고 바닥을 미끄럼 방지로 바꿈

## 3. 강변 야구장 운영

- 대관 방법: 누리집에서 한 달 전 신청
- 정비 인력: 3명
"""
FILES = {"facilities.md": REPORT}


@pytest.mark.parametrize(
    "question",
    [
        "솔숲 축구장 이용 수칙은 무엇입니까?",
        "솔숲 축구장 대관은 어떻게 합니까?",
        "솔숲 축구장의 시설 개선 방향은 무엇입니까?",
    ],
)
def test_what_is_told_of_another_thing_is_not_stated(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).outcome in ("clarify", "unanswerable")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("시민수영장 이용 수칙은 무엇입니까?", "수영모"),
        ("강변 야구장 대관은 어떻게 합니까?", "한 달 전"),
        ("시민수영장의 시설 개선 방향은 무엇입니까?", "탈의실"),
    ],
)
def test_what_is_told_of_the_thing_itself_is(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "answered"
    assert said in (answer.answer or "")
