"""Rows of a counted table that blank lines part: what stands beside a row between two blanks is its own.

A cell of several lines has its words in the middle of its column, so the words of another line overlap the words beside
the figures, or those of no cell at all; then nothing is read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus.aligned import spans_of
from corpus.aligned_heads import Span
from corpus.bare import is_letter
from corpus.counted_rows import Row, ends_table, leading_values, row_of

Width = Callable[[str], int]


def blocks_from(lines: Sequence[str], start: int) -> list[range]:
    """Return the runs of lines with text from the one that holds an index, each parted by one blank line from the next.

    The last one is that above a line that ends a table, or above two blank lines.
    """
    top = start
    while top and lines[top - 1].strip():
        top -= 1
    blocks: list[range] = []
    while top < len(lines) and lines[top].strip() and not ends_table(lines[top]):
        end = top
        while end < len(lines) and lines[end].strip():
            end += 1
        blocks.append(range(top, end))
        top = end + 1
    return blocks


def row_of_block(lines: Sequence[str], block: range, widths: Sequence[Width]) -> tuple[int, Row] | None:
    """Return the row a block of lines is and the index of its figures; None where a line is not clear."""
    rows = [(index, row) for index in block if (row := row_of(lines[index])) is not None]
    if len(rows) != 1 or any("\t" in lines[index] or "|" in lines[index] for index in block):
        return None
    at, row = rows[0]
    told = [each for width in widths if (each := _whole(lines, block, at, row, width)) is not None]
    return (at, told[0]) if told and all(each == told[0] for each in told) else None


def _whole(lines: Sequence[str], block: range, at: int, row: Row, width: Width) -> Row | None:
    """Return a row with the words of the other lines of its block, letters reckoned as wide as `width` says."""
    spans = spans_of(lines[at], width)
    first = next((place for place, span in enumerate(spans) if place and leading_values(span.text)[0]), 0)
    if first != len(row.labels):
        return None
    behind = next((place for place in range(first, len(spans)) if not leading_values(spans[place].text)[0]), len(spans))
    fields = [[span] for span in spans[:first]]
    remark = spans[behind:]
    if any(leading_values(span.text)[1] for span in spans[first:behind]):
        return None
    texts = [list[str](row.labels), [row.remark] if row.remark else []]
    for index in block:
        if index == at:
            continue
        for span in spans_of(lines[index], width):
            if leading_values(span.text)[0]:
                return None
            over = [place for place, own in enumerate(fields) if _overlap(span, own)]
            figures = any(_overlap(span, [figure]) for figure in spans[first:behind])
            tail = bool(remark) and _overlap(span, remark)
            if figures or len(over) + tail != 1:
                return None
            where, place = (texts[1], 0) if tail else (texts[0], over[0])
            where[place] = _joined(span.text, where[place]) if index < at else _joined(where[place], span.text)
    return replace(row, labels=tuple(texts[0]), remark=texts[1][0] if texts[1] else "")


def _overlap(span: Span, field: Sequence[Span]) -> bool:
    return span.left < field[-1].right and field[0].left < span.right


def _joined(above: str, below: str) -> str:
    """Return two lines of a cell as one text: a letter alone is the end of the word above it."""
    return f"{above}{below}" if is_letter(below) or is_letter(above) else f"{above} {below}"
