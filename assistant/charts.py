"""Figures as a chart: a series read from a cited table, drawn as SVG without any library; every point is a cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer import Answer, Citation
from assistant.html import Html, button, element
from assistant.show import mark
from assistant.texts import say
from corpus.amounts import write_amount
from corpus.document import Cell, Table
from corpus.figures import cell_periods

MAX_POINTS = 16
_WIDTH, _HEIGHT, _LEFT, _TOP, _BOTTOM = 640, 300, 12, 30, 44
_YEAR = re.compile(r"^(19|20)\d\d$")


@dataclass(frozen=True, slots=True)
class Point:
    """One cell of a series."""

    label: str
    value: Decimal
    row: int
    column: int
    is_asked: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """Cells of one table that can stand on one axis: the same unit, a row over years or a column over rows."""

    title: str
    unit: str
    points: tuple[Point, ...]
    table_id: str
    over: str
    """`year` or `row`."""
    number: int
    """The citation it stands round."""


def series(answer: Answer, table: Table) -> Series | None:
    """Return the series round the answer's first cited cell: its row over years, else its column over rows; or None.

    Totals are left out, as are cells of another unit; fewer than three points make no chart.
    """
    citation = next(
        (c for c in answer.citations if c.table_id == table.id and c.row is not None and c.column is not None), None
    )
    if citation is None:
        return None
    asked = table.at(citation.row or 0, citation.column or 0)
    if asked is None or len(asked.amounts) != 1 or asked.amounts[0].unit is None:
        return None
    return _over_years(table, asked, citation) or _over_rows(table, asked, citation)


def _like(cell: Cell, asked: Cell) -> bool:
    return not cell.is_header and len(cell.amounts) == 1 and cell.amounts[0].unit == asked.amounts[0].unit


def _point(cell: Cell, label: str, asked: Cell) -> Point:
    return Point(label, cell.amounts[0].value, cell.row, cell.column, is_asked=cell is asked)


def _over_years(table: Table, asked: Cell, citation: Citation) -> Series | None:
    years: dict[str, Point] = {}
    for cell in table.cells:
        if cell.row != asked.row or not _like(cell, asked) or _measure(cell) != _measure(asked):
            continue
        periods = cell_periods(cell, table)
        if len(periods) == 1 and _YEAR.match(periods[0]) and periods[0] not in years:
            years[periods[0]] = _point(cell, periods[0], asked)
    if len(years) < 3 or not any(point.is_asked for point in years.values()):
        return None
    points = tuple(years[year] for year in sorted(years))
    return Series(
        " · ".join(citation.row_path) or table.caption,
        asked.amounts[0].unit or "",
        points,
        table.id,
        "year",
        citation.number,
    )


def _measure(cell: Cell) -> tuple[str, ...]:
    """Return a column's headers with their years and numbers taken out: what is measured there."""
    return tuple(re.sub(r"[\d'’.~년도\s]+", "", header) for header in cell.column_path)


def _over_rows(table: Table, asked: Cell, citation: Citation) -> Series | None:
    cells = [
        cell
        for cell in table.cells
        if cell.column == asked.column and _like(cell, asked) and (not cell.is_total or cell is asked) and cell.row_path
    ]
    if asked.is_total:
        cells = [cell for cell in cells if cell is not asked]
    if not 3 <= len(cells) <= MAX_POINTS:
        return None
    shared = _shared([cell.row_path for cell in cells])
    points = tuple(_point(cell, " · ".join(cell.row_path[shared:]) or cell.row_path[-1], asked) for cell in cells)
    title = " · ".join(citation.column_path) or table.caption
    return Series(title, asked.amounts[0].unit or "", points, table.id, "row", citation.number)


def _shared(paths: list[tuple[str, ...]]) -> int:
    """Return how many outer labels all rows have in common."""
    count = 0
    while all(len(path) > count + 1 and path[count] == paths[0][count] for path in paths):
        count += 1
    return count


def chart(drawn: Series, *, turn: int = 0, source: str = "") -> Html:
    """Return a series as a figure: columns over years, bars over rows; every mark is a button to its cell.

    `source` says below it where the figures stand.
    """
    body = _columns(drawn, turn) if drawn.over == "year" else _bars(drawn, turn)
    take = element(
        "div",
        button("PNG", "chart-png", turn=turn, title=say("그래프를 그림으로")),
        button("SVG", "chart-svg", turn=turn, title=say("그래프를 그림으로")),
        button("CSV", "chart-csv", turn=turn, title=say("그래프의 값과 출처를 CSV로")),
        button(say("엑셀"), "xlsx", turn=turn, title=say("근거 표를 XLSX로")),
        button(say("표 보기"), "cite", turn=turn, number=drawn.number),
        class_="take",
    )
    return element(
        "figure",
        element("figcaption", element("b", drawn.title), element("span", say("단위: {unit}", unit=drawn.unit))),
        body,
        element("p", mark(drawn.number, turn), say("출처: {source}", source=source), class_="file"),
        element("p", say("막대를 누르면 그 값이 적힌 칸이 열립니다."), class_="file"),
        take,
        class_="chart",
    )


def span(point: Point | None, drawn: Series) -> tuple[float, float]:
    """Return where a mark begins and ends on the axis, 0 at the lowest value or nought, 1 at the highest or nought.

    Without a point: nought itself, twice.
    """
    low = min(Decimal(0), *(other.value for other in drawn.points))
    high = max(Decimal(0), *(other.value for other in drawn.points))
    if high == low:
        return 0.0, 0.0
    ends = sorted((Decimal(0), point.value if point else Decimal(0)))
    return float((ends[0] - low) / (high - low)), float((ends[1] - low) / (high - low))


def _columns(drawn: Series, turn: int) -> Html:
    step = (_WIDTH - 2 * _LEFT) / len(drawn.points)
    room = _HEIGHT - _BOTTOM - _TOP - (22 if any(point.value < 0 for point in drawn.points) else 0)
    marks = []
    for order, point in enumerate(drawn.points):
        start, end = span(point, drawn)
        top, height = _TOP + room * (1 - end), room * (end - start)
        middle = _LEFT + step * (order + 0.5)
        width = min(64.0, step * 0.62)
        bar = element(
            "rect",
            x=f"{middle - width / 2:.1f}",
            y=f"{top:.1f}",
            width=f"{width:.1f}",
            height=f"{max(height, 1):.1f}",
            rx=3,
        )
        value_y = top + height + 18 if point.value < 0 else top - 8
        value = element("text", write_amount(point.value, ""), x=f"{middle:.1f}", y=f"{value_y:.1f}", class_="value")
        label = element("text", point.label, x=f"{middle:.1f}", y=f"{_HEIGHT - _BOTTOM + 22:.1f}", class_="label")
        marks.append(_mark([bar, value, label], point, drawn, turn))
    floor = f"{_TOP + room * (1 - span(None, drawn)[0]):.1f}"
    line = element("line", x1=_LEFT, x2=_WIDTH - _LEFT, y1=floor, y2=floor, class_="axis")
    return element("svg", line, *marks, viewBox=f"0 0 {_WIDTH} {_HEIGHT}", role="img", aria_label=drawn.title)


def _mark(parts: list[Html], point: Point, drawn: Series, turn: int) -> Html:
    said = f"{point.label}: {write_amount(point.value, drawn.unit)}"
    return element(
        "g",
        element("title", said),
        *parts,
        class_=_named("mark", point),
        tabindex=0,
        role="button",
        data_act="cell",
        data_turn=turn,
        data_table=drawn.table_id,
        data_row=point.row,
        data_column=point.column,
    )


def _named(kind: str, point: Point) -> str:
    return kind + (" asked-for" if point.is_asked else "") + (" minus" if point.value < 0 else "")


def _extent(point: Point, drawn: Series) -> str:
    start, end = span(point, drawn)
    return f"margin-left:{start * 100:.1f}%;width:{(end - start) * 100:.1f}%"


def _bars(drawn: Series, turn: int) -> Html:
    rows = [
        element(
            "button",
            element("span", point.label, class_="label"),
            element("span", element("i", style=_extent(point, drawn)), class_="track"),
            element("span", write_amount(point.value, ""), class_="value"),
            type="button",
            class_=_named("bar", point),
            data_act="cell",
            data_turn=turn,
            data_table=drawn.table_id,
            data_row=point.row,
            data_column=point.column,
        )
        for point in drawn.points
    ]
    return element("div", *rows, class_="bars")
