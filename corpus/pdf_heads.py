"""The header of a table without rules: which lines head its columns, and which columns each word of them spans."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import cache
from typing import Literal

from corpus.grid import RawCell
from corpus.headers import is_period, is_value
from corpus.outline import item
from corpus.pdf_rows import Extent, Row, Text, around, is_near, overlapped

HEADER_LINES = 6
ROW_GAP = 2.2
"""Rows of one table stand at most this many line heights apart."""
_TIGHT = 0.4
_SAME_LINE = 0.5
_LENGTH = 24
_MARGIN = 2.0
_COVERING = 1000.0
_NEVER = 1e9
_UNIT_LINE = re.compile(r"단\s*위")
_SENTENCE = re.compile(r"(?:다|음|함|됨|임|요)\.$")
_Set = Literal["left", "middle"]


def header_rows(above: Sequence[Row], first: Row, columns: Sequence[Extent]) -> list[Row]:
    """Return the lines right above the first row of values that head its columns, from the top."""
    header: list[Row] = []
    below = first
    for row in reversed(above):
        if not is_near(row, below, ROW_GAP) or not _heads(row, columns):
            break
        header.insert(0, row)
        below = row
    if not any(len(row.texts) > 1 for row in header):  # a lone word above the rows heads nothing
        return []
    return _unwrapped(header, columns)


def _heads(row: Row, columns: Sequence[Extent]) -> bool:
    """Tell whether the texts of a line may head columns: short words above them, no values, no bullet."""
    left, right = columns[0][0] - _MARGIN * row.size, columns[-1][1] + _MARGIN * row.size
    if len(row.texts) == 1 and (row.texts[0].box[0] <= columns[0][1] or item(row.texts[0].text) is not None):
        return False
    return all(
        left <= text.box[0] <= right
        and len(text.text) <= _LENGTH
        and (is_period(text.text) or not is_value(text.text))
        and not _UNIT_LINE.search(text.text)
        and not _SENTENCE.search(text.text)
        for text in row.texts
    )


def _unwrapped(header: Sequence[Row], columns: Sequence[Extent]) -> list[Row]:
    """Return the lines as they were before narrow columns broke their words, those of one height as one line.

    A line goes on with the words above when each of its texts stands close under one in the same single column.
    """
    texts: list[Text] = []
    for row in header:
        above = {text: _right_above(text, texts, columns, row.size) for text in row.texts}
        broken = {text: own for text, own in above.items() if own is not None}
        if len(broken) == len(row.texts):
            texts = [own for own in texts if own not in broken.values()]
            texts += [Text(f"{own.text}\n{text.text}", around([own, text])) for text, own in broken.items()]
        else:
            texts += row.texts
    return _lines(texts, max(row.size for row in header))


def _right_above(text: Text, texts: Sequence[Text], columns: Sequence[Extent], size: float) -> Text | None:
    """Return the text a line height or less above one, in the same single column, or None."""
    place = overlapped(text, columns)
    own = [other for other in texts if overlapped(other, columns) == place and place[0] == place[1]]
    lowest = max(own, key=lambda other: other.box[3], default=None)
    return lowest if lowest is not None and text.box[1] - lowest.box[3] <= _TIGHT * size else None


def _lines(texts: Sequence[Text], size: float) -> list[Row]:
    """Return texts as lines, from the top: those beside each other for half their height at least are one line."""
    lines: list[list[Text]] = []
    for text in sorted(texts, key=lambda text: text.box[1] + text.box[3]):
        if lines and _beside(lines[-1][0], text) >= _SAME_LINE:
            lines[-1].append(text)
        else:
            lines.append([text])
    return [Row(tuple(sorted(own, key=lambda text: text.box[0])), size) for own in lines]


def _beside(a: Text, b: Text) -> float:
    """Return the share of the lower one's height that two texts stand beside each other."""
    common = min(a.box[3], b.box[3]) - max(a.box[1], b.box[1])
    return common / min(a.box[3] - a.box[1], b.box[3] - b.box[1])


def has_head_for_all(cells: Sequence[RawCell], columns: int) -> bool:
    """Tell whether every column but the first has a head."""
    headed = {column for cell in cells for column in range(cell.column, cell.column + cell.colspan)}
    return headed >= set(range(1, columns))


def header_cells(header: Sequence[Row], columns: Sequence[Extent]) -> tuple[list[RawCell], int]:
    """Return the cells of the header and its rows: a text over several columns spans them, one alone in its column all
    rows.
    """
    texts = [text for row in header for text in row.texts]
    places = {text: overlapped(text, columns) for text in texts}
    alone = {
        text: first for text, (first, last) in places.items()
        if first == last and text not in header[-1].texts
        and not any(a <= first <= b for other, (a, b) in places.items() if other is not text)
    }  # fmt: skip
    lines = _lines([text for text in texts if text not in alone], header[0].size)
    spans: list[tuple[int, int, int, Text]] = []
    below: set[int] = set()
    for line in range(len(lines) - 1, -1, -1):
        own = _spans(lines[line], columns, below)
        spans += [(line, *span, text) for span, text in zip(own, lines[line].texts, strict=True)]
        below |= {column for first, last in own for column in range(first, last + 1)}
    cells = [RawCell(0, column, text.text, rowspan=len(lines), box=text.box) for text, column in alone.items()]
    for line, first, last, text in spans:
        others = [own for own in spans if own[3] is not text and own[1] <= last and own[2] >= first]
        if first == last and not others:
            cells.append(RawCell(0, first, text.text, rowspan=len(lines), box=text.box))
        else:
            cells.append(RawCell(line, first, text.text, colspan=last - first + 1, box=text.box))
    return cells, len(lines)


def _spans(row: Row, columns: Sequence[Extent], below: Set[int]) -> list[tuple[int, int]]:
    """Return first and last column of each text of a header line; `below` are the columns with a head under it.

    A head that only stands below belongs to a group: the texts spread over such columns so that each stands in the
    middle of its columns, or each at their left; of ways as good, groups of one size.
    """
    firsts = [overlapped(text, columns) for text in row.texts]
    free = below - {column for first, last in firsts for column in range(first, last + 1)}

    def choices(index: int) -> list[tuple[int, int]]:
        first, last = lowest, highest = firsts[index]
        while lowest - 1 in free:
            lowest -= 1
        while highest + 1 in free:
            highest += 1
        return [(a, b) for a in range(lowest, first + 1) for b in range(last, highest + 1)]

    @cache
    def best(index: int, start: int, how: _Set) -> tuple[float, float, tuple[tuple[int, int], ...]]:
        """Return cost, sum of squared widths and spans of the texts from `index` on, in columns from `start` on."""
        if index == len(firsts):
            return 0.0, 0.0, ()
        found = []
        for first, last in choices(index):
            if first >= start:
                cost, squares, rest = best(index + 1, last + 1, how)
                covered = sum(column in free for column in range(first, last + 1))
                cost += round(_off(row.texts[index], (first, last), columns, how) / row.size) - _COVERING * covered
                found.append((cost, squares + (last - first + 1) ** 2, ((first, last), *rest)))
        return min(found, default=(_NEVER, 0.0, tuple(firsts[index:])))

    return list(min(best(0, 0, "middle"), best(0, 0, "left"))[2])


def _off(text: Text, span: tuple[int, int], columns: Sequence[Extent], how: _Set) -> float:
    """Return how far a group's name is from the middle or the left of its columns, in points."""
    left, right = columns[span[0]][0], columns[span[1]][1]
    return abs((left + right) / 2 - text.middle) if how == "middle" else abs(left - text.box[0])
