"""Tables of a flattened text layer that only their sums prove: `summed.py` over the lines between two headings."""

from __future__ import annotations

from corpus.flat_grid import FlatTable, Page, text_cell
from corpus.flat_lines import bullet
from corpus.grid import RawCell
from corpus.loose import LooseTable
from corpus.summed import MOST_HEAD_LINES, is_staff, staff, under_titles

MOST_LINES = 60


def find_summed(page: Page, start: int) -> FlatTable | None:
    """Return the table whose titles begin at an index, or None where no total of it adds up."""
    stop = start
    while stop < min(len(page.lines), start + MOST_LINES) and not page.is_boundary(stop):
        line = page.lines[stop]
        if bullet(line) or line.is_note or line.is_unit or line.is_title or (stop > start and line.turns_page):
            break
        stop += 1
    texts = [line.text for line in page.lines[start:stop]]
    if not texts:
        return None
    table = under_titles(texts, 0)
    if table is not None:
        return _flat(page, start, table, header_rows=1)
    if start and not (page.lines[start - 1].is_unit or page.is_boundary(start - 1)):
        return None
    first = next((at for at, text in enumerate(texts[:MOST_HEAD_LINES]) if is_staff(text)), 0)
    table = staff(texts, first) if first else None
    if table is None or min((*table.head, *table.rows)) != 1:
        return None
    return _flat(page, start, table, header_rows=2)


def _flat(page: Page, start: int, table: LooseTable, *, header_rows: int) -> FlatTable:
    """Return the table on the lines of the page: titles spread over the ones below them, or down to the rows."""
    numbers = [line.number for line in page.lines[start : start + table.last]]
    order = sorted(table.rows)
    head = order[:header_rows]
    width = len(table.rows[order[0]])
    printed = numbers[0], numbers[head[-1] - 1]
    cells: list[RawCell] = []
    top = table.rows[head[0]]
    for column, text in enumerate(top):
        if not text:
            continue
        below = table.rows[head[-1]][column] if header_rows > 1 else ""
        right = next((at for at in range(column + 1, width) if top[at]), width) if below else column + 1
        cells.append(text_cell(0, column, text, printed, rowspan=1 if below else header_rows, colspan=right - column))
        if below:
            cells += [text_cell(1, at, table.rows[head[-1]][at], printed) for at in range(column, right)]
    for row, line in enumerate(order[header_rows:], start=header_rows):
        cells += [
            text_cell(row, column, text, (numbers[line - 1], numbers[line - 1]))
            for column, text in enumerate(table.rows[line])
        ]
    labelled = any(not _is_figure(table.rows[line][0]) for line in order[header_rows:])
    return FlatTable(
        "figures", tuple(cells), len(order), width, header_rows, int(labelled), ((numbers[0], numbers[-1]),)
    )


def _is_figure(text: str) -> bool:
    return text.replace(",", "").isdigit()
