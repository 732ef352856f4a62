"""Scores of several searches made one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fuse import fuse

SCORES = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0, 100), max_size=8)


@given(SCORES, SCORES)
def test_every_id_is_kept_once_between_0_and_1(a: dict[str, float], b: dict[str, float]) -> None:
    merged = fuse([(a, 0.6), (b, 0.4)])
    assert sorted(key for key, _ in merged) == sorted(a.keys() | b.keys())
    assert all(0 <= score <= 1.0000001 for _, score in merged)
    assert [score for _, score in merged] == sorted((score for _, score in merged), reverse=True)


def test_the_best_of_both_is_first() -> None:
    merged = fuse([({"a": 10.0, "b": 8.0}, 0.5), ({"b": 0.4, "c": 0.4}, 0.5)])
    assert [key for key, _ in merged] == ["b", "a", "c"]
    assert [score for _, score in merged] == pytest.approx([0.9, 0.5, 0.5])


def test_nothing_found() -> None:
    assert fuse([({}, 0.5), ({}, 0.5)]) == []


def test_a_negative_score_is_refused() -> None:
    with pytest.raises(ValueError, match="0"):
        fuse([({"a": -1.0}, 1.0)])
