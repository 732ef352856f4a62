"""Words near in meaning, with a model whose meanings are known."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index import words as room
from index.words import NearWords, open_words, update_words, vocabulary


class Meant:
    """Gives each word the vector of its group, and counts what it was asked."""

    name = "meant"

    def __init__(self, groups: dict[str, int]) -> None:
        self.groups = groups
        self.asked: list[str] = []

    def passages(self, texts: Sequence[str]) -> list[list[float]]:
        self.asked += texts
        vectors = []
        for text in texts:
            noise = np.random.default_rng(sum(map(ord, text))).normal(0, 0.02, 24)
            noise[self.groups.get(text, 23)] += 1.0
            vectors.append((noise / np.linalg.norm(noise)).tolist())
        return vectors


GROUPS = {
    "교사": 0,
    "선생님": 0,
    "teacher": 0,
    "예산": 1,
    "자금": 1,
    "학교": 2,
    "도서관": 3,
    "책상": 3,
    "급식": 4,
    "급속": 4,
}


def near_words() -> NearWords:
    model = Meant(GROUPS)
    known = [word for word in GROUPS if word not in ("선생님", "teacher")]
    filling = [f"낱말{chr(0xAC00 + 28 * i)}" for i in range(40)]
    for index, word in enumerate(filling):
        model.groups[word] = 5 + index % 18
    vectors = np.asarray(model.passages([*known, *filling]), dtype=np.float32)
    return NearWords([*known, *filling], vectors, model)


def test_a_word_of_the_same_meaning_is_found() -> None:
    found = near_words().near(["선생님"])["선생님"]
    assert [word for word, _ in found][:1] == ["교사"]
    assert found[0][1] > 0.8


def test_a_word_of_another_meaning_is_not() -> None:
    assert "예산" not in dict(near_words().near(["선생님"])["선생님"])


def test_words_spelt_alike_are_left_out() -> None:
    assert "급속" not in dict(near_words().near(["급식"])["급식"])


def test_a_word_is_embedded_once() -> None:
    near = near_words()
    near.near(["선생님", "선생님"])
    model = near._embedder
    assert isinstance(model, Meant)
    before = len(model.asked)
    near.near(["선생님"])
    assert len(model.asked) == before


def test_vocabulary_holds_single_words_of_letters() -> None:
    assert vocabulary(["예산", "2024", "ai", "학교급식예산", "돈", "도서관"]) == ["예산", "도서관"]


def test_update_embeds_new_words_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "LEAST", 3)
    model, file = Meant(GROUPS), tmp_path / "words.npz"
    assert update_words(file, ["교사", "예산", "학교"], model) == 3
    assert update_words(file, ["교사", "예산", "학교", "도서관"], model) == 1
    assert model.asked == ["교사", "예산", "학교", "도서관"]
    assert open_words(file, model) is not None
    assert update_words(file, ["교사"], model) == 0
    assert open_words(file, model) is None  # too few words


def test_a_broken_file_is_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "words.npz"
    file.write_bytes(b"not a zip")
    assert open_words(file, Meant(GROUPS)) is None
    assert update_words(file, ["교사", "예산"], Meant(GROUPS)) == 2


def test_vectors_of_another_model_are_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "LEAST", 1)
    file = tmp_path / "words.npz"
    update_words(file, ["교사", "예산"], Meant(GROUPS))
    other = Meant(GROUPS)
    other.name = "other"
    assert open_words(file, other) is None
