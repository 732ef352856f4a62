"""Every cell of tables read by hand from the source lines: paths, text, values, units, lines, trust."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from corpus.document import Cell, Document, Table
from corpus.read import read

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / ".." / "shared" / "corpus"
TRUTH = sorted(path for path in (ROOT / "tests" / "data" / "truth").glob("*.json") if not path.name.startswith("003"))

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the reports are not beside the repository")


def _tables() -> list[Any]:
    files = [json.loads(path.read_text(encoding="utf-8")) for path in TRUTH]
    found = [(file["document"], table) for file in files for table in file["tables"]]
    return [
        pytest.param(name, table, id=f"{name[:3]} {table['lines'][0]}-{table['lines'][1]}") for name, table in found
    ]


@cache
def _document(name: str) -> Document:
    return read(CORPUS / name)


def _table(name: str, truth: dict[str, Any]) -> Table:
    return next(table for table in _document(name).tables if table.location.lines == tuple(truth["lines"]))


def _matches(text: str, expected: str) -> bool:
    """Long labels and texts are written down as their beginning and `…`."""
    return text.startswith(expected[:-1]) if expected.endswith("…") else text == expected


def _path_matches(path: tuple[str, ...], expected: list[str]) -> bool:
    return len(path) == len(expected) and all(map(_matches, path, expected))


def _cell(table: Table, truth: dict[str, Any]) -> Cell:
    lines = (truth["line"], truth.get("row_line", truth["line"]))
    found = [
        cell
        for cell in table.cells
        if not cell.is_header
        and cell.column_path == tuple(truth["column_path"])
        and _path_matches(cell.row_path, truth["row_path"])
        and cell.location.lines is not None
        and cell.location.lines[0] in lines
        and _matches(cell.text, truth["text"])
    ]
    beside = [(cell.row_path, cell.text, cell.location.lines) for cell in table.cells if cell.text and cell.row_path]
    assert len(found) == 1, (truth, [entry for entry in beside if entry[2] and entry[2][0] in lines])
    return found[0]


def test_at_least_twenty_five_tables_are_read_by_hand() -> None:
    assert len(_tables()) >= 25


@pytest.mark.parametrize(("name", "truth"), _tables())
def test_every_cell_is_read_as_a_person_reads_it(name: str, truth: dict[str, Any]) -> None:
    table = _table(name, truth)
    assert table.unit == truth["unit"]
    for expected in truth["cells"]:
        cell = _cell(table, expected)
        assert cell.location.lines is not None
        assert cell.location.lines[0] == expected["line"], expected
        stated = [[str(amount.value), amount.unit] for amount in cell.amounts]
        assert stated == expected["values"], (expected, stated)


@pytest.mark.parametrize(("name", "truth"), _tables())
def test_no_cell_is_made_up(name: str, truth: dict[str, Any]) -> None:
    table = _table(name, truth)
    if truth.get("partial"):
        assert table.rows == truth["rows"]
        return
    stated = [cell for cell in table.cells if not cell.is_header and cell.text]
    assert len(stated) == len(truth["cells"])


@pytest.mark.parametrize(("name", "truth"), _tables())
def test_the_certificate_says_what_was_mended_and_what_is_doubtful(name: str, truth: dict[str, Any]) -> None:
    table = _table(name, truth)
    assert table.is_trusted == truth["trusted"], [check for check in table.checks if check.passed is False]
    assert bool(table.repairs) == truth["repaired"], table.repairs
