"""Names of a sentence's numbers."""

from __future__ import annotations

import pytest

from assistant.naming import heading_name, tidy

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
    ("자료 구입비는 이다.", "자료 구입비"),
    ("", ""),
]


@pytest.mark.parametrize(("label", "name"), NAMES)
def test_a_label_is_cut_where_its_number_stood(label: str, name: str) -> None:
    assert tidy(label) == name


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("② 이용료 지원: 101백만원", "② 이용료 지원"),
        ("인력 - 정원 88명 / 현원 89명(정원/현원)", "인력"),
        ("(양성) 단계별 인재 6만 명 양성", "(양성) 단계별 인재 양성"),
        ("5. 연차별 예산계획 (단위: 백만 원)", "5. 연차별 예산계획 (단위: 백만 원)"),
        ("4-4-2 미래 환경", "4-4-2 미래 환경"),
    ],
)
def test_a_place_is_named_by_its_heading_without_the_amounts_it_states(heading: str, name: str) -> None:
    assert heading_name(("Ⅰ 개요", heading), "문서") == name


def test_a_place_without_headings_is_named_by_its_document() -> None:
    assert heading_name((), "업무 보고") == "업무 보고"
