"""Periods: years, halves, quarters, months and days."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.periods import find_periods, years_of

PERIODS = """
2023 | 2023
2023년 | 2023
2023년도 | 2023
비전2030펀드 | none
비전2030년 | 2030
2023학년도 | 2023
'24 | 2024
’24년 | 2024
‘2025년 추진 실적’ | 2025
ʼ24년 | 2024
`24년 | 2024
24년 예산 | 2024
35년 | 2035
40년 이상 | none
5년간 | none
2022.7.~12. | 2022-H2
2022.7.~12 | 2022-H2
2026.1.~6. | 2026-H1
2022. 7. ~ 2026. 6. | 2022-07/2026-06
2023.~2026. | 2023/2026
2023~2025년 | 2023/2025
2023년~2026년 | 2023/2026
'21~'25 | 2021/2025
'17년~'20년 | 2017/2020
'22.10 ~ '23.4 | 2022-10/2023-04
'22.12.7.~'23.5.5. | 2022-12-07/2023-05-05
2021.10월~2022.5월 | 2021-10/2022-05
2022.2월~6월 | 2022-02/2022-06
'23.3~11월 | 2023-03/2023-11
'23.9.30. | 2023-09-30
’23.9.30.현재 | 2023-09-30
2023. 12. 31. | 2023-12-31
2025년 2월 27일 | 2025-02-27
2025. 5. 2.(금) | 2025-05-02
'25.7월 | 2025-07
2024. 2. | 2024-02
'23.12월(인쇄) | 2023-12
2024년 상반기 | 2024-H1
2024년 하반기 | 2024-H2
'23. 상반기 | 2023-H1
2024년 1/4분기 | 2024-Q1
2024년 3분기 | 2024-Q3
2018.4.25. 시행 | 2018-04-25
2024년 2월 31일 | 2024-02-29
2023년, 2024년 | 2023; 2024
'22년 60명 → '23년 75명 | 2022; 2023
1,2023명 | none
2023명 | none
1,901 백만원 | none
2.3만명 | none
제2023-11호 | none
2022 개정 | none
2022년 개정 | 2022
12월 | none
없음 | none
"""


@pytest.mark.parametrize(("text", "expected"), [line.split(" | ") for line in PERIODS.strip().splitlines()])
def test_periods_have_keys(text: str, expected: str) -> None:
    assert "; ".join(period.key for period in find_periods(text)) == expected.replace("none", "")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2022.7.~12. 과 '24년", (2022, 2024)),
        ("'21~'25", (2021, 2022, 2023, 2024, 2025)),
        ("2024년 상반기와 2024년 하반기", (2024,)),
        ("연도 없음 12명", ()),
    ],
)
def test_years_come_once_in_order(text: str, years: tuple[int, ...]) -> None:
    assert years_of(text) == years


def test_spans_point_at_the_words() -> None:
    text = "계획('22.10 ~ '23.4)과 2024년 목표"
    assert [text[a:b] for a, b in (period.span for period in find_periods(text))] == ["'22.10 ~ '23.4", "2024년"]


@given(st.integers(2010, 2039), st.integers(1, 12), st.integers(1, 28))
def test_a_date_survives_each_way_of_writing(year: int, month: int, day: int) -> None:
    key = f"{year}-{month:02}-{day:02}"
    for text in (f"{year}. {month}. {day}.", f"{year}년 {month}월 {day}일", f"'{year % 100}.{month}.{day}."):
        assert [period.key for period in find_periods(text)] == [key]


@given(st.text(alphabet="0123456789.~'년월 일분기상하반", max_size=40))
def test_any_text_is_read_without_trouble(text: str) -> None:
    for period in find_periods(text):
        assert period.start[:4] <= period.end[:4]
        assert text[period.span[0] : period.span[1]].strip() == period.text
