"""A figure's counterparts: the other value of the same thing elsewhere, its parts told one by one, plan and outcome."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from assistant.find import Option
from assistant.forms import unit_class
from assistant.library import Library
from assistant.likeness import alike
from assistant.match import folded
from assistant.period_fit import fit_keys
from assistant.question import Asked
from assistant.times import FORM_HEADINGS
from corpus.amounts import Amount
from corpus.figures import Figure
from corpus.total_names import is_total
from corpus.units import Unit

Stage = Literal["planned", "done", ""]

PLANNED = re.compile(r"목표|계획|예정|예산(?!\s*집행)|편성|투자|지표")
DONE = re.compile(r"집행|지출|원인행위|실적|결산|(?<![조구])성과|경과|교부|지원\s*금?액|추진\s*현황")
ASKS_STAGE = re.compile(
    r"목표|계획|예정|예산|편성|투자|사업비|집행|지출|원인행위|실적|결산|성과|교부|지원\s*금?액|실제|현액|잡|책정|배정|들었|들어|썼|쓴|쓸|쓰"
    r"|했던|\bplan|\bbudget|\btarget|\bgoal|\bspent|\bactual|\bspend|\bexecut|\binvest",
    re.I,
)
"""Words that say whether a plan or its outcome is asked for."""
_TABLE_HEADINGS = re.compile(r"(?:집행액|집행\s*현황|투자\s*계획|예산\s*계획|예산|결산|사업비)$")
LIKE = 0.55
"""How alike the words of two values must be to be of one thing."""


def stage_of(figure: Figure) -> Stage:
    """Return whether a figure is planned or done: by its labels, its caption, the nearest heading that tells."""
    labels = " ".join((*figure.row_path, *figure.column_path, figure.label))
    for text in (labels, figure.caption, *reversed(figure.heading_path)):
        planned, done = PLANNED.search(text) is not None, DONE.search(text) is not None
        if planned != done:
            return "planned" if planned else "done"
    return ""


def base(figure: Figure) -> tuple[Decimal, str | None]:
    """Return a figure's value and unit with a scale word resolved: `5천 대` is 5,000 대."""
    return Amount(figure.value, figure.unit, figure.text).base


def is_total_of(figure: Figure) -> bool:
    """Tell a total by its row's name."""
    return bool(figure.row_path) and is_total(figure.row_path[-1])


_ARTICLE = re.compile(r"^제\s*\d+\s*조")


def of_different_laws(a: Figure, b: Figure) -> bool:
    """Tell articles of two laws: each rules for itself, so that different amounts contradict nothing."""
    above = []
    for figure in (a, b):
        place = next((i for i, heading in enumerate(figure.heading_path) if _ARTICLE.match(heading)), None)
        if place is None:
            return False
        above.append((figure.location.document, *figure.heading_path[:place]))
    return above[0] != above[1]


def adds_up(part: Option, whole: Option, library: Library) -> bool:
    """Tell whether a figure and those of the items beside it make up the other: a part is no contradiction."""
    unit = part.candidate.unit
    if part.figure.kind != "prose":
        return False
    beside = library.around(unit, before=12, after=12)
    items = [u for u in beside if u.heading_path == unit.heading_path and u.parents == unit.parents]
    figures = [next((f for f in library.figures_of(u) if f.unit == part.figure.unit), None) for u in items]
    return len(items) > 1 and sum((f.value for f in figures if f is not None), Decimal(0)) == whole.figure.value


def parts_told(best: Option, library: Library) -> tuple[tuple[Unit, Figure], ...]:
    """Return the items that tell a total of a programme part by part elsewhere, when they add up to something else.

    The total stands in a row; the parts are the items under one heading or item of nearly the row's name, in the same
    programme, each with an amount of the total's unit. Without an amount in every item nothing can be said.
    """
    figure = best.figure
    if figure.kind != "cell" or not figure.row_path or figure.unit is None or not _says_all(figure):
        return ()
    groups: dict[tuple[str, ...], list[Unit]] = {}
    for unit in library.section(best.candidate.document.id, figure.heading_path[:1] or ("",)):
        if unit.table_id is None and unit.marker not in ("#", "※", "*") and unit.parents:
            groups.setdefault((*unit.heading_path, *unit.parents), []).append(unit)
    for path, units in groups.items():
        likeness = max(alike(figure.row_path[-1], name) for name in (path[-1], *units[0].heading_path[-1:]))
        if len(units) < 2 or likeness < LIKE or _programme(figure.heading_path) != _programme(path):
            continue
        parts = [(unit, next((f for f in library.figures_of(unit) if f.unit == figure.unit), None)) for unit in units]
        told = tuple((unit, part) for unit, part in parts if part is not None)
        if len(told) != len(parts) or "done" in {stage_of(part) for _, part in told} ^ {stage_of(figure)}:
            continue
        if sum((part.value for _, part in told), Decimal(0)) != figure.value:
            return told
    return ()


def _says_all(figure: Figure) -> bool:
    """Tell a cell that states how many in all."""
    return (
        figure.is_total
        or re.search(r"총|최종|모두|합계", f"{figure.context} {' '.join(figure.column_path)}") is not None
    )


def _programme(path: Sequence[str]) -> str:
    """Return the heading that names the programme: the first of a path."""
    return path[0] if path else ""


def plan_and_outcome(asked: Asked, best: Option, library: Library) -> Option | None:
    """Return the plan's outcome, or the outcome's plan, for a question that does not say which it means; else None.

    It is a figure of the same period and kind in another table of the programme: its total, or the row of that name.
    """
    figure = best.figure
    stage = stage_of(figure)
    if not asked.periods or best.period_fit < 0.8 or not stage or figure.kind != "cell":
        return None
    if ASKS_STAGE.search(asked.standalone) or asked.operation not in ("lookup", "count"):
        return None
    for other in library.index.figures_in(best.candidate.document.id):
        if other.kind != "cell" or other.table_id == figure.table_id or other.value == figure.value:
            continue
        if unit_class(other.unit) != unit_class(figure.unit) or not _is_outcome(figure, other, asked, best):
            continue
        if {stage, stage_of(other)} != {"planned", "done"} or _money_apart(figure, other):
            continue
        unit = library.unit_at(best.candidate.document.id, other.location)
        if unit is not None:
            return replace(best, figure=other, candidate=replace(best.candidate, unit=unit))
    return None


def _money_apart(one: Figure, other: Figure) -> bool:
    return one.won is not None and one.won == other.won


def _is_outcome(figure: Figure, other: Figure, asked: Asked, best: Option) -> bool:
    """Tell whether another table's cell is of the same programme, row and period."""
    if other.heading_path[:1] != figure.heading_path[:1]:
        return False
    first = folded(figure.row_path[0]) if figure.row_path else ""
    named = bool(other.row_path) and folded(other.row_path[0]) == first and first != ""
    whole = bool(other.row_path) and is_total(other.row_path[-1])
    if not named and not (whole and _whole_programme(other) and _whole_row(figure)):
        return False
    if other.periods:
        return fit_keys(other.periods, asked.periods) >= 0.8
    as_of = best.candidate.document.as_of or ""
    return named and as_of[:4] == asked.periods[0].start[:4]


def _whole_programme(figure: Figure) -> bool:
    """Tell a table right under the programme's heading, whose own headings only say what kind of table it is."""
    inner = (*figure.heading_path[1:], figure.caption)
    return all(FORM_HEADINGS.search(h.rstrip()) or _TABLE_HEADINGS.search(h.rstrip()) for h in inner if h)


def _whole_row(figure: Figure) -> bool:
    """Tell a row that stands for the whole programme: a total, or named like money in general."""
    name = figure.row_path[-1] if figure.row_path else ""
    return is_total(name) or re.fullmatch(r"(?:총\s*)?사\s*업\s*비|예\s*산(?:액)?|금\s*액|총\s*액", name) is not None
