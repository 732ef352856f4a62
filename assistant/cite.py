"""Marks like [1] -> citations: numbering places once each, in order of first use."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Citation
from corpus.document import Location
from corpus.figures import Figure
from index.evidence import DocumentEntry


class Bibliography:
    """The citations of one answer, numbered from 1 as they are first used."""

    def __init__(self, citations: Sequence[Citation] = ()) -> None:
        """Start from the citations of a draft that further ones are added to."""
        self._citations: list[Citation] = list(citations)
        self._numbers: dict[tuple[object, ...], int] = {}

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Return the citations in order of their numbers."""
        return tuple(self._citations)

    def figure(self, figure: Figure, document: DocumentEntry, quote: str) -> int:
        """Cite one figure: a cell with its row and column path, or the sentence that states it; return its number."""
        is_cell = figure.kind == "cell"
        return self._add(
            figure.location,
            document,
            quote,
            unit=figure.unit,
            table=figure.caption if is_cell else "",
            row_path=figure.row_path if is_cell else (),
            column_path=figure.column_path if is_cell else (),
            heading_path=figure.heading_path,
        )

    def place(
        self,
        location: Location,
        document: DocumentEntry,
        quote: str,
        *,
        table: str = "",
        row_path: tuple[str, ...] = (),
    ) -> int:
        """Cite a passage or a whole table row; return its number."""
        return self._add(
            location,
            document,
            quote,
            unit=None,
            table=table,
            row_path=row_path,
            column_path=(),
            heading_path=location.heading_path,
        )

    def _add(
        self,
        location: Location,
        document: DocumentEntry,
        quote: str,
        *,
        unit: str | None,
        table: str,
        row_path: tuple[str, ...],
        column_path: tuple[str, ...],
        heading_path: tuple[str, ...],
    ) -> int:
        key = (
            location.document,
            location.lines,
            location.page,
            location.sheet,
            location.table_id,
            location.row,
            location.column,
            quote,
        )
        if key in self._numbers:
            return self._numbers[key]
        number = len(self._citations) + 1
        self._citations.append(
            Citation(
                number=number,
                document=location.document,
                title=document.title,
                heading_path=heading_path,
                table=table,
                table_id=location.table_id,
                row_path=row_path,
                column_path=column_path,
                page=location.page,
                lines=location.lines,
                quote=quote,
                unit=unit,
                row=location.row,
                column=location.column,
                document_id=document.id,
                sheet=location.sheet,
            )
        )
        self._numbers[key] = number
        return number
