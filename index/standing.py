"""Which documents answer by default: the newest edition in force, and of one document in two formats only one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.edition import Edition, edition_of
from corpus.text import search_text, squash
from index.earlier import replaced, write_standings
from index.evidence import DocumentEntry
from index.store import Store
from index.tokens import tokens

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_FORMATS = ("hwpx", "docx", "hwp", "html", "xlsx", "csv", "txt", "pdf")
"""Of one document in several formats the first answers: those that state their spans before those that draw them."""
_SHARED_WORDS = 0.97
_LEAST_SHARE = 0.8
"""A document with fewer than this share of another's numbers is an extract, not the same in another format."""
_MISREAD = 0.1
"""Share of numbers in which a scan may differ from the same document with a text layer."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What of a document's text is compared with another's."""

    numbers: frozenset[str]
    words: frozenset[str]
    is_scan: bool = False


def update_standings(store: Store) -> None:
    """Work out anew which documents are earlier editions or repeat another one, and write it into the record."""
    earlier = {key: by for key, (_, by) in replaced(store.connection).items()}
    found = standings(store.documents(), earlier, lambda document_id: contents(store, document_id))
    with store.transaction() as connection:
        write_standings(connection, found)


def contents(store: Store, document_id: str) -> Contents:
    """Return the numbers and words of a document's units."""
    numbers: set[str] = set()
    words: set[str] = set()
    for text in store.unit_bodies(document_id):
        numbers.update(number.replace(",", "") for number in _NUMBER.findall(search_text(text)))
        words.update(tokens(text))
    is_scan = any(table.origin == "ocr" for table in store.tables(document_id))
    return Contents(frozenset(numbers), frozenset(words), is_scan)


def standings(
    entries: Sequence[DocumentEntry], earlier: Mapping[str, str], read: Callable[[str], Contents]
) -> dict[str, tuple[str, str]]:
    """Return document id -> (id of the edition in force, id of the document it repeats); those in force are left out.

    `earlier` holds the documents whose file now holds another one, with that one's id; `read` is asked only for
    documents that may repeat one another. The result does not depend on the order of `entries`.
    """
    editions = {entry.id: edition(entry) for entry in entries}
    known = {entry.id: entry for entry in entries}
    newer = {
        old: by
        for old, by in earlier.items()
        if old in known and by in known and not _is_another_work(known[old], known[by])
    }
    same = _repeats([entry for entry in entries if entry.id not in newer], editions, read)
    works: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key in sorted(editions):
        if key not in same and key not in newer and editions[key].is_told_apart:
            works[editions[key].work].append(key)
    for keys in works.values():
        for old in keys:
            later = [key for key in keys if editions[key].follows(editions[old])]
            last = [key for key in later if not any(editions[other].follows(editions[key]) for other in later)]
            if last:
                newer[old] = last[0]
    for key, by in same.items():
        if by in newer:  # a copy of an earlier edition is an earlier edition
            newer[key] = newer[by]
    return {key: (_last(key, newer), same.get(key, "")) for key in sorted(newer.keys() | same.keys())}


def _last(key: str, newer: Mapping[str, str]) -> str:
    """Return the edition in force after the one given; empty when it is the one."""
    seen = {key}
    found = newer.get(key, "")
    while found in newer and newer[found] not in seen:
        seen.add(found)
        found = newer[found]
    return found


def edition(entry: DocumentEntry) -> Edition:
    """Return a document's edition."""
    return edition_of(
        entry.title,
        organization=entry.organization,
        kind=entry.kind,
        as_of=entry.as_of,
        period=entry.period,
        facts=dict(entry.extra),
    )


def _is_another_work(old: DocumentEntry, new: DocumentEntry) -> bool:
    """Tell whether a file was given the name of one with another subject: both state a body or a year, not the same."""
    pairs = [(old.organization, new.organization)]
    pairs += [(dict(old.extra).get("fiscal_year"), dict(new.extra).get("fiscal_year"))]
    return any(a and b and squash(a) != squash(b) for a, b in pairs)


def _repeats(
    entries: Sequence[DocumentEntry], editions: Mapping[str, Edition], read: Callable[[str], Contents]
) -> dict[str, str]:
    """Return id of a document that says the same as another -> id of the other, which answers in its place."""
    groups: dict[str, list[DocumentEntry]] = defaultdict(list)
    for entry in sorted(entries, key=_preference):
        for name in {squash(search_text(entry.title)).lower(), squash(search_text(Path(entry.name).stem)).lower()}:
            groups[name].append(entry)
    same: dict[str, str] = {}
    known: dict[str, Contents] = {}
    for group in groups.values():
        for position, entry in enumerate(group):
            for first in group[:position]:
                if entry.id in same or first.id in same or entry.format == first.format or entry.id == first.id:
                    continue
                if editions[entry.id].follows(editions[first.id]) or editions[first.id].follows(editions[entry.id]):
                    continue
                for key in (first.id, entry.id):
                    known.setdefault(key, read(key))
                if says_the_same(known[entry.id], known[first.id]):
                    same[entry.id] = first.id
    return same


def _preference(entry: DocumentEntry) -> tuple[int, str, str]:
    rank = _FORMATS.index(entry.format) if entry.format in _FORMATS else len(_FORMATS)
    return rank, entry.name, entry.id


def says_the_same(other: Contents, first: Contents) -> bool:
    """Tell whether the first document holds all that the other one states, and not much more.

    Every number must be there: a document with one changed figure is another edition, whatever its format. Only a scan
    may differ in a tenth of them, for its letters were recognised.
    """
    if not other.words or not first.words:
        return False
    if len(other.numbers & first.numbers) < _LEAST_SHARE * len(first.numbers):
        return False
    strange = len(other.numbers - first.numbers)
    if other.is_scan != first.is_scan:
        return strange <= _MISREAD * max(1, len(other.numbers))
    return not strange and len(other.words & first.words) >= _SHARED_WORDS * len(other.words)
