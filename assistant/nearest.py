"""A question asked in words: the passage that surely answers it, or the question back that shows the nearest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Alternative
from assistant.cite import Bibliography
from assistant.dates_named import dated_name, says_event
from assistant.doubt import is_doubtful_place
from assistant.draft import Draft
from assistant.equals import equals
from assistant.find import Candidate
from assistant.kinds import REASON_LABELS
from assistant.library import Library
from assistant.naming import heading_name
from assistant.passage import cover, gather, lacks_place, quotation, render
from assistant.places import Place, places, subject_terms
from assistant.question import Asked
from assistant.several import several
from assistant.wanted import Wanted, wanted
from corpus.units import Unit

FORMS = ("text", "list", "yesno", "definition")
"""The forms of question a reader can judge by any passage near to it; a name or a date beside the point misleads."""
CALCULATIONS = ("sum", "difference", "ratio", "average", "growth", "maximum", "minimum", "compare")
"""What is worked out from figures: where it cannot be, the passage that gives them lets the reader do so."""
NEAR, NEARLY_SURE = 0.5, 0.7
"""From this score on a passage is worth showing, for words and for a name, a date or the figures of a calculation."""
BESIDE = 0.12
"""How much less the second may score to be shown with the first."""
MOST, SHOWN = 3, 3
"""How many places are shown where none is found, and where the one found is doubtful."""
HEAD = "질문에 꼭 맞는 대목은 찾지 못했습니다. 가장 가까운 대목입니다. 이것을 찾으시나요?"
UNCOUNTED = "물으신 값을 계산하지는 못했습니다. 관련된 대목입니다. 이것을 찾으시나요?"
WHICH = "여러 대목이 질문에 맞습니다. 어느 것을 찾으시나요?"
REASON_LETTERS = 10
"""Letters a table row must say beside its labels to tell a reason."""
_HANGUL = re.compile(r"[가-힣]")
_LABEL = 60
"""Letters of a passage that its button shows."""


def nearest(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft that asks whether one of the nearest passages is meant, or None where none is near."""
    want = wanted(asked)
    least = _least(asked, want)
    if least is None:
        return None
    ranked = places(asked, want, found, library)
    if not ranked or ranked[0].score < least:
        return None
    near = [
        place
        for place in ranked[:MOST]
        if place.score >= max(NEAR, ranked[0].score - BESIDE) and not lacks_place(asked, place.unit)
    ]
    if not near:
        return None
    return show(asked, want, near, library, head=HEAD if asked.form != "figure" else UNCOUNTED)


def _least(asked: Asked, want: Wanted) -> float | None:
    """Return the score from which on the nearest passage is worth showing, or None where no passage would help."""
    if asked.form == "figure":
        return NEARLY_SURE if asked.operation in CALCULATIONS else None
    in_words = asked.form in FORMS or want.kind == "use"
    return NEAR if in_words and asked.operation in ("lookup", "compare") else NEARLY_SURE


def passage(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft that quotes the passage asked for, or None where nothing fits.

    It brings a question back instead where another place says the same of another thing and the question tells
    neither, or where too little speaks for the place found.
    """
    want = wanted(asked)
    quoted = quotation(asked, want, found, library)
    if quoted is None or quoted.draft.outcome != "answered" or not quoted.ranked:
        return quoted.draft if quoted is not None else None
    if left_open := equals(asked, want, quoted.ranked, library):
        shown, head = [quoted.ranked[0], *left_open], WHICH
    elif dated := several(asked, want, quoted.ranked, library):
        shown, head = dated, WHICH if len(dated) > 1 else HEAD
    elif tells_no_reason(want, quoted.ranked[0].unit) or (
        is_doubtful_place(asked, want, quoted.ranked, library) and not _is_dated(asked, want, quoted.ranked[0], library)
    ):
        shown, head = list(quoted.ranked[:SHOWN]), HEAD
    else:
        return quoted.draft
    return replace(quoted.draft, instead=show(asked, want, shown, library, head=head))


def tells_no_reason(want: Wanted, unit: Unit) -> bool:
    """Tell a row of figures where a reason is asked for: none of its cells says more than a word."""
    if want.kind != "reason" or unit.table_id is None:
        return False
    _, _, cells = unit.text.partition("|")
    says = len(_HANGUL.findall(cells)) >= REASON_LETTERS
    return not says and not any(word in " ".join(unit.headers) for word in REASON_LABELS)


def _is_dated(asked: Asked, want: Wanted, place: Place, library: Library) -> bool:
    """Tell whether a place gives the thing asked about its own date among those of others."""
    told = want.kind == "date" and place.unit.table_id is None and says_event(want.event, place.unit.text)
    return told and bool(dated_name(place.unit.text, subject_terms(asked, want, library)))


def show(asked: Asked, want: Wanted, near: Sequence[Place], library: Library, *, head: str) -> Draft:
    """Return the draft that asks which of some places is meant, each quoted below `head`."""
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
        text=f"{head}\n" + "\n".join(lines),
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
