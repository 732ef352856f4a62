"""Flattened tables in our own words: column order from letters and rates, missing figures, lists, staff, text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from corpus.flat_budgets import find_budget
from corpus.flat_cover import close_up
from corpus.flat_grid import FlatTable, Page
from corpus.flat_headers import header_from, header_tokens, settle
from corpus.flat_lines import Joiner, flat_lines
from corpus.flat_plain import squeeze
from corpus.flat_rows import split_values
from corpus.flat_schedules import split_time
from corpus.flat_tables import find_tables

SPENT = ("사업명", "2024년도", "2023년도", "최종예산", "집행액(C)", "집행률(%)", "(D=C/B)본예산(A) 예산현액(B)")


def page(text: str) -> Page:
    """Return a page of lines: blank lines between, none before `+`, a trailing space for `␣`."""
    lines: list[str] = []
    for line in text.strip("\n").replace("␣", " ").split("\n"):
        if line.startswith("+"):
            lines.append(line[1:])
        else:
            lines += ["", line] if lines else [line]
    found = flat_lines(lines)
    return Page(found, lambda index: found[index].is_section, Joiner(found))


def grid(table: FlatTable) -> list[list[str]]:
    rows = [["" for _ in range(table.columns)] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def only(text: str) -> FlatTable:
    (table,) = find_tables(page(text))
    return table


def budget(header: tuple[str, ...], *rows: str) -> FlatTable | None:
    return find_budget(page("\n".join([*header, *rows])), 0)


def columns(words: str) -> list[str]:
    tokens = [token for word in words.split() for token in header_tokens(word) or ()]
    header = header_from(tokens)
    assert header is not None
    return [f"{column.parent}>{column.title}" if column.parent else column.title for column in header.columns]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "사업명 2024년도 2023년도 최종예산 집행액 집행률(%) 주요사업별 설명자료 쪽수본예산 예산현액 (A) "
            "원인행위액 (B) 지출액 (C) 원인행위액 (D=B/A) 지출액 (E=C/A)",
            [
                "2024년도>본예산",
                "2024년도>예산현액(A)",
                "2023년도>최종예산",
                "집행액>원인행위액(B)",
                "집행액>지출액(C)",
                "집행률(%)>원인행위액(D=B/A)",
                "집행률(%)>지출액(E=C/A)",
                "주요사업별 설명자료 쪽수",
            ],
        ),
        (
            "세부사업 2024년도 2023년도 집행액(C) (원인행위기준) 집행률(%) (D=C/B)본예산(A) 예산현액(B) 최종예산",
            [
                "2024년도>본예산(A)",
                "2024년도>예산현액(B)",
                "2023년도>최종예산",
                "집행액(C)(원인행위기준)",
                "집행률(%)(D=C/B)",
            ],
        ),
        (
            "사업명 본예산 추경예산 예산현액(A) 지출액(B) 집행률(B/A)",
            ["본예산", "추경예산", "예산현액(A)", "지출액(B)", "집행률(B/A)"],
        ),
    ],
)
def test_columns_come_in_the_order_of_years_letters_and_pages(words: str, expected: list[str]) -> None:
    assert columns(words) == expected


def test_a_line_with_any_other_word_is_no_header() -> None:
    assert header_tokens("예산현액 조정 사업") is None
    assert header_tokens("주  요  업  무  명") == [("stub", "주요업무명")]


def test_rates_move_an_unlettered_column_to_its_place() -> None:
    tokens = [
        token
        for word in ("사업명", "예산현액(A)", "집행액(B)", "집행률(C=B/A)", "비고")
        for token in header_tokens(word) or ()
    ]
    header = header_from(tokens)
    assert header is not None
    rows = [[Decimal(v) for v in row] for row in ((7, 200, 100, 50), (9, 400, 100, 25), (3, 100, 90, 90))]
    assert [column.text for column in settle(header, rows).columns] == ["비고", "예산현액", "집행액", "집행률"]


def test_a_label_may_take_lines_before_the_figures() -> None:
    table = budget(SPENT, "작은", "+다리 놓기", "+100 200 150 50 25", "둑 쌓기 0 100 90 50 50", "계 100 300 240 100 33")
    assert table is not None
    assert grid(table)[2:] == [
        ["작은 다리 놓기", "100", "200", "150", "50", "25"],
        ["둑 쌓기", "0", "100", "90", "50", "50"],
        ["계", "100", "300", "240", "100", "33"],
    ]


def test_a_figure_missing_from_a_total_is_found_by_the_sums() -> None:
    table = budget(SPENT, "다리 0 200 150 50 25", "둑 0 100 90 50 50", "계 300 240 100 33")
    assert table is not None
    assert grid(table)[-1] == ["계", "", "300", "240", "100", "33"]
    assert "본예산(A)" in table.repairs[-1]


def test_a_missing_figure_without_proof_is_said_to_be_unknown() -> None:
    table = budget(SPENT, "다리 0 200 150 50 25", "둑 쌓기 7 9 - -")
    assert table is not None
    assert "알 수 없습니다" in table.repairs[-1]


def test_words_and_signs_are_figures_where_a_budget_has_them() -> None:
    assert split_values("자료 보급 재배정 45,820 △3 - 0.5 100", 8) == (
        "자료 보급",
        ("재배정", "45,820", "△3", "-", "0.5", "100"),
    )
    assert split_values("119학교 0 0", 8) == ("119학교", ("0", "0"))


def test_more_figures_than_columns_is_no_budget() -> None:
    assert budget(SPENT, "다리 1 2 3 4 5 6 7", "둑 1 2 3 4 5 6 7") is None


def test_a_header_repeated_after_a_page_goes_on_with_the_table() -> None:
    text = "\n".join([*SPENT, "다리 0 200 150 50 25"])
    table = find_tables(page(text + "\n" + text.replace("다리", "둑")))
    assert len(table) == 1
    assert [row[0] for row in grid(table[0])[2:]] == ["다리", "둑"]
    assert len(table[0].pieces) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("연구회 등록 '24.3~4월 130개", ("연구회 등록", "'24.3~4월", "130개")),
        ("평가회 '23.5~'24.1월 36회", ("평가회", "'23.5~'24.1월", "36회")),
        ("상담 운영 '24.8월, 10월, 12월 3회", ("상담 운영", "'24.8월, 10월, 12월", "3회")),
        ("협의회 상반기, 하반기 13명", ("협의회", "상반기, 하반기", "13명")),
        ("안내서 배부 수시 약 300교", ("안내서 배부", "수시", "약 300교")),
        ("조직 진단: 연중", ("조직 진단: 연중", "", "")),
        ("연계 상담: 90교, 필요 시 수시", ("연계 상담: 90교, 필요 시 수시", "", "")),
        ("2024 안내서 제작", ("2024 안내서 제작", "", "")),
    ],
)
def test_the_time_parts_name_and_amount(text: str, expected: tuple[str, str, str]) -> None:
    assert split_time(text) == expected


def test_a_schedule_keeps_lines_of_one_cell_together() -> None:
    table = only("""
세부사업명 추진시기 물량
작은 다리 놓기와␣
+둑 보강 공사
'24.3~5월
+다리: 3개
둑: 5km
물길 살리기 '24.6월 2곳
두 강의 물길을 잇는 큰 공사의
+설계와 감리
'24.7월
'24.9월 4건
""")
    assert grid(table)[1:] == [
        ["작은 다리 놓기와 둑 보강 공사", "'24.3~5월", "다리: 3개"],
        ["", "", "둑: 5km"],
        ["물길 살리기", "'24.6월", "2곳"],
        ["두 강의 물길을 잇는 큰 공사의 설계와 감리", "'24.7월, '24.9월", "4건"],
    ]


def test_one_time_for_all_rows_is_a_merged_cell() -> None:
    table = only(
        "대회명 추진 시기 입상작 수\n노래 대회\n'24.3~12월\n30편 내외\n그림 대회 20편 내외\n글짓기 대회 10편 내외"
    )
    assert grid(table)[1:] == [
        ["노래 대회", "'24.3~12월", "30편 내외"],
        ["그림 대회", "", "20편 내외"],
        ["글짓기 대회", "", "10편 내외"],
    ]
    assert next(cell for cell in table.cells if cell.text == "'24.3~12월").rowspan == 3


LIST = """
순 연구 과제 협력부서 연구책임자
+(소속)
1
+물을 아끼는 길
+ : 강가를 중심으로
물관리과 가나다 교수
+(가온대)
2 나무를 살리는 길 푸른도시과 라마바 대표
+(나무회사)
3 공기를 맑게 하는 길 맑은하늘
+기획과
사아자 연구원
+(하늘연구소)
"""


def test_a_list_splits_title_department_and_person() -> None:
    assert grid(only(LIST))[1:] == [
        ["1", "물을 아끼는 길 : 강가를 중심으로", "물관리과", "가나다 교수 (가온대)"],
        ["2", "나무를 살리는 길", "푸른도시과", "라마바 대표 (나무회사)"],
        ["3", "공기를 맑게 하는 길", "맑은하늘 기획과", "사아자 연구원 (하늘연구소)"],
    ]


def test_a_list_goes_on_after_another_table() -> None:
    other = "순 시범 과제 연구책임자\n+(소속)\n1 놀이 연구 가가가 교사\n+(가초)\n2 노래 연구 나나나 교사\n+(나초)\n"
    rest = LIST.replace("\n3 ", "\n6 ").replace("\n2 ", "\n5 ").replace("\n1\n", "\n4\n").strip()
    tables = find_tables(page(LIST + other + rest))
    assert [len(table.pieces) for table in tables] == [2, 1]
    assert [row[0] for row in grid(tables[0])[1:]] == ["1", "2", "3", "4", "5", "6"]


def test_a_staff_header_in_pieces_is_put_together_by_the_sums() -> None:
    header = "구\n분\n연구직 사\n서\n직\n총\n계\n연구관\n연구원\n소\n계\n"
    table = only(f"(단위: 명)\n{header}정원 2 5 7 3 10\n현원 2 4 6 3 9")
    assert table.kind == "staff"
    assert grid(table)[:2] == [["구분", "연구직", "", "", "사서직", "총계"], ["", "연구관", "연구원", "소계", "", ""]]


def test_a_staff_table_whose_sums_fail_stays_text() -> None:
    header = "구\n분\n연구직 사\n서\n직\n총\n계\n연구관\n연구원\n소\n계\n"
    assert find_tables(page(f"(단위: 명)\n{header}정원 2 5 8 3 10\n현원 2 4 6 3 9")) == ()


def test_words_of_a_header_are_grouped_by_measures() -> None:
    table = only("대회명 보고서 제출 수 입상작 수\n노래 대회 14편 5편\n그림 대회 - -")
    assert grid(table) == [
        ["대회명", "보고서 제출 수", "입상작 수"],
        ["노래 대회", "14편", "5편"],
        ["그림 대회", "-", "-"],
    ]


def test_an_address_is_no_figure() -> None:
    table = only(
        "구  분 소 재 지 건물 면적 비고\n본    원 중구 솔길 46       15,905.50㎡\n동쪽 별관 가온구 솔내로4길 19-3 255㎡"
    )
    assert grid(table)[1:] == [
        ["본원", "중구 솔길 46", "15,905.50㎡", ""],
        ["동쪽 별관", "가온구 솔내로4길 19-3", "255㎡", ""],
    ]


def test_a_table_of_text_lists_what_each_label_has() -> None:
    table = only("구  분 역    할\n상담 창구\n(본청)\n◦ 접수와 안내\n◦ 대상자 조사\n읍면 사무소\n◦ 신청서 접수")
    assert grid(table) == [
        ["구분", "역할"],
        ["상담 창구 (본청)", "접수와 안내"],
        ["", "대상자 조사"],
        ["읍면 사무소", "신청서 접수"],
    ]


def test_a_nested_table_parts_the_one_around_it() -> None:
    outer = "구분 운영 방법\n시민\n◦ 강의실 운영\n◦ 교육 범위\n"
    inner = "업무분야 교육 범위\n기획 - 계획 세우기\n회계 - 장부 쓰기\n"
    first, second = find_tables(page(f"{outer}{inner}읍면\n◦ 안내서 배포"))
    assert [row[0] for row in grid(first)[1:]] == ["시민", "", "읍면"]
    assert grid(second)[1:] == [["기획", "계획 세우기"], ["회계", "장부 쓰기"]]


@pytest.mark.parametrize(
    "text",
    [
        "구분 5월 6월 7월\n설계\n공사\n완료",
        "사업명과 내용을 함께 적음\n다리 3개\n둑 5개",
        "구분 정원 현원\n설명이 이어지는 문장\n다른 문장",
        "세부사업명 추진시기 물량\n이어지는 설명",
        "순 과제 연구책임자\n이어지는 설명",
    ],
)
def test_what_has_lost_its_order_stays_text(text: str) -> None:
    assert find_tables(page(text)) == ()


def test_no_table_runs_over_a_heading() -> None:
    assert find_tables(page("동명 봄 가을\n동구 1 2\n\uf000 실적\n서구 3 4")) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("구  분 소 재 지", "구분 소재지"),
        ("검사명 초 중 고 계", "검사명 초 중 고 계"),
        ("본 원", "본원"),
        ("역    할", "역할"),
    ],
)
def test_letterspaced_words_are_closed_up(text: str, expected: str) -> None:
    assert squeeze(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ⅰ  일 반 현 황", "Ⅰ 일반현황"),
        (" 2.  조  직     5부 7과", "2. 조직 5부 7과"),
        ("2 0 2 4 년 도  위 원 회", "2024년도 위원회"),
        ("1-1 큰 다리", "1-1 큰 다리"),
    ],
)
def test_letterspaced_headings_are_closed_up(text: str, expected: str) -> None:
    assert close_up(text) == expected


def test_broken_lines_are_joined_with_the_words_of_the_document() -> None:
    lines = flat_lines(
        ["이 문장에는 학습공동체 라는 낱말이 있음", "", "여기에는 물관리 라는 말과 계획 이라는 말도 있음"]
    )
    joiner = Joiner(lines)
    assert joiner.prose(["교원 학습", "공동체"]) == "교원 학습공동체"
    assert joiner.prose(["물관리", "계획 수립"]) == "물관리 계획 수립"
    assert joiner.prose(["앞 낱말을", "뒤에 둠"]) == "앞 낱말을 뒤에 둠"
    assert joiner.prose(["최근", "3년간"]) == "최근 3년간"
    assert joiner.cell(["큰다리", "놓기"]) == "큰다리 놓기"


def test_a_year_cut_off_at_a_month_heads_a_column_below_a_unit_line() -> None:
    table = only(
        "(단위: 건)\n구분 2029 2030 2031 2031.9월\n나라 밖 글 4 6 5 7\n나라 안 글 11 9 13 8\n모임 발표 23 27 31 26"
    )
    assert table.titles == ("구분", "2029", "2030", "2031", "2031.9월")
    assert table.rows == 4
