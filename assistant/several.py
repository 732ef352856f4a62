"""A date asked of one thing where the documents date several of its kind, and the question tells none of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.dates_named import dated_names
from assistant.library import Library
from assistant.likeness import pairs
from assistant.match import Weighted, folded, term_coverage
from assistant.match import field as field_of
from assistant.places import Place, subject_terms
from assistant.question import Asked
from assistant.times import stretches, with_years
from assistant.wanted import Wanted
from corpus.periods import Period
from corpus.units import Unit

BEHIND = 0.15
"""How far behind the best place another may be scored that the question fits as well."""
TABLE_BEHIND = 0.25
"""The same for the rows of a table, where the best place states no time."""
ONE_BY_ONE_BEHIND = 0.4
"""The same where the best place says that several follow each other (`순차 개관`)."""
AS_WELL = 0.2
"""How much less of a word another place may say."""
HEADED = 0.8
"""How well a table's heading and columns must say every word of the question."""
MOST = 4
_ASKS = re.compile(r"언제|며칠|몇\s*월|어느\s*(?:해|달|날)")
_ALL = re.compile(
    r"각각|모두|마다|전부|목록|차례|순서|들[은이을의]|가장|처음|첫|마지막|최근|최종|다음|이번|지난|제\s?\d|\d\s?차"
)
"""What asks for every one of them, or tells one by its place."""
_PICKED = re.compile(r"(?P<first>처음|첫)|마지막|최근|최종")
_ANY = re.compile(r"(?:관련|해당|지자체|자체|기존|신규|주요|다른|각종|모든|여러|우리|본|이|그|동|각|위|및|등|새)(?=\s)")
"""Words before a noun that name none of its kind."""
_ONE_BY_ONE = re.compile(r"순차|차례로|순서대로|단계적")
_DAY_LENGTH = len("2025-01-01")


def several(asked: Asked, want: Wanted, ranked: Sequence[Place], library: Library) -> list[Place]:
    """Return the places that each date a thing of the kind asked for, where the question fits them all; [] for one."""
    if want.kind != "date":
        return []
    if not _days(ranked[0].unit) and (picked := _PICKED.search(asked.standalone)):
        rows = sorted(_rows(ranked, subject_terms(asked, want, library)), key=lambda row: _key(row.unit))
        return rows[:1] if picked["first"] else rows[-1:]
    if _ALL.search(asked.standalone):
        return []
    if not _days(ranked[0].unit):
        return _rows(ranked, subject_terms(asked, want, library))[:MOST]
    others = _listed(ranked) or _of_kind(asked, want, ranked)
    return [ranked[0], *others[:MOST]] if others else []


def _rows(ranked: Sequence[Place], terms: Sequence[Weighted]) -> list[Place]:
    """Return the rows of the table that dates what is asked for, each its own, where the best place has no time."""
    best = ranked[0]
    for place in ranked[1:]:
        if place.score < best.score - TABLE_BEHIND:
            break
        unit = place.unit
        if unit.table_id is None or not _is_headed(unit, terms):
            continue
        rows = [other for other in ranked if other.unit.table_id == unit.table_id and _days(other.unit)]
        if len({tuple(period.key for period in _days(row.unit)) for row in rows}) > 1:
            return sorted(rows, key=lambda row: row.unit.row or 0)
    return []


def _is_headed(unit: Unit, terms: Sequence[Weighted]) -> bool:
    fields = [field_of(text, 1.0) for text in (*unit.heading_path[-2:], unit.caption, *unit.headers) if text]
    return all(term_coverage(term, fields) >= HEADED for term in terms if not _PICKED.fullmatch(term.term.text))


def _listed(ranked: Sequence[Place]) -> list[Place]:
    """Return the place that dates the things one by one to the day, where the best tells only when they begin."""
    best = ranked[0]
    if _tells_days(best.unit) or best.unit.table_id is not None:
        return []
    behind = ONE_BY_ONE_BEHIND if _ONE_BY_ONE.search(best.unit.text) else BEHIND
    for other in ranked[1:]:
        if other.score < best.score - behind:
            break
        names = dated_names(other.unit.text) if other.unit.table_id is None else []
        if len(names) > 1 and _tells_days(other.unit) and _as_well(best, other) and _same_matter(best.unit, other.unit):
            return [other]
    return []


def _tells_days(unit: Unit) -> bool:
    return any(len(period.start) == _DAY_LENGTH for period in _days(unit))


def _same_matter(one: Unit, other: Unit) -> bool:
    return one.document_id == other.document_id and one.heading_path[:-1] == other.heading_path[:-1]


def _of_kind(asked: Asked, want: Wanted, ranked: Sequence[Place]) -> list[Place]:
    """Return the places that date another thing of the noun asked for: `정책포럼` and `국제포럼` for `포럼`."""
    noun = _noun(asked, want)
    best = ranked[0]
    own = names_of(noun, best.unit.text, asked.standalone) if noun else frozenset()
    if not own:
        return []
    said, dates = set(own), {_key(best.unit)}
    found: list[Place] = []
    for other in ranked[1:]:
        if other.score < best.score - BEHIND:
            break
        names = names_of(noun, other.unit.text, asked.standalone)
        if not names or names & said or other.unit.document_id != best.unit.document_id or not _as_well(best, other):
            continue
        if _key(other.unit) and _key(other.unit) not in dates and _is_asked_then(asked, other.unit):
            said |= names
            dates.add(_key(other.unit))
            found.append(other)
    return found


def names_of(noun: str, text: str, question: str) -> frozenset[str]:
    """Return the names in a text that end in a noun and say more than the question, folded."""
    known = pairs(question)
    found = re.findall(rf"(?:[가-힣A-Za-z]+ )?[가-힣A-Za-z]*{re.escape(noun)}안?(?![가-힣])", text)
    named = (_ANY.sub("", name).strip() for name in found)
    return frozenset(folded(name) for name in named if pairs(name) - pairs(noun) - known)


def _noun(asked: Asked, want: Wanted) -> str:
    """Return the noun the time is asked of: the last word before the asking one that is not what happens."""
    ask = _ASKS.search(asked.standalone)
    before = [t for t in asked.terms if (ask is None or t.start < ask.start()) and t.text != want.event]
    return before[-1].text if before and len(before[-1].text) > 1 else ""


def _as_well(best: Place, other: Place) -> bool:
    return all(find >= least - AS_WELL for find, least in zip(other.finds, best.finds, strict=True))


def _is_asked_then(asked: Asked, unit: Unit) -> bool:
    years = {period.start[:4] for period in asked.periods}
    return not years or any(period.start[:4] in years for period in _days(unit))


def _key(unit: Unit) -> tuple[str, ...]:
    return tuple(period.key for period in _days(unit))


def _days(unit: Unit) -> list[Period]:
    return stretches(with_years(unit.text, "2000"))
