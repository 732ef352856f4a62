"""Every stage that mends a table, on small tables of our own; and that it leaves sound tables alone."""

from __future__ import annotations

import pytest

from corpus.mend import (
    CLEANING,
    MENDING,
    drop_padding,
    drop_rules,
    drop_spilled_field,
    fill_long_list,
    join_fragments,
    mend_cut_items,
    mend_shift,
    name_lost_heads,
    pull_labels,
    split_double_values,
    spread_totals,
)
from corpus.runs import Run, Stage, raw_runs


def _run(*rows: str) -> Run:
    """Rows of `|` separated fields, one a line from 1."""
    runs = raw_runs([row.replace("|", "\t") for row in rows])
    assert len(runs) == 1
    return runs[0]


SOUND = _run("구분|합계|2024|2025", "상담|30|10|20", "교육|7|3|4", "계|37|13|24")


@pytest.mark.parametrize(("name", "stage"), [*CLEANING, *MENDING], ids=lambda value: value if str(value) else "")
def test_a_sound_table_passes_every_stage_unchanged(name: str, stage: Stage) -> None:
    assert stage(SOUND) == SOUND


def test_rows_of_dashes_go() -> None:
    run = drop_rules(_run("이름|값", "가|1", "---|-----", "나|2"))
    assert run.texts == [["이름", "값"], ["가", "1"], ["나", "2"]]
    assert run.repairs


def test_a_dash_for_nothing_stays() -> None:
    run = _run("이름|값|몫", "가|-|-", "나|-|3")
    assert drop_rules(run) == run


def test_a_first_field_with_the_rows_below_goes() -> None:
    rows = [f"{number} 2024 한빛구 새봄{number}학교" for number in range(1, 9)]
    lines = [f"{' '.join(rows[at:])}|{at + 1}|2024|한빛구|새봄{at + 1}학교" for at in range(5)]
    run = drop_spilled_field(_run(f"{' '.join(rows)}|연번|연도|지역|이름", *lines))
    assert run.texts[0] == ["연번", "연도", "지역", "이름"]
    assert run.texts[1] == ["1", "2024", "한빛구", "새봄1학교"]


def test_a_first_field_with_its_own_row_run_together_goes() -> None:
    run = drop_spilled_field(
        _run("연번동유형1가동|연번|동|유형", "1가동아|1|가동|아파트", "2가동단|2|가동|단독", "3나동단독|3|나동|단독")
    )
    assert run.texts == [["연번", "동", "유형"], ["1", "가동", "아파트"], ["2", "가동", "단독"], ["3", "나동", "단독"]]
    kept = _run("코드|연번|동|유형", "1가동아|1|가동|아파트", "2가동단|2|가동|단독", "3나동단독|3|나동|단독")
    assert drop_spilled_field(kept) == kept


def test_long_descriptions_in_the_first_column_stay() -> None:
    text = "여러 기관이 함께 여는 상담과 체험과 진로 탐색을 한자리에서 살필 수 있게 하는 마당을 봄과 가을에 연다"
    run = _run("내용|시기|장소|비고", *(f"{number} {text}|봄|강당|없음" for number in range(5)))
    assert drop_spilled_field(run) == run


def test_padding_at_the_right_goes_but_headed_columns_stay() -> None:
    assert drop_padding(_run("가|나|비고||", "1|2|||")).texts == [["가", "나", "비고"], ["1", "2", ""]]


def test_shifted_rows_move_when_the_sums_prove_it() -> None:
    run = mend_shift(
        _run(
            "구분|전체||1년||",
            "|수|금액|수|금액|",
            "모두|30|300|10|100|",
            "방식|직접|20|180|6|70",
            "|위탁|10|120|4|30",
        )
    )
    assert run.texts[0] == ["구분", "", "전체", "", "1년", ""]
    assert run.texts[2] == ["모두", "", "30", "300", "10", "100"]
    assert run.texts[3] == ["방식", "직접", "20", "180", "6", "70"]
    assert "합계가 맞음" in run.repairs[0]


def test_rows_do_not_move_when_the_sums_do_not_prove_it() -> None:
    run = _run(
        "구분|전체||1년||", "|수|금액|수|금액|", "모두|31|300|10|101|", "방식|직접|20|180|6|70", "|위탁|10|120|4|30"
    )
    assert mend_shift(run) == run


def test_two_values_in_a_field_part_over_the_empty_field_below() -> None:
    run = split_double_values(_run("사업|금액", "소계|2,600 1,450", "가|", "나|1,150"))
    assert [row[1] for row in run.texts] == ["금액", "2,600", "1,450", "1,150"]
    assert run.rows[2][1].lines == (2, 2), "the value is cited where it was printed"


def test_two_values_stay_together_where_the_field_below_is_filled() -> None:
    run = _run("사업|금액", "가|10 20", "나|30")
    assert split_double_values(run) == run


def test_the_end_of_a_lettered_list_goes_back_to_its_row() -> None:
    run = mend_cut_items(_run("이름|까닭", "첫째|가. 목적. 나. 책무.", "둘째|다. 위탁. 가. 계획. 나. 자문."))
    assert run.texts[1:] == [["첫째", "가. 목적. 나. 책무. 다. 위탁."], ["둘째", "가. 계획. 나. 자문."]]


def test_a_list_that_starts_at_its_own_first_letter_stays() -> None:
    run = _run("이름|까닭", "첫째|가. 목적. 나. 책무.", "둘째|가. 계획. 나. 자문.")
    assert mend_cut_items(run) == run


def test_printed_lines_of_one_row_join() -> None:
    bracket = join_fragments(_run("구분|내용", "문서 초안|- 틀을 만듦", "(열 가지)|- 답을 씀", "검색|- 자료를 찾음"))
    assert bracket.texts[1] == ["문서 초안 (열 가지)", "- 틀을 만듦 - 답을 씀"]
    assert bracket.rows[1][0].lines == (2, 3)
    remark = join_fragments(_run("구분|가형|나형", "이용|정액|종량", "기준|※ 제한 없음|※ 다 쓰면 멈춤"))
    assert remark.texts[1] == ["이용 기준", "정액 ※ 제한 없음", "종량 ※ 다 쓰면 멈춤"]
    comma = join_fragments(_run("분야|내용", "자료|수집, 저장,", "분석|그림, 예측", "융합|교통"))
    assert comma.texts[1:] == [["자료 분석", "수집, 저장, 그림, 예측"], ["융합", "교통"]]


def test_a_bulleted_label_returns_to_its_column() -> None:
    run = pull_labels(_run("부서|사업|금액|비고", "가|▶ 하나|10|", "나|▶ 둘|20|", "다||▶ 셋|"))
    assert run.texts[3] == ["다", "▶ 셋", "", ""]


def test_gaps_of_a_long_sorted_list_fill_only_between_equals() -> None:
    rows = [f"{number}|{'동구' if number < 12 else '서구'}|학교{number}" for number in range(1, 25)]
    rows[4], rows[11] = "5||학교5", "12||학교12"
    run = fill_long_list(_run("번호|구|이름", *rows))
    assert run.texts[5][1] == "동구"
    assert run.texts[12][1] == "", "between 동구 and 서구 nobody can tell"
    assert run.repairs == ("빈 칸을 위아래 값으로 채움(6행)",)


def test_a_total_over_two_rows_is_told_in_both() -> None:
    run = spread_totals(_run("구분|계|2024|2025", "산출|50|10원 × 2명|10원 × 3명", "금액||20|30"))
    assert run.texts[2] == ["금액", "50", "20", "30"]
    assert run.rows[2][1].lines == (2, 2)


def test_an_empty_total_that_does_not_add_up_stays_empty() -> None:
    run = _run("구분|계|2024|2025", "산출|51|10원 × 2명|10원 × 3명", "금액||20|30")
    assert spread_totals(run) == run


def test_lost_heads_are_named_by_subtraction() -> None:
    run = name_lost_heads(_run("사업|||증가액", "가|30|20|10", "나|9|4|5", "다|7|7|-"))
    assert run.texts[0] == ["사업", "변경 후", "변경 전", "증가액"]


def test_lost_heads_stay_lost_when_the_numbers_disagree() -> None:
    run = _run("사업|||증가액", "가|30|20|11", "나|9|4|6")
    assert name_lost_heads(run) == run
