"""Bare text of tables without lines: numbers that state no unit, marks for nothing, letters of one word set apart."""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.amounts import read_amount

_VALUE = re.compile(r"^(?:[△▲−-]?\d[\d,]*(?:\.\d+)?%?|[-–—])$")
_LETTER = re.compile(r"^[가-힣]$")
_SPACED = re.compile(r"(?<![가-힣])((?:[가-힣] +){1,5}[가-힣])(?![가-힣])")


_TITLES = re.compile(
    r"구분|재원|대상|비고|[총소합누]?계|[남여]|[국도시군구]비|일반직|별정직|임기제|공무직|정원|현원|결원|증감|예산|금액|비율|연번|순번|부서|과목|항목"
)
"""Titles whose letters are often set apart, so that two of them look like one word."""


def is_bare_value(text: str) -> bool:
    """Tell a number or percentage without any other unit, or the dash that stands for none."""
    return _VALUE.match(text) is not None


def is_letter(text: str) -> bool:
    """Tell one Korean letter alone: a piece of a word whose letters are set apart."""
    return _LETTER.match(text) is not None


def close_up(text: str) -> str:
    """Return a text with the words whose two to six letters are set apart (`사 업 비`) written together.

    Titles side by side stay words of their own (`구 분 계` are `구분 계`).
    """
    return _SPACED.sub(lambda match: " ".join(titles_of_letters(match.group().replace(" ", ""))), text)


def titles_of_letters(letters: str) -> list[str]:
    """Return the titles that letters set apart make up, or one word."""
    titles: list[str] = _TITLES.findall(letters)
    return titles if "".join(titles) == letters else [letters]


def stated_number(text: str) -> Decimal | None:
    """Return the number a cell states, whatever its unit or with none, or None for words and for a mark for nothing."""
    amount = read_amount(text, unit="개")
    return amount.value if amount else None
