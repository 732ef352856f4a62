"""When two figures state the same amount, and when they claim to measure the same thing."""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from assistant.match import folded
from assistant.naming import tidy
from assistant.rivals import of_different_laws
from corpus.figures import Figure
from corpus.total_names import is_total

TELLING = 4
"""Letters of the shortest label of a sentence's number that says what is measured."""
ROUNDED = 4
"""Digits of the shortest amount that can be told to be another one rounded."""
ALIKE = 0.6
"""Share of letter pairs two labels have in common to name the same thing."""


def same_value(a: Figure, b: Figure) -> bool:
    """Tell whether two figures state the same amount, money compared in won."""
    if a.won is not None and b.won is not None:
        return a.won == b.won
    return a.value == b.value and (a.unit == b.unit or a.unit is None or b.unit is None)


def is_rounded(a: Figure, b: Figure) -> bool:
    """Tell whether the amount in the larger unit is the other, rounded or cut off (`1조 2,345억원`)."""
    coarse, fine = (a, b) if abs(a.value) <= abs(b.value) else (b, a)
    if not coarse.won or not fine.won or coarse.unit == fine.unit or len(str(abs(coarse.value))) < ROUNDED:
        return False
    exact: Decimal = fine.won / (coarse.won / coarse.value)
    return coarse.value in (exact.to_integral_value(ROUND_HALF_UP), exact.to_integral_value(ROUND_DOWN))


def same_measure(a: Figure, b: Figure) -> bool:
    """Tell whether two figures claim to state the same thing: same labels, same periods, same unit."""
    money = a.won is not None and b.won is not None
    if (a.unit != b.unit and not money) or a.location == b.location or a.kind != b.kind:
        return False
    if set(a.periods) != set(b.periods) and (a.kind == "cell" or (a.periods and b.periods)):
        return False
    if a.kind == "cell":
        if (
            a.table_id == b.table_id
            or not a.row_path
            or is_total(a.row_path[-1])
            or folded(a.caption) != folded(b.caption)
        ):
            return False
        return folded(" ".join(a.row_path[-1:])) == folded(" ".join(b.row_path[-1:])) and folded(
            " ".join(a.column_path)
        ) == folded(" ".join(b.column_path))
    return not of_different_laws(a, b) and labels_alike(tidy(a.label), tidy(b.label))


def labels_alike(a: str, b: str) -> bool:
    """Tell whether two labels are nearly the same letters in the same order of pairs."""
    one, other = (re.sub(r"[^가-힣a-z0-9]", "", folded(text)) for text in (a, b))
    if min(len(one), len(other)) < TELLING:
        return False
    pairs = [{text[i : i + 2] for i in range(len(text) - 1)} for text in (one, other)]
    return 2 * len(pairs[0] & pairs[1]) >= ALIKE * (len(pairs[0]) + len(pairs[1]))
