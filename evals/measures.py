"""Numbers with units made comparable: exact won, counts, percentages.

The table of units is the evaluation's own on purpose: scored with the engine's conversions, a fault in them would mark
itself right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_WON = {
    "원": 1, "천원": 10**3, "만원": 10**4, "십만원": 10**5, "백만원": 10**6, "천만원": 10**7, "억원": 10**8,
    "억": 10**8, "십억원": 10**9, "조원": 10**12, "조": 10**12, "won": 1, "krw": 1,
}  # fmt: skip
_COUNTS = {
    "개교": "교", "학교": "교", "개학교": "교", "인": "명", "여명": "명", "개소": "개", "곳": "개", "퍼센트": "%",
    "percent": "%", "%포인트": "%p", "퍼센트포인트": "%p", "개년": "년", "m2": "㎡", "제곱미터": "㎡",
}  # fmt: skip
_INTERCHANGEABLE = frozenset({"", "명", "교", "개", "건", "회", "종"})
"""Counters people use for one another: `12종`, `12개`, `12건`."""
_SIGN_IN_WORDS = frozenset({"won", "%p", "교", "명", "건", "개"})
_APPROXIMATE = frozenset({"%", "%p", "배", ""})


@dataclass(frozen=True, slots=True)
class Measure:
    """A value in a comparable unit: `won` for money, else the counter."""

    unit: str
    value: Decimal


def measure(value: Decimal, unit: str | None) -> Measure:
    """Return a number in won where its unit is money (390억원 -> 39000000000 won), else in its plain counter."""
    name = re.sub(r"[\s()]", "", (unit or "").lower())
    if name in _WON:
        return Measure("won", value * _WON[name])
    return Measure(_COUNTS.get(name, name), value)


def same(expected: Measure, given: Measure) -> bool:
    """Tell whether two measures agree: money to the won, counts exactly, ratios within 0.05 or 0.5 %.

    The sign of money and counts may be worded (`3명 줄었다`), so it is not compared; counters that people use for one
    another agree, money never agrees with a count.
    """
    if expected.unit != given.unit and not _exchangeable(expected.unit, given.unit):
        return False
    if expected.value == given.value:
        return True
    if expected.unit in _SIGN_IN_WORDS and abs(expected.value) == abs(given.value):
        return True
    return abs(expected.value - given.value) <= _tolerance(expected)


def _exchangeable(one: str, other: str) -> bool:
    return "won" not in (one, other) and bool({one, other} & _INTERCHANGEABLE)


def _tolerance(expected: Measure) -> Decimal:
    whole = expected.value == expected.value.to_integral_value()
    if whole and expected.unit not in _APPROXIMATE:
        return Decimal(0)
    return max(abs(expected.value) * Decimal("0.005"), Decimal("0.05"))
