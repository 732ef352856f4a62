"""Who came first, or third, where a line tells the places itself (`1위 가람여객, 2위 나루교통`): it is quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.draft import Draft
from assistant.find import Candidate
from assistant.library import Library
from assistant.passage import quote, render
from assistant.places import Place
from assistant.question import Asked

COVERED = 0.6
"""Least share of the question's words that the place must say."""
MARGIN = 0.1
"""Another such line that says as much within this makes it unsure which is meant."""
_PLACE = re.compile(r"(?<!\d)(\d{1,2})\s*(위|등)(?!원|급)")


def told_rank(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft that quotes the one line naming what came in the place asked for, or None."""
    places = _PLACE.findall(asked.question) or _PLACE.findall(asked.standalone)
    if not places:
        return None
    number, word = places[-1]
    told = re.compile(rf"(?<!\d){number}\s*{word}\s*[:：(]?\s*[㈜(]*[가-힣A-Za-z]{{2}}")
    lines = [c for c in found if c.unit.table_id is None and c.coverage >= COVERED and told.search(c.unit.text)]
    if not lines:
        return None
    best = max(lines, key=lambda candidate: candidate.score)
    if any(other.score >= best.score - MARGIN and other.unit.text != best.unit.text for other in lines):
        return None
    place = Place(best, best.score, best.coverage, 0.0, 0.0, (), (), best.coverage)
    return quote(place, [best.unit], render(best.unit, library, asked), library)
