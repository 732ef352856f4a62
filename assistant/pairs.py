"""The two operands of a comparison: what the question sets against each other, and the figures that state it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.find import TOTAL_NAMED, Candidate, Option, fit_period, options
from assistant.library import Library
from assistant.lookup import same_value
from assistant.match import coverage, field, weigh
from assistant.question import Asked, Term, unit_class
from corpus.headers import is_total
from corpus.periods import Period

_POOL = 30
"""Options of each operand that are tried in pairs."""
_TOTAL_WORDS = frozenset(
    ["총예산", "총사업비", "예산", "사업비", "합계", "총계", "전체", "총액", "금액", "총", "규모", "돈", "건수", "인원"]
)
_JOINS = {
    "difference": re.compile(r"보다|하고\s|[와과]\s|이?랑\s|에\s*비해|대비"),
    "growth": re.compile(r"대비|에\s*비해|보다"),
    "ratio": re.compile(r"\s중에?서?(?=\s)|가운데|에서|대비|(?:은|는)\s|의\s"),
    "sum": re.compile(r"하고\s|[와과]\s|이?랑\s|,|\+|및\s"),
    "compare": re.compile(r"하고\s|[와과]\s|이?랑\s|,|/|및\s|보다"),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two operands and how well they fit together. For a ratio `first` is the whole; for a change it is the base."""

    first: Option
    second: Option
    score: float


@dataclass(frozen=True, slots=True)
class Sides:
    """One way to part the question: the terms that name each operand; the rest holds for both."""

    first: tuple[Term, ...]
    second: tuple[Term, ...]
    cut: int
    """Position of the joining word."""


def sides(asked: Asked) -> Iterator[Sides]:
    """Yield the ways to part the question at its joining words, the likeliest first."""
    pattern = _JOINS.get(asked.operation)
    if pattern is None:
        return
    for match in pattern.finditer(asked.standalone):
        before = [term for term in asked.terms if term.start < match.start()]
        after = [term for term in asked.terms if term.start >= match.start()]
        if any(abs(period.span[1] - match.start()) <= 1 for period in asked.periods):
            continue  # "2023년과 2024년": the periods are set against each other, not the words around them
        word = match.group().strip()
        if word == "보다" and len(before) >= 2:
            # "A가 B보다 많다": both heads stand before the word; the difference is A - B.
            yield Sides((before[-1],), (before[-2],), match.start())
        if word in ("은", "는") and asked.operation == "ratio" and before and after:
            # "P는 W의 몇 %": the part comes first.
            yield Sides(tuple(after), tuple(before), match.start())
            continue
        if not before or not after:
            continue
        if asked.operation == "ratio":
            yield Sides(tuple(before), tuple(after), match.start())
            continue
        yield Sides((before[-1],), (after[0],), match.start())
        if len(before) >= 2:
            yield Sides(tuple(before[-2:]), tuple(after[:2]), match.start())


def named_pairs(asked: Asked, found: Sequence[Candidate], library: Library) -> list[Pair]:
    """Return pairs of figures for the two operands the question names, best first."""
    pairs: list[Pair] = []
    for parted in list(sides(asked))[:6]:
        firsts = _side(asked, parted.first, parted.second, found, library, before=parted.cut, is_first=True)
        seconds = _side(asked, parted.second, parted.first, found, library, before=parted.cut, is_first=False)
        pairs += _joined(asked, firsts, seconds)
    return sorted(pairs, key=lambda pair: -pair.score)[:5]


def total_pairs(asked: Asked, found: Sequence[Candidate], library: Library) -> list[Pair]:
    """Return pairs of a part and the total of its row or column, for shares of a whole that is only called a whole."""
    pairs: list[Pair] = []
    ranked = [o for o in options(asked, found, library) if o.unit_fit >= 0 and o.period_fit >= 0 and o.figure.table_id]
    for part in ranked[:12]:
        if part.figure.is_total and not asked.periods:
            continue
        score = part.score + (0.05 if asked.periods else 0.0)
        wholes = [whole for whole in _totals_of(part, library) if whole.figure.value > part.figure.value]
        pairs += [Pair(whole, part, score) for whole in wholes]
    return sorted(pairs, key=lambda pair: -pair.score)[:5]


def _totals_of(part: Option, library: Library) -> Iterator[Option]:
    """Yield the total of the part's row, when the part is one column of it, else that of its column."""
    figure = part.figure
    for other in library.table_figures(figure.table_id or ""):
        if other.unit != figure.unit or other.id == figure.id:
            continue
        same_row = (
            other.location.row == figure.location.row and bool(other.column_path) and is_total(other.column_path[-1])
        )
        same_column = other.column_path == figure.column_path and bool(other.row_path) and is_total(other.row_path[-1])
        if same_row or same_column:
            unit = next(
                (u for u in library.rows(figure.table_id or "") if u.row == other.location.row), part.candidate.unit
            )
            yield replace(part, figure=other, candidate=replace(part.candidate, unit=unit))


def period_pairs(asked: Asked, found: Sequence[Candidate], library: Library) -> list[Pair]:
    """Return pairs of figures of one row or sentence for the first two periods of the question, best first."""
    early, late = sorted(asked.periods[:2], key=lambda period: period.start)
    groups: dict[tuple[str, object], list[Option]] = {}
    for option in options(asked, found, library, periods=()):
        if option.unit_fit >= 0:
            key = (option.figure.table_id or option.candidate.unit.id, option.figure.location.row)
            groups.setdefault(key, []).append(option)
    pairs = []
    for group in groups.values():
        a, b = _best_of(group, early), _best_of(group, late)
        if a and b and a.figure.id != b.figure.id and a.figure.unit == b.figure.unit:
            pairs.append(Pair(a, b, (a.score + b.score) / 2 + 0.2))
    return sorted(pairs, key=lambda pair: -pair.score)[:5]


def _best_of(group: Sequence[Option], period: Period) -> Option | None:
    fitting = [option for option in group if fit_period(option.figure, (period,)) >= 0.8]
    return max(fitting, key=lambda option: option.score, default=None)


def _side(
    asked: Asked,
    own: Sequence[Term],
    other: Sequence[Term],
    found: Sequence[Candidate],
    library: Library,
    *,
    before: int,
    is_first: bool,
) -> list[tuple[Option, float]]:
    """Return (option, how well its labels hold the side's own words) for one operand, best first."""
    names = {term.text for term in own}
    excluded = {term.text for term in other} - names
    terms = tuple(term for term in asked.terms if term.text not in excluded)
    named_total = asked.wants_total and TOTAL_NAMED.search(asked.standalone) is not None
    generic = all(term.text in _TOTAL_WORDS for term in own)
    periods = _own_periods(asked, before=before, is_first=is_first)
    text = " ".join(term.text for term in own)
    side = replace(
        asked, terms=terms, wants_total=generic or "전체" in text or "총" in text or named_total, periods=periods
    )
    heads = weigh(tuple(own), library.frequency, library.unit_count)
    foreign = weigh(tuple(t for t in other if t.text not in names), library.frequency, library.unit_count)
    scored = []
    for option in options(side, found, library)[: _POOL * 3]:
        if option.unit_fit < -0.5 or option.period_fit < 0:
            continue
        figure = option.figure
        label = [
            field(f"{figure.label} {' '.join(figure.heading_path[-2:])}" if generic else figure.label, 1.0),
            field(option.candidate.unit.text, 0.5),
        ]
        held, _ = coverage(heads, label)
        strange, _ = coverage(foreign, label[:1]) if foreign else (0.0, ())
        scored.append((replace(option, score=option.score + 0.3 * held - 0.2 * strange), held))
    scored.sort(key=lambda pair: -pair[0].score)
    return scored[:_POOL]


def _own_periods(asked: Asked, *, before: int, is_first: bool) -> tuple[Period, ...]:
    """Return the periods of one side: those on its side of the joining word, else those named at the very start."""
    if asked.is_followup:
        return asked.periods[:1]
    own = tuple(p for p in asked.periods if (p.span[0] < before) == is_first)
    if own or len(asked.periods) != 1 or asked.operation == "ratio":
        return own
    return asked.periods if asked.periods[0].span[0] == 0 else ()


def _joined(
    asked: Asked, firsts: Sequence[tuple[Option, float]], seconds: Sequence[tuple[Option, float]]
) -> Iterator[Pair]:
    for first, held_first in firsts:
        for second, held_second in seconds:
            a, b = first.figure, second.figure
            if a.id == b.id or unit_class(a.unit) != unit_class(b.unit):
                continue
            if asked.operation in ("ratio", "growth") and unit_class(a.unit) in ("percent", None):
                continue
            if asked.operation == "ratio" and (a.value <= b.value or same_value(a, b)):
                continue
            yield Pair(
                first,
                second,
                (first.score + second.score) / 2 + _nearness(first, second) - 0.1 * (2 - held_first - held_second),
            )


def _nearness(first: Option, second: Option) -> float:
    """Return what standing together adds: one row or column of a table, one sentence, one section."""
    a, b = first.figure, second.figure
    if a.table_id and a.table_id == b.table_id:
        return 0.2 if a.location.row == b.location.row or a.column_path == b.column_path else 0.02
    if first.candidate.unit.id == second.candidate.unit.id:
        return 0.18
    if a.heading_path == b.heading_path:
        return 0.08
    return 0.0
