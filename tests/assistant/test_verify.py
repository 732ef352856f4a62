"""The gate: no number passes that its cited place does not state."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.answer import AnswerFigure, Citation, Derivation, Operand
from assistant.verify import verify

CELL = Citation(
    1,
    "a.txt",
    "예산서",
    heading_path=("5. 연차별 예산",),
    table="연차별 예산",
    table_id="t1",
    row_path=("작은도서관", "자체"),
    column_path=("2024",),
    lines=(12, 12),
    quote="자체 | 120 350 410",
    unit="백만원",
)
FIGURE = AnswerFigure(Decimal(350), "백만원", Decimal(350_000_000), "작은도서관 · 자체 · 2024", 1)
PROSE = Citation(
    1, "a.txt", "보고서", heading_path=("추진 실적",), lines=(3, 3), quote="상담 1,204건, 참여 학생 89명(2023년)"
)


def passes(draft: str, **given: object) -> bool:
    """Return whether the gate lets a draft about the cell through."""
    return verify(draft, question="작은도서관 예산은?", citations=[CELL], figures=[FIGURE]).passed


@pytest.mark.parametrize(
    "draft",
    [
        "작은도서관의 2024년 예산은 350백만원입니다. [1]",
        "작은도서관의 2024년 예산은 350백만원(3억 5천만원)입니다. [1]",
        "2024년 작은도서관 자체 예산은 3.5억원입니다. [1]",
        "예산이 있습니다. [1]",
    ],
)
def test_what_the_cell_states_passes(draft: str) -> None:
    assert passes(draft)


@pytest.mark.parametrize(
    "draft",
    [
        "작은도서관의 2024년 예산은 353백만원입니다. [1]",  # a digit
        "작은도서관의 2024년 예산은 350억원입니다. [1]",  # a unit
        "작은도서관의 2024년 예산은 350,000백만원입니다. [1]",  # times a thousand
        "작은도서관의 2024년 예산은 △350백만원입니다. [1]",  # a sign
        "작은도서관의 2024년 예산은 410백만원입니다. [1]",  # the neighbouring column
        "작은도서관의 2026년 예산은 350백만원입니다. [1]",  # another year
        "작은도서관의 2024년 예산은 350백만원입니다. [2]",  # a mark without a citation
        "작은도서관의 2024년 예산은 350백만원이고 이용자는 9,000명입니다. [1]",  # invented
    ],
)
def test_what_it_does_not_state_is_dropped(draft: str) -> None:
    assert not passes(draft)


def test_prose_supports_every_amount_it_prints() -> None:
    assert verify("2023년 상담은 1,204건, 학생은 89명입니다. [1]", question="실적은?", citations=[PROSE]).passed
    assert not verify("상담은 1,240건입니다. [1]", question="실적은?", citations=[PROSE]).passed


def test_a_derived_number_needs_its_derivation() -> None:
    operands = (Operand("a", Decimal(1204), "건", 1), Operand("b", Decimal(1000), "건", 1))
    derivation = Derivation("a - b", operands, Decimal(204), "건")
    assert verify("204건 늘었습니다. [1]", question="1,000건에서?", citations=[PROSE], derivation=derivation).passed
    assert not verify("204건 늘었습니다. [1]", question="1,000건에서?", citations=[PROSE]).passed


def test_a_number_that_opens_the_name_of_a_place_is_no_year() -> None:
    plan = replace(CELL, heading_path=("17. 계속비 사업", "11. 연차별 예산계획"))
    for name in ("11. 연차별 예산계획", "17. 계속비 사업"):
        draft = f"‘{name}’에는 350백만원으로 적혀 있습니다. [1]"
        assert verify(draft, question="작은도서관 예산은?", citations=[plan], figures=[FIGURE]).passed
    for year in ("‘11년 예산은", "‘19. 다른 계획’에는", "2019년 ‘11. 연차별 예산계획’에는"):
        draft = f"{year} 350백만원입니다. [1]"
        assert not verify(draft, question="작은도서관 예산은?", citations=[plan], figures=[FIGURE]).passed


def test_only_the_failing_sentence_goes() -> None:
    verdict = verify("상담은 1,204건입니다. [1]\n이용자는 5,000명입니다. [1]", question="?", citations=[PROSE])
    assert verdict.text == "상담은 1,204건입니다. [1]"
    assert len(verdict.problems) == 1
