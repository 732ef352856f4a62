"""Scans: a crooked, grainy picture of the report is read cell by cell; what is wrong is known to be doubtful."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image, ImageDraw

from corpus import ocr
from corpus.errors import NoText, UnsupportedFormat
from corpus.read import read
from corpus.scan import blob_text, ink_of, opening_triangle, raised_mark, rules

FORMATS = Path(__file__).resolve().parents[1] / "data" / "formats"
SURE = 0.9
needs_tesseract = pytest.mark.skipif(not ocr.has_ocr(), reason="tesseract with Korean is not installed")


def scanned(tmp_path: Path, *, skew: float, dpi: int = 300) -> Path:
    """Return a PDF of pictures of the glyph report, turned and grainy."""
    source = pypdfium2.PdfDocument(FORMATS / "report-glyphs.pdf")
    grain = np.random.default_rng(7)
    pages = []
    for index in range(len(source)):
        page = source[index].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        page = page.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
        noisy = np.asarray(page).astype(float) + grain.normal(0, 12, (page.height, page.width))
        pages.append(Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)))
    source.close()
    path = tmp_path / "scan.pdf"
    pages[0].save(path, save_all=True, append_images=pages[1:], resolution=dpi, quality=60)
    return path


@needs_tesseract
@pytest.mark.slow
def test_numbers_of_a_crooked_scan(tmp_path: Path) -> None:
    document = read(scanned(tmp_path, skew=0.7))
    truth = read(FORMATS / "report.html")
    assert [(t.rows, t.columns, t.origin) for t in document.tables] == [
        (t.rows, t.columns, "ocr") for t in truth.tables
    ]
    right, wrong = 0, []
    for known, own in zip(truth.tables, document.tables, strict=True):
        for cell in known.cells:
            if not cell.amounts:
                continue
            read_cell = own.at(cell.row, cell.column)
            assert read_cell is not None
            if [a.value for a in read_cell.amounts] == [a.value for a in cell.amounts]:
                right += 1
            else:
                wrong.append(read_cell)
    assert right >= 0.97 * (right + len(wrong))
    assert all(not cell.amounts or (cell.confidence is not None and cell.confidence < SURE) for cell in wrong)
    assert any("OCR" in warning for warning in document.warnings)
    assert document.tables[0].unit == "백만원"


def test_without_tesseract_a_scan_is_refused_with_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.pdf.has_ocr", lambda: False)
    monkeypatch.setattr("corpus.ocr.has_ocr", lambda: False)
    path = tmp_path / "scan.pdf"
    Image.new("L", (600, 800), 200).save(path)
    with pytest.raises(NoText, match="tesseract"):
        read(path)
    picture = tmp_path / "scan.png"
    Image.new("L", (600, 800), 200).save(picture)
    with pytest.raises(UnsupportedFormat, match="tesseract"):
        read(picture)


def drawn(*shapes: str) -> Image.Image:
    """Return a small cell with some shapes side by side."""
    image = Image.new("L", (40 * len(shapes) + 10, 50), 255)
    pen = ImageDraw.Draw(image)
    for place, shape in enumerate(shapes):
        x = 8 + 40 * place
        if shape == "triangle":
            pen.polygon([(x, 40), (x + 28, 40), (x + 14, 12)], outline=0, width=2)
        elif shape == "solid":
            pen.polygon([(x, 40), (x + 28, 40), (x + 14, 12)], fill=0)
        elif shape == "A":
            pen.line([(x, 40), (x + 14, 12), (x + 28, 40)], fill=0, width=3)
            pen.line([(x + 6, 30), (x + 22, 30)], fill=0, width=3)
        elif shape == "4":
            pen.line([(x + 20, 40), (x + 20, 12), (x, 32), (x + 28, 32)], fill=0, width=3)
        elif shape == "dash":
            pen.line([(x, 26), (x + 14, 26)], fill=0, width=3)
        elif shape == "box":
            pen.rectangle([x, 12, x + 20, 40], outline=0, width=3)
        elif shape == "raised":
            pen.rectangle([x, 10, x + 8, 20], outline=0, width=2)
    return image


@pytest.mark.parametrize(
    ("shape", "is_triangle"), [("triangle", True), ("solid", True), ("A", False), ("4", False), ("box", False)]
)
def test_triangle_told_from_letters(shape: str, is_triangle: bool) -> None:
    cut = opening_triangle(ink_of(drawn(shape, "box")))
    assert (cut is not None) == is_triangle
    if cut is not None:
        assert 36 <= cut <= 48


def test_dash_and_blank_need_no_reading() -> None:
    assert blob_text(ink_of(drawn("dash"))) == "-"
    assert blob_text(np.zeros((30, 60), dtype=np.bool_)) == ""
    assert blob_text(ink_of(drawn("box", "4"))) is None


def test_raised_mark_is_cut_off() -> None:
    cut = raised_mark(ink_of(drawn("box", "box", "raised")))
    assert cut is not None
    assert 86 <= cut <= 90
    assert raised_mark(ink_of(drawn("box", "box"))) is None


def test_uneven_edges_of_a_thick_rule_are_no_rules_of_their_own() -> None:
    ink = np.zeros((300, 1200), dtype=np.bool_)
    ink[100:103, 50:1150] = True
    for start in (80, 420, 760):  # a slight skew leaves stretches of one more row of points
        ink[99, start : start + 200] = True
        ink[103, start + 100 : start + 300] = True
    across, down = rules(ink, 300)
    assert down == []
    (rule,) = across
    assert abs(rule.start - 50) <= 5
    assert abs(rule.end - 1149) <= 5
