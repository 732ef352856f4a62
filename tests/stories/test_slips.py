"""Two places of a document that state nearly the same amount of one thing are told side by side, others are not."""

from __future__ import annotations

import pytest

from assistant.ask import Assistant

DOCUMENT = """2026년도 바람시 환경국 업무 보고 (시험용 글)

# 1. 주요 성과

- 올해 9월까지 약수터 수질검사 3,172건을 마치고 부적합 시설은 바로 알림
- 헌옷 수거함 46대 운영
- 도서 교환소 12개소 운영

# 2. 기금 운용

- 설치 기금은 2개이며, 2026년 말 조성액은 1,250백만원으로 예상

(단위: 백만원)
기금\t2025년 말\t2026년 말
환경기금\t700\t760
녹색기금\t380\t400
합계\t1,080\t1,160

# 3. 약수터 관리

- 약수터 수질검사('26.1~9월) 3,712건

# 4. 수거 시설

- 2026년 폐건전지 수거함 52대 운영
- 헌옷 수거함 41대 운영

# 5. 도서 교환소

- 도서 교환소 이용 안내판 11개 교체

# 6. 공기 관리

## 예산계획 (단위: 백만원)

사업\t재원\t2026\t2027
굴뚝 점검 지원\t자체\t690\t610
\t특교\t40\t30

# 7. 물 관리

## 예산계획 (단위: 백만원)

사업\t재원\t2026\t2027
하천 정비 지원\t자체\t720\t640
\t특교\t45\t35
"""
FILES = {"바람시 환경국.txt": DOCUMENT}


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("2026년 9월까지 약수터 수질검사는 몇 건입니까?", {3172, 3712}),
        ("바람시 기금의 2026년 말 조성액 합계는 얼마입니까?", {1250, 1160}),
        ("헌옷 수거함은 몇 대 운영합니까?", {46, 41}),
    ],
)
def test_two_statements_of_one_thing_are_a_conflict(assistant: Assistant, question: str, values: set[int]) -> None:
    answer = assistant.ask(question)

    assert answer.outcome == "conflict"
    assert {int(figure.value) for figure in answer.figures} == values


@pytest.mark.parametrize(
    ("question", "value"),
    [("폐건전지 수거함은 몇 대 운영합니까?", 52), ("도서 교환소는 몇 개소 운영합니까?", 12)],
)
def test_a_near_amount_of_another_thing_is_none(assistant: Assistant, question: str, value: int) -> None:
    answer = assistant.ask(question)

    assert answer.outcome == "answered"
    assert int(answer.figures[0].value) == value


def test_the_same_purse_of_another_programme_is_none(assistant: Assistant) -> None:
    answer = assistant.ask("2027년은?", history=["굴뚝 점검 지원 2026년 자체 예산은 얼마입니까?"])

    assert answer.outcome == "answered"
    assert int(answer.figures[0].value) == 610
