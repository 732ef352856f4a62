from typing import cast

import pytest

from assistant.library import Library
from assistant.polarity import NO, YES, verdict
from assistant.question import understand
from corpus.document import Cell, Location, Table
from corpus.units import Unit


class _Rows:
    """A library of one table with one row: 계 100, 시비 -, 구비 100."""

    def table(self, table_id: str) -> Table:
        place = Location("a.txt", (), (1, 1))
        cells = [("계", "100"), ("시비", "-"), ("구비", "100")]
        return Table(
            id=table_id,
            caption="",
            heading_path=(),
            location=place,
            rows=1,
            columns=3,
            header_rows=0,
            label_columns=0,
            cells=tuple(
                Cell(0, column, text, place, row_path=("총사업비",), column_path=(header,))
                for column, (header, text) in enumerate(cells)
            ),
            origin="tsv",
        )


def _verdict(question: str, text: str, *, coverage: float = 0.9, table: bool = False) -> str:
    place = Location("a.txt", (), (1, 1))
    row = Unit("d:u1", "d", "row" if table else "text", 1, (), (), "", (), text, place)
    if table:
        row = Unit("d:u1", "d", "row", 1, (), (), "", ("계", "시비", "구비"), text, place, table_id="t", row=0)
    return verdict(understand(question), row, cast(Library, _Rows()), coverage=coverage)


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("본청의 협력이 필요합니까?", "협력 사항: 해당 없음", NO),
        ("회의실을 주말에도 개방하나요?", "회의실은 주말에도 개방", YES),
        ("회의실을 주말에는 개방하지 않나요?", "회의실은 주말에 개방 불가", YES),
        (
            "위원회를 반드시 두어야 합니까?",
            "위원회를 둘 수 있다.",
            "아니요. 의무가 아니라 ‘할 수 있다’는 재량 규정입니다.",
        ),
        ("계획을 꼭 세워야 합니까?", "계획을 수립하여야 한다.", "예. ‘하여야 한다’는 의무 규정입니다."),
    ],
)
def test_the_evidence_decides(question: str, text: str, answer: str) -> None:
    assert _verdict(question, text) == answer


def test_a_blank_cell_under_the_column_asked_about_means_no() -> None:
    assert _verdict("총사업비에 시비가 포함되어 있습니까?", "총사업비 | 100 - 100", table=True) == NO
    assert _verdict("총사업비에 구비가 포함되어 있습니까?", "총사업비 | 100 - 100", table=True) == YES
    assert _verdict("총사업비에 시비나 구비가 포함되어 있습니까?", "총사업비 | 100 - 100", table=True) == ""


def test_a_passage_about_little_of_the_question_decides_nothing() -> None:
    assert _verdict("회의실을 주말에도 개방하나요?", "회의실은 주말에도 개방", coverage=0.5) == ""


@pytest.mark.parametrize(
    "question", ["총무과는 주관부서입니까, 협조부서입니까?", "총무과는 주관부서인가요 아니면 협조부서인가요?"]
)
def test_which_of_two_is_no_question_for_yes_or_no(question: str) -> None:
    assert _verdict(question, "협조부서: 총무과") == ""


def test_two_questions_in_one_are_no_choice_between_two() -> None:
    assert _verdict("총무과는 협조부서입니까?", "협조부서: 총무과") == YES
