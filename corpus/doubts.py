"""What makes a reading doubtful: lost spans, splintered words, headers nobody can read, marks out of place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Cell, Check, Table
from corpus.text import squash

_NOISE = re.compile(r"^[A-Za-zα-ωА-я;:.,_|'\"°]{1,2}\.?$")
_MARK = frozenset("○◯●◎")
_SYLLABLE = re.compile(r"^[가-힣0]$")


def doubts(table: Table) -> Iterator[Check]:
    """Yield a failed check for every reason not to trust how a tab separated table was read."""
    if table.origin != "tsv" or table.rows - table.header_rows < 1:
        return
    if is_splintered(table):
        yield Check("splinter", False, "글자가 칸마다 흩어진 표: 열을 믿을 수 없음")
        return
    yield from _unreadable_headers(table)
    yield from _lost_spans(table)
    yield from _nameless_rows(table)
    yield from _missing_marks(table)


def is_splintered(table: Table) -> bool:
    """Tell a table whose words were cut into one syllable a field: most filled fields hold a single syllable."""
    texts = [squash(cell.text) for cell in table.cells if cell.row >= table.header_rows and cell.text.strip()]
    single = sum(1 for text in texts if _SYLLABLE.match(text))
    return table.columns >= 6 and single >= 0.45 * len(texts)


def _unreadable_headers(table: Table) -> Iterator[Check]:
    noise = [cell for cell in table.cells if cell.row < table.header_rows and _NOISE.match(squash(cell.text))]
    if noise:
        words = ", ".join(f"‘{cell.text}’" for cell in noise)
        yield Check(
            "header", False, f"알아볼 수 없는 머리글: {words}", tuple((cell.row, cell.column) for cell in noise)
        )


def _body(table: Table) -> dict[int, list[Cell]]:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.row >= table.header_rows and cell.column >= table.label_columns:
            rows.setdefault(cell.row, []).append(cell)
    return rows


def _lost_spans(table: Table) -> Iterator[Check]:
    """A table of texts most of whose rows fill only the first of several columns: spans over columns were lost."""
    rows = _body(table)
    if table.header_rows == 0 or table.columns - table.label_columns < 3:
        return
    lone = [row for row, cells in rows.items() if [cell.column for cell in cells if cell.text] == [table.label_columns]]
    if len(lone) >= 2 and len(lone) * 2 >= len(rows):
        cells = tuple((row, table.label_columns) for row in lone)
        yield Check("span", False, f"가로로 합친 칸의 범위를 알 수 없는 행 {len(lone)}개", cells)


def _nameless_rows(table: Table) -> Iterator[Check]:
    """Body rows without a label above the first label: labels centred in merged cells, cut line by line."""
    if table.header_rows == 0 or table.label_columns == 0:
        return
    first = [cell for cell in table.cells if cell.row == table.header_rows]
    if any(cell.row_path for cell in first):
        return
    yield Check("label", False, "행 이름이 줄 단위로 나뉘어 짝이 불확실함", ((table.header_rows, 0),))


def _missing_marks(table: Table) -> Iterator[Check]:
    """A row of marks (○) under groups of alternatives in which one whole group has no mark."""
    if table.header_rows != 2:
        return
    for row, cells in _body(table).items():
        groups: dict[str, list[str]] = {}
        for cell in cells:
            if len(cell.column_path) == 2:
                groups.setdefault(cell.column_path[0], []).append(squash(cell.text))
        if not any(text in _MARK for texts in groups.values() for text in texts):
            continue
        empty = [name for name, texts in groups.items() if len(texts) > 1 and not any(texts)]
        if empty:
            yield Check("mark", False, f"표시(○)가 없는 묶음: {', '.join(empty)}", ((row, 0),))
