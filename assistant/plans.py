"""The plans that may answer one question, and the first of them that fits."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.adding import total_asked
from assistant.compute import compare, compute
from assistant.contacts import contact
from assistant.counting import count_values
from assistant.draft import Draft
from assistant.enumeration import names_one_only
from assistant.filtering import filtered_rows
from assistant.find import Candidate, options
from assistant.hedge import hedged
from assistant.library import Library
from assistant.lookup import lookup, sureness
from assistant.match import folded
from assistant.named_rows import sum_named
from assistant.names import count_names
from assistant.nearest import passage
from assistant.period_fit import fit_period
from assistant.question import Asked, asks_times
from assistant.ranking import FIRST_YEAR, first_year, rank
from assistant.rates import printed_rate
from assistant.rosters import count_members
from assistant.rowset import count_set
from assistant.stating import period_refusal
from assistant.subject import subject_terms
from assistant.tableops import count, count_listed, count_rows, list_rows
from assistant.told_ranks import told_rank
from assistant.wanted import wanted
from corpus.figures import Figure

KNOWN_SUBJECT = 1.25
"""From this score on a figure is surely the one asked for, but for its period."""
PRINTED = 0.65
"""Share of the question's words that a printed result must be labelled with."""
BETTER_KNOWN = 0.28
"""How much better a figure of other periods must fit than those of the period asked for to be the one meant."""
NAMED_CELL = 0.6
"""The least that every bare word must stand at a cell for the cell to be what they name."""
STATED_COVERAGE = 0.9
"""Share of the question's words a stated count must stand under, to go before counting rows."""
SURE_PASSAGE = 0.95
"""From this score on a passage is surely the one asked for."""
_PLEASE = re.compile(r"(?:알려|말해|보여|설명해|정리해|나열해)\s*(?:주|줘|달|봐|라)")
_CHANGE = re.compile(
    r"증가|감소|증감|성장|신장|상승|하락|늘[어었]|늘[고며]|줄[어었]|[△▲▼]|대비|growth|increase|decrease", re.I
)
_WHOLE = re.compile(r"(?:총|모두|합계|전체)$")
_AVERAGE = re.compile(r"평균|average", re.I)
_SUPERLATIVE = re.compile(
    r"가장|제일|젤|최다|최고|최저|최대|최소|최초|최장|1위|상위|하위|\b(?:most|highest|largest|lowest|least)\b", re.I
)
Plan = Callable[[Asked, Sequence[Candidate], Library], Draft | None]
"""A way to answer: returns None when it does not fit the question."""


def choose_whole(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft:
    """Return the first draft of the plans that fit one question."""
    sums = asked.wants_total and asked.form != "list" and asked.operation in ("lookup", "count")
    totals: tuple[Plan, ...] = (total_asked, sum_named) if sums else ()
    for plan in (contact, count_members, filtered_rows, *totals, *plans(asked)):
        draft = plan(asked, found, library)
        if draft is None:
            continue
        if draft.outcome == "clarify" and plan is not stated_count and asked.operation in ("lookup", "count"):
            return counted(asked, found, library) or draft
        return hedged(asked, draft)
    return (counted(asked, found, library) if asked.operation == "lookup" else None) or refuse(asked)


def counted(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the rows counted that a question of a figure names; `how many kinds` may ask for a number printed."""
    return None if asked.language == "en" and asked.operation != "count" else count_set(asked, found, library)


def plans(asked: Asked) -> tuple[Plan, ...]:
    if FIRST_YEAR.search(asked.standalone) and asked.form in ("figure", "date"):
        return (first_year, figure_lookup if asked.form == "figure" else passage)
    if asked.operation in ("maximum", "minimum"):
        return (told_rank, rank, stated_rank)
    if asked.form == "yesno" and asked.operation == "difference":
        return (compute, printed_result, passage)  # `보다 좁습니까` may be said in words
    if asked.operation == "sum":
        return (compute, sum_named, printed_result)
    if asked.operation == "ratio":
        return (printed_rate, compute, printed_result)
    if asked.operation in ("difference", "growth", "average"):
        return (compute, printed_result)
    if asked.operation == "compare":
        return (compare,)
    if asked.operation == "count":
        return (count_names, count_listed, stated_count, count_set, count_values, count_rows, figure_lookup)
    if asked.form == "figure" and asked.unit_class in ("school", "item"):
        return (count_listed, figure_lookup, count, count_names)
    if asked.form == "figure":
        return (figure_lookup,)
    if asked.form in ("list", "name"):
        return (list_or_passage,)
    if asked.is_keyword and asked.form == "text":
        return (named_cell, passage)
    return (passage,)


def list_or_passage(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the passage that surely says it, else the rows that meet what is asked, else the passage found."""
    want = wanted(asked)
    if want.items is not None and (rows := list_rows(asked, found, library, items=want.items)) is not None:
        return rows
    quoted = passage(asked, found, library)
    of_kind = want.kind in ("body", "person", "place") or asked.is_followup  # what is asked was said the turn before
    one = asked.form == "name" and of_kind and not want.is_counted
    if quoted is not None and (one or quoted.confidence >= SURE_PASSAGE):
        return quoted  # rows that are counted are seldom the body or person asked for
    return count(asked, found, library) or quoted


def figure_lookup(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Look one figure up; where only its period is missing, say which periods there are."""
    draft = lookup(asked, options(asked, found, library), library)
    if draft is not None and draft.outcome != "clarify":
        return draft
    missing = period_missing(asked, found, library)
    if draft is None or missing is None or missing.confidence < draft.confidence + BETTER_KNOWN:
        return draft or missing
    return missing  # what is offered for the period is something else


def named_cell(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Look up the one cell whose labels hold all that bare words name (`석면 지붕 철거 한도 읍·면`)."""
    if _PLEASE.search(asked.standalone):
        return None
    cells = [o for o in options(asked, found, library) if o.period_fit >= 0]
    if not cells or cells[0].figure.kind != "cell" or len(cells[0].finds) < 2:
        return None
    best = cells[0]
    in_row, in_column = (
        any(folded(term.text) in folded(" ".join(path)) for term in asked.terms)
        for path in (best.figure.row_path, best.figure.column_path)
    )
    if min(best.finds) < NAMED_CELL or not (in_row and (in_column or best.period_fit > 0)):
        return None
    return lookup(asked, cells, library)


def stated_rank(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Look up the largest or smallest as a document says it; a figure beside which none is compared is no answer."""
    draft = figure_lookup(asked, found, library)
    if draft is None or draft.outcome != "answered":
        return draft
    return draft if any(_SUPERLATIVE.search(citation.quote) for citation in draft.citations) else None


def stated_count(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Look up a count the documents state themselves, where no other number comes near."""
    fitting = [o for o in options(asked, found, library) if o.unit_fit > 0 and o.period_fit >= 0]
    if not fitting or fitting[0].coverage < STATED_COVERAGE or sureness(fitting[0], fitting) < 2 * STATED_COVERAGE:
        return None
    return lookup(asked, fitting, library)


def period_missing(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft that names the periods a figure is stated for, when the one asked for is not among them."""
    if not asked.periods:
        return None
    fitting = [o for o in options(asked, found, library, periods=()) if o.unit_fit >= 0]
    if not fitting or fitting[0].score < KNOWN_SUBJECT or not fitting[0].figure.periods:
        return None
    if any(fit_period(f, asked.periods) > 0 for f in library.figures_of(fitting[0].candidate.unit)):
        return None  # it is stated; what was missing is certainty
    return period_refusal(fitting[0], asked.periods[0], library)


def printed_result(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Look up a result the documents print themselves: a rate for a share, a total for a sum; never an operand."""
    if asks_times(asked):
        return figure_lookup(replace(asked, unit_class="배", unit="배"), found, library)
    if asked.operation == "average":
        stated = [o for o in options(asked, found, library) if _AVERAGE.search(f"{o.figure.label} {o.figure.context}")]
        return lookup(asked, stated, library) if stated and stated[0].coverage >= PRINTED else None
    of_change = asked.operation == "growth" or (asked.operation == "difference" and asked.unit_class == "percent")
    if asked.operation == "ratio" or of_change:
        asked = replace(asked, unit_class="percent", unit="%")
        rates = [o for o in options(asked, found, library) if not of_change or _says_change(o.figure)]
        return lookup(asked, rates, library) if rates and rates[0].coverage >= PRINTED else None
    if asked.operation == "sum" and len(asked.periods) < 2:
        totals = [o for o in options(replace(asked, wants_total=True), found, library) if _is_whole(o.figure)]
        totals = [o for o in totals if o.period_fit > 0] or totals
        terms = subject_terms(asked, library)
        totals = [o for o in totals if not names_one_only(asked, terms, o.figure.label)]
        return lookup(asked, totals, library) if totals and totals[0].coverage >= PRINTED else None
    return None


def _is_whole(figure: Figure) -> bool:
    """Tell a total of a table, or an amount a text calls one (`책자(초등용, 중등용): 총 2종`)."""
    return figure.is_total or (figure.kind == "prose" and _WHOLE.search(figure.label) is not None)


def _says_change(figure: Figure) -> bool:
    """Tell a rate that says how far something changed; a rate of another kind (`가맹률 73%`) is no growth."""
    return _CHANGE.search(" ".join((figure.label, figure.context, *figure.row_path, *figure.column_path))) is not None


def refuse(asked: Asked) -> Draft:
    """Return the draft that says the documents do not state it."""
    return Draft(
        outcome="unanswerable", reason="not_in_corpus", text="질문하신 내용은 색인된 문서에서 찾을 수 없습니다."
    )
