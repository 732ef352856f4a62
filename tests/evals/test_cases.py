"""Question files: read strictly, with the line that is wrong; the packaged ones hold what they should."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evals.cases import Case, Dialogue, load_cases, load_dialogues
from evals.dialogues import last_turn
from evals.errors import QuestionFileError

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "evals" / "data"
CORPUS = ROOT.parent / "shared" / "corpus"
GOOD: dict[str, Any] = {
    "id": "q1", "doc": "001", "kind": "figure", "style": "keyword", "question": "도서관 예산", "lines": [[3, 4]],
    "figures": [{"value": 55.3, "unit": "억원"}], "section": "1 개요",
}  # fmt: skip


def written(tmp_path: Path, *lines: object) -> Path:
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n\n", encoding="utf-8")
    return path


def test_a_file_is_read_in_order(tmp_path: Path) -> None:
    first, second = load_cases(written(tmp_path, GOOD, GOOD | {"id": "q2", "doc": ["001", "002"]}))
    assert (first.id, first.doc, first.lines) == ("q1", ("001",), ((3, 4),))
    assert str(first.figures[0].value) == "55.3"
    assert second.doc == ("001", "002")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "riddle"}, "kind"),
        ({"lines": [[4, 3]]}, "줄 범위"),
        ({"lines": [[0, 3]]}, "줄 범위"),
        ({"doc": []}, "doc"),
        ({"question": ""}, "question"),
        ({"kind": "unanswerable", "doc": []}, "figures"),
        ({"figures": [{"value": "많음"}]}, "figures.0.value"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, change: dict[str, Any], told: str) -> None:
    with pytest.raises(QuestionFileError) as caught:
        load_cases(written(tmp_path, GOOD, GOOD | {"id": "q2"} | change))
    assert caught.value.line == 2
    assert told in str(caught.value)
    assert "2행" in str(caught.value)


def test_an_id_may_not_come_twice(tmp_path: Path) -> None:
    with pytest.raises(QuestionFileError, match="두 번"):
        load_cases(written(tmp_path, GOOD, GOOD))


def test_a_question_needs_an_expected_answer(tmp_path: Path) -> None:
    with pytest.raises(QuestionFileError, match="기대하는 답"):
        load_cases(written(tmp_path, GOOD | {"figures": []}))


def test_a_missing_an_empty_and_a_broken_file_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(QuestionFileError, match="읽을 수 없습니다"):
        load_cases(tmp_path / "none.jsonl")
    with pytest.raises(QuestionFileError, match="하나도"):
        load_cases(written(tmp_path))
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"id": ', encoding="utf-8")
    with pytest.raises(QuestionFileError, match="1행"):
        load_cases(broken)


def test_only_the_last_turn_is_asked() -> None:
    dialogue = Dialogue.model_validate(GOOD | {"turns": ["가?", "나?", "다?"], "question": "x"})
    case = last_turn(dialogue)
    assert (case.question, case.history, case.style) == ("다?", ("가?", "나?"), "followup")
    assert case.figures == dialogue.figures


def test_the_packaged_files_are_sound() -> None:
    assert len(load_cases(DATA / "blind.jsonl")) >= 70
    assert len(load_cases(DATA / "text_dev.jsonl")) == 44
    assert len(load_cases(DATA / "disputes_dev.jsonl")) == 40
    assert len(load_cases(DATA / "text_more.jsonl")) == 40
    assert len(load_cases(DATA / "fresh.jsonl")) == 270
    assert len(load_cases(DATA / "other.jsonl")) == 120
    assert len(load_cases(DATA / "styles.jsonl")) == 150
    assert load_cases(DATA / "samples.jsonl")
    dialogues = load_dialogues(DATA / "dialogues.jsonl")
    assert len(dialogues) == 60
    assert {len(dialogue.turns) for dialogue in dialogues} == {3}


def test_the_other_figures_stand_in_the_lines_they_name() -> None:
    texts = {path.name[:3]: path.read_text(encoding="utf-8").split("\n") for path in (DATA / "other").glob("*.txt")}
    looked_up = [case for case in load_cases(DATA / "other.jsonl") if case.kind == "figure"]
    assert len(texts) == 4
    assert [case.id for case in looked_up if not _stands(case, texts)] == []


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the five reports are not at {CORPUS}")
def test_the_blind_figures_stand_in_the_lines_they_name() -> None:
    texts = {path.name[:3]: path.read_text(encoding="utf-8").split("\n") for path in CORPUS.glob("*.txt")}
    looked_up = [case for case in load_cases(DATA / "blind.jsonl") if case.kind == "figure"]
    missing = [case.id for case in looked_up if not _stands(case, texts)]
    # The source prints this one with a full stop for its comma.
    assert missing == ["b002-26"]


def _stands(case: Case, texts: dict[str, list[str]]) -> bool:
    lines = [line for doc in case.doc for first, last in case.lines for line in texts[doc][first - 1 : last]]
    value = f"{case.figures[0].value.normalize():,f}"
    return any(value in line for line in lines)
