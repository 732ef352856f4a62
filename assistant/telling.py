"""The words of a question that tell what it is about: a place that names them nowhere does not answer it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from assistant.library import Library
from assistant.match import Weighted
from assistant.places import Place
from assistant.wanted import Wanted
from index.tokens import morphemes

RARE = 7.0
"""From this weight on a word stands in so few places that one without it is about something else."""
SELDOM = 2
"""A word of so few places tells as much where there are few documents and no word weighs so much."""
SHARE_OF_RAREST = 0.6
"""Share of the weight of a word of one place from which on a name must be told under a word."""
HEAD = 5.0
"""From this weight on the thing asked for must be named; a commoner one (`학년`) may be left to its values."""
BARE, SPOKEN = 0.05, 0.75
"""A date whose own sentence says less of the question must stand under so much of it."""
SAYS, ABOUT = 0.95, 0.6
"""A date whose own sentence says what happens need stand under less: what it happens to is named above."""
_EVERYWHERE = frozenset(
    [
        "동안",
        "처음",
        "마지막",
        "현재",
        "지금",
        "이후",
        "이전",
        "당시",
        "대신",
        "직접",
        "정도",
        "이번",
        "서로",
        "각각",
        "별도",
    ]
)
"""Nouns that go with any matter: rare in documents, but telling nothing."""
_NAMED = frozenset({"body", "person", "place"})
"""Kinds of answers that are one name: whose it is must be said."""
_OPEN = frozenset({"text", "items", "measure", "body", "yesno", "person", "place"})
"""Kinds of answers that nothing but the question's own words holds to the question."""


def lacks_telling(want: Wanted, place: Place, terms: Sequence[Weighted], library: Library) -> bool:
    """Tell whether neither a place nor what leads to it names what tells the question apart: its rare words, its head.

    A word the documents never print tells nothing: the reader's own word may be another than theirs.
    """
    if want.kind == "date":
        event = (want.event, want.head.text if want.head is not None else "")
        happens = any(o >= SAYS and w.term.text in event for w, o in zip(terms, place.own, strict=True))
        return place.says < BARE and place.coverage < (ABOUT if happens else SPOKEN)
    if want.kind not in _OPEN:
        return False
    rarest = math.log((library.unit_count + 1) / 2)
    for weighted, find in zip(terms, place.finds, strict=True):
        term = weighted.term
        if find > 0 or not library.frequency(term.text):
            continue
        is_head = want.head is not None and term.text == want.head.text and place.label == 0
        if is_head and want.kind in ("text", "items") and weighted.weight >= HEAD:
            return True
        rare = weighted.weight >= RARE or library.frequency(term.text) <= SELDOM
        rare = rare or (want.kind in _NAMED and not term.said and weighted.weight >= SHARE_OF_RAREST * rarest)
        if rare and term.text not in _EVERYWHERE and _is_noun(term.text):
            return True
    return False


def _is_noun(word: str) -> bool:
    return bool(re.search(r"[가-힣]", word)) and all(part.tag.startswith(("N", "S", "X")) for part in morphemes(word))
