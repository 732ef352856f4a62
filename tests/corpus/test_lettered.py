"""Titles that fell into lines out of order are put back by letters and the rates of the rows; else they stay text."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Table
from corpus.letters import proved_by_letters
from corpus.read import read

TITLES = "세부사업명\n2031년도\n2030년도\n최종예산\n집행액(C)\n집행률(%)\n(D=C/B)본예산(A)\n예산현액(B)\n담당부서\n"
ROWS = (
    "\n책 나누기 1,000 1,200 900 600 50.0 책과\n"
    "\n자리 \n늘리기 2,000 2,000 1,500 1,500 75.0 자리과\n"
    "\n- 3 -\n\n" + TITLES + "\n글 모으기 500 400 300 100 25.0 책과\n"
    "\n합계 3,500 3,600 2,700 2,200 61.1\n"
)


def _tables(tmp_path: Path, titles: str, rows: str) -> tuple[Table, ...]:
    file = tmp_path / "예산.txt"
    file.write_text(f"7. 사업별 예산\n\n(단위: 천원, %)\n\n{titles}{rows}\n※ 끝\n", encoding="utf-8")
    return read(file).tables


def test_letters_and_rates_put_titles_in_order_over_pages(tmp_path: Path) -> None:
    (table,) = _tables(tmp_path, TITLES, ROWS)
    cells = {(cell.row_path[-1], cell.column_path[-1]): cell.text for cell in table.cells if not cell.is_header}
    assert cells["책 나누기", "예산현액(B)"] == "1,200"
    assert cells["자리 늘리기", "최종예산"] == "1,500"
    assert cells["글 모으기", "집행률(%)(D=C/B)"] == "25.0"
    assert cells["글 모으기", "담당부서"] == "책과"
    assert cells["합계", "본예산(A)"] == "3,500"
    assert len(cells) == 24


def test_nothing_is_read_where_a_rate_does_not_come_out_or_a_row_has_fewer_figures(tmp_path: Path) -> None:
    assert _tables(tmp_path, TITLES, ROWS.replace("25.0", "35.0")) == ()
    assert _tables(tmp_path, TITLES, ROWS.replace("500 400 300 100 25.0", "500 400 100 25.0")) == ()


def test_nothing_is_read_where_two_orders_are_left(tmp_path: Path) -> None:
    free = TITLES.replace("최종예산", "최종예산\n결산")
    rows = ROWS.replace(TITLES, free)
    for plain, more in (("900 600", "900 890 600"), ("1,500 1,500", "1,500 1,490 1,500"), ("300 100", "300 290 100")):
        rows = rows.replace(plain, more)
    assert _tables(tmp_path, free, rows.replace("2,700 2,200", "2,700 2,670 2,200")) == ()


@pytest.mark.parametrize(
    ("titles", "proved"),
    [
        (("예산(A)", "지난 예산(B)", "증감(A-B)"), None),
        (("지난 예산(B)", "예산(A)", "증감(A-B)"), False),
        (("예산(A)", "지난 예산(B)", "증감"), None),
        (("예산", "지난 예산(A)", "비율(B/A)본예산(B)"), False),
    ],
)
def test_formulas_in_titles_prove_or_deny_columns(titles: tuple[str, ...], proved: bool | None) -> None:
    assert proved_by_letters(titles, [("397", "380", "17"), ("201", "191", "10")]) is proved


def test_rates_in_titles_may_be_rounded() -> None:
    assert proved_by_letters(("현액(A)", "집행(B)", "집행률(B/A)"), [("300", "100", "33"), ("7", "2", "28.6")]) is True


def test_titles_on_one_line_keep_their_years_and_those_above_are_not_lost(tmp_path: Path) -> None:
    (table,) = _tables(
        tmp_path,
        TITLES.replace("\n", " ").replace(" 담당부서", "") + "\n",
        ROWS.replace("책과", "").replace("자리과", "").replace(TITLES, ""),
    )
    heads = {cell.column_path for cell in table.cells if not cell.is_header}
    assert ("2031년도 예산현액(B)",) in heads
    assert ("2030년도 최종예산",) in heads
    assert _tables(tmp_path, "2031년도 2030년도\n" + TITLES.replace("2031년도\n2030년도\n", ""), ROWS) == ()
