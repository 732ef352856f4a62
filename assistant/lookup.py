"""A figure looked up: the best cell or sentence, checked against its rivals; or the question back, or a conflict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.agreeing import agreeing
from assistant.alike import same_measure, same_value
from assistant.answer import AnswerFigure, Derivation, Operand
from assistant.apart import of_each, told_apart
from assistant.bill import otherwise
from assistant.cite import Bibliography
from assistant.derive import total
from assistant.disputes import dispute_of_figure, dispute_of_total
from assistant.disputes import told as told_to_differ
from assistant.doubt import is_doubtful, nearest_first
from assistant.draft import Draft
from assistant.find import Option
from assistant.forms import unit_class
from assistant.library import Library
from assistant.likely import LONGEST_LEAD, SAFE_TO_ASK, lacks_focus, likelihood, says_too_little
from assistant.measures import counts_others, is_other_measure
from assistant.out_of import parts_first
from assistant.qualifiers import qualified
from assistant.question import Asked
from assistant.restrictions import narrowed, speaks_of_named
from assistant.rivals import base, is_total_of, parts_told, plan_and_outcome
from assistant.same_cell import may_contradict
from assistant.slips import slip
from assistant.stating import as_answer, ask_back, explain, name_of, state, state_conflict, state_parts, stated
from assistant.twice import counterparts, difference
from assistant.word import amount, topic
from corpus.amounts import Amount, convert
from corpus.figures import Figure
from corpus.total_names import is_total

MINIMUM = 0.76
"""Below this score no figure is so much as offered."""
STATED = 0.9
"""Below this score a figure is offered, never stated."""
MARGIN = 0.035
"""Rivals nearer than this to the best figure make the question ambiguous."""
SURE = 1.8
"""What score and lead together must reach for a figure to be stated without asking back.

Read off a logistic fit of right against wrong over checked questions: the lead over the next amount (LONGEST_LEAD at
most) tells more than the score itself, and counts LEAD_WEIGHT times as much.
"""
NAMED = 1.2
"""Below this score a figure must stand under the long names of the question."""
LEAD_WEIGHT = 3.0
SPOKEN_OF = 0.4
"""Share of the question a figure must stand under before a nearly equal one contradicts it."""
NEARBY = 0.25
"""Figures no further than this behind the best are offered when it is not sure."""


def lookup(asked: Asked, found: Sequence[Option], library: Library) -> Draft | None:
    """Return the draft for the one figure asked for, or None when nothing fits well enough."""
    fitting = [o for o in found if o.unit_fit >= 0 and o.period_fit >= 0]
    fitting = [o for o in fitting if not is_other_measure(asked, o) and not counts_others(asked, o)]
    fitting = parts_first(asked, of_each(asked, qualified(asked, narrowed(asked, fitting))))
    fitting = told_apart(asked, without_parts(fitting))
    if not fitting or fitting[0].score < MINIMUM:
        return None
    best = fitting[0]
    if lacks_focus(asked, best, library) or (best.score < NAMED and not speaks_of_named(asked, best, library)):
        return None
    if asked.wants_total:
        wrong = dispute_of_total(best.candidate.unit.location, asked.unit, best.candidate.document, library)
        wrong = wrong or _wrong_total_over(best, library)
        if wrong is not None:
            return wrong
    same = [o for o in fitting[:15] if o is best or (o.figure.is_total and same_value(o.figure, best.figure))]
    for option in same:
        disproved = disproved_total(option, library, told=told_to_differ(asked))
        if disproved is not None:
            return disproved
        disputed = dispute_of_figure(option.figure.location, option.figure.text, option.candidate.document, library)
        if disputed is not None:
            return disputed
    told = parts_told(best, library)
    if told:
        return state_parts(best, told, library)
    opposed = otherwise(asked, best, fitting)
    if opposed is not None:
        return state_conflict(asked, [best, opposed], library)
    rivals = _rivals(best, fitting)
    alike = {r.figure.id: difference(asked, best, r) for r in rivals if same_measure(best.figure, r.figure)}
    rivals = [r for r in rivals if alike.get(r.figure.id) != "settled"]
    little = says_too_little(asked, best)
    is_safe_to_ask = not little or likelihood(asked, best, lead(best, fitting), library) >= SAFE_TO_ASK
    if rivals:
        same_row = [r for r in rivals if r.figure.table_id == best.figure.table_id and r.figure.table_id]
        conflict = [r for r in rivals if alike.get(r.figure.id) == "none" and may_contradict(best.figure, r.figure)]
        one = len(conflict) == 1  # more than two values for one label: a form filled in for several programmes
        if one and is_sure_but_for(conflict[0], best, fitting):
            return state_conflict(asked, [best, *conflict[:1]], library)
        if len(same_row) == len(rivals) or not same_row:
            return ask_back(asked, [best, *rivals[:4]], library) if is_safe_to_ask else None
    nearly = slip(asked, best, library)
    if nearly is not None and best.coverage >= SPOKEN_OF:
        return state_conflict(asked, [best, nearly], library)
    against, left_open = counterparts(asked, best, fitting, library)
    against = [other for other in against if may_contradict(best.figure, other.figure)]
    if told_to_differ(asked):
        against, left_open = [*against, *left_open], []
    elif against and not is_sure_but_for(against[0], best, fitting):
        against, left_open = [], [*against, *left_open]
    if against:
        told = parts_told(against[0], library)
        return state_parts(against[0], told, library) if told else state_conflict(asked, [best, against[0]], library)
    if left_open and is_safe_to_ask:
        return ask_back(asked, [best, *left_open[:3]], library)
    if best.score < STATED or sureness(best, fitting) < SURE or little:
        if not is_safe_to_ask:
            return None
        return ask_back(asked, [best, *_rivals(best, fitting, NEARBY)[:3]], library)
    outcome = plan_and_outcome(asked, best, library)
    if outcome is not None:
        return ask_back(asked, [best, outcome], library)
    also = agreeing(asked, best, fitting)
    for option in also:
        disputed = dispute_of_figure(option.figure.location, option.figure.text, option.candidate.document, library)
        if disputed is not None:
            return disputed
    draft = state(asked, best, library, also)
    if is_doubtful(asked, best, fitting, library, lead=lead(best, fitting)):
        return replace(draft, instead=ask_back(asked, nearest_first(best, fitting), library))
    return draft


def _wrong_total_over(item: Option, library: Library) -> Draft | None:
    """Return the conflict of the total of an item's column, when the total is asked for and cannot be right."""
    figure = item.figure
    if figure.table_id is None or figure.is_total:
        return None
    for total_figure in library.table_figures(figure.table_id):
        if total_figure.is_total and total_figure.column_path == figure.column_path and is_total_of(total_figure):
            entry = item.candidate.document
            return dispute_of_figure(total_figure.location, total_figure.text, entry, library)
    return None


def sureness(best: Option, fitting: Sequence[Option]) -> float:
    """Return score and lead of the best figure in one number; `fitting` is in order and begins with it."""
    return best.score + LEAD_WEIGHT * lead(best, fitting)


def is_sure_but_for(other: Option, best: Option, fitting: Sequence[Option]) -> bool:
    """Tell whether the best figure would be stated if the other amount stood nowhere: only then do the two conflict."""
    rest = [o for o in fitting if o is best or not same_value(o.figure, other.figure)]
    return best.score >= STATED and sureness(best, rest) >= SURE


def lead(best: Option, fitting: Sequence[Option]) -> float:
    """Return how far the best figure is ahead of the next that states another amount, LONGEST_LEAD at most."""
    other = next((o for o in fitting[1:] if not same_value(o.figure, best.figure)), None)
    return LONGEST_LEAD if other is None else min(LONGEST_LEAD, best.score - other.score)


def disproved_total(best: Option, library: Library, *, told: bool = False) -> Draft | None:
    """Return the conflict of a printed total with the sum of its parts, or None when it holds or none is printed.

    What rounding explains is a conflict only where the question says itself that they differ (`told`).
    """
    figure = best.figure
    if not figure.is_total or figure.table_id is None:
        return None
    table = library.table(figure.table_id)
    place = (figure.location.row, figure.location.column)
    failed = next(
        (
            c
            for c in table.checks
            if c.rule == "sum" and c.passed is False and place in c.cells and (told or "반올림" not in c.message)
        ),
        None,
    )
    if failed is None:
        return None
    parts = parts_of(figure, library)
    if len(parts) < 2:
        return None
    computed = total(parts)
    if Amount(computed.result, computed.unit, "").base == base(figure):
        return None  # what failed is the sum the other way, of columns that do not make up the row
    bibliography = Bibliography()
    number = bibliography.figure(figure, best.candidate.document, best.candidate.unit.text)
    operands = []
    units = {unit.row: unit for unit in library.rows(figure.table_id)}
    for index, (part, value) in enumerate(zip(parts, computed.values, strict=True)):
        unit = units.get(part.location.row, best.candidate.unit)
        mark = bibliography.figure(part, best.candidate.document, unit.text)
        operands.append(
            Operand(chr(97 + index) if index < 26 else f"x{index}", value, computed.unit, mark, name_of(part))
        )
    marks = "".join(f"[{operand.citation}]" for operand in operands)
    text = (
        f"표에 적힌 {topic(name_of(figure))} {stated(figure)}이지만 [{number}], 항목을 더하면 "
        f"{amount(computed.result, computed.unit)}이어서 서로 다릅니다. {marks}"
    )
    answer_figures = (
        as_answer(figure, number),
        AnswerFigure(
            computed.result,
            computed.unit,
            None if figure.won is None else convert(computed.result, computed.unit, "원"),
            "항목의 합",
            None,
            derived=True,
        ),
    )
    return Draft(
        outcome="conflict",
        reason="conflict",
        text=text,
        figures=answer_figures,
        citations=bibliography.citations,
        derivation=Derivation(computed.formula, tuple(operands), computed.result, computed.unit),
        problems=(failed.message,),
        confidence=best.score,
        explanation=explain(best),
    )


def parts_of(figure: Figure, library: Library) -> list[Figure]:
    """Return the figures a total of a table is the sum of: its column's, else its row's, totals left out."""
    others = [f for f in library.table_figures(figure.table_id or "") if f.id != figure.id and f.unit == figure.unit]
    if figure.row_path and is_total(figure.row_path[-1]):
        return [f for f in others if f.column_path == figure.column_path and not any(is_total(p) for p in f.row_path)]
    return [f for f in others if f.location.row == figure.location.row and not any(is_total(p) for p in f.column_path)]


def _rivals(best: Option, fitting: Sequence[Option], margin: float = MARGIN) -> list[Option]:
    """Return options about as good as the best that state another amount, one for each amount."""
    rivals: list[Option] = []
    for option in fitting[1:]:
        if option.score < best.score - margin:
            break
        if same_value(option.figure, best.figure) or any(same_value(option.figure, r.figure) for r in rivals):
            continue
        rivals.append(option)
    return rivals


def without_parts(fitting: Sequence[Option]) -> list[Option]:
    """Return the options without the best one's own breakdown: they add to its label what the question did not name."""
    if not fitting:
        return []
    best = fitting[0]
    return [best, *(option for option in fitting[1:] if not _is_part(option, best))]


def _is_part(option: Option, best: Option) -> bool:
    """Tell a part of the best figure: in its sentence under its label and more, in its row beside its total."""
    part, whole = option.figure, best.figure
    if option.candidate.unit.id != best.candidate.unit.id or unit_class(part.unit) != unit_class(whole.unit):
        return False
    if whole.kind == "cell":
        in_total = any(is_total(label) for label in whole.column_path)
        return in_total and option.extra > best.extra and not any(is_total(label) for label in part.column_path)
    return bool(whole.label) and part.label.startswith(f"{whole.label} ")
