"""Operands looked up one by one: a question parted at the words that join or weigh its operands (`A보다 B`).

What stands before the first joining word and what stands behind the last may belong to one operand or to all. So each
part must be held by its own figure, and the words of the other parts only speak for it, as words of an earlier turn do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from assistant.clauses import clause_words
from assistant.find import Option, candidates, figure_fields, fit_period, options, weighted_terms
from assistant.library import Library
from assistant.lookup import same_value
from assistant.match import Weighted, coverage, field
from assistant.question import Asked, Term, unit_class
from assistant.standing import standing
from assistant.subject import is_operation
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
_LIST = re.compile(
    r"\s*,\s*(?:그리고\s*)?|(?<=[가-힣A-Za-z\d)」’'])(?:과|와|하고|이랑|랑)\s+|\s+및\s+|\s*\+\s*(?=[가-힣])|\s+and\s+"
)
_THAN = re.compile(
    r"(?<=[가-힣A-Za-z\d)」’'])보다\s+|\s+대비\s+|(?<=[가-힣\d])에\s*(?:비해|비하여|비하면)\s+|\s+than\s+"
)
_WITHIN = re.compile(r"\s+(?:중에서|중에|중|가운데|대비)\s+|(?<=[가-힣)])에서\s+")
_FRAME = re.compile(r"(?<=[가-힣A-Za-z\d)」’'])(?:에서|중에|가운데|은|는|의|에|이|가)\s+")
_OF = re.compile(r"(?<=[가-힣A-Za-z\d)」’'])의\s+")
_CHANGE = re.compile(r"증감액?|증액|감액|증가액|감소액|차액")
_NUMBERED = re.compile(r"[가-힣a-z]+\d+")
"""A thing told from its like by its number (`전략2`)."""
_TOTAL = re.compile(r"총|전체|합계|모두")
_TOPIC = re.compile(r"(?<=[가-힣A-Za-z\d)」’'])(?:은|는|이|가)\s+")
_SHARE_OF = re.compile(r"의\s*(?:약\s*)?몇\s*(?:%|퍼|프로|배)")


@dataclass(frozen=True, slots=True)
class Operands:
    """Figures the question names one by one, in its order. `base`: the one set against or the whole; None if unsaid."""

    options: tuple[Option, ...]
    base: int | None
    score: float
    rivals: tuple[Option, ...] = ()
    """Others that fit one of the parts about as well and lead to another result."""


@dataclass(frozen=True, slots=True)
class _Parting:
    parts: tuple[Asked, ...]
    base: int | None
    frame: tuple[Term, ...] = ()
    """What the question says of all operands before it names the first."""
    by_period: bool = False
    tail: tuple[Term, ...] = ()
    """What it says of all of them behind the last (`가와 나의 증감액`)."""
    within: bool = False
    """True where the base is a whole: no part is larger."""


def operands(asked: Asked, library: Library) -> Operands | None:
    """Return the operands of a calculation where each part of the question surely names one, or None."""
    found = [
        (bool(parting.tail), best.score, best)
        for parting in _partings(asked)
        if (best := _best(asked, parting, library)) is not None
    ]
    return max(found, key=lambda each: each[:2])[-1] if found else None


def _partings(asked: Asked) -> Iterator[_Parting]:
    """Yield the ways to part a question: by its two periods, at `보다`, within a whole, at the joints of a list."""
    if asked.operation in ("difference", "growth", "compare"):
        yield from _by_periods(asked)
    text = asked.standalone
    if asked.operation == "sum":
        joints = [match.span() for match in _LIST.finditer(text)]
        if joints:
            yield from _cut(asked, joints, None)
        return
    for match in _THAN.finditer(text):
        yield from _cut(asked, [match.span()], 0)
        for topic in [found.span() for found in _TOPIC.finditer(text, 0, match.start())][-2:]:
            yield from _cut(asked, [topic, match.span()], 1, drop_last=True)
    if asked.operation == "ratio":
        for match in _WITHIN.finditer(text):
            yield from _of_whole(asked, match.span())
        for match in _TOPIC.finditer(text):
            if _SHARE_OF.search(text, match.end()):
                yield from _cut(asked, [match.span()], 1)
    if asked.operation in ("difference", "compare"):
        for match in _LIST.finditer(text):
            yield from _cut(asked, [match.span()], None)


def _of_whole(asked: Asked, joint: tuple[int, int]) -> Iterator[_Parting]:
    """Yield the partings of a part and its whole: `전체에서 가가 차지하는`, `가가 전체에서 차지하는`."""
    for parting in _cut(asked, [joint], 0):
        yield replace(parting, within=True)
    for topic in [found.span() for found in _TOPIC.finditer(asked.standalone, 0, joint[0])][-2:]:
        for parting in _cut(asked, [topic, joint], 1, drop_last=True):
            yield replace(parting, within=True)


def _by_periods(asked: Asked) -> Iterator[_Parting]:
    """Yield the parting of one thing at two periods (`2022년보다 2023년에`)."""
    if len(asked.periods) != 2 or asked.periods[0].key == asked.periods[1].key:
        return
    early, late = sorted(asked.periods, key=lambda period: period.start)
    parts = tuple(_alone(asked, asked.terms, (), (period,), asked.standalone) for period in (early, late))
    yield _Parting(parts, 0, by_period=True)


def _cut(
    asked: Asked, joints: Sequence[tuple[int, int]], base: int | None, *, drop_last: bool = False
) -> Iterator[_Parting]:
    """Yield the partings at these places, with and without a frame before the first part.

    With `drop_last` what follows the last place belongs to no operand.
    """
    text = asked.standalone
    edges = [0, *(place for joint in joints for place in joint), len(text)]
    spans = [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    spans = spans[:-1] if drop_last else spans
    starts = [0, *(match.end() for match in _FRAME.finditer(text, 0, spans[0][1]))][-3:]
    for start in starts:
        cut = [(start, spans[0][1]), *spans[1:]]
        terms = [
            [_within(t, b) for t in asked.terms if a <= t.start < b and not _is_operation(t.text, asked)]
            for a, b in cut
        ]
        frame = [t for t in asked.terms if t.start < start and not _is_operation(t.text, asked)]
        if len(cut) < 2 or not all(terms):
            return
        parts = tuple(_part(asked, i, cut, terms, frame) for i in range(len(cut)))
        yield _Parting(parts, base, tuple(frame))
        if ends := _tail(asked, cut[-1], terms[-1]):
            yield _Parting((*(_with(part, ends) for part in parts[:-1]), parts[-1]), base, tuple(frame), tail=ends)


def _is_operation(word: str, asked: Asked) -> bool:
    """Tell whether a word names the operation; what is added up or shared may be changes (`증감액을 합하면`)."""
    return is_operation(word) and not (asked.operation in ("sum", "ratio", "lookup") and _CHANGE.fullmatch(word))


def _tail(asked: Asked, span: tuple[int, int], own: Sequence[Term]) -> tuple[Term, ...]:
    """Return the words behind the last `의` of the last part that may be said of all parts; () where there are none."""
    cuts = [match.end() for match in _OF.finditer(asked.standalone, *span)]
    ends = tuple(term for term in own if cuts and term.start >= cuts[-1])
    if {term.text for term in ends} & {term.text for term in asked.terms if term.start < span[0]}:
        return ()  # said of each part already
    return ends if len(ends) < len(own) else ()


def _with(part: Asked, ends: Sequence[Term]) -> Asked:
    """Return a part with words said behind another as its own."""
    said = {term.text for term in ends}
    context = tuple(term for term in part.context if term.text not in said)
    text = " ".join((part.standalone, *(term.text for term in ends)))
    return replace(part, standalone=text, terms=(*part.terms, *ends), context=context)


def _within(term: Term, end: int) -> Term:
    """Return a term without the joining word that was taken for its end (`전략1과`)."""
    over = term.start + len(term.text) - end
    if over <= 0 or not term.parts[-1].endswith(term.text[-over:]):
        return term
    parts = (*term.parts[:-1], term.parts[-1][:-over]) if len(term.parts[-1]) > over else term.parts[:-1]
    return replace(term, text=term.text[:-over], parts=parts or (term.text[:-over],))


def _part(
    asked: Asked, i: int, spans: Sequence[tuple[int, int]], terms: Sequence[Sequence[Term]], frame: Sequence[Term]
) -> Asked:
    """Return one part of a question as a question of its own; the words of the frame and of the others speak for it."""
    start, end = spans[i]
    own = {term.text for term in terms[i]}
    others = [t for j, other in enumerate(terms) if j != i for t in other if t.text not in own]
    own_periods = [p for p in asked.periods if start <= p.span[0] < end]
    elsewhere = [p for p in asked.periods if any(a <= p.span[0] < b for a, b in spans[1:])]
    shared = () if elsewhere else asked.periods
    text = asked.standalone[start:end]
    return _alone(asked, terms[i], (*frame, *others), tuple(own_periods) or shared, text)


def _alone(asked: Asked, own: Sequence[Term], others: Sequence[Term], periods: tuple[Period, ...], text: str) -> Asked:
    """Return one part of a question as a question of its own."""
    in_percent = asked.operation == "ratio" and asked.unit_class in ("percent", "point")
    return replace(
        asked,
        standalone=text,
        terms=tuple(own),
        context=(*others, *asked.context),
        periods=periods,
        operation="lookup",
        unit_class=None if in_percent else asked.unit_class,
        wants_total=_TOTAL.search(text) is not None,
    )


def _best(asked: Asked, parting: _Parting, library: Library) -> Operands | None:
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
        if not same_value(option.figure, own.figure)
    ]
    return Operands(best, parting.base, score, tuple({o.figure.id: o for o in rivals}.values()))


def holding(part: Asked, library: Library) -> list[Option]:
    """Return the figures whose labels and headings hold a part's own words, best first; what they hold raises them."""
    terms = weighted_terms(part, library)
    own = [i for i, w in enumerate(terms) if w.term in part.terms and not _is_operation(w.term.text, part)]
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
    return any(name in place.text for place in figure_fields(option.figure, option.candidate))


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


def _tell_apart(parting: _Parting, group: Sequence[Option], library: Library) -> bool:
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
    fields = figure_fields(option.figure, option.candidate)
    own = field(f"{fields[0].text} {clause_words(option.figure)}", 1.0)
    return coverage(words, [own] if labels else [own, *fields])[1]


def _framed(parting: _Parting, group: Sequence[Option], library: Library) -> bool:
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


def wholes_asked(asked: Asked) -> Iterator[tuple[Asked, Asked]]:
    """Yield (whole, part) of a share in a whole, each as a question of its own."""
    for match in _WITHIN.finditer(asked.standalone):
        for parting in _of_whole(asked, match.span()):
            base = parting.base or 0
            yield parting.parts[base], parting.parts[1 - base]


def _of_period(option: Option, period: Period) -> bool:
    """Tell whether a figure states a period, by its own words or, naming none, as one of its document's year."""
    if option.figure.periods:
        return fit_period(option.figure, (period,)) >= 0.8
    document = option.candidate.document
    years = years_of(f"{document.period or ''} {document.as_of or ''} {document.title}")
    return bool(years) and str(max(years)) == period.start[:4]
