"""Tables printed one cell a line come out with their cells, or stay text."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document, Table
from corpus.read import read
from corpus.stacked import find_stacked

RATES = """1. 지표 현황

(단위: %, 개, 명)

지표명
단위
2023 실적
2024 목표(A)
2024 실적(B)
달성률
(B/A)
비고

나무 심은 골목
개
12
20
25
125.0
조기 완료

도서 대출을 한 번이라도 한
주민의 비율
%
31.5
33.0
-
-

- 3 -

지표명
단위
2023 실적
2024 목표(A)
2024 실적(B)
달성률
(B/A)
비고

자원봉사 참여자
명
1,240
1,300
1,170
90.0

 ※ 대출 비율은 다음 해 3월에 나옴
"""

PROJECTS = """가. 다리 놓기

(단위: 백만원)

사업명
기간
총사업비
2025년까지
2026년
2027년
이후
추진상황

물소리교 다시 놓기
2024~2026
1,200
700
500
-
공정률 60%

돌담교 넓히기
2026~2028
900
-
300
600
설계 중

합 계
2,100
700
800
600

○ 돌담교는 땅을 사들이고 있음
"""

PRIZES = """나. 받은 상

받은 날
내용
주관
'24. 3. 2.
마을 가꾸기 겨루기 으뜸상
푸른나라부
'24. 7. 11.
물 아껴 쓰기 우수 고을
맑은물공단
'24. 12. 1.
밤길 안전 살피기 장려
행정지원처

- 9 -
"""

GROUPS = """다. 과별 예산

(단위: 천원)

사업명
예산액
전년도
증감

<살림과>

쉼터 고치기
300
250
50

놀이터 살피기
80
100
△20

<마을과>

숲길 내기
40
40
-
"""


BUDGET = """라. 사업 명세

(단위: 천원)

단위사업
세부사업
편성목
예산액
전년도예산액
비교증감
(산출기초)

가람과
900
700
200

마을 돌봄
600
500
100

쉼터 운영
400
350
50
(시 100, 구 300)

201-01 사무관리비
150
150
-
- 알림글 찍기 15원*10회=150

101-02 기간제
근로자보수
250
200
50
- 살피미 품삯 125원*2명=250

나눔 밥상
200
150
50
(구 200)

301-01 먹거리값
200
150
50
- 밥값 2원*100명=200

물길 돌봄
300
200
100

물길 치우기
300
200
100
(구 300)

206-01 재료비
120
80
40
- 그물 12원*10개=120

401-01 시설비
180
120
60
- 다리 고치기 180원*1곳=180

○ 기간제근로자보수는 한 해 두 번 나누어 줌
"""


def document(tmp_path: Path, text: str) -> Document:
    path = tmp_path / "글.txt"
    path.write_text(f"무지개시 업무 보고\n\n{text}", encoding="utf-8")
    return read(path)


def values(table: Table) -> dict[tuple[tuple[str, ...], tuple[str, ...]], str]:
    return {(cell.row_path, cell.column_path): cell.text for cell in table.cells if not cell.is_header and cell.text}


def test_every_cell_keeps_its_own_line(tmp_path: Path) -> None:
    (table,) = document(tmp_path, RATES).tables
    lines = RATES.split("\n")
    for text in ("20", "33.0", "1,170", "90.0"):
        cell = next(cell for cell in table.cells if cell.text == text)
        line = lines.index(text) + 3
        assert cell.location.lines == (line, line)
    assert table.location.lines == (lines.index("지표명") + 3, lines.index("90.0") + 3)


def test_wrapped_labels_and_heads_a_missing_remark_and_a_header_said_again(tmp_path: Path) -> None:
    (table,) = document(tmp_path, RATES).tables
    told = values(table)
    assert told[("나무 심은 골목", "개"), ("달성률 (B/A)",)] == "125.0"
    assert told[("나무 심은 골목", "개"), ("비고",)] == "조기 완료"
    assert told[("도서 대출을 한 번이라도 한 주민의 비율", "%"), ("2024 목표(A)",)] == "33.0"
    assert told[("자원봉사 참여자", "명"), ("달성률 (B/A)",)] == "90.0"
    assert table.rows == 4
    figure = next(cell for cell in table.cells if cell.text == "1,170")
    assert [(str(amount.value), amount.unit) for amount in figure.amounts] == [("1170", "명")]


def test_a_total_without_a_period_stands_under_its_columns(tmp_path: Path) -> None:
    (table,) = document(tmp_path, PROJECTS).tables
    told = values(table)
    assert told[("물소리교 다시 놓기",), ("2027년 이후",)] == "-"
    assert told[("합계",), ("총사업비",)] == "2,100"
    assert told[("합계",), ("2027년 이후",)] == "600"
    assert (("합계",), ("기간",)) not in told
    sums = [check for check in table.checks if check.rule == "sum"]
    assert sums
    assert all(check.passed for check in sums)
    assert table.unit == "백만원"


def test_rows_without_blank_lines_are_cut_by_their_dates(tmp_path: Path) -> None:
    (table,) = document(tmp_path, PRIZES).tables
    assert values(table)[("'24. 7. 11.",), ("주관",)] == "맑은물공단"
    assert table.rows == 4


@pytest.mark.parametrize("blank", ["", "\n"])
@pytest.mark.parametrize("between", ["", "\n"])
def test_blank_lines_make_no_difference_where_kinds_repeat(tmp_path: Path, blank: str, between: str) -> None:
    rows = ["도로\n1,200\n1,150\n95.8", "하천\n△30\n45\n-", "공원\n12\n-\n10.5"]
    text = f"(단위: 백만원)\n\n구분\n예산\n집행\n집행률(%)\n{blank}" + f"\n{between}".join(rows) + "\n\n□ 다음\n"
    (table,) = document(tmp_path, text).tables
    told = values(table)
    assert told[("하천",), ("예산",)] == "△30"
    assert told[("공원",), ("집행률(%)",)] == "10.5"
    assert next(cell for cell in table.cells if cell.text == "△30").amounts[0].value == -30


def test_rows_stand_under_the_group_in_its_own_block(tmp_path: Path) -> None:
    (table,) = document(tmp_path, GROUPS).tables
    told = values(table)
    assert told[("살림과", "놀이터 살피기"), ("증감",)] == "△20"
    assert told[("마을과", "숲길 내기"), ("전년도",)] == "40"


def test_a_row_cut_by_the_end_of_a_page_is_one_row(tmp_path: Path) -> None:
    text = PROJECTS.replace("900\n-\n300", "900\n\n- 5 -\n\n-\n300")
    (table,) = document(tmp_path, text).tables
    assert values(table)[("돌담교 넓히기",), ("2026년",)] == "300"


def test_a_total_above_rows_without_blank_lines(tmp_path: Path) -> None:
    rows = "합계\n60\n30\n도로\n2024\n10\n5\n하천\n2025\n20\n10\n공원\n2026\n30\n15\n"
    (table,) = document(tmp_path, f"(단위: 명)\n\n구분\n연도\n정원\n현원\n\n{rows}\n").tables
    told = values(table)
    assert told[("합계",), ("정원",)] == "60"
    assert told[("하천",), ("현원",)] == "10"


def test_a_total_may_stand_where_the_rows_have_years(tmp_path: Path) -> None:
    rows = "합 계\n90\n40\n\n2023년\n20\n10\n\n2024년\n30\n10\n\n2025년\n40\n20\n"
    (table,) = document(tmp_path, f"(단위: 명)\n\n연도\n정원\n현원\n\n{rows}").tables
    told = values(table)
    assert told[("합계",), ("정원",)] == "90"
    assert told[("2024년",), ("현원",)] == "10"


def test_a_second_table_without_a_line_between_is_one_of_its_own(tmp_path: Path) -> None:
    first = "구분\n정원\n현원\n\n살림과\n10\n9\n\n마을과\n8\n8\n\n"
    second = "사업명\n2024년\n2025년\n\n숲길\n120\n130\n\n못\n50\n△60\n"
    one, two = document(tmp_path, f"(단위: 명)\n\n{first}{second}").tables
    assert values(one)[("마을과",), ("정원",)] == "8"
    assert values(two)[("못",), ("2025년",)] == "△60"


def test_rows_that_name_one_level_stand_under_the_rows_they_add_up_to(tmp_path: Path) -> None:
    (table,) = document(tmp_path, BUDGET).tables
    told = values(table)
    assert told[("마을 돌봄", "쉼터 운영", "201-01 사무관리비"), ("예산액",)] == "150"
    assert told[("마을 돌봄", "나눔 밥상"), ("비교증감",)] == "50"
    assert told[("물길 돌봄", "물길 치우기", "401-01 시설비"), ("전년도예산액",)] == "120"
    assert told[("가람과",), ("예산액",)] == "900"


def test_a_word_cut_by_the_line_is_whole_where_the_text_has_it_whole(tmp_path: Path) -> None:
    (table,) = document(tmp_path, BUDGET).tables
    assert ("마을 돌봄", "쉼터 운영", "101-02 기간제근로자보수") in {cell.row_path for cell in table.cells}


def test_levels_no_sum_proves_stay_text() -> None:
    assert find_stacked(BUDGET.replace("\n350\n50\n(시", "\n340\n60\n(시").split("\n")) == []


def test_two_levels_below_a_total(tmp_path: Path) -> None:
    rows = ["합 계\n60\n6", "강가과\n35\n4", "둑 쌓기\n20\n△1", "꽃 심기\n15\n5", "산마루과\n25\n2"]
    rows += ["길 닦기\n5\n-", "쉼터\n20\n2"]
    text = "(단위: 천원)\n\n부서\n사업명\n예산액\n증감\n\n" + "\n\n".join(rows) + "\n\n※ 본예산\n"
    (table,) = document(tmp_path, text).tables
    told = values(table)
    assert told[("강가과", "둑 쌓기"), ("증감",)] == "△1"
    assert told[("산마루과", "쉼터"), ("예산액",)] == "20"


def test_names_of_rows_may_begin_with_bullets(tmp_path: Path) -> None:
    rows = "도로\n30\n35\n\n - 큰길\n20\n22\n\n - 골목길\n10\n13\n\n① 하천\n5\n4\n"
    (table,) = document(tmp_path, f"(단위: 명)\n\n구분\n정원\n현원\n\n{rows}\n○ 사람은 연말에 셈\n").tables
    assert table.rows == 5
    assert any("하천" in cell.row_path[-1] and cell.text == "5" for cell in table.cells if cell.row_path)


def test_a_boxed_name_right_above_the_header_is_no_column(tmp_path: Path) -> None:
    rows = "도로\n30\n35\n\n하천\n5\n4\n"
    (table,) = document(tmp_path, f"(단위: 명)\n\n<사람 수>\n구분\n정원\n현원\n\n{rows}\n○ 연말 기준\n").tables
    assert values(table)[("하천",), ("정원",)] == "5"


@pytest.mark.parametrize(
    "head",
    ["구분\n예산현액\n집행액\n계\n국비\n계\n국비\n비고", "구분\n예산현액\n계\n국비\n집행액\n계\n국비\n비고"],
)
def test_names_over_rounds_of_names_are_a_header_of_two_rows(tmp_path: Path, head: str) -> None:
    rows = "도로\n40\n30\n20\n10\n공사 중\n\n하천\n30\n-\n25\n-\n\n계\n70\n30\n45\n10\n"
    (table,) = document(tmp_path, f"(단위: 백만원)\n\n{head}\n\n{rows}\n").tables
    told = values(table)
    assert told[("도로",), ("예산현액", "국비")] == "30"
    assert told[("계",), ("집행액", "계")] == "45"
    assert told[("도로",), ("비고",)] == "공사 중"


SUMMED = "가과\n5\n4\n1\n6\n4\n2\n1\n\n나과\n9\n7\n2\n8\n7\n1\n-1\n\n계\n14\n11\n3\n14\n11\n3\n0\n"


def test_sums_tell_which_names_stand_over_rounds_of_names(tmp_path: Path) -> None:
    head = "과\n정원\n현원\n결원\n계\n남\n여\n계\n남\n여"
    (table,) = document(tmp_path, f"(단위: 명)\n\n{head}\n\n{SUMMED}\n").tables
    told = values(table)
    assert told[("나과",), ("현원", "여")] == "1"
    assert told[("가과",), ("결원",)] == "1"


@pytest.mark.parametrize(
    "head", ["마을\n올해\n지난해\n사람\n집\n사람\n집\n밭", "마을\n올해\n지난해\n밭\n사람\n집\n사람\n집"]
)
def test_rounds_that_may_stand_under_other_names_stay_text(head: str) -> None:
    rows = "햇살\n40\n30\n20\n10\n5\n\n달빛\n30\n21\n25\n12\n7\n\n바람\n70\n30\n45\n10\n8\n"
    assert find_stacked(f"(단위: 명)\n\n{head}\n\n{rows}".split("\n")) == []


LOANS = (
    "사업\n빌린 곳\n이율\n빌린 돈\n갚은 돈\n잔액\n\n"
    "도서관 짓기\n은행\n2.10\n800\n300\n500\n\n숲길 내기\n금고\n1.50\n400\n-\n400\n\n계 2건\n1,200\n"
)


def test_a_total_that_lacks_figures_stands_under_its_sums(tmp_path: Path) -> None:
    (table,) = document(tmp_path, f"(단위: 백만원)\n\n{LOANS}300\n900\n").tables
    told = values(table)
    assert told[("계 2건",), ("갚은 돈",)] == "300"
    assert (("계 2건",), ("이율",)) not in told
    assert find_stacked(f"{LOANS}310\n900\n".split("\n")) == []


def test_a_place_over_labels_begins_a_header(tmp_path: Path) -> None:
    (table,) = document(tmp_path, "(단위: 호)\n\n시군\n매입\n입주\n\n햇살시\n4\n3\n\n달빛군\n6\n5\n\n※ 끝").tables
    assert values(table)[("달빛군",), ("입주",)] == "5"


def test_brackets_alone_in_every_row_are_no_column() -> None:
    rows = "".join(f"{name}\n(%)\n{number}\n{number + 2}\n\n" for name, number in (("달성률", 70), ("집행률", 80)))
    assert find_stacked(f"지표\n우리 시\n2029\n2030\n\n{rows}".split("\n")) == []


def test_sources_of_funds_and_a_change_stand_over_their_columns(tmp_path: Path) -> None:
    head = "사업명\n2025년\n2026년\n증감\n금액\n비율(%)"
    rows = "다리\n40\n50\n10\n25.0\n\n숲길\n30\n27\n△3\n△10.0\n"
    (table,) = document(tmp_path, f"(단위: 천원)\n\n{head}\n\n{rows}\n").tables
    assert values(table)[("숲길",), ("증감", "비율(%)")] == "△10.0"
    head = "사업명\n총사업비\n재원별\n국비\n시비\n비고"
    rows = "다리\n50\n20\n30\n설계\n\n숲길\n30\n10\n20\n준공\n"
    (table,) = document(tmp_path, f"(단위: 천원)\n\n{head}\n\n{rows}\n").tables
    assert values(table)[("다리",), ("재원별", "시비")] == "30"


OFFICES = "살림과\n쉼터 고치기\n30\n25\n\n놀이터 살피기\n8\n9\n\n마을과\n숲길 내기\n4\n-\n\n합계\n42\n34\n"


def test_an_office_over_several_rows_is_printed_once(tmp_path: Path) -> None:
    (table,) = document(tmp_path, f"(단위: 천원)\n\n부서명\n사업명\n예산\n집행\n\n{OFFICES}\n").tables
    told = values(table)
    assert told[("살림과", "놀이터 살피기"), ("예산",)] == "8"
    assert told[("마을과", "숲길 내기"), ("집행",)] == "-"
    assert told[("합계",), ("집행",)] == "34"


def test_a_name_that_wraps_is_no_office_over_its_own_rest() -> None:
    rows = OFFICES.replace("놀이터 살피기", "놀이터와 그 둘레\n살피기")
    assert find_stacked(f"부서명\n사업명\n예산\n집행\n\n{rows}\n".split("\n")) == []


@pytest.mark.parametrize(
    "between",
    [
        "□ 둘째\n\n하천\n20\n30",
        "하천 / 큰내 / 작은내\n20\n30",
        "○ 사유 있음\n\n하천\n20\n30",
        "하천  큰내   작은내\n20\n30",
    ],
)
def test_a_table_with_rows_that_would_be_lost_stays_text(between: str) -> None:
    text = f"구분\n정원\n현원\n\n도로\n10\n20\n\n공원\n5\n6\n\n{between}\n\n못\n1\n2\n"
    assert find_stacked(text.split("\n")) == []


@pytest.mark.parametrize(
    "text",
    [
        "구분\n정원\n현원\n\n도로\n10\n\n하천\n20\n30\n\n공원\n5\n",  # rows that lack a figure
        # which of two words wraps?
        "사업명\n부서\n예산\n\n길 넓히기와\n다리 놓기\n도로과\n10\n\n숲길\n공원과\n20\n\n못\n하천과\n5\n",
        "구분\n정원\n현원\n도로\n10\n20\n하천\n30\n공원\n5\n6\n",  # kinds that do not repeat
        "무지개시\n살림과\n보고 일시\n\n한 사람이 말했다\n다른 이가 들었다\n셋째가 적었다\n",  # words only
        "구분\n정원\n현원\n\n도로\n10\n20\n",  # one row
        "기간\n담당\n예산\n\n2024~2025\n가람\n10\n\n나루\n다솜\n20\n\n2026\n라온\n5\n",  # a name where dates stand
        "구분\n정원\n현원\n\n도로\n10\n20\n\n하천\n10\n20\n\n공원\n\n못\n5\n",  # a label without its figures
        "구분\n정원\n현원\n\n도로\n일부\n20\n\n하천\n전부\n20\n\n공원\n일부\n7\n",  # words below a head of figures
        "구분\n정원\n현원\n\n도로 10 20\n\n하천 30 40\n\n공원 5 6\n",  # rows on one line
    ],
)
def test_lines_that_prove_no_table_stay_text(text: str) -> None:
    assert find_stacked(text.split("\n")) == []


PEOPLE = "위 원 장    가온솔\n햇살시\n살림\n\n"
PEOPLE += "위    원    나래별\n달빛군 아랫마을\n글쓰기\n\n위    원    다솜이\n바람시\n셈하기\n"


def test_cells_with_a_gap_between_stand_on_one_line_of_every_row(tmp_path: Path) -> None:
    head = "직  위\n성  명\n선 거 구\n소속 위원회\n\n"
    (table,) = document(tmp_path, f"2. 사람들\n\n{head}{PEOPLE}\n\n※ 끝").tables
    told = [(c.row_path, c.column_path, c.text) for c in table.cells if not c.is_header]
    assert (("위원장",), ("성명",), "가온솔") in told
    assert (("위원",), ("선거구",), "달빛군 아랫마을") in told
    assert (("위원",), ("소속 위원회",), "셈하기") in told


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("위    원    나래별", "위원 나래별"),
        ("달빛군 아랫마을\n", "달빛군   아랫마을\n"),
        ("셈하기\n", "셈하기\n그림\n"),
    ],
)
def test_rows_of_other_lines_stay_text(old: str, new: str) -> None:
    head = "직  위\n성  명\n선 거 구\n소속 위원회\n\n"
    assert old in PEOPLE
    assert find_stacked((head + PEOPLE).split("\n"))
    assert not find_stacked((head + PEOPLE.replace(old, new)).split("\n"))


CROSSED = """2. 마을별 새 이웃

(단위: 가구, 명)

마을
도시
가구
시골
가구
도시
인원
시골
인원

계
37
99
55
140
가람
15
41
24
62
나루
22
58
31
78
"""


def test_titles_of_two_lines_that_cross_two_lists_of_words(tmp_path: Path) -> None:
    file = tmp_path / "이웃.txt"
    file.write_text(CROSSED, encoding="utf-8")
    (table,) = read(file).tables
    cells = {(*cell.row_path, *cell.column_path): cell for cell in table.cells if not cell.is_header}
    assert cells["나루", "시골 가구"].text == "58"
    assert cells["가람", "도시 인원"].amounts[0].unit == "명"
    assert len(cells) == 12


def test_titles_that_do_not_cross_stay_text(tmp_path: Path) -> None:
    file = tmp_path / "이웃.txt"
    file.write_text(CROSSED.replace("시골\n인원", "시골\n가구"), encoding="utf-8")
    assert read(file).tables == ()


STAFF = """3. 사람

(단위: 명)

구  분
계
일반직
연구직
공무직
5급
이상
6급
이하

계
정원
40
9
21
3
7
현원
36
8
19
3
6

책부
정원
22
5
13
-
4
현원
20
4
12
-
4

- 2 -

 3.  사람(계속)

자리부
정원
18
4
8
3
3
현원
16
4
7
3
2

※ 쉬는 이는 빠짐
"""


def test_rows_in_groups_with_grades_below_their_kind_of_staff_over_pages(tmp_path: Path) -> None:
    file = tmp_path / "사람.txt"
    file.write_text(STAFF, encoding="utf-8")
    (table,) = read(file).tables
    cells = {(*cell.row_path, *cell.column_path): cell.text for cell in table.cells if not cell.is_header}
    assert cells["책부", "현원", "일반직", "5급 이상"] == "4"
    assert cells["자리부", "정원", "연구직"] == "3"
    assert cells["자리부", "현원", "공무직"] == "2"
    assert len(cells) == 30


@pytest.mark.parametrize(("old", "new"), [("일반직\n", "별정직\n"), ("\n13\n", "\n14\n"), ("현원\n16", "결원\n16")])
def test_groups_that_do_not_fit_stay_text(old: str, new: str, tmp_path: Path) -> None:
    file = tmp_path / "사람.txt"
    file.write_text(STAFF.replace(old, new), encoding="utf-8")
    assert read(file).tables == ()


def test_rows_behind_one_blank_line_are_cut_like_the_row_above_it(tmp_path: Path) -> None:
    file = tmp_path / "처리.txt"
    rows = "계\n31\n23\n8\n\n고침\n9\n8\n1\n살핌\n14\n10\n4\n바람\n8\n5\n3\n"
    file.write_text(f"1. 처리\n\n(단위: 건)\n\n구  분\n계\n완료\n추진중\n\n{rows}\n2. 다음\n", encoding="utf-8")
    (table,) = read(file).tables
    cells = {(*cell.row_path, *cell.column_path): cell.text for cell in table.cells if not cell.is_header}
    assert cells["살핌", "완료"] == "10"
    assert len(cells) == 12
