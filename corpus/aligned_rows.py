"""Rows laid out in columns with spaces: full ones say where the columns are, short ones and wrapped words go into them.

A row that lacks cells is read where each of its texts stands under just one column. Words below a row go on a cell only
where that cell is open: a bracket not closed, a word that must be followed. Else nobody can tell whether they belong to
the row above or to the one below, and nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.aligned_heads import Extent, Span
from corpus.bare import is_bare_value

MOST_REST = 24
"""Letters of the longest line that may be the rest of a label."""
_OPEN = re.compile(r"(?:[·ㆍ,/(&~]|(?<=\s)(?:및|또는|등))$|등\s+및$")
_GROUP = re.compile(r"^\s*[\[【〈<《].{1,30}[\]】〉>》]\s*$")
_SENTENCE = re.compile(
    r"[.。:;?!]$|.{12}(?:다|함|임|음|됨)$|^\s*(?:\d+|[가-하Ⅰ-Ⅻ])[.)]\s|^\s*[○●◦□■▪※*①-⑳❍ㅇ]|^\s*[(\[].*[)\]]$"
)
Fields = Callable[[str], list[Span]]


@dataclass(frozen=True, slots=True)
class Body:
    """The rows of a table by the index of their line, all of one width; `full` ones say where the columns are."""

    rows: dict[int, tuple[str, ...]]
    full: tuple[tuple[Span, ...], ...]
    columns: tuple[Extent, ...]


def is_group(line: str) -> bool:
    """Tell a name in brackets, alone on its line, that stands over the rows below it."""
    return _GROUP.match(line) is not None


def columns_of(rows: Sequence[Sequence[Span]]) -> list[Extent] | None:
    """Return from where to where each column reaches, or None where rows differ in number or columns overlap."""
    count = len(rows[0])
    if any(len(row) != count for row in rows):
        return None
    columns = [Extent(min(row[c].left for row in rows), max(row[c].right for row in rows)) for c in range(count)]
    if any(one.right > other.left for one, other in pairwise(columns)):
        return None
    return columns


def body_from(
    lines: Sequence[str], start: int, is_row: Callable[[str], bool], fields: Fields, *, least: int
) -> Body | None:
    """Return the rows from the index of the first one on; None where a line among them cannot be told."""
    taken = _taken(lines, start, is_row, fields)
    rows = {index: fields(lines[index]) for index, kind in taken if kind == "row"}
    count = max(map(len, rows.values()))
    full = tuple(tuple(row) for row in rows.values() if len(row) == count)
    columns = columns_of(full) if len(full) >= least else None
    if columns is None:
        return None
    found: dict[int, list[str]] = {}
    for index, kind in taken:
        if kind == "group":
            found[index] = [lines[index].strip(), *[""] * (count - 1)]
        elif kind == "row":
            cells = _in_columns(rows[index], columns, full)
            if cells is None:
                return None
            found[index] = cells
        elif not _joined(found[max(found)], fields(lines[index]), columns):
            return (
                None
                if _may_be_rest(lines[index], columns, fields) or index < max(rows)
                else _body(found, full, columns)
            )
    return _body(found, full, columns)


def _body(found: dict[int, list[str]], full: tuple[tuple[Span, ...], ...], columns: Sequence[Extent]) -> Body:
    return Body({index: tuple(cells) for index, cells in found.items()}, full, tuple(columns))


def _taken(lines: Sequence[str], start: int, is_row: Callable[[str], bool], fields: Fields) -> list[tuple[int, str]]:
    """Return the indexes of the lines that may be the table's and what each is: a row, a group's name, a rest."""
    taken: list[tuple[int, str]] = []
    last = start
    for index in range(start, len(lines)):
        line = lines[index]
        if not line.strip() or "\t" in line or "|" in line:
            break
        if is_group(line):
            taken.append((index, "group"))
        elif is_row(line) or (index > start and _is_short(line, fields)):
            taken.append((index, "row"))
            last = index
        elif not _SENTENCE.search(line.rstrip()):
            taken.append((index, "rest"))
        else:
            break
    end = last + 1
    return [(index, kind) for index, kind in taken if index <= last or (index == end and kind == "rest")]


def _is_short(line: str, fields: Fields) -> bool:
    """Tell a label and figures of which some may be missing, but no words behind them."""
    texts = [span.text for span in fields(line)]
    return len(texts) > 1 and not is_bare_value(texts[0]) and any(is_bare_value(text) for text in texts[1:])


def _in_columns(row: Sequence[Span], columns: Sequence[Extent], full: Sequence[Sequence[Span]]) -> list[str] | None:
    """Return a row's texts under the columns they stand in, or None where one stands under none or several.

    In a row that lacks cells each text must end, or begin, just where all others of its column do.
    """
    cells = [""] * len(columns)
    for span in row:
        under = _under(span, columns)
        if len(under) != 1 or cells[under[0]]:
            return None
        if len(row) < len(columns) and not _is_flush(span, [other[under[0]] for other in full]):
            return None
        cells[under[0]] = span.text
    return cells


def _is_flush(span: Span, others: Sequence[Span]) -> bool:
    rights = all(abs(span.right - other.right) <= 1 for other in others)
    return rights or all(abs(span.left - other.left) <= 1 for other in others)


def _under(span: Span, columns: Sequence[Extent]) -> list[int]:
    return [at for at, column in enumerate(columns) if span.left < column.right and column.left < span.right]


def _joined(cells: list[str], rest: Sequence[Span], columns: Sequence[Extent]) -> bool:
    """Put words into the open cells above them, in place; tell whether all of them went into one."""
    for span in rest:
        under = _under(span, columns)
        if len(under) != 1 or not _is_open(cells[under[0]], span.text):
            return False
        cells[under[0]] = f"{cells[under[0]]} {span.text}"
    return True


def _is_open(cell: str, rest: str) -> bool:
    """Tell whether a cell must go on."""
    brackets = cell.count("(") - cell.count(")")
    return bool(cell) and not is_bare_value(cell) and (_OPEN.search(cell) is not None or (brackets > 0 and ")" in rest))


def _may_be_rest(line: str, columns: Sequence[Extent], fields: Fields) -> bool:
    """Tell whether a line right below a table may go on its last row: its texts are short, each under one column."""
    spans = fields(line)
    return all(len(span.text) <= MOST_REST and len(_under(span, columns)) == 1 for span in spans)
