"""A chart taken along: as a picture of its own with its source, and its points as CSV with their places."""

from __future__ import annotations

import csv
import io

from assistant.charts import Point, Series, span
from assistant.export import HEADERS, csv_row, rows
from assistant.html import Html, element
from assistant.texts import say
from corpus.amounts import write_amount
from corpus.document import Table

WIDTH = 960
"""Pixels; the height follows from the number of points."""
_LEFT, _TOP, _FOOT, _LABEL, _LINE, _COLUMNS = 40, 96, 64, 300, 36, 320
_INK, _SOFT, _ASKED, _PLAIN, _MINUS = "#1d2733", "#51606f", "#17508f", "#8ba7c7", "#c0765a"
_FONT = "'Noto Sans KR','Noto Sans CJK KR','Malgun Gothic','Apple SD Gothic Neo','NanumGothic',sans-serif"
_LONGEST = 24
"""Letters of a row's label; the whole one stands in the mark's title."""


def source_line(table: Table, drawn: Series) -> str:
    """Return where the points stand: document, table, pages or lines."""
    cells = {(cell.row, cell.column): cell for cell in table.cells}
    places = [cells[point.row, point.column].location for point in drawn.points if (point.row, point.column) in cells]
    pages = sorted({at.page for at in places if at.page is not None})
    lines = sorted({line for at in places if at.lines for line in at.lines})
    at = ""
    if pages:
        at = say("{page}쪽", page="–".join(dict.fromkeys(str(page) for page in (pages[0], pages[-1]))))
    elif lines:
        first, last = lines[0], lines[-1]
        at = say("{first}행", first=first) if first == last else say("{first}~{last}행", first=first, last=last)
    return " › ".join(part for part in (table.location.document, table.caption, at) if part)


def chart_svg(drawn: Series, table: Table) -> bytes:
    """Return a series as a standalone SVG: title, unit, marks with their values, source; colours and fonts inside."""
    height = _TOP + _FOOT + (_COLUMNS if drawn.over == "year" else _LINE * len(drawn.points))
    marks = _columns(drawn) if drawn.over == "year" else _bars(drawn)
    unit = say("단위: {unit}", unit=drawn.unit)
    source = say("출처: {source}", source=source_line(table, drawn))
    body = element(
        "svg",
        element("rect", width=WIDTH, height=height, fill="#ffffff"),
        _text(drawn.title, _LEFT, 44, size=22, weight=700),
        _text(unit, WIDTH - _LEFT, 44, size=15, fill=_SOFT, anchor="end"),
        *marks,
        _text(source, _LEFT, height - 22, size=13, fill=_SOFT),
        xmlns="http://www.w3.org/2000/svg",
        width=WIDTH,
        height=height,
        viewBox=f"0 0 {WIDTH} {height}",
        font_family=_FONT,
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}'.encode()


def _text(
    text: str, x: float, y: float, *, size: int, fill: str = _INK, weight: int = 400, anchor: str = "start"
) -> Html:
    return element(
        "text", text, x=f"{x:.1f}", y=f"{y:.1f}", font_size=size, fill=fill, font_weight=weight, text_anchor=anchor
    )


def _fill(point: Point) -> str:
    return _ASKED if point.is_asked else _MINUS if point.value < 0 else _PLAIN


def _mark(point: Point, drawn: Series, *parts: Html) -> Html:
    return element("g", element("title", f"{point.label}: {write_amount(point.value, drawn.unit)}"), *parts)


def _columns(drawn: Series) -> list[Html]:
    step = (WIDTH - 2 * _LEFT) / len(drawn.points)
    width = min(96.0, step * 0.6)
    room = _COLUMNS - 60
    marks = []
    for order, point in enumerate(drawn.points):
        start, end = span(point, drawn)
        top, size = _TOP + 24 + room * (1 - end), room * (end - start)
        middle = _LEFT + step * (order + 0.5)
        value_y = top + size + 20 if point.value < 0 else top - 9
        marks.append(
            _mark(
                point, drawn,
                element("rect", x=f"{middle - width / 2:.1f}", y=f"{top:.1f}", width=f"{width:.1f}",
                        height=f"{max(size, 1):.1f}", fill=_fill(point)),
                _text(write_amount(point.value, ""), middle, value_y, size=16, weight=700, anchor="middle"),
                _text(point.label, middle, _TOP + _COLUMNS - 8, size=15, fill=_SOFT, anchor="middle"),
            )
        )  # fmt: skip
    floor = _TOP + 24 + room * (1 - span(None, drawn)[0])
    axis = element(
        "line", x1=_LEFT, x2=WIDTH - _LEFT, y1=f"{floor:.1f}", y2=f"{floor:.1f}", stroke="#c8d0d9"
    )  # fmt: skip
    return [*marks, axis]


def _bars(drawn: Series) -> list[Html]:
    room = WIDTH - 2 * _LEFT - _LABEL - 130
    marks = []
    for order, point in enumerate(drawn.points):
        y = _TOP + _LINE * order
        start, end = span(point, drawn)
        label = point.label if len(point.label) <= _LONGEST else f"{point.label[: _LONGEST - 1]}…"
        marks.append(
            _mark(
                point, drawn,
                _text(label, _LEFT, y + 20, size=15),
                element("rect", x=f"{_LEFT + _LABEL + room * start:.1f}", y=y + 5,
                        width=f"{max(room * (end - start), 1):.1f}", height=20, fill=_fill(point)),
                _text(write_amount(point.value, ""), WIDTH - _LEFT, y + 20, size=15, weight=700, anchor="end"),
            )
        )  # fmt: skip
    return marks


def chart_csv(drawn: Series, table: Table) -> bytes:
    """Return the points in the chart's order as CSV in UTF-8 with a byte order mark, with unit, text and place."""
    known = {(row.at, row.value): row for row in rows(table)}
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADERS)
    for point in drawn.points:
        writer.writerow(csv_row(known[(point.row, point.column), point.value]))
    return out.getvalue().encode("utf-8-sig")
