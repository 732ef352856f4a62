"""Page numbers and running lines of a text export: no text of the document, and where a page ends. Plain lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

PAGE_BREAK = "\f"
"""What stands for a line that only numbers or heads a page."""
PAGE_NUMBER = re.compile(r"^\s*[-–—―]\s*\d{1,4}\s*[-–—―]\s*$")
RUNNING = 3
"""How often a line must stand beside a page number to head or foot pages."""
MOST_UNNUMBERED = 3
"""Pages from a number to the next one at most: covers have none."""
_BARE = re.compile(r"^\s*\d{1,4}\s*$")
_LONGEST = 60


def without_page_marks(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the lines with page numbers (`- 12 -`; `12`) and running heads or feet as PAGE_BREAK; the count stays."""
    marks = [index for index, line in enumerate(lines) if PAGE_NUMBER.match(line)] or _bare_numbers(lines)
    if not marks:
        return tuple(lines)
    beside = [index for mark in marks for index in _beside(lines, mark)]
    counts = Counter(lines[index].strip() for index in beside)
    running = {index for index in beside if counts[lines[index].strip()] >= RUNNING}
    gone = running | set(marks)
    return tuple(PAGE_BREAK if index in gone else line for index, line in enumerate(lines))


def _bare_numbers(lines: Sequence[str]) -> list[int]:
    """Return the lines of nothing but a number that are page numbers: apart from all others, and counting the pages."""
    apart = [
        index
        for index, line in enumerate(lines)
        if _BARE.match(line) and not _text(lines[max(index - 1, 0) : index]) and not _text(lines[index + 1 : index + 3])
    ]
    counts = [int(lines[index]) for index in apart]
    steps = [after - before for before, after in pairwise(counts)]
    return apart if len(apart) >= RUNNING and all(0 < step <= MOST_UNNUMBERED for step in steps) else []


def _text(lines: Sequence[str]) -> bool:
    return any(line.strip() for line in lines)


def _beside(lines: Sequence[str], mark: int) -> list[int]:
    """Return the nearest lines with text above and below a page number, short ones without fields only."""
    found = []
    for step in (-1, 1):
        index = mark + step
        while 0 <= index < len(lines) and not lines[index].strip():
            index += step
        if 0 <= index < len(lines) and len(lines[index]) <= _LONGEST and "\t" not in lines[index]:
            found.append(index)
    return found
