"""Bare text of tables without lines."""

from __future__ import annotations

from decimal import Decimal

import pytest

from corpus.bare import close_up, is_bare_value, is_letter, stated_number


@pytest.mark.parametrize("text", ["1,500", "△3.2%", "-12", "-", "–"])
def test_a_number_or_a_dash_is_a_bare_value(text: str) -> None:
    assert is_bare_value(text)


@pytest.mark.parametrize("text", ["", "30명", "2.1.", "약 30", "1,500 900"])
def test_words_units_and_two_numbers_are_none(text: str) -> None:
    assert not is_bare_value(text)


def test_a_letter_alone_is_a_piece_of_a_word() -> None:
    assert is_letter("사")
    assert not is_letter("사업")
    assert not is_letter("A")


def test_letters_set_apart_are_written_together() -> None:
    assert close_up("사 업 비  1,200") == "사업비  1,200"
    assert close_up("사업 비용 조정") == "사업 비용 조정"


def test_a_cell_states_its_number_with_a_unit_or_without() -> None:
    assert stated_number("△1,500") == Decimal(-1500)
    assert stated_number("30명") == Decimal(30)
    assert stated_number("-") is None
    assert stated_number("신규") is None
