"""A text is read by what it says: letters put together, digits and spaces as usual, no margin."""

from __future__ import annotations

import unicodedata

import pytest

from corpus.double_spaced import closed_rows
from corpus.txt import composed, without_margin


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (unicodedata.normalize("NFD", "예산"), "예산"),
        ("２０２５년 １，２３４．５％", "2025년 1,234.5%"),
        ("국비\u00a012\u202f억원", "국비 12 억원"),
        ("가，나．다：라", "가，나．다：라"),
        ("(단위: ％)", "(단위: %)"),
    ],
)
def test_letters_digits_and_spaces(text: str, read: str) -> None:
    assert composed(text) == read


def test_what_all_lines_begin_with_is_a_margin() -> None:
    assert without_margin(["  가", "", "   나"]) == ("가", "", " 나")
    assert without_margin(["가", "  나"]) == ("가", "  나")
    assert without_margin(["", " "]) == ("", " ")


def test_rows_apart_in_a_spaced_out_file_are_closed_up() -> None:
    spaced = [part for number in range(24) for part in (f"가{number}\t{number}", "")]
    assert closed_rows(spaced)[:4] == ("가0\t0", "\t", "가1\t1", "\t")
    parted = [*spaced[:10], "", "", *spaced[10:]]
    assert closed_rows(parted)[9:12] == ("", "", "")
    together = [f"가{number}\t{number}" for number in range(40)]
    assert closed_rows([*together, "", "나\t1"]) == (*together, "", "나\t1")
