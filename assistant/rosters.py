"""People named with what they belong to in brackets (`홍길동 위원(가나당, 다라2)`): those of one sort are counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer import AnswerFigure, Derivation, Operand
from assistant.cite import Bibliography
from assistant.draft import Draft
from assistant.fields import unit_fields
from assistant.find import Candidate
from assistant.library import Library
from assistant.match import coverage, folded
from assistant.question import Asked
from assistant.rowset import asks_number
from assistant.subject import subject_terms
from assistant.word import amount, is_
from corpus.text import search_text
from corpus.units import Unit

FEWEST = 3
"""People a place must name so before it is a roster."""
SHORT = 3
"""Letters of a name's end that may stand for all of it (`가나당` for 새가나당)."""
COVERED = 0.6
"""Share of the question's words, the sort itself left out, that the roster's place must hold."""
_ENTRY = re.compile(
    r"(?<![가-힣])(?P<name>[가-힣]{2,4}?)\s?"
    r"(?:(?:위원|부위원|부의|의)장|의원|위원|간사|교수|대표)?\s?\((?P<sorts>[^()]{2,40})\)"
)
_WHOLE = re.compile(r"(\d+)\s*(?:명|인)(?![가-힣]*\s*(?:이내|이상))")


@dataclass(frozen=True, slots=True)
class Member:
    """A person of a roster. `sorts`: what the brackets behind the name say, folded; `unit`: where they stand."""

    name: str
    sorts: tuple[str, ...]
    unit: Unit


def count_members(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft that counts the people of one sort among a roster's, or None where no roster is whole.

    A roster is whole where the place states a number of people and just as many of those it names are known by sort,
    there or elsewhere in the document.
    """
    if asked.unit_class != "person" or not asks_number(asked):
        return None
    for candidate in [c for c in found if c.unit.table_id is None][:6]:
        if len(_ENTRY.findall(search_text(candidate.unit.text))) < FEWEST:
            continue
        named = _named(candidate, library)
        sort, rest = _sort(asked, named, library, candidate)
        if sort is None or rest < COVERED:
            continue
        chosen = [member for member in named if any(_is(own, sort) for own in member.sorts)]
        if len(chosen) < len(named) and str(len(named)) in _WHOLE.findall(search_text(candidate.unit.text)):
            return _draft(asked, chosen, candidate)
    return None


def _named(candidate: Candidate, library: Library) -> list[Member]:
    """Return the people whom a place names, each with what the document says of them in brackets."""
    known: dict[str, Member] = {}
    text = folded(search_text(candidate.unit.text))
    units = (candidate.unit, *library.section(candidate.document.id, ()))
    for unit in units:
        for match in _ENTRY.finditer(search_text(unit.text)) if "(" in unit.text else ():
            name = match["name"]
            if name in known or name not in text:
                continue
            sorts = tuple(folded(part) for part in re.split(r"[,·/]", match["sorts"]))
            known[name] = Member(name, sorts, unit)
    # What one place says of several people tells the sorts: a bracket of another shape is a remark.
    shape = len(_shape(known, candidate.unit))
    return [member for member in known.values() if len(member.sorts) == shape]


def _shape(known: dict[str, Member], unit: Unit) -> tuple[str, ...]:
    own = [member.sorts for member in known.values() if member.unit is unit]
    lengths = [len(sorts) for sorts in own]
    return next((s for s in own if len(s) == max(set(lengths), key=lengths.count)), ())


def _sort(asked: Asked, named: Sequence[Member], library: Library, candidate: Candidate) -> tuple[str | None, float]:
    """Return the sort the question counts, and how much of its other words the place holds."""
    said = {m.span() for member in named for sort in member.sorts if (m := _said(sort, asked.standalone))}
    words = {asked.standalone[first:last] for first, last in said}
    if len(words) != 1:
        return None, 0.0
    first, last = min(said)
    terms = [w for w in subject_terms(asked, library) if not first <= w.term.start < last and w.term.text != "소속"]
    rest, _ = coverage(terms, unit_fields(candidate.unit, candidate.document, library))
    return folded(words.pop()), rest


def _said(sort: str, text: str) -> re.Match[str] | None:
    """Return where a question says a sort, or the end of its name, as a word of its own."""
    ends = [sort[start:] for start in range(max(1, len(sort) - SHORT + 1))]
    found = (re.search(rf"(?<![가-힣A-Za-z0-9]){re.escape(end)}", text, re.I) for end in ends if len(end) > 1)
    return next((match for match in found if match), None)


def _is(sort: str, word: str) -> bool:
    return sort == word or (len(word) >= SHORT and sort.endswith(word))


def _draft(asked: Asked, chosen: Sequence[Member], candidate: Candidate) -> Draft:
    bibliography = Bibliography()
    unit = asked.unit or "명"
    bibliography.place(candidate.unit.location, candidate.document, candidate.unit.text)
    marks = [bibliography.place(m.unit.location, candidate.document, m.unit.text) for m in chosen]
    operands = tuple(
        Operand(f"x{i}", Decimal(1), unit, mark, member.name)
        for i, (mark, member) in enumerate(zip(marks, chosen, strict=True))
    )
    counted = Decimal(len(chosen))
    names = ", ".join(f"{member.name} [{mark}]" for mark, member in zip(marks, chosen, strict=True))
    return Draft(
        outcome="answered",
        text=f"모두 {is_(amount(counted, unit))}: {names}",
        figures=(AnswerFigure(counted, unit, None, asked.standalone, None, derived=True),),
        derivation=Derivation(" + ".join(o.name for o in operands), operands, counted, unit),
        citations=bibliography.citations,
        confidence=candidate.score,
    )
