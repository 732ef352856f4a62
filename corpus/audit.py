"""audit(documents) -> findings: what does not add up inside documents and between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.audit_between import between
from corpus.audit_lists import lists
from corpus.audit_names import names
from corpus.audit_prose import prose
from corpus.audit_rates import rates
from corpus.audit_repeats import repeats
from corpus.audit_stated import stated
from corpus.audit_sums import sums
from corpus.audit_tables import against_words, pairs_of_tables
from corpus.document import Document, Location, Table
from corpus.findings import RULE_NAMES, Finding, Place, Rule, Severity

__all__ = ["RULE_NAMES", "Finding", "Place", "Rule", "Severity", "audit", "audit_document"]

_ORDER = {"error": 0, "note": 1, "rounding": 2}


def audit(documents: Sequence[Document]) -> tuple[Finding, ...]:
    """Return what does not add up: each document's findings in reading order, then those between documents.

    Errors stand before notes, and notes before differences that rounding explains, document by document.
    """
    found: list[Finding] = []
    for document in documents:
        found += audit_document(document)
    if len(documents) > 1:
        found += between(documents)
    return tuple(found)


def audit_document(document: Document) -> tuple[Finding, ...]:
    """Return what does not add up inside one document."""
    found: list[Finding] = []
    for table in document.tables:
        found += _of_table(table)
    found += prose(document)
    found += against_words(document)
    found += pairs_of_tables(document)
    found += repeats(document)
    told = {_pair(finding) for finding in found}
    found += (finding for finding in stated(document) if _pair(finding) not in told)
    found += lists(document)
    found += names(document)
    unique = {(f.rule, f.places, f.stated, f.computed): f for f in found}
    return tuple(sorted(unique.values(), key=lambda f: (_ORDER[f.severity], _start(f.places[0].location))))


def _of_table(table: Table) -> Iterator[Finding]:
    """Yield a table's findings; what only follows from a cell already found wrong is not reported again."""
    added, computed = list(sums(table)), list(rates(table))
    wrong_total = {f.places[0].location for f in added if f.severity == "error"}
    wrong_change = {f.places[0].location for f in computed if f.rule == "change" and f.severity == "error"}
    for finding in added:
        if not any(place.location in wrong_change for place in finding.places):
            yield finding
    for finding in computed:
        if not any(place.location in wrong_total for place in finding.places[1:]):
            yield finding


def _pair(finding: Finding) -> frozenset[Location]:
    """Return the places of a finding, columns left out."""
    return frozenset(replace(place.location, column=None) for place in finding.places)


def _start(location: Location) -> tuple[int, int, int]:
    line = location.lines[0] if location.lines else 0
    return location.page or 0, line, location.row or 0
