"""Figures: every stated number of a document with its unit, labels, period and place."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from corpus.document import Location


@dataclass(frozen=True, slots=True)
class Figure:
    """One stated number. A cell of a table or an amount in a sentence; never computed."""

    id: str
    """Stable: document id, place and ordinal."""
    document_id: str
    kind: Literal["cell", "prose"]
    value: Decimal
    unit: str | None
    won: Decimal | None
    text: str
    """As printed: `1,780`, `5조 2,698억원`."""
    label: str
    """For people: row path · column path, or the words the sentence gives the number."""
    row_path: tuple[str, ...]
    column_path: tuple[str, ...]
    heading_path: tuple[str, ...]
    caption: str
    location: Location
    periods: tuple[str, ...] = ()
    """Years or parts of years the number is about: `2025`, `2022-H2`, `2023-09-30`; see corpus.periods."""
    context: str = ""
    """The sentence or the cell's full text."""
    bound: str = ""
    is_total: bool = False
    trusted: bool = True
    """False when its table failed a check of its certificate."""
    confidence: float | None = None
    table_id: str | None = None
    origin: str = ""
