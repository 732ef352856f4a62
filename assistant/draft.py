"""A draft: what a plan wants to say, with its figures and citations, before the gate has read it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import Alternative, AnswerFigure, Citation, Derivation, Outcome, Reason


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer in the making."""

    outcome: Outcome
    text: str
    reason: Reason | None = None
    figures: tuple[AnswerFigure, ...] = ()
    derivation: Derivation | None = None
    citations: tuple[Citation, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    problems: tuple[str, ...] = ()
    explanation: tuple[str, ...] = ()
    confidence: float = 0.0
    """0..1, how sure the plan is of its place; decides between plans and on refusing."""
    instead: Draft | None = None
    """The question back to ask in place of this draft, where it answers a whole question and is not sure enough."""
