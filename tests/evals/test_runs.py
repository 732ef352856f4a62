"""Runs, results files, reports, gates and mutations, over an asker that knows its answers by heart."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, AnswerFigure, Citation
from evals import report
from evals.cases import Case, Dialogue
from evals.errors import QuestionFileError
from evals.gate import Gate, failures, load_gate
from evals.mutations import MUTATIONS, Mutated
from evals.results import Results, SetResult, current_commit, load, plain_settings, prompt_hashes, save
from evals.run import after_another, run_cases, run_dialogues

ROOT = Path(__file__).resolve().parents[2]


def a_case(name: str, **changes: Any) -> Case:
    fields: dict[str, Any] = {"id": name, "doc": "plan", "kind": "figure", "question": name, "lines": [[5, 5]]}
    return Case.model_validate(fields | {"figures": [{"value": 120, "unit": "천원"}]} | changes)


MONEY = a_case("예산은?")
HOPELESS = a_case("날씨는?", kind="unanswerable", doc=[], figures=[], lines=[])
CASES = (MONEY, HOPELESS)
RIGHT = Answer(
    question="예산은?", outcome="answered", answer="120천원입니다. [1]", elapsed_ms=12.34,
    figures=(AnswerFigure(Decimal(120), "천원", Decimal(120_000), "예산", 1),),
    citations=(Citation(number=1, document="plan.txt", title="계획", lines=(5, 5)),),
)  # fmt: skip
SILENT = Answer(
    question="날씨는?", outcome="unanswerable", reason="not_in_corpus", answer="문서에 없습니다.", elapsed_ms=2
)


@dataclass
class ByHeart:
    """Answers what it was told, and crashes on anything else."""

    answers: dict[str, Answer]
    asked: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        self.asked.append((question, tuple(history)))
        return self.answers[question]


KNOWING = {"예산은?": RIGHT, "날씨는?": SILENT}
STRICT = Gate.model_validate({"plan": {"accuracy": 1, "cited_exactly": 1, "refusal_recall": 1, "wrong_stated": 0}})


def results(asker: ByHeart, *, commit: str = "abc") -> dict[str, Any]:
    one = SetResult("plan", run_cases(asker, CASES), {"fused": {"recall@5": 0.5}})
    return Results(commit, {"llm": ""}, {"answer": "0"}, {"plan.txt": "d1"}, (one,)).to_json()


def test_one_crash_is_a_result_with_its_reason(caplog: pytest.LogCaptureFixture) -> None:
    done: list[tuple[int, int]] = []
    scores = run_cases(ByHeart({"날씨는?": SILENT}), CASES, progress=lambda n, of: done.append((n, of)))
    assert [score.fault for score in scores] == ["error: KeyError: '예산은?'", ""]
    assert done == [(1, 2), (2, 2)]
    assert "예산은?: KeyError" in caplog.text


def test_the_summary_counts_what_the_questions_say() -> None:
    summary = results(ByHeart(KNOWING | {"날씨는?": RIGHT}))["sets"]["plan"]["summary"]
    assert (summary["questions"], summary["right"], summary["accuracy"]) == (2, 1, 0.5)
    assert summary["wrong_stated"] == 0.5
    assert (summary["refusal_precision"], summary["refusal_recall"]) == (None, 0)
    assert summary["faults"] == {"outcome": 1}
    assert summary["p95_ms"] == 12.3


def test_a_dialogue_is_asked_by_its_last_turn() -> None:
    asker = ByHeart({"2025년은?": RIGHT})
    fields: dict[str, Any] = {"id": "t", "doc": "plan", "kind": "figure", "lines": [[5, 5]]}
    fields |= {"turns": ["2023년 예산은?", "2024년은?", "2025년은?"], "figures": [{"value": 120, "unit": "천원"}]}
    dialogue = Dialogue.model_validate(fields)
    assert run_dialogues(asker, [dialogue])[0].right
    assert asker.asked == [("2025년은?", ("2023년 예산은?", "2024년은?"))]


def test_a_question_is_asked_after_another_one() -> None:
    cases = (*(a_case(f"예산 {n}은?") for n in range(9)), a_case("2025년은?", history=["예산은?"]))
    moved = after_another(cases, seed=5)
    assert [case.question for case in moved] == [case.question for case in cases[:9]]
    assert all(len(case.history) == 1 and case.history[0] != case.question for case in moved)
    assert {case.history[0] for case in moved} <= {case.question for case in cases[:9]}
    assert moved == after_another(cases, seed=5) != after_another(cases, seed=6)


def test_one_question_alone_has_no_other_before_it() -> None:
    assert after_another((MONEY,), seed=5) == after_another((), seed=5) == ()


def test_a_results_file_holds_every_question_and_what_it_was_run_with(tmp_path: Path) -> None:
    one = SetResult("plan", run_cases(ByHeart(KNOWING), CASES))
    path = tmp_path / "new folder" / "results.json"
    save(Results("abc", {"llm": ""}, {"answer": "0f"}, {"plan.txt": "d1"}, (one,)), path)
    found = load(path)
    assert (found["commit"], found["settings"], found["prompts"]) == ("abc", {"llm": ""}, {"answer": "0f"})
    questions = found["sets"]["plan"]["questions"]
    assert [question["id"] for question in questions] == ["예산은?", "날씨는?"]
    assert all("answer" not in question for question in questions)


def test_the_words_of_answers_are_kept_on_request_only(tmp_path: Path) -> None:
    one = SetResult("plan", run_cases(ByHeart(KNOWING), CASES))
    path = tmp_path / "results.json"
    save(Results("abc", {}, {}, {}, (one,)), path, answers=True)
    assert load(path)["sets"]["plan"]["questions"][0]["answer"] == "120천원입니다. [1]"


@pytest.mark.parametrize("text", ["", "[]", '{"sets": 3}'])
def test_another_file_is_no_results_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "results.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QuestionFileError, match="결과 파일"):
        load(path)


def test_settings_and_prompts_are_named_without_this_machine() -> None:
    assert plain_settings({"llm": "x", "index_dir": "/a", "auth_file": None}) == {"llm": "x"}
    hashes = prompt_hashes()
    assert {len(value) for value in hashes.values()} == {12}
    assert set(hashes) == {path.stem for path in (ROOT / "prompts").glob("*.md")}


def test_outside_a_checkout_the_commit_is_unknown(tmp_path: Path) -> None:
    assert current_commit(tmp_path) == "unknown"


def test_the_report_shows_shares_and_groups() -> None:
    text = report.table(results(ByHeart(KNOWING)))
    assert "questions 2, right 2" in text
    assert "accuracy 100.0%" in text
    assert "recall@5 0.500" in text
    assert any(line.split() == ["kind:figure", "1/1", "100.0%"] for line in text.splitlines())


def test_wrong_questions_are_listed_up_to_a_limit() -> None:
    found = results(ByHeart(KNOWING | {"예산은?": SILENT, "날씨는?": RIGHT}))
    assert report.wrong(found, limit=1).splitlines() == [
        "- plan 예산은? figure/plain: refused | unanswerable: 문서에 없습니다."
    ]
    assert len(report.wrong(found, limit=5).splitlines()) == 2


def test_a_difference_names_what_turned() -> None:
    before, after = results(ByHeart(KNOWING)), results(ByHeart(KNOWING | {"예산은?": SILENT}), commit="def")
    told = report.difference(before, after)
    assert told.splitlines()[0] == "abc -> def"
    assert "plan: accuracy 100.0% -> 50.0%" in told
    assert "plan: now wrong: 예산은?" in told
    assert "plan: now right: 예산은?" in report.difference(after, before)
    assert report.difference(before, before).splitlines()[1:] == ["plan: unchanged"]


def test_a_gate_tells_least_from_most() -> None:
    gate = Gate.model_validate({"plan": {"accuracy": 0.9, "wrong_stated": 0.1}, "other": {"accuracy": 1}})
    assert failures(gate, {"plan": {"accuracy": 0.9, "wrong_stated": 0.1}}) == ()
    assert len(failures(gate, {"plan": {"accuracy": 0.89, "wrong_stated": 0.11}})) == 2
    assert failures(gate, {"plan": {"accuracy": None, "wrong_stated": 0}}) == ("plan: accuracy None (최소 0.9)",)


def test_a_gate_file_is_read_strictly(tmp_path: Path) -> None:
    path = tmp_path / "gate.json"
    path.write_text(json.dumps({"plan": {"acuracy": 0.9}}), encoding="utf-8")
    with pytest.raises(QuestionFileError, match="acuracy"):
        load_gate(path)
    assert load_gate(ROOT / "evals" / "gate.json").root["drafts"].caught == 0.99


def test_an_unbroken_assistant_passes_the_gate() -> None:
    assert _below(ByHeart(KNOWING)) == ()


@pytest.mark.parametrize("name", sorted(MUTATIONS))
def test_an_assistant_broken_on_purpose_does_not(name: str) -> None:
    assert _below(Mutated(ByHeart(KNOWING), MUTATIONS[name])) != ()


def test_mutations_leave_alone_what_they_are_not_about() -> None:
    count = replace(RIGHT, figures=(AnswerFigure(Decimal(3), "교", None, "", 1),))
    assert MUTATIONS["unit broken"](count) == count
    assert MUTATIONS["refusal off"](RIGHT) == RIGHT
    assert MUTATIONS["another figure first"](SILENT) == SILENT


def _below(asker: Any) -> tuple[str, ...]:
    one = SetResult("plan", run_cases(asker, CASES))
    return failures(STRICT, {"plan": one.summary()})
