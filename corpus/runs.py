"""Runs of tab separated lines: the fields of a table as printed, each with the line it stands on. Plain values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.label_paths import Rows
from corpus.text import clean_cell

Span = tuple[int, int]

_LATIN_AI = re.compile(r"(?<![A-Za-z])Al(?![a-z])")
"""`Al` where AI is meant: a slip of character recognition, safe where no letter touches it."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field and the lines it was printed on."""

    text: str
    lines: Span

    @property
    def is_empty(self) -> bool:
        """True for a field without text: really empty, or covered by a merged cell."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Run:
    """The rows of one table, what was mended, and the pieces it was joined from (first and last line each)."""

    rows: tuple[tuple[Field, ...], ...]
    parts: tuple[Span, ...]
    repairs: tuple[str, ...] = ()
    header_rows: int | None = None
    label_columns: int | None = None
    """How many columns name the rows, where the header line tells; None (and no header rows) where the rows must."""

    @property
    def texts(self) -> Rows:
        """Return the fields' texts, row by row."""
        return [[field.text for field in row] for row in self.rows]

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return len(self.rows[0]) if self.rows else 0

    @property
    def span(self) -> Span:
        """Return the first and the last line."""
        return self.parts[0][0], self.parts[-1][1]

    def line(self, row: int) -> int:
        """Return the line a row begins on."""
        return self.rows[row][0].lines[0]


Stage = Callable[[Run], Run]


def mended(run: Run, rows: Sequence[Sequence[Field]], *repairs: str) -> Run:
    """Return a run with other rows and what was done to them, in Korean."""
    return replace(run, rows=tuple(tuple(row) for row in rows), repairs=(*run.repairs, *repairs))


def read_fields(line: str, number: int, spans: Sequence[Span] = ()) -> tuple[Field, ...]:
    """Return the fields of one tab separated line, markup removed; `spans` are their lines where not all on this."""
    texts = line.split("\t")
    if len(spans) != len(texts):
        spans = [(number, number)] * len(texts)
    return tuple(Field(_LATIN_AI.sub("AI", clean_cell(text)), span) for text, span in zip(texts, spans, strict=True))


def raw_runs(lines: Sequence[str], places: Mapping[int, Sequence[Span]] | None = None) -> list[Run]:
    """Return maximal runs of lines with tabs and one number of fields; lines are counted from 1.

    A row of nothing but tabs holds a run together and is no row. `places` gives the lines of each field of a row whose
    cells were printed on lines of their own.
    """
    found: list[list[tuple[Field, ...]]] = []
    last, width = 0, 0
    for number, line in enumerate(lines, start=1):
        if "\t" not in line:
            continue
        fields = read_fields(line, number, (places or {}).get(number, ()))
        goes_on = last == number - 1 and width == len(fields)
        if all(field.is_empty for field in fields):
            last = number if goes_on else last
            continue
        if goes_on:
            found[-1].append(fields)
        else:
            found.append([fields])
        last, width = number, len(fields)
    return [Run(tuple(rows), ((rows[0][0].lines[0], max(field.lines[1] for field in rows[-1])),)) for rows in found]
