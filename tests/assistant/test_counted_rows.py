"""Things counted and added up, a grand total asked for by its name, posts weighed against those who fill them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from assistant.ask import Assistant
from assistant.forms import read_operation
from index.embed import HashingEmbedder
from index.ingest import ingest
from index.search import Index

REPORT = """\
# 은달시 문화국 2025년 업무보고

## 1. 시민 경연 운영

### 추진 목표

경연명\t추진 시기\t수상작 수
한빛글짓기경연\t3~5월\t40편 내외
새싹동요경연\t4~6월\t25편 내외
골목사진경연\t5~7월\t30편 내외
어울림연극경연\t6~9월\t15편 내외

## 2. 쾌적한 열람실 만들기

### 열람실 설비 현황

구분\t연도\t지원액(천원)
자동 환기 장치\t2023\t310,000
자동 환기 장치\t2024\t420,000
자동 환기 장치\t소계\t730,000
낡은 조명 교체사업\t2023\t1,150,000
낡은 조명 교체사업\t2024\t1,260,000
낡은 조명 교체사업\t2025\t1,390,000
낡은 조명 교체사업\t소계\t3,800,000
합계\t\t4,530,000

## 3. 인력 - 정원 46명 / 현원 47명(정원/현원)

부서	계	6급	7급
계	46/47	16/13	30/34
문화정책과	24/26	9/6	15/20
문화재과	22/21	7/7	15/14
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("counted")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    ingest([folder / "report.txt"], folder / "index", HashingEmbedder())
    index = Index.open(folder / "index", embedder=HashingEmbedder())
    yield Assistant(index)
    index.close()


@pytest.mark.parametrize(
    "question",
    [
        "2025년 시민 경연 운영에서 4개 경연의 추진 목표 수상작 수를 모두 더하면 몇 편입니까?",
        "시민 경연 운영 네 개 경연의 수상작 수를 합하면 몇 편이야?",
        "2025 시민 경연 4개 경연 수상작 목표 편수 합계",
        "2025년 시민 경연 운영 추진 목표에서 경연 4개의 수상작 수를 모두 더하면 몇 편이야?",
    ],
)
def test_as_many_rows_as_are_counted_are_added_up(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "answered", answer.answer
    assert (answer.figures[0].value, answer.figures[0].unit) == (Decimal(110), "편")
    assert answer.derivation is not None
    assert len(answer.derivation.operands) == 4


@pytest.mark.parametrize(
    "question",
    [
        "2025년 시민 경연 3개 경연의 목표 수상작 수를 모두 더하면 몇 편입니까?",
        "시민 경연 운영 다섯 개 경연의 수상작 수를 합하면 몇 편이야?",
    ],
)
def test_rows_of_another_number_are_not_those_counted(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.outcome != "answered", answer.answer
    assert "계산할 값" not in answer.answer


@pytest.mark.parametrize(
    ("question", "value"),
    [
        (
            "쾌적한 열람실 만들기(자동 환기 장치와 낡은 조명 교체) 열람실 설비 현황표에서 지원액 총합계는 얼마입니까?",
            "4530000",
        ),
        ("자동 환기 장치와 낡은 조명 교체사업 지원액 총합계는 얼마입니까?", "4530000"),
    ],
)
def test_a_grand_total_printed_goes_before_sums(assistant: Assistant, question: str, value: str) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "answered", answer.answer
    assert answer.figures[0].value == Decimal(value)
    assert answer.derivation is None


def test_a_grand_total_asked_for_alone_is_no_sum(assistant: Assistant) -> None:
    answer = assistant.ask("쾌적한 열람실 만들기 열람실 설비 현황 지원액 총합계는 얼마입니까?")
    assert answer.figures[0].value == Decimal(4530000)
    part = assistant.ask("쾌적한 열람실 만들기에서 자동 환기 장치의 지원액 총합계는 얼마입니까?")
    assert part.figures[0].value == Decimal(730000)
    assert answer.derivation is part.derivation is None


def test_a_grand_total_is_none_of_one_year(assistant: Assistant) -> None:
    answer = assistant.ask("자동 환기 장치와 낡은 조명 교체사업의 2023년 지원액 총합계는 얼마입니까?")
    assert all(figure.value != 4530000 for figure in answer.figures)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("문화국 문화정책과 7급 지금 정원보다 몇명 더 많아?", "5"),
        ("문화정책과 6급은 정원에 비해 몇 명 모자랍니까?", "3"),
    ],
)
def test_posts_are_weighed_against_those_who_fill_them(assistant: Assistant, question: str, value: str) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "answered", answer.answer
    assert answer.figures[0].value == Decimal(value)
    assert answer.derivation is not None
    assert {operand.label.split()[-1] for operand in answer.derivation.operands} == {"정원", "현원"}


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("설비 지원액 총합계는 얼마입니까?", "lookup"),
        ("책상과 의자 예산의 총합은?", "sum"),
        ("책상과 의자 예산 총합계는?", "sum"),
        ("예산 합계를 구하면?", "sum"),
    ],
)
def test_a_total_named_is_looked_up_unless_of_several(question: str, operation: str) -> None:
    assert read_operation(question) == operation
