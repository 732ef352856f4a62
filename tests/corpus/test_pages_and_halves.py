"""Tables over pages, side by side, numbered, with rows of rates, units or years: what each cell is and counts."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from corpus.document import Cell, Table
from corpus.page_marks import PAGE_BREAK, without_page_marks
from corpus.read import read

CUT = """# 온누리시 예산 설명

(단위: 천원)

부서\t2027년\t2026년
숲길과\t1,200\t1,100
물길과\t2,300\t2,150

- 3 -

부서\t2027년\t2026년
들길과\t3,400\t3,050

- 4 -

꽃길과\t4,500\t4,400

(단위: 억원)

- 5 -

## 다른 표

과목\t금액
재산세\t70
취득세\t30
"""

HALVES = """# 주차 특별회계

(단위: 천원)

세 입\t\t\t세 출\t\t
과 목\t2027\t2026\t과 목\t2027\t2026
계\t900\t800\t계\t900\t800
사용료\t600\t550\t주차장 조성\t500\t450
과태료\t300\t250\t위탁 운영\t300\t250
\t\t\t예비비\t100\t100
"""

LISTED = """# 새 사업

(단위: 백만원)

연번\t부서\t사업명\t사업비\t국비\t사업기간
1\t들길과\t꽃밭 가꾸기\t7,400\t4,440\t2027~2030
2\t물길과\t물놀이터 고치기\t1,680\t-\t2027
3\t숲길과\t숲속 쉼터\t940\t470\t2028
계\t\t3개 사업\t10,020\t4,910\t
"""

SHARES = """# 재원

(단위: 백만원)

구분\t계\t국비\t시비
2027년\t1,000\t209\t791
(구성비)\t100.0\t20.9\t79.1
"""

UNITS = """# 재산

구 분\t\t2024년 말\t\t2025년 말\t
\t\t수량\t금액(백만원)\t수량\t금액(백만원)
토지\t㎡\t28,416\t684\t28,502\t691
나무\t본\t1,204\t84\t1,198\t83
물품\t점\t4,812\t31\t4,933\t32
"""

DECIMALS = """# 지표

구분\t\t2023\t2024\t2025
상수도\t유수율(%)\t84.1\t85.3\t86.0
\t평균요금(원)\t742\t748\t801
"""

COUNTED = """# 예비비

(단위: 천원)

결정일\t사유\t부서\t결정액\t지출액
2025. 2. 13.\t가축 방역\t축산과\t412,000\t398,650
2025. 4. 2.\t산불 헬기\t산림과\t286,000\t286,000
\t2건\t\t698,000\t684,650
"""


def tables(tmp_path: Path, text: str) -> list[Table]:
    (tmp_path / "report.txt").write_text(text, encoding="utf-8")
    return list(read(tmp_path / "report.txt").tables)


def cell(table: Table, text: str) -> Cell:
    return next(c for c in table.cells if c.text == text and not c.is_header)


def test_a_table_goes_on_behind_a_page_number_with_and_without_its_header(tmp_path: Path) -> None:
    table, other = tables(tmp_path, CUT)
    assert [c.row_path for c in table.cells if c.column == 1 and not c.is_header] == [
        ("숲길과",),
        ("물길과",),
        ("들길과",),
        ("꽃길과",),
    ]
    assert cell(table, "4,500").amounts[0].unit == "천원"
    assert cell(table, "4,500").column_path == ("2027년",)
    assert cell(other, "70").amounts[0].unit != "억원"  # a unit line left over at the end of a page


def test_running_heads_go_with_the_page_numbers() -> None:
    page = ["온누리시 예산 설명", "", "본문 {}", "", "- {} -"]
    lines = [line.format(number) for number in (1, 2, 3, 4) for line in page]
    left = [line for line in without_page_marks(lines) if line and line != PAGE_BREAK]
    assert left == ["온누리시 예산 설명", "본문 1", "본문 2", "본문 3", "본문 4"]
    assert without_page_marks(["- 12건 -", "본문"]) == ("- 12건 -", "본문")


def test_halves_side_by_side_are_two_sets_of_rows(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, HALVES)
    assert cell(table, "600").row_path == ("세입", "사용료")
    reserve: list[Cell] = [c for c in table.cells if c.row_path == ("세출", "예비비") and not c.is_header]
    assert {" ".join(c.column_path): c.amounts[0].value for c in reserve} == {"2027": 100, "2026": 100}
    assert any("나란히" in repair for repair in table.repairs)


def test_a_numbered_row_is_named_by_its_department_and_project(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, LISTED)
    assert cell(table, "1,680").row_path == ("2", "물길과", "물놀이터 고치기")
    assert cell(table, "10,020").row_path == ("계",)
    assert [cell(table, years).amounts for years in ("2027", "2028")] == [(), ()]


def test_a_row_of_shares_is_in_percent_and_of_the_row_above(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, SHARES)
    share = cell(table, "20.9")
    assert (share.amounts[0].value, share.amounts[0].unit) == (Decimal("20.9"), "%")
    assert share.row_path == ("2027년", "(구성비)")


@pytest.mark.parametrize(("text", "unit"), [("28,416", "㎡"), ("1,198", "본"), ("4,933", "점"), ("684", "백만원")])
def test_a_column_of_units_needs_no_head(tmp_path: Path, text: str, unit: str) -> None:
    (table,) = tables(tmp_path, UNITS)
    assert cell(table, text).amounts[0].unit == unit


def test_decimals_under_years_are_values(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, DECIMALS)
    assert (cell(table, "84.1").row_path, cell(table, "84.1").column_path) == (("상수도", "유수율(%)"), ("2023",))


def test_a_count_in_place_of_a_name_sums_up(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, COUNTED)
    assert cell(table, "698,000").row_path == ("2건",)


SCORES = """# 평가

(단위: 개소, 면, 백만원)

권역\t구분\t개소\t면수\t수입
원도심\t노상\t14\t386\t512
읍면\t노외\t8\t402\t76

## 지표

지표\t단위\t실적\t득점
하루 회전율\t회\t4.36\t5.00

(단위: 건)

창구\t접수\t평균 처리기간
누리집\t1,812\t2.4
전화\t6,405\t0.6

표 2 (계속)

창구\t접수\t평균 처리기간
현장\t788\t3.1
"""


def test_a_row_label_is_no_unit_and_scores_and_spells_are_no_counts(tmp_path: Path) -> None:
    places, scored, handled = tables(tmp_path, SCORES)
    assert [cell(places, text).amounts[0].unit for text in ("8", "402", "76")] == ["개소", "면", "백만원"]
    assert [cell(scored, text).amounts[0].unit for text in ("4.36", "5.00")] == ["회", "점"]
    assert [cell(handled, text).amounts[0].unit for text in ("1,812", "2.4", "788")] == ["건", None, "건"]


DITTOS = """# 위원 명단

성명\t소속\t비고
가온달\t한빛모임\t임기 2년
나누리\t〃\t상동
다솜이\t푸른모임\t-
"""


def test_a_ditto_mark_says_what_stands_above(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, DITTOS)
    said = [c.text for c in table.cells if c.row == 2]
    assert said == ["나누리", "한빛모임", "임기 2년"]
    assert any("〃" in repair for repair in table.repairs)


HELD = """# 보유 현황

(단위: 백만원)

구분\t2024년\t2025년
예산\t310\t325
철거(호)\t24\t37
방문객(천명)\t141\t187

(단위: 건, 일)

창구\t접수\t평균 처리기간
누리집\t1,812\t2.4
전화\t6,405\t0.6
"""


def test_a_unit_in_brackets_goes_before_the_line_above(tmp_path: Path) -> None:
    held, handled = tables(tmp_path, HELD)
    assert [cell(held, text).amounts[0].unit for text in ("325", "37", "187")] == ["백만원", "호", "천명"]
    assert [cell(handled, text).amounts[0].unit for text in ("1,812", "2.4")] == ["건", "일"]


SQUEEZED = """# 인력

(단위: 명)

구 분\t합 계\t연구직\t행정직\t\t\t
\t정원\t현원\t정원\t현원\t정원\t현원
계\t30\t28\t12\t11\t18\t17
본 청\t20\t19\t8\t8\t12\t11

## 학교

(2026. 4. 1. 기준, 단위: 교(원), 학급, 명)

학교급\t학교(원) 수\t\t학급 수\t학생 수
\t공립\t사립\t\t
유치원\t231\t48\t712\t9,846
초등학교\t263\t2\t4,018\t71,532
"""


def test_a_squeezed_group_header_is_spread_over_its_rounds(tmp_path: Path) -> None:
    staff, schools = tables(tmp_path, SQUEEZED)
    assert cell(staff, "17").column_path == ("행정직", "현원")
    assert cell(staff, "8").column_path == ("연구직", "정원")
    assert [cell(schools, text).amounts[0].unit for text in ("231", "712", "9,846")] == ["교", "학급", "명"]
