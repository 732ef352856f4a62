"""Operands that are named and no others: of the year asked for, of the thing asked about, no amount divided twice."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.ask import Assistant
from assistant.contrast import is_sure
from index.embed import HashingEmbedder
from index.ingest import ingest
from index.search import Index

PLEDGE = """\
# 별내림시 어린이 목공교실 공약 점검

## 1. 목공교실 투자계획

(단위: 백만원)

구분\t계\t2023\t2024\t2025
총계\t930\t210\t300\t420
시비\t930\t210\t300\t420

## 2. 추진실적

### 쓴 돈

(단위: 백만원)

구분\t계\t2023\t2024\t2025
총계\t265\t265\t-\t-
시비\t265\t265\t-\t-

## 3. 목공교실 강사

◦ 연구비 지원: 목공교실 강사 38명(각 145만원)
◦ 나들이 경비 지원: 도우미 25명, 3만원씩
"""
ROOMS = """\
# 별내림시 쉼터 보고

## 1. 쉼터 이용자

◦ 합계: 512명
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("operands")
    (folder / "pledge.txt").write_text(PLEDGE, encoding="utf-8")
    (folder / "rooms.txt").write_text(ROOMS, encoding="utf-8")
    ingest([folder / "pledge.txt", folder / "rooms.txt"], folder / "index", HashingEmbedder())
    index = Index.open(folder / "index", embedder=HashingEmbedder())
    yield Assistant(index)
    index.close()


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("목공교실 강사에게는 한 사람당 연구비를 얼마씩 주었습니까?", "145", "만원"),
        ("나들이 경비는 도우미 한 사람당 얼마씩 지원했습니까?", "3", "만원"),
    ],
)
def test_an_amount_for_each_is_not_divided(assistant: Assistant, question: str, value: str, unit: str) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "answered"
    assert answer.derivation is None
    assert (answer.figures[0].value, answer.figures[0].unit) == (Decimal(value), unit)


def test_a_rate_of_one_year_is_not_reckoned_of_all_years(assistant: Assistant) -> None:
    answer = assistant.ask("목공교실 2023년 시비 집행액은 같은 해 시비 투자계획의 몇 %입니까?")
    assert answer.derivation is None or {operand.value for operand in answer.derivation.operands} == {265, 210}


def test_each_of_two_places_is_named_by_a_word_of_its_own() -> None:
    def side(*held: float) -> Any:
        return SimpleNamespace(held=held, figure=SimpleNamespace(is_total=False))

    def group(*sides: Any) -> Any:
        return SimpleNamespace(sides=sides, strays=0, is_together=False, by_period=False, score=2.0, covered=1.0)

    assert is_sure(group(side(1.0, 0.0), side(0.0, 1.0)))
    assert not is_sure(group(side(1.0, 1.0, 0.0), side(0.0, 0.8, 0.5)))  # only by a word like one of its labels


def test_a_rank_over_sentences_that_state_totals_only_is_no_error(assistant: Assistant) -> None:
    assert assistant.ask("이용자가 가장 많은 방은 어디이며 몇 명입니까?").outcome != "answered"


def test_a_part_of_the_whole_of_a_row_is_still_reckoned(assistant: Assistant) -> None:
    answer = assistant.ask("목공교실 투자계획에서 2023년 시비는 전체 시비의 몇 %입니까?")
    assert answer.derivation is not None
    assert {operand.value for operand in answer.derivation.operands} == {210, 930}
