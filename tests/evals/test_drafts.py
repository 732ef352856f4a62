"""The packaged drafts: what the file holds, and that the faults are there by construction, whatever the gate says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from corpus.amounts import find_amounts, write_amount
from evals.drafts import DRAFTS, FAULTS, MINUSES, PlantedDraft, check_drafts, load_drafts
from evals.errors import QuestionFileError


@pytest.fixture(scope="module")
def drafts() -> tuple[PlantedDraft, ...]:
    return load_drafts(DRAFTS)


def test_half_are_good_and_the_faults_take_turns(drafts: tuple[PlantedDraft, ...]) -> None:
    counted = Counter(draft.fault for draft in drafts)
    assert counted[""] == 100
    assert sum(counted[fault] for fault in FAULTS) == 100
    assert max(counted[fault] for fault in FAULTS) - min(counted[fault] for fault in FAULTS) <= 1


def test_good_drafts_state_their_figures(drafts: tuple[PlantedDraft, ...]) -> None:
    for draft in drafts:
        if not draft.fault:
            assert all(write_amount(figure.value, figure.unit) in draft.draft for figure in draft.figures)


def test_a_fault_is_no_figure_of_the_place_it_cites(drafts: tuple[PlantedDraft, ...]) -> None:
    for draft in drafts:
        if draft.fault in ("digit", "thousandfold", "invented"):
            own = {figure.value for figure in draft.figures}
            assert {amount.value for amount in find_amounts(draft.draft.split("\n")[-1])} - own


def test_a_planted_sign_is_written(drafts: tuple[PlantedDraft, ...]) -> None:
    for draft in drafts:
        if draft.fault == "sign":
            stated = f"{abs(draft.figures[0].value):,}"
            assert any(f"{minus}{stated}" in draft.draft for minus in MINUSES)


def test_the_gate_catches_the_faults_and_passes_the_rest(drafts: tuple[PlantedDraft, ...]) -> None:
    found = check_drafts(drafts)
    assert found["caught"] >= 0.99, found["missed"]
    assert found["passed"] == 1, found["rejected"]


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "drafts.jsonl"
    path.write_text('\n{"id": "x"}\n', encoding="utf-8")
    with pytest.raises(QuestionFileError, match="2행"):
        load_drafts(path)
