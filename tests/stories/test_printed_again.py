"""A figure another table of the document prints again is cited from there too; one that is only alike is not."""

from __future__ import annotations

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant

DOCUMENT = """2026년도 물결시 도서관 확충 계획 (시험용 글)

# 1. 이동도서관 운영

사업비 (백만 원)\t계\t국비\t시비
\t1,460\t200\t1,260

## 추진 내용

(단위: 백만 원)
구분\t계\t2024\t2025\t2026
이동도서관 차량비\t1,460\t310\t450\t700

## 투자계획

(단위: 백만 원)
구분\t계\t2024\t2025\t2026
총계\t1,460\t310\t450\t700
시비\t1,260\t250\t390\t620

# 2. 작은도서관 지원

(단위: 백만 원)
구분\t계\t2024\t2025\t2026
작은도서관 운영비\t1,200\t380\t450\t370
"""
FILES = {"물결시 도서관.txt": DOCUMENT}


def lines_cited(answer: Answer) -> set[str]:
    lines = DOCUMENT.splitlines()
    return {lines[citation.lines[0] - 1].split("\t")[0] for citation in answer.citations if citation.lines}


@pytest.mark.parametrize(
    ("question", "history"),
    [
        ("이동도서관 차량비 2025년 금액은 얼마입니까?", ()),
        ("이동도서관 차량비가 가장 많은 해는 언제입니까?", ()),
        ("2026년은?", ("이동도서관 차량비 2025년 금액은 얼마입니까?",)),
    ],
)
def test_a_row_of_the_same_years_and_amounts_is_cited_too(
    assistant: Assistant, question: str, history: tuple[str, ...]
) -> None:
    answer = assistant.ask(question, history)

    assert answer.outcome == "answered"
    assert {"이동도서관 차량비", "총계"} <= lines_cited(answer)
    assert "작은도서관 운영비" not in lines_cited(answer), "one year alike is chance"


def test_a_row_printed_once_is_cited_once(assistant: Assistant) -> None:
    answer = assistant.ask("작은도서관 운영비 2025년 금액은 얼마입니까?")

    assert answer.outcome == "answered"
    assert lines_cited(answer) == {"작은도서관 운영비"}
    assert "다른 표" not in answer.answer
