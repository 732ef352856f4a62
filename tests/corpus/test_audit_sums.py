"""Sums of any table: a right one is quiet, one changed cell is found."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.audit_sums import sums
from corpus.document import Location, Table
from corpus.grid import RawCell, RawTable, build_table

NAMES = ["도서관", "체육관", "공연장", "주차장", "경로당", "놀이터"]


def _table(values: list[list[int]], unit: str) -> Table:
    """Build a table with years across and a total row and column, as printed."""
    header = ["구분", *[f"{2021 + column}년" for column in range(len(values[0]) - 1)], "합계"]
    labels = [*NAMES[: len(values) - 1], "합계"]
    rows = [header, *[[label, *[f"{v:,}" for v in row]] for label, row in zip(labels, values, strict=True)]]
    cells = tuple(RawCell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row))
    raw = RawTable(
        cells,
        len(rows),
        len(header),
        Location("sample.txt", lines=(1, len(rows))),
        "tsv",
        unit_texts=(("line", f"(단위: {unit})"),),
    )
    return build_table(raw, document_id="d", number=1)


def _with_totals(body: list[list[int]]) -> list[list[int]]:
    rows = [[*row, sum(row)] for row in body]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


BODIES = st.integers(2, 6).flatmap(
    lambda height: st.integers(2, 5).flatmap(
        lambda width: st.lists(
            st.lists(st.integers(1, 9_999_999), min_size=width, max_size=width), min_size=height, max_size=height
        )
    )
)


@settings(deadline=None)
@given(BODIES, st.sampled_from(["천원", "백만원", "명", "건"]))
def test_a_right_table_is_quiet(body: list[list[int]], unit: str) -> None:
    assert list(sums(_table(_with_totals(body), unit))) == []


@settings(deadline=None)
@given(BODIES, st.sampled_from(["천원", "백만원", "명", "건"]), st.data())
def test_one_changed_cell_is_found(body: list[list[int]], unit: str, data: st.DataObject) -> None:
    values = _with_totals(body)
    row = data.draw(st.integers(0, len(values) - 1))
    column = data.draw(st.integers(0, len(values[0]) - 1))
    values[row][column] += data.draw(st.integers(100, 900))
    found = list(sums(_table(values, unit)))
    assert found
    assert any(
        (place.location.row, place.location.column) == (row + 1, column + 1) for f in found for place in f.places
    )


def test_a_changed_body_cell_is_named_once_with_the_value_both_totals_ask_for() -> None:
    values = _with_totals([[120, 150, 180], [80, 90, 100], [60, 60, 90]])
    values[1][2] = 70
    found = list(sums(_table(values, "백만원")))
    assert [(f.severity, f.stated, f.computed) for f in found] == [("error", "70백만원", "100백만원")]


def test_a_difference_of_the_last_digit_is_rounding_for_money_and_an_error_for_people() -> None:
    values = _with_totals([[33, 33], [17, 17], [50, 49]])
    values[0][2] += 1
    values[3][2] += 1
    assert {f.severity for f in sums(_table(values, "백만원"))} == {"rounding"}
    assert {f.severity for f in sums(_table(values, "명"))} == {"error"}
