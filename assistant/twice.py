"""The same thing stated twice: figures of other places that count what a figure counts, and what tells them apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from assistant.find import Option, weighted_terms
from assistant.items import item_words
from assistant.library import Library
from assistant.match import coverage, field, folded, term_coverage
from assistant.question import Asked
from assistant.rivals import (
    ASKS_STAGE,
    DONE,
    PLANNED,
    adds_up,
    base,
    is_total_of,
    of_different_laws,
    stage_of,
)
from assistant.times import FORM_HEADINGS
from corpus.figures import Figure
from corpus.periods import find_periods
from corpus.same_thing import ROUNDED, is_rounded
from corpus.text import search_text
from corpus.total_names import is_total

Difference = Literal["none", "open", "settled"]

FOREIGN = 0.4
"""Share of what a figure is said to count that neither the question nor the other's place may leave unsaid."""
STRAY = 0.15
"""The same for a place that names the thing only in what leads to it, to contradict another."""
SHARED = 0.85
"""Share of what the question and the one figure both name that the other's own place must say."""
SPOKEN, BEHIND = 0.62, 0.2
"""How much of the question the other's place must say, and how much less than the best place."""
TIMED_SHARED, TIMED_SPOKEN = 0.7, 0.5
"""The same for two figures of just the period asked for."""
FURTHER, SAME = 0.65, 0.3
"""How far behind the best a counterpart may be scored, and a place that states the best value in other words."""
YEAR = 4
"""Letters of a period that is a whole year."""
SHORT = 4
"""Letter pairs of the shortest label that says by itself what is counted."""
_ABOUT = frozenset({"약", "여", "내외", "이상", "최소", "최대", "이내"})
_REGULAR = re.compile(r"연간|매년|매월|매\s?학기|연\s*\d")
_FORM = re.compile(
    r"(?:목표|계획|예정|향후|실적|현황|성과|경과|결과|물량|수량|구분|비고|내용|내역|세부|단위|합계|소계|총계|총액|총|계|연간|매년|누계|추진|확인된|파악된|집계된|나타난"
    r"|소요|예산|사업비|금액|사업|과제|및|등|위한|통한|통해|대한|상반기|하반기|최종|기준|현재|하루|년도|년|월|일)+"
    r"(?:은|는|이|가|을|를|의|에|로|으로|까지|부터)?"
)
"""Words of form: they say of what stage or sum a number is, not of what thing."""
_PART = re.compile(r"\d+\s?(?:차|회|기|단계|호|학기|권역|분기|급|학년)(?![년도])|상반기|하반기")
"""What parts or numbers a thing: a round, a half, a grade."""
_PARTICLE = re.compile(r"(?<=[가-힣]{2})(?:을|를|은|는|이|가|의|에|에서|로|으로|까지|와|과|도)$")
_DAYS = re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d")
_TO_COME = re.compile(r"향후|추진\s*일정")
_UNTIL = re.compile(r"^\s?(?:까지|부터|말까지|에는|에)(?![가-힣])")
Pairs = frozenset[str]


@dataclass(frozen=True, slots=True)
class Said:
    """What a figure's place says, as letter pairs; words of form, dates and numbers left out."""

    thing: Pairs
    """Of the words that name what the figure counts."""
    own: Pairs
    """Of its sentence or row."""
    place: Pairs
    """Of its sentence or row and of all that leads to it: the items above it, caption and headings."""
    leans: bool
    """True where the label names little or nothing (`소요예산`) and what stands above it gives the thing."""


def counterparts(
    asked: Asked, best: Option, found: Sequence[Option], library: Library
) -> tuple[list[Option], list[Option]]:
    """Return the figures that state another amount of just what the best one counts, one for each amount.

    The first list contradicts it: nothing tells the two apart. The second differs in what the question leaves open,
    the year or a plan and its outcome. What the question settles is in neither.
    """
    question = pairs_of(asked.wording) | _joined(asked.standalone)
    near = [o for o in found if o.score >= best.score - FURTHER]
    anchors = [o for o in near if o.score >= best.score - SAME and base(o.figure) == base(best.figure)][:4]
    told = [(anchor, said(anchor, question)) for anchor in anchors]
    least = max(SPOKEN, _spoken(asked, best, library) - BEHIND)
    kin: dict[Difference, list[Option]] = {"none": [], "open": [], "settled": []}
    for other in near:
        timed = best.period_fit == other.period_fit == 1.0
        if not _may_contradict(best, other, library):
            continue
        if _spoken(asked, other, library) < (TIMED_SPOKEN if timed else least):
            continue
        words, shared = said(other, question), TIMED_SHARED if timed else SHARED
        same = [
            (anchor, own) for anchor, own in told if _apart(anchor, other) and one_thing(own, words, question, shared)
        ]
        if same:
            apart = difference(asked, same[0][0], other)
            if apart != "none" or any(_names_it(own, words, question, shared) for _, own in same):
                kin[apart].append(other)
    return _one_each(kin["none"]), _one_each(kin["open"])


def _one_each(options: Sequence[Option]) -> list[Option]:
    """Return the first option of each amount."""
    return list({base(option.figure): option for option in reversed(options)}.values())[::-1]


def _may_contradict(best: Option, other: Option, library: Library) -> bool:
    """Tell another amount in the same unit, neither rounded nor a part of the best or the whole of it."""
    one, two = best.figure, other.figure
    (first, unit), (second, other_unit) = base(one), base(two)
    if unit != other_unit or first == second or not second or not first:
        return False
    about = _ABOUT & {one.bound, two.bound}
    if is_rounded(first, second, share=ROUNDED * 5 if about else ROUNDED, told=bool(about)):
        return False
    return not adds_up(best, other, library) and not adds_up(other, best, library)


def _apart(one: Option, other: Option) -> bool:
    """Tell figures of two sections: rows of one table and items of one list are different things."""
    a, b = one.figure, other.figure
    if (a.table_id is not None and a.table_id == b.table_id) or of_different_laws(a, b):
        return False
    if a.heading_path == b.heading_path and one.candidate.document.id == other.candidate.document.id:
        return False
    return a.kind != "cell" or b.kind != "cell" or is_total_of(a) == is_total_of(b)


def one_thing(one: Said, other: Said, question: Pairs, least: float) -> bool:
    """Tell whether two places speak of one thing, as far as the question names it and beyond."""
    shared = one.thing & question
    if not shared or len(shared & other.place) < least * len(shared):
        return False
    return foreign(one, other, question) <= FOREIGN and foreign(other, one, question) <= FOREIGN


def _names_it(one: Said, other: Said, question: Pairs, least: float) -> bool:
    """Tell whether the other's own words name what the question and the one name, or add nothing of their own."""
    shared = one.thing & question
    named = len(shared & other.own) >= least * len(shared)
    return named or other.leans or foreign(other, one, question) <= STRAY


def foreign(one: Said, other: Said, question: Pairs) -> float:
    """Return 0..1: the share of a figure's thing of which neither the question nor the other's place speaks."""
    return len(one.thing - question - other.place) / len(one.thing) if one.thing else 1.0


def difference(asked: Asked, one: Option, other: Option) -> Difference:
    """Return whether nothing tells two statements apart, or what the question leaves open, or what it settles."""
    keys = [o.figure.periods[0] for o in (one, other) if o.figure.periods and not _is_handed_down(o)]
    if len(keys) > 1 and keys[0][:YEAR] == keys[1][:YEAR] and len({len(key) > YEAR for key in keys}) > 1:
        return "settled"  # a part of the year is no other statement of the whole
    parts = [frozenset(_PART.findall(" ".join(_names(o.figure)))) for o in (one, other)]
    if asked.periods:
        if other.period_fit < one.period_fit and year_of(other) not in ("", year_of(one)):
            return "settled"
    elif year_of(one) and year_of(other) and year_of(one) != year_of(other):
        return "settled" if parts[0] & frozenset(_PART.findall(asked.standalone)) else "open"
    if parts[0] != parts[1]:
        return "settled"  # a half, a round or a level is no other statement of the whole
    stages = {_stage(one), _stage(other)}
    if stages == {"planned", "rest"}:
        return "open"  # what is still to come of a plan is less than the plan
    if "done" in stages and stages & {"planned", "rest"}:
        return "settled" if _asks_stage(asked, one, other) else "open"
    return "none"


def _is_handed_down(option: Option) -> bool:
    """Tell a stretch of days a line near a table gives (`조사기간 …`): when it was counted, not what was counted."""
    figure = option.figure
    return (
        figure.kind == "cell"
        and _DAYS.fullmatch(figure.periods[0]) is not None
        and not find_periods(" ".join((option.candidate.unit.text, *figure.row_path, *figure.column_path)))
    )


def _stage(option: Option) -> Literal["planned", "done", "rest", ""]:
    """Return a figure's stage: by its column, the nearest heading that tells, else its labels."""
    figure = option.figure
    if _REGULAR.search(option.candidate.unit.text):
        return ""
    for text in (*figure.column_path[-1:], figure.caption, *reversed(figure.heading_path[-2:])):
        if _TO_COME.search(text):
            return "rest"
        planned, done = PLANNED.search(text) is not None, DONE.search(text) is not None
        if planned != done:
            return "planned" if planned else "done"
    return stage_of(figure)


def _asks_stage(asked: Asked, one: Option, other: Option) -> bool:
    """Tell whether the question says which of a plan and its outcome it means, by a word not part of the thing."""
    told = [match.group() for match in ASKS_STAGE.finditer(asked.standalone)]
    texts = [" ".join((o.candidate.unit.text, *o.figure.heading_path[:-1])) for o in (one, other)]
    return any(not all(word in text for text in texts) for word in told)


def year_of(option: Option) -> str:
    """Return the year a figure is of: its own, that of a heading, else that of the document."""
    document = option.candidate.document
    if option.figure.periods:
        return option.figure.periods[0][:4]
    for heading in reversed(option.figure.heading_path):
        found = re.search(r"['’](\d\d)(?!\d)|(20\d\d)", heading)
        if found:
            return found.group(2) or f"20{found.group(1)}"
    return (document.as_of or document.period or "")[:4]


def _spoken(asked: Asked, option: Option, library: Library) -> float:
    """Return 0..1: how much of the question a figure's place says; what its document is about may go unsaid."""
    figure, unit = option.figure, option.candidate.unit
    labels = " ".join((*figure.row_path, *figure.column_path, figure.caption))
    fields = [field(unit.text, 1.0), field(labels, 1.0), field(" ".join(unit.parents), 1.0)]
    fields += [field(heading, 0.8) for heading in unit.heading_path]
    about = folded(f"{option.candidate.document.title} {library.subject(unit)}")
    terms = [
        w
        for w in weighted_terms(asked, library)[: len(asked.terms)]
        if not (w.term.text in about or _FORM.fullmatch(w.term.text)) or term_coverage(w, fields) > 0
    ]
    return coverage(terms, fields)[0]


def said(option: Option, question: Pairs) -> Said:
    """Return what a figure's place says of it."""
    figure, unit = option.figure, option.candidate.unit
    thing = pairs_of(" ".join(_names(figure)))
    above = [*figure.heading_path, *unit.parents]
    leans = len(thing) < SHORT
    if leans:
        thing |= pairs_of(" ".join(above)) & question  # a short label leans on what stands above it
    for outer in reversed(above):
        if thing:
            break
        if not FORM_HEADINGS.search(outer.rstrip()):
            thing = pairs_of(outer)
    own = " ".join((unit.text, *figure.row_path, *figure.column_path))
    place = " ".join((own, figure.caption, *unit.headers, *above))
    return Said(thing, pairs_of(own) | _joined(own), pairs_of(place) | _joined(place), leans)


def _names(figure: Figure) -> list[str]:
    """Return the words that name what a figure counts: the innermost labels of its row and column, or its label.

    Of a label the words before the number count, where there are any.
    """
    if figure.kind != "cell":
        before = figure.context.partition(figure.text)[0]
        words = figure.label.split()
        return [" ".join(word for word in words if word in before) or figure.label]
    rows = [label for label in figure.row_path if len(label) > 1]
    named = (*rows[-1:], *figure.column_path[-1:], item_words(figure))
    return [name for name in named if name and not is_total(name)]


@lru_cache(maxsize=4_000)
def pairs_of(text: str) -> Pairs:
    """Return the letter pairs of a text's words, words of form, dates and numbers left out."""
    words = (word for word in _words(text) if not _FORM.fullmatch(word))
    return frozenset(word[i : i + 2] for word in words for i in range(len(word) - 1))


@lru_cache(maxsize=4_000)
def _joined(text: str) -> Pairs:
    """Return the letter pairs that stand across the borders of a text's words (`글로벌 리포트`)."""
    words = _words(text)
    return frozenset(one[-1] + other[0] for one, other in pairwise(words))


def _words(text: str) -> list[str]:
    text = search_text(text).lower()
    for period in reversed(find_periods(text)):
        text = f"{text[: period.span[0]]} {_UNTIL.sub('', text[period.span[1] :])}"
    return [_PARTICLE.sub("", word) for word in re.sub(r"[^가-힣a-z]+", " ", text).split()]
