"""Figures of a whole document: cells, sentences and headings with labels, units, periods and places."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from corpus.figures import Figure, figures
from corpus.read import read

TEXT = """\
# 마을 도서관 사업 계획

## 예산 - 12억 5천만원(인건비 3억)

○ 사업비: 1,250백만원(시비)

- 이용자 1,200명('22) → 1,500명('23)

## 연차별 예산 (단위: 백만 원)

구 분\t2023\t2024\t합 계
도서 구입\t100\t150\t250
시설 개선\t△20\t-\t△20
합 계\t80\t150\t230
"""


@pytest.fixture
def found(tmp_path: Path) -> tuple[Figure, ...]:
    path = tmp_path / "plan.md"
    path.write_text(TEXT, encoding="utf-8")
    return figures(read(path))


def test_cells_have_paths_units_and_years(found: tuple[Figure, ...]) -> None:
    cell = next(f for f in found if f.kind == "cell" and f.row_path == ("도서 구입",) and f.column_path == ("2024",))
    assert (str(cell.value), cell.unit, str(cell.won), cell.periods) == ("150", "백만원", "150000000", ("2024",))
    assert cell.location.lines == (12, 12)
    assert not cell.is_total


def test_totals_are_marked_and_signs_kept(found: tuple[Figure, ...]) -> None:
    cells = [f for f in found if f.kind == "cell"]
    assert {f.text for f in cells if f.is_total} == {"250", "△20", "80", "150", "230"}
    assert [str(f.value) for f in cells if f.row_path == ("시설 개선",)] == ["-20", "-20"]


def test_a_breakdown_below_an_item_counts_in_its_unit(tmp_path: Path) -> None:
    path = tmp_path / "clubs.md"
    path.write_text("# 모임\n\n○ 등록: 114개 모임\n\n   - 초등 36, 중등 78\n", encoding="utf-8")
    assert [(f.text, f.unit, f.label) for f in figures(read(path))][1:] == [("36", "개", "초등"), ("78", "개", "중등")]


def test_headings_and_sentences_state_figures(found: tuple[Figure, ...]) -> None:
    prose = [(f.text, f.unit, f.label, f.periods, f.location.lines) for f in found if f.kind == "prose"]
    assert ("12억 5천만원", "천만원", "예산", (), (3, 3)) in prose
    assert ("3억", "억원", "예산 인건비", (), (3, 3)) in prose
    assert ("1,250백만원", "백만원", "사업비 시비", (), (5, 5)) in prose
    assert [(text, periods) for text, _, _, periods, _ in prose if text.endswith("명")] == [
        ("1,200명", ("2022",)),
        ("1,500명", ("2023",)),
    ]


def test_ids_are_stable_and_unique(found: tuple[Figure, ...], tmp_path: Path) -> None:
    again = figures(read(tmp_path / "plan.md"))
    assert [f.id for f in found] == [f.id for f in again]
    assert len({f.id for f in found}) == len(found)


def test_what_an_amount_is_made_up_of_stands_under_the_names_of_its_purses(tmp_path: Path) -> None:
    file = tmp_path / "표.txt"
    file.write_text(
        "(단위: 천원)\n사업\t예산액\t산출기초\n숲길\t648\t(국 400, 시 148, 시군비 100)\n다리\t90\t(시 60, 30명)\n",
        encoding="utf-8",
    )
    told = {(f.row_path, f.column_path): (f.value, f.unit) for f in figures(read(file)) if f.row_path}

    assert told[("숲길",), ("산출기초", "국비")] == (Decimal(400), "천원")
    assert told[("숲길",), ("산출기초", "시군비")] == (Decimal(100), "천원")
    assert (("다리",), ("산출기초", "시비")) not in told
