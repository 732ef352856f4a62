"""What a reader hands to corpus.grid: cells as seen, before headers, labels and units are worked out."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.document import Box, Location, Origin
from corpus.label_paths import Rows
from corpus.text import clean_cell


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as a reader saw it."""

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    lines: tuple[int, int] | None = None
    page: int | None = None
    box: Box | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class RawTable:
    """What a reader knows of a table before headers, labels and units are worked out."""

    cells: tuple[RawCell, ...]
    rows: int
    columns: int
    location: Location
    origin: Origin
    caption: str = ""
    heading_path: tuple[str, ...] = ()
    unit_texts: tuple[tuple[str, str], ...] = ()
    """(source, text) nearest first: ("line", "(단위: 백만 원)"), ("heading", "5. 연차별 예산계획 (단위: 백만 원)")."""
    notes: tuple[str, ...] = ()
    base_date: str | None = None
    parts: tuple[Location, ...] = ()
    spans_known: bool = True
    """False where empty fields may be merged cells (tab separated exports)."""
    header_rows: int | None = None
    """Set when the reader knows, else inferred."""
    label_columns: int | None = None
    repairs: tuple[str, ...] = ()


def own_rows(raw: RawTable) -> Rows:
    """Return the grid as texts, each cell's at its top left field only: as text exports leave covered fields empty."""
    rows: Rows = [["" for _ in range(raw.columns)] for _ in range(raw.rows)]
    for cell in raw.cells:
        if cell.row < raw.rows and cell.column < raw.columns:
            rows[cell.row][cell.column] = clean_cell(cell.text)
    return rows


def text_rows(raw: RawTable) -> Rows:
    """Return the grid as texts; where spans are known a merged cell repeats over all fields it covers."""
    rows: Rows = [["" for _ in range(raw.columns)] for _ in range(raw.rows)]
    for cell in raw.cells:
        text = clean_cell(cell.text)
        for row in range(cell.row, min(raw.rows, cell.row + cell.rowspan)):
            for column in range(cell.column, min(raw.columns, cell.column + cell.colspan)):
                rows[row][column] = text
    return rows
