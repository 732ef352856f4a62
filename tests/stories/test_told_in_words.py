"""Ranks in lists told in words, operands named by their amount, the column of the total where no other is named."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.ask import Assistant

DOCUMENT = """2027년도 이슬군 문화과 업무 보고 (시험용 글)

# 1. 마을 책방

## 추진 실적

- 마을 책방 이용자 만족도 조사 실시('27.6월)
  - 책 상태(71.3%), 여는 시간(58.4%)
  - 책방지기 친절(90.2%), 앉을 자리(62.7%)
- 책방을 찾는 까닭: 책 빌리기 44.1%, 쉬기 31.6%, 모임 15.8%, 기타 8.5%
- 책방 없는 마을의 바람: 이동 책방 52.3%, 배달 30.9%, 새 책방 16.8%

# 2. 악기 빌려주기

## 추진 실적

- 악기 대여 1,260건(초등 610건, 중등 420건, 시범 대여 초등 30건, 일반 200건)

악기별 대여 실적 (단위: 건)

악기\t초\t중\t계
우쿨렐레\t310\t90\t400
해금\t120\t230\t350
장구\t180\t100\t280
계\t610\t420\t1,030

# 3. 책방 방문

## 작년 실적

- 마을 책방 방문('26.1~12월): 총 3,420명

## 추진 실적

- 마을 책방 방문('27.1~9월): 총 4,150명
"""
FILES = {"이슬군 문화과.txt": DOCUMENT}


@pytest.mark.parametrize(
    ("question", "first", "value"),
    [
        ("마을 책방 이용자 만족도 조사에서 만족도가 가장 낮은 항목은 무엇입니까?", "여는 시간", "58.4"),
        ("마을 책방 이용자 만족도 젤 높은 항목이 뭐야", "책방지기 친절", "90.2"),
        ("책방을 찾는 까닭 가운데 가장 적은 것은 무엇입니까?", "기타", "8.5"),
        ("책방 없는 마을의 바람 중에서 가장 많은 것은 무엇입니까?", "이동 책방", "52.3"),
        ("악기별 대여 실적에서 젤 많이 빌린 악기가 뭐고 몇 건이야?", "우쿨렐레", "400"),
    ],
)
def test_the_first_of_a_list(assistant: Assistant, question: str, first: str, value: str) -> None:
    answer = assistant.ask(question)

    assert answer.outcome == "answered", answer.answer
    assert first in answer.answer.splitlines()[0]
    assert answer.figures[0].value == Decimal(value)


@pytest.mark.parametrize(
    ("question", "share"),
    [
        ("악기별 대여 실적 610건 가운데 해금의 비율은 몇 %입니까? (소수 첫째 자리까지)", "19.7"),
        ("악기 대여 1,260건 가운데 초등의 비율은 몇 %입니까? (소수 첫째 자리까지)", "48.4"),
    ],
)
def test_an_operand_named_by_its_amount(assistant: Assistant, question: str, share: str) -> None:
    answer = assistant.ask(question)

    assert answer.outcome == "answered", answer.answer
    assert answer.figures[0].value.quantize(Decimal("0.1")) == Decimal(share)


def test_set_against_the_figure_told_before(assistant: Assistant) -> None:
    answer = assistant.ask("2027년은 그보다 몇 명 더 많아요?", ["2026년 마을 책방 방문은 몇 명입니까?"])

    assert answer.outcome == "answered", answer.answer
    assert answer.figures[0].value == Decimal(730)
    assert {figure.value for figure in (answer.derivation.operands if answer.derivation else ())} == {3420, 4150}
