"""Rankings merged by reciprocal rank."""

from __future__ import annotations

from collections.abc import Sequence


def fuse(rankings: Sequence[Sequence[str]], *, k: int = 60) -> list[tuple[str, float]]:
    """Merge rankings of ids by reciprocal rank fusion, best first.

    An id scores the sum of 1 / (k + rank) over the rankings that hold it, rank from 1. Ties keep the order of first
    appearance. Source: Cormack, Clarke and Büttcher, SIGIR 2009.
    """
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            scores[item] = scores.get(item, 0.0) + 1 / (k + rank)
    return sorted(scores.items(), key=lambda scored: -scored[1])
