"""Other places that state the very amount an answer states, of the same thing: cited beside it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.find import Option
from assistant.question import Asked
from assistant.rivals import base
from assistant.twice import difference, one_thing, pairs_of, said
from corpus.figures import Figure

PLACES = 2
"""Further places cited at most."""
BEHIND = 0.65
"""How far behind the best figure an agreeing one may be scored."""
SHARED = 0.7
"""Share of what the question and the one figure both name that the other's place must say."""
COVERED = 0.5
"""Share of the question's words a figure must stand under where one of the two is a total."""
TELLING = 3
"""Digits of the shortest amount that tells two totals are the same and not alike by chance."""


def agreeing(asked: Asked, best: Option, fitting: Sequence[Option]) -> list[Option]:
    """Return figures of other tables and sentences that state the same amount of the same thing, best first."""
    question = pairs_of(asked.wording)
    own = said(best, question)
    found: list[Option] = []
    for other in fitting:
        if len(found) == PLACES or other.score < best.score - BEHIND:
            break
        if not _says_the_same(best, other) or any(_is_one_place(other, one) for one in (best, *found)):
            continue
        if other.period_fit < best.period_fit or difference(asked, best, other) == "settled":
            continue
        totals = (best.figure.is_total or other.figure.is_total) and _is_telling(best.figure)
        if (totals and other.coverage >= COVERED) or one_thing(own, said(other, question), question, SHARED):
            found.append(other)
    return found


def _says_the_same(one: Option, other: Option) -> bool:
    """Tell the same amount in the same unit or the same money in another."""
    a, b = one.figure, other.figure
    if a.bound != b.bound:
        return False
    return a.won == b.won if a.won is not None else base(a) == base(b) and a.unit is not None


def _is_one_place(one: Option, other: Option) -> bool:
    """Tell figures of one table, or of one sentence or item."""
    a, b = one.figure, other.figure
    if a.table_id is not None and a.table_id == b.table_id:
        return True
    return a.location.document == b.location.document and a.location.lines == b.location.lines


def _is_telling(figure: Figure) -> bool:
    return len(figure.value.normalize().as_tuple().digits) >= TELLING
