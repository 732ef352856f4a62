"""Which figures can be the ones asked for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.find import covers, other_stage
from assistant.period_fit import fit_keys
from assistant.question import understand
from assistant.unit_fit import fit_unit
from corpus.document import Location
from corpus.figures import Figure
from corpus.periods import find_periods
from index.evidence import DocumentEntry


def entry(period: str | None, as_of: str | None) -> DocumentEntry:
    return DocumentEntry("d", "d.txt", "업무보고", None, None, as_of, period, "txt")


def figure(label: str, column: str, unit: str = "천원") -> Figure:
    return Figure(
        id="f",
        document_id="d",
        kind="cell",
        value=Decimal(5),
        unit=unit,
        won=None,
        text="5",
        label=f"{label} {column}",
        row_path=(label,),
        column_path=(column,),
        heading_path=(),
        caption="",
        location=Location(document="d.txt"),
    )


@pytest.mark.parametrize(
    ("period", "as_of", "asked", "spoken_of"),
    [
        ("2022~2026", "2023-12-31", "2025년", True),
        ("2022~2026", "2023-12-31", "2027년", False),
        (None, "2025-10-30", "2024년", False),
        (None, "2025-10-30", "2025년 상반기", True),
        (None, None, "2019년", True),
    ],
)
def test_a_document_speaks_of_its_own_years(period: str | None, as_of: str | None, asked: str, spoken_of: bool) -> None:
    assert covers(entry(period, as_of), find_periods(asked)) is spoken_of


@pytest.mark.parametrize(
    ("question", "column", "other"),
    [
        ("도서관 건립에 실제로 쓴 돈은 얼마입니까?", "예산계획", True),
        ("도서관 건립에 실제로 쓴 돈은 얼마입니까?", "집행액", False),
        ("도서관 건립 목표는 몇 곳입니까?", "추진실적", True),
        ("도서관 건립 예산은 얼마입니까?", "예산계획", False),
        ("도서관 건립은 얼마입니까?", "집행액", False),
    ],
)
def test_a_plan_is_not_what_was_spent(question: str, column: str, other: bool) -> None:
    assert other_stage(figure("도서관 건립", column), understand(question)) is other


def test_a_length_in_months_hardly_fits_a_question_for_years() -> None:
    asked = understand("위원의 임기는 몇 년입니까?")
    assert fit_unit(figure("임기", "기간", "년"), asked) > fit_unit(figure("임기", "기간", "개월"), asked)


def test_a_whole_year_says_nothing_of_its_half() -> None:
    half = find_periods("2024년 하반기")
    assert fit_keys(("2024",), half) < 0 < fit_keys(("2024-H2",), half)
    assert fit_keys(("2022-07/2023-06",), find_periods("2022년 9월")) > 0
