"""Sums a question asks for: of the things it lists, of the years of a span, of all that stand in a row or column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.addends import sums
from assistant.clauses import clause_words
from assistant.competing import differing
from assistant.contrast import APART, COVERED, MARGIN, Group, is_sure, pairs
from assistant.counted_rows import counted_rows, is_miscounted
from assistant.derive import NotComputable, total
from assistant.draft import Draft
from assistant.enumeration import adds_listed
from assistant.find import Candidate, Option, candidates, options
from assistant.items import item_words
from assistant.library import Library
from assistant.lifted import of_totals, printed_total
from assistant.lookup import lookup
from assistant.match import folded
from assistant.question import Asked
from assistant.rowset import sum_members
from assistant.series import whole_series, years_asked
from assistant.statement import ask_which, wanted_unit, write
from assistant.subject import has_halves

_SEVERAL = re.compile(
    r"(?<![\d.-])(\d{1,2})\s*(?:개|가지|대)?\s*(?:사업|과제|분야|항목|기관|학교|팀|부서|지역|센터|유형)(?:의|을|를|은|는|이|가)?\s"
    r"|(?:사업|과제|분야|항목|기관|학교|팀|부서|지역|센터|유형)\s*(\d{1,2})\s*(?:개|가지|건|곳|교)(?:의|을|를|은|는|이|가)?\s"
)
"""How many things are added up (`5개 사업 예산을 모두 더하면`, `사업 5개의 예산`)."""
_NUMBER_OF = re.compile(r"([가-힣]{2,})\s+수(?=\s|[는은가를의]|$)")
"""The things whose number is asked for (`과정 수`)."""
_FROM_TO = re.compile(r"부터|에서[^?]*까지|~|–|\bfrom\b|\bbetween\b", re.I)
_ALL = re.compile(r"모두|전부|전체|다\s*(?:합|더)|총합|합계")


def sum_of(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft of the sum a question asks for, or a question back; None where no addends fit well enough."""
    if len(asked.codes) >= 2:
        return _sum_of_codes(asked, library)
    years = years_asked(asked)
    if len(years) >= 2 and _spans(asked):
        return _sum_of_years(asked, years, found, library)
    listed = None if has_halves(asked) else sum_members(asked, found, library)
    if listed is not None:
        return add(asked, *listed)
    counted = counted_rows(asked, found, library)
    if counted is not None:
        return add(asked, counted.options, counted.score)
    if has_halves(asked):
        groups = [group for group in pairs(asked, found, library) if _are_halves(group)]
        noun = _NUMBER_OF.search(asked.standalone)
        of_noun = [g for g in groups if noun and all(noun.group(1) in clause_words(side.figure) for side in g.sides)]
        groups = of_noun or groups
    else:
        groups = [g for g in sums(asked, found, library) if _adds_up(asked, g)]
        groups = [g for g in groups if not is_miscounted(asked, [side.figure for side in g.sides])]
    several = _several(asked)
    if several is not None:
        groups = [group for group in groups if len(group.sides) == several]
    if groups and is_sure(groups[0]):
        best = groups[0]
        rivals = differing(asked, best, groups, MARGIN, lambda group: sum(side.figure.value for side in group.sides))
        rivals = [rival for rival in rivals if not set(rival.sides) < set(best.sides)]
        near = of_totals(asked, [best, *rivals], library)
        printed = printed_total(asked, near, library)
        stated = lookup(replace(asked, operation="lookup"), [printed.option], library) if printed is not None else None
        if stated is not None:
            return stated
        if len(near) > 1:
            return ask_which(asked, near)
        return add(asked, [side.option for side in near[0].sides], near[0].score)
    if _ALL.search(asked.standalone):
        series = whole_series(asked, found, library)
        if series is not None and is_miscounted(asked, [option.figure for option in series.options]):
            return None
        if series is not None and (several is None or len(series.options) == several):
            return add(asked, series.options, series.score)
    return None


def _several(asked: Asked) -> int | None:
    """Return how many things the question says are added up, None where it does not."""
    found = _SEVERAL.search(asked.standalone)
    return int(found.group(1) or found.group(2)) if found else None


def _are_halves(group: Group) -> bool:
    """Tell whether two figures are of the two halves of a year and of one sentence, row, column or heading."""
    first, second = (f"{s.figure.label} {clause_words(s.figure)} {item_words(s.figure)}" for s in group.sides)
    kinds = [("상반기" in words, "하반기" in words) for words in (first, second)]
    alike = {(re.findall(r"[가-힣A-Za-z]+", clause_words(s.figure) or s.figure.label) or [""])[-1] for s in group.sides}
    return group.is_together and sorted(kinds) == [(False, True), (True, False)] and len(alike) == 1


def _adds_up(asked: Asked, group: Group) -> bool:
    """Tell whether addends belong together: a table's, one sentence's, or of several sentences just those listed.

    A total and a figure of another table may be a whole and its part: only where the question lists both.
    """
    mixed = len({side.figure.is_total for side in group.sides}) > 1
    if mixed and len({s.figure.table_id for s in group.sides}) > 1 and not adds_listed(asked):
        return False
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
            return add(asked, series.options, series.score)
    groups = [group for group in sums(asked, found, library) if group.by_period and len(group.sides) == len(years)]
    if not groups or not is_sure(groups[0]):
        return None
    rivals = differing(asked, groups[0], groups, MARGIN, lambda group: sum(side.figure.value for side in group.sides))
    if rivals:
        return ask_which(asked, [groups[0], *rivals])
    return add(asked, [side.option for side in groups[0].sides], groups[0].score)


def total_asked(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the sum a question asks for by `모두`: over a span of years, of the things it counts or lists; else None.

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
    counted = counted_rows(asked, found, library, printed=False) if len(asked.periods) < 2 else None
    if counted is not None:
        return add(asked, counted.options, counted.score)
    count = adds_listed(asked)
    if count < 2 or len(asked.periods) > 1:
        return None
    groups = [group for group in sums(asked, found, library) if len(group.sides) == count and group.is_together]
    if not groups or not is_sure(groups[0]):
        return None
    if differing(asked, groups[0], groups, MARGIN, lambda group: sum(side.figure.value for side in group.sides)):
        return None
    return add(asked, [side.option for side in groups[0].sides], groups[0].score)


def add(asked: Asked, addends: Sequence[Option], confidence: float) -> Draft:
    """Return the draft that states the sum of figures, or why they can't be added up."""
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
    return add(asked, group, min(option.score for option in group))
