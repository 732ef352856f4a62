from dataclasses import replace
from typing import cast

import pytest

from assistant.library import Library
from assistant.lists import enumerations, is_complete, rows_of_list, states_count
from corpus.document import Location
from corpus.units import Unit


def unit(text: str, order: int, *, level: int, marker: str) -> Unit:
    place = Location("a.txt", (), (order, order))
    return Unit(f"d:u{order}", "d", "text", order, (), (), "", (), text, place, level=level, marker=marker)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("협약 체결 3개(가구, 나구, 다구) 자치구", 3),
        ("보급(2종): 첫째 꾸러미, 둘째 꾸러미", 2),
        ("심의: '23.8월(3과목: 음악, 미술, 체육)", 3),
        ("학교-지원청-본청-협의체 연계", 4),
        ("① 보급 확대 ② 자료 개발", 2),
        ("접수 → 심사 → 발표", 3),
        ("[짧은 영상], [긴 영상]", 2),
    ],
)
def test_items_of_a_list_are_counted(text: str, count: int) -> None:
    assert count in enumerations(text)


def test_a_sentence_is_no_list() -> None:
    assert enumerations("시설을 고쳐 안전한 공간으로 바꿈") == set()


def test_numbers_are_read_whole() -> None:
    assert states_count("모두 5개 구", 5)
    assert not states_count("모두 15개 구", 5)
    assert not states_count("2025년 5개년 계획", 5)


def test_a_list_is_complete_with_the_number_asked_for() -> None:
    head = unit("전략 2 두 과제", 1, level=0, marker="#")
    children = [unit("연구", 2, level=1, marker="-"), unit("개발", 3, level=1, marker="-")]
    assert is_complete([head, *children], "전략 2 두 과제\n연구\n개발", 2)
    assert not is_complete([head, children[0]], "전략 2 두 과제\n연구", 3)
    assert not is_complete([unit("7곳을 새로 지음", 1, level=1, marker="-")], "7곳을 새로 지음", 7)


class _Rows:
    """A library of one lead and the table below it."""

    def __init__(self, lead: Unit, rows: tuple[Unit, ...]) -> None:
        self.lead, self._rows = lead, rows

    def rows(self, table_id: str) -> tuple[Unit, ...]:
        return self._rows

    def around(self, unit: Unit, *, before: int = 0, after: int = 0) -> tuple[Unit, ...]:
        return (self.lead, *self._rows[:after])


def test_the_rows_of_the_table_below_are_the_items_announced() -> None:
    lead = unit("2대 분야 중심으로 운영", 1, level=0, marker="-")
    rows = tuple(
        replace(unit(text, i, level=0, marker=""), table_id="t") for i, text in enumerate(["가 | 1", "나 | 2"])
    )
    total = replace(unit("합 계 | 3", 9, level=0, marker=""), table_id="t")
    library = cast(Library, _Rows(lead, (*rows, total)))
    assert rows_of_list(lead, 2, library) == [lead, *rows]
    assert rows_of_list(lead, 3, library) == []
    assert rows_of_list(replace(lead, text="분야별로 운영"), 2, library) == []
