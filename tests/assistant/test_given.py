"""Amounts a question states itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.given import given_amounts, is_given
from assistant.question import understand
from corpus.document import Location
from corpus.figures import Figure


def figure(value: int, unit: str, won: int | None = None) -> Figure:
    return Figure(
        id="f",
        document_id="d",
        kind="prose",
        value=Decimal(value),
        unit=unit,
        won=None if won is None else Decimal(won),
        text=str(value),
        label="체납액",
        row_path=(),
        column_path=(),
        heading_path=(),
        caption="",
        location=Location(document="d.txt"),
    )


@pytest.mark.parametrize(
    ("question", "is_condition"),
    [
        ("1천만원 이상 체납자의 체납액은 얼마입니까?", True),
        ("1,000만원 이상 체납자의 체납액은?", True),
        ("체납자의 체납액은 얼마입니까?", False),
        ("체납액이 1천만원 맞습니까?", False),
    ],
)
def test_a_condition_is_known_in_any_unit(question: str, is_condition: bool) -> None:
    assert is_given(figure(1000, "만원", 10_000_000), given_amounts(understand(question))) is is_condition


def test_another_unit_is_another_amount() -> None:
    assert not is_given(figure(30, "명"), given_amounts(understand("30건 넘게 처리한 사람은 몇 명입니까?")))
