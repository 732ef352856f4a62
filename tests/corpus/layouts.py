"""Tables printed again as text in the layouts that tools leave, and what a reading of that text got wrong.

A table that was read once is known cell by cell. Printed in another layout and read again, it may stay text, but each
cell that is read must have the value and the labels it had.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from corpus.document import Cell, Table
from corpus.read import read
from corpus.text import squash

Grid = list[list[str]]
WRAP = 14
"""Width (a Hangul letter counts two) from which on a cell of the layout mode wraps."""
ROOM = 20
"""Width from which on a cell wraps where all lines of a row of cells become one."""
DATES = "○ 2031년 3월 4일, 4월 5일, 6월 7일과 8월 9일에 12명이 3개소를 2회씩 봄"
"""What shows a reader that the tool sets figures apart from letters."""
_APART = re.compile(r"(?<=\d)(?=[가-힣])|(?<=[가-힣])(?=\d)")
SET_APART = frozenset({"soffice-pypdf", "soffice-pypdf-top", "soffice-pypdf-wrapped"})
"""Layouts of a tool that prints figures and letters as pieces of their own, no blank lines between."""
WRAP_LINE = 42
"""Letters from which on a line of slashed cells wraps."""


def known_tables(paths: Iterable[Path]) -> Iterator[Table]:
    """Yield the tables of documents that can be printed again: two columns and a row below one or two header rows."""
    for path in paths:
        for table in read(path).tables:
            if table.columns > 1 and table.rows > 2 and table.header_rows in (1, 2):
                yield table


def page(layout: str, table: Table) -> str:
    """Return the text of a short report around a table printed in a layout."""
    lines = LAYOUTS[layout](grid(table), table.header_rows)
    if layout in SET_APART:
        unit = [f"(단위 : {table.unit})"] if table.unit else []
        return _APART.sub(" ", "\n".join(["무지개시 업무 보고", DATES, "1. 현황", *unit, *lines, "※ 끝"]))
    unit = [f"(단위: {table.unit})", ""] if table.unit else [""]
    return "\n".join(["무지개시 업무 보고", "", "1. 현황", "", *unit, *lines, "", "※ 끝"])


def grid(table: Table) -> Grid:
    """Return the texts of a table, row by row; merged cells stand in the first of theirs."""
    rows = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = " ".join(cell.text.split())
    return rows


def wrong_cells(known: Table, found: Iterable[Table]) -> list[str]:
    """Return what is wrong in tables read from a page of a known one: each cell with labels or a value it had not.

    Cells of the same labels must come in the order they had. A layout may print an outer name once for several rows, so
    that the labels of a cell may be the inner ones alone, or what stands before it in its row.
    """
    had: dict[tuple[str, str], list[Cell]] = {}
    for cell in _body(known):
        for row in _row_labels(known, cell):
            had.setdefault((row, _joined(cell.column_path)), []).append(cell)
    for cell in known.cells:
        if cell.is_header and cell.row >= known.header_rows:  # a label here may be a value there
            for row in _row_labels(known, cell):
                had.setdefault((row, _head(known, cell.column)), []).append(cell)
    wrong = []
    for cell in (cell for table in found for cell in _body(table)):
        row, column = _joined(cell.row_path), _joined(cell.column_path)
        cells = had.get((row, column), [])
        at = next((at for at, other in enumerate(cells) if squash(other.text) == squash(cell.text)), None)
        place = f"{row} | {column}: {cell.text}"
        if at is None:
            wrong.append(f"{place} (was {' / '.join(other.text for other in cells) or 'no cell'})")
        elif not _is_same(cell, cells[at]):
            wrong.append(f"{place}: other amounts")
        else:
            del cells[: at + 1]
    return wrong


def cells_read(found: Iterable[Table]) -> int:
    """Return how many cells of the body hold something."""
    return sum(1 for table in found for _ in _body(table))


def _body(table: Table) -> Iterator[Cell]:
    return (cell for cell in table.cells if not cell.is_header and cell.text.strip(" -–—"))


def _row_labels(table: Table, cell: Cell) -> set[str]:
    """Return what may name the row of a cell: its labels, the outer ones left out, or what stands before it."""
    path = cell.row_path
    before = [other.text for other in table.cells if other.row == cell.row and other.column < cell.column]
    starts = [_joined(before[:count]) for count in range(1, len(before) + 1)]
    return {*starts, *(_joined(path[first:]) for first in range(len(path))), _joined(path)}


def _head(table: Table, column: int) -> str:
    return _joined([cell.text for cell in table.cells if cell.row < table.header_rows and cell.column == column])


def _joined(labels: Sequence[str]) -> str:
    return "".join(map(squash, labels))


def _is_same(cell: Cell, other: Cell) -> bool:
    """Tell whether two cells state the same; one of them may lack the unit."""
    pairs = list(zip(cell.amounts, other.amounts, strict=False))
    if len(cell.amounts) != len(other.amounts):
        return not (cell.amounts and other.amounts)
    return all((a.value == b.value and a.unit == b.unit) or not (a.unit and b.unit) for a, b in pairs)


def _aligned(rows: Grid, head: int) -> list[str]:
    widths = [max(len(row[column]) for row in rows) + 3 for column in range(len(rows[0]))]
    return ["".join(_set(cell, widths[at], left=not at, size=len) for at, cell in enumerate(row)) for row in rows]


def _set(cell: str, width: int, *, left: bool, size: Callable[[str], int]) -> str:
    blank = " " * (width - size(cell))
    return cell + blank if left else blank + cell


def _slash(rows: Grid, head: int) -> list[str]:
    return [" / ".join(cell or "-" for cell in row) for row in rows]


def _slash_wrapped(rows: Grid, head: int) -> list[str]:
    return [line for row in _slash(rows, head) for line in _wrapped(row, WRAP_LINE, len)]


def _bullet(rows: Grid, head: int) -> list[str]:
    return [f"- {row}" for row in _slash(rows, head)]


def _loose_parted(rows: Grid, head: int) -> list[str]:
    """One title a line, then the rows, a blank line above each."""
    return [*_filled(rows[:head]), *(line for row in rows[head:] for line in ("", " ".join(row)))]


def _loose(rows: Grid, head: int) -> list[str]:
    """The outer titles one a line, the inner ones on one."""
    inner = [" ".join(cell for cell in row if cell) for row in rows[1:head]]
    return [*_filled(rows[:1]), *inner, *(" ".join(row) for row in rows[head:])]


def _one_line(rows: Grid, head: int) -> list[str]:
    return [" ".join(cell for cell in row if cell) for row in rows]


def _stacked(rows: Grid, head: int) -> list[str]:
    return [line for row in rows for line in (*_filled([row]), "")]


def _stacked_close(rows: Grid, head: int) -> list[str]:
    return _filled(rows)


def _pypdf_plain(rows: Grid, head: int) -> list[str]:
    """Titles one a line, those that are wide cut at their first space; a row's cells with one space between."""
    titles = [line for title in _filled(rows[:head]) for line in _cut(title)]
    return [*titles, *(" ".join(cell for cell in row if cell) for row in rows[head:])]


def _soffice_pypdf(rows: Grid, head: int) -> list[str]:
    """A row a line, all heads on the first; one of a column's own, in the middle of its height, touches the inner."""
    titles = [" ".join(filter(None, row)) for row in rows[:head]]
    alone = head > 1 and rows[0][-1] and not rows[1][-1]
    return [("" if alone else " ").join(titles), *(" ".join(filter(None, row)) for row in rows[head:])]


def _soffice_pypdf_top(rows: Grid, head: int) -> list[str]:
    """A row a line, heads as well."""
    return [" ".join(filter(None, row)) for row in rows]


def _pdfplumber(rows: Grid, head: int) -> list[str]:
    """A row a line; the heads of columns of their own stand on a line between the outer and the inner ones."""
    if head == 1 or rows[1][0]:
        return _soffice_pypdf_top(rows, head)
    outer = [text for at, text in enumerate(rows[0]) if text and rows[1][at]]
    own = [text for at, text in enumerate(rows[0]) if text and not rows[1][at]]
    return [" ".join(filter(None, row)) for row in (outer, own, *rows[1:])]


def _soffice_pypdf_wrapped(rows: Grid, head: int) -> list[str]:
    """Cells that wrap: those of two lines with a space where they break, longer ones a line each."""
    return [line for row in [*rows[:head], *rows[head:]] for line in _broken(row)]


def _broken(row: Sequence[str]) -> list[str]:
    lines = [""]
    for cell in filter(None, row):
        parts = [part for word in cell.split(" ") for part in _pieces(word)]
        parts = _wrapped(" ".join(parts), ROOM, _size)
        if len(parts) < 3:
            lines[-1] = " ".join(filter(None, [lines[-1], *parts]))
        else:
            lines += [*parts, ""]
    return [line for line in lines if line]


def _pieces(word: str) -> list[str]:
    """Return a word in pieces that fit into a line; a figure stays whole."""
    return [word] if re.search(r"\d", word) else [word[at : at + ROOM // 2] for at in range(0, len(word), ROOM // 2)]


def _pypdf_layout(rows: Grid, head: int) -> list[str]:
    """Columns by spaces, wide cells over several lines, all cells of a row from its first line on."""
    return _in_columns(rows, middle=False)


def _pypdf_layout_middle(rows: Grid, head: int) -> list[str]:
    """Columns by spaces, wide cells over several lines, short ones in the middle of the row's height."""
    return _in_columns(rows, middle=True)


def _pdftotext(rows: Grid, head: int) -> list[str]:
    """Columns by spaces, heads in the middle of what they stand over, wide ones over two lines."""
    body = rows[head:]
    titles = [[_wrapped(cell, WRAP, _size) for cell in row] for row in rows[:head]]
    own = [max((_size(line) for row in titles[-1:] for line in row[at]), default=0) for at in range(len(rows[0]))]
    widths = [max(own[at], *(_size(row[at]) for row in body)) + 4 for at in range(len(rows[0]))]
    widths = [max(width, 8) for width in widths]
    lines = []
    for number, row in enumerate(titles):
        spans = [_over(row, at, last=number == head - 1) for at in range(len(row))]
        for part in range(max(map(len, row), default=0)):
            line = ""
            for at, cell in enumerate(row):
                if part >= len(cell):
                    continue
                start, room = sum(widths[:at]), sum(widths[at : at + spans[at]])
                line = (
                    line.ljust(start + len(line) - _size(line)) + " " * ((room - _size(cell[part])) // 2) + cell[part]
                )
            lines.append(line.rstrip())
    for cells in body:
        texts = [_set(cell, widths[at] - 1, left=not at, size=_size) for at, cell in enumerate(cells)]
        lines.append(" ".join(texts).rstrip())
    return lines


def _over(row: list[list[str]], at: int, *, last: bool) -> int:
    """Return how many columns a head stands over: its own and those behind without a head of their own."""
    behind = next((count for count, cell in enumerate(row[at + 1 :]) if cell), len(row) - at - 1)
    return 1 if last or not at else 1 + behind


def _soffice(rows: Grid, head: int) -> list[str]:
    """One cell a line, an empty one as an empty line; nothing parts the rows."""
    return [cell for row in rows for cell in row]


def _hwp(rows: Grid, head: int) -> list[str]:
    """One cell a line, broken where its author broke it: before brackets; nothing for an empty cell."""
    return [line for cell in _filled(rows) for line in re.split(r"\s+(?=\()|(?<=[가-힣])(?=\()", cell)]


def _grid_ruled(rows: Grid, head: int) -> list[str]:
    """Cells drawn with bars, a rule of plus signs and dashes between all rows."""
    widths = [max(_size(row[column]) for row in rows) for column in range(len(rows[0]))]
    rule = "+" + "+".join("-" * (width + 2) for width in widths) + "+"
    lines = [rule]
    for number, row in enumerate(rows):
        texts = [_set(cell, width, left=True, size=_size) for cell, width in zip(row, widths, strict=True)]
        lines += ["| " + " | ".join(texts) + " |", rule.replace("-", "=") if number == head - 1 else rule]
    return lines


def _boxed(rows: Grid, head: int) -> list[str]:
    """Cells drawn with box letters, a rule below the head only."""
    lines = [line.translate(str.maketrans("|", "│")) for line in _grid_ruled(rows, head) if line.startswith("|")]
    rule = "".join("┼" if letter == "│" else "─" for letter in lines[0][1:-1])
    return [f"┌{rule}┐", *lines[:head], f"├{rule}┤", *lines[head:], f"└{rule}┘"]


def _pandoc(rows: Grid, head: int) -> list[str]:
    """Columns by spaces, a line of dashes below the head."""
    widths = [max(_size(row[column]) for row in rows) + 1 for column in range(len(rows[0]))]
    lines = [
        "  " + " ".join(_set(cell, width, left=True, size=_size) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]
    return [*lines[:head], "  " + " ".join("-" * width for width in widths), *lines[head:]]


def _in_columns(rows: Grid, *, middle: bool) -> list[str]:
    parts = [[_wrapped(cell, WRAP, _size) or [""] for cell in row] for row in rows]
    widths = [max(_size(line) for row in parts for line in row[column]) + 2 for column in range(len(rows[0]))]
    lines = []
    for row in parts:
        height = max(map(len, row))
        tops = [(height - len(cell)) // 2 if middle else 0 for cell in row]
        for at in range(height):
            texts = [cell[at - top] if 0 <= at - top < len(cell) else "" for cell, top in zip(row, tops, strict=True)]
            cells = [
                _set(text, width, left=not _is_number(text), size=_size)
                if at
                else _set(text, width, left=True, size=_size)
                for at, (text, width) in enumerate(zip(texts, widths, strict=True))
            ]
            lines.append("  ".join(cells).rstrip())
    return lines


def _is_number(text: str) -> bool:
    return not re.search(r"[가-힣A-Za-z]", text)


def _size(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _cut(text: str) -> list[str]:
    return text.split(" ", 1) if _size(text) > WRAP else [text]


def _wrapped(text: str, width: int, size: Callable[[str], int]) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and size(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _filled(rows: Sequence[Sequence[str]]) -> list[str]:
    return [cell for row in rows for cell in row if cell]


LAYOUTS: dict[str, Callable[[Grid, int], list[str]]] = {
    "aligned": _aligned,
    "slash": _slash,
    "slash-wrapped": _slash_wrapped,
    "bullet": _bullet,
    "loose-parted": _loose_parted,
    "loose": _loose,
    "one-line": _one_line,
    "stacked": _stacked,
    "stacked-close": _stacked_close,
    "pypdf-plain": _pypdf_plain,
    "soffice-pypdf": _soffice_pypdf,
    "soffice-pypdf-top": _soffice_pypdf_top,
    "pdfplumber": _pdfplumber,
    "soffice-pypdf-wrapped": _soffice_pypdf_wrapped,
    "pypdf-layout": _pypdf_layout,
    "pypdf-layout-middle": _pypdf_layout_middle,
    "pdftotext": _pdftotext,
    "soffice": _soffice,
    "grid-ruled": _grid_ruled,
    "boxed": _boxed,
    "pandoc": _pandoc,
    "hwp": _hwp,
}
"""The lines of a table (its rows, how many of them are header) in each layout."""
