"""A question parted at the words that join or weigh its operands (`가보다 나`, `가, 나와 다`), part by part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.question import Asked
from assistant.subject import is_operation
from assistant.terms import Term
from corpus.periods import Period

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
_TOTAL = re.compile(r"총|전체|합계|모두")
_TOPIC = re.compile(r"(?<=[가-힣A-Za-z\d)」’'])(?:은|는|이|가)\s+")
_SHARE_OF = re.compile(r"의\s*(?:약\s*)?몇\s*(?:%|퍼|프로|배)")


@dataclass(frozen=True, slots=True)
class Parting:
    """One way to part a question. `parts` are questions of their own; `base` is the one set against or the whole."""

    parts: tuple[Asked, ...]
    base: int | None
    frame: tuple[Term, ...] = ()
    """What the question says of all operands before it names the first."""
    by_period: bool = False
    tail: tuple[Term, ...] = ()
    """What it says of all of them behind the last (`가와 나의 증감액`)."""
    within: bool = False
    """True where the base is a whole: no part is larger."""


def partings(asked: Asked) -> Iterator[Parting]:
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


def _of_whole(asked: Asked, joint: tuple[int, int]) -> Iterator[Parting]:
    """Yield the partings of a part and its whole: `전체에서 가가 차지하는`, `가가 전체에서 차지하는`."""
    for parting in _cut(asked, [joint], 0):
        yield replace(parting, within=True)
    for topic in [found.span() for found in _TOPIC.finditer(asked.standalone, 0, joint[0])][-2:]:
        for parting in _cut(asked, [topic, joint], 1, drop_last=True):
            yield replace(parting, within=True)


def _by_periods(asked: Asked) -> Iterator[Parting]:
    """Yield the parting of one thing at two periods (`2022년보다 2023년에`)."""
    if len(asked.periods) != 2 or asked.periods[0].key == asked.periods[1].key:
        return
    early, late = sorted(asked.periods, key=lambda period: period.start)
    parts = tuple(_alone(asked, asked.terms, (), (period,), asked.standalone) for period in (early, late))
    yield Parting(parts, 0, by_period=True)


def _cut(
    asked: Asked, joints: Sequence[tuple[int, int]], base: int | None, *, drop_last: bool = False
) -> Iterator[Parting]:
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
            [_within(t, b) for t in asked.terms if a <= t.start < b and not names_operation(t.text, asked)]
            for a, b in cut
        ]
        frame = [t for t in asked.terms if t.start < start and not names_operation(t.text, asked)]
        if len(cut) < 2 or not all(terms):
            return
        parts = tuple(_part(asked, i, cut, terms, frame) for i in range(len(cut)))
        yield Parting(parts, base, tuple(frame))
        if ends := _tail(asked, cut[-1], terms[-1]):
            yield Parting((*(_with(part, ends) for part in parts[:-1]), parts[-1]), base, tuple(frame), tail=ends)


def names_operation(word: str, asked: Asked) -> bool:
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


def wholes_asked(asked: Asked) -> Iterator[tuple[Asked, Asked]]:
    """Yield (whole, part) of a share in a whole, each as a question of its own."""
    for match in _WITHIN.finditer(asked.standalone):
        for parting in _of_whole(asked, match.span()):
            base = parting.base or 0
            yield parting.parts[base], parting.parts[1 - base]
