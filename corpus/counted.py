"""Tables set with gaps whose columns do not stand under one another, as tab separated lines, line for line.

Where a text layer sets every cell by its own measure, nothing tells a column by its place; but each row has all its
cells in order. Such a table is taken only where every row has as many figures as there are heads for them, and inner
heads stand clearly under their outer ones. A name beside one row of several is that of the rows a subtotal proves.
Else the lines stay text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.aligned import WIDTHS, spans_of
from corpus.aligned_heads import Span
from corpus.bare import stated_number
from corpus.counted_blocks import blocks_from, row_of_block
from corpus.counted_heads import Path, are_heads, grouped, head_fields, wrapped
from corpus.counted_rows import Group, Row, ends_table, groups_of, is_rest, is_sum, leading_values, row_of, with_rests
from corpus.loose import LooseTable
from corpus.loose_heads import proved_by_sums
from corpus.page_marks import PAGE_BREAK, past_gap
from corpus.text import squash

LEAST_ROWS = 2
LEAST_FIGURES = 3
"""Figures in a row from which on a table needs no title or unit line above it."""
MOST_HEADS = 3
MOST_BETWEEN = 4
"""Lines below a table that are looked at for a row the reading did not reach."""
ROWS_OF_ONE = 3
"""Rows a table of one figure each must have."""
_RATE = re.compile(r"[률율]$|비율|비중|구성비|%")
_TITLE = re.compile(r"^\s*(?:[\[<〈【(]\s*(?:표|단\s*위|별\s*표|참\s*고)|표\s*\d)|단\s*위\s*[:：]")
_SERIAL = re.compile(r"^(?:연번|순번|번호|순)$")
_GAP = re.compile(r"\S {2,}\S")


@dataclass(frozen=True, slots=True)
class _Body:
    """Rows by the index of their line, all with one number of figures, and the index behind the last line."""

    rows: dict[int, Row]
    end: int


def find_counted(lines: Sequence[str]) -> list[LooseTable]:
    """Return the tables whose cells are counted, in reading order; lines with tabs or pipes are left alone."""
    found: list[LooseTable] = []
    index = 0
    while index < len(lines):
        table = _table_at(lines, index) if row_of(lines[index]) else None
        if table is not None:
            found.append(table)
        index = table.last if table is not None else index + 1
    return found


def _table_at(lines: Sequence[str], start: int) -> LooseTable | None:
    """Return the table whose first row stands at an index, or None."""
    top = start
    while top and lines[top - 1].strip():
        top -= 1
    head = _head_lines(lines, start)
    body = _body(lines, start) if head else None
    if body is None:
        head = _head_lines(lines, top) if top and top - 1 not in head else []
        body = _spaced(lines, start) if head else None
    if body is None:
        return None
    rows = list(body.rows.values())
    titled = head[0] > 0 and _TITLE.search(lines[head[0] - 1]) is not None
    count = len(rows[0].values)
    if len(rows) < (LEAST_ROWS if count > 1 else ROWS_OF_ONE) or not (count >= LEAST_FIGURES or titled):
        return None
    for width in WIDTHS:
        heads = _heads([head_fields(spans_of(lines[index], width)) for index in head])
        if not all(map(are_heads, heads)):
            return None
        for labels, paths in _named(heads, rows):
            cells = _cells(rows, labels, paths)
            if cells is not None:
                named = _head_rows(paths, len(cells[0]), labels)
                texts = {head[-1] + 1 - at: row for at, row in enumerate(reversed(named))}
                texts |= {index + 1: row for index, row in zip(body.rows, cells, strict=True)}
                return LooseTable(texts, head[0] + 1, body.end, ())
    return None


def _head_lines(lines: Sequence[str], start: int) -> list[int]:
    """Return the indexes of the lines of heads right above the first row, three at most; none where there are more.

    Of three the middle one holds heads set between the two lines of the others; it may be a single one.
    """
    head: list[int] = []
    index = start - 1
    if index > 0 and not lines[index].strip():
        index -= 1
        while index > 0 and PAGE_BREAK in lines[index]:
            index -= 1
    while index >= 0 and not _is_other(lines[index]):
        if not _GAP.search(lines[index].strip()) and not (
            index and len(head) == 1 and _GAP.search(lines[index - 1].strip())
        ):
            break
        head.insert(0, index)
        index -= 1
    return head if len(head) <= MOST_HEADS else []


def _heads(lines: Sequence[Sequence[Span]]) -> list[Sequence[Span]]:
    """Return the lines of heads with those of a middle line put to the first, from the left."""
    if len(lines) < MOST_HEADS:
        return list(lines)
    return [sorted((*lines[0], *lines[1]), key=lambda span: span.left), lines[2]]


def _is_other(line: str) -> bool:
    return bool(_TITLE.search(line) or row_of(line) or ends_table(line) or PAGE_BREAK in line or "\t" in line)


def _body(lines: Sequence[str], start: int) -> _Body | None:
    """Return the rows from the first one on; None where one has another number of figures or a line is not clear."""
    rows: dict[int, Row] = {}
    rests: list[int] = []
    index = start
    while index < len(lines):
        row = row_of(lines[index])
        if row is not None and not _is_prose(row, lines[index], rows):
            rows[index] = row
        elif is_rest(lines[index]) and "\t" not in lines[index] and index - 1 in rows:
            rests.append(index)
        elif not lines[index].strip() and index - 1 in rows and _is_next(lines, past_gap(lines, index), rows):
            index = past_gap(lines, index) - 1
        elif ends_table(lines[index]) or PAGE_BREAK in lines[index]:
            break
        else:
            return None
        index += 1
    if len({len(row.values) for row in rows.values()}) != 1 or _is_cut(lines, index, rows):
        return None
    if rests:
        elsewhere = squash("\n".join([*lines[:start], *lines[index:]]))
        told = with_rests(rows, rests, lines, elsewhere)
        if told is None:
            return None
        rows = told
    return _Body(rows, max(rows) + 1 + sum(rest > max(rows) for rest in rests))


def _spaced(lines: Sequence[str], start: int) -> _Body | None:
    """Return the rows that blank lines part, each with the words of its other lines; None where one is not clear."""
    blocks = blocks_from(lines, start)
    told = [row_of_block(lines, block, WIDTHS) for block in blocks]
    rows = dict(each for each in told if each is not None)
    if len(rows) < max(len(told), LEAST_ROWS) or len({len(row.values) for row in rows.values()}) != 1:
        return None
    return _Body(rows, blocks[-1].stop)


def _is_next(lines: Sequence[str], index: int, rows: dict[int, Row]) -> bool:
    """Tell whether a row stands on a line, behind the blank line below another row."""
    row = row_of(lines[index]) if index < len(lines) else None
    return row is not None and not _is_prose(row, lines[index], rows)


def _is_cut(lines: Sequence[str], end: int, rows: dict[int, Row]) -> bool:
    """Tell whether more rows follow behind lines that are not understood: the table would be half read."""
    count = len(next(iter(rows.values())).values)
    blank = 0
    for line in lines[end : end + MOST_BETWEEN]:
        row = row_of(line)
        if row is not None and not _is_prose(row, line, rows) and len(row.values) == count:
            return True
        if row is None and len(leading_values(line.strip())[0]) == count:
            return True
        blank += not line.strip() and PAGE_BREAK not in line
        if blank > 1 or (line.strip() and (ends_table(line) or PAGE_BREAK in line)):
            return False
    return False


def _is_prose(row: Row, line: str, rows: dict[int, Row]) -> bool:
    """Tell a note, or a list item in whose words wide spaces stand: its figures are not as many as a row's."""
    count = len(next(iter(rows.values())).values) if rows else 0
    note = re.match(r"\s*(?:※|\*|주\s*\d*\))", line) is not None
    return note or (bool(rows) and ends_table(line) and bool(row.remark) and len(row.values) != count)


def _named(heads: Sequence[Sequence[Span]], rows: Sequence[Row]) -> Iterator[tuple[int, list[Path]]]:
    """Yield how many of the heads are those of labels, and the heads of all columns, where they can be told."""
    behind = len(rows[0].values) + any(row.remark for row in rows)
    serial = _SERIAL.match(squash(heads[0][0].text)) is not None
    if serial != any(row.labels[0].isdigit() for row in rows):
        return
    for labels in (1, 2) if not serial else (2, 3):
        if len(heads) == 1:
            paths: list[Path] | None = [("", span.text) for span in heads[0]]
            paths = paths if len(heads[0]) == labels + behind else None
        elif len(heads[1]) == labels + behind:
            return  # the lower line has a head for each column: nobody knows what the upper one is
        elif len(heads[0]) == labels + behind:
            paths = wrapped(heads[0], heads[1])
        else:
            paths = grouped(heads[0], heads[1], labels + behind)
        if paths is not None and not any(outer for outer, _ in paths[:labels]) and len(set(paths)) == len(paths):
            yield labels, paths


def _cells(rows: Sequence[Row], labels: int, paths: Sequence[Path]) -> list[tuple[str, ...]] | None:
    """Return the rows' cells; None where a row lacks a label, or figures do not close where they must."""
    remarks = any(row.remark for row in rows)
    figures = paths[labels : len(paths) - remarks]
    if proved_by_sums([paths[0], *figures], [row.values for row in rows]) is False:
        return None
    if any(row.glued for row in rows) and not all(_closes(row.values) for row in rows):
        return None
    if remarks and any(not row.remark and not is_sum(row.labels[0]) for row in rows):
        return None
    told = _labels(rows, labels, [not _RATE.search(squash(leaf)) for _, leaf in figures])
    if told is None:
        return None
    tails = [(row.remark,) if remarks else () for row in rows]
    return [(*label, *row.values, *tail) for label, row, tail in zip(told, rows, tails, strict=True)]


def _labels(rows: Sequence[Row], labels: int, sums: Sequence[bool]) -> list[tuple[str, ...]] | None:
    """Return the labels of each row, as many for all; None where they are not clear."""
    if labels == 1 and all(len(row.labels) == 1 for row in rows):
        return [row.labels for row in rows]
    if any(len(row.labels) > labels for row in rows) and labels > 1:
        return None
    if labels > 1:
        clear = all(len(row.labels) == labels or (len(row.labels) == 1 and is_sum(row.labels[0])) for row in rows)
        numbers = [row.labels[0] for row in rows if row.labels[0].isdigit()]
        if not clear or (numbers and numbers != [str(at) for at in range(1, len(numbers) + 1)]):
            return None
        return [(*row.labels, *[""] * (labels - len(row.labels))) for row in rows]
    if any(len(row.labels) > 2 for row in rows):
        return None
    groups = groups_of(rows, sums)
    return None if groups is None else [_in_group(at, row, groups) for at, row in enumerate(rows)]


def _in_group(at: int, row: Row, groups: Sequence[Group]) -> tuple[str, ...]:
    """Return a row's label behind the name of its group, or alone where it is in none."""
    name = next((group.name for group in groups if group.first <= at < group.last), None)
    return (row.labels[-1], "") if name is None else (name, row.labels[-1])


def _closes(values: Sequence[str]) -> bool:
    """Tell whether the last figure of a row is the sum of those before it, or with them makes up the first.

    Then what is glued behind it is no part of it.
    """
    numbers = [stated_number(value) or Decimal(0) for value in values]
    total = sum(numbers, Decimal(0))
    return len(numbers) > 2 and (total == 2 * numbers[-1] or total == 2 * numbers[0])


def _head_rows(paths: Sequence[Path], columns: int, labels: int) -> list[tuple[str, ...]]:
    """Return one row of heads, or two; a head of labels in two columns stands over the first of them."""
    spare = [("", "")] * (columns - len(paths))
    full = [*paths[:labels], *spare, *paths[labels:]]
    leaves = tuple(leaf for _, leaf in full)
    if not any(outer for outer, _ in paths):
        return [leaves]
    top = [outer or leaf for outer, leaf in full]
    outer_row = tuple("" if at and full[at][0] and top[at] == top[at - 1] else text for at, text in enumerate(top))
    return [outer_row, tuple(leaf if outer else "" for outer, leaf in full)]
