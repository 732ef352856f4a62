"""Tables printed one cell a line as tab separated ones; those a page ends within are read as if there were none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.page_marks import PAGE_BREAK
from corpus.runs import Field, Span
from corpus.stacked import StackedTable, find_stacked

LEAST_WORD = 4
"""Letters of a word from which on it may be put together of two lines."""


def unstacked(lines: Sequence[str]) -> tuple[tuple[str, ...], dict[int, tuple[Span, ...]]]:
    """Return the lines with stacked tables as tab separated ones, the count kept, and where the cells of a row stand.

    A row stands on the line of its first cell; the other lines of the table become empty rows. The second value maps a
    row's line to the first and last line of each of its cells.
    """
    plain = list(lines)
    places: dict[int, tuple[Span, ...]] = {}
    text = "\n".join(lines)
    for table in tables_over_pages(lines):
        first = _line(table.rows[0])
        plain[first - 1 : table.last] = ["\t" * (len(table.rows[0]) - 1)] * (table.last - first + 1)
        for row in table.rows:
            number = _line(row)
            plain[number - 1] = "\t".join(_text(cell, lines, text) for cell in row)
            places[number] = tuple(cell.lines if cell.text else (number, number) for cell in row)
    return tuple(plain), places


def _line(row: Sequence[Field]) -> int:
    return next(cell.lines[0] for cell in row if cell.text)


def _text(cell: Field, lines: Sequence[str], text: str) -> str:
    """Return a cell's text; a word cut by the end of a line is put together where the text holds it whole elsewhere."""
    first, last = cell.lines
    if not cell.text or first == last:
        return cell.text
    whole = ""
    for line in (line.split() for line in lines[first - 1 : last] if line.strip(PAGE_BREAK).strip()):
        cut = whole.split()[-1:] + line[:1]
        glued = (
            len(cut) > 1 and len("".join(cut)) >= LEAST_WORD and re.search(rf"(?<!\S){re.escape(''.join(cut))}", text)
        )
        whole = f"{whole}{'' if glued or not whole else ' '}{' '.join(line)}"
    return whole


def tables_over_pages(lines: Sequence[str]) -> list[StackedTable]:
    """Return the stacked tables of a text in reading order, also those that go on over the end of a page.

    Such a table is taken where it has more cells than what is found of it page by page.
    """
    found = find_stacked(lines)
    kept = [index for index, line in enumerate(lines) if PAGE_BREAK not in line]
    if len(kept) == len(lines):
        return found
    for table in find_stacked([lines[index] for index in kept]):
        whole = _placed(table, kept)
        if not any(PAGE_BREAK in lines[index] for index in range(_first(whole) - 1, whole.last)):
            continue
        parts = [part for part in found if _first(part) <= whole.last and _first(whole) <= part.last]
        if _cells(whole) > sum(map(_cells, parts)) and all(part.last <= whole.last for part in parts):
            found = sorted([*(part for part in found if part not in parts), whole], key=_first)
    return found


def _placed(table: StackedTable, kept: Sequence[int]) -> StackedTable:
    """Return a table found among the kept lines with the numbers of the whole text."""

    def line(number: int) -> int:
        return kept[number - 1] + 1

    def cell(field: Field) -> Field:
        lines: Span = (line(field.lines[0]), line(field.lines[1]))
        return replace(field, lines=lines)

    return StackedTable(tuple(tuple(map(cell, row)) for row in table.rows), line(table.last))


def _first(table: StackedTable) -> int:
    return min(cell.lines[0] for row in table.rows for cell in row if cell.text)


def _cells(table: StackedTable) -> int:
    return sum(1 for row in table.rows for cell in row if cell.text)
