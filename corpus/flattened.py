"""Reader for flattened text layers: a PDF's text saved line by line, its tables fallen apart into loose lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from corpus.document import Block, Document, Location, Paragraph, Section, Table
from corpus.flat_cover import read_cover
from corpus.flat_fill import AUTHOR_MARK, Draft, Filler, Item, open_sections
from corpus.flat_grid import FlatTable, Page
from corpus.flat_lines import FlatLine, Joiner, flat_lines
from corpus.flat_outline import outline
from corpus.flat_tables import find_tables
from corpus.grid import RawTable, build_table


class TextFile(Protocol):
    """What this reader needs of a text file; `corpus.txt.TextSource` has it."""

    @property
    def name(self) -> str:
        """File name as ingested."""

    @property
    def document_id(self) -> str:
        """Id made from the bytes."""

    @property
    def lines(self) -> Sequence[str]:
        """The lines, trailing spaces kept."""


def read_flattened(source: TextFile) -> Document:
    """Return the document of a flattened text layer: sections, paragraphs with their lines, tables made whole.

    Tables are told by the words of their headers and the shape of their rows. A table whose order is lost stays text.
    """
    lines = flat_lines(source.lines)
    headings = outline(lines)
    drafts = open_sections(lines, headings, source.name)
    starts = frozenset(index for heading in headings for index in range(heading.first, heading.last + 1))
    page = Page(lines, starts.__contains__, Joiner(lines))
    tables = find_tables(page)
    Filler(page, drafts, tables).fill()
    return _document(source, drafts, lines)


def _document(source: TextFile, drafts: Sequence[Draft], lines: Sequence[FlatLine]) -> Document:
    joiner = Joiner(lines)
    sections: list[Section] = []
    number = 0
    for draft in drafts:
        blocks: list[Block] = []
        levels = _levels(draft.items)
        for item in draft.items:
            if item.table is None:
                blocks.append(_paragraph(item, draft.section, source.name, joiner, levels))
            else:
                number += 1
                blocks.append(_table(item, item.table, draft.section, source, number))
        if draft.heading is not None or blocks:
            sections.append(replace(draft.section, blocks=tuple(blocks)))
    cover = read_cover(lines[: drafts[0].stop])
    return Document(
        id=source.document_id,
        name=source.name,
        title=cover.title or source.name,
        sections=tuple(sections),
        format="txt",
        organization=cover.organization,
        lines=tuple(source.lines),
    )


def _levels(items: Iterable[Item]) -> dict[int, int]:
    """Return the level of each rank a section uses, 0 outermost."""
    ranks = sorted({item.rank for item in items if item.table is None})
    return {rank: level for level, rank in enumerate(ranks)}


def _paragraph(item: Item, section: Section, name: str, joiner: Joiner, levels: dict[int, int]) -> Paragraph:
    first = item.lines[0]
    opening = item.text + (" " if first.raw[-1:].isspace() and len(item.lines) > 1 else "")
    is_loose = item.kind == "box" or item.marker == AUTHOR_MARK
    parts = [opening, *(line.raw for line in item.lines[1:])]
    text = joiner.items(parts) if is_loose else joiner.prose(parts)
    place = Location(name, section.heading_path, (first.number, item.lines[-1].number))
    return Paragraph(text, place, kind=item.kind, level=levels[item.rank], marker=item.marker)


def _table(item: Item, found: FlatTable, section: Section, source: TextFile, number: int) -> Table:
    path = section.heading_path
    pieces = tuple(Location(source.name, path, piece) for piece in found.pieces)
    raw = RawTable(
        cells=found.cells,
        rows=found.rows,
        columns=found.columns,
        location=pieces[0],
        origin="flattened",
        caption=item.caption,
        heading_path=path,
        unit_texts=(item.unit_text,) if item.unit_text else (),
        notes=item.notes,
        parts=pieces,
        spans_known=True,
        header_rows=found.header_rows,
        label_columns=found.label_columns,
        repairs=found.repairs,
    )
    return build_table(raw, document_id=source.document_id, number=number)
