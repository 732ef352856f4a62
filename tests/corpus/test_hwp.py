"""HWP 5 through dochan. The same program reads HWPX, so the way from its output to figures is tested
on that fixture.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import hwp
from corpus.assemble import assemble
from corpus.document import Table
from corpus.errors import CorruptFile, UnsupportedFormat
from corpus.hidden import Hidden
from corpus.pieces import TextPiece
from corpus.read import read

FORMATS = Path(__file__).resolve().parents[1] / "data" / "formats"


def table_values(tables: list[Table]) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Return the body cells of tables with their paths."""
    return [
        (cell.text, cell.row_path, cell.column_path) for table in tables for cell in table.cells if not cell.is_header
    ]


@pytest.mark.skipif(not hwp.has_hwp(), reason="the extra `hwp` is not installed")
def test_tables_of_the_child_process_equal_those_of_our_own_reader() -> None:
    path = FORMATS / "report.hwpx"
    sections = assemble(hwp.pieces_of(hwp.parse(path), Hidden()), name="x", document_id="d")
    tables = [block for section in sections for block in section.blocks if isinstance(block, Table)]
    assert table_values(tables) == table_values(list(read(path).tables))
    assert len(tables) == 4


def test_without_the_extra_the_message_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hwp, "has_hwp", lambda: False)
    path = tmp_path / "a.hwp"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"HWP Document File" + b"\x00" * 2000)
    with pytest.raises(UnsupportedFormat, match=r"policy-assistant\[hwp\]"):
        read(path)


@pytest.mark.skipif(not hwp.has_hwp(), reason="the extra `hwp` is not installed")
def test_child_that_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hwp, "TIMEOUT_S", 1)
    monkeypatch.setattr(hwp, "_CHILD", "import time; time.sleep(30)")
    with pytest.raises(CorruptFile, match="멈췄습니다"):
        hwp.parse(tmp_path / "a.hwp")


def test_footnote_marks_and_tiny_text_are_left_out() -> None:
    runs = [
        {"text": "예산 430", "font_size_pt": 10},
        {"text": "[1]", "note_ref": 1},
        {"text": "몰래", "font_size_pt": 0.5},
    ]
    found = {
        "sections": [{"elements": [{"type": "paragraph", "runs": runs}, {"type": "footnote", "text": "구비 제외"}]}]
    }
    hidden = Hidden()
    pieces = list(hwp.pieces_of(found, hidden))
    assert [piece.text for piece in pieces if isinstance(piece, TextPiece)] == ["예산 430", "구비 제외"]
    assert hidden.characters == 2
