"""Tables drawn with rules, bars and dashes."""

from __future__ import annotations

from pathlib import Path

from corpus.dashed import find_dashed
from corpus.document import Table
from corpus.markdown import as_tabs
from corpus.read import read
from corpus.ruled import find_ruled

GRID = """(단위: 백만원)
+--------+-----------------+------+
| 부서   | 2031년          | 비고 |
|        +--------+--------+      |
+--------+--------+--------+------+
"""
SPANNED = """(단위: 백만원)
+--------+-----------------+--------+
| 부서   | 2031년          | 비고   |
+--------+--------+--------+--------+
|        | 예산   | 집행   |        |
+========+========+========+========+
| 도로과 | 1,200  | 1,000  | 보상비 |
|        |        |        | 늘어남 |
+--------+--------+--------+--------+
| 하천과 | 800    | 700    |        |
+--------+--------+--------+--------+
"""
BOXED = """┌────────┬──────┬──────┐
│ 구분   │ 남   │ 여   │
├────────┼──────┼──────┤
│ 도로과 │ 12   │ 11   │
│ 하천과 │ 8    │ 7    │
└────────┴──────┴──────┘
"""
CONSOLE = """ 구분   | 예산 | 집행
--------+------+------
 도로과 |   12 |   11
 하천과 |    8 |
"""
PLAIN = """  구분        2031년   2032년
  ----------- -------- --------
  도로 정비   1,200    1,500
  하천 정비            700
"""
PARTED = """  -------------------------------
  부서      정원     비고
  --------- -------- ------------
  도로과    12       휴직 한 명
                     포함

  하천과    8
  -------------------------------
"""


def _read(folder: Path, text: str) -> tuple[Table, ...]:
    file = folder / "보고.txt"
    file.write_text(f"1. 현황\n\n{text}\n※ 끝\n", encoding="utf-8")
    return read(file).tables


def _rows(text: str) -> list[list[str]]:
    return [line.split("\t") for line in as_tabs(text.split("\n")) if line.strip("\t") and "\t" in line]


def test_rules_between_all_rows_make_the_lines_between_them_one(tmp_path: Path) -> None:
    (table,) = _read(tmp_path, SPANNED)
    cells = {(cell.row_path, cell.column_path): cell for cell in table.cells if not cell.is_header}
    spent = cells[("도로과",), ("2031년", "집행")]
    assert (spent.text, spent.amounts[0].unit) == ("1,000", "백만원")
    assert cells[("도로과",), ("비고",)].text == "보상비 늘어남"


def test_rules_below_the_head_only_make_each_line_a_row() -> None:
    assert _rows(BOXED) == [["구분", "남", "여"], ["도로과", "12", "11"], ["하천과", "8", "7"]]
    assert _rows(CONSOLE) == [["구분", "예산", "집행"], ["도로과", "12", "11"], ["하천과", "8", ""]]


def test_a_line_that_may_go_on_the_one_above_leaves_a_drawing_without_rules_as_it_is() -> None:
    lines = BOXED.replace("│ 하천과 │ 8    │ 7    │", "│        │ 명   │      │").split("\n")
    assert find_ruled(lines) == []


def test_rules_across_some_columns_leave_the_drawing_as_it_is() -> None:
    assert find_ruled(GRID.split("\n")) == []
    assert find_ruled(["가 | 나", "다 | 라", "마 | 바"]) == []


def test_dashes_below_the_head_tell_the_columns() -> None:
    assert _rows(PLAIN) == [["구분", "2031년", "2032년"], ["도로 정비", "1,200", "1,500"], ["하천 정비", "", "700"]]
    assert _rows(PARTED) == [["부서", "정원", "비고"], ["도로과", "12", "휴직 한 명 포함"], ["하천과", "8", ""]]


def test_a_text_across_the_dashes_is_no_table() -> None:
    lines = PLAIN.replace("도로 정비   1,200", "도로 정비와 그 밖의 1,200").split("\n")
    assert find_dashed(lines) == []
    assert find_dashed(["가나다라 마바사", "--- ---"]) == []
