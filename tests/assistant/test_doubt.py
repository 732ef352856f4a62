"""What speaks against a place about to be stated, read off its words, its meaning and its lead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.ask import Assistant
from assistant.doubt import SHORT_LEAD, is_doubtful, literal
from assistant.find import Option, candidates, options
from assistant.places import places
from assistant.question import understand
from assistant.wanted import wanted

FILES = {
    "parks.txt": """\
# 바람시 공원 운영 보고

## 1. 도시숲

○ 도시숲 산책로 정비에 나무 320그루를 심고 의자 45개를 놓음

## 2. 물놀이장

○ 물놀이장 안전요원 28명 배치, 이용객 12,400명
○ 물놀이장 개장: 2025. 7. 5.
"""
}
QUESTION = "물놀이장 안전요원 배치 인원은 몇 명입니까?"


def with_meaning(option: Option, similarity: float) -> Option:
    return replace(option, candidate=replace(option.candidate, similarity=similarity))


@pytest.mark.parametrize(
    ("own", "other", "lead", "doubtful"),
    [
        (0.9, 0.5, 0.05, False),  # nearest in meaning
        (0.7, 0.9, SHORT_LEAD, False),  # another is nearer, but the words decide
        (0.7, 0.9, SHORT_LEAD - 0.05, True),
    ],
)
def test_a_short_lead_and_another_place_nearer_in_meaning(
    assistant: Assistant, own: float, other: float, lead: float, *, doubtful: bool
) -> None:
    asked = understand(QUESTION)
    best, *rest = options(asked, candidates(asked, assistant.library), assistant.library)
    best = replace(with_meaning(best, own), finds=(1.0,) * len(best.finds))
    fitting = [best, *(with_meaning(option, other) for option in rest)]
    assert is_doubtful(asked, best, fitting, assistant.library, lead=lead) is doubtful


def test_missing_words_make_a_figure_doubtful_where_another_is_nearer(assistant: Assistant) -> None:
    asked = understand(QUESTION)
    best, *rest = options(asked, candidates(asked, assistant.library), assistant.library)
    lacking = replace(with_meaning(best, 0.7), finds=(1.0,) * (len(best.finds) - 2) + (0.0, 0.0))
    fitting = [lacking, *(with_meaning(option, 0.8) for option in rest)]
    assert is_doubtful(asked, lacking, fitting, assistant.library, lead=0.4)


def test_the_share_of_words_said_literally(assistant: Assistant) -> None:
    for question, low, high in (("물놀이장 개장은 언제입니까?", 0.9, 1.0), ("수영장 여는 날은 언제입니까?", 0.0, 0.5)):
        asked = understand(question)
        ranked = places(asked, wanted(asked), candidates(asked, assistant.library), assistant.library)
        place = next(p for p in ranked if "개장" in p.unit.text)
        assert low <= literal(asked, place, assistant.library) <= high
