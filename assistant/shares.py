"""Shares of a part whose whole no row prints: the rows of one thing (`자체`, `특교`) added up are the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.derive import NotComputable, share_of_sum
from assistant.draft import Draft
from assistant.find import Candidate, Option, options
from assistant.library import Library
from assistant.match import folded
from assistant.part_of import names_the_part
from assistant.question import Asked
from assistant.statement import places_of, write
from corpus.total_names import is_total

COVERED = 0.8
"""Share of the question's words the part must hold."""
_WITHIN = re.compile(r"중에서|중(?=\s)|가운데|에서\s|비중|차지")


def share_of_parts(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft of one row's share in all rows of its thing, or None where a total is printed or unsure."""
    if not _WITHIN.search(asked.standalone):
        return None
    ranked = [o for o in options(asked, found, library) if o.figure.table_id and len(o.figure.row_path) >= 2]
    ranked = [o for o in ranked if o.coverage >= COVERED and o.period_fit >= 0 and o.unit_fit >= 0]
    if not ranked:
        return None
    said = folded(asked.wording)
    best = _columns_total(ranked, asked)
    parts = _parts(best, library)
    named = [part for part in parts if folded(part.figure.row_path[-1]) in said]
    if names_the_part(asked, best.figure.row_path[:-1]):
        return None  # the rows are of the part alone
    if len(parts) < 2 or not named or any(is_total(part.figure.row_path[-1]) for part in parts):
        return None
    part = max(named, key=lambda option: said.rfind(folded(option.figure.row_path[-1])))
    whole = named if len(named) >= 2 else parts
    ordered = [part, *(other for other in whole if other is not part)]
    try:
        computed = share_of_sum([option.figure for option in ordered], places=places_of(asked))
    except NotComputable:
        return None
    return write(asked, computed, ordered, best.score)


def _columns_total(ranked: Sequence[Option], asked: Asked) -> Option:
    """Return the best option, of its row the total where no period is asked for."""
    best = ranked[0]
    if asked.periods:
        return best
    row = [o for o in ranked if o.figure.table_id == best.figure.table_id and o.figure.row_path == best.figure.row_path]
    return next((o for o in row if o.figure.column_path and is_total(o.figure.column_path[-1])), best)


def _parts(part: Option, library: Library) -> list[Option]:
    """Return the rows of the part's thing in its column, the part's own among them, in document order."""
    figure = part.figure
    units = {unit.row: unit for unit in library.rows(figure.table_id or "")}
    return [
        replace(part, figure=other, candidate=replace(part.candidate, unit=units[other.location.row]))
        for other in library.table_figures(figure.table_id or "")
        if other.column_path == figure.column_path
        and other.row_path[:-1] == figure.row_path[:-1]
        and len(other.row_path) == len(figure.row_path)
        and other.location.row in units
    ]
