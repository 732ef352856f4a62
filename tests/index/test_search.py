"""What an index hands back: passages, units, whole documents again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus.figures import figures
from corpus.read import read
from index.embed import HashingEmbedder
from index.errors import IndexMissing, SearchError
from index.ingest import ingest
from index.search import Index, Mode

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = """# 바닷가 도서관 운영 계획

## 1. 예산

(단위: 천원)

| 구분 | 2023 | 2024 |
|---|---|---|
| 도서 구입 | 1,200 | 1,500 |
| 시설 보수 | 300 | 450 |
| 합계 | 1,500 | 1,950 |

## 2. 운영

- 토요일에는 밤 아홉 시까지 연다.
- 이동 도서관 차량 세 대를 운행한다.
"""
GYM = """# 산골 체육관 실적 보고

## 1. 이용

이용자는 12,345명으로 집계되었다. 시설 보수는 두 차례 있었다.

## 2. 안내

토요일에는 밤 아홉 시까지 연다.
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("files")
    (folder / "library.md").write_text(LIBRARY, encoding="utf-8")
    (folder / "gym.md").write_text(GYM, encoding="utf-8")
    ingest([folder], folder / "index", HashingEmbedder())
    opened = Index.open(folder / "index", embedder=HashingEmbedder())
    yield opened
    opened.close()


@pytest.mark.parametrize("mode", ["fused", "lexical", "dense"])
def test_each_way_finds_the_sentence(index: Index, mode: Mode) -> None:
    first = index.search("이동 도서관 차량은 몇 대인가", mode=mode).passages[0]
    assert (first.rank, first.document.name) == (1, "library.md")
    assert "세 대를 운행" in first.chunk.text


def test_ranks_count_from_one_and_scores_fall(index: Index) -> None:
    passages = index.search("시설 보수 예산").passages
    assert [passage.rank for passage in passages] == list(range(1, len(passages) + 1))
    assert [passage.score for passage in passages] == sorted((p.score for p in passages), reverse=True)


def test_limit_and_documents_restrict(index: Index) -> None:
    gym = index.find_document("gym.md")
    assert len(index.search("시설 보수", limit=1).passages) == 1
    assert {p.document.name for p in index.search("시설 보수", documents=[gym.id]).passages} == {"gym.md"}
    assert index.search("시설 보수", documents=[]).passages == ()


def test_a_preferred_document_comes_first(index: Index) -> None:
    gym, library = index.find_document("gym.md"), index.find_document("library.md")
    for entry in (gym, library):
        found = index.search("토요일에는 밤 아홉 시까지 연다", preferred=[entry.id])
        assert found.passages[0].document.name == entry.name


def test_words_widen_a_search(index: Index) -> None:
    assert not index.search("버스", mode="lexical").passages
    assert index.search("버스", words=["차량"], mode="lexical").passages[0].document.name == "library.md"


@pytest.mark.parametrize("query", ["", "   "])
def test_an_empty_query_is_refused(index: Index, query: str) -> None:
    with pytest.raises(ValueError, match="질의"):
        index.search(query)


def test_a_limit_below_one_is_refused(index: Index) -> None:
    with pytest.raises(ValueError, match="limit"):
        index.search("예산", limit=0)


@pytest.mark.parametrize("query", ['"', "예산*", "a OR b", "NEAR(", "( 예산 AND", "-- ; DROP TABLE units", "%_'"])
def test_signs_of_the_query_language_are_only_text(index: Index, query: str) -> None:
    index.search(query)
    index.search_units(query)


def test_nothing_in_common_is_nothing_found(index: Index) -> None:
    assert index.search("오로라 관측 망원경", mode="lexical").passages == ()


def test_a_passage_says_where_it_stands(index: Index) -> None:
    lines = LIBRARY.splitlines()
    passage = index.search("이동 도서관 차량").passages[0]
    assert passage.chunk.location.lines is not None
    first, last = passage.chunk.location.lines
    assert any("이동 도서관" in line for line in lines[first - 1 : last])
    assert index.source_lines(passage.chunk.document_id, first, last) == tuple(lines[first - 1 : last])


def test_a_document_comes_back_as_it_was_read(index: Index, tmp_path: Path) -> None:
    (tmp_path / "library.md").write_text(LIBRARY, encoding="utf-8")
    document = read(tmp_path / "library.md")
    assert index.document(document.id) == document
    assert index.sections(document.id) == document.sections
    assert index.tables(document.id) == document.tables
    assert index.table(document.tables[0].id) == document.tables[0]
    assert index.figures_in(document.id) == figures(document)
    own = tuple(figure for figure in figures(document) if figure.table_id == document.tables[0].id)
    assert index.figures_of(document.tables[0].id) == own
    assert len(own) >= 6


def test_units_are_found_with_both_scores(index: Index) -> None:
    hits = {hit.unit.text: hit for hit in index.search_units("이동 도서관 차량 세 대를 운행한다")}
    hit = next(hit for text, hit in hits.items() if "차량 세 대" in text)
    assert hit.score == max(other.score for other in hits.values()) > 0
    assert hit.similarity == max(other.similarity for other in hits.values()) > 0.5


@pytest.mark.parametrize("name", ["library.md", "gym.md"])
def test_a_word_no_token_holds_is_looked_for_only_in_the_documents_asked(index: Index, name: str) -> None:
    word = "설 보"  # letters both documents print and no search token holds
    assert index.unit_frequency(word) == 0
    assert len({hit.unit.document_id for hit in index.search_units("없는말", words=[word])}) == 2
    only = index.find_document(name).id
    assert {hit.unit.document_id for hit in index.search_units("없는말", words=[word], documents=[only])} == {only}


def test_a_rare_word_is_looked_for_whatever_else_the_best_units_share(index: Index) -> None:
    words = ["토요일", "밤", "연다", "이동"]
    hits = index.search_units("토요일에는 밤 아홉 시까지 연다", words=words, limit=1)
    assert any("이동 도서관 차량" in hit.unit.text for hit in hits)


def test_how_rare_a_word_is(index: Index) -> None:
    assert index.unit_frequency("차량") == 1
    assert index.unit_frequency("없는낱말") == 0
    assert index.unit_count() == index.counts()["units"]


@pytest.mark.parametrize("name", ["gym.md", "GYM.MD", "산골 체육관 실적 보고", "체육관", "files/gym.md"])
def test_a_document_is_found_by_name_or_title(index: Index, name: str) -> None:
    assert index.find_document(name).name == "gym.md"


@pytest.mark.parametrize("name", ["없는 문서", ".md", ""])
def test_a_document_that_is_not_there_or_not_alone_is_said(index: Index, name: str) -> None:
    with pytest.raises(SearchError, match=r"gym\.md"):
        index.find_document(name)


def test_unknown_ids_raise(index: Index) -> None:
    with pytest.raises(KeyError):
        index.table("nothing")
    with pytest.raises(KeyError):
        index.document("nothing")


def test_threads_get_the_same_answers(index: Index) -> None:
    queries = ["시설 보수", "토요일", "이동 도서관", "이용자 12,345명"] * 6
    alone = [index.search(query) for query in queries]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(index.search, queries)) == alone


def test_no_index_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="policy-assistant ingest"):
        Index.open(tmp_path)


@pytest.mark.parametrize("is_made_anew", [False, True])
def test_an_open_index_still_answers_when_another_process_writes(tmp_path: Path, is_made_anew: bool) -> None:
    """Its vectors are read past what is gone; what is opened afterwards finds what is there now."""
    (tmp_path / "a.md").write_text(LIBRARY, encoding="utf-8")
    folder = tmp_path / "index"
    ingest([tmp_path / "a.md"], folder, HashingEmbedder())
    opened = Index.open(folder, embedder=HashingEmbedder())
    assert opened.search("시설 보수", mode="dense").passages
    (tmp_path / "a.md").write_text(GYM, encoding="utf-8")
    if is_made_anew:
        shutil.rmtree(folder)
    subprocess.run(
        [sys.executable, "-m", "assistant", "ingest", tmp_path / "a.md", "--index", folder],
        cwd=ROOT, check=True, capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "ASSISTANT_EMBEDDING_MODEL": "hashing"},
    )  # fmt: skip
    opened.search("시설 보수", mode="dense")
    assert not opened.is_current()
    again = Index.open(folder, embedder=HashingEmbedder())
    found = again.search("시설 보수", mode="dense").passages
    assert "산골 체육관 실적 보고" in {passage.document.title for passage in found}
    again.close()
    opened.close()


def test_an_open_index_notices_another_put_in_its_place(tmp_path: Path) -> None:
    for name, text in (("a", LIBRARY), ("b", GYM)):
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
        ingest([tmp_path / f"{name}.md"], tmp_path / name, HashingEmbedder())
    opened = Index.open(tmp_path / "a", embedder=HashingEmbedder())
    shutil.rmtree(tmp_path / "a")
    assert opened.is_current()  # it is being made anew; until then what was open answers
    shutil.move(tmp_path / "b", tmp_path / "a")
    assert not opened.is_current()
    again = Index.open(tmp_path / "a", embedder=HashingEmbedder())
    assert {passage.document.name for passage in again.search("시설 보수").passages} == {"b.md"}
    opened.close()
    again.close()


def test_an_open_index_notices_a_new_document(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(LIBRARY, encoding="utf-8")
    ingest([tmp_path / "a.md"], tmp_path / "index", HashingEmbedder())
    opened = Index.open(tmp_path / "index", embedder=HashingEmbedder())
    assert opened.is_current()
    (tmp_path / "b.md").write_text(GYM, encoding="utf-8")
    ingest([tmp_path / "b.md"], tmp_path / "index", HashingEmbedder())
    assert not opened.is_current()
    assert all(passage.document.name == "a.md" for passage in opened.search("시설 보수").passages)
    opened.close()


class Near:
    """Keeps the vector of one word, and tells which words it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def keeps(self, word: str) -> bool:
        return word == "토요일"

    def near(self, words: Sequence[str]) -> dict[str, tuple[tuple[str, float], ...]]:
        self.asked += words
        return {}


def test_a_word_the_documents_say_is_not_embedded_to_find_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gym.md").write_text(GYM, encoding="utf-8")
    ingest([tmp_path / "gym.md"], tmp_path / "index", HashingEmbedder())
    near = Near()
    monkeypatch.setattr("index.search.open_words", lambda *_: near)
    opened = Index.open(tmp_path / "index", embedder=HashingEmbedder())
    opened.near_words(["토요일", "이용자", "주말"])
    opened.close()
    assert near.asked == ["토요일", "주말"]


def test_a_rewording_is_foreseen_before_the_words_are_looked_for(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    foreseen: list[str] = []
    monkeypatch.setattr(index, "foresee", foreseen.append)
    index.search_units("주말에 여는 시간", rewording="토요일 여는 시간")
    index.search_units("주말에 여는 시간")
    assert foreseen == ["토요일 여는 시간"]
