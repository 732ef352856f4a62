"""Chunks: the text as indexed and shown by `search`, cut along sections, articles and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from corpus.document import Document, Location, Table
from corpus.units import Unit

MAX_LINES = 40
"""No chunk spans more source lines than this."""
MAX_TEXT = 700
"""Characters of a text chunk, about."""
MAX_ROWS = 12
MAX_TABLE_TEXT = 1200


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a document as indexed; `text` is searched, `location` is cited."""

    id: str
    document_id: str
    kind: Literal["text", "article", "table"]
    heading_path: tuple[str, ...]
    text: str
    """Searchable text; for a table: caption, unit, headers and rows as `label | column: value` lines."""
    location: Location
    """At most 40 lines."""
    table_id: str | None = None
    rows: tuple[int, int] | None = None
    """First and last grid row of a table chunk."""
    units: tuple[int, int] = (0, 0)
    """Positions of the first and last unit it is made of."""


def chunks(document: Document, units: Sequence[Unit]) -> tuple[Chunk, ...]:
    """Return the document's chunks in reading order, made of its units."""
    tables = {table.id: table for table in document.tables}
    found: list[Chunk] = []
    for (table_id, _), group in groupby(_merged(units), key=lambda unit: (unit.table_id, unit.heading_path)):
        members = list(group)
        pieces = _table_pieces(tables[table_id], members) if table_id else _text_pieces(members)
        for piece in pieces:
            found.append(replace(piece, id=f"{document.id}:c{len(found)}"))
    return tuple(found)


def _merged(units: Sequence[Unit]) -> Iterator[Unit]:
    """Yield units with a heading counted to the section it opens."""
    for unit in units:
        yield replace(unit, heading_path=(*unit.heading_path, unit.text)) if unit.marker == "#" else unit


def _span(units: Sequence[Unit]) -> tuple[int, int] | None:
    lines = [unit.location.lines for unit in units if unit.location.lines]
    return (min(a for a, _ in lines), max(b for _, b in lines)) if lines else None


def _fits(units: Sequence[Unit], unit: Unit) -> bool:
    span = _span([*units, unit])
    return span is None or span[1] - span[0] < MAX_LINES


def _text_pieces(units: Sequence[Unit]) -> Iterator[Chunk]:
    part: list[Unit] = []
    length = 0
    for unit in units:
        if part and (length + len(unit.text) > MAX_TEXT or not _fits(part, unit)):
            yield _text_chunk(part)
            part, length = [], 0
        part.append(unit)
        length += len(unit.text)
    if part and not (len(part) == 1 and part[0].marker == "#" and len(units) > 1):
        yield _text_chunk(part)


def _text_chunk(units: Sequence[Unit]) -> Chunk:
    first = units[0]
    kind: Literal["text", "article"] = "article" if first.text.startswith("제") and "조(" in first.text[:12] else "text"
    text = "\n".join(f"{unit.marker} {unit.text}".strip() if unit.marker != "#" else unit.text for unit in units)
    return Chunk(
        id="",
        document_id=first.document_id,
        kind=kind,
        heading_path=first.heading_path,
        text=text,
        location=replace(first.location, heading_path=first.heading_path, lines=_span(units)),
        units=(first.order, units[-1].order),
    )


def _table_pieces(table: Table, units: Sequence[Unit]) -> Iterator[Chunk]:
    part: list[Unit] = []
    length = 0
    for unit in units:
        if part and (len(part) >= MAX_ROWS or length + len(unit.text) > MAX_TABLE_TEXT or not _fits(part, unit)):
            yield _table_chunk(table, part)
            part, length = [], 0
        part.append(unit)
        length += len(unit.text)
    if part:
        yield _table_chunk(table, part)


def _table_chunk(table: Table, units: Sequence[Unit]) -> Chunk:
    rows = {unit.row for unit in units}
    head = [table.caption]
    if table.unit:
        head.append(f"(단위: {table.unit})")
    head.append(" | ".join(dict.fromkeys(" ".join(c.column_path) for c in table.cells if c.column_path)))
    lines = [" ".join(part for part in head if part)]
    for row in sorted(row for row in rows if row is not None):
        cells = [cell for cell in table.cells if cell.row == row and not cell.is_header and cell.text.strip()]
        label = " · ".join(next((cell.row_path for cell in cells if cell.row_path), ()))
        values = ", ".join(
            f"{' '.join(cell.column_path)}: {cell.text}" if cell.column_path else cell.text for cell in cells
        )
        lines.append(f"{label} | {values}" if label else values)
    first = units[0]
    return Chunk(
        id="",
        document_id=first.document_id,
        kind="table",
        heading_path=first.heading_path,
        text="\n".join(lines),
        location=replace(first.location, lines=_span(units), row=None),
        table_id=table.id,
        rows=(first.row or 0, units[-1].row or 0),
        units=(first.order, units[-1].order),
    )
