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
MOST_REMARK = 2
"""Words that may stand behind a row's figures."""
MOST_LABEL_LINES = 2
LONGEST_LABEL = 40
"""Letters of the longest line that begins a row's label."""
_VALUE = re.compile(r"^(?:[△▲−-]?\d[\d,]*(?:\.\d+)?%?|[-–—])$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_SPACED = re.compile(r"(?<![가-힣])((?:[가-힣] +){1,5}[가-힣])(?![가-힣])")
_NOT_HEAD = re.compile(r"[.。:;?!]$|^[○●◦□■▪※*\-·①-⑳]|^(?:\d+|[가-하])[.)]|(?:다|함|임|음)\.?$")
_UNIT = re.compile(r"[(\[<][^()\[\]<>]{0,30}단\s*위\s*[:：][^()\[\]<>]{0,40}[)\]>]$")
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
        table = _table_at(lines, index) if _UNIT.search(lines[index].strip()) else None
        if table is None:
            index += 1
            continue
        found.append(table)
        index = table.last
    return found


def _table_at(lines: Sequence[str], unit: int) -> LooseTable | None:
    """Return the table below the unit line at an index, or None."""
    body = _body(lines, unit + 1)
    found = [row for index in body if (row := _cut(lines[index])) is not None]
    if not found:
        return None
    width, count = max(Counter(len(row.figures) for row in found).items(), key=lambda item: (item[1], item[0]))
    remarks = sum(1 for row in found if row.remark and len(row.figures) == width) > count / 2
    start = next(at for at, index in enumerate(body) if (row := _cut(lines[index])) and len(row.figures) >= width)
    if count < LEAST_ROWS or not 0 < start <= MOST_HEAD_LINES:
        return None
    while start and _GROUP.match(lines[body[start - 1]].strip()):
        start -= 1
    columns = 1 + width + remarks
    above = [(index, lines[index].strip()) for index in body[:start]]
    heads = (_head(above[: len(above) - labels], columns, remarks=remarks) for labels in range(MOST_LABEL_LINES + 1))
    head = next((head for head in heads if head is not None), None)  # the first row's label may stand above it
    if head is None:
        return None
    start = len([index for index in body if index < max(head)])
    used = _rows(lines, body[start:], width, columns)
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
        if "\t" in text or "|" in text or _BULLET.match(text) or _UNIT.search(text) or len(text) > 120:
            break
        body.append(index)
    return body


def _tokens(text: str) -> list[str]:
    return _SPACED.sub(lambda match: match.group().replace(" ", ""), text.strip()).split()


@dataclass(frozen=True, slots=True)
class _Row:
    """A line cut into label, figures and what stands behind them."""

    label: str
    figures: tuple[str, ...]
    remark: str


def _cut(line: str) -> _Row | None:
    """Return a line as a row of figures, or None for one without label or figures, and for a row of years."""
    tokens = _tokens(line)
    end = len(tokens)
    while end and len(tokens) - end < MOST_REMARK and not _VALUE.match(tokens[end - 1]):
        end -= 1
    start = end
    while start and _VALUE.match(tokens[start - 1]):
        start -= 1
    figures = tuple(tokens[start:end])
    if not start or len(figures) < LEAST_FIGURES or not any(figure[-1:].isdigit() for figure in figures):
        return None
    if all(_YEAR.match(figure) for figure in figures):
        return None
    return _Row(" ".join(tokens[:start]), figures, " ".join(tokens[end:]))


def _head(above: Sequence[tuple[int, str]], columns: int, *, remarks: bool) -> dict[int, tuple[str, ...]] | None:
    """Return the header's rows by line; None when the words do not make that many columns.

    A word alone over a line of several is their common head; behind it the word over the remarks may stand alone.
    """
    words = [(index, _tokens(text)) for index, text in above]
    if not words or any(_NOT_HEAD.search(text) or len(text) > 60 for _, text in above):
        return None
    flat = [word for _, tokens in words for word in tokens]
    line = words[-1][0] + 1
    if len(flat) == columns:
        return {line: tuple(flat)}
    last = words[-1][1] if remarks and len(words[-1][1]) == 1 else []
    words = words[:-1] if last else words
    if len(flat) != columns + 1 or len(words) < 2 or len(words[-1][1]) < 2 or len(words[-2][1]) != 1:
        return None
    parts = words[-1][1]
    outer = flat[: len(flat) - len(parts) - len(last) - 1]
    top = (*outer, words[-2][1][0], *[""] * (len(parts) - 1), *last)
    return {words[-2][0] + 1: top, words[-1][0] + 1: (*[""] * len(outer), *parts, *[""] * len(last))}


def _rows(lines: Sequence[str], body: Sequence[int], width: int, columns: int) -> dict[int, tuple[str, ...]]:
    """Return the rows by line; a line without figures begins the label of the next."""
    rows: dict[int, tuple[str, ...]] = {}
    begun: list[str] = []
    for index in body:
        text = lines[index].strip()
        row = _cut(text)
        if row is None or len(row.figures) < width:
            if _GROUP.match(text) and not begun:
                rows[index + 1] = (text, *[""] * (columns - 1))
                continue
            too_long = len(begun) >= MOST_LABEL_LINES or len(text) > LONGEST_LABEL
            if row is not None or too_long or not _LABEL.search(text):
                break
            begun.append(text)
            continue
        tokens = row.label.split()
        extra = row.figures[: len(row.figures) - width]
        label = " ".join([*begun, *tokens, *extra])
        begun = []
        rows[index + 1] = (label, *row.figures[-width:], *([row.remark] if columns > width + 1 else []))
    while rows and not any(rows[max(rows)][1:]):
        del rows[max(rows)]
    return rows
