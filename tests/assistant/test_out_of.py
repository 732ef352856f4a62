"""A number told out of another is asked for by what tells it."""

from __future__ import annotations

import pytest

from assistant.ask import Assistant

FILES = {
    "a.txt": """해솔시 업무보고 2030

□ 추진 실적
 ○ 들꽃로 보상 대상 240필지 중 협의가 끝난 것은 130필지이며 재결 신청은 20필지임
 ○ 물품 점검 대상 90대 가운데 수리가 끝난 장비는 41대
"""
}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("들꽃로 보상에서 협의가 끝난 필지는 몇 필지입니까?", 130),
        ("물품 점검에서 수리가 끝난 장비는 몇 대입니까?", 41),
        ("How many land parcels (들꽃로 보상) have already been agreed?", 130),
    ],
)
def test_the_part_is_meant_where_its_own_words_are_said(assistant: Assistant, question: str, value: int) -> None:
    assert assistant.ask(question).figures[0].value == value


def test_the_whole_is_meant_where_its_own_word_is_said(assistant: Assistant) -> None:
    assert assistant.ask("물품 점검 대상은 몇 대입니까?").figures[0].value == 90
