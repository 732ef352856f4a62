"""A rate printed is told as printed, in every way of asking; where its own numbers say otherwise, both are told."""

from __future__ import annotations

from decimal import Decimal

from assistant.ask import Assistant

REPORT = """# 텃밭 사업 보고

## □ 예산 집행 현황 (단위: 천원, %)

| 세부사업 | 예산현액(A) | 원인행위액(B) | 지출액(C) | 집행률(%) 원인행위액(D=B/A) | 집행률(%) 지출액(E=C/A) |
|---|---|---|---|---|---|
| 텃밭지기 양성 교육 | 10,000 | 9,000 | 8,000 | 90 | 80 |
| 옥상텃밭 순회 상담 | 20,000 | 15,000 | 12,000 | 93 | 60 |
| 옥상텃밭 순회 상담 자료 제작·보급 | 5,000 | 4,000 | 4,000 | 80 | 80 |
"""


FILES = {"report.md": REPORT}


def test_a_printed_rate_named_with_its_basis_is_looked_up(assistant: Assistant) -> None:
    answer = assistant.ask("텃밭지기 양성 교육의 지출액 기준 집행률은 몇 %입니까?")
    assert answer.outcome == "answered"
    assert answer.derivation is None
    assert answer.figures[0].value == Decimal(80)


def test_a_printed_rate_that_its_own_numbers_contradict_is_a_conflict(assistant: Assistant) -> None:
    answer = assistant.ask("‘옥상텃밭 순회 상담’ 사업의 원인행위액 기준 집행률은 몇 %입니까?")
    assert answer.outcome == "conflict"
    assert {figure.value for figure in answer.figures} == {Decimal(93), Decimal(75)}
