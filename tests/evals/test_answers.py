"""Scores of single answers and sums over many, reckoned by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, AnswerFigure, Citation, Outcome
from evals.answers import Score, cited, covers, find_fault, groups, percentile, refusals, score, share
from evals.cases import Case


def a_case(**changes: Any) -> Case:
    fields: dict[str, Any] = {
        "id": "q1", "doc": "plan", "kind": "figure", "question": "도서관 예산은?", "lines": [[10, 10]],
        "figures": [{"value": 39000, "unit": "백만원"}],
    }  # fmt: skip
    return Case.model_validate(fields | changes)


def a_figure(value: str, unit: str = "백만원") -> AnswerFigure:
    return AnswerFigure(value=Decimal(value), unit=unit, won=None, label="", citation=1)


def an_answer(
    *values: str, outcome: Outcome = "answered", text: str = "390억원입니다. [1]", unit: str = "백만원"
) -> Answer:
    place = Citation(number=1, document="plan-2024.txt", title="계획", lines=(10, 10))
    figures = tuple(a_figure(value, unit) for value in values)
    return Answer(question="도서관 예산은?", outcome=outcome, answer=text, figures=figures, citations=(place,))


def test_only_the_first_figure_counts() -> None:
    assert find_fault(a_case(), an_answer("39000", "1000")) == ""
    assert find_fault(a_case(), an_answer("1000", "39000")) == "figure"
    assert find_fault(a_case(), an_answer()) == "figure"


def test_the_same_money_in_another_unit_is_right() -> None:
    assert find_fault(a_case(), an_answer("390", unit="억원")) == ""


def test_forbidden_words_spoil_a_right_figure() -> None:
    case = a_case(must_exclude=["1,000백만원"])
    assert find_fault(case, an_answer("39000", text="1,000 백만원이 아니라 39,000백만원입니다.")) == "forbidden words"


def test_silence_is_not_a_wrong_statement() -> None:
    silent = score(a_case(), an_answer(outcome="unanswerable"))
    asking = score(a_case(), an_answer(outcome="clarify"))
    false = score(a_case(), an_answer("1"))
    assert [s.fault for s in (silent, asking, false)] == ["refused", "asked back", "figure"]
    assert [s.is_wrong_stated for s in (silent, asking, false)] == [False, False, True]
    assert [s.is_wrongly_silent for s in (silent, asking, false)] == [True, True, False]


@pytest.mark.parametrize(
    ("kind", "outcome", "fault"),
    [
        ("unanswerable", "unanswerable", ""),
        ("unanswerable", "clarify", "outcome"),
        ("unanswerable", "answered", "outcome"),
        ("clarify", "clarify", ""),
        ("clarify", "answered", "outcome"),
    ],
)
def test_kinds_that_are_outcomes(kind: str, outcome: Outcome, fault: str) -> None:
    case = a_case(kind=kind, figures=[], doc=[] if kind == "unanswerable" else "plan")
    assert find_fault(case, an_answer(outcome=outcome)) == fault


def test_a_conflict_needs_its_outcome_and_every_value() -> None:
    case = a_case(kind="conflict", figures=[{"value": 7, "unit": "회"}, {"value": 4, "unit": "회"}])
    assert find_fault(case, an_answer("4", "7", outcome="conflict", unit="회")) == ""
    assert find_fault(case, an_answer("7", outcome="conflict", unit="회")) == "figure"
    assert find_fault(case, an_answer("7", "4", unit="회")) == "outcome"


def test_a_comparison_needs_two_figures_and_its_words() -> None:
    figures = [{"value": 7, "unit": "교"}, {"value": 9, "unit": "교"}, {"value": 2, "unit": "교"}]
    case = a_case(kind="compare", figures=figures, must_include=[["늘", "증가"]])
    assert find_fault(case, an_answer("9", "7", unit="교", text="2교 증가")) == ""
    assert find_fault(case, an_answer("9", unit="교", text="2교 증가")) == "figure"
    assert find_fault(case, an_answer("9", "7", unit="교", text="2교 차이")) == "words"


def test_words_are_compared_without_spaces_and_commas() -> None:
    case = a_case(kind="date", figures=[], must_include=[["2024. 2", "2024년 2월"], ["정산"]])
    assert find_fault(case, an_answer(text="정 산은 2024.2.까지입니다.")) == ""
    assert find_fault(case, an_answer(text="정산은 2024.3.까지입니다.")) == "words"
    assert find_fault(case, an_answer(text="정산 2024.2. " + "가" * 1500)) == "words"


def test_a_crash_is_neither_right_nor_a_statement() -> None:
    crashed = score(a_case(), Answer(question="", outcome="error", answer="KeyError: 'x'"))
    assert crashed.fault == "error: KeyError: 'x'"
    assert not crashed.right
    assert not crashed.is_wrong_stated


@pytest.mark.parametrize(
    ("span", "near", "exact"),
    [
        ((10, 10), True, True),
        ((12, 12), True, False),
        ((13, 13), False, False),
        ((1, 9), True, False),
        ((5, 70), False, False),
    ],
)
def test_a_cited_range_is_narrow_and_near(span: tuple[int, int], near: bool, exact: bool) -> None:
    assert covers(span, [(10, 10)]) is near
    assert covers(span, [(10, 10)], slack=0) is exact


def test_the_right_lines_of_the_wrong_document_are_not_cited() -> None:
    place = Citation(number=1, document="other.txt", title="", lines=(10, 10))
    assert cited(a_case(), [place]) == (False, False)
    assert cited(a_case(), [replace(place, document="docs/plan.txt")]) == (True, True)


def test_pages_stand_in_for_lines() -> None:
    case = a_case(lines=[], pages=[[2, 3]])
    place = Citation(number=1, document="plan.pdf", title="", page=3)
    assert cited(case, [place]) == (True, True)
    assert cited(case, [replace(place, page=4)]) == (True, False)


def test_nothing_may_be_cited_for_what_no_document_says() -> None:
    case = a_case(kind="unanswerable", figures=[], doc=[], lines=[])
    assert cited(case, []) == (True, True)
    assert cited(case, an_answer().citations) == (False, False)


def a_score(kind: str, outcome: str, *, right: bool = False, style: str = "plain") -> Score:
    return Score(
        id=f"{kind}-{outcome}", kind=kind, style=style, documents=("a",), right=right, outcome=outcome, fault="",
        cited_document=True, cited_lines=True, cited_exactly=True, elapsed_ms=1, answer="",
    )  # fmt: skip


def test_refusing_has_precision_and_recall() -> None:
    scores = [
        a_score("unanswerable", "unanswerable"), a_score("unanswerable", "answered"), a_score("figure", "unanswerable"),
        a_score("text", "unanswerable"), a_score("figure", "answered"),
    ]  # fmt: skip
    found = refusals(scores)
    assert found.precision == pytest.approx(1 / 3)
    assert found.recall == pytest.approx(1 / 2)


def test_refusing_without_cases_has_no_share() -> None:
    assert refusals([]).precision is None
    assert refusals([a_score("figure", "unanswerable")]).recall is None


def test_groups_count_right_of_all() -> None:
    scores = [a_score("sum", "answered", right=True), a_score("sum", "answered", style="english")]
    counted = groups(scores)
    assert counted["kind:sum"] == (1, 2)
    assert counted["style:english"] == (0, 1)
    assert counted["document:a"] == (1, 2)


def test_percentiles_are_values_that_occurred() -> None:
    times = [float(n) for n in range(1, 21)]
    assert percentile(times, 0.5) == 10
    assert percentile(times, 0.95) == 19
    assert percentile(times, 1) == 20
    assert percentile([3.0], 0.01) == 3
    assert percentile([], 0.5) == 0


@given(st.lists(st.booleans()))
def test_a_share_stays_within_0_and_1(flags: list[bool]) -> None:
    assert 0 <= share(flags) <= 1
