"""Operands that compete with the best: about as good, and leading to another result."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from assistant.contrast import Group
from assistant.find import Option
from assistant.question import Asked

ELSEWHERE = 0.06
"""Operands of another section nearer than this to the best make the calculation ambiguous."""
MOST_RIVALS = 4


def differing(
    asked: Asked, best: Group, groups: Iterable[Group], margin: float, result: Callable[[Group], object]
) -> list[Group]:
    """Return groups about as good as the best that lead to another result, one for each result.

    A group of another section competes from further off than `margin`: there the question may mean either. One that
    says all the best does and more that the question does not speak of is of a part of it, no rival.
    """
    rivals: list[Group] = []
    results = [result(best)]
    section = best.sides[0].figure.heading_path
    for group in groups:
        elsewhere = all(side.figure.heading_path != section for side in group.sides)
        if group.score < best.score - (ELSEWHERE if elsewhere and group.is_together else margin):
            continue
        if _is_narrower(asked, group, best):
            continue
        own = result(group)
        if own not in results:
            results.append(own)
            rivals.append(group)
        if len(rivals) == MOST_RIVALS:
            break
    return rivals


def _is_narrower(asked: Asked, group: Group, best: Group) -> bool:
    """Tell whether a group differs from the best only in sides of one sentence whose labels say more than was asked."""
    if len(group.sides) != len(best.sides) or not best.is_together:
        return False
    pairs = [(a, b) for a, b in zip(group.sides, best.sides, strict=True) if a.figure.id != b.figure.id]
    return all(says_more(asked, side.option, other.option) for side, other in pairs)


def says_more(asked: Asked, option: Option, other: Option) -> bool:
    """Tell a part of the other: its label says all the other's of that sentence says, and what nobody asked for."""
    if option.figure.kind != "prose" or option.candidate.unit.id != other.candidate.unit.id:
        return False
    own, less = (set(re.findall(r"[가-힣A-Za-z]+", o.figure.label)) for o in (option, other))
    return own > less and any(word[:2] not in asked.standalone for word in own - less)
