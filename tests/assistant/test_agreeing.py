"""The same amount stated elsewhere is cited beside the figure; another thing's equal amount is not."""

from __future__ import annotations

import pytest

from assistant.ask import Assistant

REPORT = """# 1 물놀이장 조성 개요

- 물놀이장 조성은 전액 시비임
- 물놀이장 조성 대상지는 14곳임

## 3. 물놀이장 조성 결과

- 어린이 물놀이장 조성: 대상지 14곳을 모두 마침

## 4. 도로 정비

- 도로 정비 대상지는 14곳임
"""

FILES = {"report.md": REPORT}


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("물놀이장 조성 대상지는 몇 곳입니까?", {4, 8}),
        ("도로 정비 대상지는 몇 곳입니까?", {12}),
    ],
)
def test_places_that_agree_are_cited(assistant: Assistant, question: str, lines: set[int]) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "answered"
    assert {citation.lines[0] for citation in answer.citations if citation.lines} == lines
