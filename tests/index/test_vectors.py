"""The store of vectors answers for what it holds, while an ingest has not yet stored all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.vectors import Vectors


@pytest.fixture
def vectors(tmp_path: Path) -> Vectors:
    store = Vectors(tmp_path, collection="units")
    store.add(["a", "b"], [[1.0, 0.0], [0.0, 1.0]], documents=["d", "d"], hashes=["1", "2"])
    return store


def test_only_ids_that_have_a_vector_are_compared(vectors: Vectors) -> None:
    assert vectors.similarities(["a", "unknown"], [0.6, 0.8]) == {"a": pytest.approx(0.6)}


def test_ids_of_which_none_has_a_vector_yet_are_no_error(vectors: Vectors) -> None:
    assert vectors.similarities(["unknown"], [0.6, 0.8]) == {}


def test_a_vector_read_before_is_replaced_with_its_text(vectors: Vectors) -> None:
    assert vectors.similarities(["b", "a"], [0.6, 0.8]) == {"b": pytest.approx(0.8), "a": pytest.approx(0.6)}
    vectors.add(["a"], [[0.0, 1.0]], documents=["d"], hashes=["3"])
    assert vectors.similarities(["a"], [0.6, 0.8]) == {"a": pytest.approx(0.8)}
    vectors.remove(["a"])
    assert vectors.similarities(["a", "b"], [0.6, 0.8]) == {"b": pytest.approx(0.8)}
