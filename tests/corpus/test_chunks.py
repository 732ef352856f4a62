"""Chunks: together what belongs together, never more than 40 lines, every unit in one of them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from corpus.chunks import MAX_LINES, Chunk, chunks
from corpus.document import Document
from corpus.read import read
from corpus.units import units

SHARED = Path(__file__).resolve().parents[3] / "shared" / "corpus"


def cut(tmp_path: Path, text: str) -> tuple[Document, tuple[Chunk, ...]]:
    (tmp_path / "doc.md").write_text(text, encoding="utf-8")
    document = read(tmp_path / "doc.md")
    return document, chunks(document, units(document))


def check(document: Document, found: tuple[Chunk, ...]) -> None:
    orders = [order for chunk in found for order in range(chunk.units[0], chunk.units[1] + 1)]
    assert orders == [unit.order for unit in units(document)]
    assert len({chunk.id for chunk in found}) == len(found)
    for chunk in found:
        assert chunk.text.strip()
        if chunk.location.lines is not None:
            first, last = chunk.location.lines
            assert 1 <= first <= last <= len(document.lines)
            assert last - first < MAX_LINES


def test_short_sections_of_one_chapter_stay_together(tmp_path: Path) -> None:
    document, found = cut(tmp_path, "# 계획\n\n## 1. 배경\n\n오래되었다.\n\n## 2. 목적\n\n새로 짓는다.\n")
    check(document, found)
    assert len(found) == 1
    assert "오래되었다" in found[0].text
    assert "2. 목적" in found[0].text
    assert found[0].heading_path == ("계획",)


def test_a_full_piece_ends_before_a_heading(tmp_path: Path) -> None:
    body = "강가에 나무를 심고 길을 넓힌다. " * 55
    document, found = cut(tmp_path, f"# 계획\n\n## 1. 배경\n\n{body}\n\n## 2. 목적\n\n새로 짓는다.\n")
    check(document, found)
    assert [chunk.heading_path[-1] for chunk in found][-1] == "2. 목적"
    assert "새로 짓는다" not in found[0].text


def test_a_long_table_is_cut_by_rows_with_its_headers_again(tmp_path: Path) -> None:
    rows = "\n".join(f"| 제{number}학교 | {number * 3:,} |" for number in range(1, 121))
    document, found = cut(tmp_path, f"# 목록\n\n(단위: 명)\n\n| 학교 | 학생 수 |\n|---|---|\n{rows}\n")
    check(document, found)
    tables = [chunk for chunk in found if chunk.kind == "table"]
    assert len(tables) >= 3
    assert all(
        chunk.table_id == document.tables[0].id and "학생 수" in chunk.text.splitlines()[0] for chunk in tables[1:]
    )
    ranges = [chunk.rows for chunk in tables if chunk.rows]
    assert ranges[0][0] == 1
    assert ranges[-1][1] == 120
    assert all(before[1] + 1 == after[0] for before, after in pairwise(ranges))


def test_a_row_reads_as_label_and_values_under_their_columns(tmp_path: Path) -> None:
    table = "| 구분 | 2023 | 2024 |\n|---|---|---|\n| 도서 구입 | 1,200 | 1,500 |\n| 시설 보수 | 300 | 450 |"
    _, found = cut(tmp_path, f"# 예산\n\n(단위: 천원)\n\n{table}\n")
    text = "\n".join(chunk.text for chunk in found)
    assert "시설 보수 | 2023: 300, 2024: 450" in text
    assert "천원" in text


def test_text_before_any_heading_is_one_piece(tmp_path: Path) -> None:
    document, found = cut(tmp_path, "첫째 문단이다.\n\n둘째 문단이다.\n\n셋째 문단이다.\n")
    check(document, found)
    assert len(found) == 1


@pytest.mark.skipif(not SHARED.is_dir(), reason="the five reports are not here")
@pytest.mark.parametrize("number", range(5))
def test_the_reports_are_covered(number: int) -> None:
    document = read(sorted(SHARED.glob("*.txt"))[number])
    found = chunks(document, units(document))
    check(document, found)
    assert len(found) >= len(document.lines) // MAX_LINES // 2
