"""What a finder of flattened tables hands on: cells on a grid, the lines they came from, what was mended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.flat_lines import FlatLine, Joiner
from corpus.grid import RawCell

Kind = Literal["budget", "schedule", "list", "figures", "text", "staff"]
Place = tuple[str, int | None]
"""A cell's text and its row below the header, or None where it stands in the header."""


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A table found in the lines, before it is put under its heading."""

    kind: Kind
    cells: tuple[RawCell, ...]
    rows: int
    columns: int
    header_rows: int
    label_columns: int
    pieces: tuple[tuple[int, int], ...]
    """Line ranges it was read from, in order; more than one where it was cut by a page or another table."""
    titles: tuple[str, ...] = ()
    """The column titles, for joining a continued part."""
    repairs: tuple[str, ...] = ()
    unit_text: tuple[str, str] | None = None
    """A unit that stands elsewhere than on a unit line: (source, text)."""

    @property
    def first(self) -> int:
        """The line the table begins at."""
        return self.pieces[0][0]

    def takes(self, number: int) -> bool:
        """Return whether a line belongs to the table."""
        return any(first <= number <= last for first, last in self.pieces)


@dataclass(frozen=True, slots=True)
class Page:
    """All that a finder looks at: the lines, where blocks must end, and the words for joining."""

    lines: Sequence[FlatLine]
    is_boundary: Callable[[int], bool]
    """Whether the line at an index is a heading, so that no table runs over it."""
    joiner: Joiner


def text_cell(
    row: int, column: int, text: str, lines: tuple[int, int], *, rowspan: int = 1, colspan: int = 1
) -> RawCell:
    """Return a cell read from the given lines."""
    return RawCell(row, column, text, rowspan=rowspan, colspan=colspan, lines=lines)


def title_cells(titles: Sequence[str], lines: tuple[int, int]) -> list[RawCell]:
    """Return the cells of a header of one row."""
    return [text_cell(0, column, title, lines) for column, title in enumerate(titles)]
