"""Numbers compared as a person would: money to the won, counts exactly, ratios nearly."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.measures import Measure, measure, same


@pytest.mark.parametrize(
    ("value", "unit", "won"),
    [
        ("39000", "백만원", "39000000000"),
        ("390", "억 원", "39000000000"),
        ("1.5", "조원", "1500000000000"),
        ("7", "원", "7"),
    ],
)
def test_money_is_compared_in_won(value: str, unit: str, won: str) -> None:
    assert measure(Decimal(value), unit) == Measure("won", Decimal(won))


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (("48050", "백만원"), ("480.5", "억원"), True),
        (("48050", "백만원"), ("48051", "백만원"), False),
        (("48050", "백만원"), ("48050", "천원"), False),
        (("150", "교"), ("150", "개"), True),
        (("150", "교"), ("150", "원"), False),
        (("150", "교"), ("151", "교"), False),
        (("36.19", "%"), ("36.2", "%"), True),
        (("36.19", "%"), ("36.5", "%"), False),
        (("-3", "명"), ("3", "명"), True),
        (("-3", "%"), ("3", "%"), False),
        (("20", "%"), ("20", "%p"), False),
        (("3150", ""), ("3150", "호"), True),
    ],
)
def test_agreement(one: tuple[str, str], other: tuple[str, str], agree: bool) -> None:
    assert same(measure(Decimal(one[0]), one[1]), measure(Decimal(other[0]), other[1])) is agree


@given(st.integers(1, 10**9), st.sampled_from(["천원", "백만원", "억원", "교", "명", "건"]))
def test_a_thousandfold_never_agrees(value: int, unit: str) -> None:
    assert not same(measure(Decimal(value), unit), measure(Decimal(value) * 1000, unit))


@given(st.integers(0, 10**9))
def test_money_agrees_with_itself_in_any_unit(value: int) -> None:
    assert same(measure(Decimal(value), "백만원"), measure(Decimal(value) / 100, "억원"))
