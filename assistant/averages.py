"""Averages: an amount by a count (`한 학교당`), over the years of a row, over the members the question names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant import english
from assistant.addends import sums
from assistant.clauses import clause_words
from assistant.contrast import Group
from assistant.derive import NotComputable, mean, per
from assistant.draft import Draft
from assistant.find import Candidate, Option, options
from assistant.library import Library
from assistant.match import folded
from assistant.question import Asked
from assistant.series import whole_series, years_asked
from assistant.statement import ask_which, places_asked, places_of, wanted_unit, write
from assistant.stating import state
from corpus.figures import Figure
from corpus.text import squash

MINIMUM = 1.1
"""Score below which an amount and a count are too uncertain to divide."""
MARGIN = 0.04
NAMED = 0.75
"""Share of its label's words by which a question names a figure of another place."""
_POOL = 30
_REACH = 6
"""List items before and after one that speak of the same programme."""
_PER = re.compile(
    r"(?:한\s*)?(회사|기업|업체|학교|개교|교실|교|명|사람|인|건|개사|팀|곳|대|학급|동|과정|편|회|개소|가구|기관|권|부|시간)\s*당(?![가-힣]*\s*(?:과|국))"
    r"|\bper (company|school|person|student|classroom|case|building|run|session|round|visit|event|time|team|course"
    r"|household|facility|site|place|firm|pupil|participant|member|resident|employee|head|device|hour)\b"
    r"|(학교|교실|과정|기업|회사|팀|기관)\s*(?:하나|한\s*\S)\s*(?:에|당|마다|꼴)|(?<![가-힣])한\s*(학교|교실|과정|기업|회사|팀|기관|곳|회|건|대|편|반|학급|실)\s*(?:에|마다|꼴)"
    r"|(?<![가-힣])한\s*(호|채|곳|명|대|건|개소|가구|학교|교실|학급|과정|기업|기관)(?:을|를)\s",
    re.I,
)
_FEE = re.compile(
    r"(?:이용|수강|사용|입장|관람|수수|임차|임대|보육|교육|참가)료|(?:참가|수강|연회|월회)비|요금|단가|수당|일당|시급|월급|보증금"
    r"|(?:시간|인|명|개소|회|건|대|가구|권|식|세대)\s*당(?![가-힣])|매월"
)
"""What is an amount for one already: never divided, and never computed where it is asked for."""
_YEARLY = re.compile(r"연\s*평균|매년\s*평균|해마다\s*평균|(?:a|per) year", re.I)
_PER_CLASS = {
    **dict.fromkeys(("회사", "기업", "업체", "개사", "곳", "개소", "기관", "company"), "item"),
    **dict.fromkeys(("학교", "교", "개교", "school"), "school"),
    **dict.fromkeys(("명", "사람", "인", "person", "student"), "person"),
    **dict.fromkeys(("교실", "classroom"), "실"),
    **dict.fromkeys(("동", "building"), "동"),
    "case": "건",
    **dict.fromkeys(("run", "session", "round", "visit", "event", "time"), "회"),
    **dict.fromkeys(("facility", "site", "place", "firm"), "item"),
    **dict.fromkeys(("pupil", "participant", "member", "resident", "employee", "head"), "person"),
    "team": "팀",
    "course": "과정",
    "household": "가구",
    "device": "대",
    "hour": "duration",
}


def average(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft of an average, or None when its operands are uncertain."""
    if _PER.search(asked.standalone):
        return _per(asked, found, library)
    years = years_asked(asked)
    yearly = _YEARLY.search(asked.standalone) is not None
    if len(years) < 2 and not yearly:
        groups = sums(asked, found, library)
        if groups and groups[0].score >= MINIMUM and groups[0].covered >= 0.62 and _are_members(asked, groups[0]):
            return _mean(asked, [side.option for side in groups[0].sides], groups[0].score)
    series = whole_series(asked, found, library, by_year=yearly)
    if series is None:
        return None
    if len(years) >= 2 and len(series.options) != len(years):
        return None  # a year between is missing: never taken as 0
    return _mean(asked, series.options, series.score)


def _are_members(asked: Asked, group: Group) -> bool:
    """Tell whether figures are members of one set, a row, column or sentence, or each named by the question."""
    if group.strays:
        return False
    first, *others = (side.figure for side in group.sides)
    if all(near_one(first, other) for other in others):
        return True
    said = folded(asked.wording + " ".join(a for term in asked.terms for a in term.alternatives))
    words = [re.findall(r"[가-힣A-Za-z]{2,}", side.figure.label) for side in group.sides]
    return all(sum(word[:2] in said for word in own) >= NAMED * len(own) for own in words)


def near_one(first: Figure, second: Figure) -> bool:
    """Tell whether two figures stand in one row or column of a table, or in one sentence."""
    if first.table_id is None or first.table_id != second.table_id:
        return first.table_id is None and first.location == second.location
    return first.location.row == second.location.row or first.column_path == second.column_path


def _mean(asked: Asked, members: Sequence[Option], confidence: float) -> Draft:
    figures = [member.figure for member in members]
    whole = figures[0].unit not in ("%", "점") and max(f.value for f in figures) >= 1000
    try:
        unit = wanted_unit(asked, figures[0])
        computed = mean(figures, places=places_of(asked, 0 if whole and unit is None else 1), unit=unit)
    except NotComputable as error:
        return Draft(outcome="unanswerable", reason="unsupported", text=str(error))
    return write(asked, computed, members, confidence)


def siblings(found: Sequence[Candidate], library: Library) -> list[Candidate]:
    """Return the list items around the best ones (`지원 규모` beside `지원 내용`), each under its neighbour."""
    beside: list[Candidate] = []
    anchors = [c for c in found[:8] if c.unit.table_id is None and not any(f.won for f in library.figures_of(c.unit))]
    for anchor in anchors[:2]:  # an item with an amount of its own leads to no other
        for unit in library.around(anchor.unit, before=_REACH, after=_REACH):
            if unit.table_id is None and unit.heading_path == anchor.unit.heading_path and unit.id != anchor.unit.id:
                under = replace(unit, parents=(*unit.parents, anchor.unit.text))
                beside.append(replace(anchor, unit=under))
    return beside


def _per(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    return _divided(asked, found, library) or _divided(asked, siblings(found, library), library)


def _divided(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    match = _PER.search(asked.standalone)
    if match is None or any(_FEE.search(term.text) for term in asked.terms):
        return None
    counted = next(group for group in match.groups() if group).lower()
    wanted = _PER_CLASS.get(counted, counted)
    rest = tuple(
        term
        for term in asked.terms
        if not match.start() <= term.start < match.end() and not re.match(r"[천만백억조]+원|평균|단위", term.text)
    )
    spread: str | None = asked.unit_class if asked.unit_class not in (None, wanted, "percent", "point") else "money"
    if asked.unit_class is None and asked.language == "en" and english.counted(asked.standalone):
        spread = None  # the things counted, called as they are
    money = replace(asked, terms=rest, unit_class=spread, unit=None)
    counts = replace(asked, terms=rest, unit_class=wanted, unit=None)
    amounts = [o for o in options(money, found, library) if o.unit_fit > 0 and o.period_fit >= 0][:_POOL]
    amounts = [o for o in amounts if not _FEE.search(o.figure.label)]
    counted_ = [o for o in options(counts, found, library) if o.period_fit >= 0]
    numbers = [o for o in counted_ if o.unit_fit == 1 or _counts(o.figure, counted)][:_POOL]
    numbers = [o for o in numbers if o.figure.value > 1]  # `1인 350만원` is an amount for one already
    weighed = (
        ((a.score + b.score) / 2 + beside - _aside(b), a.figure.id, b.figure.id, a, b)
        for a in amounts
        for b in numbers
        if (beside := near(a, b)) > 0
    )
    pairs = sorted(weighed, key=lambda pair: pair[:3], reverse=True)  # one figure may stand in two of the places found
    if not pairs or pairs[0][0] < MINIMUM:
        return None
    score, _, _, amount_, number = pairs[0]
    says_per = match.group().strip().lower() in f"{amount_.figure.label} {amount_.figure.context}".lower()
    if says_per or _is_for_each(amount_.figure):
        return state(asked, amount_, library)  # `교당 1억원`: the amount is one for each already
    if _is_of_part(number, amount_, library):
        return None
    ratio = amount_.figure.value * number.figure.value
    rivals = [
        pair
        for pair in pairs[1:8]
        if pair[0] >= score - MARGIN
        and pair[3].figure.value * pair[4].figure.value != ratio
        and pair[3].figure.heading_path != amount_.figure.heading_path
    ]
    if rivals:
        return ask_which(asked, [amount_, *(pair[3] for pair in rivals[:3])])
    try:
        unit = wanted_unit(asked, amount_.figure)
        computed = per(amount_.figure, number.figure, unit=unit, places=places_asked(asked))
    except NotComputable as error:
        return Draft(outcome="unanswerable", reason="unsupported", text=str(error))
    return write(asked, computed, (amount_, number), score)


def _is_for_each(figure: Figure) -> bool:
    """Tell an amount its sentence gives to each (`각 159만원`, `20만원씩`)."""
    before, _, after = figure.context.partition(figure.text)
    return re.search(r"(?<![가-힣])각각?\s*$", before) is not None or re.match(r"\s*[가-힣]{0,3}씩", after) is not None


def _is_of_part(number: Option, amount: Option, library: Library) -> bool:
    """Tell a count of one of several things its sentence lists, where the amount is said of none of them alone.

    `새로 달기 20대, 고치기 30대` beside `예산 90백만원`: the amount is for all of them.
    """
    own, place = number.figure, amount.candidate.unit
    if own.kind != "prose" or place.id == number.candidate.unit.id:
        return False
    beside = [f for f in library.figures_of(number.candidate.unit) if f.id != own.id and f.unit == own.unit]
    words = set(re.findall(r"[가-힣]{2,}", clause_words(own)))
    telling = words.difference(*(re.findall(r"[가-힣]{2,}", clause_words(f)) for f in beside))
    said = folded(" ".join((amount.figure.label, place.text, *place.parents)))
    return bool(beside) and bool(telling) and not any(word in said for word in telling)


def _counts(figure: Figure, noun: str) -> bool:
    """Tell whether a sentence's number counts things of a noun (`24개 과정`)."""
    after = figure.context.partition(figure.text)[2].lstrip()
    return figure.kind == "prose" and len(noun) >= 2 and after.startswith(noun)


def _aside(option: Option) -> float:
    """Return what a count in a column of remarks loses."""
    return 0.3 if any("비고" in squash(part) for part in option.figure.column_path) else 0.0


def near(a: Option, b: Option) -> float:
    """Return what standing together adds to an amount and a count: one row, one section; 0 for strangers."""
    first, second = a.figure, b.figure
    if first.table_id and first.table_id == second.table_id:
        return 0.3 if first.location.row == second.location.row else 0.0
    if first.kind == second.kind == "prose" and first.context == second.context:
        return 0.3
    return 0.2 if first.heading_path == second.heading_path else 0.0
