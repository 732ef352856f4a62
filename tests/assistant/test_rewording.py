"""A question's words as the documents print them."""

from __future__ import annotations

import pytest

from assistant.period_text import key_text
from assistant.question import understand
from assistant.rewording import as_printed, looked_up, reworded, stand_ins, with_near
from assistant.terms import Term

PRINTED = {"상환": 9, "빚": 5, "도서관": 30}


def _frequency(word: str) -> int:
    return PRINTED.get(word, 0)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("2031", "2031년"),
        ("2031-H1", "2031년 상반기"),
        ("2031-09-30", "2031년 9월 30일"),
        ("2031-01/2031-03", "2031년 1월"),
    ],
)
def test_a_period_is_said_as_a_question_would(key: str, text: str) -> None:
    assert key_text(key) == text


def test_a_word_of_the_lexicon_counts_where_documents_print_it_rather() -> None:
    often = Term("채무", ("채무",), printed=(("상환", 0.8),))
    assert as_printed(often, _frequency).printed == (("상환", 0.8),)
    own = Term("빚", ("빚",), printed=(("상환", 0.8),))
    assert as_printed(own, _frequency).printed == ()


def test_near_words_stand_in_for_a_word_that_stands_nowhere() -> None:
    near = (("도서관", 0.5),)
    assert stand_ins(Term("책방", ("책방",), near=near), _frequency) == ("도서관",)
    assert stand_ins(Term("빚", ("빚",), near=near), _frequency) == ()


def test_a_near_word_counts_by_its_cosine_and_never_twice() -> None:
    term = with_near(Term("책방", ("책방",), alternatives=("서점",)), {"책방": [("도서관", 0.5), ("서점", 0.9)]})
    assert term.near == (("도서관", 0.35),)


def test_a_measure_is_looked_up_near_nothing() -> None:
    assert looked_up(Term("예산", ("예산",))) == ()
    assert looked_up(Term("책방", ("책방",))) == ("책방",)


@pytest.mark.parametrize("number", ["4-1-2", "603,400백만원", "3교"])
def test_a_number_is_looked_up_near_nothing(number: str) -> None:
    assert looked_up(Term(number, (number,))) == ()


def test_a_question_is_reworded_only_where_something_changes() -> None:
    assert reworded(understand("도서관 정원은 몇 명입니까?"), _frequency) == ""
    assert "도서관" in reworded(understand("How many seats does the library have?"), _frequency)
