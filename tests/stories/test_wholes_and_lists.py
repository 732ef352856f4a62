"""A share is of the whole named, a sum of the rows named, a list of the things asked for, an outcome no plan."""

from __future__ import annotations

from decimal import Decimal

from assistant.ask import Assistant

DOCUMENT = """2030년도 솔내시 안전국 업무 보고 (시험용 글)

# 1. 골목 감시 등불

- 골목 감시 등불 물량 : 새로 달기 1,200대, 낡은 것 바꾸기 800대, 움직임 알림으로 전환 3,000대
- 재원 나눔: (시비) 3,000백만원(75%), (민간) 1,000백만원(25%)
- 짓는 방식: (직영) 4곳, 600백만원(20%), (위탁) 9곳, 1,400백만원(80%)

# 2. 무료 상담소 운영

- 수시 무료 상담소 운영: 가람대, 나루대, 다솜대 3개 대학 1,230건 실시(만족도 97%)
- 상담소 정기 운영: 총 2회, 대면, 전화 상담 3,450건
- 담당: 등불관리팀장 김하늘(☎ 5120), 상담지원팀장 박바다(☎ 5121)

# 3. 명시이월 사업

(단위: 천원)
사업명\t2029년\t2030년
나래도서관 지붕 수선\t120,000\t243,000
등불관제실 전산 이전\t300,000\t205,000
합계\t420,000\t448,000

# 4. 알림 일지

연번\t일자\t구분\t내용
1\t2029. 12.\t신문보도\t상담소 개소 알림
2\t2030. 1.\t운영회의\t상담 방법 논의
3\t2030. 2.\t신문보도\t상담소 넓힘 알림
4\t2030. 5.\t신문보도\t상담소 성과 알림

# 5. 연차별 목표

(단위: 명)
지표\t목표\t2029년\t2030년
안전강사 길러내기\t400\t80\t120
"""


FILES = {"솔내시 안전국.txt": DOCUMENT}


def values(assistant: Assistant, question: str) -> list[Decimal]:
    answer = assistant.ask(question)
    return [figure.value for figure in answer.figures] if answer.outcome in ("answered", "conflict") else []


def test_a_share_of_all_that_a_sentence_lists_divides_by_their_sum(assistant: Assistant) -> None:
    told = values(assistant, "골목 감시 등불 전체 물량 중 움직임 알림으로 전환하는 비율은 몇 %입니까?")

    assert told[:1] == [Decimal("60.0")]


def test_a_printed_share_is_told_as_printed(assistant: Assistant) -> None:
    assert values(assistant, "재원 나눔에서 시비가 차지하는 비중은 몇 %입니까?")[:1] == [Decimal(75)]


def test_a_printed_share_that_its_amounts_do_not_bear_out_is_a_conflict(assistant: Assistant) -> None:
    answer = assistant.ask("짓는 방식에서 위탁이 차지하는 비중은 몇 %입니까?")

    assert answer.outcome == "conflict"
    assert [figure.value for figure in answer.figures] == [Decimal(80), Decimal("70.0")]


def test_rows_named_one_after_another_are_added_up(assistant: Assistant) -> None:
    assert values(assistant, "나래도서관 지붕 수선 등불관제실 전산 이전 2030년 합계")[:1] == [Decimal(448000)]


def test_a_list_of_bodies_is_told_by_the_line_that_names_them(assistant: Assistant) -> None:
    answer = assistant.ask("수시 무료 상담소를 운영한 3개 대학은 어디입니까?")

    assert all(name in answer.answer for name in ("가람대", "나루대", "다솜대"))


def test_every_row_of_the_kind_asked_for_is_told(assistant: Assistant) -> None:
    answer = assistant.ask("상담소와 관련하여 신문보도가 나간 시기를 모두 알려 주십시오.")

    assert all(time in answer.answer for time in ("2029. 12.", "2030. 2.", "2030. 5."))
    assert "운영회의" not in answer.answer


def test_of_several_people_in_a_line_the_one_asked_for_is_told(assistant: Assistant) -> None:
    answer = assistant.ask("상담지원팀장은 누구입니까?")

    assert "박바다" in answer.answer
    assert "김하늘" not in answer.answer


def test_a_plan_is_not_weighed_against_its_own_years(assistant: Assistant) -> None:
    answer = assistant.ask("안전강사는 2030년에 목표보다 실제로 몇 명 더 길러냈습니까?")

    assert answer.outcome != "answered"
