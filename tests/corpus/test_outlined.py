"""Budgets laid out as an outline: every row under the labels it is set in below, remarks behind their row."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Table
from corpus.outlined import BELOW, find_outlined
from corpus.read import read

HEAD = "부서·정책·단위·세부사업                     예산액     전년도예산액     비교증감\n"
BUDGET = (
    "정책: 읽는 도시\n                                                     (단위: 천원)\n"
    + HEAD
    + """
문화과                                        1,500         1,400          100
  도서관 운영                                   900           850           50
      시 300   구 600
    201-01 사무관리비                           600           600            0
      ○ 안내문 인쇄       300원×2,000부 = 600천원
    405-01 자산취득비                           300           250           50
      ○ 책장              60,000원×5개 = 300천원
  마을 축제                                     600           550           50
    307-04 민간행사보조                         600           550           50
      ○ 축제 운영         200,000원×3개소 = 600천원
※ 축제는 가을에 함
"""
)


def _table(tmp_path: Path, text: str) -> Table:
    file = tmp_path / "예산서.txt"
    file.write_text(text + "\n머리\t값\n가\t1\n", encoding="utf-8")
    return next(block for section in read(file).sections for block in section.blocks if isinstance(block, Table))


@pytest.mark.parametrize(
    ("path", "column", "text", "unit", "line"),
    [
        (("문화과",), "예산액", "1,500", "천원", 5),
        (("문화과", "도서관 운영"), "비교증감", "50", "천원", 6),
        (("문화과", "도서관 운영", "405-01 자산취득비"), "전년도예산액", "250", "천원", 10),
        (("문화과", "마을 축제", "307-04 민간행사보조"), "예산액", "600", "천원", 13),
    ],
)
def test_rows_stand_under_their_labels(
    tmp_path: Path, path: tuple[str, ...], column: str, text: str, unit: str, line: int
) -> None:
    table = _table(tmp_path, BUDGET)

    cells = [cell for cell in table.cells if cell.row_path == path and cell.column_path == (column,) and cell.amounts]

    assert [(cell.text, cell.amounts[0].unit, cell.location.lines) for cell in cells] == [(text, unit, (line, line))]


def test_remarks_stand_behind_the_row_they_explain(tmp_path: Path) -> None:
    table = _table(tmp_path, BUDGET)

    remark = next(cell for cell in table.cells if "책장" in cell.text)

    assert remark.row_path == ("문화과", "도서관 운영", "405-01 자산취득비")
    assert remark.column_path == (BELOW,)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("900           850           50", "910           850           50"),  # does not add up
        ("    405-01", "  405-01"),  # an item set out to the level of the programme
    ],
)
def test_an_outline_that_does_not_add_up_is_none(old: str, new: str) -> None:
    assert find_outlined(BUDGET.split("\n"))
    assert find_outlined(BUDGET.replace(old, new).split("\n")) == []
