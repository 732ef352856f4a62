"""Tables of a PDF page without rules: rows whose texts and values stand in columns of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from statistics import median

from corpus.amounts import read_unit
from corpus.document import Box
from corpus.grid import RawCell
from corpus.headers import is_period, is_value
from corpus.outline import item
from corpus.pdf_page import Char, printed_words
from corpus.pdf_tables import PageTable
from corpus.spans import drop_empty, fill_gaps

_COLUMN_GAP = 0.9
"""A gap wider than this share of the size parts columns; between words it is a third."""
_ROW_GAP = 2.2
"""Rows of one table stand at most this many line heights apart."""
_WRAP_GAP = 0.75
"""A line nearer to its row than this share of a line height may be the rest of a cell."""
_HEADER_LENGTH = 24
_HEADER_LINES = 3
_FEWEST_ROWS = 3
_RUNNING_LINES = 3
"""Lines that may stand above the rest of a table at the top of a page: running headers and a cell's last words."""
_FILLED = 0.5
_VALUES = 0.7
_COVERING = 1000.0
_NEVER = 1e9
_LEADERS = re.compile(r"(?:[·.…‥∙․]\s?){4,}")
_HANGUL = re.compile(r"[가-힣]")
_SENTENCE = re.compile(r"(?:다|음|함|됨|임|요)\.$")


@dataclass(frozen=True, slots=True)
class _Text:
    """Words that stand together on one line."""

    text: str
    box: Box

    @property
    def middle(self) -> float:
        return (self.box[0] + self.box[2]) / 2


@dataclass(frozen=True, slots=True)
class _Row:
    """One printed line, parted where columns may part."""

    texts: tuple[_Text, ...]
    size: float

    @property
    def top(self) -> float:
        return min(text.box[1] for text in self.texts)

    @property
    def bottom(self) -> float:
        return max(text.box[3] for text in self.texts)

    @property
    def values(self) -> int:
        """Return how many texts state values."""
        return sum(is_value(text.text) for text in self.texts)

    @property
    def is_body(self) -> bool:
        """Tell a row of values: two at least, and no contents line."""
        return self.values >= 2 and not any(_LEADERS.search(text.text) for text in self.texts)


Extent = tuple[float, float]
"""Left and right end of a column in points."""


def unruled_tables(chars: Sequence[Char], number: int, *, before: Sequence[PageTable] = ()) -> list[PageTable]:
    """Return the tables of a page's glyphs outside ruled tables, from the top.

    A table: three rows at least (two under a header) with two values or more in columns that line up, and words that
    name most rows; or any number of rows at the top of the page that go on in the columns of the last table of the page
    `before`. `number` is the page's, from 1.
    """
    rows = [_row(words) for words in printed_words(chars)]
    found: list[PageTable] = []
    index = 0
    last = max(before, key=lambda table: table.box[3], default=None)
    if last is not None and last.columns_at:
        first = next((at for at, row in enumerate(rows[: _RUNNING_LINES + 1]) if row.is_body), None)
        end = _end_of_body(rows, first) if first is not None else None
        if first is not None and end is not None:
            columns = _fitting(rows[first:end], last.columns_at)
            cut = _cut_off(rows[first - 1], rows[first], columns) if columns and first else None
            table = _table([], rows[first:end], number, columns, cut) if columns else None
            if table is not None:
                found.append(table)
                index = end
    while index < len(rows):
        end = _end_of_body(rows, index)
        if end is None:
            index += 1
            continue
        table = _table(rows[max(0, index - _HEADER_LINES) : index], rows[index:end], number)
        if table is not None:
            found.append(table)
        index = end
    return found


def _row(words: Sequence[Char]) -> _Row:
    size = median(word["bottom"] - word["top"] for word in words)
    groups: list[list[Char]] = []
    for word in words:
        if groups and word["x0"] - groups[-1][-1]["x1"] <= _COLUMN_GAP * size:
            groups[-1].append(word)
        else:
            groups.append([word])
    return _Row(tuple(_text(group) for group in groups), size)


def _text(words: Sequence[Char]) -> _Text:
    box = (words[0]["x0"], min(w["top"] for w in words), words[-1]["x1"], max(w["bottom"] for w in words))
    return _Text(" ".join(word["text"] for word in words), box)


def _end_of_body(rows: Sequence[_Row], start: int) -> int | None:
    """Return the position behind the rows of values that begin at `start`, or None when none does.

    Lines between them that only go on with a cell's words belong to them.
    """
    if not rows[start].is_body:
        return None
    end = start + 1
    while end < len(rows):
        ahead = next((at for at in range(end, min(end + 3, len(rows))) if rows[at].is_body), None)
        if ahead is None or not all(_is_near(rows[at - 1], rows[at], _ROW_GAP) for at in range(end, ahead + 1)):
            break
        if not all(_is_wrapped(row) for row in rows[end:ahead]):
            break
        end = ahead + 1
    if end < len(rows) and _is_wrapped(rows[end]) and _is_near(rows[end - 1], rows[end], _WRAP_GAP):
        gaps = [_between(above, row) for above, row in pairwise(rows[start:end]) if above.is_body and row.is_body]
        wraps = [_between(above, row) for above, row in pairwise(rows[start:end]) if not row.is_body]
        own = _between(rows[end - 1], rows[end])
        end += any(abs(own - gap) <= 1 for gap in wraps) or (bool(gaps) and own < min(gaps) - 2)
    return end


def _is_near(above: _Row, below: _Row, most: float) -> bool:
    return below.top - above.bottom <= most * max(above.size, below.size)


def _is_wrapped(row: _Row) -> bool:
    """Tell a line that may be the rest of a cell: short words without a value or a bullet."""
    return (
        len(row.texts) <= 2
        and row.values == 0
        and all(len(text.text) <= _HEADER_LENGTH and item(text.text) is None for text in row.texts)
        and not _SENTENCE.search(row.texts[-1].text)
    )


def _fitting(lines: Sequence[_Row], columns: Sequence[Extent]) -> tuple[Extent, ...] | None:
    """Return the columns of the page before, widened, when every text of the rows stands in one of its own."""
    widened = list(columns)
    for row in lines:
        places = [_overlapped(text, columns) for text in row.texts]
        if any(first != last for first, last in places) or len(set(places)) < len(places):
            return None
        for text, (place, _) in zip(row.texts, places, strict=True):
            widened[place] = (min(widened[place][0], text.box[0]), max(widened[place][1], text.box[2]))
    return tuple(widened)


def _cut_off(row: _Row, below: _Row, columns: Sequence[Extent]) -> _Row | None:
    """Return the line above the rows at the top of a page when it is the rest of a cell of the page before."""
    text = row.texts[0]
    left, right = columns[_column(text, columns)]
    is_rest = len(row.texts) == 1 and _is_wrapped(row) and _is_near(row, below, _COLUMN_GAP)
    return row if is_rest and abs(text.box[0] - left) <= 1 and text.box[2] <= right else None


def _table(
    above: Sequence[_Row],
    lines: Sequence[_Row],
    number: int,
    known: tuple[Extent, ...] | None = None,
    cut: _Row | None = None,
) -> PageTable | None:
    """Return the table of some rows of values with the header above them, or None when they are none.

    With the columns `known` from the page before, the rows need not prove that they are a table; `cut` then is the rest
    of the last row there.
    """
    body = [row for row in lines if row.is_body]
    columns = known or _columns(body)
    if columns is None or not (known or _is_table(body, columns)):
        return None
    header = [cut] if cut else _header(above, body[0], columns)
    if not known and len(body) < _FEWEST_ROWS and not (header and len(body) == _FEWEST_ROWS - 1):
        return None
    head = _header_cells(header, columns)
    rows = _body_rows(lines, columns)
    if rows is None:
        return None
    cells = [*head, *(replace(cell, row=cell.row + len(header)) for cell in rows)]
    height, width = len(header) + len(body), len(columns)
    own = [text for row in (*header, *lines) for text in row.texts]
    box = (
        min(text.box[0] for text in own), min(text.box[1] for text in own),
        max(text.box[2] for text in own), max(text.box[3] for text in own),
    )  # fmt: skip
    placed = [replace(cell, page=number) for cell in cells]
    filled, height, width = drop_empty(
        fill_gaps(placed, height, width), height, width, keep_columns=range(len(columns))
    )
    return PageTable(box, filled, height, width, columns_at=columns)


def _columns(body: Sequence[_Row]) -> tuple[Extent, ...] | None:
    """Return the columns all texts of the rows fall into, or None where two texts of a row fall into one."""
    extents: list[Extent] = []
    for left, right in sorted((text.box[0], text.box[2]) for row in body for text in row.texts):
        if extents and left <= extents[-1][1]:
            extents[-1] = (extents[-1][0], max(extents[-1][1], right))
        else:
            extents.append((left, right))
    for row in body:
        places = [_column(text, extents) for text in row.texts]
        if len(set(places)) < len(places):
            return None
    return tuple(extents)


def _column(text: _Text, columns: Sequence[Extent]) -> int:
    """Return the column a text overlaps most, or else stands nearest to."""

    def distance(column: int) -> float:
        left, right = columns[column]
        return max(left, text.box[0]) - min(right, text.box[2])

    return min(range(len(columns)), key=distance)


def _is_table(body: Sequence[_Row], columns: Sequence[Extent]) -> bool:
    """Tell whether two columns at least hold values throughout, and words name most rows."""
    if len(columns) < 3 or len(body) < _FEWEST_ROWS - 1:
        return False
    held: list[list[str]] = [[] for _ in columns]
    named = 0
    for row in body:
        for text in row.texts:
            held[_column(text, columns)].append(text.text)
        named += any(_HANGUL.search(text.text) and not is_value(text.text) for text in row.texts[:2])
    of_values = [
        own for own in held
        if len(own) >= _FILLED * len(body) and sum(is_value(text) for text in own) >= _VALUES * len(own)
    ]  # fmt: skip
    return len(of_values) >= 2 and named >= _VALUES * len(body)


def _header(above: Sequence[_Row], first: _Row, columns: Sequence[Extent]) -> list[_Row]:
    """Return the lines right above the rows that head their columns, from the top."""
    header: list[_Row] = []
    below = first
    for row in reversed(above):
        if not _is_near(row, below, _ROW_GAP) or not _heads(row, columns):
            break
        header.insert(0, row)
        below = row
    while header and len(header[-1].texts) < 2:  # a lone word above the rows heads nothing
        header.pop()
    return header


def _heads(row: _Row, columns: Sequence[Extent]) -> bool:
    left, right = columns[0][0] - 2 * row.size, columns[-1][1] + 2 * row.size
    return all(
        left <= text.box[0] and text.box[2] <= right
        and len(text.text) <= _HEADER_LENGTH
        and (is_period(text.text) or not is_value(text.text))
        and read_unit(text.text) is None
        and not _SENTENCE.search(text.text)
        for text in row.texts
    ) and (len(row.texts) > 1 or (item(row.texts[0].text) is None and row.texts[0].box[0] > columns[0][1]))  # fmt: skip


def _header_cells(header: Sequence[_Row], columns: Sequence[Extent]) -> list[RawCell]:
    """Return the cells of the header: a text over several columns spans them, one alone in its column all rows."""
    spans: list[tuple[int, int, int, _Text]] = []
    below: set[int] = set()
    for line in range(len(header) - 1, -1, -1):
        own = _spans(header[line], columns, below)
        spans += [(line, *span, text) for span, text in zip(own, header[line].texts, strict=True)]
        below |= {column for first, last in own for column in range(first, last + 1)}
    cells = []
    for line, first, last, text in spans:
        others = [own for own in spans if own[3] is not text and own[1] <= last and own[2] >= first]
        if first == last and not others:
            cells.append(RawCell(0, first, text.text, rowspan=len(header), box=text.box))
        else:
            cells.append(RawCell(line, first, text.text, colspan=last - first + 1, box=text.box))
    return cells


def _spans(row: _Row, columns: Sequence[Extent], below: Set[int]) -> list[tuple[int, int]]:
    """Return first and last column of each text of a header line; `below` are the columns with a head under it.

    A head that only stands below belongs to a group: the texts spread over such columns, each as its own place, in the
    middle of the group or at its left, says.
    """
    firsts = [_overlapped(text, columns) for text in row.texts]
    taken = {column for first, last in firsts for column in range(first, last + 1)}
    free = below - taken

    def choices(index: int) -> list[tuple[int, int]]:
        first, last = firsts[index]
        lowest, highest = first, last
        while below and lowest - 1 in free:
            lowest -= 1
        while below and highest + 1 in free:
            highest += 1
        return [(a, b) for a in range(lowest, first + 1) for b in range(last, highest + 1)]

    @cache
    def best(index: int, start: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        """Return cost and spans of the texts from `index` on, in columns from `start` on."""
        if index == len(firsts):
            return 0.0, ()
        found = []
        for first, last in choices(index):
            if first >= start:
                cost, rest = best(index + 1, last + 1)
                covered = sum(column in free for column in range(first, last + 1))
                own = round(_off(row.texts[index], (first, last), columns) / row.size)
                found.append((cost + own - _COVERING * covered, ((first, last), *rest)))
        return min(found, default=(_NEVER, tuple(firsts[index:])))

    return list(best(0, 0)[1])


def _off(text: _Text, span: tuple[int, int], columns: Sequence[Extent]) -> float:
    """Return how far a group's name is from the middle or the left of its columns, in points."""
    left, right = columns[span[0]][0], columns[span[1]][1]
    return min(abs((left + right) / 2 - text.middle), abs(left - text.box[0]))


def _overlapped(text: _Text, columns: Sequence[Extent]) -> tuple[int, int]:
    own = [column for column, (left, right) in enumerate(columns) if left < text.box[2] and text.box[0] < right]
    if own:
        return own[0], own[-1]
    nearest = _column(text, columns)
    return nearest, nearest


def _body_rows(lines: Sequence[_Row], columns: Sequence[Extent]) -> list[RawCell] | None:
    """Return the cells of the rows; words between two rows go to the nearer one, the upper where both are as near."""
    at = [index for index, row in enumerate(lines) if row.is_body]
    parts: dict[tuple[int, int], list[_Text]] = {}
    for row in lines:
        home = min(at, key=lambda own: (round(_between(lines[own], row), 0), own))
        for text in row.texts:
            parts.setdefault((at.index(home), _column(text, columns)), []).append(text)
    if any(len({round(text.box[1]) for text in own}) < len(own) for own in parts.values()):
        return None
    return [
        RawCell(row, column, "\n".join(text.text for text in own), box=_around(own))
        for (row, column), own in parts.items()
    ]


def _between(a: _Row, b: _Row) -> float:
    return max(0.0, max(a.top, b.top) - min(a.bottom, b.bottom))


def _around(texts: Iterable[_Text]) -> Box:
    boxes = [text.box for text in texts]
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
