"""Questions worth asking next: examples made from the indexed documents, and follow-ups to an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from assistant.answer import Answer, AnswerFigure
from assistant.word import topic
from corpus.document import Table
from corpus.figures import Figure, cell_periods
from index.evidence import DocumentEntry

_YEAR = re.compile(r"^(19|20)\d\d$")
_NAMED = re.compile(r"^[가-힣A-Za-z][가-힣A-Za-z0-9 ·-]{5,34}$")
"""A row label long enough to name one thing."""
_QUANTITY = re.compile(r"(?:예산|결산|금액|[가-힣]액|실적|목표|현황|합계|총계|[가-힣]률|[가-힣]수)$")
"""The end of a label that says what is counted and not of what."""
_MEASURE = re.compile(r"^[가-힣 ]{2,12}$")
_ASIDE = re.compile(r"\s*\([^()]*\)")
"""A remark in a column's head: `집행률(%)`, `본예산(A)`."""
_SPARE = 4
"""Questions proposed for every example wanted, since not all are answered."""


class Figures(Protocol):
    """What examples are made from."""

    def documents(self) -> tuple[DocumentEntry, ...]:
        """Return the indexed documents."""

    def figures_in(self, document_id: str) -> tuple[Figure, ...]:
        """Return a document's figures."""


def proposals(index: Figures, *, limit: int = 6) -> tuple[tuple[str, Figure], ...]:
    """Return questions with the figure that answers each, documents taking turns, from trusted cells only."""
    queues = [
        iter(_spread(index.figures_in(entry.id), limit * _SPARE)) for entry in index.documents() if entry.is_in_force
    ]
    found: dict[str, Figure] = {}
    while queues and len(found) < limit * _SPARE:
        for queue in list(queues):
            figure = next(queue, None)
            if figure is None:
                queues.remove(queue)
            else:
                found.setdefault(_question(figure), figure)
    return tuple(found.items())[: limit * _SPARE]


def _spread(figures: Sequence[Figure], limit: int) -> list[Figure]:
    """Return figures fit for a question, one a table, spread over the document."""
    seen: set[str] = set()
    fit: list[Figure] = []
    for figure in figures:
        if figure.table_id and figure.table_id not in seen and _is_fit(figure):
            seen.add(figure.table_id)
            fit.append(figure)
    step = max(1, len(fit) // limit)
    return fit[::step][:limit]


def _is_fit(figure: Figure) -> bool:
    if figure.kind != "cell" or not figure.trusted or figure.unit is None or not figure.value or figure.is_total:
        return False
    if figure.context.strip() not in ("", figure.text.strip()):  # a number among words
        return False
    if len(figure.row_path) != 1 or not _NAMED.match(figure.row_path[0]) or _QUANTITY.search(figure.row_path[0]):
        return False
    measures = _measures(figure)
    return all(_MEASURE.match(part) for part in measures) and bool(_year(figure) or measures)


def _measures(figure: Figure) -> tuple[str, ...]:
    """Return what a figure's column heads say besides its year, remarks left out; else what its caption measures."""
    year = _year(figure)
    heads = (_bare(part) for part in figure.column_path)
    said = tuple(" ".join(word for word in head.split() if _bare(word) != year) for head in heads)
    return tuple(part for part in said if part) or tuple(filter(None, (_measured(figure),)))


def _year(figure: Figure) -> str:
    """Return the only year a figure is of, or an empty text."""
    years = [period for period in figure.periods if _YEAR.match(period)]
    return years[0] if len(years) == len(figure.periods) == 1 else ""


def _bare(label: str) -> str:
    return _ASIDE.sub("", label).strip().removesuffix("년도").removesuffix("년").strip()


def _question(figure: Figure) -> str:
    year = _year(figure)
    what = " ".join(part for part in (figure.row_path[0], f"{year}년" if year else "", *_measures(figure)) if part)
    return f"{topic(what)} {'얼마인가요' if figure.won is not None else '얼마나 되나요'}?"


def _measured(figure: Figure) -> str:
    """Return what a bare year column measures, as far as the caption says."""
    return next((word for word in ("예산", "실적", "목표") if word in figure.caption), "")


def followups(answer: Answer, table: Table | None, *, limit: int = 3) -> tuple[str, ...]:
    """Return questions that go on from an answered figure: another year, another column, another unit."""
    if answer.outcome != "answered" or not answer.figures:
        return ()
    asked = answer.figures[0]
    found = [] if table is None else list(_neighbours(answer, table))
    if asked.won is not None and asked.won >= 10**8 and asked.unit != "억원":
        found.append("억원으로 하면?")
    return tuple(dict.fromkeys(found))[:limit]


def _neighbours(answer: Answer, table: Table) -> Iterator[str]:
    citation = next(
        (c for c in answer.citations if c.table_id == table.id and c.row is not None and c.column is not None), None
    )
    asked = table.at(citation.row or 0, citation.column or 0) if citation else None
    if asked is None or answer.derivation is not None:
        return
    own = cell_periods(asked, table)
    row = [
        cell
        for cell in table.cells
        if cell.row == asked.row and not cell.is_header and cell.amounts and cell is not asked
    ]
    years = sorted({p[0] for cell in row if len(p := cell_periods(cell, table)) == 1 and _YEAR.match(p[0])} - set(own))
    later = [year for year in years if own and year > own[0]]
    for year in (later or years[-1:])[:1] if own else ():
        yield f"그럼 {year}년은?"
    for cell in row:
        header = cell.column_path[-1] if cell.column_path else ""
        if (
            header
            and cell_periods(cell, table) in ((), own)
            and _MEASURE.match(header)
            and header != (asked.column_path or ("",))[-1]
        ):
            yield f"{topic(header)}?"


def is_answered(answer: Answer, figure: Figure) -> bool:
    """Tell whether an answer states the figure its question was made from."""
    return answer.outcome == "answered" and bool(answer.figures) and _same(answer.figures[0], figure)


def _same(stated: AnswerFigure, figure: Figure) -> bool:
    if figure.won is not None and stated.won is not None:
        return figure.won == stated.won
    return stated.value == figure.value and stated.unit == figure.unit
