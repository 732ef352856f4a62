"""What the readers of paged and structured formats hand to `assemble`: texts and tables in reading order."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.document import Box, Location, Origin
from corpus.grid import RawCell


@dataclass(frozen=True, slots=True)
class TextPiece:
    """One paragraph, heading, list item or note as the format gave it."""

    text: str
    page: int | None = None
    box: Box | None = None
    rank: float | None = None
    """Rank of a heading known from its style or size (0 outermost); None: told from the text."""
    stands_out: bool = False
    """Printed larger or bolder than the body: a short line may be a heading without a glyph."""
    indent: int = 0
    """Depth of a list item as the format states it, from 0."""
    is_item: bool = False
    """True for an item of a list whose bullet the format keeps apart from the text."""
    is_note: bool = False
    """True for a footnote or endnote."""
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class TablePiece:
    """One table with its spans; covered positions hold no cell."""

    cells: tuple[RawCell, ...]
    rows: int
    columns: int
    origin: Origin
    page: int | None = None
    box: Box | None = None
    sheet: str | None = None
    caption: str = ""
    notes: tuple[str, ...] = ()
    parts: tuple[Location, ...] = ()
    """The pieces on several pages it was joined from; the document's name is filled in later."""
    header_rows: int | None = None
    repairs: tuple[str, ...] = ()
    is_nested: bool = False
    """True for a table that stands in a cell of the one before it."""


Piece = TextPiece | TablePiece
