"""A row's name that no dictionary knows is a word of the question; verbs, particles and known nouns are not."""

from __future__ import annotations

import pytest

from assistant.lost_names import with_lost_names
from assistant.question import understand


@pytest.mark.parametrize(
    ("question", "name"),
    [("별하군 아이돌봄 대기 가구 수", "별하군"), ("너른면의 3등급 빈집은 몇 호입니까?", "너른면")],
)
def test_a_name_torn_to_pieces_is_put_back(question: str, name: str) -> None:
    asked = understand(question, [])
    assert name not in [term.text for term in asked.terms]

    mended = with_lost_names(asked, {name}.__contains__)

    assert name in [term.text for term in mended.terms]
    assert not any(term.text in name and term.text != name for term in mended.terms)


@pytest.mark.parametrize(
    "question",
    [
        "교육과정을 위한 예산은 얼마입니까?",
        "청소년과 정원은 몇 명이야?",
        "체제에서의 수업은 몇 번 했어?",
        "예산현액 총계는?",
    ],
)
def test_words_that_are_read_stay_as_they_are(question: str) -> None:
    asked = understand(question, [])

    assert with_lost_names(asked, lambda word: True) == asked
