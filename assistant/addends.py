"""Addends the question names one by one: operands that go together, grown from the best pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from assistant.contrast import WEIGHT, Group, pair_of
from assistant.enumeration import adds_listed, most_listed
from assistant.find import Candidate
from assistant.library import Library
from assistant.match import Weighted
from assistant.question import Asked
from assistant.sides import Side, gain, in_order, pool, sums_up_named, union
from assistant.standing import standing
from assistant.subject import subject_terms


def sums(asked: Asked, found: Sequence[Candidate], library: Library) -> list[Group]:
    """Return sets of addends the question names one by one, best first; a total is no addend."""
    terms = subject_terms(asked, library)
    sides = [s for s in pool(asked, found, library) if not s.figure.is_total or sums_up_named(asked, s.figure)]
    pairs_ = [g for a, b in combinations(sides, 2) if (g := pair_of(asked, a, b, terms)) is not None]
    pairs_.sort(key=lambda group: -group.score)
    grown = [_grow(asked, pair, sides, terms) for pair in pairs_[:12]]
    whole = [g for g in grown if not _nested(g.sides)]
    return sorted(whole, key=lambda group: (-round(group.score, 2), -len(group.sides)))


def _grow(asked: Asked, pair: Group, sides: Sequence[Side], terms: Sequence[Weighted]) -> Group:
    group = pair
    most = 0 if pair.by_period else most_listed(asked)
    for side in sides:
        if most and len(group.sides) >= most:
            break
        same_column = side.figure.column_path == group.sides[0].figure.column_path
        if side in group.sides or not (same_column or group.by_period):
            continue
        added = [pair_of(asked, member, side, terms) for member in group.sides]
        together = [g for g in added if g is not None and g.by_period == group.by_period]
        if len(together) < len(added) or min(standing(side.option, member.option) for member in group.sides) < 0.08:
            continue
        covered = union((*group.sides, side), terms)
        beside = all(
            standing(side.option, member.option) >= 0.2 and gain(side, member, terms) > 0 for member in group.sides
        )
        beside = beside and side.own is not None and len(group.sides) < adds_listed(asked)
        if group.by_period or covered > group.covered + 0.02 or beside:
            sides_ = in_order(asked, (*group.sides, side), terms)
            if _nested(sides_):
                continue
            group = replace(
                group, sides=sides_, covered=covered, score=group.score + WEIGHT * (covered - group.covered) + 0.01
            )
    return group


def _nested(sides: Sequence[Side]) -> bool:
    """Tell whether one addend is the sum of the others: a whole beside its parts (`120명(초등 60명, 중등 60명)`)."""
    values = [side.figure.value for side in sides]
    return len(values) > 2 and max(values) * 2 == sum(values)
