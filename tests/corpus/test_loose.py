"""Tables between pipes and tables fallen apart into lines come out with their cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document, Table
from corpus.loose import find_loose
from corpus.read import read

LOOSE = """2. 재원별 세입

(단위: 백만원, %)

과   목

기정액 추경액

증감

증감률

총 계 1,300 1,450 150 11.5

지방세 800 870 70 8.8

 취득세 300 330 30 10.0

 재산세 500 540 40 8.0

세외수입 중 사용료와
수수료 수입 500 580 80 16.0

- 3 -

※ 취득세는 거래 증가에 따른 것임
"""

GROUPED = """1. 부서별 사업

(단위: 백만원)

사 업 명

본예산
추경예산

재원

국비 시비

<하늘복지국>

소 계 30 40 15 25

별빛 쉼터 운영 10 15 5 10

달빛 상담(야간)
운영 20 25 10 15

<푸른환경국>

소 계 50 70 20 50

숲길 정비 50 70 20 50
"""


def document(tmp_path: Path, text: str) -> Document:
    path = tmp_path / "글.txt"
    path.write_text(f"무지개시 예산 개요\n\n{text}", encoding="utf-8")
    return read(path)


def values(table: Table) -> dict[tuple[tuple[str, ...], tuple[str, ...]], str]:
    return {(cell.row_path, cell.column_path): cell.text for cell in table.cells if not cell.is_header and cell.text}


def test_a_table_fallen_apart_gets_its_cells_lines_and_unit(tmp_path: Path) -> None:
    (table,) = document(tmp_path, LOOSE).tables
    told = values(table)
    assert told[("총계",), ("추경액",)] == "1,450"
    assert told[("취득세",), ("증감",)] == "30"
    assert told[("세외수입 중 사용료와 수수료 수입",), ("기정액",)] == "500"
    assert table.unit == "백만원"
    cell = next(cell for cell in table.cells if cell.text == "870")
    assert cell.location.lines == (17, 17)
    assert cell.amounts[0].won == 870_000_000


def test_sums_over_parts_whose_indent_is_lost_close(tmp_path: Path) -> None:
    (table,) = document(tmp_path, LOOSE).tables
    sums = [check for check in table.checks if check.rule == "sum"]
    assert len(sums) == 3
    assert all(check.passed for check in sums)


def test_a_wrong_total_over_such_parts_is_still_found(tmp_path: Path) -> None:
    (table,) = document(tmp_path, LOOSE.replace("1,450 150", "1,460 150")).tables
    assert any(check.passed is False for check in table.checks if check.rule == "sum")


def test_rows_stand_under_their_group_and_two_heads_under_one(tmp_path: Path) -> None:
    (table,) = document(tmp_path, GROUPED).tables
    told = values(table)
    assert told[("하늘복지국", "달빛 상담(야간) 운영"), ("재원", "시비")] == "15"
    assert told[("푸른환경국", "소계"), ("본예산",)] == "50"
    assert all(check.passed for check in table.checks if check.rule == "sum")


def test_rows_between_pipes_are_a_table_without_a_divider(tmp_path: Path) -> None:
    text = "(단위: 천원)\n\n| 구 분 | 2024년 |  |\n|  | 계획 | 실적 |\n| 도로 | 1,200 | 1,150 |\n| 내 | 300 | △20 |\n"
    (table,) = document(tmp_path, text).tables
    told = values(table)
    assert told[("도로",), ("2024년", "실적")] == "1,150"
    assert next(cell for cell in table.cells if cell.text == "△20").amounts[0].value == -20


@pytest.mark.parametrize(
    "text",
    [
        "(단위: 명)\n\n올해는 지난해보다 많은 120 130\n사람이 찾았다 140 150\n그리고 더 늘 것이다 160 170\n",
        "(단위: 명)\n\n구분 초등 중등\n\n하나 10 20\n\n둘 30 40\n",
        "도로 1 2 3\n하천 4 5 6\n공원 7 8 9\n",
    ],
)
def test_lines_that_are_no_table_stay_text(text: str) -> None:
    assert find_loose(text.split("\n")) == []


def test_a_head_of_years_and_words_is_a_head(tmp_path: Path) -> None:
    text = "구분\t2023년\t2024년 1회 추경\t부담(150% 초과)\n도로\t11,874\t12,936\t6,400\n하천\t1,866\t1,958\t40\n"
    (table,) = document(tmp_path, text).tables
    assert table.header_rows == 1
    assert values(table)[("하천",), ("2024년 1회 추경",)] == "1,958"


def test_words_behind_the_figures_are_a_column_of_their_own(tmp_path: Path) -> None:
    text = "가. 비용추계 (단위: 백만원)\n\n과제\n\n계\n국비 시비\n\n소관\n\n하천 돌보기 \n지원 30 - 30 하천과\n\n"
    text += "도로 넓히기 63 27 36 도로과\n\n숲길 잇기 20 5 15 공원과\n\n계 113 32 81\n"
    (table,) = document(tmp_path, text).tables
    told = values(table)
    assert told[("하천 돌보기 지원",), ("시비",)] == "30"
    assert told[("도로 넓히기",), ("소관",)] == "도로과"
    assert table.unit == "백만원"


def test_a_row_of_years_is_a_head(tmp_path: Path) -> None:
    text = "(단위: 백만원)\n\n구분 2025 2026 계\n인건비 210 435 645\n운영비 165 298 463\n계 375 733 1,108\n"
    (table,) = document(tmp_path, text).tables
    assert values(table)[("운영비",), ("2026",)] == "298"


STAFF = """1. 인력

(2025. 12. 31. 기준, 단위 : 명)

구분
사무직
별정
·
시간제
총계
1급 2급 3급
이하

정원 2 5 9 4 20

현원 2 4 9 3 18

○ 다음 해에 2명을 더 뽑음
"""

AREAS = """□ 권역별 쉼터

구  분

동부
서부
남부

관할 가람·나래 다온·라온·마루 바다·새봄

정원(명) 40 35 30

'25 이용(건) 3,418 2,976 1,854

- 4 -

구  분

동부
서부
남부

예산(백만원) 486 431 -

 ※ 이용은 연말까지 센 것임
"""

TWICE = """(단위: 백만원)

시설명
2024년
2025년
계 국비 시비 계 국비 시비
쉼터 30 10 20 50 20 30
마당 12 4 8 15 5 10
"""

PAIRED = """구분 여 남 합계
      (A) (B) (A+B)
가람과 3 4 7
나래과 5 △1 4
다온과 2 - 2
"""


def test_inner_titles_stand_under_the_one_that_can_have_some(tmp_path: Path) -> None:
    (table,) = document(tmp_path, STAFF).tables
    told = values(table)
    assert told[("정원",), ("사무직", "3급 이하")] == "9"
    assert told[("정원",), ("별정·시간제",)] == "4"
    assert told[("현원",), ("총계",)] == "18"
    assert table.unit == "명"
    assert table.base_date


def test_totals_that_do_not_add_up_leave_such_titles_unread(tmp_path: Path) -> None:
    assert not document(tmp_path, STAFF.replace("4 20", "4 21")).tables


def test_two_titles_that_could_have_the_inner_ones_leave_them_unread(tmp_path: Path) -> None:
    assert not document(tmp_path, STAFF.replace("별정\n·\n시간제", "별정직")).tables


def test_titles_one_a_line_without_a_unit_line_and_a_row_of_words(tmp_path: Path) -> None:
    (table,) = document(tmp_path, AREAS).tables
    told = values(table)
    assert told[("관할",), ("서부",)] == "다온·라온·마루"
    assert told[("'25 이용(건)",), ("남부",)] == "1,854"
    assert told[("예산(백만원)",), ("서부",)] == "431"
    cell = next(cell for cell in table.cells if cell.text == "431")
    assert (cell.amounts[0].unit, cell.location.lines) == ("백만원", (25, 25))


def test_inner_titles_repeated_on_one_line_stand_under_each_outer_one(tmp_path: Path) -> None:
    (table,) = document(tmp_path, TWICE).tables
    told = values(table)
    assert told[("쉼터",), ("2024년", "시비")] == "20"
    assert told[("마당",), ("2025년", "계")] == "15"


def test_letters_in_brackets_belong_to_the_titles_above(tmp_path: Path) -> None:
    (table,) = document(tmp_path, PAIRED).tables
    told = values(table)
    assert told[("나래과",), ("남(B)",)] == "△1"
    assert told[("다온과",), ("합계(A+B)",)] == "2"


@pytest.mark.parametrize(
    "text",
    [
        AREAS.replace("40 35 30", "40 35"),
        AREAS.replace("가람·나래 다온", "가람 다온").replace("새봄", "새봄 외"),
        AREAS.replace("남부\n", "남부\n북부\n"),
        PAIRED.replace("구분", "       1분기    2분기\n구분"),
        PAIRED.replace("3 4 7", "3 4 8"),
        PAIRED.replace("(A) (B)", "(A)"),
    ],
)
def test_lines_that_are_not_full_or_do_not_add_up_stay_text(tmp_path: Path, text: str) -> None:
    assert not document(tmp_path, text).tables


def test_inner_titles_that_end_above_the_first_row_are_no_label_of_it(tmp_path: Path) -> None:
    text = (
        "(단위: 명)\n\n구분\n계\n사무직\n별정직\n소계 4급 5급\n6급 이하\n\n"
        "정원 20 17 2 5 10 3\n\n현원 18 16 2 5 9 2\n\n결원 2 1 - - 1 1\n"
    )
    assert not document(tmp_path, text).tables
    unproved = "(단위: 개)\n\n시설\n2024\n계획\n실적\n비고\n쉼터 1 2\n마당 3 4\n숲 5 6\n"
    assert not document(tmp_path, unproved).tables


def test_a_wrapped_label_and_a_sentence_below_the_last_row(tmp_path: Path) -> None:
    text = (
        "구 분\n동부\n서부\n남부\n담당 가람과 나래과 다온과\n정원(명) 40 35 30\n"
        "찾아가는\n쉼터(개) 12 10 9\n이용(건) 1 2 3\n\n모두 네 곳을 엶\n"
    )
    (table,) = document(tmp_path, text).tables
    told = values(table)
    assert told[("담당",), ("서부",)] == "나래과"
    assert told[("찾아가는 쉼터(개)",), ("남부",)] == "9"
    assert table.rows == 5


@pytest.mark.parametrize(
    ("lines", "heads"),
    [
        ("구분\n2026년 예산안(A)\n2025년 예산(B)\n증감(A-B)\n증감률(%)", ["2026년 예산안(A)", "2025년 예산(B)"]),
        ("구분\n2026년 예산안\n2027년\n2028년\n2029년 이후", ["2026년 예산안", "2029년 이후"]),
    ],
)
def test_titles_of_two_words_stand_on_lines_of_their_own(tmp_path: Path, lines: str, heads: list[str]) -> None:
    text = f"(단위: 천원)\n\n{lines}\n\n도로 330 300 30 10.0\n하천 220 200 20 10.0\n숲 110 100 10 10.0\n"
    (table,) = document(tmp_path, text).tables
    columns = [cell.column_path for cell in table.cells if cell.row == table.rows - 1 and not cell.is_header]
    assert {(head,) for head in heads} <= set(columns)
    assert len(columns) == 4


@pytest.mark.parametrize(
    "text",
    [
        "구분\n2025년\n2026년 예산액\n증감\n예산현액 지출액 이월액\n길 1 2 3 4 5\n숲 2 3 4 5 6\n내 3 4 5 6 7\n",
        "유형\n인원\n2025 예산\n활동비\n2024 2025\n길 10 20 30 40\n숲 11 21 31 41\n내 12 22 32 42\n",
        "구분\n계\n임원\n사무직\n계약직\n1급\n2급 이하\n\n정원 20 2 8 4 6\n\n현원 19 2 8 4 5\n\n결원 1 - - - 1\n",
        "구분\n집행액\n집행 잔액\n길 1 2\n숲 2 3\n내 3 4\n",
    ],
)
def test_titles_that_can_be_read_in_two_ways_stay_text(tmp_path: Path, text: str) -> None:
    assert not document(tmp_path, f"(단위: 명)\n\n{text}").tables


def test_a_row_of_marks_is_no_label_of_the_next(tmp_path: Path) -> None:
    text = "(단위: 명)\n\n구분 2023 2024 2025\n동부 1 2 3\n서부 - - -\n남부 4 5 6\n북부 7 8 9\n"
    told = values(document(tmp_path, text).tables[0])
    assert told[("남부",), ("2023",)] == "4"
    assert told[("서부",), ("2024",)] == "-"


def test_words_laid_out_in_columns_are_no_titles_one_after_another() -> None:
    head = "           사업비   운영비   예비비\n                     경비\n"
    rows = "".join(f"{year}년         40       12        3\n" for year in (2029, 2030, 2031))
    assert find_loose(f"(단위: 억원)\n\n{head}{rows}".split("\n")) == []


def test_years_without_a_title_over_them_stay_text(tmp_path: Path) -> None:
    rows = "2029년 40 12 3\n2030년 44 13 4\n2031년 45 14 5\n"
    assert not document(tmp_path, f"(단위: 억원)\n\n사업비 운영 경비 예비비\n{rows}").tables
    assert document(tmp_path, f"(단위: 억원)\n\n연도 사업비 경비 예비비\n{rows}").tables


def test_years_and_comparisons_take_the_word_below_them(tmp_path: Path) -> None:
    heads = "세 목 (억원)\n2029년\n결산\n2030년\n예산\n전년 대비\n증감\n증감률(%)"
    rows = "주민세 40 50 10 25.0\n\n재산세 80 72 ▲8 ▲10.0\n\n담배세 20 20 - -\n"
    (table,) = document(tmp_path, f"1. 세금\n\n{heads}\n\n{rows}").tables
    cells = {(c.row_path, c.column_path): c.amounts for c in table.cells if not c.is_header}
    assert [a.unit for a in cells[("재산세",), ("2030년 예산",)]] == ["억원"]
    assert [a.unit for a in cells[("재산세",), ("증감률(%)",)]] == ["%"]
    assert ("전년 대비 증감",) in {column for _, column in cells}


ONE_A_LINE = """3. 책값

(단위: 백만원)

갈래별 돈
2031년
예산액(A)
2030년
최종예산(B)
증감
(A-B)
비  고

합  계 397 380 17

책 소계 201 191 10

빌려주는 책 131 128 3

파는 책 70 63 7

자리 소계 196 189 7

빌려주는 자리 88 84 4

파는 자리 108 105 3
"""
YEAR_OF = """4. 덜어 준 값

(단위: 세대, 백만원)

대  상 2031년 감면 감면액

다자녀집(셋 이상) 31,240 1,687

유공자 7,415 356

쉼터(개소) 268 107
"""


def _cells_of(text: str, tmp_path: Path) -> dict[tuple[str, ...], tuple[str, str | None]]:
    file = tmp_path / "표.txt"
    file.write_text(text, encoding="utf-8")
    (table,) = read(file).tables
    cells = [cell for cell in table.cells if not cell.is_header]
    return {(*cell.row_path, *cell.column_path): (cell.text, cell.amounts[0].unit) for cell in cells}


def test_titles_one_a_line_take_the_word_below_a_year_and_leave_out_remarks_nobody_made(tmp_path: Path) -> None:
    cells = _cells_of(ONE_A_LINE, tmp_path)
    assert cells["합계", "2030년 최종예산(B)"] == ("380", "백만원")
    assert cells["책", "파는 책", "증감 (A-B)"] == ("7", "백만원")
    assert cells["자리", "소계", "2031년 예산액(A)"] == ("196", "백만원")
    assert len(cells) == 21


def test_titles_whose_difference_does_not_come_out_stay_text(tmp_path: Path) -> None:
    file = tmp_path / "표.txt"
    file.write_text(ONE_A_LINE.replace("(A)", "(C)").replace("(B)", "(A)").replace("(C)", "(B)"), encoding="utf-8")
    assert read(file).tables == ()


def test_a_year_before_a_word_is_part_of_a_title(tmp_path: Path) -> None:
    cells = _cells_of(YEAR_OF, tmp_path)
    assert cells["유공자", "2031년 감면"] == ("7,415", "세대")
    assert cells["쉼터(개소)", "2031년 감면"] == ("268", "개소")
    assert cells["쉼터(개소)", "감면액"] == ("107", "백만원")
