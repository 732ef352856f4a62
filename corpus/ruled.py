"""Tables drawn with lines of letters, as tab separated lines, line for line.

```
+--------+------+      ┌────────┬──────┐       구분 | 예산
| 구분   | 예산 |      │ 구분   │ 예산 │      ------+-----
+========+======+      ├────────┼──────┤       도로 | 10
| 도로   | 10   |      │ 도로   │ 10   │       하천 | 20
+--------+------+      └────────┴──────┘
```

What stands between two bars is a cell; a cell that spans columns stands in the first of them. Lines between two rules
are one row where rules part the rows, and a row each where rules only set off the head. A drawing with rules across
some columns only stays text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from corpus.aligned import WIDTHS
from corpus.headers import header_count
from corpus.loose import LooseTable

LEAST_ROWS = 2
_CORNERS = "+┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛┠┨┯┷"
_DASHES = "-=─━═"
_CORNER, _DASH = f"[{re.escape(_CORNERS)}]", f"[{re.escape(_DASHES)}]"
_RULE = re.compile(rf"^\s*{_CORNER}?{_DASH}+(?:{_CORNER}{_DASH}+)*{_CORNER}?\s*$")
_BAR = re.compile(r"[|│┃║]")
_PARTLY = re.compile(rf"{_CORNER}{_DASH}{{2}}|{_DASH}{{2}}{_CORNER}")

Cells = list[tuple[int, str]]
"""The texts between bars with the place of the bar before them."""


def find_ruled(lines: Sequence[str]) -> list[LooseTable]:
    """Return the tables drawn with rules and bars, in reading order; lines with tabs are left alone."""
    found: list[LooseTable] = []
    index = 0
    while index < len(lines):
        last = index
        while last < len(lines) and (_is_rule(lines[last]) or _has_bars(lines[last])):
            last += 1
        whole = last - index > LEAST_ROWS and not any(map(_is_partly_ruled, lines[index:last]))
        table = _table(lines, index, last) if whole else None
        if table is not None:
            found.append(table)
        index = max(last, index + 1)
    return found


def _is_rule(line: str) -> bool:
    return bool(_RULE.match(line)) and any(letter in _CORNERS for letter in line)


def _has_bars(line: str) -> bool:
    return "\t" not in line and _BAR.search(line) is not None


def _is_partly_ruled(line: str) -> bool:
    """Tell a line with a rule across some columns and texts or nothing in others."""
    return not _is_rule(line) and _PARTLY.search(line) is not None


def _table(lines: Sequence[str], start: int, end: int) -> LooseTable | None:
    """Return the table of rules and rows from one index to another (not included), or None."""
    sections: list[list[int]] = [[]]
    for index in range(start, end):
        if _is_rule(lines[index]):
            sections.append([])
        else:
            sections[-1].append(index)
    sections = [section for section in sections if section]
    if len(sections) < LEAST_ROWS:
        return None
    for width in WIDTHS:
        cells = {index: _cells(lines[index], width) for section in sections for index in section}
        rows = _rows(sections, cells)
        if rows is not None and header_count([list(row) for row in rows.values()]):
            return LooseTable(rows, start + 1, end, ())
    return None


def _cells(line: str, width: Callable[[str], int]) -> Cells:
    """Return the texts of a line between its bars; one without an outer bar begins at the left end."""
    cells: Cells = []
    bars = [match.start() for match in _BAR.finditer(line)]
    starts = bars if not line[: bars[0]].strip() else [-1, *bars]
    for first, last in zip(starts, [*starts[1:], len(line)], strict=True):
        if first == starts[-1] and not line[first + 1 :].strip() and first in bars and starts == bars:
            break
        cells.append((sum(map(width, line[: max(first, 0)])), line[first + 1 : last].strip()))
    return cells


def _rows(sections: Sequence[Sequence[int]], cells: dict[int, Cells]) -> dict[int, tuple[str, ...]] | None:
    """Return the rows by line, all of one width; None where bars do not stand below one another."""
    most = max(cells.values(), key=len)
    places = [place for place, _ in most]
    even = all(len(row) == len(most) for row in cells.values())
    if len(most) < LEAST_ROWS or not (even or all(place in places for row in cells.values() for place, _ in row)):
        return None
    grids = {index: [text for _, text in row] if even else _spread(row, places) for index, row in cells.items()}
    parted = len(sections) > LEAST_ROWS
    rows: dict[int, tuple[str, ...]] = {}
    for number, section in enumerate(sections):
        groups = [section] if parted else [[index] for index in section]
        if not parted and not number and len(section) > 1:
            below = zip(grids[section[0]], grids[section[1]], strict=True)
            inner = any(second and not first for first, second in below)
            groups = groups if inner else [section]
        elif not parted and any(_may_go_on(grids[index]) for index in section):
            return None
        for group in groups:
            columns = zip(*(grids[index] for index in group), strict=True)
            rows[group[0] + 1] = tuple(" ".join(filter(None, column)) for column in columns)
    return rows if len(rows) >= LEAST_ROWS else None


def _may_go_on(row: Sequence[str]) -> bool:
    """Tell a line that may be the rest of the cells above it: its first cell is empty, and so are most others."""
    return not row[0] and sum(map(bool, row)) * 2 < len(row)


def _spread(row: Cells, places: Sequence[int]) -> list[str]:
    """Return the texts of a row below the bars of the widest one, a spanned column empty."""
    texts = dict(row)
    return [texts.get(place, "") for place in places]
