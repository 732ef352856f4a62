"""Tables of a flattened text layer whose columns the rows must prove, and those headed right below a unit line."""

from __future__ import annotations

from pathlib import Path

from corpus.document import Table
from corpus.read import read

REPORT = """

2 0 2 6 년 도

주 요 업 무 보 고

Ⅰ  일 반 현 황

 1.  예  산

(단위: 천원, %)

주  요  업  무  명

2026년

예산액

2025년

최종예산

증감 증감률 쪽수

숲길 가꾸기 2,500 2,000 500 25.0 7

물길 살리기 3,300 3,000 300 10.0 10

계 5,800 5,000 800 16.0

Ⅱ  주요업무 추진계획

 1 숲길 가꾸기

 추진 실적

◦ 숲길 이용 상담

(단위: 건)

상담 유형 상반기 하반기 계

길 안내 21 26 47

훼손 신고 18 23 41

계 39 49 88

 예산 현황

(단위: 천원)

사업명

2026년 예산액

2025년

최종예산

(B)

증감

(A-B)합계

(A)

국비 시비 구비

숲길 정비 1,500 500 600 400 1,300 200

숲길 안내판
설치 1,000 0 400 600 700 300

계 2,500 500 1,000 1,000 2,000 500

 추진 계획

◦ 봄에 산책로를 고침

◦ 여름에 물가 쉼터를 새로 둠

◦ 가을에 이용자 의견을 들음

◦ 겨울에 눈을 치움

◦ 해마다 나무를 새로 심음

◦ 이듬해 계획을 세움
"""


def tables(tmp_path: Path, text: str) -> list[Table]:
    (tmp_path / "report.txt").write_text(text, encoding="utf-8")
    return list(read(tmp_path / "report.txt").tables)


def stated(table: Table, row: str) -> dict[str, tuple[object, str | None]]:
    cells = [c for c in table.cells if c.row_path[-1:] == (row,) and c.amounts]
    return {" ".join(c.column_path): (c.amounts[0].value, c.amounts[0].unit) for c in cells}


def test_changes_and_rates_stand_in_their_columns(tmp_path: Path) -> None:
    table = tables(tmp_path, REPORT)[0]
    assert stated(table, "숲길 가꾸기") == {
        "2026년 예산액": (2500, "천원"),
        "2025년 최종예산": (2000, "천원"),
        "증감": (500, "천원"),
        "증감률": (25, "%"),
        "쪽수": (7, None),
    }
    assert stated(table, "계")["증감"] == (800, "천원")  # the total has no page of its own


def test_a_table_headed_below_its_unit_needs_no_word_for_the_label(tmp_path: Path) -> None:
    table = next(t for t in tables(tmp_path, REPORT) if t.unit == "건")
    assert stated(table, "훼손 신고") == {"상반기": (18, "건"), "하반기": (23, "건"), "계": (41, "건")}


def test_sources_of_funds_stand_under_the_newest_budget(tmp_path: Path) -> None:
    table = tables(tmp_path, REPORT)[-1]
    assert stated(table, "숲길 안내판 설치") == {
        "2026년 예산액 합계": (1000, "천원"),
        "2026년 예산액 국비": (0, "천원"),
        "2026년 예산액 시비": (400, "천원"),
        "2026년 예산액 구비": (600, "천원"),
        "2025년 최종예산": (700, "천원"),
        "증감": (300, "천원"),
    }


def test_columns_the_rows_do_not_bear_out_are_not_named(tmp_path: Path) -> None:
    wrong = REPORT.replace("1,500 500 600 400", "1,500 500 700 400").replace("1,000 0 400 600", "1,000 0 450 600")
    assert not any("2026년 예산액 국비" in stated(table, "숲길 정비") for table in tables(tmp_path, wrong))


SPENT = """
 4. 예산 집행 현황

(단위: 천원)

세부사업명

2026년도

당초예산

예산현액

(A)

2025년도

결산액

집행액(B)

집행률(%)

(C=B/A)

비고

물길 살피기 1,000 1,200 900 600 50 -

물길 고치기 2,000 2,500 1,800 2,000 80 추경

물길 알리기 500 500 400 400 80 -

계 3,500 4,200 3,100 3,000 71
"""


def test_a_word_in_the_column_of_remarks_ends_a_row(tmp_path: Path) -> None:
    table = tables(tmp_path, REPORT + SPENT)[-1]
    assert stated(table, "물길 고치기")["2026년도 예산현액(A)"] == (2500, "천원")
    assert [c.text for c in table.cells if c.row_path[-1:] == ("물길 고치기",)][-1] == "추경"
    assert "2026년도 예산현액(A)" in stated(table, "물길 알리기")
