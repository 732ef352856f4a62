"""Amounts a question states itself: conditions of what is asked (`1천만원 이상 체납자`), or what it reckons with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.question import Asked
from corpus.amounts import Amount, convert, find_amounts
from corpus.figures import Figure

DIGITS = 2
"""Digits from which an amount tells one figure from others."""


def given_amounts(asked: Asked) -> tuple[Amount, ...]:
    """Return the amounts with a unit a question states; none where it asks whether one holds or reckons with it."""
    if asked.form == "yesno" or asked.operation not in ("lookup", "convert"):
        return ()
    return tuple(amount for amount in find_amounts(asked.question) if amount.unit)


def named_amounts(asked: Asked) -> tuple[Amount, ...]:
    """Return the amounts a question names an operand by (`신청액 1,280만원 가운데`); small counts tell none apart."""
    return _named(asked.question)


@lru_cache(maxsize=64)
def _named(question: str) -> tuple[Amount, ...]:
    return tuple(a for a in find_amounts(question) if a.unit and len(re.findall(r"\d", a.text)) >= DIGITS)


def is_given(figure: Figure, given: Sequence[Amount]) -> bool:
    """Tell whether a figure is one of the amounts a question states itself."""
    return any(_same(figure, amount) for amount in given)


def _same(figure: Figure, amount: Amount) -> bool:
    if not figure.unit or not amount.unit:
        return False
    if figure.unit == amount.unit:
        return figure.value == amount.value
    return figure.won is not None and figure.won == convert(amount.value, amount.unit, "원")
