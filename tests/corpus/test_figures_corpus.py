"""The figures of the five reports hold what people asked for: value, unit and place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from corpus.amounts import convert, normalise_unit
from corpus.figures import Figure, figures
from corpus.read import read

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
QUESTIONS = SHARED / "gold" / "open.jsonl"
pytestmark = pytest.mark.skipif(not QUESTIONS.is_file(), reason="the five reports are not beside the checkout")


@cache
def _figures(seed: str) -> tuple[Figure, ...]:
    (path,) = (SHARED / "corpus").glob(f"{seed}_*.txt")
    return figures(read(path))


def _asked() -> Iterator[dict[str, Any]]:
    if not QUESTIONS.is_file():
        return
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
        question = json.loads(line)
        if question["kind"] == "figure":
            yield question


def _stated(question: dict[str, Any], value: Decimal, unit: str) -> bool:
    seeds = [question["doc"]] if isinstance(question["doc"], str) else question["doc"]
    for figure in (figure for seed in seeds for figure in _figures(seed)):
        lines = figure.location.lines
        if lines is None or not any(a <= lines[1] and lines[0] <= b for a, b in question["lines"]):
            continue
        same = figure.unit == unit or (not figure.unit and not unit)
        if (same and figure.value == value) or (
            figure.unit and unit and convert(figure.value, figure.unit, unit) == value
        ):
            return True
    return False


@pytest.mark.parametrize("question", [pytest.param(q, id=q["id"]) for q in _asked()])
def test_the_figure_asked_for_is_read_at_its_place(question: dict[str, Any]) -> None:
    for figure in question["figures"]:
        assert _stated(question, Decimal(str(figure["value"])), normalise_unit(figure["unit"] or ""))
