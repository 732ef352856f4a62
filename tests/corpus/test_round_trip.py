"""Tables of known documents printed again in other layouts: what is read of them has the values and labels it had."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from corpus.document import Table
from corpus.read import read
from tests.corpus.layouts import LAYOUTS, cells_read, known_tables, page, wrong_cells

ROOT = Path(__file__).resolve().parents[2]
LAST, FURTHER, EXTRA = (ROOT / "evals" / "data" / name for name in ("last", "further", "extra"))
OWN = [
    ROOT / "corpus" / "samples",
    *sorted(
        path for path in (ROOT / "evals" / "data").iterdir() if path.is_dir() and path not in (LAST, FURTHER, EXTRA)
    ),
]
MISREAD = frozenset({"one-line", "soffice-pypdf", "soffice-pypdf-top", "pdfplumber"})
"""Layouts in which tables of the documents that came last are still misread: a telephone's sign and number become a
label and an amount, and two printed lines of heads over columns of counts are put in another order."""
UNREAD = frozenset(
    {
        "loose", "one-line", "stacked-close", "soffice-pypdf-top", "pdfplumber", "soffice-pypdf-wrapped",
        "pypdf-layout", "pypdf-layout-middle", "hwp",
    }
)  # fmt: skip
"""Layouts in which tables of the two further documents are misread, which no reader was written for."""
SIDE_BY_SIDE = frozenset({"aligned"})
"""Layouts in which tables of the extra documents are misread: two heads side by side become one."""
SHARED = ROOT.parent / "shared" / "corpus"
LEAST_READ = {
    "aligned": 150,
    "slash": 160,
    "slash-wrapped": 66,
    "bullet": 168,
    "loose-parted": 63,
    "loose": 67,
    "one-line": 100,
    "stacked": 105,
    "stacked-close": 92,
    "pypdf-plain": 57,
    "pdfplumber": 104,
    "soffice-pypdf": 86,
    "soffice-pypdf-top": 95,
    "soffice-pypdf-wrapped": 89,
    "pypdf-layout": 84,
    "pypdf-layout-middle": 84,
    "pdftotext": 145,
    "soffice": 89,
    "grid-ruled": 318,
    "boxed": 300,
    "pandoc": 310,
    "hwp": 64,
}
"""Tables of the repository's own documents that are read as tables in each layout, a little below what was measured."""


@cache
def _known(folder: Path) -> tuple[Table, ...]:
    return tuple(known_tables(path for path in sorted(folder.iterdir()) if path.suffix in (".txt", ".md")))


def _read_again(layout: str, tables: list[Table], file: Path) -> tuple[int, int, list[str]]:
    """Return how many tables and cells are read of the tables printed in a layout, and what is wrong in them."""
    count = cells = 0
    wrong: list[str] = []
    for table in tables:
        file.write_text(page(layout, table), encoding="utf-8")
        found = read(file).tables
        count += bool(found)
        cells += cells_read(found)
        where = f"{layout}, {table.location.document} {table.location.lines}"
        wrong += [f"{where}: {each}" for each in wrong_cells(table, found)]
    return count, cells, wrong


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_cell_is_wrong_in_another_layout(layout: str, tmp_path: Path) -> None:
    count, cells, wrong = _read_again(
        layout, [table for folder in OWN for table in _known(folder)], tmp_path / "표.txt"
    )

    assert wrong == []
    assert count >= LEAST_READ[layout]
    assert cells > count


@pytest.mark.parametrize(
    ("folder", "layout"),
    [
        pytest.param(folder, name, marks=[pytest.mark.xfail(strict=True)] if name in known else [])
        for folder, known in ((LAST, MISREAD), (FURTHER, UNREAD), (EXTRA, SIDE_BY_SIDE))
        for name in LAYOUTS
    ],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_no_cell_of_later_documents_is_wrong_in_another_layout(folder: Path, layout: str, tmp_path: Path) -> None:
    assert _read_again(layout, list(_known(folder)), tmp_path / "표.txt")[2] == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/corpus is not there")
@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_cell_of_the_shared_documents_is_wrong_in_another_layout(layout: str, tmp_path: Path) -> None:
    _, _, wrong = _read_again(layout, list(_known(SHARED)), tmp_path / "표.txt")

    assert wrong == []


def test_a_wrong_value_and_a_wrong_label_are_told(tmp_path: Path) -> None:
    file = tmp_path / "표.txt"
    file.write_text("(단위: 천원)\n구분\t예산\t집행\n가과\t12\t10\n나과\t9\t8\n", encoding="utf-8")
    (known,) = read(file).tables
    for text, count in (("12\t10", 0), ("12\t11", 1), ("10\t12", 2)):
        file.write_text(f"(단위: 천원)\n구분\t예산\t집행\n가과\t{text}\n나과\t9\t8\n", encoding="utf-8")
        assert len(wrong_cells(known, read(file).tables)) == count
    file.write_text("(단위: 원)\n구분\t예산\t집행\n가과\t12\t10\n다과\t9\t8\n", encoding="utf-8")
    assert len(wrong_cells(known, read(file).tables)) == 4
