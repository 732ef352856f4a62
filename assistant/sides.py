"""Figures that may be operands: how far each holds the question's words, and what tells one from another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.clauses import clause_words, tag_of
from assistant.find import Candidate, Option, options
from assistant.items import item_words
from assistant.library import Library
from assistant.match import Weighted, coverage, field, folded
from assistant.period_fit import fit_period
from assistant.question import Asked
from assistant.subject import subject_terms
from assistant.unlike import without_opposites
from corpus.figures import Figure
from corpus.total_names import is_total

POOL = 45
"""Options that are tried with one another."""
TABLES = 4
"""Tables of the best options whose other figures are tried too."""
TELLS = 0.14
"""From this difference on a word tells one label from another."""


@dataclass(frozen=True, slots=True)
class Side:
    """A figure that may be an operand. `held` says how far each term stands in its own labels, 0..1.

    `own` says the same of the words that are about no other number of its sentence; None where they can't be told.
    """

    option: Option
    finds: tuple[float, ...]
    held: tuple[float, ...]
    own: tuple[float, ...] | None = None

    @property
    def figure(self) -> Figure:
        """Return the figure."""
        return self.option.figure


def pool(asked: Asked, found: Sequence[Candidate], library: Library) -> list[Side]:
    """Return the figures that may be operands: the best options, and what stands in their rows and columns."""
    terms = subject_terms(asked, library)
    ranked = [o for o in options(asked, found, library, periods=()) if o.unit_fit >= 0][:POOL]
    tables: dict[str, Candidate] = {}
    for option in ranked:
        if option.figure.table_id and len(tables) < TABLES:
            tables.setdefault(option.figure.table_id, option.candidate)
    held = {option.figure.id for option in ranked}
    present = {option.candidate.unit.id for option in ranked}
    units = {option.candidate.unit.id: option.candidate for option in ranked if option.figure.table_id in tables}
    for table_id, best in tables.items():
        totals = {f.location.row for f in library.table_figures(table_id) if f.row_path and is_total(f.row_path[-1])}
        rows = [unit for unit in library.rows(table_id) if unit.row in totals and unit.id not in present]
        units |= {unit.id: replace(best, unit=unit) for unit in rows[:4]}
    more = [
        option
        for option in options(asked, list(units.values()), library, periods=())
        if option.figure.id not in held and option.unit_fit >= 0
    ]
    return [_side(asked, option, terms) for option in (*ranked, *more)]


def _side(asked: Asked, option: Option, terms: Sequence[Weighted]) -> Side:
    figure = option.figure
    words = without_opposites((*figure.row_path, *figure.column_path, item_words(figure)), asked) or figure.label
    if len(re.sub(r"\D", "", figure.text)) >= 2:
        words = f"{words} {figure.text}{figure.unit or ''}"
    if figure.kind == "prose":
        words = f"{tag_of(figure.context)} {words} {clause_words(figure)}"
    _, held = coverage(terms, [field(words, 1.0)])
    places = [field(words, 1.0), field(option.candidate.unit.text, 0.75 if figure.kind == "cell" else 0.9)]
    over = f"{figure.caption} {option.candidate.unit.stub}".strip()
    places += [field(over, 0.9)] if over else []
    places += [field(" ".join(option.candidate.unit.parents), 0.85)] if option.candidate.unit.parents else []
    path = figure.heading_path or option.candidate.unit.heading_path
    document = option.candidate.document
    places += [field(" ".join(path[-2:]), 0.85), field(" ".join(path[:-2]), 0.75)]
    places.append(field(f"{document.title} {document.organization or ''} {document.kind or ''}", 0.7))
    _, finds = coverage(terms, places)
    clause = clause_words(figure)
    own = coverage(terms, [field(clause, 1.0)])[1] if clause else None
    return Side(option, finds, held, own)


def union(sides: Sequence[Side], terms: Sequence[Weighted]) -> float:
    """Return the weighted share of the terms that stand in the labels or places of the sides taken together, 0..1."""
    total = sum(term.weight for term in terms)
    if not total:
        return 0.0
    return sum(t.weight * max(side.finds[i] for side in sides) for i, t in enumerate(terms)) / total


def gain(a: Side, b: Side, terms: Sequence[Weighted]) -> float:
    """Return the weight of the question's words that stand in a's labels and not in b's."""
    if a.own is not None and b.own is not None and a.option.candidate.unit.id == b.option.candidate.unit.id:
        return sum(t.weight * (x - y) for t, x, y in zip(terms, a.own, b.own, strict=True) if x - y >= TELLS)
    return sum(t.weight * (a.held[i] - b.held[i]) for i, t in enumerate(terms) if a.held[i] - b.held[i] >= TELLS)


def heads(whole: Side, part: Side) -> bool:
    """Tell whether the part stands in the section that the whole's own line is the heading of."""
    text = folded(whole.option.candidate.unit.text)
    return len(text) >= 4 and any(text in folded(heading) for heading in part.figure.heading_path)


def in_order(asked: Asked, sides: tuple[Side, ...], terms: Sequence[Weighted]) -> tuple[Side, ...]:
    """Return sides in the order in which the question names what sets them apart."""

    def place(side: Side) -> int:
        others = [other for other in sides if other is not side]
        starts = [
            term.term.start
            for i, term in enumerate(terms)
            if all(side.held[i] - other.held[i] >= TELLS for other in others)
        ]
        own = [p.span[0] for p in asked.periods if fit_period(side.figure, (p,)) >= 0.8]
        if len(asked.periods) >= 2 and own:
            return min(own)
        return min(starts, default=10**6 if not side.figure.is_total else -1)

    return tuple(sorted(sides, key=place))


def sums_up_named(asked: Asked, figure: Figure) -> bool:
    """Tell the subtotal of a group the question names (`특별회계 · 소계`): it is what the group amounts to."""
    path = figure.row_path
    if len(path) < 2 or not is_total(path[-1]) or any(is_total(part) for part in (*path[:-1], *figure.column_path)):
        return False
    name = folded(path[-2])
    return len(name) > 1 and name in folded(asked.wording)
