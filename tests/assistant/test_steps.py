"""Numbered things named by their place before or after the one spoken of."""

from __future__ import annotations

import pytest

from assistant.steps import stepped


@pytest.mark.parametrize(
    ("turn", "previous", "expected"),
    [
        ("그 앞 단계는요?", "4단계 사용 기간은 언제인가요?", "3단계는요?"),
        ("다음 학기는 며칠이야?", "1학기 수업은 며칠인가요?", "2학기는 며칠이야?"),
        ("바로 전 단계는?", "1단계는 언제 끝났어?", "바로 전 단계는?"),
        ("다음 해는?", "4단계 예산은 얼마야?", "다음 해는?"),
        ("다음 단계는?", "사용 기간은 언제인가요?", "다음 단계는?"),
        ("앞으로 계획은?", "4단계 사용 기간은?", "앞으로 계획은?"),
    ],
)
def test_a_step_is_said_by_its_number(turn: str, previous: str, expected: str) -> None:
    assert stepped(turn, previous) == expected
