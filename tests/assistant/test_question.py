"""What a question asks: form, operation, unit, period; general wordings of our own."""

from __future__ import annotations

import pytest

from assistant.question import read_question, understand


@pytest.mark.parametrize(
    ("question", "form", "operation"),
    [
        ("도서관 리모델링 사업의 2024년 예산은 얼마입니까?", "figure", "lookup"),
        ("도서관 리모델링 2024 예산", "figure", "lookup"),
        ("도서관 공사는 언제 끝나요?", "date", "lookup"),
        ("도서관 사업 담당 부서는 어디인가요?", "name", "lookup"),
        ("공공데이터란 무엇입니까?", "definition", "lookup"),
        ("어르신 일자리 취업지원 2025 예산", "figure", "lookup"),
        ("콜센터 만족도 2023년 5월", "figure", "lookup"),
        ("이용료는 한 명당 최대 얼마까지 지원합니까?", "figure", "lookup"),
        ("이용료는 한 명당 평균 얼마입니까?", "figure", "average"),
        ("도서관 예산은 2023년에서 2025년까지 얼마나 늘었나요?", "figure", "difference"),
        ("전체 예산 중 도서관 비중은 몇 %입니까?", "figure", "ratio"),
        ("2022년 대비 2023년 예산은 몇 % 줄었습니까?", "figure", "growth"),
        ("국비와 시비를 합하면 얼마인가요?", "figure", "sum"),
        ("예산이 가장 큰 사업은 무엇입니까?", None, "maximum"),
        ("집행률이 제일 낮은 사업은?", None, "minimum"),
        ("이 조례는 시장의 의무입니까?", "yesno", "lookup"),
        ("나루라는 이름의 도구는 계속 고쳐 나가나요?", "yesno", "lookup"),
        ("새 도구는 어떤 이름으로 불리나요?", "name", "lookup"),
    ],
)
def test_form_and_operation(question: str, form: str | None, operation: str) -> None:
    asked = understand(question)
    assert asked.operation == operation
    assert form is None or asked.form == form


@pytest.mark.parametrize(
    ("question", "unit_class"),
    [
        ("참여 학교는 몇 교입니까?", "school"),
        ("강사는 몇 명이에요", "person"),
        ("상담 건수", "건"),
        ("사업비 총액", "money"),
        ("공영주차장 추경액은?", "money"),
        ("집행률은?", "percent"),
        ("how many schools took part", "school"),
        ("건물 면적은 얼마나 되나요", "area"),
    ],
)
def test_unit_class(question: str, unit_class: str) -> None:
    assert understand(question).unit_class == unit_class


def test_terms_leave_out_periods_and_question_words() -> None:
    asked = understand("시립도서관 2024년 예산은 얼마입니까?")
    assert [term.text for term in asked.terms] == ["시립도서관", "예산"]
    assert [period.key for period in asked.periods] == ["2024"]


def test_a_follow_up_with_another_year_keeps_the_subject() -> None:
    asked = understand("그럼 2025년은?", ["시립도서관 2024년 예산은 얼마입니까?"])
    assert asked.standalone == "시립도서관 2025년 예산은 얼마입니까?"
    assert [period.key for period in asked.periods] == ["2025"]
    assert {term.text for term in asked.context} >= {"시립도서관"}
    assert asked.form == "figure"


def test_the_next_year_is_counted_from_the_last_one_named() -> None:
    asked = understand("그 다음해는?", ["시립도서관 2024년 예산은 얼마입니까?"])
    assert [period.key for period in asked.periods] == ["2025"]


def test_a_unit_alone_asks_for_the_same_in_that_unit() -> None:
    asked = understand("억원으로", ["시립도서관 2024년 예산은 얼마입니까?"])
    assert asked.unit_wanted == "억원"
    assert [term.text for term in asked.terms] == ["시립도서관", "예산"]


def test_a_new_subject_drops_the_old_slots() -> None:
    asked = understand("하천 정비 구간의 담당 부서는 어디입니까?", ["시립도서관 2024년 예산은 얼마입니까?"])
    assert asked.periods == ()
    assert asked.context == ()


def test_a_year_behind_a_latin_word_is_part_of_a_name() -> None:
    assert read_question("하늘 Vision 2030 펀드 약정액은?").periods == ()
    assert [period.key for period in read_question("하늘 AI 2030 예산은?").periods] == ["2030"]
    assert [period.key for period in read_question("What about 2023?").periods] == ["2023"]
