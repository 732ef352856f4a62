"""Figures: every stated number of a document with its unit, labels, period and place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from corpus.amounts import Amount, find_amounts
from corpus.document import Cell, Document, Location, Paragraph, Table
from corpus.periods import find_periods
from corpus.prose import Stated, stated_amounts
from corpus.relative_years import relative_years
from corpus.series import ListUnit, block_name, list_unit, series
from corpus.text import search_text


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


def figures(document: Document) -> tuple[Figure, ...]:
    """Return the document's figures in reading order: those of cells, sentences and headings."""
    found: list[Figure] = []
    for section in document.sections:
        if section.heading:
            found += _of_text(document, section.heading, section.heading_path[:-1], section.location, len(found))
        above: list[tuple[Paragraph, tuple[str, ...], tuple[Amount, ...]]] = []
        unit: ListUnit | None = None
        for block in section.blocks:
            if isinstance(block, Paragraph):
                while above and above[-1][0].level >= block.level:
                    above.pop()
                inherited = above[-1][1] if above else ()
                wholes = above[-1][2] if above else ()
                unit = list_unit(block, unit)
                listed = series(block.text, unit.unit) if unit else ()
                stated = _named(listed, above[-1][0].text if above else "") or stated_amounts(block.text, wholes)
                path, place = section.heading_path, block.location
                found += _of_text(document, block.text, path, place, len(found), inherited, stated)
                own = tuple(period.key for period in find_periods(block.text))
                above.append((block, own if len(own) == 1 else inherited, find_amounts(search_text(block.text))))
            else:
                unit = None
                found += _of_table(document, block)
    return tuple(found)


def _named(listed: tuple[Stated, ...], above: str) -> tuple[Stated, ...]:
    """Return the figures of a series under the name of the block of items it stands in."""
    name = block_name(above)
    return tuple(replace(stated, label=f"{name} {stated.label}".strip()) for stated in listed)


def _of_text(
    document: Document,
    text: str,
    heading_path: tuple[str, ...],
    location: Location,
    first: int,
    inherited: tuple[str, ...] = (),
    amounts: tuple[Stated, ...] | None = None,
) -> Iterator[Figure]:
    """Yield the amounts of one text; without a period of their own they take that of the list item above."""
    base = _base_date(text)
    for order, stated in enumerate(stated_amounts(text) if amounts is None else amounts):
        amount = stated.amount
        periods = tuple(period.key for period in stated.periods) or base or inherited or _heading_periods(heading_path)
        yield Figure(
            id=f"{document.id}:p{first + order}",
            document_id=document.id,
            kind="prose",
            value=amount.value,
            unit=amount.unit,
            won=amount.won,
            text=amount.text,
            label=stated.label,
            row_path=(),
            column_path=(),
            heading_path=heading_path,
            caption="",
            location=location,
            periods=periods,
            context=text,
            bound=amount.bound,
            origin=document.format,
        )


def _base_date(text: str) -> tuple[str, ...]:
    """Return the one date a sentence says it speaks from (`(’23.9.30. 현재)`): it holds for all its numbers."""
    body = search_text(text)
    periods = find_periods(body)
    dated = [period for period in periods if re.match(r"\s*(?:현재|기준)", body[period.span[1] :])]
    return (dated[0].key,) if len(dated) == 1 and len(periods) == 1 else ()


def _heading_periods(heading_path: tuple[str, ...]) -> tuple[str, ...]:
    for heading in reversed(heading_path[-2:]):
        periods = find_periods(heading)
        if periods:
            return tuple(period.key for period in periods)
    return ()


def _of_table(document: Document, table: Table) -> Iterator[Figure]:
    trusted = table.is_trusted
    years = relative_years(document, table)
    for cell in table.cells:
        for order, amount in enumerate(cell.amounts):
            path = (*cell.column_path, amount.label) if amount.label else cell.column_path
            yield Figure(
                id=f"{table.id}:r{cell.row}c{cell.column}.{order}",
                document_id=document.id,
                kind="cell",
                value=amount.value,
                unit=amount.unit,
                won=amount.won,
                text=amount.text,
                label=" · ".join((*cell.row_path, *path)),
                row_path=cell.row_path,
                column_path=path,
                heading_path=table.heading_path,
                caption=table.caption,
                location=cell.location,
                periods=(years[cell.column],) if cell.column in years else cell_periods(cell, table),
                context=cell.text,
                bound=amount.bound,
                is_total=cell.is_total,
                trusted=trusted,
                confidence=cell.confidence,
                table_id=table.id,
                origin=table.origin,
            )


def cell_periods(cell: Cell, table: Table) -> tuple[str, ...]:
    """Return the periods a cell is about: its column's, else its row's, else those of caption and heading.

    A header of the form `2024년 목표 > 2/4` is that quarter; a bare `2023` is the year.
    """
    for path in (cell.column_path, cell.row_path):
        periods = _path_periods(path)
        if periods:
            return periods
    for text in (table.base_date or "", table.caption, *reversed(table.heading_path[-1:])):
        found = find_periods(text)
        if found:
            return tuple(period.key for period in found)
    return ()


_DEFINED = re.compile(r"\([^()]*기준[^()]*\)")
"""A year that defines a row (`40년 이상 (1981년 기준)`) is no period of its values."""


_PART_OF_YEAR = re.compile(r"(?P<q>[1-4])\s*(?:/\s*4)?\s*분기|(?P<bare>[1-4])\s*/\s*4|(?P<half>[상하]반기)")


def _path_periods(path: tuple[str, ...]) -> tuple[str, ...]:
    inner = ""
    for part in reversed(path):
        found = find_periods(_DEFINED.sub("", part))
        if len(found) == 1 and inner and found[0].key == found[0].start[:4]:
            return tuple(period.key for period in find_periods(f"{found[0].key}년 {inner}"))
        if found:
            return tuple(period.key for period in found)
        within = _PART_OF_YEAR.fullmatch(part.strip())
        if within:
            inner = within["half"] or f"{within['q'] or within['bare']}분기"
    return ()
