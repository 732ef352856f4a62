"""Page numbers and running lines of a text export: no text of the document, and where a page ends. Plain lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.page_count import page_numbers

PAGE_BREAK = "\f"
"""What stands for a line that only numbers or heads a page."""
PAGE_NUMBER = re.compile(r"^\s*[-–—―]\s*\d{1,4}\s*[-–—―]\s*$")
RUNNING = 3
"""Beside how many page numbers in a row, or every second one, a line must stand to head or foot pages."""
MOST_UNNUMBERED = 3
"""Pages from a number to the next one at most: covers have none."""
EVERY_SECOND = 2
_HEADING = re.compile(r"\d{1,2}[.)]|[가-하][.)]|[□■○●◦❍▪◆◇※☞①-⑳(（【\[<〈《*-]|.*단\s*위")
_BARE = re.compile(r"^\s*\d{1,4}\s*$")
_LONGEST = 60


def without_page_marks(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the lines with page numbers (`- 12 -`; `12`) and running heads or feet as PAGE_BREAK; the count stays."""
    marks = [index for index, line in enumerate(lines) if PAGE_NUMBER.match(line)]
    marks = marks or max(_bare_numbers(lines), list(page_numbers(lines)), key=len)
    if not marks:
        return tuple(lines)
    gone = _with_blanks(lines, running_lines(lines, marks) | set(marks))
    return tuple(PAGE_BREAK if index in gone else line for index, line in enumerate(lines))


def past_gap(lines: Sequence[str], index: int) -> int:
    """Return the index behind a blank line, or behind all the lines that part two pages."""
    if PAGE_BREAK not in lines[index]:
        return index + 1
    return next((at for at in range(index, len(lines)) if PAGE_BREAK not in lines[at]), len(lines))


def _with_blanks(lines: Sequence[str], gone: set[int]) -> set[int]:
    """Return indexes with those of the blank lines right beside them: they part pages, no rows or paragraphs."""
    wider = set(gone)
    for index in gone:
        for step in (-1, 1):
            at = index + step
            while 0 <= at < len(lines) and not lines[at].strip():
                wider.add(at)
                at += step
    return wider


def running_lines(lines: Sequence[str], marks: Sequence[int]) -> set[int]:
    """Return the indexes of the lines that head or foot pages: the same beside page numbers in a row.

    A numbered heading is none: where every part of a document has the same, some happen to begin a page.
    """
    beside: dict[str, list[tuple[int, int]]] = {}
    for page, mark in enumerate(marks):
        for index in _beside(lines, mark):
            beside.setdefault(" ".join(lines[index].split()), []).append((page, index))
    running: set[int] = set()
    for text, places in beside.items():
        if not _HEADING.match(text):
            running.update(index for _, index in _in_a_row(places))
    return running


def _in_a_row(places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield those of the (page, index) that belong to at least RUNNING pages in a row, or every second one."""
    row: list[tuple[int, int]] = []
    for place in places:
        if row and place[0] - row[-1][0] > EVERY_SECOND:
            yield from row if len(row) >= RUNNING else ()
            row = []
        row.append(place)
    yield from row if len(row) >= RUNNING else ()


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
