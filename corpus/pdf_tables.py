"""Ruled tables of a PDF page: cell boxes with spans, open sides closed, nested tables kept apart."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pdfplumber.page import Page
from pdfplumber.table import TableFinder

from corpus.document import Box, Origin
from corpus.grid import RawCell
from corpus.hidden import is_white
from corpus.pdf_page import Char, holds, text_of
from corpus.spans import drop_empty, fill_gaps

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_TOLERANCE = 2.0
_SAME_SIDE = 3.0
_DOUBLE_RULE = 6.0
_CLOSED = 0.9
"""A side ruled over this share of its length is closed."""
_PAGE_WIDE = 0.95
_FRAME = 0.25
_MAX_EDGES = 6000
"""A page with more edges is a drawing or a map; looking for tables in it would take minutes."""


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table, or the part of one, on one page."""

    box: Box
    cells: tuple[RawCell, ...]
    rows: int
    columns: int
    nested_in: int | None = None
    """Position in the page's list of the table around it."""
    origin: Origin = "pdf"
    columns_at: tuple[tuple[float, float], ...] = ()
    """Left and right end of each column in points for a table without rules; () for a ruled one."""


def page_tables(page: Page, chars: Sequence[Char], number: int) -> list[PageTable]:
    """Return the ruled tables of a page, from the top; a table inside another's cell comes after it."""
    ruled = page.filter(lambda thing: _is_rule(thing, page))
    if len(ruled.edges) > _MAX_EDGES:
        return []
    boxes = [_cell_boxes(table) for table in _find(ruled)]
    boxes = sorted(
        (cells for cells in boxes if cells and not _is_frame(cells, page)),
        key=lambda cells: (_around(cells)[1], _around(cells)[0], -_area(_around(cells))),
    )
    outer = [_around(cells) for cells in boxes]
    parents = [_parent(index, outer) for index in range(len(outer))]
    found: list[PageTable] = []
    for index, cells in enumerate(boxes):
        inner = [outer[child] for child, parent in enumerate(parents) if parent == index]
        own = [char for char in chars if _inside(char, outer[index]) and not any(_inside(char, box) for box in inner)]
        table = _page_table(cells, own, number, parents[index])
        if any(cell.text.strip() for cell in table.cells):
            found.append(table)
    return found


def _is_rule(thing: Mapping[str, Any], page: Page) -> bool:
    """Tell the lines and boxes that may rule a table: not what is white on white, nor the page's own background."""
    if thing["object_type"] not in ("line", "rect", "curve"):
        return False
    stroked = bool(thing.get("stroke")) and not is_white(thing.get("stroking_color"))
    filled = bool(thing.get("fill")) and not is_white(thing.get("non_stroking_color"))
    if thing["object_type"] != "line" and not stroked and not filled:
        return False
    width, height = thing["x1"] - thing["x0"], thing["bottom"] - thing["top"]
    return bool(width < _PAGE_WIDE * page.width or height < _PAGE_WIDE * page.height)


def _is_frame(cells: Sequence[Box], page: Page) -> bool:
    """Tell a lone box around a good part of a page: what is in it is text and tables like elsewhere."""
    return len(cells) == 1 and _area(cells[0]) > _FRAME * float(page.width) * float(page.height)


def _find(page: Page) -> list[Any]:
    """Return pdfplumber's tables; where sides are open, those found with the sides closed."""
    sides = [{**side, "doctop": page.initial_doctop + side["top"]} for side in open_sides(page.edges)]
    settings: dict[str, Any] = {"explicit_vertical_lines": sides} if sides else {}
    return list(TableFinder(page, settings).tables)


def open_sides(edges: Sequence[Any]) -> list[dict[str, Any]]:
    """Return vertical lines that close tables without left and right rules, from the edges of a page in points.

    Horizontal edges of equal extent with a vertical edge between them, but none at their ends, are rows of such a
    table. pdfplumber loses its outer columns (its issues 223, 307 and 1325).
    """
    horizontal = [edge for edge in edges if edge["orientation"] == "h" and edge["x1"] - edge["x0"] > 20]
    vertical = [edge for edge in edges if edge["orientation"] == "v"]
    lines: list[dict[str, Any]] = []
    for group in _rows_of_edges(horizontal, vertical):
        top, bottom = min(edge["top"] for edge in group), max(edge["top"] for edge in group)
        sides = (min(edge["x0"] for edge in group), max(edge["x1"] for edge in group))
        open_sides = (x for x in sides if _covered(vertical, x, top, bottom) < _CLOSED * (bottom - top))
        lines += [upright(x, top, bottom) for x in open_sides]
    return lines


def upright(x: float, top: float, bottom: float) -> dict[str, Any]:
    """Return a vertical edge as pdfplumber writes it."""
    return {
        "x0": x, "x1": x, "top": top, "bottom": bottom, "height": bottom - top, "width": 0, "object_type": "line",
        "orientation": "v",
    }  # fmt: skip


def _covered(vertical: Sequence[Any], x: float, top: float, bottom: float) -> float:
    """Return how many points of a side have a vertical edge; a filled header alone does not close a table."""
    reached, covered = top, 0.0
    for edge in sorted((edge for edge in vertical if abs(edge["x0"] - x) <= _SAME_SIDE), key=lambda edge: edge["top"]):
        first, last = max(reached, edge["top"]), min(bottom, edge["bottom"])
        if last > first:
            covered += last - first
            reached = last
    return covered


def _rows_of_edges(horizontal: Sequence[Any], vertical: Sequence[Any]) -> list[list[Any]]:
    """Return groups of horizontal edges joined by vertical ones, each of two heights at least."""
    groups: list[list[Any]] = []
    for edge in sorted(_joined(horizontal), key=lambda edge: edge["top"]):
        home = next((group for group in groups if any(_linked(edge, other, vertical) for other in group)), None)
        if home is None:
            groups.append([edge])
        else:
            home.append(edge)
    return [group for group in groups if len({round(edge["top"] / _TOLERANCE) for edge in group}) >= 2]


def _joined(edges: Sequence[Any]) -> list[Any]:
    """Return the edges of one height joined where they touch: each cell often draws its own."""
    joined: list[Any] = []
    for edge in sorted(edges, key=lambda edge: (round(edge["top"]), edge["x0"])):
        last = joined[-1] if joined else None
        if last and abs(last["top"] - edge["top"]) <= _TOLERANCE and edge["x0"] <= last["x1"] + _SAME_SIDE:
            joined[-1] = {**last, "x1": max(last["x1"], edge["x1"])}
        else:
            joined.append(dict(edge))
    return joined


def _linked(a: Any, b: Any, vertical: Sequence[Any]) -> bool:
    """Tell whether two horizontal edges have one extent and a vertical edge between that touches both."""
    if abs(a["x0"] - b["x0"]) > _SAME_SIDE or abs(a["x1"] - b["x1"]) > _SAME_SIDE:
        return False
    top, bottom = sorted((a["top"], b["top"]))
    return any(
        edge["top"] <= top + _SAME_SIDE
        and edge["bottom"] >= bottom - _SAME_SIDE
        and a["x0"] + _SAME_SIDE < edge["x0"] < a["x1"] - _SAME_SIDE
        for edge in vertical
    )


def _cell_boxes(table: Any) -> list[Box]:
    return [(float(box[0]), float(box[1]), float(box[2]), float(box[3])) for box in table.cells if box]


def _around(boxes: Sequence[Box]) -> Box:
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _parent(index: int, outer: Sequence[Box]) -> int | None:
    """Return the smallest table that holds another whole."""
    box = outer[index]
    around = [
        other
        for other, candidate in enumerate(outer)
        if other != index
        and candidate[0] <= box[0] + 1
        and candidate[1] <= box[1] + 1
        and candidate[2] >= box[2] - 1
        and candidate[3] >= box[3] - 1
        and _area(candidate) > _area(box)
    ]
    return min(around, key=lambda other: _area(outer[other]), default=None)


def _inside(char: Char, box: Box) -> bool:
    return holds(box, (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2)


def _page_table(boxes: Sequence[Box], chars: Sequence[Char], number: int, parent: int | None) -> PageTable:
    """Return the table of some cell boxes with the glyphs whose middle lies in each."""
    inside: dict[Box, list[Char]] = {box: [] for box in boxes}
    lost: list[Char] = []
    for char in chars:
        home = next((box for box in boxes if _inside(char, box)), None)
        (lost if home is None else inside[home]).append(char)
    texts = {box: text_of(own) for box, own in inside.items()}
    return replace(grid_of(boxes, texts, number, lost), nested_in=parent)


def grid_of(boxes: Sequence[Box], texts: Mapping[Box, str], number: int, lost: Sequence[Char] = ()) -> PageTable:
    """Return the grid of some cell boxes: rows and columns are their clustered edges, spans the differences.

    `lost` are glyphs inside the table that no box holds; they get cells of their own.
    """
    xs = _positions([x for box in boxes for x in (box[0], box[2])])
    ys = _positions([y for box in boxes for y in (box[1], box[3])])
    cells = []
    for box in boxes:
        column, row = _index(xs, box[0]), _index(ys, box[1])
        rowspan, colspan = max(1, _index(ys, box[3]) - row), max(1, _index(xs, box[2]) - column)
        cells.append(RawCell(row, column, texts[box], rowspan, colspan, page=number, box=box))
    cells += _without_box(lost, cells, xs, ys, number)
    height, width = len(ys) - 1, len(xs) - 1
    whole = fill_gaps(cells, height, width)
    filled, rows, columns = drop_empty(whole, height, width, keep_rows=_wide(ys), keep_columns=_wide(xs))
    return PageTable(_around(boxes), filled, rows, columns)


def _without_box(
    lost: Sequence[Char], cells: Sequence[RawCell], xs: list[float], ys: list[float], number: int
) -> list[RawCell]:
    """Return cells for text inside the table where the rules close no box: nothing printed is lost."""
    covered = {
        (row, column) for cell in cells for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    }  # fmt: skip
    places: dict[tuple[int, int], list[Char]] = {}
    for char in lost:
        place = (_before(ys, (char["top"] + char["bottom"]) / 2), _before(xs, (char["x0"] + char["x1"]) / 2))
        places.setdefault(place, []).append(char)
    return [
        RawCell(row, column, text_of(own), page=number, box=(xs[column], ys[row], xs[column + 1], ys[row + 1]))
        for (row, column), own in places.items()
        if (row, column) not in covered
    ]


def _wide(positions: Sequence[float]) -> list[int]:
    """Return the rows or columns that are no gap between the strokes of a double rule."""
    return [index for index in range(len(positions) - 1) if positions[index + 1] - positions[index] > _DOUBLE_RULE]


def _before(positions: Sequence[float], value: float) -> int:
    """Return the interval between positions a value falls into."""
    return max(0, min(len(positions) - 2, bisect_right(positions, value) - 1))


def joined(text: str, *, glue: bool = False) -> str:
    """Return a cell's printed lines as one text: numbers and brackets a narrow column broke are put together.

    With `glue`, where line ends show spaces, a line that ends in Hangul or a digit without one was broken inside a
    word.
    """
    lines = text.split("\n")
    whole = lines[0]
    for line in lines[1:]:
        whole = f"{whole.rstrip()}{_between(whole, line, glue=glue)}{line}"
    return whole.rstrip()


def _between(before: str, after: str, *, glue: bool) -> str:
    """Return what stands between two lines of a cell: a space, or nothing."""
    if before.endswith(" "):
        return " "
    first, second = re.search(r"[\d,]+$", before), re.match(r"[\d,]+", after)
    if first and second:
        whole = bool(_GROUPED.fullmatch(first.group() + second.group())) and not _GROUPED.fullmatch(first.group())
        return "" if whole else " "
    if re.match(r"[)\]%,.]", after) or re.search(r"[(\[]$", before):
        return ""
    return "" if glue and re.search(r"[가-힣\d(]$", before) and re.match(r"[가-힣(]", after) else " "


def _positions(values: Sequence[float]) -> list[float]:
    """Return the distinct edges, those within 2 points taken as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _TOLERANCE:
            found.append(value)
    return found


def _index(positions: Sequence[float], value: float) -> int:
    return min(range(len(positions)), key=lambda index: abs(positions[index] - value))
