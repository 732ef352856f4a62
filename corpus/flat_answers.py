"""Numbered tables of what was found and what was done: `연번 지적사항 조치결과 추진상황`, each cell a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.flat_grid import FlatTable, Page, text_cell, title_cells
from corpus.flat_lines import FlatLine, bullet
from corpus.grid import RawCell

LEAST_ROWS = 2
_HEADER = re.compile(
    r"^(?:순|순번|연번|번호)\s+\S*(?:사항|내용|의견|요지|과제)\S*\s+\S*(?:결과|실적|계획|내용|답변)\S*(?:\s+(?P<state>\S*(?:상황|상태|여부|구분)))?$"
)
_SERIAL = re.compile(r"^(\d{1,3})[.)]?\s+(\S.*)$")
_STATE = re.compile(
    r"(?:^|\s)((?:조치|처리|이행|추진)?\s?완료|(?:추진|진행|검토|이행|조치|처리)\s?중|장기\s?(?:검토|과제|추진)|계속\s?추진|미(?:이행|조치|추진)"
    r"|(?:수용|추진|반영|처리)\s?불가|일부\s?(?:완료|수용|반영))$"
)


def find_answers(page: Page, start: int) -> FlatTable | None:
    """Return the table of findings and answers whose header stands at an index, or None.

    A row begins at the next number in turn and has two paragraphs, parted by a blank line: what was found and what was
    done. Where the header names a state, each row must end in one.
    """
    match = _HEADER.match(page.lines[start].text)
    if match is None:
        return None
    titles = page.lines[start].text.split()
    rows: list[list[RawCell]] = []
    index = start + 1
    while index < len(page.lines):
        serial = _SERIAL.match(page.lines[index].text)
        if serial is None or int(serial[1]) != len(rows) + 1 or page.is_boundary(index):
            break
        found, index = _paragraph(page, index)
        answer, index = _paragraph(page, index)
        cells = _cells(page, len(rows) + 1, found, answer, with_state=match["state"] is not None)
        if cells is None:
            return None
        rows.append(cells)
    if len(rows) < LEAST_ROWS or _goes_on(page, index):
        return None
    head = page.lines[start].number
    last = page.lines[index - 1].number
    every = [*title_cells(titles, (head, head)), *(cell for row in rows for cell in row)]
    return FlatTable("text", tuple(every), len(rows) + 1, len(titles), 1, 2, ((head, last),), tuple(titles))


def _paragraph(page: Page, index: int) -> tuple[Sequence[FlatLine], int]:
    """Return the lines from an index up to the next blank line, and the index behind them."""
    end = index
    while end < len(page.lines) and not _ends(page, end) and (end == index or page.lines[end].gap == 0):
        end += 1
    return page.lines[index:end], end


def _ends(page: Page, index: int) -> bool:
    line = page.lines[index]
    return page.is_boundary(index) or bullet(line) is not None or line.is_note or line.is_unit


def _goes_on(page: Page, index: int) -> bool:
    """Tell whether a paragraph follows that may be part of the table's last row."""
    return index < len(page.lines) and not _ends(page, index) and not page.lines[index].turns_page


def _cells(
    page: Page, row: int, found: Sequence[FlatLine], answer: Sequence[FlatLine], *, with_state: bool
) -> list[RawCell] | None:
    """Return a row's cells; None where a paragraph is missing or no state ends the row."""
    if not found or not answer or _SERIAL.match(answer[0].text):
        return None
    serial = _SERIAL.match(found[0].text)
    if serial is None:
        return None
    asked = page.joiner.prose([found[0].raw.strip()[len(serial[1]) :].lstrip(".) "), *(line.raw for line in found[1:])])
    done = page.joiner.prose([line.raw for line in answer])
    cells = [
        text_cell(row, 0, serial[1], (found[0].number, found[0].number)),
        text_cell(row, 1, asked.strip(), (found[0].number, found[-1].number)),
    ]
    where = answer[0].number, answer[-1].number
    if not with_state:
        return [*cells, text_cell(row, 2, done.strip(), where)]
    state = _STATE.search(done.strip())
    if state is None or not done.strip()[: state.start()].strip():
        return None
    return [
        *cells,
        text_cell(row, 2, done.strip()[: state.start()].strip(), where),
        text_cell(row, 3, state[1], (answer[-1].number, answer[-1].number)),
    ]
