"""Operands looked up one by one: a question parted at the words that join or weigh its operands (`A보다 B`).

What stands before the first joining word and what stands behind the last may belong to one operand or to all. So each
part must be held by its own figure, and the words of the other parts only speak for it, as words of an earlier turn do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from assistant.alike import same_value
from assistant.clauses import clause_words
from assistant.competing import says_more
from assistant.fields import figure_fields
from assistant.find import Option, candidates, options, weighted_terms
from assistant.forms import unit_class
from assistant.library import Library
from assistant.match import Weighted, coverage, field
from assistant.partings import Parting, names_operation, partings
from assistant.period_fit import fit_period
from assistant.question import Asked
from assistant.standing import standing
from corpus.periods import Period, years_of

HELD = 0.72
"""Share of a part's own words that its figure's labels and headings must hold."""
SURE = 1.0
"""Mean score of the operands, with what standing together adds, from which they are surely those asked for."""
MARGIN = 0.04
"""Operands nearer than this to the best that lead to another result make the question ambiguous."""
OWN = 0.6
"""What holding a part's own words adds to a figure, beyond the share it must hold."""
STRANGE = -0.1
"""What operands of different documents lose."""
ALIKE = 0.12
"""What operands gain that bear the same column's name or the same words of a sentence."""
FRAMED = 0.5
"""Share of the words said of all operands that their places must hold together."""
_EACH = re.compile(r"(?:^|\s|[가-힣])(?:각각?|당|마다)$")
"""The end of a label whose number is one of several alike (`교육지원청 각 7과제`): no addend by itself."""
_TRIED = 14
"""Options of each part that are tried with those of the others."""
_TELLS = 0.14
"""How much further a part's figure must hold the part's own words than another part's figure does."""
_NUMBERED = re.compile(r"[가-힣a-z]+\d+")
"""A thing told from its like by its number (`전략2`)."""


@dataclass(frozen=True, slots=True)
class Operands:
    """Figures the question names one by one, in its order. `base`: the one set against or the whole; None if unsaid."""

    options: tuple[Option, ...]
    base: int | None
    score: float
    rivals: tuple[Option, ...] = ()
    """Others that fit one of the parts about as well and lead to another result."""


def operands(asked: Asked, library: Library) -> Operands | None:
    """Return the operands of a calculation where each part of the question surely names one, or None."""
    found = [
        (bool(parting.tail), best.score, best)
        for parting in partings(asked)
        if (best := _best(asked, parting, library)) is not None
    ]
    return max(found, key=lambda each: each[:2])[-1] if found else None


def _best(asked: Asked, parting: Parting, library: Library) -> Operands | None:
    """Return the operands that fit the parts best together, None where a part is held by no figure."""
    lists = []
    for part in parting.parts:
        held = holding(part, library)
        if parting.by_period:
            held = [option for option in held if _of_period(option, part.periods[0])]
        if not held:
            return None
        lists.append(held[:_TRIED])
    groups = _joined(lists)
    if len(parting.parts) > 2 or parting.base is None:
        groups = [(s, group) for s, group in groups if not any(_EACH.search(o.figure.label) for o in group)]
    groups = [
        (score, group)
        for score, group in groups
        if _tell_apart(parting, group, library)
        and _framed(parting, group, library)
        and not (parting.within and worth(group[parting.base or 0]) < worth(group[1 - (parting.base or 0)]))
    ]
    if parting.by_period:
        groups = [g for g in groups if any(fit_period(o.figure, (p,)) >= 0.8 for o in g[1] for p in asked.periods)]
    if not groups or groups[0][0] < SURE:
        return None
    score, best = groups[0]
    rivals = [
        option
        for other, group in groups[1:]
        if other >= score - MARGIN
        for option, own in zip(group, best, strict=True)
        if not same_value(option.figure, own.figure) and not says_more(asked, option, own)
    ]
    return Operands(best, parting.base, score, tuple({o.figure.id: o for o in rivals}.values()))


def holding(part: Asked, library: Library) -> list[Option]:
    """Return the figures whose labels and headings hold a part's own words, best first; what they hold raises them."""
    terms = weighted_terms(part, library)
    own = [i for i, w in enumerate(terms) if w.term in part.terms and not names_operation(w.term.text, part)]
    weight = sum(terms[i].weight for i in own)
    if not weight:
        return []
    numbered = [terms[i].term.text for i in own if _NUMBERED.fullmatch(terms[i].term.text)]
    found: list[Option] = []
    for option in options(part, candidates(part, library), library):
        if option.unit_fit < 0 or option.period_fit < 0 or not all(_says(option, name) for name in numbered):
            continue
        held = sum(terms[i].weight * option.finds[i] for i in own) / weight
        if held >= HELD:
            found.append(replace(option, score=option.score + OWN * (held - HELD)))
    return sorted(found, key=lambda option: (-option.score, option.figure.id))


def _says(option: Option, name: str) -> bool:
    """Tell whether a figure's place says a numbered name as it stands, not its word and its number apart."""
    return any(
        name in place.text for place in figure_fields(option.figure, option.candidate.unit, option.candidate.document)
    )


def _joined(lists: Sequence[Sequence[Option]]) -> list[tuple[float, tuple[Option, ...]]]:
    """Return one option for each part with their score, best first; figures of one kind that differ."""
    groups: list[tuple[float, tuple[Option, ...]]] = [(option.score, (option,)) for option in lists[0]]
    for more in lists[1:]:
        grown = []
        for score, group in groups:
            for option in more:
                first = group[0].figure
                if unit_class(option.figure.unit) != unit_class(first.unit) or option.figure.unit is None:
                    continue
                if any(option.figure.id == other.figure.id for other in group):
                    continue
                relation = max(standing(group[-1], option), STRANGE) + _alike(group[-1], option)
                grown.append((score + option.score + relation, (*group, option)))
        groups = sorted(grown, key=lambda each: -each[0])[:40]
    return [(score / len(group), group) for score, group in groups]


def worth(option: Option) -> Decimal:
    """Return a figure's value, of money in won."""
    return option.figure.won if option.figure.won is not None else option.figure.value


def _alike(a: Option, b: Option) -> float:
    """Return what two figures gain that are called the same: they state one measure of two things."""
    first, second = a.figure, b.figure
    if first.kind != second.kind:
        return 0.0
    same = first.column_path == second.column_path if first.kind == "cell" else first.label == second.label
    return ALIKE if same else 0.0


def _tell_apart(parting: Parting, group: Sequence[Option], library: Library) -> bool:
    """Tell whether of any two operands each holds a word of its own part that the other does not."""
    if parting.by_period:
        return True
    return all(
        _names(part, own, rest, other, library)
        for (one, a), (two, b) in combinations(zip(parting.parts, group, strict=True), 2)
        for part, own, rest, other in ((one, a, two, b), (two, b, one, a))
    )


def _names(part: Asked, own: Option, rest: Asked, other: Option, library: Library) -> bool:
    """Tell whether a word that only this part says stands nearer to its own figure than to another part's."""
    said = {term.text for term in rest.terms}
    words = [
        weighted for weighted in weighted_terms(part, library)[: len(part.terms)] if weighted.term.text not in said
    ]
    if not words:
        return True
    together = (
        own.candidate.unit.id == other.candidate.unit.id or own.figure.table_id == other.figure.table_id is not None
    )
    first, second = [_place(option, words, labels=together) for option in (own, other)]
    return any(a - b >= _TELLS for a, b in zip(first, second, strict=True))


def _place(option: Option, words: Sequence[Weighted], *, labels: bool) -> tuple[float, ...]:
    """Return how far words stand in a figure's labels, or in them and what leads to them, 0..1 each."""
    fields = figure_fields(option.figure, option.candidate.unit, option.candidate.document)
    own = field(f"{fields[0].text} {clause_words(option.figure)}", 1.0)
    return coverage(words, [own] if labels else [own, *fields])[1]


def _framed(parting: Parting, group: Sequence[Option], library: Library) -> bool:
    """Tell whether the operands' places hold what the question says of all of them; each its own in its document."""
    said = {term.text for term in parting.frame}
    best: dict[str, list[float]] = {}
    weights: dict[str, float] = {}
    for part, option in zip(parting.parts, group, strict=True):
        for weighted, find in zip(weighted_terms(part, library), option.finds, strict=True):
            if weighted.term.text in said:
                best.setdefault(weighted.term.text, []).append(find)
                weights[weighted.term.text] = weighted.weight
    apart = len({option.figure.document_id for option in group}) > 1
    held = sum(weights[word] * (min if apart else max)(finds) for word, finds in best.items())
    return held >= FRAMED * sum(weights.values())


def _of_period(option: Option, period: Period) -> bool:
    """Tell whether a figure states a period, by its own words or, naming none, as one of its document's year."""
    if option.figure.periods:
        return fit_period(option.figure, (period,)) >= 0.8
    document = option.candidate.document
    years = years_of(f"{document.period or ''} {document.as_of or ''} {document.title}")
    return bool(years) and str(max(years)) == period.start[:4]
