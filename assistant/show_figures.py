"""A document's figures as the page lists them: filtered by words, each opening the place that states it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer, Citation
from assistant.html import Html, button, element, join
from assistant.texts import say
from corpus.amounts import write_amount
from corpus.figures import Figure
from corpus.text import search_text
from index.evidence import DocumentEntry

MOST = 200
"""Figures listed at once."""


def figures(stated: Sequence[Figure], *, query: str = "") -> Html:
    """Return the figures that hold all words of `query` in label or headings; closed until something is sought."""
    words = search_text(query).split()
    found = [figure for figure in stated if all(word in _searched(figure) for word in words)] if words else stated
    rows = [_figure(figure) for figure in found[:MOST]]
    said = (
        say(
            "‘{query}’이(가) 있는 수치 {count:,}개 / 전체 {total:,}개", query=query, count=len(found), total=len(stated)
        )
        if words
        else say("수치 {count:,}개", count=len(found))
    )
    rest = len(found) - len(rows)
    more = (
        element("p", say("… 나머지 {rest:,}개는 낱말로 추려 보십시오", rest=rest), class_="count") if rest > 0 else None
    )
    listed = element("div", *rows, class_="figures")
    return element("details", element("summary", said), listed, more, class_="figure-list", open=bool(words))


def _searched(figure: Figure) -> str:
    return search_text(" ".join((figure.label, figure.caption, *figure.heading_path, figure.text, figure.unit or "")))


def _figure(figure: Figure) -> Html:
    stated = write_amount(figure.value, figure.unit or "")
    where = figure.caption or (figure.heading_path[-1] if figure.heading_path else "")
    inside = (
        element("span", figure.label or figure.text, class_="label"),
        element("b", stated),
        element("small", where),
    )
    return button(join(inside), "figure", class_="figure", figure=figure.id)


def figure_place(figure: Figure, entry: DocumentEntry) -> Answer:
    """Return a figure as an answer that cites its place, so that the evidence panel can draw it."""
    at = figure.location
    citation = Citation(
        1, entry.name, entry.title, figure.heading_path, figure.caption, figure.table_id, figure.row_path,
        figure.column_path, at.page, at.lines, figure.context or figure.text, figure.unit, at.row, at.column, entry.id,
        sheet=at.sheet,
    )  # fmt: skip
    return Answer(figure.label, "answered", figure.text, citations=(citation,))
