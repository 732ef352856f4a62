"""Chunks: what `search` ranks and shows, up to 40 source lines that belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus.document import Cell, Document, Location, Table
from corpus.units import Unit

MAX_LINES = 40
"""No chunk spans more source lines than this."""
_MAX_TEXT = 1500
_MAX_TABLE_TEXT = 2500
"""Characters: a page of prose, or the rows of a table, which say less each."""
_FULL = 0.6
"""A chunk filled to this share ends before the next heading."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a document as indexed; `text` is shown, `location` is cited."""

    id: str
    document_id: str
    kind: Literal["text", "article", "table"]
    heading_path: tuple[str, ...]
    """The headings that all of the chunk stands under."""
    text: str
    """Headings, paragraphs, and tables as caption, unit, headers and rows of `label | column: value`."""
    location: Location
    """At most 40 lines, one page or sheet."""
    table_id: str | None = None
    """The table that makes up most of the chunk."""
    rows: tuple[int, int] | None = None
    """First and last grid row of that table in the chunk."""
    units: tuple[int, int] = (0, 0)
    """Positions of the first and last unit it is made of."""


def chunks(document: Document, units: Sequence[Unit]) -> tuple[Chunk, ...]:
    """Return the document's chunks in reading order, made of its units, each unit in one chunk.

    Short sections are kept together with what follows them under the same first heading; a long table is cut by rows.
    """
    tables = {table.id: _Drawn.of(table) for table in document.tables}
    return tuple(_chunk(f"{document.id}:c{number}", part, tables) for number, part in enumerate(_parts(units)))


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A table as chunks write it: the line that opens it, and one line a row."""

    head: str
    rows: dict[int, str]

    @classmethod
    def of(cls, table: Table) -> _Drawn:
        unit = f"(단위: {table.unit})" if table.unit else ""
        headers = " | ".join(dict.fromkeys(" ".join(cell.column_path) for cell in table.cells if cell.column_path))
        by_row: dict[int, list[Cell]] = {}
        for cell in table.cells:
            if not cell.is_header and cell.text.strip():
                by_row.setdefault(cell.row, []).append(cell)
        head = " ".join(part for part in (table.caption, unit, headers) if part)
        return cls(head, {row: _row_text(cells) for row, cells in by_row.items()})


def _row_text(cells: Sequence[Cell]) -> str:
    label = " · ".join(next((cell.row_path for cell in cells if cell.row_path), ()))
    values = ", ".join(
        f"{' '.join(cell.column_path)}: {cell.text}" if cell.column_path else cell.text for cell in cells
    )
    return " | ".join(part for part in (label, values) if part)


def full_path(unit: Unit) -> tuple[str, ...]:
    """Return the headings above a unit, its own text included where it is a heading itself."""
    return (*unit.heading_path, unit.text) if unit.marker == "#" else unit.heading_path


def _parts(units: Sequence[Unit]) -> Iterator[list[Unit]]:
    part: list[Unit] = []
    length = 0
    for unit in units:
        if part and _ends_before(unit, part, length):
            yield part
            part, length = [], 0
        part.append(unit)
        length += len(unit.text)
    if part:
        yield part


def _ends_before(unit: Unit, part: Sequence[Unit], length: int) -> bool:
    """Tell whether a part is complete before a unit: no more room, another page, another chapter, or a good place."""
    limit = _MAX_TABLE_TEXT if unit.table_id or part[-1].table_id else _MAX_TEXT
    if length + len(unit.text) > limit or (unit.marker == "#" and length > limit * _FULL):
        return True
    first = part[0]
    if (unit.location.page, unit.location.sheet) != (first.location.page, first.location.sheet):
        return True
    if full_path(unit)[:1] != full_path(first)[:1]:
        return True
    span = line_span([*part, unit])
    return span is not None and span[1] - span[0] >= MAX_LINES


def line_span(units: Sequence[Unit]) -> tuple[int, int] | None:
    """Return the first and last source line of units, or None for paged formats."""
    lines = [unit.location.lines for unit in units if unit.location.lines]
    return (min(a for a, _ in lines), max(b for _, b in lines)) if lines else None


def _chunk(chunk_id: str, units: Sequence[Unit], tables: dict[str, _Drawn]) -> Chunk:
    first, last = units[0], units[-1]
    path = _common([full_path(unit) for unit in units])
    table_id = _main_table(units)
    rows = [unit.row for unit in units if unit.table_id == table_id and unit.row is not None] if table_id else []
    kind: Literal["text", "article", "table"] = "table" if table_id else "article" if _is_article(first) else "text"
    return Chunk(
        id=chunk_id,
        document_id=first.document_id,
        kind=kind,
        heading_path=path,
        text="\n".join(_lines(units, tables)),
        location=replace(
            first.location,
            heading_path=path,
            lines=_shown(line_span(units)),
            box=None,
            table_id=table_id,
            row=None,
            column=None,
        ),
        table_id=table_id,
        rows=(min(rows), max(rows)) if rows else None,
        units=(first.order, last.order),
    )


def _shown(span: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return a span cut to what a chunk may show: one unit alone (an endless paragraph) can be longer."""
    return None if span is None else (span[0], min(span[1], span[0] + MAX_LINES - 1))


def _common(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    shared = paths[0]
    for path in paths[1:]:
        equal = next(
            (i for i, (a, b) in enumerate(zip(shared, path, strict=False)) if a != b), min(len(shared), len(path))
        )
        shared = shared[:equal]
    return shared


def _main_table(units: Sequence[Unit]) -> str | None:
    """Return the table whose rows are at least half of the units, or None."""
    counted = Counter(unit.table_id for unit in units if unit.table_id).most_common(1)
    return counted[0][0] if counted and counted[0][1] * 2 >= len(units) else None


def _is_article(unit: Unit) -> bool:
    return unit.text.startswith("제") and "조(" in unit.text[:12]


def _lines(units: Sequence[Unit], tables: dict[str, _Drawn]) -> Iterator[str]:
    """Yield the text of units line by line; a table, begun here or in the chunk before, opens with its headers."""
    open_table: str | None = None
    for unit in units:
        if unit.table_id is None:
            open_table = None
            yield f"{unit.marker} {unit.text}".strip() if unit.marker != "#" else unit.text
            continue
        table = tables[unit.table_id]
        if open_table != unit.table_id:
            open_table = unit.table_id
            yield table.head
        yield table.rows.get(unit.row or 0) or unit.text
