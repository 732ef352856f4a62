"""How far one word of a question stands in a text."""

from __future__ import annotations

import pytest

from assistant.sought import PARTS, finder
from assistant.terms import Term

NONE: frozenset[str] = frozenset()


def test_the_word_itself_counts_whole_and_what_stands_for_it_less() -> None:
    find = finder(Term("나루터", ("나루터",), near=(("부두", 0.4), ("선착장", 0.6))), (2.0,))
    assert find("강변나루터정비", NONE) == 1.0
    assert find("부두와선착장", NONE) == 0.6
    assert find("부두정비", NONE) == 0.4
    assert find("도로정비", NONE) == 0.0


def test_the_parts_of_a_compound_count_by_their_weight() -> None:
    find = finder(Term("나루터정비", ("나루터", "정비")), (3.0, 1.0))
    assert find("나루터를고쳐정비함", NONE) == PARTS
    assert find("나루터", NONE) == pytest.approx(PARTS * 0.75)


def test_a_number_is_not_cut_out_of_a_longer_one_and_a_letter_not_out_of_a_word() -> None:
    assert finder(Term("12호", ("12호",)), (1.0,))("제112호", NONE) == 0.0
    assert finder(Term("12호", ("12호",)), (1.0,))("제112호와12호", NONE) == 1.0
    assert finder(Term("중", ("중",)), (1.0,))("중심", NONE) == 0.0
    assert finder(Term("중", ("중",)), (1.0,))("초중고", frozenset("중")) == 1.0
