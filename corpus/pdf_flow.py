"""Printed lines of a PDF -> paragraphs, headings and tables in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from corpus.assemble import boxes_joined
from corpus.document import Box
from corpus.outline import article, ends_sentence, heading, item
from corpus.pdf_page import PrintedLine
from corpus.pdf_stitch import PageContent, Placed, note_texts
from corpus.pieces import Piece, TextPiece

_LARGER = 1.12
_TITLE = 1.4
_LEADERS = re.compile(r"(?:[·.…‥∙․]\s?){4,}\s*\d{1,4}$|(?:[·.…‥∙․]\s?){7,}$")
_DECIMAL = re.compile(r"^\d{1,2}((?:\.\d{1,2})+)\.?\s+\S")
"""A line of a table of contents: dots up to the page number."""
_OPENING = re.compile(
    r"^(?:[□■◇◆○●◦ㅇ☞➡⇒→▶▷▸※★☆❏◈(<\[【〔〈《]|[-–·•]\s|\*{1,3}\s?\S|[①-⑳❶-❿]|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|제\s?\d+(?:조|장|절)|\d{1,2}[.)]\s|[가-하][.)]\s|\(\d{1,2}\)|붙임|참고\s?\d)"
)


@dataclass(frozen=True, slots=True)
class Print:
    """How a document is printed: sizes and distances that tell paragraphs and headings."""

    size: float
    bold: bool
    right: float
    gap: float
    spaces_at_ends: bool
    """Lines end in a space glyph where a word ended: then a line without one was broken inside a word."""


def measure_print(pages: Sequence[PageContent], *, spaces_at_ends: bool = False) -> Print:
    """Return the body's size, right edge and line distance, weighed by the number of glyphs."""
    lines = [line for page in pages for line in page.lines]
    if not lines:
        return Print(10.0, False, 0.0, 0.0, False)
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    size = sizes.most_common(1)[0][0]
    body = [line for line in lines if line.size == size]
    rights = sorted(line.box[2] for line in body)
    gaps = [
        b.box[1] - a.box[3]
        for page in pages
        for a, b in zip(page.lines, page.lines[1:], strict=False)
        if 0 <= b.box[1] - a.box[3] < 2 * size
    ]
    bold = sum(1 for line in body if line.bold) > len(body) / 2
    return Print(size, bold, rights[int(0.97 * (len(rights) - 1))], median(gaps) if gaps else size, spaces_at_ends)


def pieces_of(pages: Sequence[PageContent], tables: Sequence[Placed], style: Print) -> list[Piece]:
    """Return texts and tables of the pages in reading order."""
    flow = _Flow(style, _size_ranks(pages, style))
    for page in pages:
        own = [placed for placed in tables if placed.page == page.number]
        inside = {part.box for placed in tables for part in placed.piece.parts if part.page == page.number}
        for element in _in_order(page, own):
            if isinstance(element, Placed):
                flow.close()
                flow.found.append(element.piece)
            else:
                flow.take(element, page.number, inside)
        flow.notes += [TextPiece(text, page.number, page.notes[0].box, is_note=True) for text in note_texts(page)]
    flow.close()
    return flow.found


@dataclass(slots=True)
class _Flow:
    """The pieces so far, the paragraph that may go on, and footnotes that wait for its end."""

    style: Print
    ranks: dict[float, float]
    found: list[Piece] = field(default_factory=list)
    pending: _Running | None = None
    notes: list[TextPiece] = field(default_factory=list)

    def take(self, line: PrintedLine, page: int, inside: set[Box | None]) -> None:
        """Add a line to the open paragraph or begin one with it."""
        if self.pending is not None:
            above = _table_above(line, inside, self.pending)
            if self.pending.goes_on(line, page, self.style, table_above=above):
                self.pending.add(line, page)
                return
            self.close()
        self.pending = _Running([line], page, page)

    def close(self) -> None:
        """End the open paragraph; waiting footnotes follow it."""
        if self.pending is not None:
            self.found.append(self.pending.piece(self.style, self.ranks))
            self.pending = None
        self.found += self.notes
        self.notes = []


def _table_above(line: PrintedLine, boxes: set[Box | None], pending: _Running) -> bool:
    """Tell whether a continued table stands between the last line and this one."""
    top = pending.lines[-1].box[3]
    return any(box is not None and top - 1 <= box[1] and box[3] <= line.box[1] + 1 for box in boxes)


def _in_order(page: PageContent, own: Sequence[Placed]) -> Iterator[PrintedLine | Placed]:
    """Yield a page's lines and the tables that begin on it, from the top; nested tables after their parents."""
    rest = sorted(own, key=lambda placed: placed.top)
    for line in page.lines:
        while rest and rest[0].top <= line.box[1]:
            yield rest.pop(0)
        yield line
    yield from rest


@dataclass(slots=True)
class _Running:
    """Lines of one paragraph so far."""

    lines: list[PrintedLine]
    page: int
    last_page: int

    def add(self, line: PrintedLine, page: int) -> None:
        self.lines.append(line)
        self.last_page = page

    def goes_on(self, line: PrintedLine, page: int, style: Print, *, table_above: bool) -> bool:
        """Tell whether a line continues the paragraph: no bullet, the same print, the line before it full."""
        last = self.lines[-1]
        if table_above or _OPENING.match(line.text) or abs(last.size - line.size) > 0.6 or last.bold != line.bold:
            return False
        if _LEADERS.search(last.text) or _is_closed(last.text):
            return False
        if page == self.last_page:
            gap = line.box[1] - last.box[3]
            if not -0.5 * line.size < gap <= 1.5 * style.gap + 2:
                return False
        elif ends_sentence(last.text):
            return False
        if last.size >= _TITLE * style.size:
            return page == self.last_page and heading(line.text, alone=False) is None
        first = line.text.split(" ", 1)[0]
        return last.box[2] + 0.9 * last.size * len(first) > style.right or last.box[2] > style.right - 1.5 * last.size

    def piece(self, style: Print, ranks: dict[float, float]) -> TextPiece:
        """Return the paragraph."""
        text = self.lines[0].text
        box = self.lines[0].box
        for before, line in zip(self.lines, self.lines[1:], strict=False):
            whole = not style.spaces_at_ends or before.open_end or not re.search(r"[가-힣]$", before.text)
            text = f"{text} {line.text}" if whole else text + line.text
            box = boxes_joined(box, line.box) or box if self.last_page == self.page else box
        first = self.lines[0]
        if _LEADERS.search(text):
            return TextPiece(text, self.page, box, is_item=True)
        stands_out = _stands_out(first, style) and len(text) <= 60 and item(text) is None
        rank = _rank(text, first, style, ranks) if stands_out else None
        return TextPiece(text, self.page, box, rank=rank, stands_out=stands_out)


def _rank(text: str, line: PrintedLine, style: Print, ranks: dict[float, float]) -> float | None:
    """Return the rank of a heading that its numbering (`1.2`) or, without a glyph, its size gives."""
    own = _mark_rank(text)
    if own is not None:
        return own if _DECIMAL.match(text) else None
    return ranks.get(line.size) if line.size > _LARGER * style.size else None


def _is_closed(text: str) -> bool:
    return bool(re.search(r"[.;:]$|[)\]>】〉]$", text.strip())) and len(text) < 25


def _stands_out(line: PrintedLine, style: Print) -> bool:
    return line.size > _LARGER * style.size or (line.bold and not style.bold)


def _mark_rank(text: str) -> float | None:
    """Return the rank a heading's glyph gives, or None."""
    if article(text):
        return 7
    decimal = _DECIMAL.match(text)
    if decimal:
        return 3 + 0.3 * decimal.group(1).count(".")
    mark = heading(text, alone=False)
    return None if mark is None else mark.rank


def _size_ranks(pages: Sequence[PageContent], style: Print) -> dict[float, float]:
    """Return the rank of headings without a glyph by their size, set among the ranks of those with one.

    Larger than all headings of a rank: just above it; as large: the same rank; smaller than all: rank 5.
    """
    by_rank: dict[float, list[float]] = {}
    sizes = sorted(
        {line.size for page in pages for line in page.lines if line.size > _LARGER * style.size}, reverse=True
    )
    for page in pages:
        for line in page.lines:
            rank = _mark_rank(line.text) if len(line.text) <= 60 else None
            if rank is not None and rank < 7:
                by_rank.setdefault(rank, []).append(line.size)
    usual = {rank: median(own) for rank, own in by_rank.items()}
    ranks: dict[float, float] = {}
    for order, size in enumerate(sizes):
        if size >= _TITLE * style.size and order == 0:
            ranks[size] = 0
            continue
        same = [rank for rank, own in usual.items() if abs(own - size) <= 0.5]
        smaller = [rank for rank, own in usual.items() if own < size - 0.5]
        ranks[size] = min(same) if same else min(smaller) - 0.5 + 0.01 * order if smaller else 4.5 + 0.01 * order
    return ranks


def title_of(pages: Sequence[PageContent], style: Print) -> str:
    """Return the largest words of the first page when they are larger than the body, else nothing."""
    lines = [line for page in pages[:1] for line in page.lines]
    if not lines:
        return ""
    size = max(line.size for line in lines)
    if size < 1.2 * style.size:
        return ""
    own = [line.text for line in lines if line.size >= size - 0.5]
    return " ".join(own[:3])[:120]
