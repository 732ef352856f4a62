"""Tables of a PDF page without rules: rows whose texts and values stand in columns of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.grid import RawCell
from corpus.headers import is_value
from corpus.outline import item
from corpus.pdf_heads import HEADER_LINES, ROW_GAP, has_head_for_all, header_cells, header_rows
from corpus.pdf_page import Char, printed_words
from corpus.pdf_rows import Extent, Row, Text, around, column_of, gap, is_near, overlapped, row_of
from corpus.pdf_tables import PageTable
from corpus.spans import drop_empty, fill_gaps

_WRAP_GAP = 0.75
"""A line nearer to its row than this share of a line height may be the rest of a cell."""
_TIGHT = 0.5
_CUT_GAP = 1.5
_WRAP_LENGTH = 24
_FEWEST_ROWS = 2
_RUNNING_LINES = 3
"""Lines that may stand above the rest of a table at the top of a page: running headers and a cell's last words."""
_FILLED = 0.5
_VALUES = 0.7
_CENTRED = 1.0
"""Share of a line height by which a label may stand off the middle of its rows, doubled."""
_HANGUL = re.compile(r"[가-힣]")
_SENTENCE = re.compile(r"(?:다|음|함|됨|임|요)\.$")


def unruled_tables(chars: Sequence[Char], number: int, *, before: Sequence[PageTable] = ()) -> list[PageTable]:
    """Return the tables of a page's glyphs outside ruled tables, from the top.

    A table: two rows at least with two values or more, in columns that line up under heads, and words that name most
    rows; or any number of rows at the top of the page that go on in the columns of the last table of the page
    `before`. `number` is the page's, from 1.
    """
    rows = [row_of(words) for words in printed_words(chars)]
    found: list[PageTable] = []
    table, index = _rest(rows, number, before)
    if table is not None:
        found.append(table)
    while index < len(rows):
        end = _end_of_body(rows, index)
        if end is None:
            index += 1
            continue
        table = _table(rows[max(0, index - HEADER_LINES) : index], rows[index:end], number)
        if table is not None:
            found.append(table)
        index = end
    return found


def _rest(rows: Sequence[Row], number: int, before: Sequence[PageTable]) -> tuple[PageTable | None, int]:
    """Return the rest of the last table of the page before and the position behind its rows; (None, 0) without one."""
    last = max(before, key=lambda table: table.box[3], default=None)
    first = next((at for at, row in enumerate(rows[: _RUNNING_LINES + 1]) if row.is_body), None)
    end = _end_of_body(rows, first) if first is not None else None
    if last is None or not last.columns_at or first is None or end is None:
        return None, 0
    columns = _fitting(rows[first:end], last.columns_at)
    if columns is None:
        return None, 0
    cut = _cut_off(rows[first - 1], rows[first], columns) if first else None
    table = _placed([cut] if cut else [], rows[first:end], number, columns, is_rest=True)
    return table, end if table else 0


def _end_of_body(rows: Sequence[Row], start: int) -> int | None:
    """Return the position behind the rows of values that begin at `start`, or None when none does.

    Lines between them that only go on with a cell's words belong to them.
    """
    if not rows[start].is_body:
        return None
    end = start + 1
    while end < len(rows):
        ahead = next((at for at in range(end, min(end + 3, len(rows))) if rows[at].is_body), None)
        if ahead is None or not all(is_near(rows[at - 1], rows[at], ROW_GAP) for at in range(end, ahead + 1)):
            break
        if not all(_is_wrapped(row) for row in rows[end:ahead]):
            break
        end = ahead + 1
    if end < len(rows) and _is_wrapped(rows[end]) and is_near(rows[end - 1], rows[end], _WRAP_GAP):
        pairs = list(pairwise(rows[start:end]))
        wraps = [gap(above, row) for above, row in pairs if not row.is_body]
        gaps = [gap(above, row) for above, row in pairs if above.is_body and row.is_body]
        own = gap(rows[end - 1], rows[end])
        end += any(abs(own - wrap) <= 1 for wrap in wraps) or (bool(gaps) and own < min(gaps) - 2)
    return end


def _is_wrapped(row: Row) -> bool:
    """Tell a line that may be the rest of a cell: short words without a value or a bullet."""
    return (
        len(row.texts) <= 2
        and row.values == 0
        and all(len(text.text) <= _WRAP_LENGTH and item(text.text) is None for text in row.texts)
        and not _SENTENCE.search(row.texts[-1].text)
    )


def _fitting(lines: Sequence[Row], columns: Sequence[Extent]) -> tuple[Extent, ...] | None:
    """Return the columns of the page before, widened, when every text of the rows stands in one of its own."""
    widened = list(columns)
    for row in lines:
        places = [overlapped(text, columns) for text in row.texts]
        if any(first != last for first, last in places) or len(set(places)) < len(places):
            return None
        for text, (place, _) in zip(row.texts, places, strict=True):
            widened[place] = (min(widened[place][0], text.box[0]), max(widened[place][1], text.box[2]))
    return tuple(widened)


def _cut_off(row: Row, below: Row, columns: Sequence[Extent]) -> Row | None:
    """Return the line above the rows at the top of a page when it is the rest of a cell of the page before."""
    text = row.texts[0]
    column = column_of(text, columns)
    right = columns[column + 1][0] if column + 1 < len(columns) else columns[column][1]
    is_rest = len(row.texts) == 1 and _is_wrapped(row) and is_near(row, below, _CUT_GAP)
    return row if is_rest and abs(text.box[0] - columns[column][0]) <= 1 and text.box[2] <= right else None


def _table(above: Sequence[Row], lines: Sequence[Row], number: int) -> PageTable | None:
    """Return the table of some rows of values with the header above them, or None when they are none."""
    body = [row for row in lines if row.is_body]
    columns = _columns(lines)
    columns = columns and _with_one_head(columns, above, body)
    if columns is None or not _is_table(body, columns):
        return None
    header = header_rows(above, body[0], columns)
    if not header or not has_head_for_all(header_cells(header, columns)[0], len(columns)):
        return None
    return _placed(header, lines, number, columns)


def _placed(
    header: Sequence[Row], lines: Sequence[Row], number: int, columns: tuple[Extent, ...], *, is_rest: bool = False
) -> PageTable | None:
    """Return the table of header lines and rows in known columns, or None where it stays unclear what belongs where."""
    rows = _body_cells(lines, columns, is_rest=is_rest)
    if rows is None:
        return None
    head, height = header_cells(header, columns) if header else ([], 0)
    cells = [*head, *(replace(cell, row=cell.row + height) for cell in rows)]
    height, width = height + sum(row.is_body for row in lines), len(columns)
    box = around(text for row in (*header, *lines) for text in row.texts)
    whole = fill_gaps([replace(cell, page=number) for cell in cells], height, width)
    filled, height, width = drop_empty(whole, height, width, keep_columns=range(width))
    return PageTable(box, filled, height, width, columns_at=columns)


def _columns(lines: Sequence[Row]) -> tuple[Extent, ...] | None:
    """Return the columns all texts of the lines fall into, or None where two texts of a line fall into one."""
    extents: list[Extent] = []
    for left, right in sorted((text.box[0], text.box[2]) for row in lines for text in row.texts):
        if extents and left <= extents[-1][1]:
            extents[-1] = (extents[-1][0], max(extents[-1][1], right))
        else:
            extents.append((left, right))
    for row in lines:
        places = [column_of(text, extents) for text in row.texts]
        if len(set(places)) < len(places):
            return None
    return tuple(extents)


def _with_one_head(columns: tuple[Extent, ...], above: Sequence[Row], body: Sequence[Row]) -> tuple[Extent, ...]:
    """Return the columns with those put together that no row uses both and one head stands over.

    Rows of one column may be set apart, words in the middle and numbers at the right.
    """
    used = [{column_of(text, columns) for text in row.texts} for row in body]
    heads = above[-1].texts if above else ()
    joined: list[Extent] = []
    last = -1
    for column, extent in enumerate(columns):
        shared = any(head.box[0] < extent[1] and head.box[2] > columns[last][0] for head in heads) and last >= 0
        if shared and not any({last, column} <= row for row in used) and _is_headed_once(heads, columns[last], extent):
            joined[-1] = (joined[-1][0], extent[1])
        else:
            joined.append(extent)
        last = column
    return tuple(joined)


def _is_headed_once(heads: Sequence[Text], left: Extent, right: Extent) -> bool:
    """Tell whether one head stands over two columns and no other over either."""
    over = [head for head in heads if head.box[0] < right[1] and head.box[2] > left[0]]
    return len(over) == 1 and over[0].box[0] < left[1] + 1 and over[0].box[2] > right[0] - 1


def _is_table(body: Sequence[Row], columns: Sequence[Extent]) -> bool:
    """Tell whether two columns at least hold values throughout, and words name most rows."""
    if len(columns) < 3 or len(body) < _FEWEST_ROWS:
        return False
    held: list[list[str]] = [[] for _ in columns]
    named = 0
    for row in body:
        for text in row.texts:
            held[column_of(text, columns)].append(text.text)
        named += any(_HANGUL.search(text.text) and not is_value(text.text) for text in row.texts[:2])
    of_values = [
        own for own in held
        if len(own) >= _FILLED * len(body) and sum(is_value(text) for text in own) >= _VALUES * len(own)
    ]  # fmt: skip
    return len(of_values) >= 2 and named >= _VALUES * len(body)


def _body_cells(lines: Sequence[Row], columns: Sequence[Extent], *, is_rest: bool) -> list[RawCell] | None:
    """Return the cells of the rows; a line of words goes to the row whose cell it goes on with."""
    body = [row for row in lines if row.is_body]
    parts: dict[tuple[int, int], list[Text]] = {}
    for index, row in enumerate(body):
        for text in row.texts:
            parts.setdefault((index, column_of(text, columns)), []).append(text)
    for line in (line for line in lines if not line.is_body):
        for text in line.texts:
            column = column_of(text, columns)
            parts.setdefault((_home(line, body, column, parts), column), []).append(text)
    if any(len({round(text.box[1]) for text in own}) < len(own) for own in parts.values()):
        return None
    labels = {row: own for (row, column), own in parts.items() if column == 0}
    spans = _labelled_at_top(body, labels) if is_rest else _centred_labels(body, labels)
    if spans is None:
        return None
    cells = []
    for (index, column), own in sorted(parts.items()):
        first, count = spans[index] if column == 0 and index in spans else (index, 1)
        words = "\n".join(text.text for text in sorted(own, key=lambda text: text.box[1]))
        cells.append(RawCell(first, column, words, rowspan=count, box=around(own)))
    return cells


def _home(row: Row, body: Sequence[Row], column: int, parts: dict[tuple[int, int], list[Text]]) -> int:
    """Return the row a line of words belongs to: one it overlaps, the one above it goes on with, or the nearest."""
    nearest = min(range(len(body)), key=lambda index: (round(gap(body[index], row), 1), index))
    if gap(body[nearest], row) < 0:
        return nearest
    above = max((index for index, own in enumerate(body) if own.top < row.top), default=nearest)
    goes_on = (above, column) in parts and gap(body[above], row) <= max(_TIGHT * row.size, gap(body[nearest], row))
    return above if goes_on else nearest


def _labelled_at_top(body: Sequence[Row], labels: dict[int, list[Text]]) -> dict[int, tuple[int, int]] | None:
    """Return {} when all labels of a table's rest stand on the line of a row, else None: they may stand in the middle
    of rows that begin on the page before.
    """
    return {} if all(abs(own[0].box[1] - body[row].top) <= 1 for row, own in labels.items()) else None


def _centred_labels(body: Sequence[Row], labels: dict[int, list[Text]]) -> dict[int, tuple[int, int]] | None:
    """Return row of a label -> (first row, rows) where labels stand in the middle of their rows.

    {} where the first row has its own: labels stand at the top of theirs. None when the middles lead to no whole rows.
    """
    if not labels or (0 in labels and abs(labels[0][0].box[1] - body[0].top) <= 1):
        return {}
    edges = [body[0].top, *((a.bottom + b.top) / 2 for a, b in pairwise(body)), body[-1].bottom]
    spans: dict[int, tuple[int, int]] = {}
    start = 0
    for row in sorted(labels):
        box = around(labels[row])
        end = max(start + 1, min(range(len(edges)), key=lambda edge: abs(edges[edge] + edges[start] - box[1] - box[3])))
        if end >= len(edges) or abs(edges[end] + edges[start] - box[1] - box[3]) > _CENTRED * body[0].size:
            return None
        spans[row] = (start, end - start)
        start = end
    return spans if start == len(body) else None
