"""Tables whose cells stand between slashes (`연도 / 합계 / 여 / 남`), as tab separated lines again, line for line.

A slash with a space on both sides parts cells; `A/B` stays one. A table is told by a line of titles without figures
over two rows or more of as many cells, where a column that holds figures holds nothing but figures and marks.
Prose with slashes has no such titles; a block whose rows do not fit stays text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.amounts import read_amount
from corpus.bare import stated_number
from corpus.headers import header_count, is_period, is_value, names_columns
from corpus.loose import LooseTable
from corpus.page_marks import PAGE_BREAK
from corpus.text import search_text, squash
from corpus.total_names import is_total

LEAST_ROWS = 2
"""Rows below the titles from which on lines are a table."""
MOST_LINES = 3
"""Lines a row may have fallen into."""
LONGEST_TITLE = 30
LONGEST_WRAP = 30
"""Letters of the longest line that may begin a row's label."""
_SLASH = re.compile(r"(?:(?<=\s)|^)/(?=\s|$)")
_BULLET = re.compile(r"^\s*(?P<glyph>[○●◦□■▪▫▸▶·∙•ㆍ-])\s+(?!/)")
_ENDS = re.compile(r"(?:다|음|함|됨|임)\.?$|[.。:;?!]$")
_STARTS = re.compile(r"^[○●◦□■▪※*①-⑳#]|^-\s(?!/)|^(?:\d{1,2}|[가-하])[.)]\s|^[(\[<〈《【]|^[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]")
_BOUND = re.compile(r"(?:내외|이내|이하|이상|미만|초과|정도|가량)(?![가-힣])")
"""Words that go on a figure."""
_MARK = re.compile(r"^[-–—―]?$")
_BARE = re.compile(r"[△▲−-]?\s?\d[\d,]*(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_REMARK = re.compile(r"비고|내용|사유|내역|설명|근거|참고")


@dataclass(frozen=True, slots=True)
class _Row:
    """Cells with the index of the first and the last line they stand on."""

    cells: tuple[str, ...]
    first: int
    last: int


def find_slashed(lines: Sequence[str]) -> list[LooseTable]:
    """Return the tables between slashes of a text in reading order; lines with tabs are left alone."""
    found: list[LooseTable] = []
    index = 0
    while index < len(lines):
        table = _table_from(lines, index) if _is_slashed(lines[index]) and not _goes_on(lines, index, found) else None
        if table is not None:
            found.append(table)
        index = table.last if table else index + 1
    return found


def _goes_on(lines: Sequence[str], index: int, found: Sequence[LooseTable]) -> bool:
    """Tell whether a slashed line heads nothing: it stands below another of as many cells, or a row in two lines.

    The lines of a table are left alone.
    """
    above = _line_above(lines, index)
    if above < 0 or (found and found[-1].last >= above + 1):
        return False
    if not _is_slashed(lines[above]):
        return _is_cut(lines, _line_above(lines, above))
    if any(_is_cut(lines, at) for at in (index, above)):
        return True
    return len(_cells(lines[above])) == len(_cells(lines[index]))


def _line_above(lines: Sequence[str], index: int) -> int:
    """Return the index of the nearest line with text above one, or -1."""
    return next((at for at in range(index - 1, -1, -1) if lines[at].strip() and lines[at] != PAGE_BREAK), -1)


def _is_cut(lines: Sequence[str], index: int) -> bool:
    """Tell a line that ends in a slash: its row goes on below."""
    return index >= 0 and _is_slashed(lines[index]) and lines[index].rstrip().endswith(" /")


def _table_from(lines: Sequence[str], start: int) -> LooseTable | None:
    """Return the table whose titles begin at an index, on one line or fallen into several, or None."""
    text = ""
    for last in range(start, min(start + MOST_LINES, len(lines))):
        if not _is_slashed(lines[last]) or (last > start and not _is_rest(text, lines[last])):
            return None
        text = f"{text} {lines[last].strip()}".strip()
        table = _table_at(lines, start, last, _cells(text))
        if table is not None:
            return table
    return None


def _is_slashed(line: str) -> bool:
    return "\t" not in line and "://" not in line and bool(_SLASH.search(line.strip()))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(" ".join(cell.split()) for cell in _SLASH.split(_BULLET.sub("", line).strip()))


def _is_rest(text: str, line: str) -> bool:
    """Tell whether a line goes on the titles above it: a slash ends these or begins it."""
    return not _BULLET.match(line) and (text.endswith(" /") or line.strip().startswith("/ "))


def _table_at(lines: Sequence[str], start: int, last: int, head: tuple[str, ...]) -> LooseTable | None:
    """Return the table whose titles stand between two indexes, or None."""
    rows = _rows(lines, last + 1, len(head)) if _is_head(head) else None
    if not rows:
        return None
    top = [_Row(tuple(_nothing(cell) for cell in head), start, last)]
    if "" in top[0].cells and not any(_is_figure(cell) for cell in rows[0].cells):
        top.append(_Row(tuple(_nothing(cell) for cell in rows[0].cells), rows[0].first, rows[0].last))
    repeated = (head, *(row.cells for row in rows[: len(top) - 1]))
    body = _filled([row for row in rows if row.cells not in repeated], len(head))  # a page repeats the titles
    if body is None or len(body) < LEAST_ROWS or sum(row.first < row.last for row in body) * 2 > len(body):
        return None  # where most rows would have fallen into lines, the lines are rows of something else
    texts = [row.cells for row in (*top, *body)]
    if header_count([list(row) for row in texts]) != len(top) or not _agree(texts, len(top)):
        return None
    cleared = _cleared(texts, len(top))
    return LooseTable(
        {row.first + 1: cells for row, cells in zip((*top, *body), cleared, strict=True)},
        start + 1,
        body[-1].last + 1,
        (),
    )


def _nothing(cell: str) -> str:
    return "" if _MARK.match(cell) else cell


def _is_head(head: Sequence[str]) -> bool:
    """Tell whether cells are titles: short words, no figure, no sentence, no colon, no cell twice but under a group."""
    filled = [cell for cell in head if not _MARK.match(cell)]
    if len(head) < 2 or not head[0] or len(filled) < 2 or (len(filled) == len(head) and len(set(filled)) < len(filled)):
        return False
    for cell in filled:
        if len(cell) > LONGEST_TITLE or ":" in search_text(cell) or _ENDS.search(cell):
            return False
        if _BARE.fullmatch(cell) and not _YEAR.fullmatch(cell):
            return False
        if is_value(cell) and not is_period(cell):
            return False
    return True


def _rows(lines: Sequence[str], start: int, width: int) -> list[_Row] | None:
    """Return the rows from an index on, up to the first line that is none; None where a line cannot be told.

    A row may have fallen into lines: they follow one another, and only together make up its cells. A line without slash
    between two rows begins the label of the lower one, or ends the last cell of the upper one where those are words:
    then nothing is read. The row of a total may be shorter, its label standing for all columns of words.
    """
    rows: list[_Row] = []
    glyph: str | None = None
    begun = ""
    index = start
    while index < len(lines):
        line = lines[index]
        if line == PAGE_BREAK or not line.strip():
            if begun:
                break
            index += 1
            continue
        if not _is_slashed(line):
            if begun or not rows or rows[-1].last != index - 1 or not _may_go_on(line):
                break
            if not _is_row_below(lines, index):
                if _is_worded(rows[-1].cells[-1]):  # the end of the last cell
                    cells = (*rows[-1].cells[:-1], f"{rows[-1].cells[-1]} {line.strip()}")
                    rows[-1] = _Row(cells, rows[-1].first, index)
                break
            if _is_worded(rows[-1].cells[-1]) or _BOUND.match(line.strip()):
                return None
            begun = f"{line.strip()} "
            index += 1
            continue
        bullet = _BULLET.match(line)
        mark = bullet["glyph"] if bullet else ""
        if not mark and _STARTS.search(line.strip()):
            break
        taken = _taken(lines, index, width)
        if taken is None:
            return None if rows and glyph == mark else rows
        if glyph is not None and mark != glyph:
            return None  # rows below rows of another bullet: parts and wholes that nothing tells apart
        cells, last = taken
        rows.append(_Row((begun + cells[0], *cells[1:]), index - bool(begun), last))
        begun, glyph, index = "", mark, last + 1
    return rows


def _taken(lines: Sequence[str], index: int, width: int) -> tuple[tuple[str, ...], int] | None:
    """Return the cells of the row that begins at an index and the index of its last line; None where none fits."""
    text = lines[index]
    for last in range(index, min(index + MOST_LINES, len(lines))):
        if last > index:
            text = f"{text.rstrip()} {lines[last].strip()}"
        cells = _cells(text)
        below = lines[last + 1] if last + 1 < len(lines) else ""
        goes_on = (
            bool(below.strip()) and "\t" not in below and below != PAGE_BREAK and not _STARTS.search(below.strip())
        )
        if len(cells) == width and not (text.rstrip().endswith(" /") and goes_on and not _is_slashed(below)):
            return cells, last
        if len(cells) > width or not goes_on:
            break
    cells = _cells(lines[index])
    figures = all(_is_figure(cell) or _MARK.match(cell) for cell in cells[1:])
    return (cells, index) if is_total(cells[0]) and figures and 1 < len(cells) < width else None


def _filled(rows: Sequence[_Row], width: int) -> list[_Row] | None:
    """Return the rows with short ones of totals filled up; None where their figures are not the sums of the rows."""
    full = [row.cells for row in rows if len(row.cells) == width and not is_total(row.cells[0])]
    filled = []
    for row in rows:
        missing = width - len(row.cells)
        cells = (row.cells[0], *[""] * missing, *row.cells[1:])
        filled.append(_Row(cells, row.first, row.last))
        if not missing:
            continue
        words = all(_is_worded(other[column]) for other in full for column in range(1, missing + 1))
        sums = all(_amount(cells[at]) == sum(_amount(other[at]) for other in full) for at in range(missing + 1, width))
        if not full or not words or not sums:
            return None
    return filled


def _amount(cell: str) -> Decimal:
    return stated_number(cell) or Decimal(0)


def _may_go_on(line: str) -> bool:
    """Tell whether a line without slash may be a part of a row: short words, no bullet, no sentence."""
    text = line.strip()
    return "\t" not in line and len(text) <= LONGEST_WRAP and not _STARTS.search(text) and not _ENDS.search(text)


def _is_row_below(lines: Sequence[str], index: int) -> bool:
    below = lines[index + 1] if index + 1 < len(lines) else ""
    return _is_slashed(below) and not _BULLET.match(below)


def _is_worded(cell: str) -> bool:
    return not _is_figure(cell) and not _MARK.match(cell)


def _is_figure(cell: str) -> bool:
    """Tell whether a cell states a figure, with or without unit; a year, a month and a date are none."""
    body = search_text(cell).strip()
    if _BARE.fullmatch(body):
        return not _YEAR.fullmatch(body)
    return bool(_BARE.match(body)) and not is_period(body) and read_amount(body) is not None


def _agree(rows: Sequence[Sequence[str]], head: int) -> bool:
    """Tell whether the columns prove a table: figures below one another, or titles that head columns of words."""
    body = rows[head:]
    figures = 0
    for column in range(1, len(rows[0])):
        cells = [row[column] for row in body if not _MARK.match(row[column])]
        count = sum(1 for cell in cells if _is_figure(cell))
        remarks = any(_REMARK.search(squash(row[column])) for row in rows[:head])
        if count and not remarks and any(not re.search(r"\d", cell) for cell in cells):
            return False
        figures += bool(cells) and count == len(cells)
    if not body[0][0] or any(row[0] and _MARK.match(row[0]) for row in body):
        return False
    titles = [cell for cell in rows[0] if names_columns([cell])]
    if len(rows[0]) == 2:
        return figures == 1 and len(titles) >= 1 and not any(_is_figure(row[0]) for row in body)
    return figures >= 1 or (len(titles) >= 2 and len(titles) * 2 >= len(rows[0]))


def _cleared(rows: Sequence[tuple[str, ...]], head: int) -> list[tuple[str, ...]]:
    """Return the rows with the marks for nothing beside a total's label taken out of columns of words: no names."""
    worded = [any(_is_worded(row[column]) for row in rows[head:]) for column in range(len(rows[0]))]
    return [
        tuple(_nothing(cell) if words else cell for words, cell in zip(worded, row, strict=True))
        if at >= head and is_total(row[0])
        else row
        for at, row in enumerate(rows)
    ]
