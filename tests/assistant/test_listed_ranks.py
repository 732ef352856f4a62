"""The largest of a list told in words, of things and not of measures; figures of a document of one year."""

from __future__ import annotations

from assistant.ask import Assistant
from assistant.find import candidates, options
from assistant.question import read_question

REPORT = """\
# 2025년 온새시 마을배움 보고

## 1. 마을배움센터 나눔 실적

- 나눔 실적: 이야기마당 1회, 골목강연 1회, 이웃탐방 3회, 책잔치 1회

## 2. 누리집 실적

- 누리집 실적: 소식지 7건, 온라인강연 1회, 온라인토론 3회, 온라인전시 1회

## 3. 강좌 실적

- 강좌 실적: 목공 2회, 도예 2회, 서예 2회

## 4. 교재 개발 집행 (단위: 천원, %)

| 사업명 | 예산현액(A) | 원인행위액(B) | 지출액(C) | 원인행위율(B/A) | 지출률(C/A) |
|---|---|---|---|---|---|
| 마을 교재 개발 | 1,000 | 1,000 | 560 | 100 | 56 |
"""
OF_A_YEAR = """\
2025년 온새시 이웃배움 보고


1. 탐방 실적

 - 이웃탐방: 3회
"""
FILES = {"report.md": REPORT, "year.txt": OF_A_YEAR}


def test_a_member_is_no_total_because_the_others_add_up_to_it(assistant: Assistant) -> None:
    answer = assistant.ask("마을배움센터 나눔 실적 가운데 횟수가 가장 많은 것은 무엇입니까?")
    assert answer.answer.startswith("이웃탐방은 3회로 가장 많습니다")


def test_a_list_in_two_units_has_no_largest(assistant: Assistant) -> None:
    question = "누리집 실적(소식지, 온라인강연, 온라인토론, 온라인전시) 가운데 횟수가 가장 많은 것은 무엇입니까?"
    assert "가장 많습니다" not in assistant.ask(question).answer


def test_of_equals_none_is_the_largest(assistant: Assistant) -> None:
    answer = assistant.ask("강좌 실적 가운데 횟수가 가장 많은 것은 무엇입니까?")
    assert answer.outcome != "answered"


def test_measures_of_a_row_are_not_the_things_that_are_ranked(assistant: Assistant) -> None:
    answer = assistant.ask("마을 교재 개발에서 집행 비율이 가장 높은 기관은 어디입니까?")
    assert "가장 높습니다" not in answer.answer


def test_a_number_without_a_year_is_of_its_documents_year(assistant: Assistant) -> None:
    fits = {}
    for year in (2024, 2025):
        asked = read_question(f"{year}년 이웃탐방은 몇 회입니까?")
        found = options(asked, candidates(asked, assistant.library), assistant.library)
        fits[year] = {option.period_fit for option in found if option.candidate.document.name == "year.txt"}
    assert fits == {2024: {-1.0}, 2025: {0.3}}
