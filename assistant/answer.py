"""Answer, Citation and their JSON: the contract other programs speak."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

Outcome = Literal["answered", "conflict", "clarify", "unanswerable", "error"]
Reason = Literal["not_in_corpus", "period_not_covered", "ambiguous", "conflict", "unreadable", "unsupported"]


def plain(value: Decimal) -> str:
    """Return an exact decimal string without exponent or trailing zeros: `39000`, `0.5`."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True)
class AnswerFigure:
    """A number asked for, in the unit in which the answer states it."""

    value: Decimal
    unit: str
    won: Decimal | None
    label: str
    citation: int | None
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Operand:
    """One named number of a derivation."""

    name: str
    value: Decimal
    unit: str
    citation: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Derivation:
    """A computed number: a formula over named operands that re-computes to the result."""

    formula: str
    operands: tuple[Operand, ...]
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a document that supports the answer; `number` is the mark `[n]`."""

    number: int
    document: str
    title: str
    heading_path: tuple[str, ...] = ()
    table: str = ""
    table_id: str | None = None
    row_path: tuple[str, ...] = ()
    column_path: tuple[str, ...] = ()
    page: int | None = None
    lines: tuple[int, int] | None = None
    quote: str = ""
    unit: str | None = None
    row: int | None = None
    """Grid position in the table, from 0, for marking the cell; None for prose."""
    column: int | None = None
    document_id: str = ""
    edition: str = ""
    """What tells the document from its other editions; empty when it has none."""
    superseded_by: str = ""
    """File name of the edition in force when this one is an earlier one."""
    sheet: str | None = None
    """The sheet of a workbook."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One reading of an ambiguous question."""

    question: str
    label: str
    value: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. Frozen; `elapsed_ms` is filled by whoever measured."""

    question: str
    outcome: Outcome
    answer: str
    standalone_question: str = ""
    reason: Reason | None = None
    figures: tuple[AnswerFigure, ...] = ()
    derivation: Derivation | None = None
    citations: tuple[Citation, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    problems: tuple[str, ...] = ()
    mode: str = "offline"
    elapsed_ms: float = 0.0
    id: str = ""
    explanation: tuple[str, ...] = ()
    """What was understood, where it looked, why this place; Korean lines."""

    def to_json(self) -> dict[str, Any]:
        """Return the contract's JSON object as plain values."""
        derivation = self.derivation
        return {
            "id": self.id,
            "question": self.question,
            "standalone_question": self.standalone_question or self.question,
            "outcome": self.outcome,
            "reason": self.reason,
            "answer": self.answer,
            "figures": [
                {
                    "value": plain(figure.value),
                    "unit": figure.unit,
                    "won": None if figure.won is None else plain(figure.won),
                    "label": figure.label,
                    "citation": figure.citation,
                    "derived": figure.derived,
                }
                for figure in self.figures
            ],
            "derivation": None
            if derivation is None
            else {
                "formula": derivation.formula,
                "operands": [
                    {"name": o.name, "value": plain(o.value), "unit": o.unit, "citation": o.citation, "label": o.label}
                    for o in derivation.operands
                ],
                "result": {"value": plain(derivation.value), "unit": derivation.unit},
            },
            "citations": [
                {
                    "number": c.number,
                    "document": c.document,
                    "title": c.title,
                    "heading_path": list(c.heading_path),
                    "table": c.table,
                    "table_id": c.table_id,
                    "row_path": list(c.row_path),
                    "column_path": list(c.column_path),
                    "page": c.page,
                    "sheet": c.sheet,
                    "lines": None if c.lines is None else list(c.lines),
                    "quote": c.quote,
                    "unit": c.unit,
                    "row": c.row,
                    "column": c.column,
                    "edition": c.edition or None,
                    "superseded_by": c.superseded_by or None,
                }
                for c in self.citations
            ],
            "alternatives": [
                {"question": a.question, "label": a.label, "value": a.value, "unit": a.unit} for a in self.alternatives
            ],
            "problems": list(self.problems),
            "mode": self.mode,
            "elapsed_ms": round(self.elapsed_ms, 1),
            "explanation": list(self.explanation),
        }
