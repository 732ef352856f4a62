"""Text exports with a blank line behind every line: the rows of a table stand apart and still are one table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

LEAST_LINES = 20
"""Lines with text from which on the spacing of a file can be told."""
MOST_TOGETHER = 0.02
"""Share of lines right below another from which on a file is not spaced out."""


def closed_rows(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the lines of a spaced-out file with an empty row for the one blank line between two rows; the count stays.

    Where the file had a blank line of its own, three stand: those are left, and part the tables.
    """
    filled = [index for index, line in enumerate(lines) if line.strip()]
    together = sum(1 for above, below in pairwise(filled) if below == above + 1)
    if len(filled) < LEAST_LINES or together > MOST_TOGETHER * len(filled):
        return tuple(lines)
    closed = list(lines)
    for above, below in pairwise(filled):
        if below == above + 2 and "\t" in lines[above] and "\t" in lines[below] and not lines[above + 1]:
            closed[above + 1] = "\t" * max(lines[above].count("\t"), lines[below].count("\t"))
    return tuple(closed)
