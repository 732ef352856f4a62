"""Lists printed one cell a line but for lines of two or three cells with a gap between (`위원장    홍길동`).

Each row has the same lines with the same number of cells in them, as many in all as the header has lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.bare import close_up
from corpus.runs import Field
from corpus.stacked_blocks import Block
from corpus.stacked_heads import is_head, is_named
from corpus.text import squash

LEAST_ROWS = 3
LEAST_COLUMNS = 3
_GAP = re.compile(r" {2,}")

Rows = tuple[tuple[Field, ...], ...]


def split_rows(lines: Sequence[str], blocks: Sequence[Block], at: int) -> Rows | None:
    """Return the header and rows of the list whose header is the block at an index, or None.

    `lines` are those of the text; the rows end at the first block of other lines.
    """
    header = blocks[at]
    names = [close_up(cell.text) for cell in header.cells]
    if len(names) < LEAST_COLUMNS or header.torn or not is_head(header.cells):
        return None
    if 2 * sum(is_named([name]) for name in names) < len(names):
        return None
    rows: list[tuple[Field, ...]] = []
    form: tuple[int, ...] = ()
    for block in blocks[at + 1 :]:
        if block.texts == header.texts:
            continue
        parts = [_GAP.split(close_up(lines[cell.lines[0] - 1].strip())) for cell in block.cells]
        counts = tuple(map(len, parts))
        if block.torn or sum(counts) != len(names) or max(counts) < 2 or counts != (form or counts):
            if rows and len(block.cells) == len(form):
                return None  # a row that cannot be told
            break
        form = counts
        rows.append(
            tuple(Field(text, cell.lines) for cell, texts in zip(block.cells, parts, strict=True) for text in texts)
        )
    if len(rows) < LEAST_ROWS or len({squash(name) for name in names}) < len(names):
        return None
    top = tuple(Field(name, cell.lines) for name, cell in zip(names, header.cells, strict=True))
    return (top, *rows)
