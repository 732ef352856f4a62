"""A table with tabs that a page ends within: its rows keep their heads, its unit crosses the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.figures import figures
from corpus.read import read

ROWS = ["보건과\t3\t9\t55.6", "환경과\t4\t11\t81.8", "농업과\t5\t14\t90.2"]
HEAD = "부서\t목표\t지표\t달성률"


def _read(lines: list[str], folder: Path) -> dict[tuple[str, str], tuple[str, str | None]]:
    path = folder / "plan.txt"
    path.write_text("\n".join(["1. 성과 현황", "", *lines, "", "2. 끝맺음", "", "이상으로 마침"]), encoding="utf-8")
    cells = (figure for figure in figures(read(path)) if figure.kind == "cell")
    return {(cell.row_path[-1], "".join(cell.column_path[-1:])): (str(cell.value), cell.unit) for cell in cells}


@pytest.mark.parametrize("mark", [["- 3 -"], ["", "- 3 -", ""], ["\f"]])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_rows_go_on_over_the_end_of_a_page(at: int, mark: list[str], tmp_path: Path) -> None:
    table = [HEAD, *ROWS]
    found = _read(["(단위: 개, %)", *table[:at], *mark, *table[at:]], tmp_path)
    assert found == _read(["(단위: 개, %)", *table], tmp_path)
    assert found["농업과", "지표"][0] == "14"


def test_a_unit_line_at_the_end_of_a_page_is_that_of_the_table_below(tmp_path: Path) -> None:
    found = _read(["(단위: 백만원)", "- 3 -", "사업\t2025\t2026", "물길\t120\t130", "산길\t140\t150"], tmp_path)
    assert found["산길", "2026"] == ("150", "백만원")


def test_a_table_of_its_own_years_is_no_other_ones_rest(tmp_path: Path) -> None:
    first = ["사업\t2023\t2024", "물길\t120\t130", "산길\t140\t150"]
    found = _read([*first, "- 3 -", "기금\t2025\t2026", "나루\t10\t20", "다리\t30\t40"], tmp_path)
    assert found["다리", "2026"][0] == "40"


def test_a_table_of_its_own_heads_is_no_other_ones_rest(tmp_path: Path) -> None:
    first = ["나이\t명수\t비율", "청년\t120\t30.5", "노인\t140\t40.5"]
    found = _read([*first, "- 3 -", "구분\t20대\t30대", "물길\t10\t20", "산길\t30\t40"], tmp_path)
    assert ("산길", "비율") not in found


def test_a_box_of_words_at_the_end_of_a_page_heads_no_table_below(tmp_path: Path) -> None:
    box = ["사업명\t물길 넓히기", "장소\t나루 둔치"]
    found = _read([*box, "- 3 -", "항목\t금액(천원)", "흙\t1,200", "돌\t3,400"], tmp_path)
    assert found["돌", "금액(천원)"][0] == "3400"
