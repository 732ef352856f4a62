"""A cited cell is marked where it stands on its page."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from corpus.errors import CorruptFile
from corpus.pdf_image import page_image, page_size
from corpus.read import read

FORMATS = Path(__file__).resolve().parents[1] / "data" / "formats"


@pytest.mark.parametrize("file", ["report.pdf", "report-glyphs.pdf"])
def test_cell_is_marked_at_its_place(file: str) -> None:
    cell = read(FORMATS / file).tables[0].at(5, 5)
    assert cell is not None
    assert cell.text == "1,530"
    assert cell.location.page == 1
    assert cell.location.box is not None
    plain = Image.open(io.BytesIO(page_image(FORMATS / file, 1, width=600)))
    marked = Image.open(io.BytesIO(page_image(FORMATS / file, 1, cell.location.box, width=600)))
    x, y = (round(edge * 600 / 595) for edge in (cell.location.box[2] - 6, cell.location.box[1] + 4))
    assert plain.size == marked.size == (600, 849)
    assert plain.getpixel((x, y)) == (255, 255, 255)
    assert marked.getpixel((x, y)) != (255, 255, 255)
    assert marked.getpixel((20, 20)) == plain.getpixel((20, 20))


def test_a_page_says_its_size() -> None:
    assert [round(edge) for edge in page_size(FORMATS / "report.pdf", 1)] == [595, 842]
    with pytest.raises(CorruptFile, match="0쪽"):
        page_size(FORMATS / "report.pdf", 0)


def test_missing_page_is_told() -> None:
    with pytest.raises(CorruptFile, match="99쪽"):
        page_image(FORMATS / "report.pdf", 99)
