"""Changes between years, rates in points, what came of a target: asked as people ask, over tables and sentences."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from assistant.ask import Assistant
from assistant.find import candidates, options
from assistant.forms import read_operation
from assistant.library import Library
from assistant.question import read_question
from index.embed import HashingEmbedder
from index.ingest import ingest
from index.search import Index

REPORT = """\
# 달무리시 체육시설공단 2025년 경영평가

## 1. 안전 관리

(단위: 건)

사고 유형\t2023\t2024\t2025
이용객 미끄러짐\t21\t17\t13
시설물 파손\t8\t9\t12
셔틀 접촉\t6\t7\t5
합계\t35\t33\t30

◦ 지역상품권 가맹률: 81.4%(2024년 73.2%)

## 2. 제1차 계획 성과

지표\t단위\t목표\t실적
강습 수료\t명\t1,100\t1,264
쉼터 개방\t동\t36\t31
지도자 위촉\t명\t20\t24

## 3. 봉사자

### 추진 목표

◦ 안전 봉사자 배치 인원 800명

### 추진 결과

◦ 2월 안전 봉사자 배치 680명
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("changes")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    ingest([folder / "report.txt"], folder / "index", HashingEmbedder())
    index = Index.open(folder / "index", embedder=HashingEmbedder())
    yield Assistant(index)
    index.close()


@pytest.mark.parametrize(
    ("question", "value", "unit", "says"),
    [
        ("이용객 미끄러짐 사고는 2023년에서 2025년까지 몇 건 줄었어?", "8", "건", "8건 줄었습니다"),
        ("이용객 미끄러짐 사고 2023 대비 2025 감소 건수", "8", "건", "8건 줄었습니다"),
        ("시설물 파손은 2023년보다 2025년에 몇 건 늘었습니까?", "4", "건", "4건 늘었습니다"),
        ("지역상품권 가맹률은 2024년보다 2025년에 몇 %p 올랐습니까?", "8.2", "%p", "8.2%p 늘었습니다"),
        ("지역상품권 가맹률은 2024년보다 2025년에 몇 % 올랐습니까?", "8.2", "%p", "8.2%p 늘었습니다"),
        ("강습 수료는 목표보다 몇 명이나 더 나왔어?", "164", "명", "164명 더 많습니다"),
        ("쉼터 개방은 목표에 비해 몇 동 모자랐어?", "5", "동", "5동 더 많습니다"),
        ("2월에 배치된 안전 봉사자는 배치 목표 인원의 몇 %입니까?", "85", "%", "85%"),
    ],
)
def test_what_changed_and_what_came_of_a_target(
    assistant: Assistant, question: str, value: str, unit: str, says: str
) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "answered", answer.answer
    assert (answer.figures[0].value, answer.figures[0].unit) == (Decimal(value), unit)
    assert says in answer.answer
    assert answer.derivation is not None
    assert answer.derivation.value == Decimal(value)


def test_the_head_over_the_labels_is_a_word_of_their_rows(assistant: Assistant) -> None:
    library = Library(assistant.index)
    asked = read_question("2025년 이용객 미끄러짐 사고는 몇 건?")
    best = options(asked, candidates(asked, library), library)[0]
    assert best.figure.value == 13
    assert min(best.finds) >= 0.75


def test_nothing_but_a_target_is_weighed_as_one(assistant: Assistant) -> None:
    """The table of accidents has no targets: nothing there is more or less than one."""
    answer = assistant.ask("셔틀 접촉은 2025년에 목표보다 몇 건 더 많았어?")
    assert answer.outcome != "answered"


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("가맹률은 2024년보다 몇 %p 올랐습니까?", "difference"),
        ("만족도는 전년 대비 몇 퍼센트포인트 상승했나요?", "difference"),
        ("예산은 2024년 대비 몇 % 늘었습니까?", "growth"),
        ("실적이 목표보다 몇 건 모자랍니까?", "difference"),
        ("총사업비 대비 기투자 비율", "ratio"),
        ("2023년 대비 2025년 감소 인원", "difference"),
    ],
)
def test_what_is_computed(question: str, operation: str) -> None:
    assert read_operation(question) == operation


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("이용객 미끄러짐 사고", ["이용객", "미끄러짐", "사고"]),
        ("마을 교실 만들기 예산", ["마을", "교실", "만들기", "예산"]),
        ("평생배움국 예산", ["평생", "배우", "국", "예산"]),
        ("교통과보다 건설과가 얼마나 많아?", ["교통과", "건설과"]),
        ("하천과랑은 얼마나 차이 나요?", ["하천과"]),
        ("기업과의 협약", ["기업", "협약"]),
    ],
)
def test_words_are_looked_for_as_said(question: str, words: list[str]) -> None:
    assert [term.text for term in read_question(question).terms] == words


def test_years_without_their_word_are_years() -> None:
    assert [period.start for period in read_question("이용 건수 2023 대비 2025 증가").periods] == ["2023", "2025"]
    assert [period.start for period in read_question("컴퓨터 2023 대").periods] == []


def test_two_years_of_no_row_are_those_of_the_total(assistant: Assistant) -> None:
    told = assistant.ask("안전 관리 사고는 2023년보다 2025년에 몇 건 줄었어?")
    assert (told.outcome, told.figures[0].value) == ("answered", Decimal(5))
    added = assistant.ask("안전 관리 사고 2023년과 2024년 건수를 더하면 몇 건이야?")
    assert (added.outcome, added.figures[0].value) == ("answered", Decimal(68))


def test_the_day_asked_for_in_bare_words_is_a_day() -> None:
    assert read_question("마을 배움터 운영 계약일").form == "date"
    assert read_question("마을 배움터 운영 계약금액").form == "figure"
