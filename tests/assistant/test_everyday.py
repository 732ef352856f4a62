"""Everyday words and phrases are understood as what documents print."""

from __future__ import annotations

from importlib.resources import files

import pytest

from assistant.everyday import sayings
from assistant.question import understand


def printed(text: str) -> dict[str, tuple[str, ...]]:
    return {saying.form: saying.printed for saying in sayings(text)}


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("젊은이들은 몇 명인가요?", "청년"),
        ("손잡은 곳은 어디인가요?", "업무협약"),
        ("다달이 나눠 준 책은 몇 권인가요?", "매월"),
        ("쓰고 남은 돈은 얼마인가요?", "집행잔액"),
        ("책 읽기 전산망은 어디인가요?", "시스템"),
        ("한 사람당 얼마인가요?", "1인당"),
        ("다 지은 날은 언제인가요?", "준공"),
        ("밀린 세금은 얼마인가요?", "체납액"),
        ("선 없는 인터넷을 새로 깐 곳은 몇 군데인가요?", "무선망"),
    ],
)
def test_what_is_said_is_known_as_what_is_printed(question: str, word: str) -> None:
    assert any(word in words for words in printed(question).values())


def test_a_part_of_a_longer_word_is_not_taken_for_it() -> None:
    assert "날" not in printed("날마다 문을 여나요?")


def test_most_words_of_a_phrase_are_enough_but_not_half() -> None:
    forms = printed("집에서 따로 듣는 수업은 몇 시간인가요?")
    assert any("원격수업" in words for words in forms.values())
    assert not any("원격수업" in words for words in printed("수업은 몇 시간인가요?").values())


@pytest.mark.parametrize(
    ("question", "never"),
    [
        ("이루려는 바는 무엇인가요?", "실적"),
        ("해낸 일은 무엇인가요?", "목표"),
        ("지금 있는 직원은 몇 명인가요?", "정원"),
        ("들어온 돈은 얼마인가요?", "지출"),
        ("왜 그랬는지 알려 주세요", "배경"),
    ],
)
def test_a_measure_never_stands_for_its_opposite(question: str, never: str) -> None:
    assert not any(never in words for words in printed(question).values())


def test_terms_carry_what_is_printed_for_them() -> None:
    terms = understand("젊은이들에게 다달이 준 돈은 얼마인가요?").terms
    told = {term.text: dict(term.printed) for term in terms}
    assert told["젊은이"]["청년"] > 0.5
    assert "매월" in told["다달이"]


@pytest.mark.parametrize("name", ["everyday.txt", "english.txt"])
def test_every_line_of_a_word_list_is_an_entry(name: str) -> None:
    lines = files("assistant").joinpath(f"words/{name}").read_text(encoding="utf-8").splitlines()
    for line in lines:
        said, separator, words = line.partition(" = ")
        assert separator, line
        assert said.strip() == said, line
        assert said, line
        assert all(word.strip() for word in words.split("|")), line
