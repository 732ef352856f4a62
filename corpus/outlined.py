"""Budgets laid out as an outline: labels set in by their level over figures in columns, and how they are reckoned.

```
                              2031년      2030년      증감
문화과                         1,500       1,400        100
  도서관 운영                    900         850         50
    201-01 사무관리비            900         850         50
      ○ 안내문 인쇄     300원×3,000부 = 900천원
  축제                           600         550         50
```

Each level of labels becomes a column of its own; what stands below a row on how its amount is reckoned becomes a field
behind it. A table is taken only where what a label holds adds up to its own figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.aligned import WIDTHS, fields, from_first_rows, head_lines, is_row, number_of, spans_of
from corpus.aligned_heads import Span, named_columns
from corpus.aligned_rows import columns_of
from corpus.loose import LooseTable

MOST_LEVELS = 6
LEAST_PROOFS = 2
"""Rows whose figures must be the sum of those set in below them."""
_REMARK = re.compile(r"^(?:[○◦o·▪\-–]\s|[(（]|(?:국|도|시|군|구|시군|자)(?:비|고)?\s+[\d,]+)")
"""How a line begins that tells how the amount above is reckoned, or from which purse it comes."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the outline: its label's first letter, its fields; a remark has one field only."""

    line: int
    left: int
    texts: tuple[str, ...]

    @property
    def is_remark(self) -> bool:
        """True for a line on how the row above is reckoned."""
        return len(self.texts) == 1


def find_outlined(lines: Sequence[str]) -> list[LooseTable]:
    """Return the outlines of figures in reading order; lines with tabs or pipes are left alone."""
    return from_first_rows(lines, _table_at)


def _table_at(lines: Sequence[str], start: int) -> LooseTable | None:
    head = head_lines(lines, start)
    if not head:
        return None
    for width in WIDTHS:
        rows = _rows(lines, start, width)
        full = [row for row in rows if not row.is_remark]
        lefts = sorted({row.left for row in full})
        if not 2 <= len(lefts) <= MOST_LEVELS or len(full) == len(rows) or not _is_proved(full):
            continue
        columns = columns_of([fields(lines[row.line], width) for row in full])
        named = columns and named_columns([spans_of(lines[index], width) for index in head], columns)
        if named:
            return _table(head, named, rows, lefts)
    return None


def _rows(lines: Sequence[str], start: int, width: Callable[[str], int]) -> list[_Row]:
    """Return the rows and remarks from a line on, up to what is neither; blank lines may stand between."""
    rows: list[_Row] = []
    count = 0
    for index in range(start, len(lines)):
        line = lines[index]
        if not line.strip():
            continue
        spans: list[Span] = fields(line, width)
        if is_row(line) and (not rows or len(spans) == count):
            rows.append(_Row(index, spans[0].left, tuple(span.text for span in spans)))
            count = len(spans)
        elif rows and _REMARK.match(line.strip()) and spans[0].left > rows[-1].left - (2 if rows[-1].is_remark else 0):
            rows.append(_Row(index, spans[0].left, (re.sub(r"\s+", " ", line.strip()),)))
        else:
            break
    return rows


def _is_proved(rows: Sequence[_Row]) -> bool:
    """Tell whether the rows set in below others add up to them, all but the last ones a page may cut."""
    values = [[number_of(text) or Decimal(0) for text in row.texts[1:]] for row in rows]
    proofs = 0
    for at, row in enumerate(rows):
        last = next((i for i in range(at + 1, len(rows)) if rows[i].left <= row.left), None)
        within = rows[at + 1 : last]
        if not within:
            continue
        level = within[0].left
        children = [values[at + 1 + i] for i, child in enumerate(within) if child.left == level]
        if any(child.left < level for child in within):
            return False
        if [sum(column, Decimal(0)) for column in zip(*children, strict=True)] == values[at]:
            proofs += 1
        elif last is not None:
            return False
    return proofs >= LEAST_PROOFS


def _table(
    head: Sequence[int], named: Sequence[Sequence[str]], rows: Sequence[_Row], lefts: Sequence[int]
) -> LooseTable:
    """Return the outline with a column for each level of labels, the figures and a last one for remarks."""
    blank = [""] * (len(lefts) - 1)
    cells = {i + 1: (texts[0], *blank, *texts[1:], "") for i, texts in zip(head, named, strict=True) if any(texts)}
    last = max(cells)
    cells[last] = (*cells[last][:-1], BELOW)
    for row in rows:
        if row.is_remark:
            cells[row.line + 1] = (*[""] * (len(lefts) + len(named[0]) - 1), row.texts[0])
        else:
            at = lefts.index(row.left)
            labels = [row.texts[0] if level == at else "" for level in range(len(lefts))]
            cells[row.line + 1] = (*labels, *row.texts[1:], "")
    return LooseTable(cells, head[0] + 1, rows[-1].line + 1, ())


BELOW = "(아래 적힌 내역)"
"""Stands over the remarks, in brackets as no page prints it: an empty head would be taken for one that is covered."""
