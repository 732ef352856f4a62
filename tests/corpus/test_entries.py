"""Lists in columns of words whose cells go over several lines; what is not clear stays text."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Table
from corpus.entries import find_entries
from corpus.page_marks import without_page_marks
from corpus.read import read

NUMBERED = """Ⅲ. 고칠 것

연번   지적사항                소관 부서      조치계획                   비고
 1     안내판이 낡아 글을      시설과         봄까지 모두 바꾸고         완료
       읽기 어려움                            해마다 살핌
 2     숲길 난간이 흔들림      공원과         난간 40m를 새로 놓음       추진 중

- 3 -

고칠 것

연번   지적사항                소관 부서      조치계획                   비고
 3     도서관 자리가           문화과         열람석 30석을 늘리고       검토
       모자람                                 밤까지 엶

- 4 -

고칠 것

※ 끝

- 5 -

고칠 것
"""
PARTED = """Ⅳ. 들은 말

분야         건의사항              답변
숲           길을 넓혀             내년에 넓힘
             달라

도서관       밤에도 열어           여름부터
             달라                  밤 열 시까지 엶

마을 버스    더 자주 다니게        살펴보겠음
"""


def _table(tmp_path: Path, text: str) -> Table:
    file = tmp_path / "표.txt"
    file.write_text(text, encoding="utf-8")
    (table,) = read(file).tables
    return table


def _told(table: Table, row: str, column: str) -> str:
    (cell,) = [c for c in table.cells if row in " ".join(c.row_path) and c.column_path == (column,) and not c.is_header]
    return cell.text


def test_cells_over_several_lines_are_whole(tmp_path: Path) -> None:
    table = _table(tmp_path, NUMBERED)

    assert _told(table, "안내판이 낡아 글을 읽기 어려움", "조치계획") == "봄까지 모두 바꾸고 해마다 살핌"
    assert _told(table, "숲길", "비고") == "추진 중"
    assert _told(table, "도서관 자리가 모자람", "조치계획") == "열람석 30석을 늘리고 밤까지 엶"
    assert table.rows == 4


def test_blank_lines_part_entries_without_numbers(tmp_path: Path) -> None:
    table = _table(tmp_path, PARTED)

    assert _told(table, "도서관", "답변") == "여름부터 밤 열 시까지 엶"
    assert _told(table, "숲", "건의사항") == "길을 넓혀 달라"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (" 2     숲길", " 4     숲길"),  # a number is missing
        ("       읽기 어려움     ", "    읽기 어려움        "),  # words that begin below no head
        ("공원과         난간", "               난간"),  # an entry that lacks a cell
        ("       읽기 어려움", "또한 읽기 어려움"),  # a paragraph between the entries
    ],
)
def test_what_is_not_clear_stays_text(old: str, new: str) -> None:
    assert old in NUMBERED
    assert find_entries(without_page_marks(NUMBERED.split("\n")))
    assert not find_entries(without_page_marks(NUMBERED.replace(old, new).split("\n")))
