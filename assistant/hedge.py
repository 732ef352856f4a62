"""A result computed over operands that are hardly sure: told, but as a question back."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Alternative, plain
from assistant.draft import Draft
from assistant.question import Asked

SURE = 1.1
"""Below this score of its operands a result is asked back."""
HEAD = "질문에 꼭 맞는 계산인지 확실하지 않습니다. 이것을 찾으시나요?"
_COMPUTES = ("difference", "growth", "ratio", "sum", "average", "compare")


def hedged(asked: Asked, draft: Draft) -> Draft:
    """Return a draft as it is, or asked back where it computes over operands that are hardly sure.

    A follow-up leans on what was told and is sure of that.
    """
    if draft.derivation is None or draft.outcome != "answered" or asked.operation not in _COMPUTES:
        return draft
    if asked.is_followup or draft.confidence >= SURE:
        return draft
    operands = tuple(
        Alternative(question=one.name, label=one.name, value=plain(one.value), unit=one.unit)
        for one in draft.derivation.operands
        if one.name
    )
    return replace(
        draft, outcome="clarify", reason="ambiguous", text=f"{HEAD}\n{draft.text}", alternatives=operands, instead=None
    )
