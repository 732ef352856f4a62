"""Which of two operands is the base: what a change starts from, the whole of a share, what the other is set against."""

from __future__ import annotations

import re

from assistant.contrast import Group
from assistant.find import Option
from assistant.period_fit import fit_period
from assistant.question import Asked, asks_times
from assistant.sides import Side
from assistant.statement import operand_name

_BASE = re.compile(r"\s*(?:보다|대비|에\s*비해|에\s*비하여|에서|부터|than\b|from\b)")
_OF_WHAT = re.compile(r"의\s*(?:약\s*)?몇\s*(?:%|퍼|프로)")
"""What stands right before is the whole of the share."""
NEAR = 12
"""Letters within which it must stand."""
_AGAINST = re.compile(r"대비|에\s*대한|달성")
PART_FIRST = re.compile(r"(?:은|는|이|가)\s[^?]*(?:의|보다)\s*(?:약\s*)?몇\s*(?:%|퍼|프로|배)")
"""The part is named before its whole (`실적은 목표의 몇 %`)."""
CHANGES = re.compile(
    r"늘|줄|증가|감소|증액|감액|증감(?![률율])|올랐|올라|오르|내렸|떨어졌|상승|하락|increase|decrease|grow|fell|fall",
    re.I,
)
"""Words that say that something grew or fell."""


def roles(asked: Asked, group: Group) -> tuple[Option, Option]:
    """Return a pair as (base, other): the base of a change, the whole of a share, what the other is set against."""
    first, second = group.sides
    if asked.operation == "ratio":
        return _whole_first(asked, first, second)
    changes = CHANGES.search(asked.standalone) is not None
    if group.by_period and (changes or asked.operation == "growth"):
        early, late = sorted((first, second), key=lambda side: _start(asked, side))
        return early.option, late.option
    base = _said_base(asked, first, second)
    if base is None and not changes:
        base = min(first, second, key=lambda side: side.figure.value)  # "A와 B의 차이": the larger less the smaller
    return (second.option, first.option) if base is None or base is second else (first.option, second.option)


def _start(asked: Asked, side: Side) -> str:
    fitting = [p.start for p in asked.periods if fit_period(side.figure, (p,)) >= 0.8]
    return min(fitting, default="")


def _whole_first(asked: Asked, first: Side, second: Side) -> tuple[Option, Option]:
    larger, smaller = sorted((first, second), key=lambda side: -side.figure.value)
    if asks_times(asked):
        against = _said_base(asked, first, second) or (second if PART_FIRST.search(asked.standalone) else smaller)
        return against.option, (second if against is first else first).option
    if _AGAINST.search(asked.standalone):
        base = _said_base(asked, first, second)
        if base is not None:
            return base.option, (second if base is first else first).option
    of_what = _OF_WHAT.search(asked.standalone)
    if of_what is not None:
        before = asked.standalone[: of_what.start()]
        last = {_last_named(asked, a, b, before): (a, b) for a, b in ((first, second), (second, first))}
        if len(last) == 2 and len(before) - max(last) <= NEAR:
            base, other = last[max(last)]
            return base.option, other.option  # `예산현액의 몇 %가 이월되었나`
    if PART_FIRST.search(asked.standalone) and larger is first and not larger.figure.is_total:
        return second.option, first.option  # "실적은 목표의 몇 %": a share may pass 100
    return larger.option, smaller.option


def _said_base(asked: Asked, first: Side, second: Side) -> Side | None:
    """Return the side named right before `보다`, `대비`, `에서`, or after an English `than`."""
    match = _BASE.search(asked.standalone)
    if match is None:
        return None
    if match.group().strip() in ("than", "from"):
        after = {place: side for side in (first, second) if (place := _first_named(asked, side, match.end())) >= 0}
        return after[min(after)] if after else None
    before = asked.standalone[: match.start()]
    last = [(_last_named(asked, side, other, before), side) for side, other in ((first, second), (second, first))]
    said = [(place, side) for place, side in last if place >= 0]
    return max(said, key=lambda pair: pair[0])[1] if said else None


def _first_named(asked: Asked, side: Side, start: int) -> int:
    """Return where the question first names a side after a position, -1 where it does not."""
    text = asked.standalone
    periods = [p.span[0] for p in asked.periods if fit_period(side.figure, (p,)) >= 0.8 and p.span[0] >= start]
    words = [place for word in _words(side) if len(word) > 1 and (place := text.find(word, start)) >= 0]
    return min(periods or words, default=-1)


def _last_named(asked: Asked, side: Side, other: Side, text: str) -> int:
    """Return where a text last names what tells a side from the other, -1 where it does not."""
    words = _words(side) - _words(other)
    periods = [p.span[0] for p in asked.periods if fit_period(side.figure, (p,)) >= 0.8 and p.span[0] < len(text)]
    others = [p.span[0] for p in asked.periods if fit_period(other.figure, (p,)) >= 0.8]
    return max((*(text.rfind(word) for word in words), *(p for p in periods if p not in others)), default=-1)


def _words(side: Side) -> set[str]:
    """Return the words of a side's labels and of what stands over it (`추진 목표`), by which it may be named."""
    figure = side.figure
    heads = " ".join((figure.caption, *figure.heading_path[-1:]))
    return set(re.findall(r"[가-힣A-Za-z]{1,}|\d+(?:[가-힣]+)?", f"{figure.label} {operand_name(figure)} {heads}"))
