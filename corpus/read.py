"""read(path) -> Document: chooses a reader by content, then by suffix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from corpus.bounded import with_bounded_paragraphs
from corpus.document import Document
from corpus.edition import extra_facts, title_facts
from corpus.errors import UnsupportedFormat
from corpus.exports import read_export
from corpus.flat_cover import cover_texts
from corpus.flattened import read_flattened
from corpus.formats import READERS
from corpus.txt import TextSource, kind_of, manifest_entry, open_text

Reader = Callable[[Path, str], Document]

_BINARY: list[tuple[Callable[[bytes, str], bool], Reader]] = list(READERS)
"""Readers of other formats: (does it begin like one: head, suffix), reader(path, name)."""
LEAST_TABLES, FAR_MORE = 5, 1.5
"""Tables of a text without tabs, and how many times the export's figures they must state, to be a flattened layer."""
TEXT_SUFFIXES = frozenset({".txt", ".md", ".markdown", ".text", ".tsv", ""})


def register(sniff: Callable[[bytes, str], bool], reader: Reader) -> None:
    """Add a reader for a format; readers are asked in the order they were added, before plain text."""
    _BINARY.append((sniff, reader))


def read(path: Path, *, name: str | None = None) -> Document:
    """Return the document a file holds. Raises a CorpusError that says in Korean what is wrong with it."""
    with path.open("rb") as file:
        head = file.read(8192)
    suffix = path.suffix.lower()
    for sniff, reader in _BINARY:
        if sniff(head, suffix):
            return reader(path, name or path.name)
    if suffix not in TEXT_SUFFIXES:
        raise UnsupportedFormat(path, f"‘{path.name}’: 읽을 수 없는 형식입니다({suffix or '확장자 없음'}).")
    return read_text(path, name=name)


def read_text(path: Path, *, name: str | None = None) -> Document:
    """Return the document of a text file. Raises NoText, CorruptFile."""
    source = open_text(path, name=name)
    kind = kind_of(source.lines)
    if kind == "flattened":
        return _flattened(path, source)
    export = with_bounded_paragraphs(read_export(source))
    if kind == "either" and _is_surely_flattened(other := _flattened(path, source), export):
        return other
    return export


def _flattened(path: Path, source: TextSource) -> Document:
    """Return a text as a flattened layer, what the manifest or its cover says of it put in."""
    document = with_bounded_paragraphs(read_flattened(source))
    entry, facts = manifest_entry(path), dict(title_facts(cover_texts(source.lines)))
    return replace(
        document,
        title=entry.get("title") or document.title,
        organization=entry.get("organization") or document.organization or facts.get("organization"),
        kind=entry.get("kind") or facts.get("kind"),
        as_of=entry.get("as_of") or facts.get("as_of"),
        period=entry.get("period"),
        extra=extra_facts(entry, facts),
    )


def _is_surely_flattened(document: Document, export: Document) -> bool:
    """Tell a flattened layer by many tables that state far more than the export's: one table may fit by accident."""
    return len(document.tables) >= LEAST_TABLES and _stated(document) >= FAR_MORE * _stated(export)


def _stated(document: Document) -> int:
    """Return how many cells of a document's tables state a number."""
    return sum(1 for table in document.tables for cell in table.cells if not cell.is_header and cell.amounts)
