"""What a question counts."""

from __future__ import annotations

import pytest

from assistant.counters import asked_unit, counts

ASKED = [
    ("쉼터에서 하룻밤 맡는 것은 몇 마리까지인가요?", "마리"),
    ("위원은 한 번 맡으면 몇 해 일합니까?", "년"),
    ("이용자 만족도 몇점 나왔어?", "점"),
    ("행사는 몇 차례 엽니까?", "회"),
    ("설명회는 몇 번 열렸어?", "회"),
    ("담당자 전화는 몇 번이야?", "번"),
    ("수업일수는 며칠입니까?", "일"),
    ("축제는 며칠 동안 열려요?", "일"),
    ("회의는 며칠에 열려요?", None),
    ("주차장은 몇 면입니까?", "면"),
    ("센터에 들어오는 전용선은 몇 회선이야?", "회선"),
    ("교실은 몇 회나 열려?", "회"),
    ("새 이름은 무엇입니까?", None),
    ("How many volunteer counsellors worked in 2023?", "명"),
    ("How many copies of the guide were printed?", "부"),
    ("How many books does the library hold?", "권"),
    ("How many vacant rooms were remodelled?", "실"),
    ("How many school buildings are there?", "동"),
    ("How many public libraries and care facilities are there?", "곳"),
    ("What satisfaction score did visitors give?", "점"),
    ("How much was spent?", None),
]


@pytest.mark.parametrize(("question", "unit"), ASKED)
def test_the_noun_counted_gives_the_unit(question: str, unit: str | None) -> None:
    assert asked_unit(question) == unit


def test_a_shop_and_a_year_are_not_counted_as_scores_and_years() -> None:
    assert not counts("몇 점포가 있나요?")
    assert asked_unit("몇 년도에 열었나요?") is None
