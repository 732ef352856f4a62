"""A date asked by one word that many things bear (`조사는 언제`): the reader is asked which is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Alternative
from assistant.dated import Dated, same_thing, statements
from assistant.draft import Draft
from assistant.find import Candidate
from assistant.library import Library
from assistant.naming import heading_name
from assistant.question import Asked
from assistant.time_words import telling

NEAR = 0.25
"""How much worse than the best a place may fit the question to be as likely the one meant."""
FEWEST, SHOWN = 2, 3
WHICH = "여러 대목이 질문에 맞습니다. 어느 것을 찾으시나요?"


def things_meant(asked: Asked, times: Sequence[Dated], found: Sequence[Candidate], library: Library) -> list[Dated]:
    """Return places that date different things, where the question's one word names them all; [] where it names one."""
    if asked.context or len(telling(asked, library)) != 1 or asked.periods:
        return []
    best = times[0]
    apart: list[Dated] = []
    for other in statements(asked, found, library):
        if other.fit < best.fit - NEAR:
            break
        if other.unit.id != best.unit.id and not any(same_thing(one, other) for one in (best, *apart)):
            apart.append(other)
    return [best, *apart[:SHOWN]] if len(apart) >= FEWEST else []


def as_question(draft: Draft, times: Sequence[Dated]) -> Draft:
    """Return a draft that sets times side by side as the question which of their things is meant."""
    names = [heading_name(time.unit.heading_path, time.candidate.document.title) for time in times]
    alternatives = tuple(
        Alternative(question=f"{name} {time.thing}", label=f"{name}: {time.thing}")
        for name, time in zip(names, times, strict=True)
    )
    lines = draft.text.partition("\n")[2]
    return replace(draft, outcome="clarify", reason="ambiguous", text=f"{WHICH}\n{lines}", alternatives=alternatives)
