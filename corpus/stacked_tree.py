"""Budgets printed one cell a line whose rows name only their own level: the levels come back from the sums.

The header names a column for each level (unit, project, item), but a row prints just one of these names and then its
figures. Each row above the innermost level is the sum of the rows right below it, in every column; where that leaves
one way to set the rows in levels, it is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from corpus.amounts import read_amount
from corpus.runs import Field
from corpus.stacked_rows import kind

LEAST_LEVELS = 2
MOST_LEVELS = 4
LEAST_INNER = 4
"""Rows of the innermost level from which on sums prove the levels."""
MOST_ROWS = 300
MOST_STEPS = 2000
Vector = tuple[Decimal, ...]


def nested_rows(rows: Sequence[Sequence[Field]], figures: int, levels: int) -> tuple[tuple[Field, ...], ...] | None:
    """Return rows of one name each with the name in the column of its level, or None where sums do not tell.

    `rows` hold a name, `figures` figures and what stands behind them; `levels` columns name the levels.
    """
    vectors = [_vector(row[1 : 1 + figures]) for row in rows]
    if len(rows) > MOST_ROWS or any(vector is None for vector in vectors):
        return None
    found = _levels([vector for vector in vectors if vector is not None], levels)
    if found is None or sum(1 for level in found if level == levels - 1) < LEAST_INNER:
        return None
    blank = Field("", (0, 0))
    return tuple(
        (*[blank] * max(level, 0), row[0], *[blank] * (levels - 1 - max(level, 0)), *row[1:])
        for level, row in zip(found, rows, strict=True)
    )


def _vector(cells: Sequence[Field]) -> Vector | None:
    """Return a row's figures; a mark for nothing is zero, and a row of nothing but such marks proves nothing."""
    values = [read_amount(cell.text, unit="천원") for cell in cells]
    if any(value is None and kind(cell.text) != "none" for value, cell in zip(values, cells, strict=True)):
        return None
    return tuple(value.value if value is not None else Decimal(0) for value in values) if any(values) else None


def _levels(vectors: Sequence[Vector], levels: int) -> list[int] | None:
    """Return each row's level (0 outermost, -1 for a row over all others) where one way has every sum close."""
    found: list[list[int]] = []
    steps = [0]
    for first in (-1, 0):
        for way in _ways(vectors, [first], levels - 1, steps):
            found.append(way)
            if len(found) > 1:
                return None
    return found[0] if found and steps[0] < MOST_STEPS else None


def _ways(vectors: Sequence[Vector], begun: list[int], inner: int, steps: list[int]) -> Iterator[list[int]]:
    """Yield every way to go on with the levels begun; `inner` is the innermost level, where rows have none below."""
    stack = [begun]
    while stack and steps[0] < MOST_STEPS:
        steps[0] += 1
        way = stack.pop()
        last = way[-1]
        if len(way) == len(vectors):
            if last == inner and _closes(vectors, way, min(way[0], 0), end=True):
                yield way
            continue
        options = [last + 1] if last < inner else list(range(max(way[0], 0), inner + 1))
        stack += [[*way, level] for level in options if level > last or _closes(vectors, way, level, end=False)]


def _closes(vectors: Sequence[Vector], way: Sequence[int], level: int, *, end: bool) -> bool:
    """Tell whether every row that ends here, because a row of `level` follows, is the sum of the rows below it."""
    for depth in range(level, way[-1]):
        if depth < 0 and not end:
            continue
        at = max((index for index, other in enumerate(way) if other == depth), default=None)
        if at is None:
            continue
        below = [vectors[index] for index in range(at + 1, len(way)) if way[index] == depth + 1]
        if tuple(sum(column, Decimal(0)) for column in zip(*below, strict=True)) != vectors[at]:
            return False
    return True
