"""A turn that asks the time or the name of something beside what was told: the row or sentence near it that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.draft import Draft
from assistant.events import states_date
from assistant.find import Candidate
from assistant.followup import FILLERS
from assistant.lexicon import MEASURES
from assistant.library import Library
from assistant.match import Weighted, coverage, field, weigh
from assistant.passage import quote, render
from assistant.places import Place
from assistant.question import Asked
from assistant.recall import Said
from assistant.terms import Term
from corpus.units import Unit

NAMED = 0.7
"""Least share of a turn's own words that a place beside must hold."""
AROUND = 5
"""Paragraphs before and after the place told that are looked at."""
_NUMBERED = re.compile(r"\d+[가-힣]")
"""A numbered thing is named by number and word together."""
_ASKS = re.compile(r"언제|며칠|날짜|일자|시기|기간|기한|이름|명칭|누구|누가|명단|목록")


def beside_in_time(asked: Asked, short: Asked, last: Said, library: Library) -> Draft | None:
    """Return the draft that quotes the one place beside what was told that holds the turn's words and a date.

    `asked` is the turn completed, `short` what it says itself. None where no place, or more than one, fits best.
    """
    terms = telling(short)
    weights = weigh(terms, library.frequency, library.unit_count)
    if not terms:
        return None
    fitting = [
        (held_in(weights, unit), -ring, unit)
        for ring, near in enumerate(_rings(last, library))
        for unit in near
        if states_date(unit.text)
    ]
    fitting = [one for one in fitting if one[0] >= NAMED]
    if not fitting:
        return None
    held, ring = max(one[:2] for one in fitting)
    best = [unit for *rank, unit in fitting if tuple(rank) == (held, ring)]
    return _quoted(asked, best[0], held, library) if len({unit.text for unit in best}) == 1 else None


def telling(short: Asked) -> tuple[Term, ...]:
    """Return the words of a turn that name something, without those that only ask."""
    return tuple(
        replace(term, parts=(term.text,)) if _NUMBERED.match(term.text) else term
        for term in short.terms
        if term.text not in MEASURES and term.text not in FILLERS and not _ASKS.search(term.text)
    )


def _rings(last: Said, library: Library) -> Iterator[list[Unit]]:
    """Yield the places told, then their table's other rows or the paragraphs around them, nearest first.

    A row whose time was told says nothing more of time: what is asked next is another row's.
    """
    grounds = last.grounds
    yield [unit for unit in grounds if unit.table_id is None or last.asked.form != "date"]
    known = {unit.id for unit in grounds}
    rows = [row for table in {u.table_id for u in grounds if u.table_id} for row in library.rows(table)]
    yield [row for row in rows if row.id not in known]
    yield [
        other
        for unit in grounds
        if unit.table_id is None
        for other in library.around(unit, before=AROUND, after=AROUND)
        if other.table_id is None and other.heading_path == unit.heading_path and other.id not in known
    ]


def held_in(weights: Sequence[Weighted], unit: Unit) -> float:
    """Return 0..1: the weighted share of words that a unit's own text holds."""
    return coverage(weights, [field(unit.text, 1.0)])[0]


def _quoted(asked: Asked, unit: Unit, held: float, library: Library) -> Draft:
    candidate = Candidate(unit, library.document(unit.document_id), held, held, 1.0, 1.0)
    place = Place(candidate, 1.0, held, 0.0, 0.0, (), (), held)
    return quote(place, [unit], render(unit, library, asked), library)


def names_told(asked: Asked, last: Said, library: Library) -> Draft | None:
    """Return the draft that quotes the place told where the names of what was counted stand there, or None."""
    unit = next((unit for unit in last.grounds if unit.table_id is None and names_beside(last, unit)), None)
    return None if unit is None else _quoted(asked, unit, 1.0, library)


def asks_names(asked: Asked) -> bool:
    """Tell whether a turn asks for the names of what was counted (`그 학교들 이름`)."""
    return _NAMES.search(asked.standalone) is not None


_NAMES = re.compile(r"^(?:그|이)\s?(?!중|런|럼|러)[가-힣]+(?:들|분들)?(?:의)?\s*(?:이름|명칭|명단)")
"""`그 학교들 이름`: the names of what was counted."""


def names_beside(last: Said, unit: Unit) -> bool:
    """Tell whether names stand beside a number told or offered: in brackets, behind a colon, or listed before it."""
    if unit.table_id is not None:
        return True
    counted = last.places if last.headline is None else (last.headline,)
    return any(_named(f"{place.figure.value:,}", unit.text) for place in counted)


def _named(number: str, text: str) -> bool:
    counted = rf"(?<!\d){number}\s?[가-힣]{{0,4}}"
    behind = re.search(rf"{counted}\s*[(\[:：]\s*[가-힣A-Za-z]", text)
    before = re.search(rf"[가-힣A-Za-z]+(?:\s?[,·ㆍ、]\s?[가-힣A-Za-z]+)+\s?(?:등\s?)?{counted}", text)
    return bool(behind or before)
