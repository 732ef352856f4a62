"""A total asked for of which only parts were found: the pair of figures its table prints in the row of the total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.contrast import NAMED, Group
from assistant.library import Library
from assistant.match import coverage, field, folded
from assistant.question import Asked
from assistant.rivals import base, is_total_of
from assistant.sides import Side
from assistant.subject import subject_terms
from corpus.total_names import is_total

_GRAND = re.compile(r"총\s*합?\s*계")


def of_totals(asked: Asked, near: Sequence[Group], library: Library) -> list[Group]:
    """Return the groups a question of a total means: those of totals, else the one printed above all of them.

    Rows of one table that come equally near (자체, 특교) are parts of what is asked for where its total row has both
    columns. The rest stay as they are, to be offered.
    """
    near = _once([_of_all(asked, group, library) for group in near])
    if not asked.wants_total:
        return near
    totals = [group for group in near if all(is_total_of(side.figure) for side in group.sides)]
    if totals or len(near) < 2:
        return totals or list(near)
    printed = _printed(near, library)
    return [printed] if printed is not None else list(near)


def _of_all(asked: Asked, group: Group, library: Library) -> Group:
    """Return the pair of the total row for two periods of a row of which the question says no word, else the pair."""
    row = group.sides[0].figure.row_path
    by_period = len({side.figure.periods for side in group.sides}) == len(group.sides)
    in_row = all(side.figure.table_id and side.figure.row_path == row for side in group.sides)
    if not by_period or not in_row or not row or any(is_total_of(side.figure) for side in group.sides):
        return group
    terms = subject_terms(asked, library)
    if not terms or max(coverage(terms, [field(" ".join(row), 1.0)])[1]) >= NAMED:
        return group
    return _printed([group], library) or group


def printed_total(asked: Asked, near: Sequence[Group], library: Library) -> Side | None:
    """Return the grand total a table prints under the column of the sums found, where the question asks for one.

    None where it may be of more than is asked for: the question must name all that the column is divided into.
    """
    sides = [side for group in near for side in group.sides]
    columns = {(side.figure.table_id, side.figure.column_path) for side in sides}
    if not _GRAND.search(asked.standalone) or asked.periods or len(columns) > 1:
        return None
    side = _total(sides[0], library)
    if side is None or not all(is_total(label) for label in side.figure.row_path):
        return None
    said = folded(asked.wording)
    column = [f for f in library.table_figures(side.figure.table_id or "") if f.column_path == side.figure.column_path]
    parts = {folded(f.row_path[0]).removesuffix("사업") for f in column if f.row_path and not is_total(f.row_path[0])}
    return side if len(parts) > 1 and all(part and part in said for part in parts) else None


def _once(groups: Sequence[Group]) -> list[Group]:
    """Return the groups, the first of those that state the same amounts."""
    return list({tuple(base(side.figure) for side in group.sides): group for group in reversed(groups)}.values())[::-1]


def _printed(near: Sequence[Group], library: Library) -> Group | None:
    """Return the pair of the total row, or None where the groups are not rows of one table with one such row."""
    first = near[0]
    columns = [side.figure.column_path for side in first.sides]
    table = first.sides[0].figure.table_id
    for group in near:
        rows = {side.figure.location.row for side in group.sides}
        same = all(side.figure.table_id == table for side in group.sides)
        if table is None or not same or len(rows) > 1 or [s.figure.column_path for s in group.sides] != columns:
            return None
    found = [_total(side, library) for side in first.sides]
    sides = tuple(side for side in found if side is not None)
    return replace(first, sides=sides) if len(sides) == len(columns) else None


def _total(side: Side, library: Library) -> Side | None:
    figure, document = side.figure, side.option.candidate.document
    over = [f for f in library.table_figures(figure.table_id or "") if f.column_path == figure.column_path]
    over = [f for f in over if is_total_of(f) and f.unit == figure.unit]
    over = [f for f in over if all(is_total(label) for label in f.row_path)] if len(over) > 1 else over
    unit = library.unit_at(document.id, over[0].location) if len(over) == 1 else None
    if unit is None:
        return None
    candidate = replace(side.option.candidate, unit=unit)
    return replace(side, option=replace(side.option, figure=over[0], candidate=candidate))
