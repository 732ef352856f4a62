"""Tables printed one cell a line, as tab separated lines again.

A text layer that writes every cell on a line of its own leaves the words of the header one below the other, then the
cells of each row; blank lines may part the rows or not. Such a table is told by rows that hold just as many lines as
the header has columns and agree on what each column holds. Words that wrap, a total without all of its labels and a
remark that is missing are put right where only one way is left to read the row. What does not fit stays text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from corpus.loose_heads import proved_by_sums
from corpus.runs import Field
from corpus.stacked_blocks import Block, stretches
from corpus.stacked_groups import grouped
from corpus.stacked_heads import LEAST_COLUMNS, MOST_HEAD_LINES, Head, heads, is_head, is_month, is_named, no_sentence
from corpus.stacked_rows import (
    LEAST_PARTED,
    LEAST_ROWS,
    Form,
    cut_rows,
    is_exact,
    is_off,
    kind,
    place,
    possible_forms,
    summed,
)
from corpus.stacked_split import split_rows
from corpus.stacked_totals import totalled
from corpus.stacked_tree import LEAST_LEVELS, MOST_LEVELS, nested_rows
from corpus.text import squash
from corpus.total_names import is_total

MOST_SEEN = 100
"""Blocks below a header that tell what its columns hold."""
ENOUGH = 10
"""Rows among which one must have no words that wrap, for the others to be read."""
MOST_BLOCKS = 2000
"""Blocks without a heading, note or list between them from which on text is no report's."""
Rows = tuple[tuple[Field, ...], ...]
_SINGLE = re.compile(r"\d{1,2}\.?\s|[가-하]\.\s|-\s|붙\s*임|\(계속\)")
"""Lines that are no row when they stand alone: headings and list items."""
_SPELL = re.compile(r"~|\d\.\s*\d")
"""A spell of time or a day: in a block of header and rows it stands in a row."""


@dataclass(frozen=True, slots=True)
class StackedTable:
    """Rows of cells, each with the lines it is printed on (from 1), all rows of one width."""

    rows: tuple[tuple[Field, ...], ...]
    last: int


def find_stacked(lines: Sequence[str]) -> list[StackedTable]:
    """Return the tables of a text that are printed one cell a line, in reading order."""
    found: list[StackedTable] = []
    for blocks in stretches(lines):
        if blocks and found and _goes_on(found[-1], blocks[0]):
            found.pop()  # a note stands between its rows: the rest of them would be lost
        at = 0 if len(blocks) <= MOST_BLOCKS else len(blocks)
        while at < len(blocks):
            table = (
                None
                if blocks[at].torn
                else _parted(blocks, at)
                or _unparted(blocks, at)
                or _totalled(blocks, at)
                or _grouped(blocks, at)
                or _split(lines, blocks, at)
            )
            if table is None:
                at += 1
                continue
            found.append(table)
            at = next((after for after in range(at, len(blocks)) if blocks[after].start > table.last), len(blocks))
    return found


def _totalled(blocks: Sequence[Block], at: int) -> StackedTable | None:
    rows = totalled(blocks[at].cells)
    return StackedTable(rows, rows[-1][-1].lines[1]) if rows is not None else None


def _grouped(blocks: Sequence[Block], at: int) -> StackedTable | None:
    rows = grouped(blocks, at)
    return StackedTable(rows, rows[-1][-1].lines[1]) if rows is not None else None


def _split(lines: Sequence[str], blocks: Sequence[Block], at: int) -> StackedTable | None:
    rows = split_rows(lines, blocks, at)
    return StackedTable(rows, rows[-1][-1].lines[1]) if rows is not None else None


def _goes_on(table: StackedTable, block: Block) -> bool:
    """Tell whether a block behind a line that ends tables is like a row of the table before."""
    kinds = tuple(kind(cell.text) for cell in block.cells)
    return "number" in kinds and any(kinds == tuple(kind(cell.text) for cell in row) for row in table.rows[1:])


def _table(head: Head, rows: Rows) -> StackedTable:
    return StackedTable((*head.rows, *rows), max(cell.lines[1] for cell in rows[-1]))


def _parted(blocks: Sequence[Block], at: int) -> StackedTable | None:
    """Return the table whose header is the block at an index and whose rows are the blocks below, or None."""
    block = blocks[at]
    if not LEAST_COLUMNS <= len(block.cells) <= MOST_HEAD_LINES or not is_head(block.cells):
        return None
    if at and len(block.cells) == len(blocks[at - 1].cells) == LEAST_COLUMNS and is_head(blocks[at - 1].cells):
        return None  # a name and what it is, below the head of such a list or below another
    found = []
    for head in heads(block.cells):
        rows = _rows_in_blocks(blocks[at + 1 :], block, head) or _rows_cut(blocks[at + 1 :], block, head)
        if rows is not None:
            found.append((head, rows))
    return _only(found) if found else _nested(blocks, at)


def _only(found: Sequence[tuple[Head, Rows]]) -> StackedTable | None:
    """Return the one way to read a table, or the one of several whose totals are the sums of their parts."""
    if len(found) > 1:
        found = [(head, rows) for head, rows in found if _is_summed(head, rows)]
    return _table(*found[0]) if len(found) == 1 else None


def _is_summed(head: Head, rows: Rows) -> bool:
    figures = [[cell.text for cell in row[1:]] for row in rows]
    return proved_by_sums(head.paths, figures) is True


def _nested(blocks: Sequence[Block], at: int) -> StackedTable | None:
    """Return the table below a header whose first columns name the levels of a budget, a row having one name each."""
    block = blocks[at]
    found = []
    for levels in range(LEAST_LEVELS, MOST_LEVELS + 1):
        head = block.cells
        narrow = head[levels - 1 :]
        if len(narrow) < 1 + LEAST_COLUMNS or len({squash(cell.text) for cell in head}) < len(head):
            continue
        texts = [cell.text for cell in narrow]
        for forms in _forms(blocks[at + 1 :], texts):
            rows = _rows_of(blocks[at + 1 :], block, texts, forms)
            nested = nested_rows(rows, forms.count("number"), levels) if rows and _is_nest(forms) else None
            if nested is not None:
                found.append(_table(Head((head,)), nested))
    return found[0] if len(found) == 1 else None


def _is_nest(forms: Sequence[Form]) -> bool:
    """Tell a name, figures side by side and words behind them."""
    figures = forms.count("number")
    return forms[0] == "text" and figures > 1 and all(form == "number" for form in forms[1 : 1 + figures])


def _rows_in_blocks(blocks: Sequence[Block], header: Block, head: Head) -> tuple[tuple[Field, ...], ...] | None:
    """Return the rows of blocks that are a row each, up to one that is none; None where they prove no table."""
    texts = head.texts
    blocks = _one_row_each(blocks[:MOST_BLOCKS], len(texts))
    tried = (
        _rows_of(blocks, header, texts, forms) for forms in possible_forms([b.cells for b in blocks[:MOST_SEEN]], texts)
    )
    found = [rows for rows in tried if rows is not None]
    return found[0] if len(found) == 1 else None


def _forms(blocks: Sequence[Block], names: Sequence[str]) -> list[tuple[Form, ...]]:
    """Return what the columns may hold, told by the blocks below the header."""
    return possible_forms([block.cells for block in blocks[:MOST_SEEN]], names)


def _rows_of(
    blocks: Sequence[Block], header: Block, names: Sequence[str], forms: Sequence[Form]
) -> tuple[tuple[Field, ...], ...] | None:
    """Return the rows of blocks under columns of known forms, or None."""
    rows: list[tuple[Field, ...]] = []
    at = 0
    while at < len(blocks):
        row, used = _row(blocks, at, header, forms)
        if used == 1 and row is not None and rows and is_off(row, rows, forms):
            row, used = None, 0
        if not used and not blocks[at].torn:
            row = summed(blocks[at].cells, rows, forms)
            used = 1 if row else 0
        if not used:
            if _may_be_rows(blocks[at:], forms):
                return None  # a row that cannot be read: the table cannot either
            break
        rows += [row] if row else []
        at += used
        if len(rows) == ENOUGH and all(any(cell.lines[0] < cell.lines[1] for cell in row) for row in rows[1:]):
            return None
    while rows and not any(cell.text for cell in rows[-1][1:]):
        rows.pop()
    return tuple(rows) if _is_proved(rows, names, forms) else None


def _one_row_each(blocks: Sequence[Block], width: int) -> list[Block]:
    """Return the blocks with those cut that hold several rows of a label and figures, a line a column."""
    cut: list[Block] = []
    for block in blocks:
        rows = [block.cells[first : first + width] for first in range(0, len(block.cells), width)]
        if len(rows) > 1 and width > LEAST_COLUMNS and not block.torn and all(_has_label(row, width) for row in rows):
            cut += [Block(row, block.breaks and not number) for number, row in enumerate(rows)]
        else:
            cut.append(block)
    return cut


def _has_label(row: Sequence[Field], width: int) -> bool:
    """Tell words and nothing but figures behind them, as many as there are columns."""
    figures = all(kind(cell.text) in ("number", "none") for cell in row[1:])
    return len(row) == width and kind(row[0].text) == "text" and figures


def _is_proved(rows: Sequence[Sequence[Field]], names: Sequence[str], forms: Sequence[Form]) -> bool:
    """Tell whether rows are a table: one full, enough of them up to the last figure, the others groups and totals."""
    if not any(all(cell.text for cell in row) for row in rows):
        return False
    if "number" not in forms:
        return len(rows) >= LEAST_ROWS and ("date" in forms or _is_plain_list(names, rows))
    figures = len(forms) - forms[::-1].index("number")
    first = 1 if forms[0] == "group" else 0
    firm = sum(1 for row in rows if all(cell.text for cell in row[first:figures]))
    return firm >= LEAST_PARTED and firm * 2 >= len(rows)


def _row(
    blocks: Sequence[Block], at: int, header: Block, forms: Sequence[Form]
) -> tuple[tuple[Field, ...] | None, int]:
    """Return the row at a block and how many blocks it takes: no row for a header said again, no blocks for none."""
    block = blocks[at]
    if block.torn:
        return None, 0
    if block.texts == header.texts:
        return None, 1
    if len(block.cells) == 1:
        if _SINGLE.match(block.cells[0].text) or at + 1 == len(blocks):
            return None, 0
        following = None if kind(block.cells[0].text) != "text" else place(blocks[at + 1].cells, forms)
        if following is None or "number" not in forms:
            return None, 0
        return (block.cells[0], *[Field("", (0, 0))] * (len(forms) - 1)), 1
    row = place(block.cells, forms)
    if row is not None:
        return row, 1
    if at + 1 < len(blocks) and blocks[at + 1].breaks and blocks[at + 1].texts != header.texts:
        row = place((*block.cells, *blocks[at + 1].cells), forms)  # cut by the end of a page
        return (row, 2) if row is not None else (None, 0)
    return None, 0


def _may_be_rows(blocks: Sequence[Block], forms: Sequence[Form]) -> bool:
    """Tell whether the first block below a table looks like a row of it, or rows go on behind that block."""
    kinds = {kind(cell.text) for cell in blocks[0].cells}
    if is_head(blocks[0].cells) and ("number" in forms or is_named([cell.text for cell in blocks[0].cells])):
        return False
    if {"number", "date", "none"} & kinds or any(is_total(cell.text) for cell in blocks[0].cells):
        return True
    if "number" not in forms and len(blocks[0].cells) > 1:
        return True
    behind = takewhile(lambda block: not is_head(block.cells), islice(blocks, 1, MOST_SEEN))
    return any(is_exact(block.cells, forms) or ("number" in forms and _has_figures(block)) for block in behind)


def _has_figures(block: Block) -> bool:
    return len(block.cells) > 1 and any(kind(cell.text) == "number" for cell in block.cells)


def _is_plain_list(names: Sequence[str], rows: Sequence[Sequence[Field]]) -> bool:
    """Tell whether rows of nothing but words are a table: most heads head columns in any report."""
    ends = any(not no_sentence(cell.text) for row in rows for cell in row)
    return len(names) > LEAST_COLUMNS and is_named(names) and not ends


def _rows_cut(blocks: Sequence[Block], header: Block, head: Head) -> tuple[tuple[Field, ...], ...] | None:
    """Return the rows of a block that holds them all, and of its rest behind the end of a page; None for no table."""
    if not blocks or blocks[0].torn:
        return None
    cells = list(blocks[0].cells)
    for block in blocks[1:]:
        if not block.breaks or block.torn:
            break
        again = block.texts[: len(header.cells)] == header.texts
        cells += block.cells[len(header.cells) if again else 0 :]
    texts = head.texts
    return cut_rows(cells, texts) or cut_rows(blocks[0].cells, texts)


def _unparted(blocks: Sequence[Block], at: int) -> StackedTable | None:
    """Return the table whose header and first rows are one block, or None: only one width may fit."""
    cells = blocks[at].cells
    found = []
    for lines in range(LEAST_COLUMNS, min(MOST_HEAD_LINES, len(cells) - LEAST_COLUMNS) + 1):
        if not is_head(cells[:lines]) or _is_dated(cells[:lines]):
            continue
        for head in heads(cells[:lines]):
            if len(cells) < lines + len(head.texts):
                continue
            header, body = Block(cells[:lines]), [Block(cells[lines:], torn=blocks[at].torn), *blocks[at + 1 :]]
            rows = _rows_cut(body, header, head) or _rows_in_blocks(body, header, head)
            if rows is not None and sum(1 for row in rows if _is_plain(row)) >= LEAST_ROWS and _is_plain(rows[0]):
                found.append((head, rows))
    return _only(found)


def _is_dated(cells: Sequence[Field]) -> bool:
    """Tell a spell of time or a day among lines; a month beside years is a head as they are."""
    years = any(kind(cell.text) == "year" for cell in cells)
    return any(_SPELL.search(cell.text) and not (years and is_month(cell.text)) for cell in cells)


def _is_plain(row: Sequence[Field]) -> bool:
    """Tell a row of one line a column, without a total's or a remark's gap."""
    return all(cell.text and cell.lines[0] == cell.lines[1] for cell in row)
