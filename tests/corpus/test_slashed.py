"""Tables between slashes come out with their cells; prose with slashes stays prose."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Table
from corpus.read import read
from corpus.slashed import find_slashed

PLAIN = """□ 도서관 이용

(단위: 명)

연도 / 계 / 어린이 / 어른
 '23 / 1,240 / 340 / 900
 '24 / 1,300 / 400 / 900

 ○ 야간 개관: 주 2회 / 열람실 40석
"""

PROJECTS = """2. 이월 사업

(단위: 백만원)

사 업 명 / 부서 / 총사업비 / 2025년까지 / 2026년

구름다리 놓기 / 도로과 / 900 / 500 / 400
물빛 쉼터
고치기 / 공원과 / 300 / - / 300

- 7 -

사 업 명 / 부서 / 총사업비 / 2025년까지 / 2026년
별마당 넓히기 / 문화과 / 250 /
150 / 100
합계 / - / 1,450 / 650 / 800

 ※ 이월 사유: 보상 지연 / 설계 변경
"""

GROUPED = """정원과 현원 (단위: 명)

- 구분 / 정원 / - / 현원 / -
- - / 계 / 여 / 계 / 여
- 가람과 / 12 / 5 / 11 / 5
- 나래과 / 8 / 3 / 9 / △4
"""

SHORT_TOTAL = """(단위: 천원)

부서 / 사업 / 예산 / 집행
가람과 / 둘레길 / 120 / 100
나래과 / 물놀이터 / 80 / 60
합계 / 200 / 160
"""

WORDS = """연번 / 위원명 / 소속 / 임기
1 / 김하늘 / 가람대학교 / 2025. 1. ~ 2026. 12.
2 / 이바다 / 나래연구원 / 2025. 7. ~ 2027. 6.
"""


def tables(tmp_path: Path, text: str) -> tuple[Table, ...]:
    path = tmp_path / "글.txt"
    path.write_text(f"무지개시 업무 보고\n\n1. 현황\n\n{text}", encoding="utf-8")
    return tuple(read(path).tables)


def values(table: Table) -> dict[tuple[str, str], str]:
    told = {}
    for cell in table.cells:
        if not cell.is_header and cell.text:
            told[" ".join(cell.row_path), " ".join(cell.column_path)] = cell.text
    return told


def test_cells_between_slashes_get_labels_unit_and_lines(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, PLAIN)
    assert values(table) == {
        ("'23", "계"): "1,240",
        ("'23", "어린이"): "340",
        ("'23", "어른"): "900",
        ("'24", "계"): "1,300",
        ("'24", "어린이"): "400",
        ("'24", "어른"): "900",
    }
    assert table.unit == "명"
    assert next(cell for cell in table.cells if cell.text == "340").location.lines == (10, 10)


def test_rows_fallen_into_lines_and_a_page_break_are_one_table(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, PROJECTS)
    told = values(table)
    assert told["물빛 쉼터 고치기", "총사업비"] == "300"
    assert told["물빛 쉼터 고치기", "2025년까지"] == "-"
    assert told["별마당 넓히기", "2026년"] == "100"
    assert told["합계", "2025년까지"] == "650"
    assert told["구름다리 놓기", "부서"] == "도로과"
    assert ("합계", "부서") not in told
    assert table.rows == 5
    assert all(check.passed for check in table.checks if check.rule == "sum")
    assert len([check for check in table.checks if check.rule == "sum"]) >= 3


def test_bulleted_rows_below_two_lines_of_titles(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, GROUPED)
    told = values(table)
    assert told["가람과", "정원 여"] == "5"
    assert told["나래과", "현원 계"] == "9"
    assert next(cell for cell in table.cells if cell.text == "△4").amounts[0].value == -4


def test_a_short_total_stands_over_the_columns_it_adds_up(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, SHORT_TOTAL)
    told = values(table)
    assert told["합계", "예산"] == "200"
    assert told["합계", "집행"] == "160"
    assert not find_slashed(SHORT_TOTAL.replace("합계 / 200", "합계 / 210").split("\n"))


def test_titles_fallen_into_lines(tmp_path: Path) -> None:
    text = "사업명 / 부서 / 총사업비 /\n2025년 / 2026년\n\n다리 / 도로과 / 90 / 50 / 40\n숲 / 공원과 / 30 / 10 / 20\n"
    (table,) = tables(tmp_path, text)
    assert values(table)["숲", "2025년"] == "10"


def test_a_table_of_words_below_titles_that_head_columns(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, WORDS)
    assert any(cell.text == "나래연구원" and cell.column_path == ("소속",) for cell in table.cells)


def test_the_last_words_of_a_remark_stay_with_it(tmp_path: Path) -> None:
    text = "시설 / 개소 / 비고\n쉼터 / 3 / 신축\n마당 / 12 / 보상이 늦어져\n내년으로 미룸(2곳)\n\n다음 글\n"
    (table,) = tables(tmp_path, text)
    assert values(table)["마당", "비고"] == "보상이 늦어져 내년으로 미룸(2곳)"


@pytest.mark.parametrize(
    "text",
    [
        "○ 가람관: 14개소(시 7, 군 7) / 종사자 286명\n○ 나래관: 9개소 / 상담사 61명\n○ 다온관: 3개소 / 강사 6명",
        "- 목표: 2026년 19,000 / 2027년 20,500\n- 실적: 2024년 15,930 / 2025년 18,206",
        "상담 / 치유 / 예방\n놀이 / 배움 / 쉼\n걷기 / 읽기 / 쓰기",
        "구분 / 2025년 / 2026년\n길 / 10 / 20",
        "구분 / 2025년 / 2026년\n길 / 10 / 20\n숲 / 30\n강 / 40 / 50",
        "구분 / 2025년 / 2026년\n길 / 10 / 20\n숲 / 늘어남 / 50",
        "사업 / 금액 / 시기\n다리 / 50 / 올해 말\n숲 가꾸기\n물길 / 20 / 내년 봄",
        "구분 / 2025년 / 2026년 / 늘어남\n- / 계획 / 실적 / 계\n길 / 10 / 20 / 30\n- / 30 / 40 / 70",
        "지표 / 단위 / 기준 / 목표\n나눔률 / % / 3.2 / 3.8\n걸음 수 / 회 / 6 / 7\n- / 회 / 8 / 9",
        "- 구분 / 2025년 / 2026년\n- 길 / 10 / 20\n· 숲길 / 4 / 8\n- 숲 / 30 / 40",
        "길 이름 / 길이 / 너비 / 비고 / 담당\n12 / 4 / 별길 / 5\n15 / 6 / 달길 / 7",
        "구분 / 2025년 / 2026년\n길 / 10곳 / 20곳\n내외\n숲 / 30곳 / 40곳",
        "A/B 형 / 여/야 합의\n가/나 / 다/라",
    ],
)
def test_prose_and_rows_that_cannot_be_told_stay_text(tmp_path: Path, text: str) -> None:
    assert not tables(tmp_path, f"{text}\n")


def test_a_row_in_two_lines_heads_nothing() -> None:
    cut = "구분 / 정원 / - / - / 현원 / - /\n결원\n- / 계 / 남 / 여 / 계 / 남 / -\n"
    cut += "가과 / 5 / 4 / 1 / 6 / 4 / 1\n나과 / 9 / 7 / 2 / 8 / 7 / 1"
    words = "구분 / 동쪽 / 서쪽\n마을 / 햇살·달빛 /\n구름·바람\n정원 / 40 / 30\n교사 / 12 / 10"
    assert find_slashed(cut.split("\n")) == []
    assert find_slashed(words.split("\n")) == []
