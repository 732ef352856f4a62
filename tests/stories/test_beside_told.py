"""A conversation whose later turns ask for a part, a neighbour, a time or names of what was told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant

DOCUMENT = """하늘시 평생학습과 사업 보고 (시험용 글)

# 1. 야간학교

- 수업일수 201일(여름학기 102일, 겨울학기 99일)
- 야간학교 회선 4단계 사용 기간 : '22. 3. ~ '27. 2.
※ 1단계('06. 1.~'11. 2.) → 2단계('11. 3.~'17. 1.) → 3단계('17. 2.~'22. 2.)
- 야간학교를 옮긴 학교는 2개교(바람고, 서리중)
- 야간학교 시험을 미룬 학교는 10교
- 이용자 민원은 2024년 318건에서 2025년 407건으로 늘었음(쓰레기 164, 붕괴 우려 121, 소음 122)

# 2. 부지 보상

- 부지 보상 : 전체 58필지 중 44필지 협의 완료
- 미협의 14필지는 2026. 3월 재결 신청

# 3. 추진 일정

연번\t일자\t추진사항\t세부내용
1\t2023. 2.\t보조금 심의\t심의위원회 개최
2\t2023. 3.\t보조금 교부\t26개교에 지원

# 4. 버스 노선

- 2022년 새 노선 3개를 열었음
"""


FILES = {"하늘시 평생학습과.txt": DOCUMENT}


def _last(assistant: Assistant, *turns: str) -> Answer:
    return assistant.ask(turns[-1], turns[:-1])


@pytest.mark.parametrize(
    ("turns", "value", "unit"),
    [
        (("야간학교 수업일수는 며칠인가요?", "그중 겨울학기는 며칠이에요?"), "99", "일"),
        (("이용자 민원은 2025년에 몇 건인가요?", "그중 붕괴 우려는요?"), "121", "건"),
        (("부지 보상은 몇 필지나 협의를 마쳤나요?", "아직 협의가 안 된 건 몇 필지예요?"), "14", "필지"),
    ],
)
def test_a_part_stands_where_the_whole_was_told(
    assistant: Assistant, turns: tuple[str, ...], value: str, unit: str
) -> None:
    answer = _last(assistant, *turns)
    assert answer.outcome == "answered", answer.answer
    assert (answer.figures[0].value, answer.figures[0].unit) == (Decimal(value), unit)


def test_the_time_of_another_row_is_that_row(assistant: Assistant) -> None:
    answer = _last(assistant, "보조금 심의는 언제 했습니까?", "그럼 보조금을 교부한 건 언제예요?")
    assert "2023. 3." in answer.answer
    assert "2023. 2." not in answer.answer


def test_the_step_before_is_found_by_its_number(assistant: Assistant) -> None:
    answer = _last(assistant, "야간학교 회선 4단계 사용 기간은 언제부터 언제까지인가요?", "그 앞 단계는요?")
    assert "3단계('17. 2.~'22. 2.)" in answer.answer


def test_names_are_told_only_where_they_stand_beside_the_number(assistant: Assistant) -> None:
    told = _last(assistant, "야간학교를 옮긴 학교는 몇 교야?", "그 학교들 이름도 알려줘")
    assert "바람고" in told.answer
    refused = _last(assistant, "시험을 미룬 학교는 몇 교야?", "그 학교들 이름도 알려줘")
    assert refused.outcome != "answered", refused.answer


def test_the_number_told_is_no_answer_for_a_part_of_it(assistant: Assistant) -> None:
    answer = _last(assistant, "부지 보상은 전체 몇 필지인가요?", "그중 국유지는 몇 필지예요?")
    assert answer.outcome != "answered", answer.answer
