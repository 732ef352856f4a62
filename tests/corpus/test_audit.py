"""The audit on synthetic documents with planted discrepancies, on clean ones, and on the real reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.audit import Finding, audit
from corpus.document import Document
from corpus.read import read

DATA = Path(__file__).resolve().parents[1] / "data" / "audit"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "corpus"


def _planted() -> list[Document]:
    return [read(path) for path in sorted(DATA.glob("planted-*.md"))]


def _expected(name: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(
        (DATA / name.replace(".md", ".expected.json")).read_text(encoding="utf-8")
    )
    return rows


def _meets(finding: Finding, document: str, row: dict[str, object]) -> bool:
    places = [p.location for p in finding.places if p.location.document == document and p.location.lines]
    line = row["line"]
    assert isinstance(line, int)
    near = any(p.lines and p.lines[0] <= line <= p.lines[1] for p in places)
    return finding.rule == row["rule"] and finding.severity != "rounding" and near


def _by_document() -> dict[str, tuple[Finding, ...]]:
    documents = _planted()
    found = {d.name: audit([d]) for d in documents[:-2]}
    together = audit(documents[-2:])
    for document in documents[-2:]:
        found[document.name] = together
    return found


def test_planted_discrepancies_are_found() -> None:
    found = _by_document()
    rows = [(name, row) for name in found for row in _expected(name)]
    missed = [(name, row) for name, row in rows if not any(_meets(f, name, row) for f in found[name])]
    assert len(rows) >= 40
    assert len(missed) <= len(rows) // 10, missed


def test_nothing_else_is_found_in_the_planted_documents() -> None:
    extra = []
    for name, findings in _by_document().items():
        rows = [(other, row) for other in (name, *_pair_of(name)) for row in _expected(other)]
        extra += [f for f in findings if f.severity == "error" and not any(_meets(f, d, row) for d, row in rows)]
    assert len(extra) <= 2, [f.message for f in extra]


def _pair_of(name: str) -> tuple[str, ...]:
    pair = ("planted-09-plan-a.md", "planted-10-plan-b.md")
    return tuple(other for other in pair if other != name) if name in pair else ()


def test_clean_documents_are_quiet() -> None:
    documents = [read(path) for path in sorted(DATA.glob("clean-*.md"))]
    alarms = [f.message for f in audit(documents) if f.severity == "error"]
    assert len(documents) == 10
    assert len(alarms) <= 1, alarms


@pytest.mark.parametrize(("name", "line"), [("clean-01-rounded.md", 6), ("clean-02-cut-rates.md", 8)])
def test_what_rounding_explains_is_called_rounding(name: str, line: int) -> None:
    found = [f for f in audit([read(DATA / name)]) if f.places[0].location.lines == (line, line)]
    assert [f.severity for f in found] == ["rounding"]


def test_a_finding_cites_both_places_and_the_difference() -> None:
    found = next(
        f for f in audit([read(DATA / "planted-01-garden-budget.md")]) if f.rule == "sum" and f.difference == 20
    )
    assert (found.stated, found.computed) == ("155백만원", "135백만원")
    assert len(found.places) >= 3
    assert all(place.text and place.label for place in found.places)


KNOWN = [
    ("sum", "003", 5357), ("sum", "003", 3895), ("rate", "003", 256), ("rate", "003", 293), ("rate", "003", 3325),
    ("rate", "003", 3331), ("rate", "003", 4846), ("rate", "003", 5515), ("rate", "003", 7517), ("rate", "002", 1669),
    ("rate", "003", 6286), ("unit", "002", 1218), ("repeated", "002", 2236), ("repeated", "003", 4188),
    ("repeated", "003", 525), ("parts", "001", 519), ("span", "003", 7441), ("named", "001", 1118),
]  # fmt: skip
"""Discrepancies of the five reports, seen in the source lines: rule, report, line."""


@pytest.mark.skipif(not SHARED.is_dir(), reason="the five reports are not beside the checkout")
def test_the_reports_own_errors_are_found() -> None:
    found = audit([read(path) for path in sorted(SHARED.glob("*.txt"))])
    seen = {(f.rule, p.location.document[:3], line) for f in found for p in f.places for line in p.location.lines or ()}
    assert [known for known in KNOWN if known not in seen] == []
    assert sum(f.severity == "error" for f in found) <= 40
