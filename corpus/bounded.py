"""Documents kept within bounds: not too many pieces, no text so long that what looks at it never ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from corpus.document import Block, Document, Paragraph
from corpus.errors import CorruptFile
from corpus.limits import MAX_LETTERS, MAX_TABLE_CELLS, MAX_TEXTS
from corpus.pieces import Piece, TextPiece

MAX_CELL_LETTERS = 100_000
"""Excel allows 32,767."""


def bounded(path: Path, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces of a file, texts too long for a paragraph in parts.

    Raises CorruptFile when there are more texts or cells than any document has, or a cell longer than any is.
    """
    texts = cells = 0
    for piece in pieces:
        if isinstance(piece, TextPiece):
            texts += 1
            yield from _parts(piece)
        else:
            cells += len(piece.cells)
            if any(len(cell.text) > MAX_CELL_LETTERS for cell in piece.cells):
                raise CorruptFile(path, f"‘{path.name}’: 표의 한 칸에 든 글이 지나치게 길어 열지 않았습니다.")
            yield piece
        if texts > MAX_TEXTS or cells > MAX_TABLE_CELLS:
            raise CorruptFile(
                path, f"‘{path.name}’: 글이나 표가 지나치게 많아 열지 않았습니다. 문서를 나누어 올리십시오."
            )


def with_bounded_paragraphs(document: Document) -> Document:
    """Return a document whose paragraphs longer than MAX_LETTERS stand in parts, each at the place of the whole."""
    sections = tuple(replace(section, blocks=tuple(_bounded_blocks(section.blocks))) for section in document.sections)
    return replace(document, sections=sections)


def _bounded_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Paragraph) and len(block.text) > MAX_LETTERS:
            yield from (replace(block, text=part) for part in _cut(block.text))
        else:
            yield block


def _parts(piece: TextPiece) -> Iterator[TextPiece]:
    """Yield a text in parts of at most MAX_LETTERS, itself where it is no longer."""
    yield from [piece] if len(piece.text) <= MAX_LETTERS else (replace(piece, text=part) for part in _cut(piece.text))


def _cut(text: str) -> Iterator[str]:
    """Yield a text in parts of at most MAX_LETTERS, cut at spaces where there are any."""
    while len(text) > MAX_LETTERS:
        space = max(text.rfind(" ", 1, MAX_LETTERS), text.rfind("\t", 1, MAX_LETTERS))
        cut = space if space > 0 else MAX_LETTERS
        yield text[:cut]
        text = text[cut:].lstrip()
    yield text
