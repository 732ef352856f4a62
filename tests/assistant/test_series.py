"""Rank, top n and count over the rows of a table, over its years, and over sections of one form."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.ask import Assistant
from index.embed import HashingEmbedder
from index.ingest import ingest
from index.search import Index

REPORT = """# 도서관 운영 계획

## 1. 시설 현황 (단위: 천원, %)

| 도서관 | 예산현액(A) | 집행액(B) | 집행률(%)(C=B/A) |
|---|---|---|---|
| 중앙도서관 | 900 | 810 | 90 |
| 동부도서관 | 400 | 100 | 25 |
| 서부도서관 | 500 | 475 | 95 |
| 이동도서관 | 0 | 0 | 0 |
| 계 | 1,800 | 1,385 | 77 |

## 2. 이용자 수 (단위: 명)

| 구분 | 2022 | 2023 | 2024 |
|---|---|---|---|
| 이용자 수 | 1,200 | 3,400 | 2,500 |
"""

PLEDGE = """
## 3-{n} {name}

### 연차별 투자계획 (단위: 백만원)

| 세부사업 | 2023 | 2024 | 합계 |
|---|---|---|---|
| {name} 1단계 | {a} | {b} | {c} |
| {name} 2단계 | {a} | - | {a} |
| 합계 | {t} | {b} | {d} |
"""
PLEDGES = "# 공약 이행계획\n" + "".join(
    PLEDGE.format(n=n, name=name, a=a, b=b, c=c, t=t, d=d)
    for n, (name, a, b, c, t, d) in enumerate(
        [
            ("한글 교실", "10", "30", "40", "20", "50"),
            ("어린이 극장", "-", "70", "70", "-", "70"),
            ("공원 쉼터", "5", "10", "15", "10", "20"),
        ],
        start=1,
    )
)


FILES = {"library.md": REPORT, "pledges.md": PLEDGES}


@pytest.mark.parametrize(
    ("question", "value", "name"),
    [
        ("시설 현황에서 집행률이 가장 높은 도서관은 어디이고 몇 %입니까?", "95", "서부도서관"),
        ("시설 현황에서 집행률이 가장 낮은 도서관은 어디이고 몇 %입니까?", "25", "동부도서관"),
        ("이용자 수가 가장 많은 해는 언제이며 몇 명입니까?", "3400", "2023년"),
        ("2024년 투자계획 합계가 가장 큰 공약은 무엇입니까?", "70", "어린이 극장"),
    ],
)
def test_the_first_of_a_series_is_named_with_its_value(
    assistant: Assistant, question: str, value: str, name: str
) -> None:
    answer = assistant.ask(question)
    assert (answer.outcome, answer.figures[0].value) == ("answered", Decimal(value))
    assert name in answer.answer.splitlines()[0]


def test_the_first_two_are_both_named(assistant: Assistant) -> None:
    answer = assistant.ask("시설 현황에서 예산현액이 가장 많은 도서관 2개는 어디입니까?")
    assert [figure.value for figure in answer.figures[:2]] == [Decimal(900), Decimal(500)]
    assert "중앙도서관" in answer.answer.splitlines()[0]
    assert "서부도서관" in answer.answer.splitlines()[0]


def test_rows_over_a_threshold_are_counted_and_named(assistant: Assistant) -> None:
    answer = assistant.ask("시설 현황에서 집행률이 90% 이상인 도서관은 몇 곳입니까?")
    assert (answer.figures[0].value, answer.figures[0].unit) == (Decimal(2), "곳")
    assert "중앙도서관" in answer.answer
    assert "서부도서관" in answer.answer
    assert answer.derivation is not None
    assert len(answer.derivation.operands) == 2


def test_sections_without_an_amount_are_counted_over_tables_of_one_form(assistant: Assistant) -> None:
    answer = assistant.ask("공약 이행계획에서 2023년 투자계획이 편성되지 않은 공약은 몇 개입니까?")
    assert (answer.figures[0].value, answer.outcome) == (Decimal(1), "answered")
    assert "어린이 극장" in answer.answer


LIST = (
    "# 공간 조성 결과\n\n## 조성 학교 명단\n\n| 연번 | 연도 | 자치구 | 학교급 | 학교명 |\n|---|---|---|---|---|\n"
    + "".join(
        f"| {n} | {year} | {district} | {level} | {name} |\n"
        for n, (year, district, level, name) in enumerate(
            [
                ("2021", "가람구", "초", "서울햇살초등학교"),
                ("2022", "가람구", "초", "서울바람초등학교"),
                ("2022", "가람구", "중", "구름중학교"),
                ("2021", "나래구", "초", "서울이슬초등학교"),
                ("2022", "나래구", "고", "무지개고등학교"),
                ("2022", "나래구", "중", "노을중학교"),
            ],
            start=1,
        )
    )
)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("가람구에 조성된 초등학교는 몇 곳입니까?", ("서울햇살초등학교", "서울바람초등학교")),
        ("2022년에 조성된 중학교는 몇 곳입니까?", ("구름중학교", "노을중학교")),
    ],
)
def test_rows_of_a_list_are_filtered_by_the_values_named(tmp_path: Path, question: str, names: tuple[str, ...]) -> None:
    (tmp_path / "list.md").write_text(LIST, encoding="utf-8")
    ingest([tmp_path / "list.md"], tmp_path / "index", HashingEmbedder())
    index = Index.open(tmp_path / "index", embedder=HashingEmbedder())
    answer = Assistant(index).ask(question)
    index.close()
    assert (answer.figures[0].value, answer.figures[0].unit) == (Decimal(len(names)), "교")
    assert all(name in answer.answer for name in names)
