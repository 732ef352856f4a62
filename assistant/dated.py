"""When something is: what every place says of its time, and whether two of them say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.find import Candidate
from assistant.library import Library
from assistant.likeness import alike, alike_in_words, named_by_both, pairs, word_pairs
from assistant.match import Field, Weighted, coverage, field, folded
from assistant.period_fit import bounds
from assistant.question import Asked
from assistant.serials import is_other, share_numbered, share_serial
from assistant.time_words import telling
from assistant.times import ACTION, FORM_HEADINGS, ORDINAL, times, without_dates
from corpus.periods import Period
from corpus.units import Unit
from index.evidence import DocumentEntry

Stage = Literal["planned", "done", ""]
End = Literal["start", "end", ""]

_PLANNED = re.compile(r"목표|계획|예정|향후|일정|방향")
_TO_COME = re.compile(r"향후|앞으로")
_DONE = re.compile(r"실적|성과|경과|결과|현황")
_MEETS = frozenset({"운영", "실시", "추진", "시행", "지원", "활동", "서비스"})
"""Actions any programme has: they tell two steps of one programme apart only from named ones."""
_HOLDS = frozenset({"개최"})
"""An event named is an event held."""
_JOINT = re.compile(r"\s및\s|[,•·‧･ž∙/]")
_ASKS_START = re.compile(r"시작|착수|부터(?!\s*언제\s*까지)|\bstart|\bbegin", re.I)
_ASKS_END = re.compile(r"끝|완료|완공|준공|마치|마감|언제\s*까지|종료|\bend\b|\bfinish|\bcomplete", re.I)
_HELD = re.compile(
    r"(?:\s?\([^()]*\))?\s?(?:에|간|동안)?\s(?:여는|연다|열[기리어림]|열었|개최|치르|치러|진행|실시|운영|시행)|(?:임|이다|이며|입니다)"
)
_BOTH_ENDS = re.compile(r"부터\s*언제\s*까지|기간")
LEAST, NEAR, ALIKE = 0.62, 0.2, 0.7
"""How well a place must fit the question, how much worse than the best another may, and how alike they must be."""
VERY_NEAR, VERY_ALIKE, FAR = 0.45, 0.9, 0.6
"""What two places of nearly the same words may differ in fit, and one of the section whose time is asked for."""
SERIAL_ALIKE = 0.5
"""A serial number names one thing (`제253호`), whatever else it is called."""
FOREIGN = 0.65
"""Share of what one place says of which the other may say nothing."""
MANY = 8
"""Letter pairs that two places share which say the same, whatever else stands beside it."""
EXTRA = 0.2
"""What words cost that the question does not speak of."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A place that says when something is. `fit` is how well its thing is the one asked for, about 0..1."""

    candidate: Candidate
    thing: str
    period: Period
    stage: Stage
    fit: float
    milestone: bool = False
    """True where the time is a table's column and the cell says that something is finished then."""
    whole: bool = False
    """True where the time is that of a whole section: `사업기간: …` under its heading."""
    below: tuple[Unit, ...] = ()
    """The units that say what happens then, where the time stands alone above them."""
    step: bool = False
    spread: bool = False
    """As of a time: see times.Time."""

    @property
    def unit(self) -> Unit:
        """Return the unit that says it."""
        return self.candidate.unit


def statements(asked: Asked, found: Sequence[Candidate], library: Library, *, spread: bool = False) -> list[Dated]:
    """Return what the candidates say of the time of the thing asked for, the best fitting first.

    `spread`: rows of yearly columns state the stretch over which they say something.
    """
    terms = telling(asked, library)
    if not terms:
        return []
    stated = [dated for candidate in found for dated in _statements(candidate, terms, asked, library, spread)]
    stated.sort(key=lambda dated: (-dated.fit, dated.unit.id))
    return stated


def disagreeing(
    asked: Asked, found: Sequence[Candidate], library: Library, *, told: bool = False, at: Unit | None = None
) -> list[Dated]:
    """Return the places that give different times for the one thing asked for, the best first; [] where they agree.

    `told`: the question itself says that they differ, so that a plan and what came of it are set side by side too.
    `at`: the unit that answers, where one has been chosen: what it says needs not fit the question's words.
    """
    stated = [one for one in statements(asked, found, library, spread=told) if at is not None or one.fit >= LEAST - FAR]
    chosen = [one for one in stated if (one.fit >= LEAST if at is None else one.unit.id == at.id)]
    if not chosen or (at is not None and len(chosen) > 1):
        return []
    best, question = chosen[0], asked.standalone
    end = asked_end(question)
    others: list[Dated] = []
    for other in (one for one in stated if one is not best):
        if other.fit < best.fit - FAR:
            break
        same = (_near(best, other) and same_thing(best, other)) or named_by_both(question, best.thing, other.thing)
        if same and (told or same_edition(best, other)):
            if all(differ(one, other, end=end, told=told) for one in (best, *others)):
                others.append(other)
            elif other.unit.table_id is not None and not differ(best, other, end=end, told=told):
                others = [one for one in others if one.unit.table_id != other.unit.table_id]
    others = _one_a_table(others, end)
    return [best, *others[:3]] if others else []


def _near(best: Dated, other: Dated) -> bool:
    """Tell whether a place fits the question about as well as the best: the more alike, the wider."""
    if best.whole and _section(best.unit) == _section(other.unit):
        return True
    certain = alike(best.thing, other.thing) >= VERY_ALIKE or share_serial(best.thing, other.thing)
    return other.fit >= best.fit - (VERY_NEAR if certain else NEAR)


def _one_a_table(others: Sequence[Dated], end: End) -> list[Dated]:
    """Return the places, of one table's steps only the first, or the last where the end is asked for."""
    kept: dict[str, Dated] = {}
    for other in others:
        key = other.unit.table_id or other.unit.id
        known = kept.get(key)
        later = known is None or (bounds(other.period.end)[1] > bounds(known.period.end)[1]) == (end == "end")
        if known is None or (later and other.period.key != known.period.key):
            kept[key] = other
    return list(kept.values())


def asked_end(question: str) -> End:
    """Return which end of a stretch of time is asked for; an empty string for all of it."""
    if _BOTH_ENDS.search(question):
        return ""
    if _ASKS_END.search(question):
        return "end"
    return "start" if _ASKS_START.search(question) else ""


def same_thing(one: Dated, other: Dated) -> bool:
    """Tell whether two places speak of one thing: alike in words, of the same action, of the same part of it."""
    if one.unit.id == other.unit.id:
        return False
    if one.unit.table_id is not None and one.unit.table_id == other.unit.table_id:
        return False  # rows of one table are different things
    if _lacks_number(one, other) or _lacks_number(other, one):
        return False
    if share_numbered(one.thing, other.thing) and max(_foreign(one, other), _foreign(other, one)) == 0.0:
        return True
    if ("위한" in one.thing.partition(" - ")[0]) != ("위한" in other.thing.partition(" - ")[0]):
        return False  # what serves a thing is not the thing
    if one.whole != other.whole and _section(one.unit) == _section(other.unit):
        return bool(_last_action(one.thing)) and _last_action(one.thing) == _last_action(other.thing)
    if _side_by_side(one.unit, other.unit):
        return False
    for row, sentence in ((one, other), (other, one)):
        if _speaks_of_event(row, sentence):
            return _is_held(sentence)
    least = SERIAL_ALIKE if share_serial(one.thing, other.thing) else ALIKE
    if max(_foreign(one, other), _foreign(other, one)) > FOREIGN and not share_serial(one.thing, other.thing):
        return False
    likeness = max(alike(one.thing, other.thing), alike_in_words(one.thing, other.thing))
    return _actions_agree(one, other) and likeness >= least


def _speaks_of_event(row: Dated, sentence: Dated) -> bool:
    """Tell a row of a calendar, its event named without an action, and a sentence that begins with that event."""
    if row.unit.table_id is None or sentence.unit.table_id is not None or not row.thing or ACTION.search(row.thing):
        return False
    return re.match(rf"{re.escape(row.thing)}(?:은|는|이|가)\s", sentence.thing) is not None


def _is_held(sentence: Dated) -> bool:
    """Tell a sentence whose date is that on which its event is held, not that of a step before it."""
    printed = re.sub(r"^\d{4}\. (?=\d)", "", sentence.period.text)
    return _HELD.match(sentence.unit.text.partition(printed)[2]) is not None


def _foreign(one: Dated, other: Dated) -> float:
    """Return 0..1: the share of what the one says of which the other's place says nothing."""
    said = word_pairs(one.thing)
    if len(word_pairs(other.thing) & said) >= MANY:
        return 0.0
    unit = other.unit
    place = word_pairs(" ".join((other.thing, unit.text, unit.caption, *unit.parents, *unit.heading_path)))
    return len(said - place) / len(said) if said else 0.0


def _lacks_number(one: Dated, other: Dated) -> bool:
    """Tell whether the one names a round, a half or the like of which the other's place says nothing."""
    place = " ".join((other.thing, *other.unit.heading_path, other.candidate.document.title))
    return not set(_ordinals(one.thing)) <= set(_ordinals(place))


def _side_by_side(one: Unit, other: Unit) -> bool:
    """Tell items of one list, or an item and one above it."""
    if one.document_id != other.document_id or one.heading_path != other.heading_path:
        return False
    return one.parents == other.parents and one.table_id is None and other.table_id is None


def _actions_agree(one: Dated, other: Dated) -> bool:
    if one.milestone != other.milestone or one.spread != other.spread:
        return True
    a, b = _actions(one.thing), _actions(other.thing)
    named = (a - _MEETS, b - _MEETS)
    shared, nested = named[0] & named[1], named[0] <= named[1] or named[1] <= named[0]
    if all(named) and not (shared and nested):
        return False
    if one.step or other.step:
        return _last_action(one.thing) == _last_action(other.thing)
    heads = (_heads(one.thing), _heads(other.thing))
    if heads[0] & heads[1] or any(
        held <= _HOLDS and named <= own for held, named, own in ((heads[1], heads[0], b), (heads[0], heads[1], a))
    ):
        return True  # `개소식` and `개소식 개최`
    return not all(heads) or bool(_MEETS & (heads[0] | heads[1]) and heads[0] & b and heads[1] & a)


def same_edition(one: Dated, other: Dated) -> bool:
    """Tell whether two times can be of one event: of one year, or overlapping; what comes every year has many."""
    if one.period.start[:4] == other.period.start[:4]:
        return True
    a, b = bounds(one.period.key), bounds(other.period.key)
    return a[0] <= b[1] and b[0] <= a[1]


def differ(one: Dated, other: Dated, *, end: End = "", told: bool = False) -> bool:
    """Tell whether two times contradict each other; a coarser one, or a day within a stretch, does not."""
    a, b = one.period, other.period
    if one.milestone or other.milestone:
        ends = (bounds(a.key if one.milestone else a.end), bounds(b.key if other.milestone else b.end))
        return not _meet(*ends)
    if _is_rest(one, other) or _is_rest(other, one):
        return False
    starts, lasts = _compatible(a.start, b.start), _compatible(a.end, b.end)
    if end == "start" and not told:
        return not starts
    if end == "end" and not told:
        return not lasts
    if starts and lasts:
        return False
    if told:
        return True
    if _within(a, b) or _within(b, a):
        inner, outer = (a, b) if _within(a, b) else (b, a)
        if inner.start == inner.end or len(outer.start) == 4:
            return False  # an event in the time foreseen for it
        return one.stage == other.stage
    return True


def _is_rest(one: Dated, other: Dated) -> bool:
    """Tell a stretch still to come (`향후 일정`) of what another place tells of from the beginning."""
    ahead = any(_TO_COME.search(heading) for heading in one.unit.heading_path[-2:])
    a, b = one.period, other.period
    return ahead and a.start != a.end and b.start != b.end and bounds(b.start)[0] < bounds(a.start)[0]


def _within(inner: Period, outer: Period) -> bool:
    a, b = bounds(inner.key), bounds(outer.key)
    return b[0] <= a[0] and a[1] <= b[1]


def _meet(a: tuple[str, str], b: tuple[str, str]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def _compatible(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a)


def _ordinals(text: str) -> list[str]:
    return [folded(match.group()) for match in ORDINAL.finditer(without_dates(text))]


def _actions(text: str) -> set[str]:
    return {match.group() for match in ACTION.finditer(text)}


def _heads(text: str) -> set[str]:
    """Return the last action of each thing a text joins: `구성 및 네트워크 구축` is 구성 and 구축."""
    return {_last_action(part) for part in _JOINT.split(text)} - {""}


def _last_action(text: str) -> str:
    found = [match.group() for match in ACTION.finditer(text)]
    return found[-1] if found else ""


def _section(unit: Unit) -> tuple[str, ...]:
    """Return document and the headings down to the one that names a thing."""
    path = list(unit.heading_path)
    while path and FORM_HEADINGS.search(path[-1].rstrip()):
        path.pop()
    return (unit.document_id, *path)


def _stage(unit: Unit) -> Stage:
    for heading in reversed((*unit.heading_path[-2:], *((unit.caption,) if unit.caption else ()))):
        planned, done = _PLANNED.search(heading) is not None, _DONE.search(heading) is not None
        if planned != done:
            return "planned" if planned else "done"
    return ""


def _statements(
    candidate: Candidate, terms: Sequence[Weighted], asked: Asked, library: Library, spread: bool
) -> Iterator[Dated]:
    question = folded(asked.wording)
    unit = candidate.unit
    ends = asked_end(asked.standalone) != "start"
    for time in times(unit, candidate.document, library, ends=ends, spread=spread):
        thing = time.thing or " ".join(other.text for other in time.below)
        if is_other(asked.standalone, thing):
            continue
        covered, _ = coverage(terms, [field(thing, 1.0), *_around(unit, candidate.document)])
        fit = covered - EXTRA * _extra(thing, question)
        how = (time.milestone, time.whole, time.below, time.step, time.spread)
        yield Dated(candidate, thing, time.period, _stage(unit), fit, *how)


def _around(unit: Unit, document: DocumentEntry) -> list[Field]:
    fields = [field(" ".join(unit.parents), 0.85)] if unit.parents else []
    fields.append(field(unit.text, 0.85))
    fields.append(field(f"{document.title} {document.organization or ''}", 0.8))
    for depth, heading in enumerate(reversed(unit.heading_path)):
        fields.append(field(heading, max(0.5, 0.8 - 0.1 * depth)))
    return fields


def _extra(thing: str, question: str) -> float:
    said = pairs(thing)
    return sum(1 for pair in said if pair not in question) / len(said) if said else 0.0
