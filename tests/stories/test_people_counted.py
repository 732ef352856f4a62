"""People are counted by what stands in brackets behind their names, and never by a body named for them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.ask import Assistant

DOCUMENT = """하늘시의회 골목상권 살리기 특별위원회 활동 보고 (시험용 글)

# 1. 골목상권 살리기 특별위원회 구성

- 특별위원회 위원장 : 나보람 의원(새길당, 가람1)
- 특별위원회는 나보람 위원장을 포함하여 도한결 부위원장(푸른들당, 나루2)과 라미르 의원(새길당, 다솜3),
마루한(푸른들당, 비례), 바다온(새길당, 가람2), 사름빛(들꽃당, 나루1) 의원 등 총 6인으로 짜였다.
- 구성 결의안은 31명의 찬성으로 특별위원회 위원 선임과 함께 넘어갔다.

# 2. 자문단

- 자문단은 김누리 교수(경제학, 하늘대), 이다솔(상권, 나루연구원), 박해솔(도시, 가람대) 등 5명이다.
- 청년센터 운영 인력은 12명이다.
"""


FILES = {"하늘시의회 골목상권.txt": DOCUMENT}


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("골목상권 살리기 특별위원회 위원 중 새길당은 몇 명입니까?", 3),
        ("골목상권 특별위원회에 푸른들당 소속 위원은 몇 명이야?", 2),
        ("특별위원회 위원 가운데 들꽃당은 몇명", 1),
    ],
)
def test_members_of_one_sort_are_counted_where_the_roster_is_whole(
    assistant: Assistant, question: str, number: int
) -> None:
    answer = assistant.ask(question)

    assert answer.outcome == "answered"
    assert answer.figures[0].value == Decimal(number)
    assert answer.derivation is not None


def test_a_roster_that_names_fewer_than_it_states_is_not_counted(assistant: Assistant) -> None:
    answer = assistant.ask("골목상권 자문단에 가람대 소속은 몇 명입니까?")

    assert answer.outcome != "answered"


def test_people_are_not_counted_by_the_name_of_a_body(assistant: Assistant) -> None:
    answer = assistant.ask("하늘시 청년은 몇 명입니까?")

    assert answer.outcome != "answered" or answer.figures[0].value != Decimal(12)
