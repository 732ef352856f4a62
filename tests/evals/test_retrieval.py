"""Retrieval metrics with values reckoned by hand, and what must hold of any ranking."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.cases import Case
from evals.retrieval import Place, hits, mean, ndcg_at_k, recall_at_k, reciprocal_rank

NONE: frozenset[int] = frozenset()
FIRST, SECOND = frozenset({0}), frozenset({1})
RANKING = [NONE, FIRST, NONE, SECOND]
rankings = st.lists(st.frozensets(st.integers(0, 3)), max_size=12)


def test_recall_counts_ranges_of_evidence() -> None:
    assert [recall_at_k(RANKING, 2, k) for k in (1, 2, 3, 4, 9)] == [0, 0.5, 0.5, 1, 1]
    assert recall_at_k([frozenset({0, 1})], 3, 1) == pytest.approx(2 / 3)


def test_reciprocal_rank_is_that_of_the_first_relevant_place() -> None:
    assert reciprocal_rank(RANKING) == 0.5
    assert reciprocal_rank([FIRST]) == 1
    assert reciprocal_rank([NONE]) == 0


def test_ndcg_discounts_by_rank() -> None:
    gained = 1 / math.log2(3) + 1 / math.log2(5)
    assert ndcg_at_k(RANKING, 2, 4) == pytest.approx(gained / (1 + 1 / math.log2(3)))
    assert ndcg_at_k([FIRST, SECOND], 2, 10) == pytest.approx(1)
    assert ndcg_at_k(RANKING, 2, 1) == 0


def test_ndcg_gives_no_second_gain_for_the_same_range() -> None:
    assert ndcg_at_k([FIRST, FIRST], 2, 2) == pytest.approx(1 / (1 + 1 / math.log2(3)))


@given(rankings, st.integers(1, 15))
def test_recall_stays_within_0_and_1_and_never_falls_as_k_grows(ranking: list[frozenset[int]], k: int) -> None:
    now, then = recall_at_k(ranking, 4, k), recall_at_k(ranking, 4, k + 1)
    assert 0 <= now <= then <= 1


@given(rankings, st.integers(1, 15))
def test_ndcg_stays_within_0_and_1(ranking: list[frozenset[int]], k: int) -> None:
    assert 0 <= ndcg_at_k(ranking, 4, k) <= 1 + 1e-9


@pytest.mark.parametrize(("evidence", "k"), [(0, 1), (1, 0)])
def test_nothing_to_measure_is_refused(evidence: int, k: int) -> None:
    with pytest.raises(ValueError, match="1 이상"):
        recall_at_k(RANKING, evidence, k)
    with pytest.raises(ValueError, match="1 이상"):
        ndcg_at_k(RANKING, evidence, k)


def test_a_place_is_relevant_in_the_right_document_only() -> None:
    case = Case.model_validate(
        {
            "id": "q", "doc": "plan", "kind": "sum", "question": "?", "figures": [{"value": 1}],
            "lines": [[10, 12], [30, 30]],
        }
    )  # fmt: skip
    places = [
        Place("other.txt", (10, 12)),
        Place("plan.txt", (12, 30)),
        Place("plan.txt", (13, 29)),
        Place("plan.txt", None),
    ]
    assert hits(case, places) == [NONE, frozenset({0, 1}), NONE, NONE]


def test_pages_are_matched_where_there_are_no_lines() -> None:
    fields = {"id": "q", "doc": "plan", "kind": "figure", "question": "?", "figures": [{"value": 1}], "pages": [[2, 2]]}
    case = Case.model_validate(fields)
    assert hits(case, [Place("plan.pdf", None, 1), Place("plan.pdf", None, 2)]) == [NONE, FIRST]


def test_the_mean_of_nothing_is_nothing() -> None:
    assert mean([]) == 0
    assert mean([1, 0.5]) == 0.75
