"""Dataclasses come back from the record exactly as they went in."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from corpus.amounts import Amount
from corpus.document import Cell, Check, Location, Paragraph, Section, Table
from corpus.figures import Figure
from index.codec import decode, encode

DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=4) | st.just(Decimal("1E+3"))


@given(DECIMALS, st.text(max_size=20), st.none() | st.sampled_from(["백만원", "%"]))
def test_amounts(value: Decimal, text: str, unit: str | None) -> None:
    amount = Amount(value=value, unit=unit, text=text, span=(1, 9))
    back = decode(Amount, encode(amount))
    assert back == amount
    assert str(back.value) == str(value)


def test_a_table_with_all_its_fields() -> None:
    place = Location(
        "가.txt", ("1 장", "가 절"), lines=(3, 9), box=(0.0, 1.5, 2.0, 3.0), table_id="d:t1", row=0, column=1
    )
    cell = Cell(
        0,
        1,
        "1,780 \n둘째 줄 ‘인용’",
        place,
        rowspan=2,
        row_path=("계",),
        amounts=(Amount(Decimal("1780.50"), "천원", "1,780"),),
    )
    table = Table(
        id="d:t1",
        caption="",
        heading_path=("1 장",),
        location=place,
        rows=1,
        columns=2,
        header_rows=0,
        label_columns=1,
        cells=(cell,),
        unit="천원",
        notes=("주",),
        parts=(place, place),
        checks=(Check("sum", None, "판단 못 함", ((0, 1),), False),),
    )
    assert decode(Table, encode(table)) == table


def test_blocks_of_a_section_keep_their_kind() -> None:
    place = Location("가.txt", lines=(1, 1))
    table = Table("d:t1", "표", (), place, 0, 0, 0, 0, ())
    section = Section("제목", ("제목",), place, (Paragraph("글", place, "item", 2, "-"), table, Paragraph("", place)))
    back = decode(Section, encode(section))
    assert back == section
    assert [type(block) for block in back.blocks] == [Paragraph, Table, Paragraph]


def test_a_figure_without_unit() -> None:
    figure = Figure(
        "d:p0",
        "d",
        "prose",
        Decimal("-0"),
        None,
        None,
        "0",
        "이름",
        (),
        (),
        (),
        "",
        Location("가.txt"),
        periods=("2025",),
        trusted=False,
    )
    assert decode(Figure, encode(figure)) == figure
