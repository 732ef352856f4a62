"""A document taken out leaves nothing behind: not in the record, not among the vectors, not in an answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.embed import HashingEmbedder
from index.errors import IndexMissing
from index.ingest import COLLECTION, RECORD, VECTORS, file_results, ingest
from index.removal import remove
from index.search import Index
from index.store import Store
from index.vectors import Vectors

FIRST = "# 나루 마을 가꾸기\n\n## 1. 예산 (단위: 백만원)\n\n| 사업 | 2024 |\n|---|---|\n| 꽃길 넓히기 | 420 |\n"
SECOND = "# 솔밭 쉼터 만들기\n\n## 1. 예산 (단위: 백만원)\n\n| 사업 | 2024 |\n|---|---|\n| 그늘막 세우기 | 77 |\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "naru.md").write_text(FIRST, encoding="utf-8")
    (tmp_path / "files" / "sol.md").write_text(SECOND, encoding="utf-8")
    ingest([tmp_path / "files"], tmp_path / "index", HashingEmbedder())
    return tmp_path


def held(index_dir: Path) -> tuple[set[str], set[str]]:
    """Return the ids of the units in the record and of those that have a vector."""
    store = Store(index_dir / RECORD)
    try:
        units = {unit_id for unit_id, _, _ in store.unit_texts()}
    finally:
        store.close()
    return units, set(Vectors(index_dir / VECTORS, collection=COLLECTION).known())


def ids(index_dir: Path) -> dict[str, str]:
    index = Index.open(index_dir, embedder=HashingEmbedder())
    try:
        return {entry.name: entry.id for entry in index.documents()}
    finally:
        index.close()


def test_record_and_vectors_hold_the_same_units_afterwards(folder: Path) -> None:
    index_dir = folder / "index"
    gone = ids(index_dir)["naru.md"]
    assert remove([gone], index_dir, HashingEmbedder()) == (folder / "files" / "naru.md",)
    units, vectors = held(index_dir)
    assert units == vectors
    assert units
    assert not any(unit_id.startswith(gone) for unit_id in units)
    assert set(ids(index_dir)) == {"sol.md"}
    assert [(r.name, r.state) for r in file_results(index_dir)] == [("naru.md", "removed"), ("sol.md", "read")]


def test_nothing_is_found_of_it_any_more(folder: Path) -> None:
    index_dir = folder / "index"
    remove([ids(index_dir)["naru.md"]], index_dir, HashingEmbedder())
    index = Index.open(index_dir, embedder=HashingEmbedder())
    try:
        found = index.search("꽃길 넓히기 2024년 예산", limit=10)
        assert {passage.document.name for passage in found.passages} == {"sol.md"}
        assert all("naru" not in hit.unit.location.document for hit in index.search_units("꽃길 넓히기"))
    finally:
        index.close()


def test_it_equals_an_index_that_never_held_it(folder: Path) -> None:
    remove([ids(folder / "index")["naru.md"]], folder / "index", HashingEmbedder())
    ingest([folder / "files" / "sol.md"], folder / "fresh", HashingEmbedder())
    assert held(folder / "index") == held(folder / "fresh")
    assert ids(folder / "index") == ids(folder / "fresh")


def test_earlier_editions_of_the_file_go_with_it(folder: Path) -> None:
    index_dir = folder / "index"
    (folder / "files" / "naru.md").write_text(FIRST.replace("420", "450"), encoding="utf-8")
    ingest([folder / "files"], index_dir, HashingEmbedder())
    index = Index.open(index_dir, embedder=HashingEmbedder())
    entries = [entry for entry in index.documents() if entry.name == "naru.md"]
    index.close()
    assert len(entries) == 2
    current = next(entry.id for entry in entries if not entry.superseded_by)
    remove([current], index_dir, HashingEmbedder())
    assert set(ids(index_dir)) == {"sol.md"}


def test_an_earlier_edition_can_go_alone(folder: Path) -> None:
    index_dir = folder / "index"
    old = ids(index_dir)["naru.md"]
    (folder / "files" / "naru.md").write_text(FIRST.replace("420", "450"), encoding="utf-8")
    ingest([folder / "files"], index_dir, HashingEmbedder())
    assert remove([old], index_dir, HashingEmbedder()) == ()
    kept = ids(index_dir)
    assert set(kept) == {"naru.md", "sol.md"}
    assert kept["naru.md"] != old


def test_an_unknown_document_changes_nothing_and_the_last_leaves_an_empty_index(folder: Path) -> None:
    index_dir = folder / "index"
    before = held(index_dir)
    assert remove(["none"], index_dir, HashingEmbedder()) == ()
    assert held(index_dir) == before
    remove(list(ids(index_dir).values()), index_dir, HashingEmbedder())
    assert held(index_dir) == (set(), set())
    with pytest.raises(IndexMissing, match="비어"):
        Index.open(index_dir)


def test_the_file_comes_back_when_it_is_ingested_again(folder: Path) -> None:
    index_dir = folder / "index"
    before = held(index_dir)
    remove([ids(index_dir)["naru.md"]], index_dir, HashingEmbedder())
    assert len(ingest([folder / "files"], index_dir, HashingEmbedder()).read) == 1
    assert held(index_dir) == before


def test_a_run_cut_short_after_the_record_is_cleared_by_the_next_ingest(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index_dir = folder / "index"

    def cut(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("index.removal.update_vectors", cut)
    with pytest.raises(KeyboardInterrupt):
        remove([ids(index_dir)["naru.md"]], index_dir, HashingEmbedder())
    units, vectors = held(index_dir)
    assert units < vectors
    index = Index.open(index_dir, embedder=HashingEmbedder())
    assert {passage.document.name for passage in index.search("꽃길 넓히기").passages} == {"sol.md"}
    index.close()
    ingest([folder / "files" / "sol.md"], index_dir, HashingEmbedder())
    units, vectors = held(index_dir)
    assert units == vectors
