"""Pipe tables and tables fallen apart as tab separated lines, line for line: one reader for all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.aligned import find_aligned
from corpus.counted import find_counted
from corpus.dashed import find_dashed
from corpus.entries import find_entries
from corpus.lettered import find_lettered
from corpus.loose import LooseTable, find_loose
from corpus.loose_pairs import find_pairs
from corpus.outlined import find_outlined
from corpus.ruled import find_ruled
from corpus.slashed import find_slashed
from corpus.spaced import find_spaced
from corpus.summed import find_summed
from corpus.worded import find_worded

FINDERS = (
    find_slashed,
    find_outlined,
    find_lettered,
    find_aligned,
    find_pairs,
    find_counted,
    find_loose,
    find_summed,
    find_spaced,
    find_worded,
    find_entries,
)
"""The readers of tables without tabs, the surest first; what one takes, the next ones leave alone."""
_DIVIDER = re.compile(r"^\s*\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)+\|?\s*$")
_CLOSED = re.compile(r"^\s*\|.*\|\s*$")
CLOSED_ROWS = 2
"""Rows between pipes from which on they are a table."""
_GOES_ON = re.compile(r"\s{6,}\([^()\s]*\d[^()\s]*\)\s*$")
_PIPE = re.compile(r"(?<!\\)\|")
_REFERENCE = re.compile(r"\[\^[^\]\s]{1,20}\](?!:)")
_DEFINITION = re.compile(r"^\[\^([^\]\s]{1,20})\]:\s*")


def as_tabs(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the lines with the rows of pipe tables parted by tabs and footnote marks taken out; the count stays.

    A pipe table is known by its divider (`|---|---|`) below the first row, and goes on to the first line
    without a pipe; without a divider by two rows or more that begin and end with a pipe. Lines inside a table that fell
    apart (`loose`) and hold nothing of their own become empty rows.
    """
    plain = [_footnotes(line) for line in lines]
    for index, line in enumerate(plain):
        if index == 0 or not _DIVIDER.match(line) or "|" not in plain[index - 1]:
            continue
        width = len(_fields(plain[index - 1]))
        last = index + 1
        while last < len(plain) and _PIPE.search(plain[last]):
            last += 1
        for row in range(index - 1, last):
            plain[row] = "\t".join(_padded(_fields(plain[row]), width))
    for find in (find_ruled, find_dashed):
        for drawn in find(plain):
            _put(plain, drawn)
    _closed(plain)
    for find in FINDERS:
        for table in find(plain):
            if not _is_cut(plain, table):
                _put(plain, table)
    return tuple(plain)


def _is_cut(lines: Sequence[str], table: LooseTable) -> bool:
    """Tell a table whose last row goes on below it: a figure in brackets stands there alone, in some column."""
    return table.last < len(lines) and _GOES_ON.match(lines[table.last]) is not None


def _put(plain: list[str], table: LooseTable) -> None:
    """Put a table's rows into the lines, in place."""
    empty = "\t" * (len(next(iter(table.rows.values()))) - 1)
    for number in table.head:
        plain[number - 1] = ""
    for number in range(table.first, table.last + 1):
        plain[number - 1] = "\t".join(table.rows[number]) if number in table.rows else empty


def _closed(plain: list[str]) -> None:
    """Part the rows of tables whose lines begin and end with a pipe, in place; short rows are filled on the right."""
    index = 0
    while index < len(plain):
        last = index
        while last < len(plain) and _CLOSED.match(plain[last]):
            last += 1
        rows = [_fields(line) for line in plain[index:last]]
        width = max((len(row) for row in rows), default=0)
        if len(rows) >= CLOSED_ROWS and width > 1:
            plain[index:last] = ["\t".join(_padded(row, width)) for row in rows]
        index = max(last, index + 1)


def _footnotes(line: str) -> str:
    """Return a line without references to footnotes, which would glue digits to figures; a definition is a note."""
    return _REFERENCE.sub("", _DEFINITION.sub(r"\1) ", line)) if "[^" in line else line


def _fields(line: str) -> list[str]:
    body = line.strip()
    body = body[1:] if body.startswith("|") else body
    body = body[:-1] if body.endswith("|") and not body.endswith("\\|") else body
    return [field.strip().replace("\\|", "|") for field in _PIPE.split(body)]


def _padded(fields: list[str], width: int) -> list[str]:
    return [*fields, *[""] * (width - len(fields))] if len(fields) < width else fields
