"""Header lines printed apart: a first line one field short of its body, a second line of brackets alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Table
from corpus.exports import read_export
from corpus.tabbed import runs
from corpus.txt import TextSource


def _tables(*lines: str) -> list[Table]:
    source = TextSource(Path("표.txt"), "표.txt", "d", lines, {})
    return [block for section in read_export(source).sections for block in section.blocks if isinstance(block, Table)]


def _found(table: Table) -> dict[tuple[tuple[str, ...], tuple[str, ...]], str]:
    return {(cell.row_path, cell.column_path): cell.text for cell in table.cells if not cell.is_header}


GARDENS = (
    "구 분\t2031\t2030\t증감\t비고",
    "합 계\t\t90\t70\t20\t",
    "정원\t장미원\t40\t30\t10\t3단지 개장",
    "\t수국원\t20\t20\t-\t",
    "온실\t선인장관\t30\t20\t10\t",
)


def test_the_first_head_of_a_short_line_spans_the_columns_of_labels() -> None:
    (table,) = _tables(*GARDENS)
    assert (table.header_rows, table.label_columns, table.location.lines) == (1, 2, (1, 5))
    found = _found(table)
    assert found[("합계",), ("2031",)] == "90"
    assert found[("정원", "수국원"), ("2030",)] == "20"
    assert found[("정원", "장미원"), ("비고",)] == "3단지 개장"
    assert found[("온실", "선인장관"), ("증감",)] == "10"
    assert len(table.repairs) == 1


@pytest.mark.parametrize("head", ["구분", "부서", "과목", "읍·면·동"])
def test_labels_that_never_repeat_are_labels_below_a_spanning_head(head: str) -> None:
    (table,) = _tables(f"{head}\t예산액\t결산액", "도로과\t교량 보수\t12\t11", "공원과\t꽃길 조성\t9\t8")
    assert _found(table)[("공원과", "꽃길 조성"), ("결산액",)] == "8"


def test_two_fields_short_span_three_columns() -> None:
    (table,) = _tables("구분\t2031\t2030", "농업\t과수\t사과\t5\t4", "\t\t배\t3\t2", "\t채소\t무\t1\t2")
    assert table.label_columns == 3
    assert _found(table)[("농업", "과수", "배"), ("2031",)] == "3"


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("부서\t사업명\t예산액", "도로과\t교량 보수\t12\t11"),  # the second head heads labels too
        ("구분\t산출근거\t예산액", "도로과\t교량 보수\t12\t11"),  # words are announced where a number stands
        ("구분\t2031\t비고", "도로과\t교량 보수\t12\t11"),  # a remark would be a number
        ("구분\t2031\t2030", "도로과\t12\t11\t10"),  # one column of labels needs no span
        ("구분\t2031\t2030", "도로과\t교량\t보수\t10"),  # three columns of labels under two
        ("구분\t2031", "도로과\t교량\t12\t10"),  # two fields short, but only one label more
        ("시작\t2031\t2030", "도로과\t교량 보수\t12\t11"),  # not a head of labels
        ("구분\t120\t110", "도로과\t교량 보수\t12\t11"),  # a row, not a header
        ("구분\t\t2030", "도로과\t교량 보수\t12\t11"),  # a field is empty already
    ],
)
def test_a_short_line_that_does_not_fit_stays_apart(head: str, row: str) -> None:
    found = runs([head, row, row.replace("도로과", "공원과")])
    assert [len(run.rows) for run in found] == [1, 2]


def test_a_line_between_keeps_a_short_line_apart() -> None:
    assert len(runs([GARDENS[0], "", *GARDENS[1:]])) == 2


ROOMS = ("마을\t계\t가형\t나형", "\t\t\t(고친 뒤 쓸 집)", "합 계\t9\t4\t5", "윗말\t5\t2\t3", "아랫말\t4\t2\t2")


def test_a_line_of_brackets_joins_the_heads_above_it() -> None:
    (table,) = _tables(*ROOMS)
    assert (table.header_rows, table.rows) == (1, 4)
    assert _found(table)[("윗말",), ("나형 (고친 뒤 쓸 집)",)] == "3"
    head = table.at(0, 3)
    assert head is not None
    assert head.location.lines == (1, 2)
    assert len(table.repairs) == 1


@pytest.mark.parametrize(
    "line",
    [
        "\t(9)\t(4)\t(5)",  # values in brackets
        "\t(9명)\t(4명)\t(5명)",
        "윗말\t\t\t(고친 뒤 쓸 집)",  # a row of its own label
        "\t\t2\t(고친 뒤 쓸 집)",  # a value among the brackets
    ],
)
def test_other_lines_with_brackets_are_rows(line: str) -> None:
    (run,) = runs([ROOMS[0], line, *ROOMS[2:]])
    assert len(run.rows) == 5
    assert run.texts[0] == ["마을", "계", "가형", "나형"]


def test_a_body_of_brackets_keeps_its_first_line() -> None:
    (run,) = runs(["장소\t낮\t밤", "\t(맑음)\t(흐림)", "윗말\t산책\t독서", "\t(흐림)\t(비)", "아랫말\t산책\t독서"])
    assert len(run.rows) == 5


def test_brackets_under_an_empty_head_stay() -> None:
    (run,) = runs(["마을\t계\t가형\t", "\t\t\t(빈집)", "윗말\t5\t2\t3", "아랫말\t4\t2\t2"])
    assert "(빈집)" in [text.strip() for row in run.texts for text in row]
