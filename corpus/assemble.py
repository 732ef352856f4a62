"""Pieces in reading order -> sections: headings by style or glyph, captions, unit lines, notes.
Shared by all but text readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.amounts import read_unit
from corpus.bounded import bounded
from corpus.document import Block, Box, Document, Location, Paragraph, ParagraphKind, Section, Table
from corpus.edition import extra_facts, title_facts
from corpus.grid import RawTable, build_table
from corpus.outline import CIRCLED, article, heading, item
from corpus.pieces import Piece, TablePiece, TextPiece
from corpus.spans import fill_gaps, header_band, lead_rows
from corpus.text import clean_cell, search_text, squash
from corpus.txt import manifest_entry

_UNIT_LINE = re.compile(
    r"^[(\[<〔].{0,40}단\s*위.{0,40}[)\]>〕]$|^단\s*위\s*[:：].{0,40}$|^\(.{0,12}\d{2,4}.{0,20}(?:기준|현재).{0,12}\)$"
)
_NOTE = re.compile(
    r"^(?:※|\*{1,3}|주\s*\d*\s*[):]|\d{1,2}\)|[①-⑳](?=\s*\S{0,40}(?:제외|포함|기준))|자료\s*[:：]|출처\s*[:：])"
)
_SENTENCE = re.compile(r"(?:다|음|함|됨|임|요)\.?$|[.;]$")
_CAPTION_LENGTH = 90
_HEADING_LENGTH = 60
_STRIP_CELLS = 3
"""A number, a title and perhaps a page stand in one row; more cells are facts (`작성자`, `작성일`)."""
_STRIP_LENGTH = 60
"""Text of a one-row table up to this long is a heading or a strip, not a table."""


@dataclass(slots=True)
class _Open:
    """The section being filled."""

    section: Section
    blocks: list[Block] = field(default_factory=list)


class _Builder:
    """Takes pieces one by one; sections come out at the end."""

    def __init__(self, name: str, document_id: str) -> None:
        self._name = name
        self._document_id = document_id
        self._stack: list[tuple[float, str]] = []
        self._circle_rank: float | None = None
        self._done: list[Section] = []
        self._open = _Open(Section("", (), Location(name)))
        self._tables = 0
        self._units: list[TextPiece] = []

    def take(self, piece: Piece) -> None:
        """Add one piece."""
        if isinstance(piece, TextPiece):
            self._text(piece)
        elif piece.rows == 1:
            self._strip(piece)
        elif piece.columns == 1:
            self._call_out(piece)
        else:
            self._table(piece)

    def finish(self) -> tuple[Section, ...]:
        """Return the sections in reading order."""
        self._flush_units()
        self._close()
        return tuple(section for section in self._done if section.heading or section.blocks)

    def _path(self) -> tuple[str, ...]:
        return tuple(title for _, title in self._stack)

    def _place(self, piece: Piece) -> Location:
        return Location(self._name, self._path(), page=piece.page, box=piece.box, sheet=piece.sheet)

    def _text(self, piece: TextPiece) -> None:
        text = clean_cell(piece.text)
        if not text:
            return
        if piece.is_note:
            self._paragraph(piece, text, "note", 8, "")
        elif _UNIT_LINE.match(text) and (read_unit(text) or "기준" in text or "현재" in text):
            self._units.append(replace(piece, text=text))
        elif self._is_note_of_table(text):
            self._note(piece, text)
        else:
            self._words(piece, text)

    def _words(self, piece: TextPiece, text: str) -> None:
        name = article(text)
        if name is not None and piece.rank is None:
            self._begin(7, name, piece)
            self._paragraph(piece, text.lstrip("- "), "article", 0, "")
            return
        if piece.rank is not None and not _is_bulleted(text):
            mark = heading(text, alone=False)
            self._begin(piece.rank, clean_cell(mark.title) if mark and not mark.takes_next else text, piece)
            return
        mark = None if piece.is_item else heading(text, alone=piece.stands_out)
        if mark is not None and not mark.takes_next:
            self._begin(mark.rank, clean_cell(mark.title), piece)
            return
        if piece.stands_out and item(text) is None and len(text) <= _HEADING_LENGTH and not _SENTENCE.search(text):
            self._begin(5, text, piece)
            return
        self._item(piece, text)

    def _item(self, piece: TextPiece, text: str) -> None:
        found = item(text)
        if found is not None:
            kind: ParagraphKind = "note" if found.glyph == "※" or found.glyph.startswith("*") else "item"
            self._paragraph(piece, found.text, kind, max(found.depth, piece.indent), found.glyph)
        elif piece.is_item:
            self._paragraph(piece, text, "item", 2 + piece.indent, "-")
        else:
            self._paragraph(piece, text, "paragraph", 0, "")

    def _is_note_of_table(self, text: str) -> bool:
        last = self._open.blocks[-1] if self._open.blocks else None
        after = isinstance(last, Table) or (isinstance(last, Paragraph) and last.kind == "note" and self._noted())
        return after and not self._units and bool(_NOTE.match(text))

    def _noted(self) -> bool:
        """Tell whether only notes stand between here and the last table."""
        for block in reversed(self._open.blocks):
            if isinstance(block, Table):
                return True
            if block.kind != "note":
                return False
        return False

    def _note(self, piece: TextPiece, text: str) -> None:
        """Keep a note as a paragraph and with the table above it."""
        for index in range(len(self._open.blocks) - 1, -1, -1):
            block = self._open.blocks[index]
            if isinstance(block, Table):
                self._open.blocks[index] = replace(block, notes=(*block.notes, text))
                break
        self._paragraph(piece, text, "note", 8, "")

    def _begin(self, rank: float, title: str, piece: Piece) -> None:
        self._flush_units()
        self._close()
        rank = self._circled(rank)
        while self._stack and self._stack[-1][0] >= rank:
            self._stack.pop()
        self._stack.append((rank, title))
        self._open = _Open(Section(title, self._path(), self._place(piece)))

    def _circled(self, rank: float) -> float:
        """Return a heading's rank; circled numbers that come before any square of their chapter outrank the squares."""
        if rank <= 3:
            self._circle_rank = None
        if rank != CIRCLED:
            return rank
        if self._circle_rank is None:
            self._circle_rank = CIRCLED if any(own == 4 for own, _ in self._stack) else 3.5
        return self._circle_rank

    def _close(self) -> None:
        self._done.append(replace(self._open.section, blocks=tuple(self._open.blocks)))

    def _paragraph(self, piece: Piece, text: str, kind: ParagraphKind, level: int, marker: str) -> None:
        self._flush_units()
        self._open.blocks.append(Paragraph(text, self._place(piece), kind, level, marker))

    def _flush_units(self) -> None:
        """A unit line no table followed is plain text."""
        pending, self._units = self._units, []
        self._open.blocks += [Paragraph(piece.text, self._place(piece), "caption") for piece in pending]

    def _strip(self, piece: TablePiece) -> None:
        """One row of cells: a numbered heading in a box, or a call-out."""
        texts = [clean_cell(cell.text) for cell in piece.cells if cell.text.strip()]
        text = " ".join(texts)
        if len(texts) >= 1 and len(text) <= _STRIP_LENGTH and "\n" not in "".join(c.text.strip() for c in piece.cells):
            is_title = 1 < len(texts) <= _STRIP_CELLS
            self._text(TextPiece(text, piece.page, piece.box, stands_out=is_title, sheet=piece.sheet))
        else:
            self._call_out(piece)

    def _call_out(self, piece: TablePiece) -> None:
        """A frame around text: its lines are paragraphs of their own."""
        for cell in piece.cells:
            for line in cell.text.split("\n"):
                text = clean_cell(line)
                found = item(text) if text else None
                if found is not None:
                    self._paragraph(piece, found.text, "item", found.depth, found.glyph)
                elif text:
                    self._paragraph(piece, text, "box", 0, "")

    def _table(self, piece: TablePiece) -> None:
        leads, cells, rows = lead_rows(piece.cells, piece.rows, piece.columns)
        units = [text for text in leads if read_unit(text)]
        titles = [text for text in leads if not read_unit(text)]
        line_texts = [("line", unit) for unit in units] + [("line", unit.text) for unit in reversed(self._units)]
        base = next((unit.text for unit in self._units if read_unit(unit.text) is None), None)
        self._units = []
        caption = clean_cell(piece.caption or (titles[-1] if titles else "") or self._caption())
        unit_texts = [*line_texts, *([("caption", caption)] if read_unit(caption) else [])]
        unit_texts += [("heading", title) for _, title in reversed(self._stack[-2:])]
        self._tables += 1
        filled = tuple(replace(cell, text=clean_cell(cell.text)) for cell in fill_gaps(cells, rows, piece.columns))
        raw = RawTable(
            cells=filled,
            rows=rows,
            columns=piece.columns,
            location=self._place(piece),
            origin=piece.origin,
            caption=caption,
            heading_path=self._path(),
            unit_texts=tuple(unit_texts),
            notes=piece.notes,
            base_date=base,
            parts=tuple(replace(part, document=self._name, heading_path=self._path()) for part in piece.parts),
            header_rows=_header_rows(piece, rows) or header_band(filled, rows),
            repairs=piece.repairs,
        )
        self._open.blocks.append(build_table(raw, document_id=self._document_id, number=self._tables))

    def _caption(self) -> str:
        """Return the text right above the table when it can be its caption, else the heading it stands under."""
        last = self._open.blocks[-1] if self._open.blocks else None
        if isinstance(last, Paragraph) and last.kind != "note" and len(last.text) <= _CAPTION_LENGTH:
            return last.text
        return self._stack[-1][1] if self._stack else ""


def _header_rows(piece: TablePiece, rows: int) -> int | None:
    """Return the header rows the format states, without the title rows taken off; None when it states none."""
    if piece.header_rows is None:
        return None
    return max(0, piece.header_rows - (piece.rows - rows)) or None


def _is_bulleted(text: str) -> bool:
    """Tell a list item that only wears a heading's style, as outline levels of Hangul often do."""
    found = item(text)
    return found is not None and (
        (found.depth > 0 and not re.match(r"[\d(가-하]", text)) or len(text) > _HEADING_LENGTH
    )


def assemble(pieces: Iterable[Piece], *, name: str, document_id: str) -> tuple[Section, ...]:
    """Return the sections that pieces in reading order make; tables are numbered through the document."""
    builder = _Builder(name, document_id)
    for piece in pieces:
        builder.take(piece)
    return builder.finish()


def finish(
    path: Path,
    pieces: Sequence[Piece],
    *,
    name: str,
    document_id: str,
    format: str,
    title: str = "",
    warnings: Iterable[str] = (),
) -> Document:
    """Return the Document of a file's pieces: manifest entry before title page, title page before nothing."""
    pieces = list(bounded(path, pieces))
    sections = assemble(pieces, name=name, document_id=document_id)
    entry = manifest_entry(path)
    facts = dict(title_facts(_first_texts(pieces)))
    return Document(
        id=document_id,
        name=name,
        title=entry.get("title") or title or _title(sections, name),
        sections=sections,
        format=format,
        organization=entry.get("organization") or facts.get("organization"),
        kind=entry.get("kind") or facts.get("kind"),
        as_of=entry.get("as_of") or facts.get("as_of"),
        period=entry.get("period"),
        warnings=tuple(warnings),
        extra=extra_facts(entry, facts),
    )


def _first_texts(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Return the texts of the title page: those of the first page before any table, at most 30."""
    texts: list[str] = []
    for piece in pieces[:40]:
        if piece.page is not None and piece.page > 1:
            break
        if isinstance(piece, TextPiece):
            texts.append(clean_cell(piece.text))
        elif piece.rows > 2:
            break
        else:
            texts += [clean_cell(cell.text) for cell in piece.cells if cell.text.strip()]
    return tuple(texts[:30])


def _title(sections: Sequence[Section], name: str) -> str:
    for section in sections:
        if section.heading:
            return section.heading
        for block in section.blocks:
            if isinstance(block, Paragraph) and squash(block.text):
                return search_text(block.text)[:80]
    return Path(name).stem


def boxes_joined(a: Box | None, b: Box | None) -> Box | None:
    """Return the box around two boxes of one page."""
    if a is None or b is None:
        return a or b
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))
