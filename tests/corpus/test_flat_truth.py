"""Every cell of hand-read tables of the flattened report: paths, text, value, unit and line."""

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
TRUTH = sorted((ROOT / "tests" / "data" / "truth").glob("003-*.json"))

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the reports are not beside the repository")


def _tables() -> list[Any]:
    files = [json.loads(path.read_text(encoding="utf-8")) for path in TRUTH]
    found = [(file["document"], table) for file in files for table in file["tables"]]
    return [pytest.param(name, table, id=f"lines {table['lines'][0]}-{table['lines'][1]}") for name, table in found]


@cache
def _document(name: str) -> Document:
    return read(CORPUS / name)


def _table(name: str, lines: list[int]) -> Table:
    return next(table for table in _document(name).tables if table.location.lines == tuple(lines))


def _cell(table: Table, truth: dict[str, Any]) -> Cell:
    """Return the body cell under the paths; where a row lists several things, the one on the line."""
    row, column, line = tuple(truth["row_path"]), tuple(truth["column_path"]), truth["line"]
    found = [cell for cell in table.cells if cell.row_path == row and cell.column_path == column]
    on_line = [cell for cell in found if cell.location.lines and cell.location.lines[0] == line]
    assert on_line, f"{row} × {column}: {[(cell.text, cell.location.lines) for cell in found]}"
    assert len(on_line) == 1, f"{row} × {column}: several cells on line {line}"
    return on_line[0]


@pytest.mark.parametrize(("name", "truth"), _tables())
def test_every_cell_is_read_as_a_person_reads_it(name: str, truth: dict[str, Any]) -> None:
    table = _table(name, truth["lines"])
    assert table.unit == truth["unit"]
    for expected in truth["cells"]:
        cell = _cell(table, expected)
        assert cell.text.startswith(expected["text"]) if expected.get("starts") else cell.text == expected["text"]
        stated = {(str(amount.value), amount.unit) for amount in cell.amounts}
        if expected["value"] is not None:
            assert (expected["value"], expected["unit"]) in stated, (expected, stated)


@pytest.mark.parametrize(("name", "truth"), _tables())
def test_no_cell_is_made_up(name: str, truth: dict[str, Any]) -> None:
    if truth.get("partial"):
        pytest.skip("only some rows of this list were read by hand")
    table = _table(name, truth["lines"])
    stated = [cell for cell in table.cells if not cell.is_header and cell.text]
    assert len(stated) == len([cell for cell in truth["cells"] if cell["text"]])
