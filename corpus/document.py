"""The types every reader hands on: Document, Section, blocks, Table, Cell and Location.

All are frozen and plain. A reader makes a Location once, where it saw the bytes; everybody else copies it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from corpus.amounts import Amount

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in PDF points from the top left corner of the page."""

Origin = Literal["tsv", "flattened", "markdown", "html", "pdf", "ocr", "hwpx", "hwp", "docx", "xlsx", "csv"]
"""How a table reached us; says how much of its structure was given and how much was inferred."""


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a document: lines (1-based, inclusive) in a text file, page (from 1) in a paged one."""

    document: str
    """File name as ingested."""
    heading_path: tuple[str, ...] = ()
    lines: tuple[int, int] | None = None
    page: int | None = None
    sheet: str | None = None
    box: Box | None = None
    table_id: str | None = None
    row: int | None = None
    """Grid row from 0, header rows included."""
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, at its top left grid position."""

    row: int
    column: int
    text: str
    location: Location
    rowspan: int = 1
    colspan: int = 1
    is_header: bool = False
    """True for header rows and for label columns (the stub); False for body cells."""
    row_path: tuple[str, ...] = ()
    """Labels of the row, outermost first; empty for header rows."""
    column_path: tuple[str, ...] = ()
    """Headers of the column, outermost first; empty for label columns and tables without header."""
    amounts: tuple[Amount, ...] = ()
    """What the cell states, with the unit that governs it; several for `고100교 7선도지구`."""
    is_total: bool = False
    """True when the cell's row or column is a total, subtotal or share of others."""
    confidence: float | None = None
    """0..1 for recognised characters (OCR), else None."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a parse certificate."""

    rule: str
    """`header`, `unit`, `cells`, `sum`, `rate`, `joined`, `shift`, ..."""
    passed: bool | None
    """None: not applicable or not decidable."""
    message: str
    """Korean, for the screen."""
    cells: tuple[tuple[int, int], ...] = ()
    """Grid positions concerned."""
    blocking: bool = True
    """False for what the source itself gets wrong (a printed total): a note, no doubt about the reading."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a careful person reads it: a rectangular grid, cells with header paths, unit, notes, checks."""

    id: str
    caption: str
    heading_path: tuple[str, ...]
    location: Location
    rows: int
    columns: int
    header_rows: int
    label_columns: int
    cells: tuple[Cell, ...]
    unit: str | None = None
    """The unit that governs cells without one of their own (`백만원`), or None: unknown. Where one line states several
    (`개소, 명, 천원`), all of them, and each cell's amounts hold the one its column is headed for."""
    unit_source: str | None = None
    """Where the unit was found: `line`, `heading`, `header`, `cell`, `column`, `caption`."""
    base_date: str | None = None
    notes: tuple[str, ...] = ()
    origin: Origin = "tsv"
    parts: tuple[Location, ...] = ()
    """The pieces it was joined from, in order; one for a whole table."""
    repairs: tuple[str, ...] = ()
    """What was mended (shifted rows, merged headers, dropped rules), Korean, for the screen."""
    checks: tuple[Check, ...] = ()

    @property
    def is_trusted(self) -> bool:
        """False when a check of the certificate failed."""
        return all(check.passed is not False or not check.blocking for check in self.checks)

    def at(self, row: int, column: int) -> Cell | None:
        """Return the cell that covers a grid position, or None when nothing does."""
        for cell in self.cells:
            if cell.row <= row < cell.row + cell.rowspan and cell.column <= column < cell.column + cell.colspan:
                return cell
        return None


ParagraphKind = Literal["paragraph", "item", "note", "article", "box", "caption"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, a list item, a note or an article, with its printed lines joined."""

    text: str
    """As a person reads it: broken lines joined, stray markup removed, the bullet kept out."""
    location: Location
    kind: ParagraphKind = "paragraph"
    level: int = 0
    """Depth of a list item, 0 outermost."""
    marker: str = ""
    """The bullet or number as printed: `○`, `-`, `①`, `제3조`, `※`."""


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it up to the next heading. Sections come in reading order."""

    heading: str
    heading_path: tuple[str, ...]
    """Titles from the outermost to this heading, this one included; () for text before any heading."""
    location: Location
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read. `id` comes from the bytes: the same file gives the same id."""

    id: str
    name: str
    """File name as ingested; what citations print."""
    title: str
    sections: tuple[Section, ...]
    format: str
    """`txt`, `pdf`, `hwpx`, ..."""
    organization: str | None = None
    kind: str | None = None
    as_of: str | None = None
    """ISO date the document speaks from."""
    period: str | None = None
    lines: tuple[str, ...] = ()
    """The source lines of a text file, for drawing a citation; () for paged formats."""
    warnings: tuple[str, ...] = ()
    """Korean, for the ingest report: what could not be read well."""
    extra: tuple[tuple[str, str], ...] = field(default=())
    """Other facts of the title page or manifest: edition, fiscal year."""

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return all tables in reading order."""
        return tuple(block for section in self.sections for block in section.blocks if isinstance(block, Table))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return all paragraphs in reading order."""
        return tuple(block for section in self.sections for block in section.blocks if isinstance(block, Paragraph))
