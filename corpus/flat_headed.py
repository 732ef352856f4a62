"""Tables of a flattened text layer whose header stands right below a unit line, in one line or one word a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from corpus.flat_grid import FlatTable, Page, text_cell, title_cells
from corpus.flat_lines import FlatLine, bullet
from corpus.flat_plain import is_sound, squeeze, up_to_total
from corpus.flat_rows import FlatRow, number, read_rows, split_values, usual_width

_YEAR = re.compile(r"^['’‘]?(?:19|20)?\d\d년도?$|^(?:19|20)\d\d(?:\.\d{1,2}(?:월말?)?)?$")
_TOTALS = ("계", "합계", "총계")
_MOST_LINES = 8
_MOST_WORDS = 12
_NO_TITLE = re.compile(r"[:;?!]|[.。]$")


def find_headed(page: Page, start: int) -> FlatTable | None:
    """Return the table whose header begins at an index right below a unit line, or None.

    The words of the header must be one more than the figures of a row; one word more is taken as the second of the
    label's where the last column is the sum of the others in every row.
    """
    if start == 0 or not page.lines[start - 1].is_unit:
        return None
    after = _header_end(page, start)
    words = [word for line in page.lines[start:after] for word in squeeze(line.text).split()]
    if not 3 <= len(words) <= _MOST_WORDS or any(_NO_TITLE.search(word) for word in words):
        return None
    body = _body(page, after)
    size = usual_width(body, _MOST_WORDS, counted=True)
    if size < 2:
        return None
    rows, used = read_rows(body, size, page.joiner, least=size, counted=True)
    rows, used = up_to_total(rows, body, used)
    if not is_sound(rows, used, size) or any(not row.label for row in rows):
        return None
    spare = len(words) - size
    if spare not in (1, 2) or (spare == 2 and not (words[-1] in _TOTALS and all(map(_adds_up, rows)))):
        return None
    titles = (" ".join(words[:spare]), *words[spare:])
    head = page.lines[start].number, page.lines[after - 1].number
    cells = [*title_cells(titles, head)]
    for place, row in enumerate(rows, start=1):
        cells.append(text_cell(place, 0, squeeze(row.label), row.label_lines))
        cells += [
            text_cell(place, column, value or "", (row.line, row.line))
            for column, value in enumerate(row.values, start=1)
        ]
    return FlatTable(
        "figures", tuple(cells), len(rows) + 1, len(titles), 1, 1, ((head[0], body[used - 1].number),), titles
    )


def _header_end(page: Page, start: int) -> int:
    """Return the index behind the lines that hold words or years only."""
    index = start
    while index < min(len(page.lines), start + _MOST_LINES):
        line = page.lines[index]
        if page.is_boundary(index) or bullet(line) or line.is_note or line.is_unit:
            break
        words = squeeze(line.text).split()
        if split_values(line.text, _MOST_WORDS, counted=True)[1] and not all(_YEAR.match(word) for word in words[-1:]):
            break
        index += 1
    return index


def _body(page: Page, start: int) -> Sequence[FlatLine]:
    index = start
    while index < len(page.lines):
        line = page.lines[index]
        if page.is_boundary(index) or bullet(line) or line.is_note or line.is_unit or line.is_title:
            break
        index += 1
    return page.lines[start:index]


def _adds_up(row: FlatRow) -> bool:
    values = [number(value) or Decimal(0) for value in row.values]
    return sum(values[:-1], Decimal(0)) == values[-1]
