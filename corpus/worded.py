"""Tables whose titles are printed one a line and whose rows one a line, a word each cell, as tab separated lines.

```
장터
고장
길이(km)
사업비
준공

가람 북구 4.2 138 ’31.6.
```

All rows have just as many words as there are titles, and what stands in a column is alike: figures, times, words. A
total may lack cells where sums leave one way to place its figures. Else the lines stay text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from corpus.bare import close_up, stated_number
from corpus.loose import LooseTable
from corpus.loose_heads import wrapped_titles
from corpus.page_marks import PAGE_BREAK
from corpus.runs import Field
from corpus.stacked_heads import is_head
from corpus.stacked_rows import kind
from corpus.text import squash
from corpus.total_names import is_total

LEAST_ROWS = 3
LEAST_COLUMNS = 4
LEAST_FIGURES = 2
MOST_HEAD_LINES = 14
_GAP = re.compile(r"\S {2,}\S")
_COUNTED = re.compile(r"^\d[\d,]*(?:개소|곳|건|개|명|종|동|교)$")
_OTHER = re.compile(r"[\t|]| / |^\s*(?:[○●◦□■▪※*①-⑳\[<]|-\s)")

Row = tuple[str, ...]


def find_worded(lines: Sequence[str]) -> list[LooseTable]:
    """Return the tables of titles one a line over rows of a word a cell, in reading order."""
    found: list[LooseTable] = []
    index = 0
    while index < len(lines):
        table = _table_at(lines, index)
        if table is not None:
            found.append(table)
        index = table.last if table is not None else index + 1
    return found


def _table_at(lines: Sequence[str], start: int) -> LooseTable | None:
    """Return the table whose first title stands at an index, below a blank line, or None."""
    if start and lines[start - 1].strip():
        return None
    end = start
    while end < min(len(lines), start + MOST_HEAD_LINES) and lines[end].strip() and not _OTHER.search(lines[end]):
        end += 1
    titles = wrapped_titles([line.strip() for line in lines[start:end]]) if end - start >= LEAST_COLUMNS else []
    if len(titles) < LEAST_COLUMNS or not is_head([Field(title, (start + 1, end)) for title in titles]):
        return None
    rows, total = _rows(lines, end, len(titles))
    kinds = [_kind([row[at] for row in rows.values()]) for at in range(len(titles))] if rows else []
    if len(rows) < LEAST_ROWS or None in kinds or kinds.count("number") < LEAST_FIGURES or kinds[0] != "text":
        return None
    if len({row[0] for row in rows.values()}) < len(rows) or kinds.count("text") == 1:
        return None  # with one column of words it is for the reader of loose figures to tell
    table = {end: tuple(titles)} | rows
    if total is not None:
        last = _placed(total[1], list(rows.values()), kinds)
        if last is None:
            return None
        table[total[0]] = last
    return LooseTable(table, start + 1, max(table), ())


def _rows(lines: Sequence[str], start: int, count: int) -> tuple[dict[int, Row], tuple[int, Row] | None]:
    """Return the rows by the number of their line, and the shorter one of a total that ends them; {} for none told."""
    rows: dict[int, Row] = {}
    for index in range(start, len(lines)):
        text = lines[index].strip()
        if not text:
            continue
        words = tuple(close_up(text).split())
        if PAGE_BREAK in text or _OTHER.search(lines[index]) or text.startswith("(") or _GAP.search(close_up(text)):
            break
        if len(words) == count:
            rows[index + 1] = words
        elif is_total(squash(words[0])) and len(words) > 1:
            return rows, (index + 1, words)
        else:
            return ({}, None) if sum(kind(word) == "number" for word in words) > 1 else (rows, None)
    return rows, None


def _kind(texts: Sequence[str]) -> str | None:
    """Return what all cells of a column are: figures, times or words, marks for nothing aside; None for several."""
    kinds = {"date" if kind(text) == "year" else kind(text) for text in texts} - {"none"}
    return kinds.pop() if len(kinds) == 1 else None


def _placed(words: Sequence[str], rows: Sequence[Row], kinds: Sequence[str | None]) -> Row | None:
    """Return a total's words in their columns: its figures where they are sums, a count of rows beside its name."""
    row = [words[0], *[""] * (len(kinds) - 1)]
    figures = list(words[1:])
    if kinds[1] == "text" and _COUNTED.match(figures[0]) and stated_number(figures[0]) == len(rows):
        row[1] = figures.pop(0)
    sums = {
        at: sum((stated_number(each[at]) or Decimal(0) for each in rows), Decimal(0))
        for at, form in enumerate(kinds)
        if form == "number"
    }
    values = [stated_number(figure) for figure in figures]
    ways = [
        way
        for way in combinations(sums, len(values))
        if all(sums[at] == value for at, value in zip(way, values, strict=True))
    ]
    if len(ways) != 1:
        return None
    for at, figure in zip(ways[0], figures, strict=True):
        row[at] = figure
    return tuple(row)
