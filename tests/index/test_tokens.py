"""Search tokens: what a question and a document must share."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from index.tokens import tokens


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("세출예산은", "세출 예산"),
        ("세출 예산이", "세출예산액"),
        ("수학체험관을", "수학체험관"),
        ("1,780백만원", "1780 백만원"),
        ("ai 교육", "AI교육"),
        ("사업비는?", "사 업 비"),
        ("4-1-2는", "4-1-2 디지털 교육"),
        ("양자 기술", "양자 컴퓨팅"),
    ],
)
def test_a_question_shares_its_noun_with_the_document(question: str, document: str) -> None:
    shared = set(tokens(question)) & set(tokens(document))
    assert {token for token in shared if len(token) > 1}


def test_particles_and_endings_are_no_tokens() -> None:
    assert not set(tokens("예산은 얼마나 늘었습니까")) & {"은", "는", "습니까", "었"}


def test_neighbouring_nouns_are_one_word_too() -> None:
    assert {"세출", "예산", "세출예산"} <= set(tokens("세출 예산"))


def test_nouns_apart_are_not_joined() -> None:
    assert "학교예산" not in tokens("학교의 예산")


def test_letters_are_lower_case_and_numbers_without_commas() -> None:
    assert {"ai", "1234567"} <= set(tokens("AI 1,234,567원"))


@pytest.mark.parametrize("text", ["", "   ", "!?…", "()"])
def test_nothing_to_search(text: str) -> None:
    assert not [token for token in tokens(text) if token.isalnum()]


def test_threads_agree() -> None:
    texts = [f"{year}년 평생교육 예산 {year * 3:,}백만원" for year in range(2000, 2060)]
    alone = [tokens(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(tokens, texts)) == alone
