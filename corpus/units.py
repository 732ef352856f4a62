"""Units: the smallest citable pieces of a document, one a paragraph and one a table row.

A chunk is what a reader is shown as a search result; a unit is what an answer is taken from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.document import Cell, Document, Location, Paragraph, Section, Table

_PARENT_LENGTH = 60
_HEADERS_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph or a table row with the words that lead to it."""

    id: str
    """Stable: document id and ordinal."""
    document_id: str
    kind: Literal["text", "row"]
    order: int
    """Position in the document, from 0."""
    heading_path: tuple[str, ...]
    parents: tuple[str, ...]
    """Texts of the list items above a sub-item, outermost first, shortened."""
    caption: str
    headers: tuple[str, ...]
    """Column headers of a row, each path joined by a space."""
    text: str
    """The paragraph, or the row's labels and cells as printed."""
    location: Location
    table_id: str | None = None
    row: int | None = None
    level: int = 0
    marker: str = ""
    stub: str = ""
    """What stands over a row's labels (`사고 유형`); empty for a paragraph."""

    @property
    def embedding_text(self) -> str:
        """Return the text whose meaning is embedded: nearest headings first, then the unit itself."""
        lead = " > ".join((*self.heading_path[-2:], *self.parents[-1:], *((self.caption,) if self.caption else ())))
        headers = " ".join(self.headers)[:120]
        return f"{lead[-160:]} | {self.text[:400]} {headers}".strip()


def units(document: Document) -> tuple[Unit, ...]:
    """Return the document's units in reading order."""
    found: list[Unit] = []
    for section in document.sections:
        found += _section_units(section, document.id, len(found))
    return tuple(found)


def _section_units(section: Section, document_id: str, first: int) -> Iterator[Unit]:
    """Yield the units of one section; the heading itself is one where it states something to answer with."""
    order = first
    if section.heading:
        yield Unit(
            id=f"{document_id}:u{order}",
            document_id=document_id,
            kind="text",
            order=order,
            heading_path=section.heading_path[:-1],
            parents=(),
            caption="",
            headers=(),
            text=section.heading,
            location=section.location,
            marker="#",
        )
        order += 1
    open_items: list[tuple[int, str]] = []
    for block in section.blocks:
        if isinstance(block, Paragraph):
            while open_items and open_items[-1][0] >= block.level:
                open_items.pop()
            yield _text_unit(block, section, document_id, order, tuple(text for _, text in open_items))
            order += 1
            open_items.append((block.level, block.text[:_PARENT_LENGTH]))
        else:
            for unit in _row_units(block, document_id, order):
                yield unit
                order += 1


def _text_unit(block: Paragraph, section: Section, document_id: str, order: int, parents: tuple[str, ...]) -> Unit:
    return Unit(
        id=f"{document_id}:u{order}",
        document_id=document_id,
        kind="text",
        order=order,
        heading_path=section.heading_path,
        parents=parents,
        caption="",
        headers=(),
        text=block.text,
        location=block.location,
        level=block.level,
        marker=block.marker,
    )


def _row_units(table: Table, document_id: str, order: int) -> Iterator[Unit]:
    by_row: dict[int, list[Cell]] = {}
    heads = (c.text for c in table.cells if c.row < table.header_rows and c.column < table.label_columns)
    stub = " ".join(dict.fromkeys(text for text in heads if text))
    for cell in table.cells:
        if cell.row >= table.header_rows:
            by_row.setdefault(cell.row, []).append(cell)
    for row in sorted(by_row):
        cells = by_row[row]
        body = [cell for cell in cells if not cell.is_header]
        labels = next((cell.row_path for cell in cells if cell.row_path), ())
        texts = [cell.text for cell in body if cell.text.strip()]
        headers = tuple(dict.fromkeys(" ".join(cell.column_path) for cell in body if cell.column_path))
        text = " ".join((*labels, "|", *texts)) if labels else " | ".join(texts)
        if not text.strip(" |"):
            continue
        yield Unit(
            id=f"{document_id}:u{order}",
            document_id=document_id,
            kind="row",
            order=order,
            heading_path=table.heading_path,
            parents=(),
            caption=table.caption,
            headers=_clip(headers),
            text=text,
            location=_row_location(table, cells),
            table_id=table.id,
            row=row,
            stub=stub,
        )
        order += 1


def _clip(headers: tuple[str, ...]) -> tuple[str, ...]:
    kept: list[str] = []
    length = 0
    for header in headers:
        length += len(header) + 1
        if length > _HEADERS_LENGTH:
            break
        kept.append(header)
    return tuple(kept)


def _row_location(table: Table, cells: list[Cell]) -> Location:
    """Return the place of a whole row: the span of its cells' lines."""
    first = cells[0].location
    spans = [cell.location.lines for cell in cells if cell.location.lines]
    lines = (min(a for a, _ in spans), max(b for _, b in spans)) if spans else None
    return Location(
        document=first.document,
        heading_path=table.heading_path,
        lines=lines,
        page=first.page,
        sheet=first.sheet,
        table_id=table.id,
        row=cells[0].row,
    )
