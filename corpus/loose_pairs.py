"""Rows of two names printed with the outer one only once, as tab separated lines again, line for line.

```
시군 구분 2029 2030
햇살시 인구(명) 120 130
고령화율(%) 18.0 19.0
달빛군 인구(명) 40 41
고령화율(%) 30.1 31.0
```

The titles name two columns more than there are figures in a row. Where the names of the rows return in rounds, what
stands before the first name of each round is the outer one. Else the lines stay text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.bare import close_up, is_bare_value
from corpus.loose import LooseTable, heads_labels
from corpus.loose_heads import proved_by_sums
from corpus.page_marks import PAGE_BREAK

LEAST_FIGURES = 2
LEAST_ROUNDS = 2
MOST_ROUND = 8
"""Rows of a round."""
_INNER = re.compile(r"^(?:구분|항목|지표|내역|유형|종류|분야|성별|연령|재원|연도)별?$")
"""Titles of the inner names."""


@dataclass(frozen=True, slots=True)
class _Row:
    index: int
    names: tuple[str, ...]
    figures: tuple[str, ...]


def find_pairs(lines: Sequence[str]) -> list[LooseTable]:
    """Return such tables in reading order; lines with tabs or pipes are left alone."""
    found: list[LooseTable] = []
    index = 0
    while index < len(lines):
        table = _table_at(lines, index)
        if table is not None:
            found.append(table)
        index = table.last if table is not None else index + 1
    return found


def _table_at(lines: Sequence[str], start: int) -> LooseTable | None:
    titles = close_up(lines[start].strip()).split()
    width = len(titles) - 2
    if width < LEAST_FIGURES or not heads_labels(lines, start) or not _INNER.match(titles[1]):
        return None
    rows = _rows(lines, start + 1, width)
    size = next((size for size in range(2, MOST_ROUND + 1) if _are_rounds(rows, size)), None)
    paths = [("", title) for title in titles[1:]]
    if size is None or proved_by_sums(paths, [row.figures for row in rows]) is False:
        return None
    inner = [" ".join(row.names) for row in rows[:size]]
    inner[0] = _common_end([row.names for row in rows[::size]])
    cells = {start + 1: tuple(titles)}
    for at, row in enumerate(rows):
        name = " ".join(row.names)
        outer = "" if at % size else name[: len(name) - len(inner[0])].strip()
        cells[row.index + 1] = (outer, inner[at % size], *row.figures)
    return LooseTable(cells, start + 1, rows[-1].index + 1, ())


def _rows(lines: Sequence[str], start: int, width: int) -> list[_Row]:
    """Return the lines of names and as many figures as there are titles for; blank ones may stand between."""
    rows: list[_Row] = []
    for index in range(start, len(lines)):
        words = close_up(lines[index].strip()).split() if lines[index] != PAGE_BREAK else []
        if not words:
            continue
        names, figures = tuple(words[:-width]), tuple(words[-width:])
        if not names or is_bare_value(names[-1]) or not all(map(is_bare_value, figures)):
            break
        rows.append(_Row(index, names, figures))
    return rows


def _are_rounds(rows: Sequence[_Row], size: int) -> bool:
    """Tell whether the names return in rounds of a size, each begun by an outer name of its own."""
    if len(rows) < size * LEAST_ROUNDS or len(rows) % size:
        return False
    names = [row.names for row in rows]
    again = all(len(set(names[at::size])) == 1 for at in range(1, size))
    end = _common_end(names[::size])
    outer = {" ".join(name)[: len(" ".join(name)) - len(end)].strip() for name in names[::size]}
    inner = {end, *(" ".join(name) for name in names[1:size])}
    return again and bool(end) and "" not in outer and len(outer) == len(rows) // size and len(inner) == size


def _common_end(names: Sequence[Sequence[str]]) -> str:
    """Return the words all names end with."""
    count = 0
    while count < min(map(len, names)) and len({name[len(name) - count - 1] for name in names}) == 1:
        count += 1
    return " ".join(names[0][len(names[0]) - count :]) if count else ""
