"""The figure beside one already told: another year, row or column of its table, another number of its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.counted_nouns import noun_of
from assistant.find import Option
from assistant.forms import unit_class
from assistant.lexicon import MEASURES
from assistant.library import Library
from assistant.match import coverage, field, folded, weigh
from assistant.period_fit import fit_period
from assistant.question import Asked
from assistant.recall import option_of
from assistant.terms import Term
from assistant.unit_fit import fit_unit
from corpus.figures import Figure
from corpus.periods import Period, find_periods
from corpus.text import search_text
from corpus.units import Unit

NAMED = 0.7
"""Least share of a turn's own words that the labels of a figure must hold."""
_AROUND = 5
"""Paragraphs before and after a sentence that are looked at."""
_BY_CHANCE = 100
"""A smaller number may stand in two places without meaning the same."""
_MARGIN = 0.04
_AGAINST = re.compile(r"(?<=[가-힣])(?:에\s*(?:견준|견주어|비한|비하여|비해|대한)|\s?대비)\s+(?=[가-힣]+[률율])")
"""Behind it stands the rate asked for, before it what the rate is reckoned of (`목표에 견준 달성률`)."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure beside the anchor. `score` grows with the words held and with what stays the same."""

    option: Option
    named: float
    score: float


def beside(asked: Asked, anchor: Option, library: Library, *, carried: Sequence[Period] = ()) -> Option | None:
    """Return the one figure beside the anchor that a short turn names, or None when none or several fit.

    `asked` holds only what the turn itself says; `carried` is the period that still holds where it names none.
    """
    ranked = ranked_beside(asked, anchor, library, carried=carried)
    if not ranked and asked.terms:
        again = (ranked_beside(asked, twin, library, carried=carried) for twin in twins(anchor, library))
        ranked = next((one for one in again if one), []) or parallels(asked, anchor, library)
    if not ranked:
        return None
    best = ranked[0]
    for rival in ranked[1:]:
        if rival.score < best.score - _MARGIN:
            break
        if rival.option.figure.value != best.option.figure.value:
            return None
    return best.option


def ranked_beside(asked: Asked, anchor: Option, library: Library, *, carried: Sequence[Period] = ()) -> list[Beside]:
    """Return the figures beside the anchor that hold what the turn says, best first."""
    terms = _telling(asked, anchor.figure)
    weights = weigh(terms, library.frequency, library.unit_count)
    found: list[Beside] = []
    for figure, unit in _figures_around(anchor, library):
        if asked.unit_class is not None and fit_unit(figure, asked) < 0:
            continue
        if asked.unit_class is None and not terms and unit_class(figure.unit) != unit_class(anchor.figure.unit):
            continue
        if (asked.periods and fit_period(figure, asked.periods) < 0.8) or (asked.periods and not figure.periods):
            continue
        fields = [field(" ".join((*figure.row_path, *figure.column_path, noun_of(figure))) or figure.label, 1.0)]
        if figure.kind == "prose":
            fields.append(field(unit.text, 0.85 if unit.id == anchor.candidate.unit.id else 0.9))
        named = coverage(weights, fields)[0] if terms else 0.0
        if terms:
            wide = [*fields, field(f"{figure.caption} {' '.join(figure.heading_path[-1:])}", 0.8)]
            if coverage(weights, wide)[0] < NAMED or named < NAMED / 2:
                continue
        score = 2 * named + _kept(figure, unit, anchor)
        # A bare `합계는?` asks for the total of the row first: the subject stays, the year goes.
        bare_total = asked.wants_total and not terms and not asked.periods
        score += (
            (0.3 if _same_row(figure, anchor.figure) else 0.2)
            if bare_total
            else _period_score(figure, anchor.figure, asked, carried)
        )
        if asked.unit_class is not None:
            score += 0.2 * fit_unit(figure, asked)
        elif unit_class(figure.unit) == unit_class(anchor.figure.unit):
            score += 0.4 if figure.kind == "prose" else 0.1
        if figure.is_total and not asked.wants_total and figure.kind == "cell" and not anchor.figure.is_total:
            score -= 0.1
        if asked.wants_total and not terms and not figure.is_total:
            continue
        found.append(Beside(option_of(figure, unit, library), named, score))
    found.sort(key=lambda one: (-one.score, one.option.figure.id))
    return found


def twins(anchor: Option, library: Library) -> Iterator[Option]:
    """Yield the other places of the document that state the anchor's number, where it is too long for chance."""
    own = anchor.figure
    if abs(own.value) < _BY_CHANCE:
        return
    for figure in library.index.figures_in(anchor.candidate.unit.document_id):
        same = figure.value == own.value and unit_class(figure.unit) == unit_class(own.unit)
        if not same or figure.id == own.id or figure.location == own.location:
            continue
        unit = library.unit_at(figure.document_id, figure.location)
        if unit is not None:
            yield option_of(figure, unit, library)


def parallels(asked: Asked, anchor: Option, library: Library) -> list[Beside]:
    """Return figures elsewhere in the document that are to what the turn names as the anchor is to its subject.

    The same label in another section (`소요예산` of the next strategy), or the same column in another table.
    """
    own = anchor.figure
    weights = weigh(_telling(asked, own) or asked.terms, library.frequency, library.unit_count)
    found: list[Beside] = []
    for figure in library.index.figures_in(anchor.candidate.unit.document_id):
        if figure.kind != own.kind or unit_class(figure.unit) != unit_class(own.unit) or figure.id == own.id:
            continue
        if figure.table_id is not None and figure.table_id == own.table_id:
            continue
        if asked.unit_class is not None and fit_unit(figure, asked) < 0:
            continue
        if not _is_alike(figure, own) or (asked.periods and fit_period(figure, asked.periods) < 0.8):
            continue
        named = coverage(weights, [field(" ".join((*figure.row_path, *figure.heading_path)), 1.0)])[0]
        unit = library.unit_at(figure.document_id, figure.location) if named >= NAMED else None
        if unit is None:
            continue
        near = len(set(figure.heading_path) & set(own.heading_path)) / max(1, len(own.heading_path))
        alike = _pairs_shared(bare(" ".join(figure.row_path)), bare(" ".join(own.row_path)))
        score = 2 * named + 0.2 * near + 0.3 * alike + _period_score(figure, own, asked, ())
        found.append(Beside(option_of(figure, unit, library), named, score))
    return sorted(found, key=lambda one: (-one.score, one.option.figure.id))


def _is_alike(figure: Figure, own: Figure) -> bool:
    if own.kind == "prose":
        return bool(own.label) and folded(figure.label) == folded(own.label)
    return bool(own.column_path) and [bare(p) for p in figure.column_path] == [bare(p) for p in own.column_path]


def _pairs_shared(text: str, other: str) -> float:
    """Return 0..1: the share of the pairs of letters of one label that stand in the other."""
    pairs = {other[i : i + 2] for i in range(len(other) - 1)}
    return sum(1 for pair in pairs if pair in text) / len(pairs) if pairs else 0.0


def _telling(asked: Asked, anchor: Figure) -> tuple[Term, ...]:
    """Return the words that tell figures apart: a measure word says no more than the unit asked for."""
    told = rate_asked(asked)
    if asked.unit_class is None and unit_class(anchor.unit) != "money":
        return told
    kept = tuple(term for term in told if term.text not in MEASURES)
    labels = folded(" ".join((*anchor.row_path, *anchor.column_path)))
    return kept or tuple(term for term in told if term.text in labels)


def rate_asked(asked: Asked) -> tuple[Term, ...]:
    """Return the words of a turn without those that say what the rate asked for is reckoned of."""
    against = _AGAINST.search(asked.standalone)
    after = tuple(term for term in asked.terms if against is not None and term.start >= against.end())
    return after or asked.terms


def _figures_around(anchor: Option, library: Library) -> Iterator[tuple[Figure, Unit]]:
    """Yield the figures of the anchor's table, or of its sentence and those around it in the section."""
    figure, own = anchor.figure, anchor.candidate.unit
    if figure.table_id:
        units = {unit.row: unit for unit in library.rows(figure.table_id)}
        for other in library.table_figures(figure.table_id):
            unit = units.get(other.location.row)
            if unit is not None:
                yield other, unit
        return
    for unit in library.around(own, before=_AROUND, after=_AROUND):
        if unit.id == own.id or (unit.table_id is None and unit.heading_path == own.heading_path):
            yield from ((other, unit) for other in library.figures_of(unit))


def bare(label: str) -> str:
    """Return a label folded, without the periods it names."""
    text = search_text(label)
    for period in reversed(find_periods(text)):
        text = text[: period.span[0]] + text[period.span[1] :]
    return re.sub(r"[\s.~()'’]", "", folded(text))


def _same_row(figure: Figure, other: Figure) -> bool:
    return figure.table_id == other.table_id and figure.location.row == other.location.row


def _kept(figure: Figure, unit: Unit, anchor: Option) -> float:
    """Return 0..0.6: how much of the anchor's row and column stays, a year apart."""
    own = anchor.figure
    if figure.kind != own.kind:
        return 0.0
    if figure.kind == "prose":
        if unit.id == anchor.candidate.unit.id:
            return 0.35
        return 0.3 if folded(figure.label) == folded(own.label) else 0.15
    row = 1.0 if _same_row(figure, own) else _common(figure.row_path, own.row_path)
    column = 1.0 if figure.location.column == own.location.column else _common(figure.column_path, own.column_path)
    return 0.32 * row + 0.28 * column


def _common(path: Sequence[str], other: Sequence[str]) -> float:
    """Return 0..0.95: the share of levels two label paths have in common, from the outermost, years apart."""
    mine, theirs = [bare(part) for part in path], [bare(part) for part in other]
    if mine == theirs:
        return 0.95
    levels = max(len(mine), len(theirs), 1)
    same = 0
    for a, b in zip(mine, theirs, strict=False):
        if a != b:
            break
        same += 1
    return 0.8 * same / levels


def _period_score(figure: Figure, anchor: Figure, asked: Asked, carried: Sequence[Period]) -> float:
    """Return 0.3 for the period meant, less where it is unsure, minus for another."""
    if asked.periods:
        return 0.3 * fit_period(figure, asked.periods)
    if set(figure.periods) == set(anchor.periods):
        return 0.3
    if carried and figure.periods:
        return 0.25 * fit_period(figure, carried)
    return 0.1


def covers(option: Option, terms: Sequence[Term], library: Library) -> float:
    """Return 0..1: the weighted share of terms that a figure's labels and headings hold."""
    figure = option.figure
    text = " ".join((*figure.row_path, *figure.column_path, figure.label, figure.caption, *figure.heading_path))
    fields = [field(text, 1.0), field(option.candidate.unit.text, 0.9)]
    return coverage(weigh(tuple(terms), library.frequency, library.unit_count), fields)[0]
