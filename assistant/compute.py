"""Numbers that follow from cited figures: differences, growth, shares, sums, averages, each with its operands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.adding import add, sum_of
from assistant.averages import average
from assistant.competing import MOST_RIVALS, differing
from assistant.contrast import MARGIN, Group, is_sure, pairs
from assistant.derive import Computed, NotComputable, decline, difference, growth, share, times, total
from assistant.draft import Draft
from assistant.find import Candidate, Option
from assistant.library import Library
from assistant.lifted import of_totals
from assistant.listed_share import listed_share
from assistant.missing import missing_base
from assistant.operands import operands, worth
from assistant.pairs import Found, find_both, halves
from assistant.question import Asked, asks_times
from assistant.roles import CHANGES, PART_FIRST, roles
from assistant.shares import share_of_parts
from assistant.stage_pair import can_be_operands
from assistant.statement import ask_which, places_of, wanted_unit, write
from assistant.wholes import share_in_total
from corpus.figures import Figure

_WITHIN = re.compile(r"(?:중에서|중|가운데)\s|차지")
_FALLS = re.compile(r"줄|감소|감액|내렸|decrease|fall|fell", re.I)
_LOSS = re.compile(r"적자|손실|부족액")


def compute(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft of a derived number, or None when no operands fit well enough."""
    if asked.operation == "average":
        return average(asked, found, library)
    if asked.operation == "sum":
        return _or_one_by_one(sum_of(asked, found, library), asked, library)
    shared = asked.operation == "ratio" and not asks_times(asked)
    if shared and (of_list := listed_share(asked, found, library)) is not None:
        return of_list
    draft = _from_halves(asked, library) or (share_of_parts(asked, found, library) if shared else None)
    return _or_one_by_one(draft or _from_pair(asked, found, library), asked, library)


def compare(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft that sets two figures side by side with their difference, or None when there are no two."""
    return _or_one_by_one(_from_halves(asked, library) or _from_pair(asked, found, library), asked, library)


def _or_one_by_one(draft: Draft | None, asked: Asked, library: Library) -> Draft | None:
    """Return what the operands looked up one by one lead to where a draft is none or but asks back."""
    if draft is not None and draft.outcome != "clarify":
        return draft
    each = _one_by_one(asked, library)
    return each if each is not None and (draft is None or each.outcome == "answered") else draft


def _one_by_one(asked: Asked, library: Library) -> Draft | None:
    """Compute over figures looked up for each part of the question; ask back where one of them may be another."""
    shared = share_in_total(asked, library) if asked.operation == "ratio" and not asks_times(asked) else None
    if shared is not None:
        return draft_of(asked, *shared, confidence=shared[1].score)
    each = operands(asked, library)
    if each is None:
        return None
    if each.rivals:
        apart = len({option.figure.document_id for option in each.options}) > 1
        return None if apart else ask_which(asked, [*each.options, *each.rivals[:MOST_RIVALS]])
    if asked.operation == "sum":
        return add(asked, each.options, each.score)
    base, other = each.options if each.base != 1 else each.options[::-1]
    if asked.operation == "ratio" and each.base is None:
        base, other = sorted((base, other), key=lambda option: -option.figure.value)
    if not can_be_operands(asked, base, other):
        return None
    return draft_of(asked, base, other, confidence=each.score)


def _from_pair(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    groups = [g for g in pairs(asked, found, library) if can_be_operands(asked, *roles(asked, g))]
    if not groups or not is_sure(groups[0]):
        return missing_base(asked, found, library)
    rivals = differing(asked, groups[0], groups, MARGIN, lambda group: _result(asked, group))
    near = of_totals(asked, [groups[0], *rivals], library)
    if len(near) > 1:
        return ask_which(asked, near)
    base, other = roles(asked, near[0])
    if asked.operation == "ratio" and _WITHIN.search(asked.standalone) and worth(base) < worth(other):
        return None  # a part is no larger than what it is taken from
    return draft_of(asked, base, other, confidence=near[0].score)


def _result(asked: Asked, group: Group) -> object:
    """Return what a pair's calculation leads to, for comparing pairs."""
    base, other = roles(asked, group)
    try:
        return _computed(asked, base.figure, other.figure).result
    except NotComputable as error:
        return str(error)


def _computed(asked: Asked, base: Figure, other: Figure) -> Computed:
    unit = wanted_unit(asked, base)
    if asked.operation == "growth" and base.unit == other.unit == "%":
        return difference(other, base)  # a rate that rises from 40 % to 50 % has risen by 10 points
    if asked.operation == "growth":
        falls = _FALLS.search(asked.standalone) is not None and base.value > other.value
        return (decline if falls else growth)(other, base, places=places_of(asked))
    if asked.operation == "ratio" and asks_times(asked):
        return times(other, base, places=places_of(asked))
    if asked.operation == "ratio":
        return share(other, base, places=places_of(asked))
    if asked.operation == "sum":
        return total((base, other), unit=unit)
    if _LOSS.search(asked.standalone) and base.value < 0 and other.value < 0:
        base, other = (replace(figure, value=-figure.value) for figure in (base, other))  # a loss of 5 is printed as -5
    return difference(other, base, unit=unit)


def draft_of(asked: Asked, base: Option, other: Option, *, confidence: float) -> Draft:
    """Return the draft of the operation over a base and what is set against it, or why it can't be computed."""
    try:
        computed = _computed(asked, base.figure, other.figure)
    except NotComputable as error:
        return Draft(outcome="unanswerable", reason="unsupported", text=str(error), confidence=confidence)
    sets_apart = asked.operation in ("difference", "compare") and CHANGES.search(asked.standalone) is None
    if sets_apart and computed.result < 0:
        return draft_of(asked, other, base, confidence=confidence)
    order = (base, other) if asked.operation == "sum" else (other, base)
    return write(asked, computed, order, confidence)


def _from_halves(asked: Asked, library: Library) -> Draft | None:
    """Compute over two places the question names one by one; ask back where one of them is unsure."""
    for first, second in list(halves(asked, library))[:2]:
        both = find_both(asked, first, second, library)
        if both is None:
            continue
        a, b = both
        if not a.is_sure or not b.is_sure:
            unsure = [half for half in (a, b) if half.rivals]
            if unsure and min(a.option.score, b.option.score) >= 0.9:
                return _ask_half(asked, unsure[0])
            continue
        base, other = (a.option, b.option)
        if asked.operation == "ratio" and PART_FIRST.search(asked.standalone):
            base, other = other, base
        if asked.operation == "ratio" and _WITHIN.search(asked.standalone) and worth(base) < worth(other):
            continue  # a part is no larger than what it is taken from
        if not can_be_operands(asked, base, other):
            continue
        return draft_of(asked, base, other, confidence=min(a.option.score, b.option.score))
    return None


def _ask_half(asked: Asked, half: Found) -> Draft:
    return ask_which(asked, [half.option, *half.rivals])
