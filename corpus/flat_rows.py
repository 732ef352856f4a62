"""Rows of a flattened table: label lines, then one line that ends in the figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from corpus.flat_headers import Header
from corpus.flat_lines import FlatLine, Joiner

_VALUE = re.compile(r"^(?:[△▲−-]?\d[\d,]*(?:\.\d+)?%?|[-–—]|재배정|신규|미편성|해당없음)$")
_COUNTED = re.compile(r"^(?:[△▲−-]?\d[\d,]*(?:\.\d+)?(?:[가-힣]{1,3}|%p?|㎡|원|식)?|[-–—])$")
_REMARK = re.compile(r"[가-힣·()]{1,6}$")
_FIGURES = 3
"""Fewest figures behind which a word is a remark and no label."""
_TOTAL = re.compile(r"^(?:총|합|소|누)?계$|^총합계$")


@dataclass(frozen=True, slots=True)
class FlatRow:
    """A row: label, the lines of the label, the line of the figures, the figures as printed (None: not printed)."""

    label: str
    label_lines: tuple[int, int]
    line: int
    values: tuple[str | None, ...]
    is_uncertain: bool = False
    """True when values are missing and nothing tells which."""

    @property
    def is_total(self) -> bool:
        """True for a row labelled as a total."""
        return bool(_TOTAL.match(re.sub(r"\s", "", self.label)))

    @property
    def lines(self) -> tuple[int, int]:
        """First and last line of the row."""
        return min(self.label_lines[0], self.line), max(self.label_lines[1], self.line)


def number(text: str | None) -> Decimal | None:
    """Return the figure a table cell prints, or None for words, `-` and blanks."""
    match = re.match(r"^([△▲−-]?)(\d[\d,]*(?:\.\d+)?)", text or "")
    if not match:
        return None
    value = Decimal(match.group(2).replace(",", ""))
    return -value if match.group(1) else value


def split_values(text: str, limit: int, *, counted: bool = False) -> tuple[str, tuple[str, ...]]:
    """Return what stands before the figures at the end of a line, and the figures, at most `limit`.

    With `counted` a figure may carry its counter (`143편`).
    """
    pattern = _COUNTED if counted else _VALUE
    tokens = text.split()
    count = 0
    while count < min(limit, len(tokens)) and pattern.match(tokens[-1 - count]):
        count += 1
    cut = len(tokens) - count
    return " ".join(tokens[:cut]), tuple(tokens[cut:])


def _with_remark(text: str, width: int) -> tuple[str, tuple[str, ...]]:
    """Return label and values of a line whose last value is a short word (`추경`) behind a full row of figures."""
    body, _, word = text.rstrip().rpartition(" ")
    label, values = split_values(body, width - 1)
    if len(values) == width - 1 >= _FIGURES and _REMARK.match(word):
        return label, (*values, word)
    return text, ()


def read_rows(
    lines: Sequence[FlatLine],
    width: int,
    joiner: Joiner,
    *,
    least: int,
    counted: bool = False,
    remarks: bool = False,
) -> tuple[list[FlatRow], int]:
    """Return the rows that the lines hold, and how many lines they take.

    A line with at least `least` figures at its end closes a row; lines without figures before it are its label.
    Label lines after the last row are not taken. With `remarks` the last value may be a word.
    """
    rows: list[FlatRow] = []
    pending: list[FlatLine] = []
    used = 0
    for index, line in enumerate(lines):
        label, values = split_values(line.text, width, counted=counted)
        if not values and remarks:
            label, values = _with_remark(line.text, width)
        if len(values) < least or not (label or pending):
            pending.append(line)
            continue
        parts: list[FlatLine | str] = [*pending, *([label] if label else [])]
        first = pending[0].number if pending else line.number
        last = line.number if label else pending[-1].number
        rows.append(FlatRow(joiner.cell(parts), (first, last), line.number, values))
        pending = []
        used = index + 1
    return rows, used


def place_missing(rows: Sequence[FlatRow], header: Header) -> list[FlatRow]:
    """Return the rows at full width: figures that are not printed become None at the place the arithmetic shows.

    Every way to spread the figures over the columns is tried; the one with most rates and column sums right wins.
    A total row without a figure for the page column is ordinary. A tie leaves the row marked as uncertain.
    """
    size = len(header.columns)
    full = [row for row in rows if len(row.values) == size and not row.is_total]
    sums = [sum((number(row.values[index]) or Decimal(0) for row in full), Decimal(0)) for index in range(size)]
    return [row if len(row.values) == size else _spread(row, header, sums if row.is_total else None) for row in rows]


def _spread(row: FlatRow, header: Header, sums: Sequence[Decimal] | None) -> FlatRow:
    size = len(header.columns)
    pages = [index for index, column in enumerate(header.columns) if column.kind == "page"]
    scored: list[tuple[int, tuple[str | None, ...]]] = []
    for places in combinations(range(size), len(row.values)):
        if row.is_total and any(page in places for page in pages):
            continue
        values: list[str | None] = [None] * size
        for place, value in zip(places, row.values, strict=True):
            values[place] = value
        scored.append((_score(values, header, sums), tuple(values)))
    if not scored:
        return replace(row, values=(*row.values, *[None] * (size - len(row.values))), is_uncertain=True)
    best = max(score for score, _ in scored)
    winners = [values for score, values in scored if score == best]
    return replace(row, values=winners[0], is_uncertain=len(winners) > 1)


def _score(values: Sequence[str | None], header: Header, sums: Sequence[Decimal] | None) -> int:
    numbers = [number(value) for value in values]
    score = 0
    for rate, above, below in header.formulas():
        printed, dividend, divisor = numbers[rate], numbers[above], numbers[below]
        if printed is not None and dividend is not None and divisor:
            score += abs(dividend / divisor * 100 - printed) <= 1
    if sums is not None:
        score += sum(
            1
            for value, total, column in zip(numbers, sums, header.columns, strict=True)
            if column.kind not in ("rate", "page") and value is not None and value == total
        )
    return score


def usual_width(lines: Sequence[FlatLine], limit: int, *, counted: bool = False) -> int:
    """Return the commonest number of figures at the ends of the lines that have any, 0 where none has."""
    counts = Counter(len(split_values(line.text, limit, counted=counted)[1]) for line in lines)
    counts.pop(0, None)
    return max(counts, key=lambda count: (counts[count], count)) if counts else 0
