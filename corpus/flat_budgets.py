"""Budget tables of a flattened text layer: header cells in any order, then rows of label and figures."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from corpus.flat_grid import FlatTable, Page, text_cell
from corpus.flat_headers import Header, confirm, header_from, header_tokens, settle
from corpus.flat_lines import FlatLine, bullet
from corpus.flat_rows import FlatRow, number, place_missing, read_rows, usual_width
from corpus.grid import RawCell

_LEAST_WORDS = 5


def find_budget(page: Page, start: int) -> FlatTable | None:
    """Return the budget table whose header begins at an index, or None.

    None too where the rows have more figures than the header names columns: a column would be lost.
    The order of the columns follows from the header's letters and is proved by the rates on the rows; a header that
    comes again after a page break goes on with the same table.
    """
    header, after = _read_header(page, start)
    if header is None:
        return None
    size = len(header.columns)
    if usual_width(page.lines[after : _body_end(page, after)], size + 3) > size:
        return None
    rows, pieces = _read_body(page, after, header, start)
    if not rows:
        return None
    numbers = [[number(value) for value in row.values] for row in rows if len(row.values) == size]
    header = settle(header, numbers)
    placed = place_missing(rows, header)
    settled = [[number(value) for value in row.values] for row in placed]
    repairs = (*_header_repairs(header, settled), *_row_repairs(rows, placed, header))
    if len(pieces) > 1:
        repairs = (*repairs, f"쪽이 바뀌며 되풀이된 머리글 {len(pieces) - 1}개를 빼고 한 표로 이었습니다.")
    titles = tuple(column.title for column in header.columns)
    head = page.lines[start].number, page.lines[after - 1].number
    cells, depth = _header_cells(header, head)
    return FlatTable(
        "budget",
        (*cells, *body_cells(placed, depth)),
        depth + len(placed),
        size + 1,
        depth,
        1,
        tuple(pieces),
        titles,
        repairs,
    )


def _read_header(page: Page, start: int) -> tuple[Header | None, int]:
    """Return the header that begins at an index and the index after it."""
    tokens: list[tuple[str, str]] = []
    index = start
    while index < len(page.lines) and not page.is_boundary(index):
        found = header_tokens(page.lines[index].text)
        if found is None:
            break
        tokens += found
        index += 1
    if len(tokens) < _LEAST_WORDS or not any(kind in ("letter", "budget", "closed", "spent") for kind, _ in tokens):
        return None, start
    return header_from(tokens), index


def _read_body(page: Page, after: int, header: Header, start: int) -> tuple[list[FlatRow], list[tuple[int, int]]]:
    """Return the rows and the line ranges, over page cuts with the same header."""
    size = len(header.columns)
    rows: list[FlatRow] = []
    pieces: list[tuple[int, int]] = []
    begin, last = start, after - 1
    while True:
        stop = _body_end(page, after)
        found, used = read_rows(
            page.lines[after:stop], size, page.joiner, least=max(2, size - 2), remarks=header.columns[-1].text == "비고"
        )
        found, used = _until_total(found, page.lines[after:stop], used)
        if not found:
            break
        rows += found
        last = after + used - 1
        pieces.append((page.lines[begin].number, page.lines[last].number))
        if rows[-1].is_total or last + 1 != stop or stop >= len(page.lines):
            break
        again, after = _read_header(page, stop)
        if again is None or again.columns != header.columns:
            break
        begin = stop
    return rows, pieces


def _body_end(page: Page, start: int) -> int:
    """Return the index where the rows must end: a heading, bullet, remark, unit line or another header."""
    index = start
    while index < len(page.lines):
        line = page.lines[index]
        if page.is_boundary(index) or is_outside(line) or _opens_header(line):
            break
        index += 1
    return index


def _opens_header(line: FlatLine) -> bool:
    tokens = header_tokens(line.text)
    return tokens is not None and tokens[0][0] == "stub"


def is_outside(line: FlatLine) -> bool:
    """Tell a line no row stands on: a remark, a unit line, an author, a bullet of the second rank."""
    mark = bullet(line)
    return line.is_note or line.is_unit or line.is_author or (mark is not None and mark[1] == 2)


def _until_total(rows: list[FlatRow], lines: Sequence[FlatLine], used: int) -> tuple[list[FlatRow], int]:
    """Cut the rows after the grand total, where one stands."""
    for index, row in enumerate(rows):
        if row.is_total and row.label.replace(" ", "") != "소계":
            taken = next(place for place, line in enumerate(lines) if line.number == row.line) + 1
            return rows[: index + 1], taken
    return rows, used


def _header_cells(header: Header, lines: tuple[int, int]) -> tuple[list[RawCell], int]:
    """Return the header's cells, groups spanning their columns, and how many rows they take."""
    depth = 2 if any(column.parent for column in header.columns) else 1
    cells = [text_cell(0, 0, header.stub, lines, rowspan=depth)]
    index = 0
    while index < len(header.columns):
        column = header.columns[index]
        if not column.parent:
            cells.append(text_cell(0, index + 1, column.title, lines, rowspan=depth))
            index += 1
            continue
        span = 1
        while index + span < len(header.columns) and header.columns[index + span].parent == column.parent:
            span += 1
        cells.append(text_cell(0, index + 1, column.parent, lines, colspan=span))
        members = header.columns[index : index + span]
        cells.extend(text_cell(1, index + 1 + offset, member.title, lines) for offset, member in enumerate(members))
        index += span
    return cells, depth


def body_cells(rows: Sequence[FlatRow], depth: int) -> list[RawCell]:
    """Return the cells of rows below `depth` rows of header."""
    cells: list[RawCell] = []
    for place, row in enumerate(rows, start=depth):
        cells.append(text_cell(place, 0, row.label, row.label_lines))
        for column, value in enumerate(row.values, start=1):
            cells.append(text_cell(place, column, value or "", (row.line, row.line)))
    return cells


def _header_repairs(header: Header, rows: Sequence[Sequence[Decimal | None]]) -> tuple[str, ...]:
    if not header.is_reordered:
        return ()
    right, tried = confirm(header, rows)
    if tried:
        return (
            f"머리글의 칸 순서가 흐트러져 있어 기호로 열 순서를 정하고 비율 {tried}개 중 {right}개로 확인했습니다.",
        )
    return ("머리글의 칸 순서가 흐트러져 있어 기호로 열 순서를 정했습니다(확인할 비율 없음).",)


def _row_repairs(before: Sequence[FlatRow], after: Sequence[FlatRow], header: Header) -> tuple[str, ...]:
    """Return what was done about rows with figures missing; a total without a page number is no matter."""
    found = []
    for old, new in zip(before, after, strict=True):
        missing = [
            column.title
            for column, value in zip(header.columns, new.values, strict=True)
            if value is None and not (column.kind == "page" and new.is_total)
        ]
        if missing and new.is_uncertain:
            found.append(
                f"{old.line}행 ‘{old.label}’: 값 {len(missing)}개가 인쇄되지 않았고 어느 칸인지 알 수 없습니다."
            )
        elif missing:
            names = ", ".join(missing)
            found.append(
                f"{old.line}행 ‘{old.label}’: ‘{names}’ 값이 인쇄되지 않아 나머지 칸의 자리를 합계와 비율로 정했습니다."
            )
    return tuple(found)
