"""Names of a sentence's numbers."""

from __future__ import annotations

import pytest

from assistant.naming import tidy

NAMES = [
    ("총예산을 으로 적었다", "총예산"),
    ("남은 기간이 미만일 경우에는 위촉하지 아니할 수 있다", "남은 기간"),
    ("노후 학교를 선정하고", "노후 학교"),
    ("을 포함하여 이내의 위원으로 구성한다", ""),
    ("AI 도입률을 이상 목표", "AI 도입률"),
    ("장학금 지급 최대", "장학금 지급"),
    ("사업비 구비", "사업비 구비"),
    ("가입인원(9.30.기준)", "가입인원(9.30.기준)"),
    ("중 학생 참여", "중 학생 참여"),
    ("", ""),
]


@pytest.mark.parametrize(("label", "name"), NAMES)
def test_a_label_is_cut_where_its_number_stood(label: str, name: str) -> None:
    assert tidy(label) == name
