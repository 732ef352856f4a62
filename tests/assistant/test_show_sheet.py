"""A citation of a PDF shows its page with the place marked; anything else shows none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Citation
from assistant.show_sheet import place, sheet
from index.embed import HashingEmbedder
from index.ingest import ingest
from index.search import Index

REPORT = Path(__file__).resolve().parents[1] / "data" / "formats" / "report.pdf"


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    shutil.copy(REPORT, tmp_path / REPORT.name)
    ingest([tmp_path / REPORT.name], tmp_path / "index", HashingEmbedder())
    opened = Index.open(tmp_path / "index", embedder=HashingEmbedder())
    yield opened
    opened.close()


def cited(index: Index) -> Citation:
    entry = index.documents()[0]
    table = index.tables(entry.id)[0]
    return Citation(1, entry.name, entry.title, table_id=table.id, page=1, row=5, column=5, document_id=entry.id)


def test_a_cell_is_marked_on_its_page(index: Index) -> None:
    citation = cited(index)
    cell = index.table(citation.table_id or "").at(5, 5)
    assert cell is not None
    assert cell.location.box is not None
    assert place(citation, index) == (1, cell.location.box)
    drawn = sheet(citation, index)
    assert drawn is not None
    assert "data:image/png;base64," in drawn
    assert "원본 1쪽" in drawn


def test_a_row_is_marked_from_its_first_cell_to_its_last(index: Index) -> None:
    citation = replace(cited(index), column=None)
    boxes = [c.location.box for c in index.table(citation.table_id or "").cells if c.row == 5 and c.location.box]
    box = place(citation, index)[1]
    assert box is not None
    assert (box[0], box[2]) == (min(b[0] for b in boxes), max(b[2] for b in boxes))


def test_a_paragraph_is_marked_by_its_quote(index: Index) -> None:
    entry = index.documents()[0]
    section = next(s for s in index.sections(entry.id) if s.blocks and not hasattr(s.blocks[0], "cells"))
    text = str(getattr(section.blocks[0], "text", ""))
    citation = Citation(
        1, entry.name, entry.title, section.heading_path, page=1, quote=text, document_id=entry.id
    )  # fmt: skip
    assert place(citation, index) == (1, section.blocks[0].location.box)


def test_a_file_that_changed_or_has_no_pages_shows_none(index: Index, tmp_path: Path) -> None:
    assert sheet(replace(cited(index), page=None), index) is None
    (tmp_path / REPORT.name).write_bytes(b"%PDF-1.4 another")
    assert sheet(cited(index), index) is None
    (tmp_path / REPORT.name).unlink()
    assert sheet(cited(index), index) is None
