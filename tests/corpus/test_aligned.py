"""Tables laid out in columns with spaces come out with their cells, heads and units; unclear ones stay text."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.aligned import find_aligned
from corpus.document import Document, Table
from corpus.read import read

GROUPS = """1. 부서별 예산

                                                                (단위: 천원, %)
                        2031년 예산(A)               2030년       증  감(A-B)
구  분              계        국비        시비      최종(B)       금액    비율
합    계         2,600       1,100       1,500       2,400        200     8.3
문화과           1,000         400         600         900        100    11.1
체육과           1,600         700         900       1,500        100     6.7
  ※ 비율은 반올림한 값임
"""
RULED = """2. 자료관별 이용

                                                    (단위: 명)
자료관       이용자                               2030년도
             -----------------------------        이용자
             어린이     청소년      어른           계
가온관         1,200        300        450          1,870
나래관           900        210        380          1,440
"""
LETTERS = """3. 마을별 도서관

               도 서 관  수                   정 원     현 원    충원율
마 을        계   공립  사립    민간        (A)       (B)    (B/A)
햇살마을     10      4     3       3          40        30     75.0
달빛마을      8      5     2       1          20        19     95.0
"""
RETURNING = """5. 이월액

                   2029년               2030년
구 분          건수     금액      건수      금액
명시이월         12      340        15       410
사고이월          3       90         4       120
"""
YEARS = """4. 연도별 이용

연 도           방문자수    보육아동수    도서관수
2029년            11,842         1,986          61
2030년            11,207         1,903          -
"""


SHORT = """6. 갚을 돈

                                   (단위: 백만원)
                                갚는 돈
해        처음 잔액      원금      이자      소계    나중 잔액
2029년          900       100        20       120          800
2030년          800       110        18       128          690
계                        210        38       248
"""
OVER_ROWS = """7. 마을별 고치기

                                  (단위: 동)
마 을    구 분      계획    완료    비 고
햇살     지붕         12      10    계속
         담장          8       8    완료
달빛     지붕          7       5    계속
         담장          4       1    계속
"""
GROUPED = """8. 재원

                    (단위: 천원)
재원        합계      2029      2030
[다리 놓기]
  국비       500       200       300
  시비       700       300       400
[숲길 내기]
  시비        90        40        50
"""
CORNER = """9. 갈래별 지출

                          (단위: 억원)
           사업비   운영비   예비비
                     경비
2029년         40       12        3
2030년         44       13        4
"""
WORDS = """10. 권역

구분       동쪽          서쪽
마을       햇살·달빛     구름·바람
정원(명)           40            30
교사(명)           12            10
"""
OPEN = """11. 세입

                          (단위: 천원)
과 목          예산      수납
보전수입 및     400       380
내부거래
지방세          900       910
"""


RULED_GROUPS = """12. 마을별 빈터

                                                        (단위: 곳)
                          쓰 임 별                   땅 별           천 명당
마  을       계     ---------------------      ----------------        빈터
                     1갈래       2갈래          높은곳    낮은곳
                    (밭)         (숲)
햇살         12          8           4              5          7        3.1
달빛         10          3           7              6          4        2.8
"""
FROM_LEFT = """13. 고치기 돈

(단위: 천원)

사업        2029년       2030년                   더한 것
            마지막       처음        고친 뒤      (고친 뒤-마지막)
집 고치기      3,150       4,050       3,780            630
숲 가꾸기        310         124         124           △186
"""
BY_NUMBER = """14. 마을별 나눔

                                                (단위: 천원)
마 을    구 분      계획     재       원               쓴돈
                            도  비    시비     계
햇살     지붕         12        5       7      12          9
         담장          8        3       5       8          8
달빛     지붕          7        3       4       7          5
         담장          4        2       2       4          1

- 3 -

나눔 보고

마 을    구 분      계획     도  비    시비     계      쓴돈
바람     지붕         10        5       5      10          9
         담장          9        3       6       9          8
하늘     지붕         11        5       6      11          9
         담장          8        3       5       8          7

- 4 -

나눔 보고

끝

- 5 -

나눔 보고
"""
GOES_ON = """15. 과별 살림

                                      (단위: 천원)
                      2030년도              견줌
                     예산액(A)
과            계      국비     시비      금액      율
살림과       900      500      400        30     3.4
마을과       700      300      400        20     2.9
"""


def _read(tmp_path: Path, text: str) -> Document:
    file = tmp_path / "표.txt"
    # A tab somewhere: the export is of the kind that keeps lines together.
    file.write_text(text + "\n머리\t값\n가\t1\n", encoding="utf-8")
    return read(file)


def _table(document: Document) -> Table:
    return next(block for section in document.sections for block in section.blocks if isinstance(block, Table))


def _cell(table: Table, row: str, *column: str) -> tuple[str, str | None]:
    """Return a cell's text and the unit of its amount, by the name of its row and its column's path."""
    found = [
        cell
        for cell in table.cells
        if cell.row_path and cell.row_path[-1] == row and cell.column_path == column and not cell.is_header
    ]
    assert len(found) == 1, [cell.column_path for cell in table.cells]
    return found[0].text, found[0].amounts[0].unit if found[0].amounts else None


@pytest.mark.parametrize(
    ("text", "row", "column", "expected"),
    [
        (GROUPS, "체육과", ("2031년 예산(A)", "시비"), ("900", "천원")),
        (GROUPS, "합계", ("2030년 최종(B)",), ("2,400", "천원")),
        (GROUPS, "문화과", ("증감(A-B)", "금액"), ("100", "천원")),
        (GROUPS, "문화과", ("증감(A-B)", "비율"), ("11.1", "%")),
        (RULED, "나래관", ("이용자", "청소년"), ("210", "명")),
        (RULED, "나래관", ("2030년도 이용자 계",), ("1,440", "명")),
        (LETTERS, "햇살마을", ("도서관수", "사립"), ("3", None)),
        (LETTERS, "달빛마을", ("현원 (B)",), ("19", "명")),
        (LETTERS, "달빛마을", ("충원율 (B/A)",), ("95.0", "%")),
        (RETURNING, "명시이월", ("2029년", "금액"), ("340", None)),
        (RETURNING, "사고이월", ("2030년", "건수"), ("4", "건")),
        (YEARS, "2030년", ("보육아동수",), ("1,903", "명")),
        (YEARS, "2030년", ("도서관수",), ("-", None)),
        (SHORT, "계", ("갚는 돈", "이자"), ("38", "백만원")),
        (SHORT, "2029년", ("나중 잔액",), ("800", "백만원")),
        (CORNER, "2030년", ("운영비 경비",), ("13", "억원")),
        (WORDS, "정원(명)", ("서쪽",), ("30", "명")),
        (WORDS, "마을", ("동쪽",), ("햇살·달빛", None)),
        (RULED_GROUPS, "달빛", ("쓰임별", "2갈래 (숲)"), ("7", "곳")),
        (RULED_GROUPS, "햇살", ("땅별", "낮은곳"), ("7", "곳")),
        (RULED_GROUPS, "햇살", ("천 명당 빈터",), ("3.1", "곳")),
        (FROM_LEFT, "집 고치기", ("2030년", "고친 뒤"), ("3,780", "천원")),
        (FROM_LEFT, "숲 가꾸기", ("2029년 마지막",), ("310", "천원")),
        (GOES_ON, "마을과", ("2030년도 예산액(A)", "국비"), ("300", "천원")),
        (OPEN, "보전수입 및 내부거래", ("수납",), ("380", "천원")),
    ],
)
def test_cells_stand_under_their_heads(
    tmp_path: Path, text: str, row: str, column: tuple[str, ...], expected: tuple[str, str | None]
) -> None:
    assert _cell(_table(_read(tmp_path, text)), row, *column) == expected


def test_rows_stand_under_the_name_in_brackets_above_them(tmp_path: Path) -> None:
    told = {
        cell.row_path: cell.text for cell in _table(_read(tmp_path, GROUPED)).cells if cell.column_path == ("2030",)
    }

    assert told[("다리 놓기", "시비")] == "400"
    assert told[("숲길 내기", "시비")] == "50"


def test_a_name_over_several_rows_is_printed_once(tmp_path: Path) -> None:
    told = {cell.row_path: cell.text for cell in _table(_read(tmp_path, OVER_ROWS)).cells if not cell.is_header}

    assert told[("달빛", "담장")] == "계속"
    assert ("햇살", "담장") in told


def test_a_page_says_the_inner_heads_again(tmp_path: Path) -> None:
    told = {(c.row_path, c.column_path): c.text for c in _table(_read(tmp_path, BY_NUMBER)).cells if not c.is_header}

    assert told[("달빛", "담장"), ("재원", "계")] == "4"
    assert told[("바람", "담장"), ("재원", "시비")] == "6"
    assert told[("바람", "지붕"), ("쓴돈",)] == "9"


def test_every_row_keeps_its_line(tmp_path: Path) -> None:
    table = _table(_read(tmp_path, GROUPS))

    lines = {cell.row_path[-1]: cell.location.lines for cell in table.cells if cell.row_path and cell.amounts}

    assert lines["문화과"] == (7, 7)
    assert lines["체육과"] == (8, 8)


def test_a_table_goes_on_behind_a_page(tmp_path: Path) -> None:
    head = "시 군            시설      정원      현원\n"
    text = (
        "1. 시군별 시설\n\n(단위: 개소, 명)\n"
        + head
        + "한솔시             12       340       310\n두솔시              9       250       201\n"
        + "\n- 6 -\n\n시설과\n\n"
        + head
        + "세솔군              4       101        99\n합  계             25       691       610\n"
        + "\n- 7 -\n\n시설과\n\n끝\n\n- 8 -\n\n시설과\n"
    )

    table = _table(_read(tmp_path, text))

    assert {cell.row_path[-1] for cell in table.cells if cell.row_path} == {"한솔시", "두솔시", "세솔군", "합계"}


@pytest.mark.parametrize(
    "text",
    [
        # A row lacks a figure: which column is empty nobody can tell.
        "과             올해      지난해\n가과             12        10\n나과                        9        3\n",
        # No head over the last column.
        "과             올해\n가과             12        10\n나과             11         9\n",
        # Columns overlap.
        "과      올해    지난해\n가과      1234567 10\n나나나나나과 11         9\n",
        # Which of the two heads the middle column stands under nobody can tell.
        "            계획               실적\n구분       물량       시기       인원       장소\n"
        "가관         12         3        40         2\n나관         10         4        30         1\n",
        # Whose label the words between the rows go on nobody can tell.
        "병          목표      실적\n구제역         18        14\n"
        "소             41        33\n결핵\n조류독감        22        15\n",
        # The last row's label may go on below it.
        "병          목표      실적\n구제역         18        14\n소             41        33\n결핵\n",
        # A short row whose figure ends where none of its column does.
        "과          올해      지난해    계\n"
        "가과          12        10        22\n나과          10         9        19\n계                  19    41\n",
        # Heads in two lines, or heads and a row of words.
        "등급          가          나\n점수        좋음        나쁨\n"
        "기관          30          20\n직원          18          13\n",
        # Prose with numbers and wide spaces is no table.
        "○ 학교 12개교에서   학생 340명이   참여하였음\n○ 내년에는 15개교로   늘림\n",
    ],
)
def test_what_is_not_clear_stays_text(text: str) -> None:
    assert find_aligned(text.split("\n")) == []


LABELS_OVER = """7. 연도별 도움

                                   (단위: 건, 백만원)

구 분                   2029     2030     2031
책 빌림         건수    88       93       102
                금액    8        9        10
자리 빌림       건수    61       57       164
                금액    18       17       19
"""
MONTH_LAST = """8. 물어본 수

                                   (단위: 건)

갈래          2029년      2030년      2031.9.
빌리기        18,420      16,935      12,210
자리          6,218       5,740       3,986
"""


def test_the_head_of_the_labels_stands_over_two_columns_of_them(tmp_path: Path) -> None:
    file = tmp_path / "도움.txt"
    file.write_text(LABELS_OVER, encoding="utf-8")
    (table,) = read(file).tables
    assert (table.header_rows, table.label_columns) == (1, 2)
    cells = {(*cell.row_path, *cell.column_path): cell for cell in table.cells if not cell.is_header}
    assert cells["책 빌림", "건수", "2029"].text == "88"
    assert cells["책 빌림", "금액", "2031"].text == "10"
    assert cells["자리 빌림", "금액", "2030"].amounts[0].unit == "백만원"


def test_a_head_may_end_in_the_dot_of_its_month(tmp_path: Path) -> None:
    file = tmp_path / "물음.txt"
    file.write_text(MONTH_LAST, encoding="utf-8")
    (table,) = read(file).tables
    assert [cell.text for cell in table.cells if cell.column_path == ("2031.9.",)] == ["12,210", "3,986"]
