"""The same amount stated elsewhere is cited beside the figure; another thing's equal amount is not."""

from __future__ import annotations

import pytest

from assistant.ask import Assistant

REPORT = """# 1 물놀이장 조성 개요

- 물놀이장 조성은 전액 시비임
- 물놀이장을 만든 마을은 14곳임

## 3. 물놀이장 조성 결과

- 어린이 물놀이장을 만든 마을 14곳

## 4. 도로 정비

- 도로 정비 대상지는 14곳임
"""

OTHERS = "".join(f"- 그 밖의 안내 {number}: 담당자에게 물어볼 것\n" for number in "가나다라마바사아자차카타파하")
FILES = {"report.md": f"{REPORT}\n## 9. 안내\n\n{OTHERS}"}


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("물놀이장을 만든 마을은 몇 곳입니까?", {4, 8}),
        ("도로 정비 대상지는 몇 곳입니까?", {12}),
    ],
)
def test_places_that_agree_are_cited(assistant: Assistant, question: str, lines: set[int]) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "answered"
    assert {citation.lines[0] for citation in answer.citations if citation.lines} == lines
