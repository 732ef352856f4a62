"""Names said in Latin letters."""

from __future__ import annotations

import pytest

from assistant.ask import Assistant
from assistant.latin_names import with_latin_names
from assistant.question import understand
from index.sounds import Sounds

FILES = {
    "a.txt": """해솔시 업무보고 2030

□ 예산 집행 현황
 ○ 도담터 운영 예산: 1,250백만원
 ○ 별하구 쉼터 운영 예산: 730백만원
 ○ 평생교육국 예산: 410백만원
"""
}
SOUNDS = Sounds(("도담터", "별하구", "새봄톡"))


def named(question: str, printed: tuple[str, ...] = ()) -> dict[str, str]:
    """Return what is said in Latin letters -> the word the documents print."""
    asked = with_latin_names(understand(question), SOUNDS.like, lambda word: int(word in printed))
    return {term.said: term.text for term in asked.terms if term.said}


@pytest.mark.parametrize(
    ("question", "said", "word"),
    [
        ("How much is the budget of Dodamteo in 2030?", "dodamteo", "도담터"),
        ("How much is the Byeolha District shelter budget?", "byeolha district", "별하구"),
        ("How much is the Byeolha-gu shelter budget?", "byeolha-gu", "별하구"),
        ("How many people joined Saebom Talk this year?", "saebom talk", "새봄톡"),
    ],
)
def test_a_name_is_the_word_it_sounds_like(question: str, said: str, word: str) -> None:
    assert named(question)[said] == word


def test_a_name_printed_in_latin_letters_stays() -> None:
    assert "dodamteo" not in named("How much is the budget of Dodamteo in 2030?", ("dodamteo",))


def test_a_name_said_in_korean_beside_is_left_to_the_korean() -> None:
    assert "도담터" not in named("How much is the budget of Dodamteo (도담터) in 2030?").values()


def test_a_body_is_named_word_by_word() -> None:
    told = named("How much is the budget of the Lifelong Education Bureau?", ("평생교육국",))
    assert told["lifelong education bureau"] == "평생교육국"


def test_a_body_of_two_things_is_one_name() -> None:
    told = named("What is the budget of the Transport and Environment Bureau?", ("교통환경국",))
    assert told["transport and environment bureau"] == "교통환경국"


def test_an_acronym_beside_a_known_word_is_no_name() -> None:
    asked = understand("What is the AI supplementary budget?")
    found = with_latin_names(asked, Sounds(("웹보충", "예산표")).like, lambda word: 0)
    assert not {"웹보충", "예산표"} & {term.text for term in found.terms}


def test_a_korean_question_is_left_alone() -> None:
    asked = understand("Dodamteo 운영 예산은 얼마입니까?")
    assert with_latin_names(asked, SOUNDS.like, lambda word: 0) is asked


def test_the_answer_is_found_by_the_name(assistant: Assistant) -> None:
    answer = assistant.ask("What is the operating budget of Dodamteo?")
    assert [figure.value for figure in answer.figures][:1] == [1250]
    answer = assistant.ask("What is the operating budget of the shelter in Byeolha District?")
    assert [figure.value for figure in answer.figures][:1] == [730]
