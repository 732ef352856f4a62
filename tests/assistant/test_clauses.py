"""What a sentence of several numbers says of each."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.clauses import clause_words, tag_of
from corpus.document import Location
from corpus.figures import Figure

SENTENCE = "봄 5개 모임 8개 강좌, 가을 4개 모임 7개 강좌"


def stated(text: str, context: str) -> Figure:
    location = Location(document="a.txt", lines=(1, 1))
    return Figure("f", "d", "prose", Decimal(1), "개", None, text, "", (), (), (), "", location, context=context)


@pytest.mark.parametrize(
    ("number", "words"),
    [("5개", "봄 모임"), ("8개", "봄 강좌"), ("4개", "가을 모임"), ("7개", "가을 강좌")],
)
def test_each_number_of_a_clause_has_the_clauses_opening_and_its_own_noun(number: str, words: str) -> None:
    assert clause_words(stated(number, SENTENCE)).rstrip(",") == words


def test_listed_things_keep_their_own_names() -> None:
    context = "책상: 3,393대, 의자: 11,531대, 다른 가구: 86대 도입"
    assert "의자" in clause_words(stated("11,531대", context))
    assert "책상" not in clause_words(stated("86대", context))


def test_parts_in_a_bracket_or_behind_a_colon_are_of_their_own() -> None:
    context = "악기 대여 60건(초등 25건, 중등 35건)"
    assert clause_words(stated("60건", context)).rstrip(" (") == "악기 대여"
    assert "초등" in clause_words(stated("25건", context))
    assert "주차장" not in clause_words(stated("190곳", "빈터 190곳의 이용 : 주차장 83곳, 텃밭 49곳"))
    assert "청년" not in clause_words(stated("41명", "새로 뽑은 41명 중 청년 17명"))


def test_a_number_stated_twice_or_alone_or_in_a_cell_has_no_clause() -> None:
    assert clause_words(stated("5개", "봄 5개 모임, 가을 5개 모임")) == ""
    assert clause_words(stated("5개", "봄 5개 모임")) == ""
    assert clause_words(replace(stated("5개", SENTENCE), kind="cell")) == ""


def test_the_tag_a_line_opens_with() -> None:
    assert tag_of("- (도서관) 2개 기관 완료") == "도서관"
    assert tag_of("도서관(2개) 완료") == ""
    assert tag_of("(12) 완료") == ""
