"""Operands looked up one by one: two sections, two years of headings, a list of three; never one place for two."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.ask import Assistant
from index.embed import HashingEmbedder
from index.ingest import ingest
from index.search import Index

REPORT = """# 2023년 도서관 업무보고

## 1. 독서 진흥

### '22년 추진 실적

- 책 배달 서비스 이용: 총 412건
- 동네 서점 연계 행사: 총 31회

### 추진 실적

- 책 배달 서비스 이용: 총 530건
- 동네 서점 연계 행사: 총 25회

## 2. 운영 전략

### (전략1) 누구나 오는 도서관

- (소요예산) 1,200백만원

### (전략2) 밤에도 여는 도서관

- (소요예산) 450백만원

### 상담 실적

- 온라인 160건, 방문 2,529건, 전화 68건
"""


FILES = {"report.md": REPORT}


@pytest.mark.parametrize(
    ("question", "value", "unit", "operands"),
    [
        ("책 배달 서비스 이용은 2022년보다 2023년에 몇 건 늘었습니까?", "118", "건", {"412", "530"}),
        ("동네 서점 연계 행사는 2022년 실적보다 2023년에 몇 회 줄었습니까?", "6", "회", {"31", "25"}),
        ("전략2의 소요예산은 전략1의 소요예산보다 얼마나 적습니까?", "750", "백만원", {"1200", "450"}),
        ("전략1과 전략2 소요예산을 합하면 얼마입니까?", "1650", "백만원", {"1200", "450"}),
        ("온라인, 방문, 전화 상담 실적을 합하면 몇 건입니까?", "2757", "건", {"160", "2529", "68"}),
    ],
)
def test_each_part_of_the_question_names_its_own_figure(
    assistant: Assistant, question: str, value: str, unit: str, operands: set[str]
) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "answered", answer.answer
    assert (answer.figures[0].value, answer.figures[0].unit) == (Decimal(value), unit)
    assert {figure.value for figure in answer.figures[1:]} == {Decimal(operand) for operand in operands}


def test_a_part_the_documents_do_not_state_leaves_the_rest_unanswered(assistant: Assistant) -> None:
    answer = assistant.ask("전략1과 전략3 소요예산을 합하면 얼마입니까?")
    assert answer.outcome != "answered"


SHARES = """# 2025년 시설 계획

## 1. 조직별 예산 (단위: 백만원)

| 부서 | 본예산 | 증감액 |
|---|---|---|
| 합계 | 1,000 | 90 |
| 복지정책과 | 600 | 50 |
| 돌봄지원과 | 250 | 30 |
| 어르신과 | 150 | 10 |
"""


def ask(tmp_path: Path, question: str) -> tuple[str, Decimal | None]:
    """Return outcome and headline of a question over the shares."""
    (tmp_path / "shares.md").write_text(SHARES, encoding="utf-8")
    ingest([tmp_path / "shares.md"], tmp_path / "index", HashingEmbedder())
    index = Index.open(tmp_path / "index", embedder=HashingEmbedder())
    answer = Assistant(index).ask(question)
    index.close()
    return answer.outcome, answer.figures[0].value if answer.figures else None


def test_a_part_is_shared_in_the_total_its_table_prints(tmp_path: Path) -> None:
    question = "본예산 전체에서 돌봄지원과가 차지하는 비율은 몇 %입니까?"
    assert ask(tmp_path, question) == ("answered", Decimal("25.0"))


def test_changes_may_be_what_is_added_up(tmp_path: Path) -> None:
    assert ask(tmp_path, "돌봄지원과와 어르신과의 증감액을 합하면 얼마입니까?") == ("answered", Decimal(40))


def test_half_of_a_name_is_another_thing(tmp_path: Path) -> None:
    outcome, _ = ask(tmp_path, "돌봄지원과의 본예산은 주택정책과보다 얼마나 적습니까?")
    assert outcome != "answered"


def test_what_is_said_to_be_put_together_is_added_up(tmp_path: Path) -> None:
    assert ask(tmp_path, "복지정책과와 어르신과의 본예산을 합한 금액은 얼마입니까?") == ("answered", Decimal(750))
