"""A flattened text whose blank lines were taken out is read as the flattened text it was; other texts stay exports."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.read import read
from corpus.txt import kind_of

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "evals" / "data"
SHARED = ROOT / ".." / "shared" / "corpus"
FLAT = (
    *sorted((DATA / "recent").glob("403_*.txt")),
    *sorted((DATA / "recent").glob("502_*.txt")),
    DATA / "wider" / "701_5c1e90ab7d24f386.txt",
)
LEAST = 0.97
"""Share of the values that must come out under the same labels."""


def _single_spaced(text: str) -> str:
    lines = text.split("\n")
    kept: list[str] = []
    at = 0
    while at < len(lines):
        kept.append(lines[at])
        at += 2 if lines[at].strip() and not "".join(lines[at + 1 : at + 2]).strip() else 1
    return "\n".join(kept)


def _values(document: Document) -> set[tuple[tuple[str, ...], tuple[str, ...], tuple[Decimal, ...]]]:
    return {
        (cell.row_path, cell.column_path, tuple(amount.value for amount in cell.amounts))
        for table in document.tables
        for cell in table.cells
        if cell.amounts and not cell.is_header
    }


def _compare(path: Path, folder: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert kind_of(tuple(text.split("\n"))) == "flattened"
    again = folder / path.name
    again.write_text(_single_spaced(text), encoding="utf-8")
    known, found = _values(read(path)), _values(read(again))
    assert len(known & found) >= LEAST * len(known)
    assert len(found - known) <= (1 - LEAST) * len(known)


@pytest.mark.parametrize("path", FLAT, ids=lambda path: path.stem[:3])
def test_no_table_is_lost_without_the_blank_lines(path: Path, tmp_path: Path) -> None:
    _compare(path, tmp_path)


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/corpus is not there")
def test_no_table_of_the_shared_report_is_lost_without_the_blank_lines(tmp_path: Path) -> None:
    _compare(SHARED / "003_8a503999100be574.txt", tmp_path)


@pytest.mark.parametrize("name", ["newest/801_3f9a6c0e17d2b845.txt", "wider/703_f238bd58ba8cd66d.txt"])
def test_columns_by_spaces_are_no_flattened_text(name: str) -> None:
    document = read(DATA / name)
    assert kind_of(tuple((DATA / name).read_text(encoding="utf-8").split("\n"))) == "either"
    assert len(document.tables) >= 11


@pytest.mark.parametrize("seed", [2, 14, 16])
def test_a_text_with_its_lines_out_of_order_is_read_without_a_crash(seed: int, tmp_path: Path) -> None:
    lines = FLAT[0].read_text(encoding="utf-8").split("\n")
    draw = random.Random(seed)
    for _ in range(len(lines) // 10):
        one, other = draw.randrange(len(lines)), draw.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
    file = tmp_path / "report.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    assert read(file).sections


def test_a_list_of_people_without_titles_is_no_list(tmp_path: Path) -> None:
    rows = [line for n in range(1, 5) for line in (f"{n} 가온 나래", "(한빛학교)", "")]
    filler = [line for n in range(60) for line in (f"글 {n}", "")]
    file = tmp_path / "report.txt"
    file.write_text("\n".join((*filler, "연번 연구과제명 연구자(소속)", "", *rows)), encoding="utf-8")
    assert read(file).tables == ()
