"""How well a figure's period keys fit the periods a question asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.figures import Figure
from corpus.periods import Period


def fit_period(figure: Figure, periods: Sequence[Period]) -> float:
    """Return 1 for the period asked for, 0.8 when inside it, 0.3 when around it, 0 when unknown, -1 for another."""
    return fit_keys(figure.periods, periods)


_PART_OF_YEAR = re.compile(r"-[HQ]\d$")
_YEAR = 4
"""Letters of a key that is a whole year: what holds for it says nothing of its half."""


def fit_keys(keys: Sequence[str], periods: Sequence[Period]) -> float:
    """Return how well a figure's or a header's period keys fit the periods asked for, as `fit_period` does."""
    if not periods or not keys:
        return 0.0
    return max(_fit(wanted, key) for wanted in periods for key in keys)


def _fit(wanted: Period, key: str) -> float:
    start, end = bounds(key)
    first, last = pad(wanted.start, "01-01"), pad(wanted.end, "12-31")
    if (start, end) == (first, last):
        return 1.0
    if first <= start and end <= last:
        return 0.8
    if start <= first and last <= end:
        return -0.5 if _PART_OF_YEAR.search(wanted.key) and len(key) == _YEAR else 0.3
    return -1.0


def pad(text: str, rest: str) -> str:
    """Return `2022`, `2022-07` or a full date as a full date, the missing parts taken from `rest`."""
    parts = text.split("-")
    return "-".join(parts + rest.split("-")[len(parts) - 1 :])


def bounds(key: str) -> tuple[str, str]:
    """Return first and last day of a period key (`2025`, `2022-H2`, `2023-Q1`, `2023-09-30`, `2022-07/2022-12`)."""
    if "/" in key:
        first, _, last = key.partition("/")
        return pad(first, "01-01"), pad(last, "12-31")
    year, _, part = key.partition("-")
    halves = {"H1": ("01-01", "06-31"), "H2": ("07-01", "12-31")}
    quarters = {"Q1": ("01-01", "03-31"), "Q2": ("04-01", "06-31"), "Q3": ("07-01", "09-31"), "Q4": ("10-01", "12-31")}
    if part in halves:
        return f"{year}-{halves[part][0]}", f"{year}-{halves[part][1]}"
    if part in quarters:
        return f"{year}-{quarters[part][0]}", f"{year}-{quarters[part][1]}"
    return pad(key, "01-01"), pad(key, "12-31")
