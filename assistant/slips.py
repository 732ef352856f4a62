"""A slip of the pen: another place of the document that states nearly the amount an answer states, of the same thing.

Two places that contradict one another mostly differ by little: digits changed places (4,182 and 4,812), one is of an
earlier draft (14 and 13). An amount so near, in the same unit, under the same words, needs fewer words in common than
any other to be the same statement (`assistant.twice`); so the whole document is looked through for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from assistant.find import Option
from assistant.library import Library
from assistant.period_fit import fit_period
from assistant.question import Asked
from assistant.rivals import adds_up, base, is_total_of, of_different_laws
from assistant.same_cell import may_contradict
from assistant.twice import Said, difference, foreign, pairs_of, said
from corpus.figures import Figure
from corpus.same_thing import are_swapped, is_rounded

NEAR = Decimal("0.2")
"""Share of the larger by which two amounts may differ to be near one another."""
SHARED, FOREIGN = 0.8, 0.34
"""Share of what the question and the figure both name that the other's place says; share either leaves unsaid."""
SURE_SHARED, SURE_FOREIGN = 0.65, 0.5
"""The same for amounts of the same digits in another order, and for two of just the period asked for."""


def slip(asked: Asked, best: Option, library: Library) -> Option | None:
    """Return the other statement of just what a figure counts that differs from it by little, or None."""
    question = pairs_of(asked.wording)
    own = said(best, question)
    if not own.thing & question:
        return None
    for figure in _near(best, library):
        unit = library.unit_at(best.candidate.document.id, figure.location)
        if unit is None or unit.id == best.candidate.unit.id or not may_contradict(best.figure, figure):
            continue
        other = replace(
            best,
            figure=figure,
            candidate=replace(best.candidate, unit=unit),
            period_fit=fit_period(figure, asked.periods),
        )
        if other.period_fit < 0 or not _apart(best, other):
            continue
        sure = are_swapped(base(best.figure)[0], base(figure)[0]) or best.period_fit == other.period_fit == 1.0
        if not _of_one(own, said(other, question), question, is_sure=sure, whole=is_total_of(figure)):
            continue
        if adds_up(best, other, library) or adds_up(other, best, library):
            continue
        if difference(asked, best, other) == "none":
            return other
    return None


def _near(best: Option, library: Library) -> Iterator[Figure]:
    """Yield the document's figures of the same unit whose amount is near, but neither the same nor rounded."""
    value, unit = base(best.figure)
    if unit is None or not value:
        return
    for figure in library.index.figures_in(best.candidate.document.id):
        amount, other = base(figure)
        near = other == unit and amount != value and (are_swapped(value, amount) or _close(value, amount))
        if near and not is_rounded(value, amount):
            yield figure


def _close(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= max(abs(one), abs(other)) * NEAR


def _apart(one: Option, other: Option) -> bool:
    """Tell figures of two tables, or a sentence and a table's total or another section's row."""
    a, b = one.figure, other.figure
    if (a.table_id is not None and a.table_id == b.table_id) or of_different_laws(a, b):
        return False
    if a.kind == b.kind == "cell":
        return is_total_of(a) == is_total_of(b)
    if a.heading_path == b.heading_path:
        return a.kind != b.kind and (is_total_of(a) or is_total_of(b))
    return True


def _of_one(one: Said, two: Said, question: frozenset[str], *, is_sure: bool, whole: bool) -> bool:
    """Tell whether two places speak of one thing; a total (`whole`) is of what stands above its table."""
    least, most = (SURE_SHARED, SURE_FOREIGN) if is_sure else (SHARED, FOREIGN)
    shared = one.thing & question
    if not shared or len(shared & (two.place if whole else two.own)) < least * len(shared):
        return False
    return foreign(one, two, question) <= most and foreign(two, one, question) <= most
