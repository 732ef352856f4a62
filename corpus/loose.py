"""Tables fallen apart into lines of words and figures, as tab separated lines again, line for line.

A text layer without table recognition prints a row as its label and its figures with spaces between; the header's words
stand above, on one line or on several, and a blank line may follow every line. Such a table is told by three rows or
more that end in the same number of figures, below as many column titles as there are columns. What does not fit stays
text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

LEAST_ROWS = 3
"""Rows of figures from which on lines are a table."""
LEAST_FIGURES = 2
"""Figures from which on the end of a line is a row; one figure is enough below a header of two words."""
MOST_HEAD_LINES = 8
LONGEST_LABEL = 40
"""Letters of the longest line that begins a row's label."""
_VALUE = re.compile(r"^(?:[△▲−-]?\d[\d,]*(?:\.\d+)?%?|[-–—])$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_SPACED = re.compile(r"(?<![가-힣])((?:[가-힣] +){1,5}[가-힣])(?![가-힣])")
_NOT_HEAD = re.compile(r"[.。:;?!]$|^[○●◦□■▪※*\-·①-⑳]|^(?:\d+|[가-하])[.)]|(?:다|함|임|음)\.?$")
_UNIT = re.compile(r"^[(\[<].{0,30}단\s*위\s*[:：].{0,40}[)\]>]$")
_PAGE = re.compile(r"^\s*[-–―]?\s*\d{1,4}\s*[-–―]?\s*$")
_GROUP = re.compile(r"^[<〈《【\[].{1,30}[>〉》】\]]$")
_LABEL = re.compile(r"[가-힣A-Za-z]")
_BULLET = re.compile(r"^[○●◦□■▪※*①-⑳]|^-\s")


@dataclass(frozen=True, slots=True)
class LooseTable:
    """Rows of texts by the line they are printed on (from 1), all of one width."""

    rows: dict[int, tuple[str, ...]]
    first: int
    last: int
    head: tuple[int, ...]
    """Lines above the first whose words went into it."""


def find_loose(lines: Sequence[str]) -> list[LooseTable]:
    """Return the fallen apart tables of a text in reading order; lines with tabs or pipes are left alone."""
    found: list[LooseTable] = []
    index = 0
    while index < len(lines):
        table = _table_at(lines, index) if _UNIT.match(lines[index].strip()) else None
        if table is None:
            index += 1
            continue
        found.append(table)
        index = table.last
    return found


def _table_at(lines: Sequence[str], unit: int) -> LooseTable | None:
    """Return the table below the unit line at an index, or None."""
    body = _body(lines, unit + 1)
    counts = Counter(count for index in body if (count := _figures(lines[index])))
    if not counts:
        return None
    width, rows = max(counts.items(), key=lambda item: (item[1], item[0]))
    start = next(position for position, index in enumerate(body) if _figures(lines[index]) >= width)
    if rows < LEAST_ROWS or not 0 < start <= MOST_HEAD_LINES:
        return None
    while start and _GROUP.match(lines[body[start - 1]].strip()):
        start -= 1
    head = _head([(index, lines[index].strip()) for index in body[:start]], width)
    if head is None:
        return None
    used = _rows(lines, body[start:], width)
    if len([row for row in used.values() if any(row[1:])]) < LEAST_ROWS:
        return None
    table = {**head, **used}
    words = tuple(index + 1 for index in body[:start] if index + 1 < min(head))
    return LooseTable(table, min(table), max(table), words)


def _body(lines: Sequence[str], start: int) -> list[int]:
    """Return the indexes of the filled lines that may be the table's: up to a bullet, a note, a unit, another table."""
    body: list[int] = []
    for index in range(start, len(lines)):
        text = lines[index].strip()
        if not text or (_PAGE.match(text) and "-" in text):
            continue
        if "\t" in text or "|" in text or _BULLET.match(text) or _UNIT.match(text) or len(text) > 120:
            break
        body.append(index)
    return body


def _tokens(text: str) -> list[str]:
    return _SPACED.sub(lambda match: match.group().replace(" ", ""), text.strip()).split()


def _figures(line: str) -> int:
    """Return how many figures a row ends in; 0 for a line without label or without figures."""
    tokens = _tokens(line)
    count = 0
    while count < len(tokens) and _VALUE.match(tokens[-1 - count]):
        count += 1
    if count == len(tokens) or count < LEAST_FIGURES or all(not token[-1:].isdigit() for token in tokens[-count:]):
        return 0
    return count


def _head(above: Sequence[tuple[int, str]], width: int) -> dict[int, tuple[str, ...]] | None:
    """Return the header's rows by line, for a label and `width` figures; None when the words do not make that many.

    A word alone over a line of several is their common head.
    """
    words = [(index, _tokens(text)) for index, text in above]
    if any(_NOT_HEAD.search(text) or len(text) > 60 for _, text in above):
        return None
    flat = [word for _, tokens in words for word in tokens]
    line = words[-1][0] + 1
    if len(flat) == width + 1:
        return {line: tuple(flat)}
    if len(flat) != width + 2 or len(words) < 2 or len(words[-1][1]) < 2 or len(words[-2][1]) != 1:
        return None
    parts = words[-1][1]
    outer = flat[: -len(parts) - 1]
    group = words[-2][1][0]
    top = (*outer, group, *[""] * (len(parts) - 1))
    return {words[-2][0] + 1: top, line: (*[""] * len(outer), *parts)}


def _rows(lines: Sequence[str], body: Sequence[int], width: int) -> dict[int, tuple[str, ...]]:
    """Return the rows by line; a line without figures begins the label of the next."""
    rows: dict[int, tuple[str, ...]] = {}
    begun: list[int] = []
    for index in body:
        text = lines[index].strip()
        tokens = _tokens(text)
        count = _figures(text)
        if count < width:
            if _GROUP.match(text) and not begun:
                rows[index + 1] = (text, *[""] * width)
            elif count or len(begun) >= 2 or len(text) > LONGEST_LABEL or not _LABEL.search(text):
                break
            else:
                begun.append(index)
            continue
        label = " ".join([*(lines[i].strip() for i in begun), *tokens[:-width]])
        begun = []
        rows[index + 1] = (label, *tokens[-width:])
    while rows and not any(rows[max(rows)][1:]):
        del rows[max(rows)]
    return rows
