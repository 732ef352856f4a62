"""The town a question names (`물빛군이`): what a document of another town states is no answer for it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.evidence import DocumentEntry

_TOWN = re.compile(r"(?<![가-힣])([가-힣]{2,}?(?:시|군|구))(?=$|[^가-힣]|의회|[가-힣]*(?:공단|공사|재단))")
"""A town or district as the name of a body begins with it; 도 and 특별시 take in others."""
_NO_TOWN = re.compile(r".*(?:특별|광역|자치)[시군구]$|^자치[시군구]$")
_AFTER = r"(?=$|[^가-힣]|이(?:랑)?(?![가-힣])|[가은는의에도로과와](?![가-힣])|에서|에는|에선|으로|하고|청|의회)"


def towns_of(entry: DocumentEntry) -> frozenset[str]:
    """Return the towns whose bodies issued a document, by the names of its body."""
    found = (match.group(1) for match in _TOWN.finditer(entry.organization or ""))
    return frozenset(town for town in found if not _NO_TOWN.match(town))


def towns_named(text: str, entries: Iterable[DocumentEntry]) -> frozenset[str]:
    """Return the towns of the documents that a question names."""
    known = {town for entry in entries for town in towns_of(entry)}
    return frozenset(town for town in known if re.search(rf"(?<![가-힣]){re.escape(town)}{_AFTER}", text))


def is_elsewhere(entry: DocumentEntry, place: str, named: frozenset[str]) -> bool:
    """Tell a place of a document of another town than those named, unless it speaks of one of them itself."""
    own = towns_of(entry)
    return bool(named and own) and not own & named and not any(town in place for town in named)
