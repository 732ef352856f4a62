"""Arithmetic over figures: exact, units checked, refused where it makes no sense."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.derive import (
    NotComputable,
    common_unit,
    decline,
    difference,
    growth,
    mean,
    per,
    share,
    share_of_sum,
    times,
    total,
)
from corpus.amounts import WON_FACTORS
from corpus.document import Location
from corpus.figures import Figure


def figure(value: str, unit: str | None) -> Figure:
    """Return a figure of that value."""
    number = Decimal(value)
    factor = WON_FACTORS.get(unit or "")
    return Figure(
        id=value,
        document_id="d",
        kind="cell",
        value=number,
        unit=unit,
        won=None if factor is None else number * factor,
        text=value,
        label=value,
        row_path=(),
        column_path=(),
        heading_path=(),
        caption="",
        location=Location("a.txt"),
    )


def test_a_sum_over_units_of_money_is_stated_in_the_first() -> None:
    computed = total([figure("500", "백만원"), figure("31400", "천원")])
    assert (computed.result, computed.result_unit, computed.formula) == (Decimal("531.4"), "백만원", "a + b")


def test_a_difference_of_rates_is_in_points() -> None:
    computed = difference(figure("48", "%"), figure("40", "%"))
    assert (computed.result, computed.result_unit) == (Decimal(8), "%p")


def test_shares_and_growth_round_half_up() -> None:
    assert share(figure("950", "백만원"), figure("2625", "백만원")).result == Decimal("36.2")
    assert growth(figure("15960", "천원"), figure("27600", "천원")).result == Decimal("-42.2")
    assert decline(figure("15960", "천원"), figure("27600", "천원")).result == Decimal("42.2")


def test_per_states_the_unit_asked_for() -> None:
    computed = per(figure("14.5", "억원"), figure("60", "개사"), unit="만원")
    assert (computed.result, computed.result_unit) == (Decimal(2417), "만원")


def test_per_rounds_people_to_a_place_unless_asked_otherwise() -> None:
    assert per(figure("293", "명"), figure("2", "개")).result == Decimal("146.5")
    assert per(figure("1629", "명"), figure("24", "개")).result == Decimal("67.88")
    assert per(figure("1629", "명"), figure("24", "개"), places=1).result == Decimal("67.9")


def test_a_multiple_is_stated_in_times() -> None:
    computed = times(figure("13298015", "천원"), figure("387851", "천원"))
    assert (computed.result, computed.result_unit) == (Decimal("34.3"), "배")
    with pytest.raises(NotComputable, match="영이어서"):
        times(figure("5", "명"), figure("0", "명"))


def test_a_share_of_the_sum_of_all_parts() -> None:
    computed = share_of_sum([figure("150", "백만원"), figure("175", "백만원")])
    assert (computed.result, computed.formula) == (Decimal("46.2"), "a / (a + b) * 100")
    with pytest.raises(NotComputable):
        share_of_sum([figure("0", "명"), figure("0", "명")])


def test_a_zero_base_is_refused_with_the_reason() -> None:
    with pytest.raises(NotComputable, match="영이어서"):
        growth(figure("5", "명"), figure("0", "명"))
    with pytest.raises(NotComputable, match="영이어서"):
        share(figure("5", "명"), figure("0", "명"))


def test_units_that_do_not_mix_are_refused() -> None:
    with pytest.raises(NotComputable, match="단위"):
        total([figure("5", "명"), figure("5", "백만원")])


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=8))
def test_sum_and_mean_agree(values: list[int]) -> None:
    figures = [figure(str(value), "교") for value in values]
    assert common_unit(figures)[1] == tuple(Decimal(value) for value in values)
    assert abs(mean(figures).result * len(values) - total(figures).result) <= Decimal("0.05") * len(values)
