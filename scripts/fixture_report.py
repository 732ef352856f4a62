"""One invented report, and what must come out of each of its tables; `make_format_fixtures.py` writes
it in every format.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class C:
    """A cell of a fixture table; `mark` is a footnote number printed raised after the text."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    mark: int = 0


@dataclass(frozen=True)
class T:
    """A fixture table: rows hold only the cells that begin in them; `nested` stands in the cell with that text."""

    rows: tuple[tuple[C, ...], ...]
    header_rows: int
    label_columns: int
    units: tuple[str, ...]
    """Unit of each value column."""
    unit_line: str = ""
    open_sides: bool = False
    nested: tuple[str, T] | None = None


@dataclass(frozen=True)
class P:
    """A line of text: `style` is title, h1, h2, item, sub, note, text or footnote."""

    style: str
    text: str
    mark: int = 0


def _budget() -> T:
    years = ("예산액", "집행액", "집행률(%)")
    body = (
        ("마을배움터 운영", "시비", "1,250", "1,198.5", "95.9", "1,400", "350", "25.0"),
        ("", "구비", "430", "401", "93.3", "380", "△12", "△3.2"),
        ("", "소계", "1,680", "1,599.5", "95.2", "1,780", "338", "19.0"),
        ("숲길교실 조성", "시비", "2,040", "1,877", "92.0", "1,530", "△510", "△33.3"),
        ("", "민간", "-", "-", "-", "120", "45", "37.5"),
        ("", "소계", "2,040", "1,877", "92.0", "1,650", "△465", "△28.2"),
    )
    rows = [
        (C("사업명", 2), C("재원", 2), C("2024년", colspan=3), C("2025년", colspan=3)),
        tuple(C(text) for text in (*years, *years)),
    ]
    for index, row in enumerate(body):
        lead = (C(row[0], 3),) if row[0] else ()
        cells = tuple(C(text, mark=1 if index == 1 and text == "430" else 0) for text in row[1:])
        rows.append((*lead, *cells))
    rows.append((C("합계", colspan=2), *(C(text) for text in ("3,720", "3,476.5", "93.5", "3,430", "△127", "△3.7"))))
    return T(tuple(rows), 2, 2, ("백만원", "백만원", "%") * 2, "(단위: 백만원)")


SCHOOLS = (("가람", 16), ("나루", 21), ("다솔", 18), ("라온", 17))


def _schools() -> T:
    rows = [(C("구역"), C("학교명"), C("학생 수(명)"), C("지원액"), C("1인당 지원액"))]
    serial = 0
    for area, count in SCHOOLS:
        for index in range(count):
            serial += 1
            pupils, amount = 180 + serial * 7 % 431, 2_400 + serial * 137 % 3_911
            lead = (C(f"{area}구역", count),) if index == 0 else ()
            rows.append(
                (
                    *lead,
                    C(f"{area}{'하늘들풀솔새봄여름가을겨울'[index % 12]}{index + 1}초"),
                    C(f"{pupils:,}"),
                    C(f"{amount:,}"),
                    C(f"{amount / pupils:.1f}"),
                )
            )
    return T(tuple(rows), 1, 2, ("명", "천원", "천원"), "(단위: 천원)", open_sides=True)


def _method() -> T:
    inner = T(
        (
            (C("단계"), C("참여 인원(명)"), C("횟수(회)")),
            (C("기초"), C("1,204"), C("12")),
            (C("심화"), C("318"), C("△4")),
        ),
        1,
        1,
        ("명", "회"),
    )
    rows = (
        (C("구분"), C("내용")),
        (C("운영 기간"), C("2025. 4. ~ 2025. 11.")),
        (C("운영 방법"), C("기초와 심화로 나누어 운영")),
        (C("운영 장소"), C("마을배움터와 숲길교실")),
    )
    return T(rows, 1, 1, ("",), nested=("기초와 심화로 나누어 운영", inner))


REPORT: tuple[P | T, ...] = (
    P("title", "2025년 무지개시 마을배움 사업 추진 보고"),
    P("text", "2025. 3. 31."),
    P("text", "무지개시 교육지원과"),
    P("h1", "Ⅰ. 사업 개요"),
    P("h2", "□ 추진 배경"),
    P(
        "item",
        "○ 방과 후에 갈 곳이 없는 어린이가 늘어 마을의 빈 공간을 배움터로 고쳐 쓰기로 하였으며, 이를 위해 구마다 한 곳씩 모두 열두 곳을 마련함",  # noqa: E501
    ),
    P("sub", "- 참여 어린이는 1,522명이며 지난해보다 204명 늘어남", mark=2),
    P("h1", "Ⅱ. 예산"),
    P("h2", "□ 재원별 예산과 집행"),
    _budget(),
    P("note", "※ 2025년 집행액은 3월 말까지의 금액임"),
    P("h1", "Ⅲ. 지원 학교"),
    P("h2", "□ 구역별 학교 지원액"),
    _schools(),
    P("h1", "Ⅳ. 운영"),
    P("h2", "□ 운영 방법"),
    _method(),
    P("text", "운영 결과는 연말에 시민에게 알린다."),
)
FOOTNOTES = {1: "구비는 추가로 배정된 금액을 뺀 것임", 2: "초등학생 기준임"}


def grid(table: T) -> list[list[tuple[C, bool]]]:
    """Return the table's full grid: at each position the cell that covers it and whether it begins there."""
    width = sum(cell.colspan for cell in table.rows[0])
    full: list[list[tuple[C, bool] | None]] = [[None] * width for _ in table.rows]
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while full[row][column] is not None:
                column += 1
            for r in range(row, row + cell.rowspan):
                for c in range(column, column + cell.colspan):
                    full[r][c] = (cell, (r, c) == (row, column))
            column += cell.colspan
    return [[place for place in row if place is not None] for row in full]


def tables() -> list[T]:
    """Return the report's tables in order, nested ones after their parents."""
    found: list[T] = []
    for block in REPORT:
        if isinstance(block, T):
            found.append(block)
            if block.nested:
                found.append(block.nested[1])
    return found


def expected() -> list[dict[str, object]]:
    """Return every figure of the report's tables: table, row path, column path, value, unit."""
    figures: list[dict[str, object]] = []
    for number, table in enumerate(tables(), start=1):
        full = grid(table)
        for row in full[table.header_rows :]:
            labels = [cell.text for cell, _ in row[: table.label_columns]]
            for column in range(table.label_columns, len(row)):
                text = row[column][0].text
                unit = table.units[column - table.label_columns]
                if not unit or text == "-":
                    continue
                heads = [full[level][column][0].text for level in range(table.header_rows)]
                value = text.replace(",", "").replace("△", "-")
                figures.append(
                    {
                        "table": number,
                        "row": list(dict.fromkeys(labels)),
                        "column": list(dict.fromkeys(heads)),
                        "value": value,
                        "unit": unit,
                    }
                )
    return figures
