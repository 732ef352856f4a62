"""A part's share in the total its own table prints, where the question only says that a whole is meant."""

from __future__ import annotations

import re

from assistant.alike import same_value
from assistant.fields import figure_fields
from assistant.find import Option, weighted_terms
from assistant.library import Library
from assistant.match import coverage
from assistant.operands import holding
from assistant.partings import wholes_asked
from assistant.question import Asked
from assistant.reckon import wholes_of
from corpus.total_names import is_total

MEANT = 0.4
"""Share of the words said of the whole that the total's labels and headings must hold."""
MARGIN = 0.04
_SAYS_WHOLE = re.compile(r"총|전체|합계|모두|전부|전\s")


def share_in_total(asked: Asked, library: Library) -> tuple[Option, Option] | None:
    """Return (whole, part) where one figure surely is the part and its column's total the whole, or None."""
    for whole, part in wholes_asked(asked):
        if not _SAYS_WHOLE.search(whole.standalone):
            continue
        found = holding(part, library)
        if not found:
            continue
        best = found[0]
        if any(o.score >= best.score - MARGIN and not same_value(o.figure, best.figure) for o in found[1:6]):
            continue
        totals = [o for o in wholes_of(best, library) if o.figure.row_path and is_total(o.figure.row_path[-1])]
        terms = weighted_terms(whole, library)[: len(whole.terms)]
        meant = [
            o
            for o in totals
            if coverage(terms, figure_fields(o.figure, o.candidate.unit, o.candidate.document))[0] >= MEANT
        ]
        if meant and all(same_value(o.figure, meant[0].figure) for o in meant):
            return meant[0], best
    return None
