"""`전년도예산액` beside `예산액` is of the year before the document's, in a document of one year."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.figures import figures
from corpus.read import read

ROWS = "구분\t{now}\t{before}\t비교증감\n도서관\t900\t850\t50\n축제\t600\t550\t50\n"


def _periods(tmp_path: Path, title: str, now: str, before: str) -> list[tuple[str, ...]]:
    file = tmp_path / "예산.txt"
    file.write_text(f"{title}\n\n(단위: 천원)\n" + ROWS.format(now=now, before=before), encoding="utf-8")
    return [figure.periods for figure in figures(read(file)) if figure.row_path == ("도서관",)]


@pytest.mark.parametrize(
    ("now", "before"), [("예산액", "전년도예산액"), ("예산안", "전년도"), ("본예산(A)", "전년예산(B)")]
)
def test_columns_of_this_year_and_the_one_before(tmp_path: Path, now: str, before: str) -> None:
    assert _periods(tmp_path, "2031년도 예산안 개요", now, before)[:2] == [("2031",), ("2030",)]


@pytest.mark.parametrize(
    ("title", "now", "before"),
    [
        ("2031~2035년 재정계획 2031년 2035년 개요", "예산액", "전년도예산액"),  # which year is this year?
        ("2031년도 예산안 개요", "예산액", "집행액"),  # no column of the year before
    ],
)
def test_nothing_is_said_where_the_year_is_open(tmp_path: Path, title: str, now: str, before: str) -> None:
    assert all("2030" not in periods for periods in _periods(tmp_path, title, now, before))
