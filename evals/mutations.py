"""Assistants broken on purpose: a gate that lets one of them through measures nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answer import Answer, AnswerFigure, Citation
from evals.run import Asker


@dataclass(frozen=True, slots=True)
class Mutated:
    """An asker whose answers are broken in one way."""

    asker: Asker
    mutate: Callable[[Answer], Answer]

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """Return the broken answer."""
        return self.mutate(self.asker.ask(question, history))


def unit_broken(answer: Answer) -> Answer:
    """Return an answer whose money is a thousand times too much, as when 천원 is taken for 원 and back."""
    return replace(answer, figures=tuple(_thousandfold(figure) for figure in answer.figures))


def _thousandfold(figure: AnswerFigure) -> AnswerFigure:
    if figure.won is None:
        return figure
    return replace(figure, value=figure.value * 1000, won=figure.won * 1000)


def citation_shifted(answer: Answer) -> Answer:
    """Return an answer whose citations all stand one row further down."""
    return replace(answer, citations=tuple(_next_row(citation) for citation in answer.citations))


def _next_row(citation: Citation) -> Citation:
    page = None if citation.page is None else citation.page + 1
    if citation.lines is None:
        return replace(citation, page=page)
    first, last = citation.lines
    height = last - first + 1
    return replace(citation, page=page, lines=(first + height, last + height))


def refusal_off(answer: Answer) -> Answer:
    """Return an answer that states something where the assistant said that the documents don't."""
    if answer.outcome != "unanswerable":
        return answer
    figure = AnswerFigure(value=Decimal(100), unit="명", won=None, label="", citation=None)
    return replace(answer, outcome="answered", reason=None, answer="100명입니다.", figures=(figure,))


def first_figure_last(answer: Answer) -> Answer:
    """Return an answer that leads with a figure nobody asked for."""
    wrong = AnswerFigure(value=Decimal("7.7777"), unit="건", won=None, label="", citation=None)
    return replace(answer, figures=(wrong, *answer.figures)) if answer.figures else answer


MUTATIONS: dict[str, Callable[[Answer], Answer]] = {
    "unit broken": unit_broken,
    "citation one row off": citation_shifted,
    "refusal off": refusal_off,
    "another figure first": first_figure_last,
}
