"""A remark is kept as said, and becomes an evaluation case where it settles what is right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.demo import DemoAssistant
from assistant.feedback import CASES_NAME, LOG_NAME, FeedbackRefused, case, keep, remark
from evals.cases import load_cases

DEMO = DemoAssistant()
FIELDS = ["id", "doc", "kind", "style", "question", "history", "answer", "figures", "must_include", "must_exclude"]
FIELDS += ["section", "table", "row", "column", "lines", "pages", "note"]


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_wrong_figure_expects_the_value_typed(tmp_path: Path) -> None:
    said = remark("wrong_figure", expected="1,300", unit="백만 원", note="두 번째 표")
    assert keep(tmp_path, DEMO.ask("강좌 2023년 예산액은?"), said, user="가")
    made = lines(tmp_path / CASES_NAME)
    assert list(made[0]) == FIELDS
    assert made[0]["figures"] == [{"value": 1300, "unit": "백만원"}]
    assert (made[0]["question"], made[0]["kind"], made[0]["lines"]) == ("강좌 2023년 예산액은?", "figure", [])
    assert lines(tmp_path / LOG_NAME)[0]["note"] == "두 번째 표"


def test_an_expected_value_may_carry_its_own_unit() -> None:
    made = case(DEMO.ask("강좌 2023년"), remark("wrong_figure", expected="62.5%"))
    assert made is not None
    assert made["figures"] == [{"value": 62.5, "unit": "%"}]


def test_a_value_without_unit_takes_the_answers() -> None:
    made = case(DEMO.ask("강좌 2023년"), remark("wrong_figure", expected="1300"))
    assert made is not None
    assert made["figures"] == [{"value": 1300, "unit": "백만원"}]


def test_a_right_answer_keeps_its_figure_and_place() -> None:
    made = case(DEMO.ask("강좌 2025년"), remark("right"), history=("책방은?",))
    assert made is not None
    assert made["figures"] == [{"value": 1780, "unit": "백만원"}]
    assert (made["doc"], made["lines"], made["style"]) == ("마을.txt", [[14, 14]], "followup")
    assert (made["row"], made["column"], made["section"]) == ("어울림 강좌 열기 · 구비", "예산액 · 2025", "연차별 예산")


def test_a_right_refusal_is_an_unanswerable_case() -> None:
    made = case(DEMO.ask("없는 것"), remark("right"))
    assert made is not None
    assert (made["kind"], made["figures"], made["doc"], made["lines"]) == ("unanswerable", [], [], [])


@pytest.mark.parametrize("verdict", ["wrong_source", "missing"])
def test_a_remark_that_names_no_right_one_is_only_logged(tmp_path: Path, verdict: str) -> None:
    assert not keep(tmp_path, DEMO.ask("강좌 2023년"), remark(verdict, note="다른 장"))
    assert [entry["verdict"] for entry in lines(tmp_path / LOG_NAME)] == [verdict]
    assert not (tmp_path / CASES_NAME).exists()


@pytest.mark.parametrize("expected", ["", "모름", "  "])
def test_a_wrong_figure_without_a_number_is_sent_back(expected: str) -> None:
    with pytest.raises(FeedbackRefused):
        remark("wrong_figure", expected=expected)


def test_an_answer_without_source_is_looked_for_in_all_documents() -> None:
    said = remark("wrong_figure", expected="12", unit="명")
    assert case(DEMO.ask("없는 것"), said) is None
    made = case(DEMO.ask("없는 것"), said, documents=("가.txt", "나.pdf"))
    assert made is not None
    assert (made["doc"], made["kind"]) == (["가.txt", "나.pdf"], "figure")


def test_right_words_are_only_logged() -> None:
    assert case(DEMO.ask("몇 곳?"), remark("right")) is None


def test_the_cases_load_as_evaluation_questions(tmp_path: Path) -> None:
    keep(tmp_path, DEMO.ask("강좌 2023년"), remark("wrong_figure", expected="1,300", unit="백만원"))
    keep(tmp_path, DEMO.ask("강좌 2025년"), remark("right"), history=("책방은?",))
    keep(tmp_path, DEMO.ask("없는 것"), remark("right"))
    keep(tmp_path, DEMO.ask("총계가 다르다"), remark("right"))
    cases = load_cases(tmp_path / CASES_NAME)
    assert [made.kind for made in cases] == ["figure", "figure", "unanswerable", "conflict"]
    assert [str(figure.value) for made in cases[:2] for figure in made.figures] == ["1300", "1780"]


def test_an_unknown_verdict_is_sent_back() -> None:
    with pytest.raises(FeedbackRefused):
        remark("그냥")


def test_a_directory_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    with pytest.raises(FeedbackRefused, match="의견을 쓸 수 없습니다"):
        keep(tmp_path / "taken", DEMO.ask("강좌"), remark("right"))
