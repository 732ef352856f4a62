"""Rows are counted by their cells only where the cells say it: never where a ditto mark hides behind other words."""

from __future__ import annotations

from assistant.ask import Assistant

LIST = """# 가온시의회 숲길 특별위원회

## 위원 명단

성명\t모임\t지역
가온달\t한빛모임\t동구
나누리\t대표 "\t서구
다솜이\t푸른모임\t남구
라온빛\t한빛모임\t북구
마루한\t한빛모임\t중구
바다솔\t한빛모임\t동구
"""
FILES = {"report.txt": LIST}


def test_rows_behind_ditto_marks_are_not_counted(assistant: Assistant) -> None:
    answer = assistant.ask("가온시의회 숲길 특별위원회 위원 가운데 한빛모임은 몇 명입니까?")
    assert answer.outcome != "answered"
