"""Tables of cells one space apart with a blank line between the rows, with those blank lines taken out.

```
부서명

2025년
최종예산 2026년
예산현액(A) 증 감

보건과 6,284 6,751 467

건강과 14,930 16,208 1,278
```

A text layer that parts all lines by blank ones leaves those of one row of cells together, however often these wrap: the
lines of the header are one line of titles. What it stands for is told like that of any other line (`spaced`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from corpus.outline import heading, item
from corpus.page_marks import PAGE_BREAK

LEAST_ROWS = 3
MOST_HEAD_LINES = 8
LONGEST_LINE = 80
_NO_HEAD = re.compile(r"[\[<【〔※*○●◦□■▪-]|\([^()]*단\s*위")


def closed_up(
    lines: Sequence[str], is_row: Callable[[str], bool], heads_labels: Callable[[str], bool]
) -> tuple[list[str], list[tuple[int, int]]] | None:
    """Return the lines with such tables closed up, and the first and last index each line stood on; None without any.

    `is_row` tells lines that may be rows of figures, `heads_labels` whether a word heads the labels of rows.
    """
    joined: dict[int, tuple[str, int]] = {}
    gone: set[int] = set()
    at = 0
    while at < len(lines):
        last = _last_row(lines, at, is_row)
        if (last - at) // 2 + 1 < LEAST_ROWS:
            at = last + 1
            continue
        gone.update(range(at + 1, last, 2))
        first, head = _head(lines, at, heads_labels)
        if head:
            joined[first] = (head, at - 2)
            gone.add(at - 1)
        at = last + 1
    if not gone:
        return None
    closed: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    while at < len(lines):
        text, last = joined.get(at, (lines[at], at))
        if at not in gone:
            closed.append(text)
            places.append((at, last))
        at = last + 1
    return closed, places


def _last_row(lines: Sequence[str], first: int, is_row: Callable[[str], bool]) -> int:
    """Return the index of the last of the rows that follow one at an index, a blank line between any two."""
    last = first
    if not is_row(lines[first]):
        return last
    while last + 2 < len(lines) and _is_blank(lines[last + 1]) and is_row(lines[last + 2]):
        last += 2
    return last


def _is_blank(line: str) -> bool:
    return not line.strip() and PAGE_BREAK not in line


def _head(lines: Sequence[str], row: int, heads_labels: Callable[[str], bool]) -> tuple[int, str]:
    """Return the index on which the header above a row begins, and its words; none where there is no such header."""
    if not row or not _is_blank(lines[row - 1]):
        return row, ""
    first = _block(lines, row - 2)
    words = " ".join(" ".join(line.split()) for line in lines[first : row - 1])
    if not words:
        return row, ""
    if not heads_labels(words.split()[0]) and first > 1 and _is_blank(lines[first - 1]):
        above = lines[first - 2].strip()
        if _is_head_line(above) and heads_labels(above) and (first < 3 or _is_blank(lines[first - 3])):
            return first - 2, f"{above} {words}"
    return first, words


def _block(lines: Sequence[str], last: int) -> int:
    """Return the index of the first of the lines that end at an index, none blank and none that is no header's."""
    first = last + 1
    while first and last - first + 2 <= MOST_HEAD_LINES and _is_head_line(lines[first - 1]):
        first -= 1
    return first


def _is_head_line(line: str) -> bool:
    text = line.strip()
    if not text or PAGE_BREAK in line or len(text) > LONGEST_LINE or _NO_HEAD.match(text):
        return False
    return item(line) is None and heading(line, alone=False) is None
