"""Calculations over a small report: the operands the question names, or the question back, never others."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.items import item_words
from index.embed import HashingEmbedder
from index.ingest import ingest
from index.search import Index

REPORT = """# 도서관 운영 계획

## 1. 예산 계획 (단위: 백만원)

| 세부사업 | 재원 | 2023 | 2024 | 2025 | 합계 |
|---|---|---|---|---|---|
| 작은도서관 조성 | 자체 | - | 150 | 450 | 600 |
| 이동도서관 운영 | 자체 | 100 | 120 | 130 | 350 |
| 합계 | | 100 | 270 | 580 | 950 |

## 2. 운영 현황

| 구분 | 지원액(천원) | 참여 도서관 수 |
|---|---|---|
| 2022년 | 24,000 | 8곳 |
| 2023년 | 30,000 | 10곳 |
| 2024년 | 36,000 | 9곳 |

- 사서 연수: 신규 사서 45명, 경력 사서 30명
"""


FILES = {"library.md": REPORT}


def first(answer: Answer) -> tuple[Decimal, str]:
    """Return value and unit of the headline."""
    assert answer.outcome == "answered", answer.answer
    return answer.figures[0].value, answer.figures[0].unit


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("작은도서관 조성 예산은 2025년이 2024년보다 얼마나 많습니까?", "300", "백만원"),
        ("이동도서관 운영 예산 2024년과 2025년을 합하면 얼마입니까?", "250", "백만원"),
        ("작은도서관 조성이랑 이동도서관 운영 2025년 예산 합치면 얼마야", "580", "백만원"),
        ("작은도서관 조성 예산은 2024년 대비 2025년에 몇 % 늘었습니까?", "200", "%"),
        ("2025년 예산 합계에서 이동도서관 운영이 차지하는 비중은 몇 %입니까?", "22.4", "%"),
    ],
)
def test_the_operands_are_those_the_question_names(assistant: Assistant, question: str, value: str, unit: str) -> None:
    answer = assistant.ask(question)
    assert first(answer) == (Decimal(value), unit)
    assert answer.derivation is not None
    cited = {citation.number for citation in answer.citations}
    assert {operand.citation for operand in answer.derivation.operands} <= cited


def test_a_change_from_an_empty_cell_is_refused_with_the_reason(assistant: Assistant) -> None:
    answer = assistant.ask("작은도서관 조성 예산은 2023년 대비 2024년에 몇 % 늘었습니까?")
    assert (answer.outcome, answer.figures) == ("unanswerable", ())
    assert "계산할 수 없" in answer.answer


def test_an_average_divides_the_amount_by_the_count_of_its_row(assistant: Assistant) -> None:
    assert first(assistant.ask("2023년 한 곳당 평균 지원액은 얼마입니까?")) == (Decimal(3000), "천원")


def test_a_mean_over_years_takes_every_year_between(assistant: Assistant) -> None:
    assert first(assistant.ask("2022년부터 2024년까지 연평균 지원액은 얼마입니까?")) == (Decimal(30000), "천원")


def test_the_first_year_of_a_row_is_the_first_with_an_amount(assistant: Assistant) -> None:
    answer = assistant.ask("작은도서관 조성 예산이 처음 편성되는 해는 언제입니까?")
    assert first(answer) == (Decimal(150), "백만원")
    assert "2024" in answer.answer


def test_an_unknown_subject_is_no_operand(assistant: Assistant) -> None:
    answer = assistant.ask("체육관 건립 예산은 2025년이 2024년보다 얼마나 많습니까?")
    assert answer.outcome != "answered"


def test_items_of_one_cell_have_names_of_their_own(tmp_path: Path) -> None:
    table = "# 연수\n\n| 구분 | 물량 |\n|---|---|\n| 사서 연수 | 직무 연수: 신규 45명, 경력 30명 |\n| 독서 | 5명 |\n"
    (tmp_path / "a.md").write_text(table, encoding="utf-8")
    ingest([tmp_path / "a.md"], tmp_path / "index", HashingEmbedder())
    index = Index.open(tmp_path / "index", embedder=HashingEmbedder())
    names = [item_words(f) for f in index.figures_in(index.documents()[0].id) if f.kind == "cell"]
    index.close()
    assert names == ["직무 연수 신규", "직무 연수 경력", ""]


PLEDGE = """# 도서관 공약 이행계획

## 1. 이용 목표

| 세부사업 | 2023 | 2024 |
|---|---|---|
| 작은도서관 운영 | 초 20교 중 12교 | 초 30교 중 15교 |
"""
RESULT = """# 2024년 행정사무감사 보고자료

## 1. 작은도서관 운영

- 작은도서관 운영: 2024년 31교(초 17교, 중 14교)
"""


def test_two_documents_are_looked_up_half_by_half(tmp_path: Path) -> None:
    (tmp_path / "pledge.md").write_text(PLEDGE, encoding="utf-8")
    (tmp_path / "result.md").write_text(RESULT, encoding="utf-8")
    ingest([tmp_path / "pledge.md", tmp_path / "result.md"], tmp_path / "index", HashingEmbedder())
    index = Index.open(tmp_path / "index", embedder=HashingEmbedder())
    question = "작은도서관 운영의 2024년 중학교 수는 공약 이행계획의 목표와 행정사무감사의 실적이 어떻게 다릅니까?"
    answer = Assistant(index).ask(question)
    index.close()
    assert first(answer) == (Decimal(1), "교")
    assert {figure.value for figure in answer.figures[1:]} == {Decimal(15), Decimal(14)}
    assert {citation.document for citation in answer.citations} == {"pledge.md", "result.md"}
