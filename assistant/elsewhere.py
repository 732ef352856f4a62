"""The same figure printed again in another table of its document: cited beside the place an answer states it from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.agreeing import TELLING
from assistant.cite import Bibliography
from assistant.draft import Draft
from assistant.library import Library
from assistant.recall import placed
from assistant.rivals import base
from corpus.figures import Figure

PLACES = 3
"""Figures of an answer, those it leads with, whose further place is cited: one each."""
ALSO = "같은 값이 적힌 다른 표:"
YEARS = 3
"""Periods of a row that must hold the same amounts in both tables before the two rows are one."""


def cited_elsewhere(draft: Draft, library: Library) -> Draft:
    """Return a draft with a line that marks where its figures are printed again, where tables prove it.

    Two rows are one where they hold the same amounts in the same periods; two totals where they stand under the same
    outermost heading and their amount is too long to be alike by chance.
    """
    if draft.outcome not in ("answered", "clarify") or draft.derivation is not None:
        return draft
    citations = {citation.number: citation for citation in draft.citations}
    bibliography = Bibliography(draft.citations)
    tables = {citation.table_id for citation in draft.citations}
    marks: list[int] = []
    for figure in draft.figures[:PLACES]:
        citation = citations.get(figure.citation or 0)
        place = None if citation is None or figure.derived else placed(citation, figure, library)
        twins = () if place is None else _twins(place.figure, library)
        twin = next((twin for twin in twins if twin.table_id not in tables), None)
        unit = None if twin is None else library.unit_at(twin.document_id, twin.location)
        if place is None or twin is None or unit is None:
            continue
        tables.add(twin.table_id)
        marks.append(bibliography.figure(twin, place.candidate.document, unit.text))
    if not marks:
        return draft
    text = f"{draft.text}\n{ALSO} {''.join(f'[{mark}]' for mark in marks)}"
    return replace(draft, text=text, citations=bibliography.citations)


def _twins(figure: Figure, library: Library) -> Iterator[Figure]:
    """Yield the cells of other tables of the document that print a cell again, in the order of the document."""
    if figure.table_id is None:
        return
    own: dict[str, object] | None = None
    for other in library.index.figures_in(figure.document_id):
        if other.table_id is None or other.table_id == figure.table_id or not _same_amount(figure, other):
            continue
        if _same_total(figure, other):
            yield other
        elif figure.periods and set(figure.periods) == set(other.periods):
            own = _by_period(figure, library) if own is None else own
            if _is_one_row(own, _by_period(other, library)):
                yield other


def _same_amount(one: Figure, other: Figure) -> bool:
    if one.bound != other.bound:
        return False
    return one.won == other.won if one.won is not None else one.unit is not None and base(one) == base(other)


def _same_total(one: Figure, other: Figure) -> bool:
    """Tell totals of one amount and time below the same outermost heading."""
    is_telling = len(one.value.normalize().as_tuple().digits) >= TELLING
    same_section = bool(one.heading_path) and one.heading_path[:1] == other.heading_path[:1]
    return one.is_total and other.is_total and is_telling and same_section and set(one.periods) == set(other.periods)


def _by_period(figure: Figure, library: Library) -> dict[str, object]:
    """Return the amounts of a cell's row by the one period each stands under."""
    row = [f for f in library.table_figures(figure.table_id or "") if f.location.row == figure.location.row]
    return {f.periods[0]: base(f) if f.won is None else f.won for f in row if len(f.periods) == 1}


def _is_one_row(own: dict[str, object], other: dict[str, object]) -> bool:
    shared = own.keys() & other.keys()
    return len(shared) >= YEARS and all(own[p] == other[p] for p in shared) and len({own[p] for p in shared}) > 1
