"""When something is: what every place says of its time, and whether two of them say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.find import Candidate, weighted_terms
from assistant.library import Library
from assistant.match import Field, Weighted, coverage, field, folded
from assistant.period_fit import bounds
from assistant.question import Asked
from assistant.terms import Term
from corpus.periods import Period, find_periods
from corpus.units import Unit

Stage = Literal["planned", "done", ""]
End = Literal["start", "end", ""]

PERIOD_WORDS = re.compile(
    r"^[(\[]?\s*(?:전체\s*|총\s*|세부\s*)?(?:(?:사업|추진|운영|조성|구축|활동|시행|지원|공사|연구|용역|수행|교육)\s*)?"
    r"(?:기\s*간|시\s*기|일\s*시|일\s*정|일\s*자)\s*[)\]]?\s*[:：]?\s*$"
)
"""A label that names no thing of its own: what it is the time of stands above it."""
_COLUMN_WORDS = re.compile(r"시기|기간|일정|일시|일자|물량|날짜|비고|내용|연도|구분")
FORM_HEADINGS = re.compile(
    r"(?:개요|현황|계획|일정|목표|실적|내용|방향|경과|성과|과제|사항|지표\)?|목적|근거|배경|개선\s*사항|효과|문제점)$"
)
"""Headings every section has: they tell the stage, not the thing."""
_PLANNED = re.compile(r"목표|계획|예정|향후|일정|방향")
_DONE = re.compile(r"실적|성과|경과|결과|현황")
_ACTION = re.compile(
    r"구축|설립|건립|조성|설치|개발|보급|배부|발간|발행|발굴|운영|개통|개관|개소|개교|개설|개최|실시|시행|공포|선정|선발|모집|접수|공모|공고|계약|체결"
    r"|착수|착공|준공|완공|완료|수립|확정|심의|심사|평가|점검|조사|연수|교육|회의|협의|설명회|워크숍|간담회|토론회|포럼|세미나|행사"
    r"|발표|보고|제출|수합|정산|교부|지급|지원|구성|위촉|임용|채용|배치|교체|이관|이전|도입|구매|설계|용역|입찰|홍보|안내|배포|제작|개정|제정"
    r"|신청|추천|검토|통합|전환|확대|지정|활동|서비스|개시"
)
_MEETS = frozenset({"운영", "실시", "추진", "시행", "지원", "활동", "서비스"})
"""Actions any programme has: they tell two steps of one programme apart only from named ones."""
_END_MILESTONE = re.compile(r"완료|완공|준공|개통|개관|개원|개교|개소")
_ORDINAL = re.compile(
    r"제?\s*\d+\s*(?:차|회|기|단계|호|학기|권역|분기|급)(?!년)|상반기|하반기|초등|중등|고등|유치원|정시|수시"
)
_ASKS_START = re.compile(r"시작|착수|부터(?!\s*언제\s*까지)|\bstart|\bbegin", re.I)
_ASKS_END = re.compile(r"끝|완료|완공|준공|마치|마감|언제\s*까지|종료|\bend\b|\bfinish|\bcomplete", re.I)
_BOTH_ENDS = re.compile(r"부터\s*언제\s*까지|기간")
_DATE_LETTERS = re.compile(r"[\d.~∼～'’‘ʼ`()\[\],:/\-월일년도학기분상하반까지부터예정]+")
LEAST, NEAR, ALIKE = 0.62, 0.2, 0.7
"""How well a place must fit the question, how much worse than the best another may, and how alike they must be."""
VERY_NEAR, VERY_ALIKE, FAR = 0.45, 0.9, 0.6
"""What two places of nearly the same words may differ in fit, and one of the section whose time is asked for."""
_SERIAL = re.compile(r"제\s*\d{2,}\s*(?:호|회|차)")
SERIAL_ALIKE = 0.5
"""A serial number names one thing (`제253호`), whatever else it is called."""
_PROVISIONAL = re.compile(r"[(\[]?\s*가칭\s*[)\]]?")
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

    @property
    def unit(self) -> Unit:
        """Return the unit that says it."""
        return self.candidate.unit


def statements(asked: Asked, found: Sequence[Candidate], library: Library) -> list[Dated]:
    """Return what the candidates say of the time of the thing asked for, the best fitting first."""
    terms = tuple(w for w in weighted_terms(asked, library) if not _asks(w.term))
    if not terms:
        return []
    stated = [dated for candidate in found for dated in _statements(candidate, terms, asked, library)]
    stated.sort(key=lambda dated: (-dated.fit, dated.unit.id))
    return stated


def _asks(term: Term) -> bool:
    return (
        re.fullmatch(r"언제|시작|끝나?|기간|시기|일정|날짜|일자|되|하|예정|연도|며칠|몇월|가칭", term.text) is not None
    )


def disagreeing(asked: Asked, found: Sequence[Candidate], library: Library, *, told: bool = False) -> list[Dated]:
    """Return the places that give different times for the one thing asked for, the best first; [] where they agree.

    `told`: the question itself says that they differ, so that a plan and what came of it are set side by side too.
    """
    stated = statements(asked, found, library)
    if not stated or stated[0].fit < LEAST:
        return []
    best, end = stated[0], asked_end(asked.standalone)
    others: list[Dated] = []
    for other in stated[1:]:
        if other.fit < best.fit - FAR:
            break
        if _near(best, other) and same_thing(best, other) and (told or same_edition(best, other)):
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
    certain = alike(best.thing, other.thing) >= VERY_ALIKE or _share_serial(best, other)
    return other.fit >= best.fit - (VERY_NEAR if certain else NEAR)


def _share_serial(one: Dated, other: Dated) -> bool:
    return bool(set(_SERIAL.findall(one.thing)) & set(_SERIAL.findall(other.thing)))


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
    if set(_ordinals(one.thing)) ^ set(_ordinals(other.thing)):
        return False
    if ("위한" in one.thing) != ("위한" in other.thing):
        return False  # what serves a thing is not the thing
    if one.whole != other.whole and _section(one.unit) == _section(other.unit):
        return bool(_last_action(one.thing)) and _last_action(one.thing) == _last_action(other.thing)
    if _side_by_side(one.unit, other.unit):
        return False
    least = SERIAL_ALIKE if _share_serial(one, other) else ALIKE
    return _actions_agree(one, other) and alike(one.thing, other.thing) >= least


def _side_by_side(one: Unit, other: Unit) -> bool:
    """Tell items of one list, or an item and one above it."""
    if one.document_id != other.document_id or one.heading_path != other.heading_path:
        return False
    return one.parents == other.parents and one.table_id is None and other.table_id is None


def _actions_agree(one: Dated, other: Dated) -> bool:
    if one.milestone != other.milestone:
        return True
    a, b = _actions(one.thing), _actions(other.thing)
    named = (a - _MEETS, b - _MEETS)
    if named[0] and named[1]:
        return bool(named[0] & named[1]) and (named[0] <= named[1] or named[1] <= named[0])
    return True


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


def _within(inner: Period, outer: Period) -> bool:
    a, b = bounds(inner.key), bounds(outer.key)
    return b[0] <= a[0] and a[1] <= b[1]


def _meet(a: tuple[str, str], b: tuple[str, str]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def _compatible(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a)


def alike(a: str, b: str) -> float:
    """Return 0..1: the share of letter pairs of the shorter text that stand in the longer, dates left out."""
    pairs = [_pairs(a), _pairs(b)]
    smaller = min(len(pairs[0]), len(pairs[1]))
    return len(pairs[0] & pairs[1]) / smaller if smaller else 0.0


def _pairs(text: str) -> set[str]:
    letters = re.sub(r"[^가-힣a-z0-9]", "", _PROVISIONAL.sub("", _without_dates(folded(text))))
    return {letters[i : i + 2] for i in range(len(letters) - 1)}


def _without_dates(text: str) -> str:
    for period in reversed(find_periods(text)):
        text = text[: period.span[0]] + " " + text[period.span[1] :]
    return text


def _ordinals(text: str) -> list[str]:
    return [folded(match.group()) for match in _ORDINAL.finditer(_without_dates(text))]


def _actions(text: str) -> set[str]:
    return {match.group() for match in _ACTION.finditer(text)}


def _last_action(text: str) -> str:
    found = [match.group() for match in _ACTION.finditer(text)]
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


def _statements(candidate: Candidate, terms: Sequence[Weighted], asked: Asked, library: Library) -> Iterator[Dated]:
    question = folded(asked.standalone)
    unit = candidate.unit
    for time in _times(unit, asked, library):
        thing = time.thing or " ".join(other.text for other in time.below)
        covered, _ = coverage(terms, [field(thing, 1.0), *_around(unit)])
        fit = covered - EXTRA * _extra(thing, question)
        yield Dated(candidate, thing, time.period, _stage(unit), fit, time.milestone, time.whole, time.below)


@dataclass(frozen=True, slots=True)
class _Time:
    """A time a unit states, and of what, as in Dated."""

    thing: str
    period: Period
    milestone: bool = False
    whole: bool = False
    below: tuple[Unit, ...] = ()


def _around(unit: Unit) -> list[Field]:
    fields = [field(" ".join(unit.parents), 0.85)] if unit.parents else []
    fields.append(field(unit.text, 0.85))
    for depth, heading in enumerate(reversed(unit.heading_path)):
        fields.append(field(heading, max(0.5, 0.8 - 0.1 * depth)))
    return fields


def _extra(thing: str, question: str) -> float:
    pairs = _pairs(thing)
    return sum(1 for pair in pairs if pair not in question) / len(pairs) if pairs else 0.0


def _times(unit: Unit, asked: Asked, library: Library) -> Iterator[_Time]:
    """Yield the times a unit states; a sentence with several says too many things to set one against another place."""
    if unit.table_id is not None and unit.row is not None:
        yield from _times_of_row(unit, asked, library)
        return
    periods = _stretches(unit.text)
    if not periods:
        return
    first = periods[0]
    before = unit.text[: first.span[0]].strip()
    if PERIOD_WORDS.match(before):
        named = [heading for heading in unit.heading_path if not FORM_HEADINGS.search(heading.rstrip())]
        if unit.parents:
            yield _Time(unit.parents[-1], first)
        elif named:
            yield _Time(re.sub(r"\s*추진$", "", named[-1]), first, whole=True)
    elif not re.search(r"[가-힣A-Za-z]{2}", _DATE_LETTERS.sub("", _without_dates(unit.text))):
        below = _below(unit, library)
        if below:
            yield _Time("", first, below=below)
    elif len(periods) == 1 or "※" in unit.text[first.span[1] : periods[1].span[0]]:
        yield _Time(_thing(unit.text, first), first)


def _stretches(text: str) -> list[Period]:
    """Return the periods of a text, two joined by a wave as one (`2022. 하반기 ~ 2023. 상반기`)."""
    joined: list[Period] = []
    for period in find_periods(text):
        last = joined[-1] if joined else None
        if last is not None and re.fullmatch(r"\s*[~∼～]\s*", text[last.span[1] : period.span[0]]):
            span = (last.span[0], period.span[1])
            joined[-1] = Period(last.start, period.end, text[span[0] : span[1]], span)
        else:
            joined.append(period)
    return joined


def _thing(text: str, period: Period) -> str:
    """Return what a sentence says beside its date; a remark behind the date is left out."""
    thing = text[: period.span[0]] + " " + text[period.span[1] :].partition("※")[0]
    return re.sub(r"[\s(:\[,]+$|^[\s):\],]+", "", re.sub(r"\(\s*\)", " ", thing)).strip()


def _below(unit: Unit, library: Library) -> tuple[Unit, ...]:
    """Return the units under a date that stands alone, as in a drawn schedule: the next line and its items."""
    below: list[Unit] = []
    for other in library.around(unit, after=3)[1:]:
        if other.heading_path != unit.heading_path or other.table_id is not None:
            break
        if below and (other.level <= unit.level or other.marker in ("※", "*")):
            break
        below.append(other)
    return tuple(below)


def _times_of_row(unit: Unit, asked: Asked, library: Library) -> Iterator[_Time]:
    table = library.table(unit.table_id or "")
    cells = [cell for cell in table.cells if cell.row == unit.row and not cell.is_header and cell.text.strip()]
    labels = next((cell.row_path for cell in cells if cell.row_path), ())
    name = labels[-1] if labels else ""
    for cell in cells:
        header = " ".join(cell.column_path)
        own, above = _stretches(cell.text), find_periods(header)
        if above and not own and _END_MILESTONE.search(cell.text):
            if asked_end(asked.standalone) != "start":
                yield _Time(name, above[0], milestone=True)
        elif len(own) == 1 and name:
            said = "" if _COLUMN_WORDS.search(header) else f"{header} {_thing(cell.text, own[0])}"
            yield _Time(f"{name} {said}".strip(), own[0])
