"""Amounts of several units in one cell or column: the noun counted picks its own, and a rank mixes no units."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.ask import Assistant
from assistant.counted_nouns import counts_another_noun, noun_of
from assistant.forms import read_class, unit_class
from assistant.question import read_question
from assistant.series import of_one_measure
from assistant.sizes import size_of
from assistant.unit_fit import fit_unit
from corpus.document import Location
from corpus.figures import Figure

REPORT = """\
# 은하시 정보통신 계획

## 1. 통신망

세부사업명\t추진시기\t물량
2단계 마을통신망 서비스 운영\t'25.1~12월\t412개 점포, 530회선
무선망 점검\t'25.3~6월\t접속 장치 40대

## 2. 배움마당

### 추진 목표

세부사업명\t추진시기\t물량
어린이 코딩 놀이 교실 운영\t'25.1~12월\t84회, 1,900명
어르신 코딩 놀이 교실 운영\t'25.3~12월\t12회, 150명
강사 정보화 연수 운영\t'25.1~12월\t21과정, 300명
놀이 교실 자문단 운영\t'25.4~12월\t95회
교구 빌려주기 운영\t'25.1~12월\t60회, 2,500대

## 3. 현장방문

시 간\t\t내 용\t비고
09:30~10:20\t50´\t은하 데이터센터 이동\t버스
10:20~10:55\t35´\t은하 데이터센터 서버실 점검\t3층
11:00~11:45\t45'\t간담회\t강당
"""
FILES = {"plan.txt": REPORT}


def _figure(value: str, unit: str | None, context: str, text: str = "", order: int = 0) -> Figure:
    return Figure(
        id=f"t1:r1c1.{order}",
        document_id="d",
        kind="cell",
        value=Decimal(value),
        unit=unit,
        won=None,
        text=text or f"{value}{unit}",
        label="",
        row_path=("망 운영",),
        column_path=("물량",),
        heading_path=(),
        caption="",
        location=Location("d.txt", (), (1, 1)),
        context=context,
    )


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2단계 마을통신망 서비스에서 운영하는 회선이 모두 몇 개야?", 530),
        ("2단계 마을통신망 서비스 운영 물량은 몇 회선입니까?", 530),
        ("2단계 마을통신망 서비스 운영 물량은 몇 개 점포입니까?", 412),
        ("현장방문에서 서버실 점검 시간은 몇 분입니까?", 35),
    ],
)
def test_the_noun_counted_picks_the_amount(assistant: Assistant, question: str, value: int) -> None:
    answer = assistant.ask(question)
    assert (answer.outcome, [int(f.value) for f in answer.figures][:1]) == ("answered", [value])


def test_a_follow_up_picks_the_other_amount_of_the_cell(assistant: Assistant) -> None:
    answer = assistant.ask("회선 수로는?", ["2단계 마을통신망 서비스 운영 물량은 몇 개 점포입니까?"])
    assert (answer.outcome, [int(f.value) for f in answer.figures]) == ("answered", [530])


def test_a_rank_compares_amounts_of_the_unit_asked_for_only(assistant: Assistant) -> None:
    answer = assistant.ask("배움마당 추진 목표에서 횟수가 가장 많은 사업은 무엇이고 몇 회입니까?")
    assert answer.outcome == "answered"
    assert [(int(f.value), f.unit) for f in answer.figures] == [(95, "회"), (84, "회"), (60, "회"), (12, "회")]


def test_where_no_unit_is_asked_for_a_rank_mixes_none(assistant: Assistant) -> None:
    answer = assistant.ask("배움마당 추진 목표에서 물량이 가장 많은 사업은 무엇입니까?")
    assert answer.outcome == "clarify" or len({f.unit for f in answer.figures}) == 1


def test_a_column_is_parted_by_measure_and_scale_words_count() -> None:
    people, many = _figure("900", "명", "900명"), _figure("2", "천명", "2천명")
    times, bare = _figure("95", "회", "95회"), _figure("7", None, "7", text="7")
    assert of_one_measure([people, times, many]) == [[people, many], [times]]
    assert of_one_measure([people, bare, many]) == [[people, bare, many]]
    assert size_of(many) > size_of(people)


def test_what_an_amount_counts_is_its_unit_or_the_noun_behind_it() -> None:
    cell = "412개 점포, 530회선"
    shops, lines = _figure("412", "개", cell), _figure("530", "회선", cell, order=1)
    assert (noun_of(shops), noun_of(lines)) == ("점포", "회선")
    assert noun_of(_figure("12", "개", "점포 12개 지점 5개")) == ""  # the name of the next amount
    asked = read_question("쓰는 회선은 몇 개입니까?")
    assert (counts_another_noun(asked, shops), counts_another_noun(asked, lines)) == (True, False)
    assert not counts_another_noun(read_question("망 운영 물량은 몇 개입니까?"), shops)
    assert not counts_another_noun(asked, _figure("412", "개", "412개 점포"))  # nothing else stands there


def test_minutes_are_no_people() -> None:
    assert unit_class("분") == "duration"
    assert read_class("회의 시간은 몇 분입니까?", "분") == "duration"
    assert read_class("위원은 몇 분으로 꾸려졌나요?", "분") == "person"
    assert fit_unit(_figure("35", "분", "35분"), read_question("위원은 모두 몇 명입니까?")) < 0
