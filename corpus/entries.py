"""Lists in columns of words laid out with spaces, their cells over several lines, as tab separated lines.

```
연번   지적사항                소관 기관      조치계획
 1     안내판이 낡아 글을      시설과         봄까지 모두 바꾸고
       읽기 어려움                            해마다 살핌
```

Every text begins just below a head. Entries are numbered, or a blank line parts each from the next; the first line of
an entry fills its columns, what stands on the lines below goes on the cells above. A list in which one text begins
anywhere else stays text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from corpus.aligned import WIDTHS, spans_of
from corpus.aligned_heads import Span
from corpus.bare import close_up
from corpus.headers import names_columns
from corpus.loose import LooseTable
from corpus.page_marks import PAGE_BREAK
from corpus.text import squash

LEAST_COLUMNS = 3
LEAST_ENTRIES = 3
LONGEST_HEAD = 20
_NUMBER = re.compile(r"^\d{1,3}$")
_NUMBERS = re.compile(r"^(?:연번|순번|번호|순|호)$")
_BULLET = re.compile(r"^\s*(?:[○●◦□■▪※*①-⑳❍]|[-–]\s|<|\[)")


def find_entries(lines: Sequence[str]) -> list[LooseTable]:
    """Return the lists in columns of words, in reading order; lines with tabs or pipes are left alone."""
    found: list[LooseTable] = []
    index = 0
    while index < len(lines):
        table = _table_at(lines, index) if _is_head(lines[index]) else None
        if table is not None:
            found.append(table)
        index = table.last if table is not None else index + 1
    return found


def _is_head(line: str) -> bool:
    """Tell a line of short titles with gaps between."""
    if "\t" in line or "|" in line or _BULLET.match(line):
        return False
    texts = re.split(r" {2,}", close_up(line.strip()))
    short = all(len(text) <= LONGEST_HEAD and not re.search(r"\d", text) for text in texts)
    return len(texts) >= LEAST_COLUMNS and short and names_columns(texts)


def _table_at(lines: Sequence[str], start: int) -> LooseTable | None:
    for width in WIDTHS:
        table = _laid_out(lines, start, width)
        if table is not None:
            return table
    return None


def _laid_out(lines: Sequence[str], start: int, width: Callable[[str], int]) -> LooseTable | None:
    """Return the list below a line of titles, letters reckoned as wide as `width` says, or None."""
    heads = spans_of(lines[start], width)
    if len(heads) < LEAST_COLUMNS:
        return None
    numbered = _NUMBERS.match(squash(heads[0].text)) is not None
    entries: dict[int, list[str]] = {}
    last = start
    parted = True
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if not line.strip() or line == PAGE_BREAK or line.split() == lines[start].split():
            parted = True
            continue
        placed = None if "\t" in line or "|" in line else _placed(spans_of(line, width), heads, numbered=numbered)
        if placed is None or (parted and not _begins(placed, len(heads), len(entries) if numbered else None)):
            if not parted:
                return None
            break
        if parted or (numbered and 0 in placed):
            if not _begins(placed, len(heads), len(entries) if numbered else None):
                return None
            entries[index] = [placed.get(at, "") for at in range(len(heads))]
        else:
            cells = entries[max(entries)]
            if any(not cells[at] for at in placed):
                return None
            cells[:] = [f"{cell} {placed[at]}" if at in placed else cell for at, cell in enumerate(cells)]
        last, parted = index, False
    if len(entries) < LEAST_ENTRIES or not any(last_of - at > 1 for at, last_of in _pairs(entries, last)):
        return None
    rows = {start + 1: tuple(close_up(head.text) for head in heads)}
    rows |= {index + 1: tuple(cells) for index, cells in entries.items()}
    return LooseTable(rows, start + 1, last + 1, ())


def _pairs(entries: dict[int, list[str]], last: int) -> list[tuple[int, int]]:
    starts = list(entries)
    return list(zip(starts, [*starts[1:], last + 1], strict=True))


def _begins(placed: dict[int, str], columns: int, before: int | None) -> bool:
    """Tell the first line of an entry: all columns filled, the last perhaps not, and the number that is next."""
    full = set(range(columns - 1)) <= set(placed)
    return full and (before is None or placed[0] == str(before + 1))


def _placed(spans: Sequence[Span], heads: Sequence[Span], *, numbered: bool) -> dict[int, str] | None:
    """Return the texts of a line by the column whose head begins where they do; a number stands below its head."""
    placed: dict[int, str] = {}
    for span in spans:
        at = next((at for at, head in enumerate(heads) if abs(span.left - head.left) <= 1), None)
        if numbered and _NUMBER.match(span.text) and heads[0].left <= span.left <= heads[0].right:
            at = 0
        elif numbered and at == 0:
            return None
        if at is None or at in placed:
            return None
        placed[at] = span.text
    return placed
