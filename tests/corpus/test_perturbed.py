"""Real documents as other programs would have saved them: the same figures, whatever the spaces, pages and letters."""

from __future__ import annotations

import shutil
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from corpus.figures import figures
from corpus.page_count import LEAST_PAGES
from corpus.page_marks import PAGE_NUMBER
from corpus.read import read

ROOT = Path(__file__).parents[2]
OWN = sorted((ROOT / "evals" / "data").glob("*/*.txt"))
SHARED = sorted((ROOT.parent / "shared" / "corpus").glob("0*.txt"))
Key = tuple[tuple[str, ...], tuple[str, ...], Decimal, str | None]
PAGE = 45
"""Lines of a page."""


def _paged(lines: Sequence[str], mark: Callable[[int], list[str]]) -> list[str]:
    parts = [lines[start : start + PAGE] for start in range(0, len(lines), PAGE)]
    return [line for page, part in enumerate(parts, start=1) for line in (*part, *mark(page))]


HARMLESS: dict[str, Callable[[Sequence[str]], list[str]]] = {
    "hard spaces": lambda lines: [line.replace(" ", "\u00a0") for line in lines],
    "letters apart": lambda lines: [unicodedata.normalize("NFD", line) for line in lines],
    "other line ends": lambda lines: [f"{line}\r" for line in lines],
}
BROKEN: dict[str, Callable[[Sequence[str]], list[str]]] = {
    "page breaks": lambda lines: _paged(lines, lambda page: ["\f"]),
    "page numbers": lambda lines: _paged(lines, lambda page: [f"- {page} -"]),
}
HEADED: dict[str, Callable[[Sequence[str]], list[str]]] = {
    "bare page numbers": lambda lines: _paged(lines, lambda page: ["", str(page), ""]),
    "headed pages": lambda lines: _paged(lines, lambda page: ["", f"{page} / 40", "주요 업무 보고", ""]),
}
CUT = {"1002", "601_", "602_", "603_", "702_", "801_", "902_", "001_"}
"""Documents of which a page that ends within a table loses part of it: its rows fall apart into lines."""
MOST_LOST = 0.1
"""Share of the figures that a page in the middle of a table may cost in these; 801 is the worst and counted apart."""
WORST = {"801_": 0.45}


@cache
def _printed(path: Path) -> Counter[Key]:
    return Counter(
        (figure.row_path[-1:], figure.column_path[-1:], figure.value, figure.unit) for figure in figures(read(path))
    )


def _changed(path: Path, change: Callable[[Sequence[str]], list[str]], folder: Path) -> tuple[int, int, int]:
    """Return how many figures a document has, and how many a change of its text loses and makes up."""
    text = path.read_text(encoding="utf-8")
    other = folder / path.name
    other.write_text("\n".join(change(text.split("\n"))), encoding="utf-8", newline="\n")
    if (path.parent / "manifest.json").exists():
        shutil.copy(path.parent / "manifest.json", folder)
    before, after = _printed(path), _printed(other)
    return before.total(), (before - after).total(), (after - before).total()


@pytest.mark.parametrize("change", HARMLESS)
@pytest.mark.parametrize("path", [*OWN, *SHARED], ids=lambda path: path.name[:4])
def test_no_figure_changes(path: Path, change: str, tmp_path: Path) -> None:
    number, lost, made_up = _changed(path, HARMLESS[change], tmp_path)
    assert number > 0
    assert (lost, made_up) == (0, 0)


@pytest.mark.parametrize("change", BROKEN)
@pytest.mark.parametrize("path", [*OWN, *SHARED], ids=lambda path: path.name[:4])
def test_a_page_may_end_within_a_table(path: Path, change: str, tmp_path: Path) -> None:
    number, lost, made_up = _changed(path, BROKEN[change], tmp_path)
    code = path.name[:4]
    if code in CUT:
        assert 0 < lost <= number * WORST.get(code, MOST_LOST)
        assert made_up <= lost
    else:
        assert (lost, made_up) == (0, 0)


def _is_unnumbered(path: Path) -> bool:
    """Tell a document without page numbers of its own, of enough pages for numbers to be told by their count."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return len(lines) > (LEAST_PAGES + 1) * PAGE and not any(PAGE_NUMBER.match(line) for line in lines)


@pytest.mark.parametrize("change", HEADED)
@pytest.mark.parametrize("path", [p for p in (*OWN, *SHARED) if _is_unnumbered(p)], ids=lambda path: path.name[:4])
def test_numbered_pages_and_running_lines_are_no_text(path: Path, change: str, tmp_path: Path) -> None:
    number, lost, made_up = _changed(path, HEADED[change], tmp_path)
    assert lost <= number * (0.03 if path.name[:4] in CUT else 0.01)
    assert made_up <= lost


SPACED = [path for path in SHARED if path.name[:3] in ("000", "001", "002", "004")]


@pytest.mark.parametrize("path", SPACED, ids=lambda path: path.name[:4])
def test_the_rows_of_a_spaced_out_export_stay_together(path: Path, tmp_path: Path) -> None:
    number, lost, made_up = _changed(path, lambda lines: [part for line in lines for part in (line, "")], tmp_path)
    assert lost <= number * 0.01
    assert made_up <= number * 0.01


def test_there_are_documents_to_change() -> None:
    assert len(OWN) >= 25
    if not SHARED:
        pytest.skip("the five reports are not here: only the project's own documents were changed")
