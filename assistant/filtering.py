"""Which rows of a table meet a condition over one of its columns: a bound, an amount, nought, a value below nought."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.cite import Bibliography
from assistant.counting import Condition, Row, condition_of, is_judged, rows_of
from assistant.draft import Draft
from assistant.find import Candidate
from assistant.library import Library
from assistant.question import Asked
from assistant.rowset import asks_number
from assistant.series import COVERED, Series, find_series
from assistant.stating import as_answer, problems_of, stated
from assistant.word import subject

RIVAL = 0.03
"""Columns nearer than this to the best whose rows differ leave it open which is meant."""
RARE = 0.35
"""Share of the question's words enough for a column with a value below nought: that there is one tells it already."""
SHOWN = 40
_WHICH = re.compile(
    r"(?:무엇|무어|뭐|뭔|뭣|어느|어떤|어디|누구|목록|리스트|나열|찾아|골라|추려)"
    r"|(?:사업|항목|과목|것|곳|데|과|부서|지역|기관|지표|과제|게|건)[은는도들]*\s*(?:[?]|$|알려|있|말해|보여|다\s)"
)
_KIND = re.compile(r"(?:세부\s*)?(?:항목|사업|과목|부서|과제|지표|기관|내역|목록|리스트|전부|모두|것|게|거|데|곳)")
"""Words for what the rows are; a table need not print them."""


def filtered_rows(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft that lists the rows whose value meets the question's condition, None where no column is sure."""
    condition = condition_of(asked)
    text = asked.standalone
    if condition is None or asks_number(asked) or asked.operation != "lookup" or _WHICH.search(text) is None:
        return None
    rest = [t for t in asked.terms if not any(a <= t.start < b for a, b in condition.spans)]
    rest = [t for t in rest if _KIND.fullmatch(t.text) is None] or rest
    bare = replace(asked, terms=tuple(rest), unit=None, unit_class=None, form="figure")
    pool = (*found, *_below_nought(library)) if condition.is_rare else found
    judged = list(_judged(find_series(bare, pool, library), condition, library))
    if not judged:
        return None
    best, rows = judged[0]
    names = [row.name for row in rows]
    for other, others in judged[1:8]:
        if other.score < best.score - RIVAL:
            break
        if [row.name for row in others] != names:
            return None
    return _draft(condition, best, rows)


def _judged(
    ranked: Sequence[Series], condition: Condition, library: Library
) -> Iterator[tuple[Series, tuple[Row, ...]]]:
    """Yield the columns the question may mean, best first, with the rows that meet the condition.

    A value below nought is so rare that only columns with one are meant.
    """
    for series in ranked:
        if series.covered < (RARE if condition.is_rare else COVERED) or series.axis != "rows":
            continue
        if not is_judged(condition, series, library):
            continue
        rows = tuple(row for row in rows_of(series, library) if row.figures and condition.holds(row))
        if rows or not condition.is_rare:
            yield series, rows


def _below_nought(library: Library) -> Iterator[Candidate]:
    """Yield the rows of tables that state an amount below nought outside a column of changes."""
    for entry in library.entries:
        for figure in library.index.figures_in(entry.id):
            if figure.value >= 0 or figure.table_id is None or re.search(r"증감|증가|감소|대비", figure.label):
                continue
            unit = next((u for u in library.rows(figure.table_id) if u.row == figure.location.row), None)
            if unit is not None:
                yield Candidate(unit, entry, 0.0, 0.0, 0.0, 0.0)


def _draft(condition: Condition, series: Series, rows: Sequence[Row]) -> Draft | None:
    if not rows:
        return None
    document = series.options[0].candidate.document
    column = " ".join(dict.fromkeys(part for part in series.common if part))
    bibliography = Bibliography()
    lines, figures = [], []
    for row in rows[:SHOWN]:
        figure = next(f for f in row.figures if condition.holds(replace(row, figures=(f,))))
        mark = bibliography.figure(figure, document, row.unit.text)
        figures.append(as_answer(figure, mark))
        lines.append(f"- {row.name}: {stated(figure)} [{mark}]")
    words = f"{condition.words}인" if condition.words.endswith(("이상", "이하", "미만", "초과")) else condition.words
    head = f"{subject(column)} {words}" if column else words
    text = "\n".join((f"{head} 것은 다음과 같습니다.", *lines))
    return Draft(
        outcome="answered",
        text=text,
        figures=tuple(figures),
        citations=bibliography.citations,
        problems=problems_of([f for row in rows for f in row.figures]),
        confidence=series.score,
    )
