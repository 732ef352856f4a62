"""The certificate: sums in every direction, rates by their formula, reasons to doubt a reading."""

from __future__ import annotations

from corpus.document import Check, Location, Table
from corpus.grid import RawCell, RawTable, build_table


def _table(*rows: str, unit: str = "(단위: 백만원)") -> Table:
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
        unit_texts=(("line", unit),) if unit else (),
        spans_known=False,
    )
    return build_table(raw, document_id="d", number=1)


def _checks(table: Table, rule: str) -> list[Check]:
    return [check for check in table.checks if check.rule == rule]


def test_columns_and_rows_close() -> None:
    table = _table("구분|2024|2025|합계", "가|10|20|30", "나|1|2|3", "합계|11|22|33")
    checks = _checks(table, "sum")
    assert len(checks) == 6
    assert all(check.passed for check in checks)


def test_a_wrong_total_is_a_note_on_the_source_and_no_doubt_about_the_reading() -> None:
    table = _table("구분|2024|2025|합계", "가|10|20|30", "나|1|2|3", "합계|11|32|43")
    failed = [check for check in _checks(table, "sum") if check.passed is False]
    assert [check.cells for check in failed] == [((3, 2),), ((3, 3),)]
    assert "표의 값 32, 더한 값 22" in failed[0].message
    assert table.is_trusted


def test_a_difference_of_one_is_called_rounding() -> None:
    (failed,) = [check for check in _checks(_table("구분|2024", "가|10", "나|1", "계|12"), "sum") if not check.passed]
    assert "반올림" in failed.message


def test_nested_subtotals_close_by_blocks_and_over_all() -> None:
    table = _table(
        "사업|재원|금액", "가|국비|10", "|시비|20", "|소계|30", "나|국비|1", "|시비|2", "|소계|3", "합계||33"
    )
    passed = {check.cells for check in _checks(table, "sum") if check.passed}
    assert {((3, 2),), ((6, 2),), ((7, 2),)} <= passed


def test_a_group_with_its_own_subtotal_counts_once() -> None:
    table = _table("구분|계|임기 내|||임기 후", "||소계|2024|2025|", "가|60|30|10|20|30", "나|6|3|1|2|3")
    assert [check.passed for check in _checks(table, "sum")] == [True] * 4


def test_a_whole_group_is_the_sum_of_the_other_groups() -> None:
    table = _table(
        "구분|전체||공립||사립|",
        "|수|비율|수|비율|수|비율",
        "동|30|100%|20|67%|10|33%",
        "교|9|100%|6|67%|2|33%",
        unit="",
    )
    assert [check.passed for check in _checks(table, "sum")] == [True, False]


def test_a_row_that_adds_up_the_rows_below_is_a_total() -> None:
    table = _table("구분|2023|2024|2025", "우리 시|30|50|70", "직접|20|40|60", "위탁|10|10|10")
    assert all(cell.is_total for cell in table.cells if cell.row == 1 and not cell.is_header)
    assert not any(cell.is_total for cell in table.cells if cell.row > 1)


def test_rates_are_checked_by_the_formula_in_the_header() -> None:
    table = _table("구분|예산(A)|집행(B)|집행률(%)(C=B/A)", "가|200|100|50", "나|200|150|60")
    assert [check.passed for check in _checks(table, "rate")] == [True, False]
    assert table.is_trusted


def test_splintered_words_are_doubted_and_state_nothing() -> None:
    table = _table(
        "구분|o|원|명|지|역|구", "위원|김|하|늘|동|구|1", "위원|이|바|다|서|구|2", "위원|박|별|님|남|구|3", unit=""
    )
    assert not table.is_trusted
    assert not any(cell.amounts for cell in table.cells)


def test_headers_nobody_can_read_are_doubted() -> None:
    assert not _table("부서명|J|증가액", "가|나|10", "다|라|20").is_trusted


def test_lost_spans_over_columns_are_doubted() -> None:
    rows = ["구분|초|중|고", "수업|모두 같은 틀로 준비하고 살핀다||", "평가|과정을 살펴 글로 남긴다||", "자료|가|나|다"]
    assert not _table(*rows, unit="").is_trusted


def test_rows_without_a_name_are_doubted() -> None:
    assert not _table("분야|내용", "|첫 줄", "자료|둘째 줄", unit="").is_trusted


def test_a_group_of_alternatives_without_a_mark_is_doubted() -> None:
    header = ["여부||시기||예산||", "신규|계속|임기 내|임기 후|계|국비|시비"]
    assert _table(*header, "○||○||30|10|20").is_trusted
    doubtful = _table(*header, "○|○|||30|10|20")
    assert [check.rule for check in doubtful.checks if check.passed is False] == ["mark"]
