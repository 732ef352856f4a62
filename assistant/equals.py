"""Places that say the same of another thing: a row or item of one name under several heads, none of them asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.articles import title_of_article
from assistant.kinds import leading_label
from assistant.library import Library
from assistant.match import folded
from assistant.places import Place
from assistant.question import Asked
from assistant.wanted import Wanted
from corpus.units import Unit

BEHIND = 0.4
"""How far behind the best place another may be scored that the question fits as well."""
AS_WELL = 0.2
"""How much less of a word another place may say: it may stand in a heading there and in the item here."""
UNLIKE = 0.15
"""How much less near in meaning the other may be."""
NAME = 2
"""Letters of the shortest name."""
MOST = 4
TYPED = frozenset({"date", "person", "body", "place"})
"""Kinds of answers a place must hold to answer as well."""


def equals(asked: Asked, want: Wanted, ranked: Sequence[Place], library: Library) -> list[Place]:
    """Return the places that answer as well as the first: of its own name, under another head, saying otherwise."""
    best = ranked[0]
    name = own_name(best.unit, library)
    if len(name) < NAME or want.is_counted or want.kind == "definition" or not _says(asked, name):
        return []
    said = {_content(best.unit)}
    found: list[Place] = []
    for other in ranked[1:]:
        if other.score < best.score - BEHIND or len(found) == MOST:
            break
        if want.kind in TYPED and other.kind <= 0 < best.kind:
            continue
        if want.kind == "person" and _head(other.unit) != _head(best.unit):
            continue  # who is in charge stands in every section
        if other.candidate.similarity < best.candidate.similarity - UNLIKE:
            continue
        if (
            _is_named(other.unit, best.unit, library)
            and _fits_as_well(best, other)
            and _content(other.unit) not in said
        ):
            said.add(_content(other.unit))
            found.append(other)
    return found


def own_name(unit: Unit, library: Library) -> str:
    """Return a unit's own name, folded: a row's inner label, an article's title, a leading `label:`."""
    if unit.table_id is not None:
        cells = library.table(unit.table_id).cells
        path = next((cell.row_path for cell in cells if cell.row == unit.row and cell.row_path), ())
        return folded(path[-1]) if path else ""
    return folded(title_of_article(unit.text)) or leading_label(unit)


def _says(asked: Asked, name: str) -> bool:
    """Tell whether the question says a name, or a word that stands for it."""
    return any(folded(word) in name for term in asked.terms for word in (term.text, *term.alternatives))


def _is_named(unit: Unit, best: Unit, library: Library) -> bool:
    """Tell whether a unit has the best one's name; titles of articles may begin alike (`현황조사 등`)."""
    own, name = own_name(unit, library), own_name(best, library)
    if own and title_of_article(unit.text) and title_of_article(best.text):
        return own.startswith(name) or name.startswith(own)
    return own == name or re.match(rf"{re.escape(name)}[\d제]", folded(unit.text)) is not None


def _fits_as_well(best: Place, other: Place) -> bool:
    return all(find >= least - AS_WELL for find, least in zip(other.finds, best.finds, strict=True))


def _head(unit: Unit) -> str:
    """Return the heading a unit stands under, folded, its numbering left out."""
    return re.sub(r"^[\d\-.)\s]+", "", folded(unit.heading_path[-1])) if unit.heading_path else ""


def _content(unit: Unit) -> str:
    return folded(unit.text)
