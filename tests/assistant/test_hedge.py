"""A result over operands that are hardly sure is asked back; a sure one and a follow-up are told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.answer import AnswerFigure, Derivation, Operand
from assistant.draft import Draft
from assistant.hedge import HEAD, SURE, hedged
from assistant.question import Asked, understand

ASKED = understand("나루터 예산은 갈대숲 예산보다 얼마나 많습니까?")
DERIVATION = Derivation(
    "a - b",
    (Operand("나루터", Decimal(7), "백만원", 1, "나루터"), Operand("갈대숲", Decimal(4), "백만원", 2, "갈대숲")),
    Decimal(3),
    "백만원",
)
DRAFT = Draft(
    outcome="answered",
    text="3백만원 더 많습니다.",
    figures=(AnswerFigure(Decimal(3), "백만원", Decimal(3_000_000), "차이", None, derived=True),),
    derivation=DERIVATION,
    confidence=SURE - 0.05,
)


def test_a_result_that_is_hardly_sure_is_asked_back_with_its_operands() -> None:
    asked_back = hedged(ASKED, DRAFT)

    assert asked_back.outcome == "clarify"
    assert asked_back.text == f"{HEAD}\n{DRAFT.text}"
    assert [one.label for one in asked_back.alternatives] == ["나루터", "갈대숲"]
    assert asked_back.figures == DRAFT.figures


@pytest.mark.parametrize(
    ("asked", "draft"),
    [
        (ASKED, replace(DRAFT, confidence=SURE)),
        (replace(ASKED, is_followup=True), DRAFT),
        (ASKED, replace(DRAFT, derivation=None)),
    ],
)
def test_what_is_sure_or_leans_on_what_was_told_is_told(asked: Asked, draft: Draft) -> None:
    assert hedged(asked, draft) is draft
