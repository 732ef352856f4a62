"""One report in every format: the same figures under the same paths come out of each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.document import Document, Table
from corpus.read import read
from corpus.text import squash

FORMATS = Path(__file__).resolve().parents[1] / "data" / "formats"
EXPECTED = json.loads((FORMATS / "report.expected.json").read_text(encoding="utf-8"))
Figure = tuple[int, tuple[str, ...], tuple[str, ...], str, str]


def wanted() -> set[Figure]:
    """Return the figures the report was written from."""
    return {(f["table"], tuple(f["row"]), tuple(f["column"]), f["value"], f["unit"]) for f in EXPECTED}


def found(document: Document) -> set[Figure]:
    """Return the figures of a document's table cells."""
    return {
        (number, cell.row_path, cell.column_path, format(amount.value.normalize(), "f"), amount.unit or "")
        for number, table in enumerate(document.tables, start=1)
        for cell in table.cells
        for amount in cell.amounts
    }


def normal(figures: set[Figure]) -> set[Figure]:
    """Return figures with values written without trailing zeros."""
    return {(t, r, c, v.rstrip("0").rstrip(".") if "." in v else v, u) for t, r, c, v, u in figures}


def squashed(figures: set[Figure]) -> set[Figure]:
    """Return figures with paths without spaces: LibreOffice widens the gap between digits and Hangul."""
    return {(t, tuple(map(squash, r)), tuple(map(squash, c)), v, u) for t, r, c, v, u in figures}


def spans(table: Table) -> set[tuple[str, int, int]]:
    """Return the merged cells of a table."""
    return {
        (squash(cell.text), cell.rowspan, cell.colspan) for cell in table.cells if cell.rowspan > 1 or cell.colspan > 1
    }


def test_truth_is_large_enough() -> None:
    assert len(wanted()) == len(EXPECTED) > 200
    assert len(EXPECTED) == 6 * 7 - 3 + 3 * 72 + 4


@pytest.mark.parametrize("suffix", ["html", "docx", "hwpx", "xlsx", "md", "txt"])
def test_every_figure_comes_out(suffix: str) -> None:
    figures = normal(found(read(FORMATS / f"report.{suffix}")))
    assert figures == normal(wanted())


@pytest.mark.parametrize("file", ["report.pdf", "report-glyphs.pdf", "report-libreoffice.pdf"])
def test_pdf_figures_and_spans(file: str) -> None:
    if not (FORMATS / file).is_file():
        pytest.skip(f"{file} was not made: its program or font is not installed")
    document = read(FORMATS / file)
    figures, truth = squashed(normal(found(document))), squashed(normal(wanted()))
    assert len(figures & truth) >= 0.99 * len(truth)
    assert len(figures - truth) <= 0.01 * len(truth)
    known = read(FORMATS / "report.html")
    assert [spans(table) for table in document.tables] == [spans(table) for table in known.tables]


def test_figures_of_tables_without_rules() -> None:
    if not (FORMATS / "report-unruled.pdf").is_file():
        pytest.skip("report-unruled.pdf was not made: LibreOffice is not installed")
    document = read(FORMATS / "report-unruled.pdf")
    figures = {own[1:] for own in squashed(normal(found(document)))}
    assert figures == {own[1:] for own in squashed(normal(wanted()))}
    assert all("괘선이 없는 표" in table.repairs[0] for table in document.tables)


@pytest.mark.parametrize("suffix", ["html", "docx", "hwpx", "pdf"])
def test_headings_captions_and_notes(suffix: str) -> None:
    document = read(FORMATS / f"report.{suffix}")
    budget = document.tables[0]
    assert [part for part in budget.heading_path if part.startswith("Ⅱ")] == ["Ⅱ. 예산"]
    assert "재원별 예산과 집행" in budget.caption
    assert budget.unit == "백만원"
    assert any("3월 말까지" in note for note in budget.notes)
    text = " ".join(paragraph.text for paragraph in document.paragraphs)
    assert "초등학생 기준" in text
    assert "204명 늘어남" in text
    assert not any(amount.value == 4301 for cell in budget.cells for amount in cell.amounts)


@pytest.mark.parametrize("suffix", ["html", "docx", "hwpx", "pdf"])
def test_title_page_facts(suffix: str) -> None:
    document = read(FORMATS / f"report.{suffix}")
    assert document.title.startswith("2025년 무지개시 마을배움")
    assert document.kind == "보고"
    assert document.as_of == "2025-03-31"
    assert document.organization == "무지개시 교육지원과"
    assert ("fiscal_year", "2025") in document.extra


def test_pages_are_kept_and_running_lines_removed() -> None:
    document = read(FORMATS / "report.pdf")
    schools = document.tables[1]
    assert [part.page for part in schools.parts] == [1, 2, 3, 4, 5][: len(schools.parts)]
    assert len(schools.parts) >= 3
    pages = [cell.location.page for cell in schools.cells if cell.column == 2]
    assert pages == sorted(page for page in pages if page)
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "마을배움 사업 추진 보고" not in texts
    assert not any(text.startswith("- ") and text.endswith(" -") for text in texts)


def test_nested_table_is_a_table_of_its_own() -> None:
    for suffix in ("html", "docx", "hwpx", "pdf"):
        document = read(FORMATS / f"report.{suffix}")
        outer, inner = document.tables[2], document.tables[3]
        assert (outer.rows, outer.columns, inner.rows, inner.columns) == (4, 2, 3, 3)
        cell = outer.at(2, 1)
        assert cell is not None
        assert cell.text == "기초와 심화로 나누어 운영"
