"""Chunks: the text as indexed, cut along sections, articles and tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.document import Location


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a document as indexed; `text` is searched, `location` is cited."""

    id: str
    document_id: str
    kind: Literal["text", "article", "table"]
    heading_path: tuple[str, ...]
    text: str
    """Searchable text; for a table: heading path, caption, unit, headers and rows as `label: value` lines."""
    location: Location
    """At most 40 lines."""
    table_id: str | None = None
    rows: tuple[int, int] | None = None
    """First and last grid row of a table chunk."""
    passages: tuple[tuple[str, Location], ...] = ()
    """The paragraphs of a text chunk, each with its own place, for citing a sentence."""
