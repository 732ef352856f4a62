"""Dates that documents give twice, or give to several things of one kind: both are shown, or one is asked for."""

from __future__ import annotations

import pytest

from assistant.ask import Assistant

REPORT = """솔바람시 도서관 사업 보고 (시험용 글)

# 1. 비용추계

## 추계의 전제

- 책은행은 2026년 3월에 정식으로 여는 것으로 봄

# 2. 질의·답변

- (문) 나마루 위원 : 책은행은 언제 문을 여는지?
- (답) 도서관과장 : 2025년 11월 시범 운영을 거쳐 2026. 5. 6. 정식으로 열 계획임
- (문) 도가람 위원 : 예산은 넉넉한지?
- (답) 도서관과장 : 국비를 더 받기로 함

# 3. 시민 강연

## 추진 실적

- 솔바람 인문포럼 개최 : '25.4월
- 솔바람 과학포럼 개최 : '25.9월
- 사서 연수 : '25.6월

# 4. 작은도서관 조성

## 추진 내용

- 신규 작은도서관 조성 공사 완료
※ 작은도서관 개관 예정일 : 햇살(10. 7.), 달빛(11. 18.)

## 향후 계획

- 신규 작은도서관 순차 개관 : '25.10월~

# 5. 소식지 배포내역

배포일시	호	제목
2025. 3. 4.	봄호	새로 온 책
2025. 6. 10.	여름호	그늘에서 읽기
2025. 9. 9.	가을호	달밤의 낭독

이 소식지는 배포 즉시 누리집에 올립니다.

# 7. 기관지

## 추진 계획

세부사업	추진시기
기관지 제31호 발간	'25.1~2월
기관지 제32호 발간	'25.3~4월

## 2025년 추진 실적

- 기관지 제31호 ~ 제33호 발간: 2월, 5월, 8월

# 8. 전산

- 통합 대출망 고도화를 위한 ISMP('25.2.3.~'25.6.30.)

# 9. 공약

- 맞춤형 추천 서비스 ISMP : 2025. 1. ~ 2025. 5.

# 6. 어린이 낭독교실

## 추진계획 및 일정

세부사업	추진내용	일정 및 시기
어린이 낭독교실	낭독극 순회공연	2025. ~ 2026.
	낭독 교재 개발	2023. ~ 2024.

## 연차별 추진목표

세부사업	최종목표	2023	2024	2025	2026
어린이 낭독교실	낭독극 순회공연(총 8회)	1회	2회	2회	3회
	낭독 교재 완성	자료 조사	집필	인쇄	보급
"""
BILL = """바람골군 문학관 운영 조례 일부개정조례안 (시험용 글)

# 주요내용

- 가. 문학관운영위원회를 7명에서 9명 이내로 늘림(안 제6조)
- 나. 관람료를 3천원 이하로 정함(안 제9조)

# 신·구조문대비표

현 행	개 정 안
제6조(문학관운영위원회) 위원은 7명 이내로 한다.	제6조(문학관운영위원회) ------ 11명 이내------.
제9조(관람료) 관람료는 2천원 이하로 한다.	제9조(관람료) -------- 3천원 이하----.
"""
FILES = {"솔바람시 도서관.txt": REPORT, "바람골군 문학관.txt": BILL}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("책은행은 언제 정식으로 여나요?", ("2026년 3월", "2026. 5. 6.")),
        ("낭독극 순회공연은 언제부터 합니까? 표마다 다르던데요", ("2025. ~ 2026.", "2023: 1회")),
        ("낭독극 순회공연은 몇 년까지 하는 거예요? 표마다 다르던데", ("2025. ~ 2026.", "2026: 3회")),
        ("기관지 제32호는 언제 발간했습니까?", ("'25.3~4월", "5월")),
        ("통합 대출망 고도화와 맞춤형 추천 서비스를 위한 ISMP 기간은 언제입니까?", ("'25.2.3.", "2025. 1. ~ 2025. 5.")),
        ("개정안에서 문학관운영위원회 위원은 몇 명 이내로 늘어납니까?", ("11명", "9명")),
    ],
)
def test_two_statements_of_one_thing_are_set_side_by_side(
    assistant: Assistant, question: str, said: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "conflict", answer.answer
    assert all(words in (answer.answer or "") for words in said), answer.answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("솔바람 포럼은 언제 열었습니까?", ("인문포럼", "과학포럼")),
        ("신규 작은도서관 개관은 언제입니까?", ("10. 7.", "11. 18.")),
        ("소식지 배포일", ("2025. 3. 4.", "2025. 9. 9.")),
    ],
)
def test_a_date_that_several_things_have_is_asked_back(
    assistant: Assistant, question: str, said: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "clarify", answer.answer
    assert all(words in (answer.answer or "") for words in said), answer.answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("솔바람 과학포럼은 언제 열었습니까?", "'25.9월"),
        ("소식지 여름호 배포일은 언제입니까?", "2025. 6. 10."),
        ("통합 대출망 고도화를 위한 ISMP는 언제 했습니까?", "'25.2.3."),
        ("기관지 제31호는 언제 발간했습니까?", "2월"),
        ("낭독극 순회공연은 언제 합니까?", "2025. ~ 2026."),
    ],
)
def test_the_one_the_question_names_is_told(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "answered", answer.answer
    assert said in (answer.answer or "")


def test_the_last_of_several_rows_alone_is_offered(assistant: Assistant) -> None:
    answer = assistant.ask("소식지 마지막 배포일")
    assert "2025. 9. 9." in (answer.answer or ""), answer.answer
    assert "2025. 3. 4." not in (answer.answer or "")


def test_summary_and_article_that_agree_are_no_conflict(assistant: Assistant) -> None:
    answer = assistant.ask("문학관 조례 개정안에서 관람료는 얼마 이하입니까?")
    assert answer.outcome != "conflict", answer.answer
