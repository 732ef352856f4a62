"""What the audit finds stated twice with two numbers is answered with both, whatever words ask for it."""

from __future__ import annotations

import pytest

from assistant.ask import Assistant

DOCUMENT = """2026년도 솔바람군 주요업무 보고 (시험용 글)

# 1. 나눔 시설

- 주민이 함께 쓰는 공유주방은 31개소로 지난해보다 크게 늘었음

○ 면별 나눔 시설 (단위: 개소)

면\t공유주방\t장난감도서관
가람면\t12\t4
나래면\t17\t3
합계\t29\t7

# 2. 주요 사업

## 1. 한빛문화관 건립 (문화과)

- 총사업비: 42,500백만원
- 위치: 한빛면 12

## 2. 계속비 사업

(단위: 백만원)
사업명\t총사업비\t2026년
한빛문화관 건립\t43,800\t9,000
물놀이터 조성\t5,100\t2,000

# 3. 관광

## 2025년 성과

- 바람등불축제 방문객 23만 4천명, 만족도 91점

○ 바람등불축제 방문객 추이

연도\t방문객(천명)\t만족도(점)
2024\t198\t88
2025\t243\t91
"""
FILES = {"솔바람군 업무보고.txt": DOCUMENT}


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("주민이 함께 쓰는 공유주방은 몇 개소입니까?", {31, 29}),
        ("공유주방 개소수", {31, 29}),
        ("한빛문화관 건립 총사업비는 얼마입니까?", {42500, 43800}),
        ("2025년 바람등불축제 방문객은 몇 명이었습니까?", {234000, 243000}),
    ],
)
def test_both_are_told(assistant: Assistant, question: str, values: set[int]) -> None:
    answer = assistant.ask(question)

    assert answer.outcome == "conflict"
    assert {figure.value for figure in answer.figures} == values
    assert len({citation.lines for citation in answer.citations}) == 2


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("가람면의 공유주방은 몇 개소입니까?", 12),
        ("나래면의 장난감도서관은 몇 개소입니까?", 3),
        ("물놀이터 조성 총사업비는 얼마입니까?", 5100),
        ("2024년 바람등불축제 방문객은 몇 명이었습니까?", 198),
    ],
)
def test_what_stands_beside_is_not_disputed(assistant: Assistant, question: str, value: int) -> None:
    answer = assistant.ask(question)

    assert answer.outcome == "answered"
    assert [figure.value for figure in answer.figures][:1] == [value]


def test_places_of_one_section_are_told_apart(assistant: Assistant) -> None:
    answer = assistant.ask("주민이 함께 쓰는 공유주방은 몇 개소입니까?")

    assert "본문에는 31개소" in answer.answer
    assert "표에는 29개소" in answer.answer
