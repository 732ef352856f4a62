"""A right number under another cell's name is false; a number that leaves its cell's name out may stand."""

from __future__ import annotations

import pytest

from assistant.answer import Citation
from assistant.attribution import misattribution


def cell(number: int, row: str, column: str) -> Citation:
    return Citation(number=number, document="a.txt", title="", row_path=(row, "자체"), column_path=(column,))


CELLS = (cell(1, "도서관 짓기", "2024"), cell(2, "도서관 짓기", "2025"), cell(3, "체육관 고치기", "2024"))


@pytest.mark.parametrize(
    ("sentence", "marks", "fault"),
    [
        ("도서관 짓기 자체 2024는 10백만원입니다.", [1], None),
        ("도서관 짓기 자체 2024는 20백만원입니다.", [2], "2024년"),
        ("도서관 짓기 자체 2024는 30백만원입니다.", [3], "도서관 짓기"),
        ("도서관짓기는 30백만원입니다.", [3], "도서관 짓기"),
        ("체육관 고치기는 30백만원입니다.", [3], None),
        ("30백만원입니다.", [3], None),
        ("도서관 짓기보다 체육관 고치기가 커서 30백만원입니다.", [3], None),
        ("도서관 짓기는 10백만원, 체육관 고치기는 30백만원입니다.", [1, 3], None),
        ("2024년보다 늘어 2025년에는 20백만원입니다.", [2], None),
        ("2019년에는 10백만원입니다.", [1], "2019년"),
    ],
)
def test_names_are_held_against_the_cited_cell(sentence: str, marks: list[int], fault: str | None) -> None:
    assert misattribution(sentence, marks, CELLS) == fault


def test_a_one_letter_label_counts_as_a_word_only() -> None:
    pair = (cell(1, "중", "2024"), cell(2, "고", "2024"))
    assert misattribution("중 2024는 80교입니다.", [2], pair) == "중"
    assert misattribution("중점 학교는 80교입니다.", [2], pair) is None


def test_prose_is_left_to_the_numbers() -> None:
    prose = Citation(number=1, document="a.txt", title="", quote="2025년 20백만원")
    assert misattribution("도서관 짓기 2024는 20백만원입니다.", [1], (prose, *CELLS[1:])) is None
