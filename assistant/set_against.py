"""What a turn sets against the figure told before where it stands elsewhere (`올해는 그보다 몇 건 더 많아요?`)."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.beside import covers
from assistant.draft import Draft
from assistant.find import Option
from assistant.followup import merge
from assistant.forms import unit_class
from assistant.library import Library
from assistant.period_fit import fit_period
from assistant.question import Asked, read_question
from assistant.recall import Said, places_of
from assistant.repeats import subject_words

SURE = 0.9
"""Confidence from which on a looked-up figure may be computed with."""
SAME_SUBJECT = 0.75
"""Share of the words of the turn before that the figure's place must hold to state the same thing."""
_THAN_TOLD = re.compile(r"(?:그|이)(?:것|거|때|\s*(?:금액|값|수치|인원|실적))?보다\s*")
_MORE = re.compile(
    r"\s*(?:더\s*)?(?P<much>얼마나?|몇\s*[가-힣%]{1,3}?)(?:나|이나)?\s*(?:더\s*)?(?:많|적|늘|줄|증가|감소|높|낮|커|작)[^?]*\??$"
)


def elsewhere_told(
    own: Asked, last: Said, library: Library, answering: Callable[[Asked], Draft]
) -> list[Option] | None:
    """Return the figure of the same thing for the period a turn names, looked up anew, or None where it is not sure."""
    if last.headline is None or not own.periods or _THAN_TOLD.search(own.standalone) is None:
        return None
    plain = _MORE.sub(r" \g<much>입니까?", _THAN_TOLD.sub("", merge(last.asked, own).standalone))
    asked = read_question(plain)
    if asked.operation not in ("lookup", "count"):
        return None
    draft = answering(asked)
    places = places_of(draft, library)
    if draft.outcome != "answered" or draft.derivation is not None or draft.confidence < SURE or not places:
        return None
    found = places[0]
    same = covers(found, subject_words(last.asked), library) >= SAME_SUBJECT
    fits = fit_period(found.figure, own.periods) >= 0 and found.figure.id != last.headline.figure.id
    alike = unit_class(found.figure.unit) == unit_class(last.headline.figure.unit)
    return [found] if same and fits and alike else None
