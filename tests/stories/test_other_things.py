"""What is told of something else is no answer: the share of the whole town, a fee divided by a number of places."""

from __future__ import annotations

from assistant.ask import Assistant

DOCUMENT = """2030년도 바람시 문화국 업무 보고 (시험용 글)

# 1. 나루문화관 건립

- 위    치 : 바람시 솔길 12
- 시 공 사 : ㈜맑은종합건설 외 1개사
- 총사업비 : 12,400백만원

# 2. 물결대교 가설

- 물결대교은 2030. 8. 29. 착공하여 2032년에 준공할 예정
- 물결대교 총사업비는 48,600백만원

# 3. 돌봄방 운영

- 돌봄방 3곳의 정원은 모두 125명이며, 이용료는 시간당 3천원
- 돌봄방 2030년 예산은 820백만원

# 4. 재정 계획

(단위: 백만원)
연도\t합계\t국비\t시비
2030년\t9,100\t1,111\t7,989
2031년\t9,400\t1,240\t8,160
"""


FILES = {"바람시 문화국.txt": DOCUMENT}


def test_a_fee_is_not_divided_by_a_number_of_places(assistant: Assistant) -> None:
    answer = assistant.ask("돌봄방 이용료는 한 명당 월 얼마입니까?")

    assert answer.derivation is None
    assert not any("20원" in line for line in answer.answer.splitlines())


def test_the_part_of_what_was_told_is_not_that_of_the_whole_town(assistant: Assistant) -> None:
    answer = assistant.ask("그중 국비는 얼마야?", history=["바람시 돌봄방 2030년 예산은 얼마야?"])

    assert not (answer.outcome == "answered" and any(int(figure.value) == 1111 for figure in answer.figures))
