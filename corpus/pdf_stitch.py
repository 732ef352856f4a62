"""Pages put together: running headers and footers removed, tables continued over pages joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.document import Location
from corpus.grid import RawCell
from corpus.headers import is_period, is_value
from corpus.pdf_page import PrintedLine
from corpus.pdf_tables import PageTable, joined
from corpus.pieces import TablePiece
from corpus.text import squash

_BAND = 0.12
"""Share of the page's height at top and bottom where running lines stand."""
_SCAN_BAND = 0.05
"""On scans, where words differ from page to page, all that stands this near the edge is running."""
_HEADER_SIZE = 1.12
_SHARE = 0.6
_PAGE_NUMBER = re.compile(
    r"^[-–—~]?\s*(?:\d{1,4}|[ivxlcⅰ-ⅻ]{1,6})\s*[-–—~]?(?:\s*/\s*\d{1,4})?$|^\d{1,4}\s*(?:쪽|페이지)$|^page\s*\d+", re.I
)
_SAME_SIDE = 3.0
_REPEATED_ROWS = 4
_FOOTNOTE = re.compile(r"^(?:\d{1,3}\s?\)|\*+|\d{1,3}(?:\(\?\))?\s?(?=[가-힣]{2}))")
_SPACED = 0.1
_SMALLER = 0.93
"""Footnotes are set at most this share of the body's size."""

_UNRULED = "괘선이 없는 표라 글자의 자리로 칸을 나누었습니다."


@dataclass(frozen=True, slots=True)
class PageContent:
    """What one page holds, as plain values."""

    number: int
    width: float
    height: float
    lines: tuple[PrintedLine, ...] = ()
    tables: tuple[PageTable, ...] = ()
    notes: tuple[PrintedLine, ...] = ()
    """Footnotes at the foot of the page, kept apart from its text."""
    rule: float | None = None
    """Height of the short rule above footnotes, if the page has one."""
    is_scan: bool = False
    """Read by OCR: words and edges of the same thing differ a little from page to page."""


def with_footnotes(pages: Sequence[PageContent], size: float) -> list[PageContent]:
    """Return the pages with their footnotes set apart: the last lines from a mark on, under a short rule
    or smaller than the body.
    """
    return [_parted(page, size) for page in pages]


def _parted(page: PageContent, size: float) -> PageContent:
    lowest = max((table.box[3] for table in page.tables), default=0.0)
    after = [index for index, line in enumerate(page.lines) if line.box[1] >= lowest - 1]
    marked = [index for index in after if page.lines[index].mark]
    first = marked[0] if marked else len(page.lines)
    ruled = [index for index in after if page.rule is not None and page.lines[index].box[1] >= page.rule - 1]
    if ruled and _FOOTNOTE.match(page.lines[ruled[0]].text):
        first = ruled[0]
    elif not marked:
        while first > 0 and (page.is_scan or page.lines[first - 1].size <= _SMALLER * size) and first - 1 in after:
            first -= 1
        while first < len(page.lines) and not _FOOTNOTE.match(page.lines[first].text):
            first += 1
    return replace(page, lines=page.lines[:first], notes=page.lines[first:])


def note_texts(page: PageContent) -> list[str]:
    """Return the footnotes of a page, their lines joined."""
    texts: list[str] = []
    for line in page.notes:
        if line.mark or _FOOTNOTE.match(line.text) or not texts:
            texts.append(line.text)
        else:
            texts[-1] = f"{texts[-1]} {line.text}"
    return texts


def without_running(pages: Sequence[PageContent]) -> list[PageContent]:
    """Return the pages without running headers, footers and page numbers.

    Running: in the outer band of the page, the same words (the page's number apart) at the same height on 60 % of all,
    or of all odd or all even, pages, three at least, and no larger than the body. A lone number in the band
    is a page number anywhere.
    """
    sizes = Counter(line.size for page in pages for line in page.lines for _ in line.text)
    largest = sizes.most_common(1)[0][0] * _HEADER_SIZE if sizes else 0.0
    keys = [[_key(line, page) if line.size <= largest else None for line in page.lines] for page in pages]
    running: set[tuple[str, int]] = set()
    for group in (range(len(pages)), range(0, len(pages), 2), range(1, len(pages), 2)):
        counts = Counter(key for index in group for key in {key for key in keys[index] if key})
        running |= {key for key, count in counts.items() if count >= max(3, _SHARE * len(group))}
    return [
        replace(
            page,
            lines=tuple(
                line for line, key in zip(page.lines, own, strict=True) if not _is_running(line, page, key, running)
            ),
        )
        for page, own in zip(pages, keys, strict=True)
    ]


def _key(line: PrintedLine, page: PageContent) -> tuple[str, int] | None:
    """Return what makes a line the same on other pages, or None outside the bands."""
    if page.is_scan or (_BAND * page.height < line.box[1] and line.box[3] < (1 - _BAND) * page.height):
        return None
    text = re.sub(rf"(?<!\d){page.number}(?!\d)", "#", squash(line.text))
    return text, round(line.box[1] / 4)


def _is_running(
    line: PrintedLine, page: PageContent, key: tuple[str, int] | None, running: set[tuple[str, int]]
) -> bool:
    if page.is_scan:
        at_edge = line.box[3] < _SCAN_BAND * page.height or line.box[1] > (1 - _SCAN_BAND) * page.height
        in_band = line.box[3] < _BAND * page.height or line.box[1] > (1 - _BAND) * page.height
        return at_edge or (in_band and squash(line.text) in {text for text, _ in running})
    return key is not None and (key in running or bool(_PAGE_NUMBER.match(line.text.strip())))


@dataclass(frozen=True, slots=True)
class Placed:
    """A table of the document and where it begins."""

    page: int
    top: float
    piece: TablePiece


def spaces_at_ends(pages: Sequence[PageContent]) -> bool:
    """Tell whether lines that end with a word end in a space glyph: then one without was broken inside a word."""
    ends = [line.open_end for page in pages for line in page.lines]
    breaks = [
        part.endswith(" ")
        for page in pages for table in page.tables for cell in table.cells for part in cell.text.split("\n")[:-1]
    ]  # fmt: skip
    return sum(ends) + sum(breaks) > _SPACED * max(1, len(breaks)) and any(ends + breaks)


def joined_tables(pages: Sequence[PageContent], *, glue: bool = False) -> list[Placed]:
    """Return the document's tables in reading order, those continued over pages joined.

    With `glue`, lines of a cell without a space glyph at the end are joined without a space.
    """
    placed: list[Placed] = []
    sources: list[PageTable] = []
    """The last part of each placed table."""
    ends: dict[int, int] = {}
    """Page number -> position in `placed` of the table that ends that page with nothing below."""
    for page in pages:
        at: dict[int, int] = {}
        for index, table in enumerate(page.tables):
            piece = _piece(table, page, glue=glue)
            last = ends.get(page.number - 1) if _is_first(index, page) else None
            joined = _join(placed[last].piece, piece, sources[last], table, glue=glue) if last is not None else None
            if last is not None and joined is not None:
                placed[last] = replace(placed[last], piece=joined)
                sources[last] = table
                at[index] = last
            else:
                placed.append(Placed(page.number, table.box[1], piece))
                sources.append(table)
                at[index] = len(placed) - 1
        final = _final_table(page)
        if final is not None:
            ends[page.number] = at[final]
    return placed


def _piece(table: PageTable, page: PageContent, *, glue: bool) -> TablePiece:
    lone = len(table.cells) == 1  # a call-out keeps its lines
    cells = table.cells if lone else tuple(replace(cell, text=joined(cell.text, glue=glue)) for cell in table.cells)
    part = Location("", page=page.number, box=table.box)
    return TablePiece(
        cells,
        table.rows,
        table.columns,
        table.origin,
        page=page.number,
        box=table.box,
        parts=(part,),
        is_nested=table.nested_in is not None,
        repairs=(_UNRULED,) if table.columns_at else (),
    )


def _is_first(index: int, page: PageContent) -> bool:
    table = page.tables[index]
    return (
        table.nested_in is None
        and not any(line.box[1] < table.box[1] for line in page.lines)
        and not any(other.box[1] < table.box[1] - 1 for other in page.tables if other is not table)
    )


def _final_table(page: PageContent) -> int | None:
    """Return the table with nothing below it, or None."""
    outer = [index for index, table in enumerate(page.tables) if table.nested_in is None]
    if not outer:
        return None
    last = max(outer, key=lambda index: page.tables[index].box[3])
    below = [line for line in page.lines if line.box[1] >= page.tables[last].box[3] - 1]
    return None if below else last


def _join(first: TablePiece, second: TablePiece, last: PageTable, table: PageTable, *, glue: bool) -> TablePiece | None:
    """Return two parts as one table, or None when they are two tables. A repeated header is dropped once.

    `last` and `table` are the parts as they stand on their pages.
    """
    near = 2 * _SAME_SIDE if first.origin == "ocr" else _SAME_SIDE
    if table.columns_at or last.columns_at:
        if not _same_columns(last.columns_at, table.columns_at):
            return None
    elif abs(last.box[0] - table.box[0]) > near or abs(last.box[2] - table.box[2]) > near:
        return None
    cells = second.cells if second.columns == first.columns else _on_columns(first, second)
    if cells is None:
        return None
    repeated = _repeated_rows(first, cells, second.rows)
    if not repeated and _has_own_header(first, cells):
        return None
    kept = [replace(cell, row=cell.row - repeated) for cell in cells if cell.row >= repeated]
    rows = first.rows + second.rows - repeated
    mended = _row_joined(first.cells, kept, first.rows, glue=glue)
    if mended is not None:
        head, tail, rows = *mended, rows - 1
    else:
        head, tail = _continued(list(first.cells), kept, first.rows, first.columns, glue=glue)
        tail = [replace(cell, row=cell.row + first.rows) for cell in tail]
    return replace(first, cells=(*head, *tail), rows=rows, parts=(*first.parts, *second.parts))


def _same_columns(first: Sequence[tuple[float, float]], second: Sequence[tuple[float, float]]) -> bool:
    """Tell whether the columns of two parts without rules lie one under the other: each touches its own alone."""
    return len(first) == len(second) > 0 and all(
        (a[0] < b[1] and b[0] < a[1]) == (i == j) for i, a in enumerate(first) for j, b in enumerate(second)
    )


def _row_joined(
    head: Sequence[RawCell], tail: Sequence[RawCell], rows: int, *, glue: bool
) -> tuple[list[RawCell], list[RawCell]] | None:
    """Return both parts with a row the page cut put together, or None when no row was cut.

    Cut: texts go on, while two columns at least that state values are done above; no column states a value in both
    halves. A text that goes on alone is told from a row of its own by the other rows: none of them is without values.
    """
    above = {cell.column: cell for cell in head if cell.row + cell.rowspan == rows}
    below = {cell.column: cell for cell in tail if cell.row == 0}
    if above.keys() != below.keys() or any(above[column].colspan != below[column].colspan for column in above):
        return None
    goes_on = [column for column in below if below[column].text.strip()]
    done = [column for column in above if is_value(above[column].text) and column not in goes_on]
    if not goes_on or len(done) < 2 or any(not above[c].text.strip() or is_value(above[c].text) for c in goes_on):
        return None
    if len(goes_on) == 1 and _has_row_without(head, tail, done):
        return None
    joined_cells = {
        id(above[column]): replace(
            above[column],
            text=joined(f"{above[column].text}\n{below[column].text}", glue=glue).strip(),
            rowspan=above[column].rowspan + below[column].rowspan - 1,
        )
        for column in above
    }
    kept = [replace(cell, row=cell.row + rows - 1) for cell in tail if cell.row > 0]
    return [joined_cells.get(id(cell), cell) for cell in head], kept


def _has_row_without(head: Sequence[RawCell], tail: Sequence[RawCell], columns: Sequence[int]) -> bool:
    """Tell whether a row, but for the header and the one in question, states no value in any of some columns."""
    stated: set[tuple[bool, int]] = set()
    for is_tail, cells in ((False, head), (True, tail)):
        stated |= {(is_tail, cell.row) for cell in cells if cell.column in columns and is_value(cell.text)}
    first = min((row for is_tail, row in stated if not is_tail), default=0)
    own = {(False, cell.row) for cell in head if cell.row >= first} | {(True, cell.row) for cell in tail if cell.row}
    return bool(own - stated)


def _repeated_rows(first: TablePiece, cells: Sequence[RawCell], rows: int) -> int:
    """Return how many leading rows of the second part equal those of the first."""
    for row in range(min(_REPEATED_ROWS, rows - 1, first.rows)):
        if _row(first.cells, row) != _row(cells, row):
            return row if not any(cell.row < row < cell.row + cell.rowspan for cell in cells) else 0
    return min(_REPEATED_ROWS, rows - 1, first.rows)


def _row(cells: Sequence[RawCell], row: int) -> list[tuple[int, int, str]]:
    return [(cell.column, cell.colspan, squash(cell.text)) for cell in cells if cell.row == row]


def _has_own_header(first: TablePiece, cells: Sequence[RawCell]) -> bool:
    """Tell whether the second part begins like a table of its own: words throughout where the first part has values."""
    top = [cell for cell in cells if cell.row == 0]
    if len(top) < 2 or any(not cell.text.strip() for cell in top):
        return False
    if any(is_value(cell.text) and not is_period(cell.text) for cell in top):
        return False
    values = {
        column
        for column in range(first.columns)
        if sum(1 for cell in first.cells if cell.column == column and is_value(cell.text)) > 0.5 * (first.rows - 1)
    }
    return any(cell.column in values for cell in top)


def _on_columns(first: TablePiece, second: TablePiece) -> tuple[RawCell, ...] | None:
    """Return the second part's cells on the first part's columns, by their left edges; None where one fits none."""
    edges = {cell.column: cell.box[0] for cell in first.cells if cell.box}
    edges[first.columns] = first.box[2] if first.box else 0.0
    found: list[RawCell] = []
    for cell in second.cells:
        if cell.box is None:
            return None
        begin, end = _column_at(edges, cell.box[0]), _column_at(edges, cell.box[2])
        if begin is None or end is None or end <= begin:
            return None
        found.append(replace(cell, column=begin, colspan=end - begin))
    return tuple(found)


def _column_at(edges: dict[int, float], x: float) -> int | None:
    return next((column for column, edge in edges.items() if abs(edge - x) <= _SAME_SIDE), None)


def _continued(
    head: list[RawCell], tail: list[RawCell], rows: int, columns: int, *, glue: bool
) -> tuple[list[RawCell], list[RawCell]]:
    """Return both parts with leading cells of the second that continue merged ones counted to those.

    Such a cell is empty, or holds the rest of a label whose block goes on.
    """
    for column in range(columns):
        below = next((cell for cell in tail if cell.row == 0 and cell.column == column), None)
        above = next((cell for cell in head if cell.column == column and cell.row + cell.rowspan == rows), None)
        if below is None or above is None or below.colspan != above.colspan:
            break
        if not above.text.strip() or is_value(above.text):
            break
        text = above.text
        if below.text.strip():
            if column > 0 or not _block_goes_on(head, tail, above, below, rows):
                break
            text = joined(f"{above.text}\n{below.text}", glue=glue).strip()
        head[head.index(above)] = replace(above, text=text, rowspan=above.rowspan + below.rowspan)
        tail.remove(below)
    return head, tail


def _block_goes_on(head: Sequence[RawCell], tail: Sequence[RawCell], above: RawCell, below: RawCell, rows: int) -> bool:
    """Tell whether the second part begins inside a block: all others list the same labels from their first row."""
    starts = [cell for cell in head if cell.column == 0 and cell.rowspan > 1 and cell is not above]
    blocks = [_second_labels(head, cell.row, cell.rowspan) for cell in starts]
    blocks += [
        _second_labels(tail, cell.row, cell.rowspan)
        for cell in tail
        if cell.column == 0 and cell.row > 0 and cell.rowspan > 1
    ]
    whole = _second_labels(head, above.row, rows - above.row) + _second_labels(tail, 0, below.rowspan)
    return bool(blocks) and all(block == whole for block in blocks) and len(set(whole)) == len(whole) > 1


def _second_labels(cells: Sequence[RawCell], row: int, count: int) -> list[str]:
    """Return the labels beside a merged label."""
    own = (cell for cell in cells if cell.column == 1 and row <= cell.row < row + count)
    return [squash(cell.text) for cell in sorted(own, key=lambda cell: cell.row)]
