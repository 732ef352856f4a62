"""Thresholds that a run must keep."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, RootModel, ValidationError

from evals.errors import QuestionFileError


class Thresholds(BaseModel):
    """Limits for one set; those left out are not looked at."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    accuracy: float | None = None
    cited_document: float | None = None
    cited_lines: float | None = None
    cited_exactly: float | None = None
    refusal_precision: float | None = None
    refusal_recall: float | None = None
    caught: float | None = None
    passed: float | None = None
    wrong_stated: float | None = None
    """At most, like the two below; the others are at least."""
    errors: int | None = None
    p95_ms: float | None = None


AT_MOST = frozenset({"wrong_stated", "errors", "p95_ms"})


class Gate(RootModel[dict[str, Thresholds]]):
    """Thresholds by the name of a set (`samples`, `blind`, `drafts`)."""


def load_gate(path: Path) -> Gate:
    """Return a gate file's thresholds. Raises QuestionFileError for a missing file or an unknown threshold."""
    try:
        return Gate.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise QuestionFileError(path, 0, f"문턱값 파일을 읽을 수 없습니다: {error}") from error


def failures(gate: Gate, summaries: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """Return a Korean line for every threshold that a set which was run doesn't keep; empty when all are kept.

    A figure that a set lacks (no unanswerable question, so no refusal recall) fails its threshold.
    """
    found: list[str] = []
    for name, summary in summaries.items():
        limits = gate.root.get(name)
        for key, limit in ({} if limits is None else limits.model_dump(exclude_none=True)).items():
            value = summary.get(key)
            kept = value is not None and (value <= limit if key in AT_MOST else value >= limit)
            if not kept:
                found.append(f"{name}: {key} {value} ({'최대' if key in AT_MOST else '최소'} {limit})")
    return tuple(found)
