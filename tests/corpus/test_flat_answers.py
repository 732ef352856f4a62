"""Numbered tables of findings and what was done about them, in flattened text layers."""

from __future__ import annotations

import pytest

from corpus.flat_answers import find_answers
from corpus.flat_grid import FlatTable, Page
from corpus.flat_lines import Joiner, flat_lines

STATED = """연번 지적사항 조치결과 추진상황

1 버스 정류장 의자를
더 놓을 것

정류장 12곳에 의자 설치(4월) 완료

2 빈터에 버린 쓰레기 대책

감시 사진기 설치 계약, 9월 설치 예정 추진 중

3 시장 주차장 요금 다시 살필 것

이웃 시 요금 조사, 2030년 조례와 함께 손질 장기 검토
"""

PLAIN = """번호 건의사항 조치계획

1 마을 쉼터 난방

난방기 4대를 10월까지 놓음

2 등굣길 눈 치우기

학교 앞 3곳에 제설함을 둠

※ 2030년 12월 말 기준
"""


def _found(text: str) -> FlatTable | None:
    lines = flat_lines(text.split("\n"))
    return find_answers(Page(lines, lambda index: False, Joiner(lines)), 0)


def _rows(table: FlatTable | None) -> list[list[str]]:
    assert table is not None
    rows = [["" for _ in range(table.columns)] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def test_what_was_found_what_was_done_and_its_state_are_cells() -> None:
    rows = _rows(_found(STATED))
    assert rows[0] == ["연번", "지적사항", "조치결과", "추진상황"]
    assert rows[1] == ["1", "버스 정류장 의자를 더 놓을 것", "정류장 12곳에 의자 설치(4월)", "완료"]
    assert rows[2][3] == "추진 중"
    assert rows[3][2:] == ["이웃 시 요금 조사, 2030년 조례와 함께 손질", "장기 검토"]


def test_a_table_without_a_state_has_three_columns() -> None:
    assert _rows(_found(PLAIN))[2] == ["2", "등굣길 눈 치우기", "학교 앞 3곳에 제설함을 둠"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("(4월) 완료", "(4월)"),  # no state
        ("2 빈터에", "빈터에"),  # no number
        ("\n감시 사진기 설치 계약,", "\n감시 사진기 설치 계약\n\n"),  # a third paragraph
        ("조치결과 추진상황", "부서 예산"),  # other columns
    ],
)
def test_paragraphs_that_cannot_be_told_apart_stay_text(old: str, new: str) -> None:
    changed = STATED.replace(old, new, 1)
    assert changed != STATED
    assert _found(changed) is None
