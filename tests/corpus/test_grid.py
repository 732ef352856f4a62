"""Headers, labels, units, totals and forms of tables of our own."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Cell, Location, Table
from corpus.grid import RawCell, RawTable, build_table
from corpus.headers import header_count


def _table(*rows: str, units: Sequence[tuple[str, str]] = (), caption: str = "") -> Table:
    fields = [row.split("|") for row in rows]
    cells = tuple(
        RawCell(row, column, text, lines=(row + 1, row + 1))
        for row, texts in enumerate(fields)
        for column, text in enumerate(texts)
    )
    raw = RawTable(
        cells=cells,
        rows=len(fields),
        columns=len(fields[0]),
        location=Location("표.txt", (), (1, len(fields))),
        origin="tsv",
        unit_texts=tuple(units),
        caption=caption,
        spans_known=False,
    )
    return build_table(raw, document_id="d", number=1)


def _at(table: Table, row: int, column: int) -> Cell:
    cell = table.at(row, column)
    assert cell is not None
    return cell


def _value(table: Table, row: int, column: int) -> tuple[Decimal, str | None]:
    (amount,) = _at(table, row, column).amounts
    return amount.value, amount.unit


def test_parents_span_to_the_next_header_and_labels_fill_down() -> None:
    table = _table(
        "구 분||임기 내||임기 후",
        "||2024|2025|",
        "상담|국비|1|2|3",
        "|시비|4|5|6",
        units=[("line", "(단위: 백만 원)")],
    )
    assert (table.header_rows, table.label_columns) == (2, 2)
    assert _at(table, 3, 3).row_path == ("상담", "시비")
    assert _at(table, 3, 3).column_path == ("임기 내", "2025")
    assert _at(table, 3, 4).column_path == ("임기 후",)
    assert _value(table, 3, 3) == (Decimal(5), "백만원")


def test_a_dash_is_stated_and_an_empty_field_is_not_filled_from_above() -> None:
    table = _table("구분|2024|2025", "가|10|-", "나||20", units=[("line", "(단위: 명)")])
    assert _at(table, 1, 2).text == "-"
    assert _at(table, 1, 2).amounts == ()
    assert _at(table, 2, 1).text == ""


def test_units_come_from_line_header_column_and_value() -> None:
    table = _table("구분|지원액(단위:천원)|학교수|집행률|비고", "가|5,000|20|93.5|3개소", "나|6,000|30|90.0|-")
    assert [_value(table, 1, column) for column in (1, 2, 3, 4)] == [
        (Decimal(5000), "천원"),
        (Decimal(20), "교"),
        (Decimal("93.5"), "%"),
        (Decimal(3), "개소"),
    ]
    by_column = _table("지표|단위|목표|2024", "참여|명|86|20", "개최|건|5|2")
    assert _value(by_column, 2, 3) == (Decimal(2), "건")


def test_each_column_has_its_own_of_several_units() -> None:
    table = _table(
        "구분|시설 수|이용 정원|2025년 보조금||집행률|면담",
        "|||국비|시비||",
        "노인복지관|5|1,240|350,000|825,000|87.4|12",
        "경로당|183|7,320|0|1,464,000|75.5|30",
        units=[("line", "(단위: 개소, 명, 천원, %)")],
    )
    assert [_value(table, 2, column)[1] for column in range(1, 7)] == ["개소", "명", "천원", "천원", "%", None]
    assert table.unit == "개소, 명, 천원"
    assert any(check.rule == "unit" and check.passed is None for check in table.checks)
    lines = _table("구분|2024|2025", "예산액|900|950", "참여인원|30|40", units=[("line", "(단위: 백만원, 명)")])
    assert (_value(lines, 1, 1)[1], _value(lines, 2, 2)[1]) == ("백만원", "명")
    one = _table("구분|2024|비중", "가|900|50.0", "나|30|40.0", units=[("line", "(단위: 백만원, %)")])
    assert (_value(one, 1, 1)[1], _value(one, 2, 2)[1], one.unit) == ("백만원", "%", "백만원")


def test_years_beside_a_column_of_money_count_the_other_of_two_units() -> None:
    rows = (
        "구분|2031년|2032년 상반기|기본요금",
        "저상버스|58.730|64,215 (5,485▲)|1,300",
        "돌봄택시|21,460|39,772|1,700",
    )
    table = _table(*rows, units=[("line", "(단위: 건, 원)")])
    assert [_value(table, 1, column) for column in (1, 3)] == [(Decimal(58730), "건"), (Decimal(1300), "원")]
    first, change = next(cell for cell in table.cells if (cell.row, cell.column) == (1, 2)).amounts
    assert (first.value, first.marked, change.value, change.marked) == (Decimal(64215), "", Decimal(5485), "increase")
    alone = _table("구분|2031년|2032년", "저상버스|58|64", "택시|9|8", "요금|13|13", units=[("line", "(단위: 건, 원)")])
    assert _value(alone, 1, 1)[1] is None


def test_units_named_one_by_one_go_to_the_headers_or_rows_in_turn() -> None:
    over = _table(
        "유형|인원||2025 예산|1인당 활동비",
        "|2024|2025||",
        "돌봄|22|24|83|290",
        units=[("line", "(단위: 명, 백만원, 천원)")],
    )
    assert [_value(over, 2, column)[1] for column in (1, 3, 4)] == ["명", "백만원", "천원"]
    down = _table(
        "구분|2024|2025",
        "주택 공급|33|44",
        "지원 인력|72|90",
        "소요예산|5,630|6,915",
        units=[("line", "(단위: 호, 명, 백만원)")],
    )
    assert [_value(down, row, 1)[1] for row in (1, 2, 3)] == ["호", "명", "백만원"]
    contrary = _table("구분|사업비|인원", "교육|3|4", units=[("line", "(단위: 명, 백만원)")])
    assert [_value(contrary, 1, column)[1] for column in (1, 2)] == ["백만원", "명"]


def test_a_header_that_names_no_money_keeps_its_own_unit_under_a_money_line() -> None:
    table = _table(
        "사업명|금액|구성비|민자|참여자",
        "자율주행 실증|1,500|3.8|700|12",
        "법률 자문 확대|90|0.2|10|4",
        "재정 자립률|40|1.2|30|2",
        units=[("line", "(단위: 백만원)")],
    )
    assert [_value(table, 1, column)[1] for column in (1, 2, 3, 4)] == ["백만원", "%", "백만원", "명"]
    assert _value(table, 2, 1)[1] == "백만원"
    assert _value(table, 3, 1)[1] == "%"


def test_places_for_animals_are_no_people() -> None:
    table = _table("구분|정원|비고", "돌봄|30|개 10마리 이내", "교육|8|-", units=[("line", "(단위: 마리, 명)")])
    assert _value(table, 1, 1)[1] == "마리"
    assert _value(table, 2, 1)[1] is None


def test_numbered_rows_are_named_by_their_short_names() -> None:
    table = _table("연번|동명|강좌 수|참여인원", "1|가람동 제1배움터|8|120", "2|나래동 제1배움터|9|123")
    assert _at(table, 2, 3).row_path == ("2", "나래동 제1배움터")
    worded = _table("연번|내용|담당", "1|배움터를 열어 강좌를 시작함|가과", "2|강사를 모심|나과")
    assert worded.label_columns == 1


def test_names_of_projects_do_not_make_their_numbers_people() -> None:
    table = _table("사업명|담당부서명|예산", "가|나과|1,000", "다|라과|2,000", units=[("line", "(단위: 천원)")])
    assert _value(table, 1, 2) == (Decimal(1000), "천원")


def test_a_unit_nobody_states_stays_unknown() -> None:
    assert _value(_table("구분|2024|2025", "가|10|20", "나|30|40"), 1, 1) == (Decimal(10), None)


def test_bare_years_are_no_amounts() -> None:
    table = _table("과제|내용|시기", "가|준비|2024", "|실행|2025")
    assert _at(table, 2, 2).amounts == ()


def test_years_down_the_side_are_labels_and_subtotals_keep_their_block() -> None:
    table = _table("구분|연도|지원액(천원)", "가|2023|10", "|2024|20", "|소계|30", "나|2023|5", "|소계|5", "합 계||35")
    assert _at(table, 3, 2).row_path == ("가", "소계")
    assert _at(table, 6, 2).row_path == ("합계",)
    assert _at(table, 3, 2).is_total
    assert not _at(table, 2, 2).is_total


def test_a_grand_total_inside_the_first_block_is_lifted_out() -> None:
    table = _table("사업|구분|금액", "가|합계|30", "|소계|10", "|초|10", "나|소계|20", "|중|20")
    assert _at(table, 1, 2).row_path == ("합계",)
    assert _at(table, 2, 2).row_path == ("가", "소계")


def test_a_total_of_its_own_block_stays_in_it() -> None:
    table = _table("사업|구분|금액", "가|합계|10", "|소계|10", "|초|10", "나|소계|20", "|중|20")
    assert _at(table, 1, 2).row_path == ("가", "합계")


def test_letterspaced_labels_and_offices_are_written_together() -> None:
    table = _table("부 서 명|업 무", "평 생 교 육 과|배움터", "마을 지원 과|모임")
    assert _at(table, 1, 1).row_path == ("평생교육과",)
    assert _at(table, 2, 1).row_path == ("마을지원과",)
    assert _at(table, 2, 1).column_path == ("업무",)


def test_rows_of_one_label_are_named_by_their_goal() -> None:
    table = _table("세부사업|최종목표|2024|2025", "가|교원 연수 지원 총 9회|4회|5회", "|자료 개발 총 3종|1종|2종")
    assert _at(table, 1, 2).row_path == ("가", "교원 연수 지원")
    assert _at(table, 2, 2).row_path == ("가", "자료 개발")


def test_a_table_of_labels_and_texts_has_no_header() -> None:
    table = _table("동아리|고교와 대학이 함께 하는 활동", "방과후|심화 과목 운영")
    assert table.header_rows == 0
    assert _at(table, 0, 1).row_path == ("동아리",)


def test_a_text_row_under_amounts_has_its_own_label() -> None:
    table = _table(
        "여부||예산(단위: 백만원)||", "신규|계속|계|국비|시비", "○||30|10|20", "공약내용|① 배움터를 넓히고 잇는다|||"
    )
    assert _at(table, 3, 1).row_path == ("공약내용",)
    assert _at(table, 3, 1).column_path == ()
    assert _value(table, 2, 2) == (Decimal(30), "백만원")
    assert _at(table, 2, 0).column_path == ("여부", "신규")


def test_two_numbers_in_a_cell_are_two_amounts() -> None:
    table = _table("구분|사업비", "가|30,256 (32,341)", "나|100 (200)", units=[("line", "(단위: 억 원)")])
    assert [(amount.value, amount.unit) for amount in _at(table, 1, 1).amounts] == [
        (Decimal(30256), "억원"),
        (Decimal(32341), "억원"),
    ]


def test_slashed_cells_take_the_names_of_the_legend() -> None:
    table = _table("구분|계|5급", "가과|3/4|-/1", "나과|2/2|1/1", caption="인력(정원/현원)")
    assert [(amount.label, amount.value, amount.unit) for amount in _at(table, 1, 1).amounts] == [
        ("정원", Decimal(3), "명"),
        ("현원", Decimal(4), "명"),
    ]
    assert [(amount.label, amount.value) for amount in _at(table, 1, 2).amounts] == [("현원", Decimal(1))]


def test_a_share_in_a_label_is_not_the_unit_of_its_row() -> None:
    table = _table("구분|2024|2025", "우리 시 (17.5%)|496|500", units=[("line", "(단위: 동)")])
    assert _value(table, 1, 1) == (Decimal(496), "동")


def test_forms_pair_labels_with_values_and_read_their_inner_grid() -> None:
    table = _table(
        '성격|<input type="checkbox"/> 신규 <input checked="" type="checkbox"/> 계속|기간|2024.~2026.',
        "사업비 (백만 원)|계|국비|상황",
        "|30|-|진행 중",
    )
    assert _at(table, 0, 1).text == "☐ 신규 ☑ 계속"
    assert _at(table, 0, 3).row_path == ("기간",)
    assert _at(table, 2, 1).row_path == ("사업비 (백만 원)",)
    assert _at(table, 2, 1).column_path == ("계",)
    assert _value(table, 2, 1) == (Decimal(30), "백만원")


@given(st.lists(st.lists(st.text("가나계1,-% ", max_size=6), min_size=3, max_size=3), min_size=1, max_size=6))
def test_a_grid_covers_each_position_once(rows: list[list[str]]) -> None:
    table = _table(*("|".join(row) for row in rows))
    covered = [
        (row, column)
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    ]
    assert sorted(covered) == [(row, column) for row in range(len(rows)) for column in range(3)]


def test_three_header_rows_give_paths_of_three() -> None:
    table = _table(
        "구분|총계|일반직||||별정직", "||소계|4급 이상||5급|", "|||3급|4급||", "정원|12|10|2|3|5|2", "현원|11|9|2|3|4|2"
    )
    assert table.header_rows == 3
    assert _at(table, 3, 4).column_path == ("일반직", "4급 이상", "4급")
    assert _at(table, 3, 2).column_path == ("일반직", "소계")
    assert [check.passed for check in table.checks if check.rule == "sum"] == [True] * 4


def test_bulleted_labels_stand_below_the_label_above_them() -> None:
    table = _table("사업|2024|2025", "총계|30|40", "상담|20|25", "- 국비|15|15", "- 시비|5|10", "교육|10|15")
    assert _at(table, 3, 1).row_path == ("상담", "국비")
    assert _at(table, 5, 1).row_path == ("교육",)
    assert all(check.passed for check in table.checks if check.rule == "sum")


def test_an_address_is_no_label_where_the_first_column_names_every_row() -> None:
    table = _table("시설명|소재지|면적(㎡)|이용자", "동부관|동산길 7|1,850|64,500명", "서부관|서산길 9|900|1,200명")
    assert table.label_columns == 1
    assert _at(table, 1, 1).column_path == ("소재지",)


def test_merged_headers_and_labels_span_again() -> None:
    table = _table("구 분||전체||공립", "||수|비율|", "가|동|3|100%|1", "|교|2|100%|1", "합계||5|-|2")
    spans = {(cell.row, cell.column): (cell.rowspan, cell.colspan) for cell in table.cells}
    assert spans[0, 0] == (2, 2)
    assert spans[0, 2] == (1, 2)
    assert spans[0, 4] == (2, 1)
    assert spans[2, 0] == (2, 1)
    assert spans[4, 0] == (1, 2)
    assert _at(table, 3, 0).text == "가"


def test_names_under_a_group_header_are_labels_and_an_empty_outer_one_goes_on() -> None:
    table = _table(
        "과 목||올해||지난해|",
        "관|항|금액|비율|금액|비율",
        "합 계||50|100.0|40|100.0",
        "이용료|소계|30|60.0|20|50.0",
        "|주차장|10|20.0|5|12.5",
        "|빙상장 2단계|20|40.0|15|37.5",
        "이자|소계|20|40.0|20|50.0",
        "|예금|20|40.0|20|50.0",
        units=[("line", "(단위: 백만원)")],
    )
    assert (table.header_rows, table.label_columns) == (2, 2)
    paths = [_at(table, row, 2).row_path for row in range(2, 8)]
    assert paths == [
        ("합계",),
        ("이용료", "소계"),
        ("이용료", "주차장"),
        ("이용료", "빙상장 2단계"),
        ("이자", "소계"),
        ("이자", "예금"),
    ]
    assert _at(table, 4, 1).is_header
    assert _at(table, 4, 0) is _at(table, 3, 0)
    assert _at(table, 4, 4).column_path == ("지난해", "금액")
    assert _value(table, 4, 4) == (Decimal(5), "백만원")


def test_all_columns_of_a_group_of_names_are_labels_however_many_and_repeated_or_not() -> None:
    deep = _table(
        "과 목|||금액||차이", "장|관|항|올해|지난해|", "수입|시설|소계|3|2|1", "||빙상장|1|1|0", "||숲길|2|1|1"
    )
    assert deep.label_columns == 3
    assert _at(deep, 4, 3).row_path == ("수입", "시설", "숲길")
    alone = _table("구분||금액|", "분야|부문|올해|지난해", "복지|노인|3|2", "문화|축제|1|1", "교통|버스|2|1")
    assert _at(alone, 3, 2).row_path == ("문화", "축제")
    halves = _table(
        "구분||금액|", "과제|시기|올해|지난해", "꽃길|상반기|3|2", "|하반기|1|1", "숲길|상반기|2|1", "|하반기|4|4"
    )
    assert _at(halves, 3, 2).row_path == ("꽃길", "하반기")


@pytest.mark.parametrize(
    "body",
    [
        ("○||30|20", "|○|10|5"),  # marks
        ("10명|20명|30|20", "5명|6명|10|5"),  # amounts
        ("공단|협회|학교|기관", "재단|조합|서관|동관"),  # no amount behind the words
        ("해당|해당|3|2", "해당||3|2", "해당|해당|5|4", "해당||7|1", "해당|해당|2|1"),  # words that tell no rows apart
        ("|○|30|20", "적을 내용|① 새 길을 닦고 나무를 심는다||"),  # a row of text below marks
    ],
)
def test_a_group_of_values_in_front_holds_no_labels(body: tuple[str, ...]) -> None:
    table = _table("추진 방식||금액|", "직접|맡김|올해|지난해", *body)
    assert (table.header_rows, table.label_columns) == (2, 0)


def test_a_long_text_beside_the_name_in_a_group_is_no_label() -> None:
    told = "아이를 저녁까지 돌보고 밥과 돌아가는 차를 함께 내어 주는 일로 여름과 겨울 방학에도 쉬지 않고 잇는다"
    table = _table("구분||금액|", "사업명|내용|올해|지난해", f"돌봄|{told}|3|2", f"쉼터|{told} 다시|4|2")
    assert _at(table, 2, 1).column_path == ("구분", "내용")
    assert _at(table, 2, 2).row_path == ("돌봄",)


def test_an_empty_body_field_is_never_merged() -> None:
    table = _table("구분|2024|2025", "가|10|", "나||20")
    assert (_at(table, 1, 2).text, _at(table, 2, 1).text) == ("", "")
    assert all((cell.rowspan, cell.colspan) == (1, 1) for cell in table.cells)


def test_the_unit_in_the_head_of_a_total_holds_for_the_columns_that_add_up_to_it() -> None:
    table = _table("연도|합계(건)|편지|방문|처리율", "'24|30|20|10|90.0", "'25|45|40|5|95.0")
    assert _value(table, 1, 2) == (Decimal(20), "건")
    assert _value(table, 2, 3) == (Decimal(5), "건")
    assert _value(table, 2, 4) == (Decimal("95.0"), "%")
    other = _table("연도|합계(건)|편지|방문", "'24|30|20|10", "'25|46|40|5")
    assert _value(other, 1, 2) == (Decimal(20), None)


def test_years_below_heads_are_heads() -> None:
    rows = [["항목", "1차년도", "2차년도", "합계"], ["", "2029", "2030", ""], ["지출", "10", "20", "30"]]
    assert header_count(rows) == 2
    assert header_count([rows[0], ["인구", "2029", "2030", ""], rows[2]]) == 1


def test_numbers_of_two_digits_under_years_are_values() -> None:
    table = _table("구분||2029|2030", "책|건수|88|93", "|금액|12|14", "자리|건수|61|57")
    assert table.header_rows == 1
    assert _value(table, 1, 2)[0] == Decimal(88)
    months = _table("구분|2029||2030|", "|1|2|1|2", "책|88|93|70|71", "자리|61|57|50|51")
    assert months.header_rows == 2


def test_ages_in_steps_are_heads_and_vehicles_are_not() -> None:
    ages = _table("나이|30대 이하|40대|50대|계", "사람|29|34|58|121", "몫|24.0|28.1|47.9|100")
    assert ages.header_rows == 1
    assert _at(ages, 1, 2).column_path == ("40대",)
    assert _table("버스|30대|47대|50대|127대", "트럭|3대|4대|5대|12대").header_rows == 0


def test_people_and_prices_find_their_unit_among_several() -> None:
    table = _table(
        "구분|2029|2030", "물 쓰는 인구|1,462|1,457", "물값 원가|812|836", units=[("line", "(단위: 천명, %, 원/㎥)")]
    )
    assert _value(table, 1, 1) == (Decimal(1462), "천명")
    assert _value(table, 2, 1) == (Decimal(812), "원")


def test_a_column_headed_for_households_counts_them() -> None:
    table = _table("고장|가구|몫(%)", "가람|328|40.7", "나루|214|26.6")
    assert _value(table, 1, 1) == (Decimal(328), "가구")


def test_rows_stand_below_the_subtotal_they_add_up_to() -> None:
    table = _table("갈래|2031|2030", "책 소계|30|25", "빌림|10|9", "팖|20|16", "자리 소계|8|9", "빌림|4|4", "팖|4|4")
    assert _at(table, 2, 1).row_path == ("책", "빌림")
    assert _at(table, 1, 1).row_path == ("책", "소계")
    assert _at(table, 1, 1).is_total
    assert _at(table, 5, 1).row_path == ("빌림",)  # 4 and 4 are not 9


def test_what_money_is_spent_for_has_the_other_unit_of_the_line() -> None:
    table = _table("구분|2031|2030", "물량|52.4|58.1", "사업비|320|364", units=[("line", "(단위: km, 백만원)")])
    assert _value(table, 1, 1) == (Decimal("52.4"), "km")
    assert _value(table, 2, 1) == (Decimal(320), "백만원")


@pytest.mark.parametrize(
    ("head", "printed", "minutes"),
    [
        ("시 간", "40´", 40),
        ("소요시간(예정)", "60'", 60),
        ("시간", "5′", 5),
        ("시간", "5′30″", None),
        ("시간", "'25", None),
        ("점수", "40′", None),
    ],
)
def test_primes_below_a_head_of_time_are_minutes(head: str, printed: str, minutes: int | None) -> None:
    table = _table(f"순서|내용|{head}", f"1|여는 말|{printed}", "2|둘러보기|없음")
    found = [(int(amount.value), amount.unit) for amount in _at(table, 1, 2).amounts if amount.unit == "분"]
    assert found == ([] if minutes is None else [(minutes, "분")])
