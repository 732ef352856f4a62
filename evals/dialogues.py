"""Dialogues: only the last turn counts, the earlier ones are what a person had typed before."""

from __future__ import annotations

from assistant.answer import Answer
from evals.answers import Score, score
from evals.cases import Case, Dialogue


def last_turn(dialogue: Dialogue) -> Case:
    """Return the dialogue's last turn as a question with its history; style `followup`."""
    return Case(
        id=dialogue.id, doc=dialogue.doc, kind=dialogue.kind, style="followup", question=dialogue.turns[-1],
        history=dialogue.turns[:-1], answer=dialogue.answer, figures=dialogue.figures, lines=dialogue.lines,
        pages=dialogue.pages, note=dialogue.note,
    )  # fmt: skip


def score_dialogue(dialogue: Dialogue, answer: Answer) -> Score:
    """Return how the answer to the last turn fares: its first figure must be exact, or it must refuse where due."""
    return score(last_turn(dialogue), answer)
