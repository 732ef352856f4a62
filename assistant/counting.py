"""Counting rows or sections by what a column states: a threshold, nought, nothing (`-`), a negative value."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answer import AnswerFigure, Derivation, Operand
from assistant.cite import Bibliography
from assistant.draft import Draft
from assistant.family import Family, find_family
from assistant.find import Candidate
from assistant.forms import unit_class
from assistant.library import Library
from assistant.question import Asked
from assistant.series import COVERED, Series, find_series
from assistant.sizes import kind_of
from assistant.word import amount, is_
from corpus.amounts import convert, find_amounts
from corpus.document import Table
from corpus.figures import Figure
from corpus.total_names import is_total
from corpus.units import Unit
from index.evidence import DocumentEntry

MARGIN = 0.03
LIKELY = 12
"""Columns that are looked into."""
SHOWN = 40
_BOUND = re.compile(
    r"(\d[\d,.]*)\s*([가-힣%]{0,4}?)\s*(이상|이하|초과|미만|넘는|넘은|넘긴|안\s*되는|못\s*미치는|못\s*되는|보다\s*(?:큰|많은|높은|작은|적은|낮은))"
)
_NOUGHT = re.compile(r"(?<![\d.])0\s*(?:원|천원|백만원|억원|건|명|교|%|퍼센트)?\s*(?:인|이었던|이라고)")
_EQUAL = re.compile(
    r"(?<![\d.,])(\d[\d,.]*)\s*(%|퍼센트|억\s*원|백만\s*원|천\s*원|만\s*원|원|명|건|개소|개|교|곳|대|회|㎡)\s*"
    r"(?:인|이었던|였던|짜리|로\s*(?:적힌|나온|표시된))(?=\s)"
)
_NOTHING = re.compile(
    r"(?:편성|배정|책정|계획|반영|집행|책정)\s*(?:이|되지|하지|도)?\s*(?:전혀\s*)?(?:않은|않는|안\s*[된한]|없는|안\s*돼)|미편성|미집행"
    r"|(?:예산|금액|목표|실적|값)[이가도]?\s*(?:전혀\s*)?(?:없는|안\s*잡힌|비어)"
)
_NEGATIVE = re.compile(r"마이너스|음수|△|0보다\s*(?:작|적|낮)")
_NOUGHTS = ("-", "–", "－", "", "0", "0.0")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is counted or not: its name, its cells of the column, and where it stands."""

    name: str
    figures: tuple[Figure, ...]
    cells: tuple[str, ...]
    unit: Unit


@dataclass(frozen=True, slots=True)
class Condition:
    """What a row must fulfil; `words` says it in Korean. A row it can't be told of gives None."""

    words: str
    holds: Callable[[Row], bool | None]
    spans: tuple[tuple[int, int], ...]
    is_rare: bool = False
    """So few values fulfil it that a question that says it means a column with one."""


def condition_of(asked: Asked) -> Condition | None:
    """Return the condition the question counts by, or None when it has none over values."""
    text = asked.standalone
    if match := _BOUND.search(text):
        limit = Decimal(match.group(1).replace(",", "").rstrip("."))
        amounts = find_amounts(match.group(0))
        unit = amounts[0].unit if amounts else (match.group(2) or None)
        holds = _compared(limit, unit, re.sub(r"\s", "", match.group(3)))
        return Condition(match.group(0), holds, (match.span(),))
    if match := _NEGATIVE.search(text):
        return Condition("음수인", lambda row: _any(row, lambda value: value < 0), (match.span(),), True)
    if match := _NOUGHT.search(text):
        return Condition("0인", lambda row: _nothing(row, blanks=False), (match.span(),))
    if match := _EQUAL.search(text):
        amounts = find_amounts(match.group(1) + match.group(2))
        limit, unit = (amounts[0].value, amounts[0].unit) if amounts else (Decimal(0), None)
        return (
            Condition(f"{match.group(1)}{match.group(2)}인", _compared(limit, unit, "같은"), (match.span(),))
            if amounts
            else None
        )
    if match := _NOTHING.search(text):
        return Condition("편성되지 않은", lambda row: _nothing(row, blanks=True), (match.span(),))
    return None


def _compared(limit: Decimal, unit: str | None, word: str) -> Callable[[Row], bool | None]:
    def test(value: Decimal) -> bool:
        if word == "같은":
            return value == limit
        if word in ("이상",):
            return value >= limit
        if word in ("이하",):
            return value <= limit
        if word in ("초과", "넘는", "넘은", "넘긴") or word.startswith(("보다큰", "보다많은", "보다높은")):
            return value > limit
        return value < limit

    def holds(row: Row) -> bool | None:
        figure = row.figures[0] if row.figures else None
        if figure is None:
            return None
        value = figure.value
        if unit and figure.unit and unit != figure.unit:
            converted = convert(value, figure.unit, unit)
            if converted is None and unit_class(unit) != unit_class(figure.unit):
                return None
            value = converted if converted is not None else value
        return test(value)

    return holds


def _any(row: Row, test: Callable[[Decimal], bool]) -> bool | None:
    return any(test(figure.value) for figure in row.figures) if row.figures else None


def _nothing(row: Row, *, blanks: bool) -> bool | None:
    if blanks:
        return all(cell.strip() in _NOUGHTS for cell in row.cells) if row.cells else None
    if not row.figures:
        return None
    return all(figure.value == 0 for figure in row.figures)


def count_values(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft that counts the rows or sections whose value fulfils the question's condition, names listed."""
    condition = condition_of(asked)
    if condition is None:
        return None
    rest = tuple(t for t in asked.terms if not any(a <= t.start < b for a, b in condition.spans))
    bare = replace(asked, terms=rest, unit=None, unit_class=None)
    ranked = [series for series in find_series(bare, found, library)[:LIKELY] if is_judged(condition, series, library)]
    family = find_family(bare, found, library)
    if family is not None and (not ranked or family.score > ranked[0].covered + 0.05):
        return _draft(asked, condition, _sections(family), family.document, family.unmatched, family.score)
    if not ranked or ranked[0].covered < COVERED:
        return None
    best = ranked[0]
    rows = rows_of(best, library)
    chosen = [row.name for row in rows if condition.holds(row)]
    for other in ranked[1:8]:
        if other.score < best.score - MARGIN:
            break
        if [row.name for row in rows_of(other, library) if condition.holds(row)] != chosen:
            return None
    return _draft(asked, condition, rows, best.options[0].candidate.document, (), best.score)


def is_judged(condition: Condition, series: Series, library: Library) -> bool:
    """Tell whether a condition can be told of a column: a share is no bound for lengths."""
    return any(condition.holds(row) is not None for row in rows_of(series, library))


def _sections(family: Family) -> list[Row]:
    return [Row(m.name, (m.figure,) if m.figure else (), (m.shown,), m.unit) for m in family.members]


def rows_of(series: Series, library: Library) -> list[Row]:
    """Return the rows of a series' column with their cells, empty ones too; rows of one outer label are one."""
    if series.axis != "rows":
        return [
            Row(name, (o.figure,), (o.figure.text,), o.candidate.unit)
            for o, name in zip(series.options, series.names, strict=True)
        ]
    table = library.table(series.table_id)
    first = series.options[0].figure
    column = first.location.column or 0
    by_outer = all(name == o.figure.row_path[0] for o, name in zip(series.options, series.names, strict=True))
    units = {unit.row: unit for unit in library.rows(table.id)}
    figures = {
        f.location.row: f
        for f in library.table_figures(table.id)
        if f.column_path == first.column_path and kind_of(f) in (kind_of(first), None)
    }
    rows: dict[str, Row] = {}
    for number in range(table.header_rows, table.rows):
        name, shown = _label(table, number, 0 if by_outer else table.label_columns - 1), table.at(number, column)
        if not name or is_total(name) or number not in units:
            continue
        own = (figures[number],) if number in figures else ()
        cells = (shown.text,) if shown is not None else ("",)
        known = rows.get(name)
        if known is None:
            rows[name] = Row(name, own, cells, units[number])
        else:
            rows[name] = replace(known, figures=known.figures + own, cells=known.cells + cells)
    return list(rows.values())


def _label(table: Table, row: int, column: int) -> str:
    cell = table.at(row, max(0, column))
    return " ".join(cell.text.split()) if cell is not None else ""


def _draft(
    asked: Asked,
    condition: Condition,
    rows: Sequence[Row],
    document: DocumentEntry,
    unmatched: Sequence[str],
    confidence: float,
) -> Draft | None:
    judged = [(row, condition.holds(row)) for row in rows]
    chosen = [row for row, holds in judged if holds]
    unknown = [*unmatched, *(row.name for row, holds in judged if holds is None)]
    unit = asked.unit if asked.unit and unit_class(asked.unit) not in ("money", "percent") else "개"
    counted = Decimal(len(chosen))
    bibliography = Bibliography()
    marks, names = [], []
    for row in chosen:
        location = row.figures[0].location if row.figures else row.unit.location
        mark = bibliography.place(location, document, row.unit.text, row_path=(row.name,))
        marks.append(mark)
        names.append(f"{row.name} [{mark}]")
    text = f"{condition.words} 것은 모두 {is_(amount(counted, unit))}"
    text += f": {', '.join(names[:SHOWN])}" if names else ": 해당하는 항목이 없습니다"
    if unknown:
        text += f"\n값이 없어 세지 않은 항목: {', '.join(unknown[:SHOWN])}"
    operands = tuple(
        Operand(f"x{i}", Decimal(1), unit, mark, row.name)
        for i, (mark, row) in enumerate(zip(marks, chosen, strict=True))
    )
    derivation = Derivation(" + ".join(o.name for o in operands), operands, counted, unit) if operands else None
    if derivation is None:
        return None
    return Draft(
        outcome="answered",
        text=text,
        figures=(AnswerFigure(counted, unit, None, asked.standalone, None, derived=True),),
        derivation=derivation,
        citations=bibliography.citations,
        confidence=confidence,
    )
