"""Tables whose columns are told by a line of dashes below the head, as tab separated lines, line for line.

```
  구분        2031년   2032년
  ----------- -------- --------
  도로 정비   1,200    1,500
  하천 정비   800      700
```

Each run of dashes is a column; a text that does not stand within one leaves the lines as they are. The rows end at a
blank line, or where another line of dashes closes the table: then blank lines part the rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from corpus.aligned import WIDTHS
from corpus.headers import header_count
from corpus.loose import LooseTable

MOST_HEAD_LINES = 3
LEAST_ROWS = 2
_DASHES = re.compile(r"^\s*-{2,}(?:\s+-{2,})+\s*$")
_CLOSING = re.compile(r"^\s*-{3,}\s*$")


def find_dashed(lines: Sequence[str]) -> list[LooseTable]:
    """Return the tables with a line of dashes below their heads, in reading order; lines with tabs are left alone."""
    found: list[LooseTable] = []
    for index, line in enumerate(lines):
        if _DASHES.match(line) and not (found and index < found[-1].last):
            table = _table(lines, index)
            found += [table] if table is not None else []
    return found


def _table(lines: Sequence[str], rule: int) -> LooseTable | None:
    top = rule
    while top and lines[top - 1].strip() and not _CLOSING.match(lines[top - 1]):
        top -= 1
    closed = bool(top) and _CLOSING.match(lines[top - 1]) is not None
    ends = (
        at for at in range(rule + 1, len(lines)) if (_CLOSING.match(lines[at]) if closed else not lines[at].strip())
    )
    end = next(ends, len(lines))
    if not 0 < rule - top <= MOST_HEAD_LINES or any("\t" in line for line in lines[top:end]):
        return None
    for width in WIDTHS:
        heads = [_cut(lines[index], lines[rule], width) for index in range(top, rule)]
        rows = {index: _cut(lines[index], lines[rule], width) for index in range(rule + 1, end)}
        told = {index: row for index, row in rows.items() if row is not None}
        if None in heads or len(told) < len(rows):
            continue
        table = {index + 1: cells for index, cells in zip(range(top, rule), heads, strict=True) if cells}
        table |= {index + 1: cells for index, cells in _joined(told, closed=closed).items()}
        headed = header_count([list(row) for row in table.values()])
        return LooseTable(table, top + 1, end, ()) if headed and len(table) - len(heads) >= LEAST_ROWS else None
    return None


def _cut(line: str, rule: str, width: Callable[[str], int]) -> tuple[str, ...] | None:
    """Return the texts of a line within the runs of dashes, or None where one stands across a gap between them."""
    spans = [match.span() for match in re.finditer(r"-+", rule)]
    texts = [""] * len(spans)
    place = 0
    for letter in line:
        at = next((at for at, (first, last) in enumerate(spans) if first <= place < last), None)
        if at is not None:
            texts[at] += letter
        elif not letter.isspace():
            return None
        place += width(letter)
    return tuple(text.strip() for text in texts)


def _joined(rows: dict[int, tuple[str, ...]], *, closed: bool) -> dict[int, tuple[str, ...]]:
    """Return the rows with the lines between blank ones as one where a table is closed; empty ones left out."""
    if not closed:
        return {index: row for index, row in rows.items() if any(row)}
    joined: dict[int, tuple[str, ...]] = {}
    first: int | None = None
    for index, row in rows.items():
        if not any(row):
            first = None
        elif first is None:
            first, joined[index] = index, row
        else:
            pairs = zip(joined[first], row, strict=True)
            joined[first] = tuple(" ".join(filter(None, pair)) for pair in pairs)
    return joined
