"""Tables printed one cell a line whose rows come in groups that begin with their total.

```
분야 / 부문 / 기정액 / 추경안                      (one a line)
환경 / 계 / 60 / 75 / 대기 / 20 / 30 / 하천 / 40 / 45
행정운영경비 / 10 / 10
총계 / 70 / 85
```

The name of a group is printed once, right before its total; the rows below have a label only. Where such a group ends
is told by its sum: the row behind the last of its parts is a group of one row, or the total of all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from corpus.bare import stated_number
from corpus.runs import Field
from corpus.stacked_heads import MOST_HEAD_LINES, is_head
from corpus.stacked_rows import heads_figures, kind
from corpus.text import squash
from corpus.total_names import is_total

LABELS = 2
LEAST_FIGURES = 2
LEAST_PARTS = 2
"""Parts a group must have, so that its total proves something."""

_SHARE = re.compile(r"률|율|비중|구성비|%")
"""Heads of columns that do not add up."""
Rows = tuple[tuple[Field, ...], ...]
_BLANK = Field("", (0, 0))


def totalled(cells: Sequence[Field]) -> Rows | None:
    """Return the header and rows of lines that are a table of groups with their totals first, or None."""
    found = []
    for width in range(LABELS + LEAST_FIGURES, min(MOST_HEAD_LINES, len(cells) - LABELS) + 1):
        head = cells[:width]
        if is_head(head) and _heads_groups([squash(cell.text) for cell in head]):
            added = [at for at in range(LABELS, width) if not _SHARE.search(head[at].text)]
            rows = _rows(cells[width:], width - LABELS, added)
            if rows is not None and _is_closed(rows, added):
                found.append((tuple(head), *rows))
    return found[0] if len(found) == 1 else None


def _heads_groups(heads: Sequence[str]) -> bool:
    """Tell heads of two columns of words and of nothing but figures behind them, all different."""
    words = not any(map(heads_figures, heads[:LABELS]))
    return words and len(set(heads)) == len(heads) and any(map(heads_figures, heads[LABELS:]))


def _rows(cells: Sequence[Field], figures: int, added: Sequence[int]) -> Rows | None:
    """Return lines as rows of a label or a group and its label, and so many figures each; None for other lines."""
    rows: list[tuple[Field, ...]] = []
    at = 0
    while at < len(cells):
        count = next((n for n in range(len(cells) - at) if kind(cells[at + n].text) in ("number", "none")), 0)
        labels, own = cells[at : at + count], cells[at + count : at + count + figures]
        if not 0 < count <= LABELS or len(own) < figures or any(kind(c.text) not in ("number", "none") for c in own):
            return None
        if count == LABELS and (is_total(labels[0].text) or not is_total(labels[1].text)):
            return None  # a label that wraps, or a group without its total
        rows.append((*(labels if count == LABELS else (_BLANK, labels[0])), *own))
        at += count + figures
    return _set_out(rows, added)


def _set_out(rows: Sequence[tuple[Field, ...]], added: Sequence[int]) -> Rows | None:
    """Return rows with the names of those that belong to no group in the first column; None where sums do not close."""
    found: list[tuple[Field, ...]] = []
    left: list[Decimal] | None = None
    for row in rows:
        values = _values(row, added)
        if row[0].text:
            if left is not None and any(left):
                return None
            left = values
        elif left is not None and any(left) and not is_total(row[1].text):
            left = [rest - value for rest, value in zip(left, values, strict=True)]
        elif left is not None and any(left):
            return None
        else:
            row = (row[1], _BLANK, *row[LABELS:])
        found.append(row)
    return tuple(found) if left is not None and not any(left) else None


def _is_closed(rows: Rows, added: Sequence[int]) -> bool:
    """Tell two groups or more, of two parts or more each, and a total of all that is the sum of the outer rows."""
    outer = [at for at, row in enumerate(rows) if row[0].text]
    groups = [(at, end) for at, end in zip(outer, (*outer[1:], len(rows)), strict=True) if rows[at][1].text]
    if len(groups) < LEAST_PARTS or any(end - at <= LEAST_PARTS for at, end in groups):
        return False
    totals = [at for at in outer if is_total(rows[at][0].text)]
    parts = [_values(rows[at], added) for at in outer if at not in totals]
    sums = [sum(column, Decimal(0)) for column in zip(*parts, strict=True)]
    return all(_values(rows[at], added) == sums for at in totals)


def _values(row: Sequence[Field], added: Sequence[int]) -> list[Decimal]:
    return [stated_number(row[at].text) or Decimal(0) for at in added]
