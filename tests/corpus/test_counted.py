"""Tables with gaps whose columns do not stand under one another, in text layers of all kinds."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.counted import find_counted
from corpus.counted_rows import Row, row_of
from corpus.document import Table
from corpus.read import read

GROUPED = """가람시 예산안 검토 자료

1. 회계별 규모

[표 1] 회계별 규모
                                                (단위 : 백만원, %)
        구 분              2031 년 예산안       2030년 예산           증 감
                        금액       비율     금액       비율     금액      비율
        총 계        400,000 100.0   390,000  100.0    10,000     2.6
      일반회계            340,000   85.0  335,000   85.9   5,000    1.5
             소계              60,000    15.0     55,000     14.1     5,000     9.1
  특별회계       상수도               42,000    10.5     40,000     10.3     2,000     5.0
            주차사업              18,000     4.5     15,000      3.8     3,000    20.0
○ 특별회계는 상수도 2,000     백만원과 주차사업 3,000   백만원이 늘어남
"""

CIRCLES = """나루군 세입 자료

1. 세입

(단위 : 천원)
      과 목               예산액        전년도 예산액        증감액
        합 계                  9,000      8,200          800
      지방세              5,000     4,700        300
      ○ 보통세               4,400         4,200        200
    - 재산세             3,000     2,900        100
  - 자동차세                  1,400    1,300           100
○ 지난 연도 수입                600        500       100
      보조금               4,000      3,500           500
"""

REMARKS = """다솔시 예산 조정

1. 조정 내역

(단위 : 천원)
   부서             사업명            예산안         조정액       조정 후           사유
합 계 (4건)                         1,980,000 △580,000   1,400,000
 문화과      마을 음악회             300,000    △50,000     250,000횟수 조정(5  회 → 4 회)
   체육과       걷기 대회 운영                180,000   △180,000         - 효과가 낮음
  공원과     꽃길 조성                1,100,000    △250,000     850,0002개소 취소
도로과        보도 정비                 400,000   △100,000    300,000    설계 단가 조정
○ 조정은 4     건임
"""

NAMES = """라온군 위원회 자료

[표 3] 분과별 위원
      분과명            위원 수             위원
     기획분과             3명                강노을, 윤바다, 서하늘
   복지분과                2명       남도담, 한여울
         안전분과                  2명                  도란솔, 마루한
"""

WRAPPED = """마루시 계속 사업

1. 새터 물순환 기념관 조성

○ 위치 : 새터동 일원

2. 연차별 계획

(단위 : 백만원)
   사업명           총사업비                   연차별 사업비
                          2030년까지      2031년     2032 년 이후
  달빛 도서관 건립           20,000        5,000       9,000        6,000
새터 물순환 기념관              8,000      1,000       3,000      4,000
조성
  한빛 다리 보수              3,000           -       2,000        1,000
       계             31,000       6,000        14,000    11,000
"""


def _tables(folder: Path, text: str) -> list[Table]:
    path = folder / "900_counted.txt"
    path.write_text(text, encoding="utf-8")
    (folder / "manifest.json").write_text(json.dumps({"documents": []}), encoding="utf-8")
    return list(read(path).tables)


def _cells(table: Table) -> dict[tuple[tuple[str, ...], tuple[str, ...]], str]:
    return {(cell.row_path, cell.column_path): cell.text for cell in table.cells if not cell.is_header}


def test_inner_heads_stand_under_the_outer_ones_and_a_name_beside_one_row_is_that_of_its_group(tmp_path: Path) -> None:
    (table,) = _tables(tmp_path, GROUPED)
    cells = _cells(table)
    assert table.label_columns == 2
    assert cells[("특별회계", "소계"), ("2031년 예산안", "금액")] == "60,000"
    assert cells[("특별회계", "주차사업"), ("2030년 예산", "비율")] == "3.8"
    assert cells[("특별회계", "상수도"), ("증감", "금액")] == "2,000"
    assert cells[("일반회계",), ("증감", "비율")] == "1.5"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("18,000     4.5", "18,500     4.5"),  # the subtotal proves no group
        ("15,000      3.8", "3.8"),  # a row lacks a figure
        ("             소계 ", "  기금        소계 "),  # two names stand in one group
        ("금액      비율\n", "금액\n"),  # fewer heads than figures
    ],
)
def test_a_table_that_is_not_proved_stays_text(tmp_path: Path, old: str, new: str) -> None:
    changed = GROUPED.replace(old, new, 1)
    assert changed != GROUPED
    named = [path for table in _tables(tmp_path, changed) for path, _ in _cells(table)]
    assert not any("특별회계" in path or "주차사업" in path for path in named)


def test_circled_labels_go_below_the_plain_one_they_add_up_to(tmp_path: Path) -> None:
    (table,) = _tables(tmp_path, CIRCLES)
    cells = _cells(table)
    assert cells[("지방세", "보통세", "자동차세"), ("예산액",)] == "1,400"
    assert cells[("지방세", "지난 연도 수입"), ("증감액",)] == "100"
    assert cells[("보조금",), ("전년도 예산액",)] == "3,500"


def test_circled_labels_that_do_not_add_up_keep_their_own_names(tmp_path: Path) -> None:
    text = CIRCLES.replace("600        500       100", "650        540       110")
    (table,) = _tables(tmp_path, text)
    assert not any(path[:2] == ("지방세", "보통세") for path, _ in _cells(table))


def test_words_glued_to_the_last_figure_are_parted_where_each_row_closes(tmp_path: Path) -> None:
    (table,) = _tables(tmp_path, REMARKS)
    cells = _cells(table)
    assert cells[("공원과", "꽃길 조성"), ("조정 후",)] == "850,000"
    assert cells[("공원과", "꽃길 조성"), ("사유",)] == "2개소 취소"
    assert cells[("문화과", "마을 음악회"), ("사유",)] == "횟수 조정(5 회 → 4 회)"
    assert cells[("체육과", "걷기 대회 운영"), ("조정 후",)] == "-"
    assert cells[("도로과", "보도 정비"), ("조정액",)] == "△100,000"
    total = next(cell for cell in table.cells if cell.text == "1,400,000")
    assert [amount.value for amount in total.amounts] == [Decimal(1400000)]


def test_glued_words_stay_where_a_row_does_not_close(tmp_path: Path) -> None:
    assert _tables(tmp_path, REMARKS.replace("△250,000     850,0002개소", "△250,000     840,0002개소")) == []


def test_a_figure_that_may_belong_to_the_words_behind_it_is_not_taken_for_a_cell(tmp_path: Path) -> None:
    text = REMARKS.replace("△100,000    300,000    설계 단가 조정", "△100,000    2   개소 취소")
    assert text != REMARKS
    assert _tables(tmp_path, text) == []


def test_names_behind_a_count_are_a_column(tmp_path: Path) -> None:
    (table,) = _tables(tmp_path, NAMES)
    cells = _cells(table)
    assert cells[("복지분과",), ("위원",)] == "남도담, 한여울"
    assert cells[("안전분과",), ("위원 수",)] == "2명"


def test_names_without_a_title_above_are_no_table(tmp_path: Path) -> None:
    assert _tables(tmp_path, NAMES.replace("[표 3] 분과별 위원\n", "")) == []


def test_the_rest_of_a_label_goes_to_the_name_the_text_uses_elsewhere(tmp_path: Path) -> None:
    (table,) = _tables(tmp_path, WRAPPED)
    cells = _cells(table)
    assert cells[("새터 물순환 기념관 조성",), ("연차별 사업비", "2031년")] == "3,000"
    assert cells[("한빛 다리 보수",), ("연차별 사업비", "2030년까지")] == "-"
    assert cells[("달빛 도서관 건립",), ("총사업비",)] == "20,000"


def test_the_rest_of_a_label_nobody_names_leaves_the_table_unread(tmp_path: Path) -> None:
    assert _tables(tmp_path, WRAPPED.replace("1. 새터 물순환 기념관 조성", "1. 기념관")) == []


def test_a_row_is_its_labels_figures_and_remark() -> None:
    assert row_of("  합 계    1,200 300   △40") == Row(("합계",), ("1,200", "300", "△40"))
    assert row_of("- 재산세   5 -") == Row(("- 재산세",), ("5", "-"))
    assert row_of("○ 총사업비 : 31,000  백만원(국비 9,300)") is None
    assert row_of("1,200   300") is None


SPACED = """솔내군 결산 자료

1. 재원

[표 1] 재원별 현황

(단위 : 백만원)

                   2031 년          2030 년
    구 분
                예산액     결산액    예산액     결산액

    합 계         10,0009,500 9,000 8,800

   지방세             6,000 5,600 5,500 5,400

 세외수입      4,000   3,900   3,500 3,400

2. 기금
"""
SINGLE = """솔내군 기금

(단위 : 천원)

     기금명          전년도 말 조성액      조성     사용      연도 말 조성액

   재난관리기금          1,200,000  300,000 150,000 1,350,000

 식품진흥기금         80,000    12,000  9,000    83,000

   마을기금          1,0002,000   500 2,500

○ 기금은 3개임
"""


def test_rows_with_a_blank_line_between_and_figures_without_one(tmp_path: Path) -> None:
    (table,) = _tables(tmp_path, SINGLE)
    cells = _cells(table)
    assert cells[("식품진흥기금",), ("연도 말 조성액",)] == "83,000"
    assert cells[("마을기금",), ("전년도 말 조성액",)] == "1,000"
    assert cells[("마을기금",), ("조성",)] == "2,000"


def test_a_head_on_a_line_between_two_others_is_one_of_the_outer(tmp_path: Path) -> None:
    (table,) = _tables(tmp_path, SPACED)
    cells = _cells(table)
    assert cells[("합계",), ("2031년", "결산액")] == "9,500"
    assert cells[("세외수입",), ("2030년", "예산액")] == "3,500"
    assert table.label_columns == 1


def test_words_alone_above_two_lines_of_heads_are_none(tmp_path: Path) -> None:
    text = SPACED.replace("    구 분\n", "").replace("                예산액", "    구 분       예산액")
    assert [table for table in _tables(tmp_path, text) if table.header_rows > 1] == []


BLOCKS = """다온군 이월 자료

(단위 : 백만원)

   부서             사업명             예산        지출      이월         이월 사유
                                  현액                          (간추림)

   건설과          새다리 보수           1,500    900    600      겨울철 공사 멈춤

   농정과    못둑 높이기 및 물가         2,400   1,100  1,300    보상 이야기가
                산책길 놓기                                       늦어짐

               계                   3,900  2,0001,900

○ 끝
"""


def test_words_between_two_blank_lines_are_those_of_the_row_they_stand_under(tmp_path: Path) -> None:
    (table,) = _tables(tmp_path, BLOCKS)
    cells = _cells(table)
    assert cells[("농정과", "못둑 높이기 및 물가 산책길 놓기"), ("예산 현액",)] == "2,400"
    assert cells[("농정과", "못둑 높이기 및 물가 산책길 놓기"), ("이월 사유 (간추림)",)] == "보상 이야기가 늦어짐"
    assert cells[("건설과", "새다리 보수"), ("이월",)] == "600"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (" " * 16 + "산책길 놓기", " " * 34 + "산책길 놓기"),  # below the figures
        (" " * 34 + "현액", " " * 28 + "현액      "),  # below no head
        (" " * 15 + "계", " " * 16),  # figures without a label
    ],
)
def test_words_that_stand_under_no_cell_leave_the_table_unread(tmp_path: Path, old: str, new: str) -> None:
    assert old in BLOCKS
    assert _tables(tmp_path, BLOCKS.replace(old, new, 1)) == []


def test_a_table_is_not_read_in_half(tmp_path: Path) -> None:
    text = SINGLE.replace("   마을기금  ", "  마을을 살리는\n            ").replace(
        "2,500\n", "2,500\n   젊은이 기금\n"
    )
    assert text != SINGLE
    assert _tables(tmp_path, text) == []


def test_two_names_a_row_and_no_subtotal_stay_text() -> None:
    rows = "햇살  길     12    10    22\n달빛  숲      9     8    17\n바람  내      4     3     7\n"
    assert find_counted(f"(단위: 곳)\n마을    올해    지난해    계\n{rows}".split("\n")) == []


def test_an_inner_head_alone_below_an_outer_one_settles_nothing() -> None:
    head = "이름          처음          바람\n               2029     2030     2031     2032\n"
    rows = "나무 심기     1     2     3     4\n꽃밭 가꾸기   5     6     7     8\n길 넓히기     9    10    11    12\n"
    assert find_counted(f"(단위: 곳)\n{head}{rows}".split("\n")) == []


NUMBERED = """누리군 넘긴 사업

(단위 : 백만원)
연번   부서명             사업명             예산현액    지출액   이월액          이월사유
 1   건설과           새터 다리 보수           1,500   900   600        추위로 공사 멈춤
 2   농정과   하늘못 둑 높이기           2,400   1,100 1,300 보상이 늦음
 3   문화과           달빛책방             800    800     -             준공
                계                        4,700  2,800  1,900
※ 반올림
"""
ARTICLES = """누리군 기금

(단위 : 천원)
    기금명              설치 근거           전년도 말       조성     사용     연도 말
   재난기금         재난 기본법 제     67조       1,200     300 150  1,350
   식품기금            식품법 제   89 조        80    12  9    83
"""


def test_a_row_may_begin_with_its_number(tmp_path: Path) -> None:
    (table,) = _tables(tmp_path, NUMBERED)
    cells = _cells(table)
    assert cells[("2", "농정과", "하늘못 둑 높이기"), ("이월액",)] == "1,300"
    assert cells[("2", "농정과", "하늘못 둑 높이기"), ("이월사유",)] == "보상이 늦음"
    assert cells[("계",), ("지출액",)] == "2,800"


@pytest.mark.parametrize(
    ("old", "new"),
    [(" 2   농정과", " 4   농정과"), ("연번   부서명", "부서   부서명"), ("1,100 1,300 보상", "1,100 1,200 보상")],
)
def test_numbers_out_of_turn_or_under_no_head_leave_the_table_unread(tmp_path: Path, old: str, new: str) -> None:
    assert old in NUMBERED
    assert _tables(tmp_path, NUMBERED.replace(old, new, 1)) == []


def test_a_gap_within_the_number_of_an_article_parts_no_columns(tmp_path: Path) -> None:
    (table,) = _tables(tmp_path, ARTICLES)
    texts = [cell.text for cell in table.cells]
    assert "재난 기본법 제67조" in texts
    assert "식품법 제89조" in texts
