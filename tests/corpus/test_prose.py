"""Amounts in sentences: the words, the period and the unit of each."""

from __future__ import annotations

import pytest

from corpus.amounts import find_amounts
from corpus.prose import stated_amounts

LABELS = """
사업비: 1,780백만원(구비) | 1780 백만원 사업비 구비
(콘텐츠 77.9억원, 상담 55.3억원, 기반 32.4억원) | 77.9 억원 콘텐츠; 55.3 억원 상담; 32.4 억원 기반
예산 - 5조 2,698억원(일반사업비 5,356억) | 52698 억원 예산; 5356 억원 예산 일반사업비
누리집(학교) 점검: 148개 화면, 175회 | 148 개 누리집(학교) 점검 화면; 175 회 누리집(학교) 점검
1,538개 이용기관에 원활한 접속, 업무 제공 | 1538 개 이용기관에 원활한 접속
취·창업특강 179회, 일자리 만남 3회 | 179 회 취·창업특강; 3 회 일자리 만남
총 120명(초등 60명, 중등 60명) | 120 명 총; 60 명 총 초등; 60 명 총 중등
교구(16종 660개) 대여 | 16 종 교구; 660 개 교구
심의: 9교과목, 106건: 보건, 연극 | 9 교과목 심의; 106 건 심의
총 29개교(중학교 25, 고등학교 4) | 29 개교 총; 25 개교 총 중학교; 4 개교 총 고등학교
위촉(초등 287, 중등 412, 총 699명) | 287 명 위촉 초등; 412 명 위촉 중등; 699 명 위촉 총
총 29개교(중학교 25, 고등학교 3) | 29 개교 총 중학교 25, 고등학교 3
총 15개 부서 참석[市(10), 공사(3), 대학(2)] | 15 개 총 부서 참석; 10 개 총 市; 3 개 총 공사; 2 개 총 대학
등록: 114개 연구회(초등 36, 중등 69, 신규 9) | 114 개 등록 연구회; 36 개 등록 초등; 69 개 등록 중등; 9 개 등록 신규
건립비 8,640백만원(국비 3,600, 시비 5,040) | 8640 백만원 건립비; 3600 백만원 건립비 국비; 5040 백만원 건립비 시비
상반기 5개 학교 7개 과정, 하반기 4개 과정 | 5 개 상반기 학교; 7 개 상반기 학교 과정; 4 개 하반기 과정
(야간 상담) 3회 완료, 수료 12명 | 3 회 (야간 상담) 완료; 12 명 (야간 상담) 수료
만족도(99%) | 99 % 만족도
의안 번호 3149 | 3149 None 의안 번호
기본반 : 총 12회 / 심화반 : 총 3회 | 12 회 기본반 총; 3 회 심화반 총
교당 1억 원 지원 | 1 억원 교당 지원
"""

PERIODS = """
상담 589명 활동('21) → 1,530명 선발('22) | 2021; 2022
공동체 확대(2022년 450개 → 2023년 467개) | 2022; 2023
모집 인원: '24년 320명, '25년 360명 | 2024; 2025
연수('23.10월): 초등 60명, 중등 50명 | 2023-10; 2023-10
2024년 예산 3억원과 정원 5명 | 2024; 2024
정원 5명 | -
"""


def _rows(table: str) -> list[list[str]]:
    return [line.split(" | ") for line in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "expected"), _rows(LABELS))
def test_each_amount_has_its_words(text: str, expected: str) -> None:
    found = [f"{s.amount.value} {s.amount.unit} {s.label}" for s in stated_amounts(text)]
    assert "; ".join(found) == expected


@pytest.mark.parametrize(("text", "expected"), _rows(PERIODS))
def test_each_amount_has_its_period(text: str, expected: str) -> None:
    found = ["+".join(p.key for p in s.periods) or "-" for s in stated_amounts(text)]
    assert "; ".join(found) == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("초등 36, 중등 69, 신규 9", ["36 개 초등", "69 개 중등", "9 개 신규"]),
        ("초등 36, 중등 70, 신규 9", []),
        ("초등 36, 중등 69 등", []),
        ("쓰레기 64, 붕괴 우려 50", ["64 개 쓰레기", "50 개 붕괴 우려"]),
    ],
)
def test_a_line_of_bare_numbers_is_a_breakdown_only_where_it_adds_up_to_the_item_above(
    text: str, parts: list[str]
) -> None:
    wholes = find_amounts("등록 승인: 114개 연구회")
    assert [f"{s.amount.value} {s.amount.unit} {s.label}" for s in stated_amounts(text, wholes)] == parts


@pytest.mark.parametrize("text", ["", "숫자가 없는 글", "4차 산업혁명 시대", "☎ 3111-370"])
def test_a_text_without_amounts_states_none(text: str) -> None:
    assert stated_amounts(text) == ()


def test_days_behind_their_word_or_beyond_a_month_are_an_amount() -> None:
    assert [str(s.amount.value) for s in stated_amounts("수업일수 21일(여름학기 10일, 겨울학기 11일)")] == [
        "21",
        "10",
        "11",
    ]
    assert [str(s.amount.value) for s in stated_amounts("행사 120일 전에 알린다")] == ["120"]
    assert stated_amounts("5월 12일(금) 개최") == ()
