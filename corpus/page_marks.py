"""Page numbers and running lines of a text export: no text of the document, and where a page ends. Plain lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

PAGE_BREAK = "\f"
"""What stands for a line that only numbers or heads a page."""
PAGE_NUMBER = re.compile(r"^\s*[-–—―]\s*\d{1,4}\s*[-–—―]\s*$")
RUNNING = 3
"""How often a line must stand beside a page number to head or foot pages."""
_LONGEST = 60


def without_page_marks(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the lines with page numbers (`- 12 -`) and running heads or feet as PAGE_BREAK; the count stays."""
    marks = [index for index, line in enumerate(lines) if PAGE_NUMBER.match(line)]
    if not marks:
        return tuple(lines)
    beside = [index for mark in marks for index in _beside(lines, mark)]
    counts = Counter(lines[index].strip() for index in beside)
    running = {index for index in beside if counts[lines[index].strip()] >= RUNNING}
    gone = running | set(marks)
    return tuple(PAGE_BREAK if index in gone else line for index, line in enumerate(lines))


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
