"""Rows marked in their names, totals apart from parts, all of a list, one body after another, more or less than."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.ask import Assistant
from assistant.find import candidates
from assistant.followup import replaced_terms
from assistant.passage import render
from assistant.question import read_question

REPORT = """\
2026년도 제2회 추가경정예산안 검토보고

1. 숲길국

□ 사업 목록

(단위: 천원)

부서\t사업명\t기정액\t추경안\t증감
산림과\t숲길 넓히기\t500\t700\t200
\t샘터 만들기(신규)\t-\t280\t280
\t소계\t500\t980\t480
하천과\t둑길 고치기\t300\t310\t10
\t물놀이터 놓기(신규)\t-\t120\t120
\t소계\t300\t430\t130

2. 국별 총괄

(단위: 천원)

국별\t재원\t기정액\t추경안
숲길국\t소계\t800\t1,410
\t세외수입\t300\t410
\t보조금\t500\t1,000
바다국\t소계\t900\t950
\t세외수입\t400\t420
\t보조금\t500\t530

※ 검토 담당 : 숲길국 소관 전문위원 가온달, 바다국 소관 전문위원 나누리

3. 부대의견(안)

 가. 샘터는 물이 마르는 철을 미리 살필 것
 나. 둑길은 장마가 오기 앞서 공사를 마칠 것
 다. 물놀이터는 안전요원을 두 사람 넘게 둘 것

4. 지난해 지적사항

부서\t지적사항\t지적 위원\t처리결과
산림과\t숲길 표지판이 모자람\t다솜이\t완료
하천과\t둑길 조명이 어두움\t라온별\t추진중
\t물놀이터 수질 검사를 늘릴 것\t다솜이\t완료
바다과\t뱃길 안내가 늦음\t라온별\t완료

5. 주차장 만들기

연번\t주차장\t면수\t추진상황
1\t시장 주차장\t142\t공정률 47%
2\t샘골 자투리주차장\t24\t8. 25. 준공
3\t나루 주차장\t96\t설계 중
"""
FILES = {"report.txt": REPORT}


def test_rows_marked_in_brackets_are_added_up(assistant: Assistant) -> None:
    answer = assistant.ask("숲길국의 신규 사업 추경안을 모두 더하면 얼마입니까?")
    assert answer.derivation is not None
    assert answer.derivation.value == Decimal(400)


def test_a_total_is_no_row_that_is_counted(assistant: Assistant) -> None:
    answer = assistant.ask("국별 총괄에서 숲길국의 재원은 몇 개입니까?")
    assert "소계" not in answer.answer
    assert [figure.value for figure in answer.figures[:1]] == [Decimal(2)]


def test_all_of_a_list_is_told_though_its_heading_has_a_bracket(assistant: Assistant) -> None:
    answer = assistant.ask("검토보고에서 제시한 부대의견(안)을 모두 알려 주십시오.")
    assert all(word in answer.answer for word in ("샘터는", "둑길은", "물놀이터는"))


def test_another_body_stands_in_for_the_one_before(assistant: Assistant) -> None:
    answer = assistant.ask("바다국 쪽은요?", ["숲길국 소관 검토를 맡은 전문위원은 누구인가요?"])
    assert "나누리" in answer.answer


@pytest.mark.parametrize(
    ("before", "now", "gone"),
    [
        ("온새시 숲길국 예산은 얼마입니까?", "바다국은?", ["숲길국"]),
        ("고향사랑기금 이자는 얼마입니까?", "농어촌기금은?", ["고향사랑기금"]),
        ("숲길국 예산은 얼마입니까?", "산림과는?", []),
    ],
)
def test_only_a_body_of_the_same_rank_is_replaced(before: str, now: str, gone: list[str]) -> None:
    assert [term.text for term in replaced_terms(read_question(before), read_question(now))] == gone


def test_which_complaints_an_office_has_is_a_list(assistant: Assistant) -> None:
    answer = assistant.ask("지난해 지적사항 중에 하천과꺼 뭐뭐 있어?")
    assert "둑길 조명이 어두움" in answer.answer
    assert "물놀이터 수질 검사를 늘릴 것" in answer.answer


def test_a_row_is_told_by_more_than_its_own_name(assistant: Assistant) -> None:
    asked = read_question("샘골 자투리주차장은 언제 준공되었습니까?")
    rows = [c.unit for c in candidates(asked, assistant.library) if "자투리주차장" in c.unit.text]
    assert "8. 25. 준공" in render(rows[0], assistant.library, asked)


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("추경안에서 숲길 넓히기는 둑길 고치기보다 많습니까?", "네, "),
        ("추경안에서 둑길 고치기는 숲길 넓히기보다 더 많나요?", "아니요, "),
        ("추경안에서 둑길 고치기는 숲길 넓히기보다 적습니까?", "네, "),
    ],
)
def test_more_or_less_is_said_with_yes_or_no(assistant: Assistant, question: str, lead: str) -> None:
    assert assistant.ask(question).answer.startswith(lead)


def test_which_of_two_is_no_question_for_yes(assistant: Assistant) -> None:
    answer = assistant.ask("추경안에서 숲길 넓히기와 둑길 고치기 중 어느 것이 더 많습니까?")
    assert not answer.answer.startswith(("네", "아니요"))


@pytest.mark.parametrize("question", ["국별 총괄 바다국 제조업체 이름", "국별 총괄 바다국 제조업체는 어디입니까?"])
def test_rows_of_another_kind_are_no_names(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).outcome != "answered"
