"""Rows of one table that a question names in full, one after another, to be added up (`가 공사 나 공사 금액 합계`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.derive import NotComputable, total
from assistant.draft import Draft
from assistant.find import Candidate, options
from assistant.library import Library
from assistant.match import folded
from assistant.question import Asked
from assistant.statement import wanted_unit, write
from corpus.figures import Figure
from corpus.total_names import is_total

NAME = 4
"""Letters of the shortest row name that stands in a question for its row."""
FIRST = 6
"""How many of the nearest cells may be of the rows named."""
_ADDS = re.compile(r"합계|합산|총합|더하|더한|더해|합하|합한|합쳐|합친|모두|(?<![가-힣])합[은이]?(?=\s|\?|$)")


def sum_named(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the sum of the cells of one column in the rows the question names, or None where it names fewer than two.

    A number of rows that a question names is never answered by one of them alone.
    """
    if _ADDS.search(asked.standalone) is None or asked.language == "en":
        return None
    ranked = [o for o in options(asked, found, library) if o.figure.kind == "cell" and o.figure.row_path]
    for best in [o for o in ranked if o.unit_fit >= 0 and o.period_fit >= 0][:FIRST]:
        named = _named(asked, best.figure, library)
        if len(named) < 2 or best.figure.id not in {figure.id for figure in named}:
            continue
        units = {unit.row: unit for unit in library.rows(best.figure.table_id or "")}
        addends = [
            replace(best, figure=figure, candidate=replace(best.candidate, unit=units[figure.location.row]))
            for figure in named
            if figure.location.row in units
        ]
        try:
            computed = total([option.figure for option in addends], unit=wanted_unit(asked, named[0]))
        except NotComputable:
            return None
        return write(asked, computed, addends, best.score)
    return None


def _named(asked: Asked, figure: Figure, library: Library) -> list[Figure]:
    """Return the cells of a figure's column whose rows the question names in full, in the order in which it does."""
    said = folded(asked.wording)
    column = [f for f in library.table_figures(figure.table_id or "") if f.column_path == figure.column_path]
    places: dict[int, Figure] = {}
    taken: list[tuple[int, int]] = []
    for other in sorted(column, key=lambda f: -len(folded(f.row_path[-1])) if f.row_path else 0):
        name = folded(other.row_path[-1]) if other.row_path else ""
        start = said.find(name) if len(name) >= NAME and not is_total(name) else -1
        if start < 0 or any(a < start + len(name) and start < b for a, b in taken):
            continue
        if start in places or any(f is not other and f.row_path[-1:] == other.row_path[-1:] for f in column):
            return []  # a name of two rows tells neither
        places[start] = other
        taken.append((start, start + len(name)))
    found = [places[start] for start in sorted(places)]
    leading = {label for one in found for label in one.row_path[:-1]}
    return [] if any(one.row_path[-1] in leading for one in found) else found  # a whole beside its part
