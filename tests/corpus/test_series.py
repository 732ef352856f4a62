"""Numbers of list items take the unit an item states once, the name of their block and their own period."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.figures import Figure, figures
from corpus.read import read

BLOCKS = """2. 도서과

임무: 누구나 읽는 마을
담당: 독서팀장 김하늘(☎ 4021)
2027년도 부서 예산: 1,250천원

[지표 1] 책쉼터 이용자 수
  - 단위: 명
  - 최근 10년 실적: 2024년 1,480 / 2025년 1,930
  - 목표: 2026년 2,000 / 2027년 2,050
  - 가중치: 40
  - 셈하는 법: 1호점과 2호점에 온 사람을 더함
[지표 2] 다시 찾은 비율
  - 단위: %
  - 실적: 61.5(2024년), 64.0(2025년)
  - 2027년 목표: 66.0
  - 담당 인원: 3명

○ 강좌 수강생 (단위: 명)
  - '24: 310
  - '25: 298 → '26: 305
○ 그 밖의 일
  - 2027년 12
"""


def told(tmp_path: Path, text: str) -> dict[str, Figure]:
    path = tmp_path / "글.txt"
    path.write_text(f"무지개시 성과계획서\n\n1. 총괄\n\n모두 잘함\n\n{text}", encoding="utf-8")
    return {figure.label: figure for figure in figures(read(path))}


@pytest.mark.parametrize(
    ("label", "text", "unit", "period"),
    [
        ("책쉼터 이용자 수 최근 10년 실적 2024년", "1,480", "명", "2024"),
        ("책쉼터 이용자 수 최근 10년 실적 2025년", "1,930", "명", "2025"),
        ("책쉼터 이용자 수 목표 2027년", "2,050", "명", "2027"),
        ("다시 찾은 비율 실적 2024년", "61.5", "%", "2024"),
        ("다시 찾은 비율 2027년 목표", "66.0", "%", "2027"),
        ("담당 인원", "3명", "명", ""),
        ("강좌 수강생 '24", "310", "명", "2024"),
        ("강좌 수강생 '26", "305", "명", "2026"),
        ("2027년도 부서 예산", "1,250천원", "천원", "2027"),
    ],
)
def test_figures_of_a_list_have_name_unit_and_period(
    tmp_path: Path, label: str, text: str, unit: str, period: str
) -> None:
    figure = told(tmp_path, BLOCKS)[label]
    assert (figure.text, figure.unit, " ".join(figure.periods)) == (text, unit, period)


def test_weights_sentences_and_items_of_other_lists_take_no_unit(tmp_path: Path) -> None:
    values = {figure.text for figure in told(tmp_path, BLOCKS).values()}
    assert not values & {"40", "12", "1", "2"}


def test_a_block_and_a_field_begin_a_paragraph_of_their_own(tmp_path: Path) -> None:
    figure = told(tmp_path, BLOCKS)["2027년도 부서 예산"]
    assert figure.context == "2027년도 부서 예산: 1,250천원"
    assert figure.location.lines == (11, 11)


def test_a_field_cut_at_the_end_of_a_line_goes_on(tmp_path: Path) -> None:
    text = "주요 사업: 마을 책쉼터 두 곳과 이동 도서관 운영, 작은 책방 열두 곳을 골라 지\n원 단체: 3개소에 돈을 보냄\n"
    (figure,) = told(tmp_path, text).values()
    assert figure.location.lines is not None
    assert figure.location.lines[0] + 1 == figure.location.lines[1]
