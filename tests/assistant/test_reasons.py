"""A reason is never answered with a row of figures; a column of reasons is."""

from __future__ import annotations

import pytest

from assistant.ask import Assistant
from assistant.nearest import tells_no_reason
from assistant.question import read_question
from assistant.wanted import wanted

REPORT = """# 가온시 물길 업무보고

## 예산 집행 현황

(단위: 천원)

세부사업명\t예산액\t집행액\t비고
측정소 새로 짓기\t1,260\t541\t추경
측정 장비 바꾸기\t300\t280\t-
물길 안내\t200\t150\t-

## 다음 해로 넘긴 사업

(단위: 천원)

사업명\t이월액\t사유
쉼터 짓기\t400\t땅 주인과 협의가 늦어짐
다리 고치기\t300\t장마로 공사를 멈춤
"""
FILES = {"report.txt": REPORT}


@pytest.mark.parametrize(
    ("label", "tells"), [("측정소 새로 짓기", False), ("쉼터 짓기", True), ("다리 고치기", True), ("물길 안내", False)]
)
def test_a_row_of_figures_gives_no_reason(assistant: Assistant, label: str, tells: bool) -> None:
    want = wanted(read_question(f"{label} 집행이 늦어진 까닭은 무엇입니까?"))
    (entry,) = assistant.library.entries
    rows = [row for table in assistant.index.tables(entry.id) for row in assistant.library.rows(table.id)]
    row = next(row for row in rows if row.text.startswith(label))
    assert tells_no_reason(want, row) is not tells
