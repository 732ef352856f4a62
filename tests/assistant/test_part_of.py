"""What can be no whole of a share."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import cast

from assistant.find import Option
from assistant.part_of import is_no_whole, part_words
from assistant.question import understand

LINE = "상담 실적: 문자 480건, 방문 120건"


def option(value: int, text: str, label: str, *, line: str = LINE) -> Option:
    """Return what a rule of shares reads of a sentence's figure."""
    figure = SimpleNamespace(value=Decimal(value), unit="건", kind="prose", label=label, context=line, text=text)
    return cast(Option, SimpleNamespace(figure=figure, candidate=SimpleNamespace(unit=SimpleNamespace(id=line))))


def test_another_amount_than_the_one_stated_is_no_whole() -> None:
    part = option(120, "120건", "방문")
    whole = option(600, "600건", "상담", line="상담은 모두 600건")

    assert is_no_whole(understand("상담 700건 중 방문의 비율은 몇 %입니까?"), whole, part)
    assert not is_no_whole(understand("상담 600건 중 방문의 비율은 몇 %입니까?"), whole, part)


def test_a_neighbour_in_a_list_is_no_whole() -> None:
    asked = understand("상담 실적 중 방문의 비율은 몇 %입니까?")

    assert is_no_whole(asked, option(480, "480건", "상담 실적 문자"), option(120, "120건", "상담 실적 방문"))


def test_a_number_with_its_parts_in_brackets_is_their_whole() -> None:
    line = "상담 600건(문자 480건, 방문 120건)"
    asked = understand("상담 중 방문의 비율은 몇 %입니까?")

    assert not is_no_whole(asked, option(600, "600건", "상담", line=line), option(120, "120건", "방문", line=line))


def test_the_words_of_the_part_are_those_behind_the_whole() -> None:
    assert part_words(understand("등불 전체 물량 중 움직임 알림으로 전환하는 비율은 몇 %입니까?")) == ["움직임", "전환"]
