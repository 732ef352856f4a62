"""Merged cells and header rows -> the header path of each cell. Shared by every reader."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.document import Box, Location, Origin, Table


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


def build_table(raw: RawTable, *, document_id: str, number: int) -> Table:
    """Return the finished Table: spans restored, headers, paths, units, amounts, totals and certificate.

    `number` counts the document's tables from 1; the id is `{document_id}:t{number}`.
    """
    raise NotImplementedError
