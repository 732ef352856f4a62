"""Rows of two names of which the outer one is printed once: told by names that return in rounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.loose_pairs import find_pairs
from corpus.read import read

HEAD = "시군 구분 2029 2030\n\n"
ROUNDS = (
    "햇살시 인구(명) 120 130\n65세 이상(명) 30 33\n비율(%) 25.0 25.4\n"
    "달빛군 인구(명) 40 41\n65세 이상(명) 12 -\n비율(%) 30.0 -\n"
    "합 계 인구(명) 160 171\n65세 이상(명) 42 33\n비율(%) 26.3 -\n"
)


def test_the_outer_name_holds_for_its_round(tmp_path: Path) -> None:
    file = tmp_path / "표.txt"
    file.write_text(f"1. 인구\n\n{HEAD}{ROUNDS}\n2. 다음\n\n○ 끝\n", encoding="utf-8")

    (table,) = read(file).tables

    told = {(cell.row_path, cell.column_path): cell for cell in table.cells if not cell.is_header}
    assert told[("달빛군", "비율(%)"), ("2029",)].text == "30.0"
    assert told[("햇살시", "65세 이상(명)"), ("2030",)].text == "33"
    assert told[("합계", "인구(명)"), ("2030",)].amounts[0].unit == "명"
    assert told[("달빛군", "인구(명)"), ("2029",)].location.lines == (8, 8)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("달빛군 인구(명)", "인구(명)"),  # a round without a name of its own
        ("비율(%) 30.0 -\n", ""),  # a round that lacks a row
        ("65세 이상(명) 12 -", "75세 이상(명) 12 -"),  # names that do not return
        ("달빛군", "햇살시"),  # one name twice
        ("130\n", "130 140\n"),  # a figure too many
    ],
)
def test_what_does_not_return_stays_text(old: str, new: str) -> None:
    assert find_pairs((HEAD + ROUNDS).split("\n"))
    assert not find_pairs((HEAD + ROUNDS.replace(old, new, 1)).split("\n"))


def test_the_second_title_must_be_one_of_names() -> None:
    assert not find_pairs(("시군 예산 2029 2030\n\n" + ROUNDS).split("\n"))
