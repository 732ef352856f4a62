import pytest

from assistant.lists import enumerations, is_complete, states_count
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
