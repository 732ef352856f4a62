"""Tables whose cells stand one space apart, a row a line, as pieces of a page are printed in turn."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Table
from corpus.read import read
from corpus.spaced import find_spaced
from corpus.spaced_heads import heads_of, titles_of

GRANTS = (
    "연번 시책명 주요내용 예산(천원) 시행시기 담당부서",
    "1 마을 변호사 읍면을 돌며 법률 상담 14,400 2월 기획실",
    "2 반값 이용권 공연 이용료 50% 지원(연 100천원 한도) 86,000 3월 문화과",
    "3 어르신 사랑방 경로당 40개소에 기기 5대씩 보급, 강사 파견 318,000 5월 노인과",
    "합계 3건 418,400",
)
STAFF = (
    "구 분 계 일 반 직 임기제·연구직4급 5급 6급",
    "계 60/55 5/4 15/14 30/29 10/8",
    "기획실 20/18 2/2 5/4 10/10 3/2",
    "보건소 40/37 3/2 10/10 20/19 7/6",
)
PLEDGES = (
    "분야 공약 수 추진상황 완료율(%)완료 정상추진 보류",
    "계 54 23 30 1 42.6",
    "복지 12 5 6 1 41.7",
    "농어촌 42 18 24 - 42.9",
)


def _read(tmp_path: Path, *lines: str) -> tuple[Table, ...]:
    file = tmp_path / "보고.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    return read(file).tables


def _cell(table: Table, row: str, column: str) -> str:
    found = [
        cell
        for cell in table.cells
        if not cell.is_header and row in " ".join(cell.row_path) and " ".join(cell.column_path) == column
    ]
    assert len(found) == 1, [(cell.text, cell.row_path, cell.column_path) for cell in table.cells]
    return found[0].text


def test_words_that_nothing_parts_are_one_label(tmp_path: Path) -> None:
    (table,) = _read(tmp_path, "Ⅰ. 새 시책", *GRANTS, "Ⅱ. 공약")
    assert _cell(table, "어르신 사랑방", "예산(천원)") == "318,000"
    assert _cell(table, "반값 이용권", "예산(천원)") == "86,000"
    assert _cell(table, "마을 변호사", "시행시기") == "2월"
    assert _cell(table, "어르신 사랑방", "담당부서") == "노인과"
    assert _cell(table, "합계 3건", "예산(천원)") == "418,400"


def test_words_all_rows_part_alike_are_columns(tmp_path: Path) -> None:
    rows = (
        "연번 평가명 주관기관 등급 시상금(천원) 담당부서",
        "1 산불 방지 평가 도 장려 5,000 산림과",
        "2 농정 종합평가 도 우수 30,000 농정과",
        "3 지역보장 시행결과 평가 중앙부처 우수 20,000 복지과",
        "4 통합방위 유공 중앙부처 우수 - 총무과",
        "5 세정 평가 도 장려 3,000 세무과",
        "합계 5건 58,000",
    )
    (table,) = _read(tmp_path, "□ 수상", *rows, "□ 과제")
    by_row = {cell.row: [other.text for other in table.cells if other.row == cell.row] for cell in table.cells}
    assert by_row[3] == ["3", "지역보장 시행결과 평가", "중앙부처", "우수", "20,000", "복지과"]
    assert by_row[4] == ["4", "통합방위 유공", "중앙부처", "우수", "-", "총무과"]
    assert by_row[6][0] == "합계 5건"
    assert by_row[6][4] == "58,000"


def test_a_year_heads_with_the_word_behind_it(tmp_path: Path) -> None:
    rows = ("합계 90,000 100.0 12", "문화과 30,000 33.3 4", "도로과 60,000 66.7 8")
    (table,) = _read(
        tmp_path, "【 일반회계 기준 】", "부서명 2031년 예산(백만원) 비율(%) 과제(건)", *rows, "※ 기금은 뺌"
    )
    assert _cell(table, "도로과", "2031년 예산(백만원)") == "60,000"
    assert _cell(table, "문화과", "과제(건)") == "4"


def test_inner_heads_behind_one_of_a_column_stand_under_the_one_before_it(tmp_path: Path) -> None:
    (table,) = _read(tmp_path, "2. 정원", "(단위 : 명, 정원/현원)", *STAFF, "※ 휴직은 뺌")
    assert _cell(table, "보건소", "일반직 6급") == "20/19"
    assert _cell(table, "기획실", "임기제·연구직") == "3/2"
    (table,) = _read(tmp_path, "3. 공약", "(단위 : 건)", *PLEDGES, "○ 한 건은 보류함")
    assert _cell(table, "농어촌", "추진상황 정상추진") == "24"
    assert _cell(table, "복지", "공약 수") == "12"
    assert _cell(table, "복지", "완료율(%)") == "41.7"


def test_inner_heads_on_a_line_of_their_own(tmp_path: Path) -> None:
    rows = (
        "읍면별 세대수 인구(명) 고령화율(%)",
        "계 남 여",
        "계 900 2,000 900 1,100 30.0",
        "가람읍 600 1,200 500 700 25.0",
    )
    (table,) = _read(tmp_path, "3. 인구", *rows, "나래면 300 800 400 400 37.5", "○ 외국인은 뺌")
    assert _cell(table, "나래면", "인구(명) 여") == "400"
    assert next(cell for cell in table.cells if cell.text == "600").amounts[0].unit == "세대"


def test_figures_with_the_word_that_counts_them(tmp_path: Path) -> None:
    rows = ("사업명 인원 예산 부서", "강좌 12명 100 문화과", "공연 20명 200 문화과", "전시 5명 300 문화과")
    (table,) = _read(tmp_path, "○ 사업 현황", *rows, "※ 끝")
    assert _cell(table, "공연", "인원") == "20명"
    assert _cell(table, "공연", "예산") == "200"


def test_remarks_of_several_words_stay_together(tmp_path: Path) -> None:
    rows = (
        "사업명 예산(천원) 사유 담당부서",
        "강좌 100 강사 늘림 문화과",
        "공연 200 새로 함 문화과",
        "전시 300 폐지 도서관",
    )
    (table,) = _read(tmp_path, "○ 사업 현황", *rows, "※ 끝")
    assert _cell(table, "공연", "사유 담당부서") == "새로 함 문화과"


def test_figures_in_a_remark_are_none_of_the_row(tmp_path: Path) -> None:
    rows = (
        "시설 구분 개소 주요 내용",
        "경로당 217 가람읍 48, 나래면 169",
        "도서관 5 군립 2, 작은도서관 3",
        "체육관 1 수영장 1",
    )
    (table,) = _read(tmp_path, "5. 시설", *rows, "Ⅱ. 성과")
    assert _cell(table, "경로당", "개소") == "217"
    assert _cell(table, "경로당", "주요 내용") == "가람읍 48, 나래면 169"


@pytest.mark.parametrize(
    "lines",
    [
        ("구분 도로 하천 정비 공원", "가람읍 10 20 30", "나래면 1 2 3", "다온면 4 5 6"),  # which words are one title?
        ("구분 예산 집행액", "가람읍 10 20", "나래면 1 2 3", "다온면 4 5"),  # a row of another number of figures
        ("부서명 예산액", "도로과 10", "하천과 20", "공원과 30", "전산 장비의 교체", "녹지과 40"),  # rows go on
        ("연번 사업명 예산(천원)", "1 도로 100", "3 하천 200", "2 공원 300"),  # a number that is not the row's
        ("부서 사업 예산(천원)", "도로과 포장 10%", "하천과 준설 20%", "공원과 식재 30%"),  # shares under an amount
        ("사업명 추진시기 물량", "미니 태양광 3월 40가구", "난방 에어컨 30대, 단열 21가구", "전기차 전환 4월 16대"),
        ("구분 계 국비 도비", "도로 31 10 20", "하천 45 15 25", "공원 25 10 10"),  # a total that is none
        ("구분 총액 금년 투자 국비 도비 군비", "가 60 1 10 20 30", "나 6 1 1 2 3", "다 9 1 2 3 4"),
    ],
)
def test_what_may_be_read_in_two_ways_stays_text(tmp_path: Path, lines: tuple[str, ...]) -> None:
    assert _read(tmp_path, "○ 사업 현황", *lines, "※ 끝") == ()


def test_a_head_said_again_at_the_top_of_a_page_is_no_row() -> None:
    head = "부서명 예산(천원) 비율(%)"
    (table,) = find_spaced([head, "도로과 10 10.0", "하천과 20 20.0", "\f", head, "공원과 70 70.0", "", "끝"])
    assert [row[0] for row in table.rows.values()] == ["부서명", "도로과", "하천과", "공원과"]


def test_titles() -> None:
    line = titles_of("구 분 계 65세 이상(명) 공약 수 고령화율 (%)계 남 여")
    assert line is not None
    assert line.words == ("구분", "계", "65세 이상(명)", "공약 수", "고령화율(%)", "계", "남", "여")
    assert line.inner == 5
    assert titles_of("○ 예산은 다음과 같다.") is None
    years = titles_of("구분 2031년 예산 2032년 증감")
    assert years is not None
    assert heads_of(years, 3, remarks=False) is None
