"""Numbers that follow from cited figures: differences, growth, shares, sums, averages, each with its operands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.averages import average
from assistant.clauses import clause_words
from assistant.contrast import MOST_RIVALS, Group, Side, differing, pairs, sums
from assistant.derive import Computed, NotComputable, decline, difference, growth, share, times, total
from assistant.draft import Draft
from assistant.enumeration import adds_listed
from assistant.find import Candidate, Option, candidates, options
from assistant.items import item_words
from assistant.library import Library
from assistant.lifted import of_totals
from assistant.match import folded
from assistant.missing import missing_base
from assistant.operands import operands, worth
from assistant.pairs import Found, find_both, halves
from assistant.period_fit import fit_period
from assistant.question import Asked, asks_times
from assistant.rowset import sum_members
from assistant.series import whole_series, years_asked
from assistant.shares import share_of_parts
from assistant.statement import ask_which, operand_name, places_of, wanted_unit, write
from assistant.subject import has_halves
from assistant.wholes import share_in_total
from corpus.figures import Figure

COVERED = 0.62
"""Share of the question's words the operands must hold together."""
APART = 0.85
"""The same for operands of different sections."""
SURE = 1.4
"""Score from which two operands are surely those asked for."""
MARGIN = 0.02
"""Operands nearer than this to the best make the calculation ambiguous."""
_BASE = re.compile(r"\s*(?:보다|대비|에\s*비해|에\s*비하여|에서|부터|than\b|from\b)")
_PART_FIRST = re.compile(r"(?:은|는|이|가)\s[^?]*(?:의|보다)\s*(?:약\s*)?몇\s*(?:%|퍼|프로|배)")
_OF_WHAT = re.compile(r"의\s*(?:약\s*)?몇\s*(?:%|퍼|프로)")
"""What stands right before is the whole of the share."""
NEAR = 12
"""Letters within which it must stand."""
_WITHIN = re.compile(r"(?:중에서|중|가운데)\s|차지")
_AGAINST = re.compile(r"대비|에\s*대한|달성")
_CHANGES = re.compile(r"늘|줄|증가|감소|증액|감액|증감(?![률율])|올랐|내렸|increase|decrease|grow|fell|fall", re.I)
_FALLS = re.compile(r"줄|감소|감액|내렸|decrease|fall|fell", re.I)
_SEVERAL = re.compile(
    r"(?<![\d.-])(\d{1,2})\s*(?:개|가지|대)?\s*(?:사업|과제|분야|항목|기관|학교|팀|부서|지역|센터|유형)(?:의|을|를|은|는|이|가)?\s"
)
"""How many things are added up (`5개 사업 예산을 모두 더하면`)."""
_LOSS = re.compile(r"적자|손실|부족액")
_NUMBER_OF = re.compile(r"([가-힣]{2,})\s+수(?=\s|[는은가를의]|$)")
"""The things whose number is asked for (`과정 수`)."""
_FROM_TO = re.compile(r"부터|에서[^?]*까지|~|–|\bfrom\b|\bbetween\b", re.I)
_ALL = re.compile(r"모두|전부|전체|다\s*(?:합|더)|총합|합계")


def compute(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft of a derived number, or None when no operands fit well enough."""
    if asked.operation == "average":
        return average(asked, found, library)
    if asked.operation == "sum":
        return _or_one_by_one(_sum(asked, found, library), asked, library)
    shared = asked.operation == "ratio" and not asks_times(asked)
    draft = _from_halves(asked, library) or (share_of_parts(asked, found, library) if shared else None)
    return _or_one_by_one(draft or _from_pair(asked, found, library), asked, library)


def compare(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft that sets two figures side by side with their difference, or None when there are no two."""
    return _or_one_by_one(_from_halves(asked, library) or _from_pair(asked, found, library), asked, library)


def _or_one_by_one(draft: Draft | None, asked: Asked, library: Library) -> Draft | None:
    """Return what the operands looked up one by one lead to where a draft is none or but asks back."""
    if draft is not None and draft.outcome != "clarify":
        return draft
    each = _one_by_one(asked, library)
    return each if each is not None and (draft is None or each.outcome == "answered") else draft


def _one_by_one(asked: Asked, library: Library) -> Draft | None:
    """Compute over figures looked up for each part of the question; ask back where one of them may be another."""
    shared = share_in_total(asked, library) if asked.operation == "ratio" and not asks_times(asked) else None
    if shared is not None:
        return draft_of(asked, *shared, confidence=shared[1].score)
    each = operands(asked, library)
    if each is None:
        return None
    if each.rivals:
        apart = len({option.figure.document_id for option in each.options}) > 1
        return None if apart else ask_which(asked, [*each.options, *each.rivals[:MOST_RIVALS]])
    if asked.operation == "sum":
        return _total(asked, each.options, each.score)
    base, other = each.options if each.base != 1 else each.options[::-1]
    if asked.operation == "ratio" and each.base is None:
        base, other = sorted((base, other), key=lambda option: -option.figure.value)
    return draft_of(asked, base, other, confidence=each.score)


def _from_pair(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    groups = pairs(asked, found, library)
    if not groups or not _is_sure(groups[0]):
        return missing_base(asked, found, library)
    rivals = differing(groups[0], groups, MARGIN, lambda group: _result(asked, group))
    near = of_totals(asked, [groups[0], *rivals], library)
    if len(near) > 1:
        return ask_which(asked, near)
    return draft_of(asked, *roles(asked, near[0]), confidence=near[0].score)


def _is_sure(group: Group) -> bool:
    if group.strays:
        return False  # `교사와 학생`: where one of them stands nowhere, the pair is of other things
    return group.score >= SURE and group.covered >= (COVERED if group.is_together else APART)


def _result(asked: Asked, group: Group) -> object:
    """Return what a pair's calculation leads to, for comparing pairs."""
    base, other = roles(asked, group)
    try:
        return _computed(asked, base.figure, other.figure).result
    except NotComputable as error:
        return str(error)


def roles(asked: Asked, group: Group) -> tuple[Option, Option]:
    """Return a pair as (base, other): the base of a change, the whole of a share, what the other is set against."""
    first, second = group.sides
    if asked.operation == "ratio":
        return _whole_first(asked, first, second)
    changes = _CHANGES.search(asked.standalone) is not None
    if group.by_period and (changes or asked.operation == "growth"):
        early, late = sorted((first, second), key=lambda side: _start(asked, side))
        return early.option, late.option
    base = _said_base(asked, first, second)
    if base is None and not changes:
        base = min(first, second, key=lambda side: side.figure.value)  # "A와 B의 차이": the larger less the smaller
    return (second.option, first.option) if base is None or base is second else (first.option, second.option)


def _start(asked: Asked, side: Side) -> str:
    fitting = [p.start for p in asked.periods if fit_period(side.figure, (p,)) >= 0.8]
    return min(fitting, default="")


def _whole_first(asked: Asked, first: Side, second: Side) -> tuple[Option, Option]:
    larger, smaller = sorted((first, second), key=lambda side: -side.figure.value)
    if asks_times(asked):
        against = _said_base(asked, first, second) or (second if _PART_FIRST.search(asked.standalone) else smaller)
        return against.option, (second if against is first else first).option
    if _AGAINST.search(asked.standalone):
        base = _said_base(asked, first, second)
        if base is not None:
            return base.option, (second if base is first else first).option
    of_what = _OF_WHAT.search(asked.standalone)
    if of_what is not None:
        before = asked.standalone[: of_what.start()]
        last = {_last_named(asked, a, b, before): (a, b) for a, b in ((first, second), (second, first))}
        if len(last) == 2 and len(before) - max(last) <= NEAR:
            base, other = last[max(last)]
            return base.option, other.option  # `예산현액의 몇 %가 이월되었나`
    if _PART_FIRST.search(asked.standalone) and larger is first and not larger.figure.is_total:
        return second.option, first.option  # "실적은 목표의 몇 %": a share may pass 100
    return larger.option, smaller.option


def _said_base(asked: Asked, first: Side, second: Side) -> Side | None:
    """Return the side named right before `보다`, `대비`, `에서`, or after an English `than`."""
    match = _BASE.search(asked.standalone)
    if match is None:
        return None
    if match.group().strip() in ("than", "from"):
        after = {place: side for side in (first, second) if (place := _first_named(asked, side, match.end())) >= 0}
        return after[min(after)] if after else None
    before = asked.standalone[: match.start()]
    last = [(_last_named(asked, side, other, before), side) for side, other in ((first, second), (second, first))]
    said = [(place, side) for place, side in last if place >= 0]
    return max(said, key=lambda pair: pair[0])[1] if said else None


def _first_named(asked: Asked, side: Side, start: int) -> int:
    """Return where the question first names a side after a position, -1 where it does not."""
    text = asked.standalone
    periods = [p.span[0] for p in asked.periods if fit_period(side.figure, (p,)) >= 0.8 and p.span[0] >= start]
    words = [place for word in _words(side) if len(word) > 1 and (place := text.find(word, start)) >= 0]
    return min(periods or words, default=-1)


def _last_named(asked: Asked, side: Side, other: Side, text: str) -> int:
    """Return where a text last names what tells a side from the other, -1 where it does not."""
    words = _words(side) - _words(other)
    periods = [p.span[0] for p in asked.periods if fit_period(side.figure, (p,)) >= 0.8 and p.span[0] < len(text)]
    others = [p.span[0] for p in asked.periods if fit_period(other.figure, (p,)) >= 0.8]
    return max((*(text.rfind(word) for word in words), *(p for p in periods if p not in others)), default=-1)


def _words(side: Side) -> set[str]:
    return set(re.findall(r"[가-힣A-Za-z]{1,}|\d+(?:[가-힣]+)?", f"{side.figure.label} {operand_name(side.figure)}"))


def _computed(asked: Asked, base: Figure, other: Figure) -> Computed:
    unit = wanted_unit(asked, base)
    if asked.operation == "growth":
        falls = _FALLS.search(asked.standalone) is not None and base.value > other.value
        return (decline if falls else growth)(other, base, places=places_of(asked))
    if asked.operation == "ratio" and asks_times(asked):
        return times(other, base, places=places_of(asked))
    if asked.operation == "ratio":
        return share(other, base, places=places_of(asked))
    if asked.operation == "sum":
        return total((base, other), unit=unit)
    if _LOSS.search(asked.standalone) and base.value < 0 and other.value < 0:
        base, other = (replace(figure, value=-figure.value) for figure in (base, other))  # a loss of 5 is printed as -5
    return difference(other, base, unit=unit)


def draft_of(asked: Asked, base: Option, other: Option, *, confidence: float) -> Draft:
    """Return the draft of the operation over a base and what is set against it, or why it can't be computed."""
    try:
        computed = _computed(asked, base.figure, other.figure)
    except NotComputable as error:
        return Draft(outcome="unanswerable", reason="unsupported", text=str(error), confidence=confidence)
    sets_apart = asked.operation in ("difference", "compare") and _CHANGES.search(asked.standalone) is None
    if sets_apart and computed.result < 0:
        return draft_of(asked, other, base, confidence=confidence)
    order = (base, other) if asked.operation == "sum" else (other, base)
    return write(asked, computed, order, confidence)


def _from_halves(asked: Asked, library: Library) -> Draft | None:
    """Compute over two places the question names one by one; ask back where one of them is unsure."""
    for first, second in list(halves(asked, library))[:2]:
        both = find_both(asked, first, second, library)
        if both is None:
            continue
        a, b = both
        if not a.is_sure or not b.is_sure:
            unsure = [half for half in (a, b) if half.rivals]
            if unsure and min(a.option.score, b.option.score) >= 0.9:
                return _ask_half(asked, unsure[0])
            continue
        base, other = (a.option, b.option)
        if asked.operation == "ratio" and _PART_FIRST.search(asked.standalone):
            base, other = other, base
        if asked.operation == "ratio" and _WITHIN.search(asked.standalone) and worth(base) < worth(other):
            continue  # a part is no larger than what it is taken from
        return draft_of(asked, base, other, confidence=min(a.option.score, b.option.score))
    return None


def _ask_half(asked: Asked, half: Found) -> Draft:
    return ask_which(asked, [half.option, *half.rivals])


def _sum(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    if len(asked.codes) >= 2:
        return _sum_of_codes(asked, library)
    years = years_asked(asked)
    if len(years) >= 2 and _spans(asked):
        return _sum_of_years(asked, years, found, library)
    listed = None if has_halves(asked) else sum_members(asked, found, library)
    if listed is not None:
        return _total(asked, *listed)
    if has_halves(asked):
        groups = [group for group in pairs(asked, found, library) if _are_halves(group)]
        noun = _NUMBER_OF.search(asked.standalone)
        counted = [g for g in groups if noun and all(noun.group(1) in clause_words(side.figure) for side in g.sides)]
        groups = counted or groups
    else:
        groups = [group for group in sums(asked, found, library) if _adds_up(asked, group)]
    if several := _SEVERAL.search(asked.standalone):
        groups = [group for group in groups if len(group.sides) == int(several.group(1))]
    if groups and _is_sure(groups[0]):
        best = groups[0]
        rivals = differing(best, groups, MARGIN, lambda group: sum(side.figure.value for side in group.sides))
        rivals = [rival for rival in rivals if not set(rival.sides) < set(best.sides)]
        if rivals:
            return ask_which(asked, [groups[0], *rivals])
        return _total(asked, [side.option for side in groups[0].sides], groups[0].score)
    if _ALL.search(asked.standalone):
        series = whole_series(asked, found, library)
        if series is not None and (several is None or len(series.options) == int(several.group(1))):
            return _total(asked, series.options, series.score)
    return None


def _are_halves(group: Group) -> bool:
    """Tell whether two figures are of the two halves of a year and of one sentence, row, column or heading."""
    first, second = (f"{s.figure.label} {clause_words(s.figure)} {item_words(s.figure)}" for s in group.sides)
    kinds = [("상반기" in words, "하반기" in words) for words in (first, second)]
    alike = {(re.findall(r"[가-힣A-Za-z]+", clause_words(s.figure) or s.figure.label) or [""])[-1] for s in group.sides}
    return group.is_together and sorted(kinds) == [(False, True), (True, False)] and len(alike) == 1


def _adds_up(asked: Asked, group: Group) -> bool:
    """Tell whether addends belong together: a table's, one sentence's, or of several sentences just those listed."""
    places = {side.option.candidate.unit.id for side in group.sides if side.figure.kind == "prose"}
    return len(group.sides) == 2 or len(places) <= 1 or len(group.sides) == adds_listed(asked)


def _spans(asked: Asked) -> bool:
    """Tell whether the question's periods are the ends of a span (`2020년부터 2022년까지`, `2021~2024년`)."""
    ends = [(period.start[:4], period.end[:4]) for period in asked.periods]
    return any(a != b for a, b in ends) or (len(ends) == 2 and _FROM_TO.search(asked.standalone) is not None)


def _sum_of_years(asked: Asked, years: frozenset[int], found: Sequence[Candidate], library: Library) -> Draft | None:
    """Add the figures of each year of a span; None where one is missing, which is never taken as nought."""
    for by_year, least in ((False, 0.0), (True, APART)):
        series = whole_series(asked, found, library, by_year=by_year)
        if series is not None and len(series.options) == len(years) and series.covered >= least:
            return _total(asked, series.options, series.score)
    groups = [group for group in sums(asked, found, library) if group.by_period and len(group.sides) == len(years)]
    if not groups or not _is_sure(groups[0]):
        return None
    rivals = differing(groups[0], groups, MARGIN, lambda group: sum(side.figure.value for side in group.sides))
    if rivals:
        return ask_which(asked, [groups[0], *rivals])
    return _total(asked, [side.option for side in groups[0].sides], groups[0].score)


def total_asked(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the sum a question asks for by `모두`: over a span of years, or of the things it lists; else None.

    A figure the documents state for the whole span goes before any sum.
    """
    asked = replace(asked, operation="sum")
    years = years_asked(asked)
    if len(years) >= 2 and _spans(asked):
        whole = (min(asked.periods, key=lambda p: p.start).start[:4], max(asked.periods, key=lambda p: p.end).end[:4])
        for option in options(asked, found, library, periods=()):
            stated_for = [key.split("/") for key in option.figure.periods if "/" in key]
            if option.coverage >= COVERED and any((a[:4], b[:4]) == whole for a, b in stated_for):
                return None
        return _sum_of_years(asked, years, found, library)
    count = adds_listed(asked)
    if count < 2 or len(asked.periods) > 1:
        return None
    groups = [group for group in sums(asked, found, library) if len(group.sides) == count and group.is_together]
    if not groups or not _is_sure(groups[0]):
        return None
    if differing(groups[0], groups, MARGIN, lambda group: sum(side.figure.value for side in group.sides)):
        return None
    return _total(asked, [side.option for side in groups[0].sides], groups[0].score)


def _total(asked: Asked, addends: Sequence[Option], confidence: float) -> Draft:
    try:
        figures = [option.figure for option in addends]
        computed = total(figures, unit=wanted_unit(asked, figures[0]))
    except NotComputable as error:
        return Draft(outcome="unanswerable", reason="unsupported", text=str(error))
    return write(asked, computed, addends, confidence)


def _sum_of_codes(asked: Asked, library: Library) -> Draft | None:
    """Add one figure for each coded heading the question names (`4-2-1, 4-2-2, 4-2-3`)."""
    group: list[Option] = []
    codes = [
        code for code in asked.codes if not any(other != code and other.startswith(f"{code}-") for other in asked.codes)
    ]
    for code in codes:
        after = max(asked.standalone.rfind(other) for other in codes)
        terms = tuple(term for term in asked.terms if term.start > after + len(code) - 1) or asked.terms
        own = replace(asked, codes=(code,), terms=terms, wants_total=True, operation="lookup")
        under = [c for c in candidates(own, library) if any(folded(h).startswith(code) for h in c.unit.heading_path)]
        best = next((o for o in options(own, under, library) if o.unit_fit >= 0 and o.period_fit >= 0), None)
        if best is None:
            return None
        group.append(best)
    return _total(asked, group, min(option.score for option in group))
