from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.answer import AnswerFigure, Citation
from assistant.draft import Draft
from assistant.parts import in_parts, split, together
from assistant.question import understand


@pytest.mark.parametrize(
    ("question", "halves"),
    [
        (
            "위원회 첫 회의와 둘째 회의는 각각 언제 열렸습니까?",
            ("위원회 첫 회의는 언제 열렸습니까?", "위원회 둘째 회의는 언제 열렸습니까?"),
        ),
        (
            "체험관의 설계 기간과 공사 기간은 각각 언제입니까?",
            ("체험관의 설계 기간은 언제입니까?", "체험관의 공사 기간은 언제입니까?"),
        ),
        ("숨터가 무슨 뜻이고 운영을 맡은 사람은 누구야?", ("숨터가 무슨 뜻입니까?", "운영을 맡은 사람은 누구야?")),
        (
            "숨터는 언제 짓는다고 했고 실제로는 언제 지었어?",
            ("숨터는 언제 짓는다고 했습니까?", "실제로는 언제 지었어?"),
        ),
        ("체험관은 언제 착공하고 도서관은 언제 엽니까?", ("체험관은 언제 착공합니까?", "도서관은 언제 엽니까?")),
        (
            "가람관과 나래관의 열람석은 각각 몇 석입니까?",
            ("가람관의 열람석은 몇 석입니까?", "나래관의 열람석은 몇 석입니까?"),
        ),
        (
            "야간학교 1학기와 2학기 수업일수는 각각 며칠입니까?",
            ("야간학교 1학기 수업일수는 며칠입니까?", "야간학교 2학기 수업일수는 며칠입니까?"),
        ),
        (
            "위원회 회의 날짜와 포럼이 예정된 때는 각각 언제입니까?",
            ("위원회 회의 날짜는 언제입니까?", "포럼이 예정된 때는 언제입니까?"),
        ),
        ("숨터 예산 2023년 계획 / 2025년 추경", ("숨터 예산 2023년 계획", "숨터 예산 2025년 추경")),
        ("숨터는 무엇의 약자이고 어떤 곳입니까?", ("숨터는 무엇의 약자입니까?", "숨터는 어떤 곳입니까?")),
    ],
)
def test_two_things_become_two_questions(question: str, halves: tuple[str, str]) -> None:
    assert split(question) == halves


@pytest.mark.parametrize(
    "question",
    [
        "체험관은 언제 열립니까?",
        "구와 시의 몫은 얼마입니까?",
        "담당 과장 이름",
        "체험관 좌석과 체험관 좌석은 각각 몇 석입니까?",
        "체험관 2024년 좌석 / 2024년 좌석",
    ],
)
def test_one_thing_stays_one_question(question: str) -> None:
    assert split(question) is None


def _draft(text: str) -> Draft:
    return Draft("answered", f"{text} [1]", citations=(Citation(1, "a.txt", "제목", quote=text),), confidence=1.0)


ASKED = understand("위원회 첫 회의와 둘째 회의는 각각 언제 열렸습니까?")


def test_answers_are_set_together_with_their_marks() -> None:
    def answer(half: str, taken: Collection[str]) -> Draft:
        return _draft("5월 2일" if "첫" in half else "6월 20일")

    draft = in_parts(ASKED, answer)
    assert draft is not None
    assert draft.text == "5월 2일 [1]\n6월 20일 [2]"
    assert [citation.number for citation in draft.citations] == [1, 2]


def test_a_part_not_found_is_said() -> None:
    draft = in_parts(ASKED, lambda half, taken: _draft("5월 2일") if "첫" in half else None)
    assert draft is not None
    assert "둘째 회의는 언제 열렸습니까’에 대한 내용은 찾지 못했습니다." in draft.text


def test_two_things_told_apart_are_not_answered_from_one_place() -> None:
    seen: list[Collection[str]] = []

    def answer(half: str, taken: Collection[str]) -> Draft:
        seen.append(taken)
        return _draft("6월 20일" if taken else "5월 2일")

    draft = in_parts(ASKED, answer)
    assert draft is not None
    assert list(seen[-1]) == ["5월 2일"]
    assert "6월 20일 [2]" in draft.text


def test_nothing_found_is_no_answer() -> None:
    assert in_parts(ASKED, lambda half, taken: None) is None


def test_two_answers_are_put_together_with_marks_of_their_own() -> None:
    both = together(("하나", "둘"), (_draft("첫째 문서는 한 해"), _draft("둘째 문서는 두 해")))
    assert both is not None
    assert both.text == "첫째 문서는 한 해 [1]\n둘째 문서는 두 해 [2]"
    assert [citation.number for citation in both.citations] == [1, 2]
    assert together(("하나", "둘"), (None, None)) is None


def test_two_figures_are_told_where_both_are_known() -> None:
    asked = understand("숨터 교사는 몇 명이고 학생은 몇 명입니까?")

    def told(half: str, taken: Collection[str]) -> Draft:
        value = 3 if "교사" in half else 40
        draft = _draft(f"{value}명")
        return replace(draft, figures=(AnswerFigure(Decimal(value), "명", None, "수", 1),))

    draft = in_parts(asked, told)
    assert draft is not None
    assert [figure.value for figure in draft.figures] == [3, 40]
    assert in_parts(asked, lambda half, taken: told(half, taken) if "교사" in half else None) is None


def test_which_of_two_is_more_is_one_question() -> None:
    assert (
        in_parts(understand("교사와 학생은 각각 몇 명이고 어느 쪽이 많습니까?"), lambda half, taken: _draft("3"))
        is None
    )
