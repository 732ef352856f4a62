"""Families: tables of one form that stand in section after section (`연차별 예산계획`), compared by their totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.bodies import is_named
from assistant.find import Candidate
from assistant.library import Library
from assistant.match import coverage, field, folded
from assistant.period_fit import fit_keys
from assistant.question import Asked
from assistant.subject import subject_terms
from assistant.unit_fit import fit_unit
from corpus.document import Table
from corpus.figures import Figure
from corpus.periods import find_periods
from corpus.total_names import is_total
from corpus.units import Unit
from index.evidence import DocumentEntry

SMALLEST = 3
"""Tables that make a family."""
COVERED = 0.5
"""Share of the question's words that the tables' captions, headers and document must hold."""


@dataclass(frozen=True, slots=True)
class Member:
    """One table of a family: its section's name, the total asked for (None where its cell is empty) and its row."""

    name: str
    figure: Figure | None
    unit: Unit
    shown: str
    """The cell as printed: `-`, `1,801`."""


@dataclass(frozen=True, slots=True)
class Family:
    """The totals of tables of one form, in document order; `unmatched` names sections without such a cell."""

    members: tuple[Member, ...]
    document: DocumentEntry
    unmatched: tuple[str, ...]
    score: float


def find_family(asked: Asked, found: Sequence[Candidate], library: Library) -> Family | None:
    """Return the family a question over whole sections is about, or None when it names one section or one row."""
    for document in _documents(found):
        terms = [w for w in subject_terms(asked, library) if not is_named(document, w.term.text)]
        groups: dict[str, list[Table]] = {}
        for table in library.index.tables(document.id):
            if table.caption and len(table.heading_path) >= 2:
                groups.setdefault(folded(table.caption), []).append(table)
        for group in groups.values():
            tables = _coded(asked, group)
            if len(tables) < SMALLEST:
                continue
            general = f"{tables[0].caption} {_headers(tables[0])}"
            about = f"{document.title} {document.organization or ''} {document.kind or ''}"
            about += f" {len(tables)}"  # `13개 공약 가운데`
            covered, finds = coverage(terms, [field(general, 1.0), field(about, 0.9)])
            own = [field(" ".join((*t.heading_path[:-1], *_labels(t))), 1.0) for t in tables]
            named = any(
                max(coverage((term,), [place])[0] for place in own) - find > 0.3 and term.weight >= 3.0
                for term, find in zip(terms, finds, strict=True)
            )
            if covered < COVERED or named:
                continue
            family = _family(asked, tables, document, library, covered)
            if family is not None:
                return family
    return None


def _coded(asked: Asked, tables: Sequence[Table]) -> list[Table]:
    """Return the tables under the coded headings the question names (`4-2의 공약`), all when it names none of them."""
    under = [t for t in tables if any(folded(h).startswith(code) for h in t.heading_path for code in asked.codes)]
    return under or list(tables)


def _documents(found: Sequence[Candidate]) -> list[DocumentEntry]:
    """Return the documents of the best candidates, the likeliest first."""
    return list({candidate.document.id: candidate.document for candidate in found[:20]}.values())[:2]


def _headers(table: Table) -> str:
    return " ".join(cell.text for cell in table.cells if cell.row < table.header_rows)


def _labels(table: Table) -> list[str]:
    return [c.text for c in table.cells if c.row >= table.header_rows and c.column < table.label_columns]


def _family(
    asked: Asked, tables: Sequence[Table], document: DocumentEntry, library: Library, score: float
) -> Family | None:
    depth = next(
        (i for i in range(min(len(t.heading_path) for t in tables)) if len({t.heading_path[i] for t in tables}) > 1),
        None,
    )
    if depth is None:
        return None
    paths = [table.heading_path[depth:-1] or table.heading_path[depth:] for table in tables]
    if len(set(paths)) < len(paths):
        return None  # several tables of the form in one section: its total is not told by its heading
    members, unmatched = [], []
    unique = len({path[0] for path in paths}) == len(paths)
    for table, path in zip(tables, paths, strict=True):
        name = path[0] if unique else path[-1]
        member = _member(asked, table, name, library)
        if member is None:
            unmatched.append(name)
        else:
            members.append(member)
    stated = [member.figure for member in members if member.figure is not None]
    if len(members) < SMALLEST or not stated or fit_unit(stated[0], asked) < 0:
        return None
    return Family(tuple(members), document, tuple(unmatched), score)


def _member(asked: Asked, table: Table, name: str, library: Library) -> Member | None:
    column = _column(asked, table)
    rows = [c.row for c in table.cells if c.row >= table.header_rows and c.column == 0 and is_total(c.text)]
    if column is None or not rows:
        return None
    units = {unit.row: unit for unit in library.rows(table.id)}
    cell, unit = table.at(rows[-1], column), units.get(rows[-1])
    if cell is None or unit is None:
        return None
    figures = [
        f for f in library.table_figures(table.id) if f.location.row == rows[-1] and f.location.column == cell.column
    ]
    return Member(name, figures[0] if figures else None, unit, cell.text.strip())


def _column(asked: Asked, table: Table) -> int | None:
    """Return the column of the period asked for, or the total's when none is."""
    for cell in table.cells:
        if cell.row >= table.header_rows:
            continue
        keys = [period.key for period in find_periods(cell.text)]
        if not asked.periods and is_total(cell.text):
            return cell.column
        if keys and fit_keys(keys, asked.periods) >= 0.3:
            return cell.column
    return None
