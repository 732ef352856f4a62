"""Is the evidence found? Metrics over ranked places, the evidence given as line ranges.

A ranked place is relevant when it touches a range of the evidence in the right document.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from evals.answers import is_document
from evals.cases import Case, Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where a retrieved passage stands."""

    document: str
    lines: Span | None
    page: int | None = None


def hits(case: Case, ranked: Sequence[Place]) -> list[frozenset[int]]:
    """Return, for every ranked place, which of the case's ranges of evidence it touches (by their position)."""
    return [_touched(case, place) for place in ranked]


def _touched(case: Case, place: Place) -> frozenset[int]:
    if not is_document(place.document, case.doc):
        return frozenset()
    if place.lines is None:
        return frozenset(i for i, (a, b) in enumerate(case.pages) if place.page is not None and a <= place.page <= b)
    first, last = place.lines
    return frozenset(i for i, (start, end) in enumerate(case.lines) if first <= end and start <= last)


def recall_at_k(found: Sequence[frozenset[int]], evidence: int, k: int) -> float:
    """Return the share of the ranges of evidence that the first k places touch: |touched| / evidence, 0..1.

    Raises ValueError for k < 1 or no evidence.
    """
    _check(evidence, k)
    return len(frozenset[int]().union(*found[:k])) / evidence


def reciprocal_rank(found: Sequence[frozenset[int]]) -> float:
    """Return 1 / rank of the first relevant place, rank from 1; 0 when none is relevant."""
    return next((1 / rank for rank, touched in enumerate(found, start=1) if touched), 0.0)


def ndcg_at_k(found: Sequence[frozenset[int]], evidence: int, k: int) -> float:
    """Return the normalised discounted cumulative gain of the first k places, 0..1.

    A place gains 1 when it touches a range that no place before it touched, discounted by log2(rank + 1); the ideal
    ranking has all ranges on the first places. Source: Järvelin and Kekäläinen, ACM TOIS 2002. Raises as recall_at_k.
    """
    _check(evidence, k)
    seen: set[int] = set()
    gained = 0.0
    for rank, touched in enumerate(found[:k], start=1):
        if touched - seen:
            gained += 1 / math.log2(rank + 1)
        seen |= touched
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(evidence, k) + 1))
    return gained / ideal


def mean(values: Sequence[float]) -> float:
    """Return the mean; 0 for none."""
    return sum(values) / len(values) if values else 0.0


def _check(evidence: int, k: int) -> None:
    if k < 1 or evidence < 1:
        raise ValueError("k와 근거의 수는 1 이상이어야 합니다.")
