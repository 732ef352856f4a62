"""A question's vector is worked out once, beside other work where it is foreseen, and anew after a failure."""

from __future__ import annotations

import threading

import pytest

from index.ahead import QueryVectors


class Model:
    """Tells which texts were embedded in which threads; fails for the first ones asked to fail."""

    def __init__(self, failures: int = 0) -> None:
        self.asked: list[tuple[str, str]] = []
        self.failures = failures

    def embed(self, text: str) -> tuple[float, ...]:
        self.asked.append((text, threading.current_thread().name))
        if self.failures:
            self.failures -= 1
            raise OSError("no model")
        return (float(len(text)),)


def test_a_vector_foreseen_is_worked_out_in_a_thread_of_its_own_and_once() -> None:
    model = Model()
    vectors = QueryVectors(model.embed)
    vectors.foresee("예산은?")
    vectors.foresee("예산은?")
    assert vectors("예산은?") == vectors("예산은?") == (4.0,)
    assert [text for text, _ in model.asked] == ["예산은?"]
    assert model.asked[0][1].startswith("query-vector")
    vectors.close()


def test_a_vector_not_foreseen_is_worked_out_where_it_is_asked_for() -> None:
    model = Model()
    assert QueryVectors(model.embed)("정원은?") == (4.0,)
    assert model.asked == [("정원은?", threading.current_thread().name)]


@pytest.mark.parametrize("foreseen", [True, False])
def test_a_failure_is_told_and_the_next_question_tries_anew(foreseen: bool) -> None:
    model = Model(failures=1)
    vectors = QueryVectors(model.embed)
    if foreseen:
        vectors.foresee("예산은?")
    with pytest.raises(OSError, match="no model"):
        vectors("예산은?")
    assert vectors("예산은?") == (4.0,)


def test_the_oldest_vectors_are_forgotten() -> None:
    model = Model()
    vectors = QueryVectors(model.embed, kept=2)
    for text in ("가", "나", "다", "다", "가"):
        vectors(text)
    assert [text for text, _ in model.asked] == ["가", "나", "다", "가"]


def test_nothing_is_foreseen_once_closed_but_a_question_is_still_answered() -> None:
    model = Model()
    vectors = QueryVectors(model.embed)
    vectors.close()
    vectors.foresee("예산은?")
    assert model.asked == []
    assert vectors("예산은?") == (4.0,)
