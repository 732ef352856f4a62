"""The question back that shows the nearest passages, where none surely answers a question asked in words."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Alternative
from assistant.cite import Bibliography
from assistant.draft import Draft
from assistant.find import Candidate
from assistant.library import Library
from assistant.naming import heading_name
from assistant.passage import cover, gather, lacks_place, render
from assistant.places import Place, places
from assistant.question import Asked
from assistant.wanted import wanted

FORMS = ("text", "list", "yesno")
"""The forms of question a reader can judge by a passage; a figure, a name or a date shown beside the point misleads."""
NEAR = 0.5
"""From this score on a passage is worth showing."""
BESIDE = 0.08
"""How much less the second may score to be shown with the first."""
MOST = 2
_LABEL = 60
"""Letters of a passage that its button shows."""


def nearest(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft that asks whether one of the nearest passages is meant, or None where none is near."""
    if asked.form not in FORMS or asked.operation not in ("lookup", "compare"):
        return None
    want = wanted(asked)
    ranked = places(asked, want, found, library)
    near = [
        place
        for place in ranked[:MOST]
        if place.score >= max(NEAR, ranked[0].score - BESIDE) and not lacks_place(asked, place.unit)
    ]
    if not near:
        return None
    bibliography = Bibliography()
    lines, alternatives = [], []
    for place in near:
        units = gather(asked, want, place, library)
        text = " ".join(render(unit, library, asked) for unit in units)
        table = place.unit.caption if place.unit.table_id else ""
        number = bibliography.place(cover(units), place.candidate.document, text, table=table)
        lines.append(f"- {_heading(place)}: {text} [{number}]")
        label = f"{_heading(place)}: {_short(text)}"
        alternatives.append(Alternative(question=f"{_heading(place)} {_short(place.unit.text)}", label=label))
    return Draft(
        outcome="clarify",
        reason="ambiguous",
        text="질문에 꼭 맞는 대목은 찾지 못했습니다. 가장 가까운 대목입니다. 이것을 찾으시나요?\n" + "\n".join(lines),
        citations=bibliography.citations,
        alternatives=tuple(alternatives),
        confidence=near[0].score,
    )


def _heading(place: Place) -> str:
    """Return what names a passage's place: its nearest heading, else its document's title."""
    return heading_name(place.unit.heading_path, place.candidate.document.title)


def _short(text: str) -> str:
    """Return the beginning of a passage, cut at a word."""
    line = " ".join(text.split())
    return line if len(line) <= _LABEL else f"{line[:_LABEL].rsplit(' ', 1)[0]}…"
