"""Columns that name a year by its place beside another: `전년도예산액` beside `예산액`, in a document of one year."""

from __future__ import annotations

import re

from corpus.document import Document, Table
from corpus.periods import find_periods
from corpus.text import squash

_YEAR = re.compile(r"20\d\d")
_TITLE_YEAR = re.compile(r"(20\d\d)\s*(?:학년도|회계연도|년도|년)")
_BEFORE = re.compile(r"^전년도?(?:말|본|최종|당초)?(?:예산|결산|실적)?(?:현)?액?(?:\([A-Z]\))?$")
_OF_THE_YEAR = re.compile(
    r"^(?:금년도?|당해연?도?|올해|당년도?)?(?:본|당초)?예산안?액?(?:\([A-Z]\))?$|^(?:금년도?|당해연도|올해)$"
)


def year_of_document(document: Document) -> int | None:
    """Return the one year a document is about: its period's, else the one its title names; else None."""
    if document.period and _YEAR.fullmatch(document.period.strip()):
        return int(document.period)
    named = {int(year) for year in _TITLE_YEAR.findall(document.title)}
    return named.pop() if len(named) == 1 and not document.period else None


def relative_years(document: Document, table: Table) -> dict[int, str]:
    """Return column -> year for the columns of a table that name the year before and the document's own.

    Only where a column names the year before does a bare `예산액` beside it mean that of the document's year.
    """
    year = year_of_document(document)
    if year is None:
        return {}
    heads = {
        cell.column: squash(cell.column_path[-1])
        for cell in table.cells
        if cell.column_path and not cell.is_header and not any(find_periods(part) for part in cell.column_path)
    }
    before = {column: str(year - 1) for column, head in heads.items() if _BEFORE.match(head)}
    if not before:
        return {}
    return before | {column: str(year) for column, head in heads.items() if _OF_THE_YEAR.match(head)}
