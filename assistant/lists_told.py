"""What a list asked for is told by: rows of a table that share the kind asked for; never a bare header, nor figures."""

from __future__ import annotations

import re

from assistant.library import Library
from assistant.match import folded
from assistant.places import Place
from assistant.question import Asked
from assistant.tableops import grid_of
from corpus.amounts import find_amounts
from corpus.text import search_text
from corpus.units import Unit

KIND = 3
"""Letters of the shortest cell that names a kind of rows (`언론보도`)."""
WORDS = 3
"""Words of the shortest line that can be the header of columns."""
MOST = 12
"""Rows that are told at most."""
_EVERY = re.compile(r"모두|전부|각각|목록|나열|열거")
_LETTERS = re.compile(r"[가-힣A-Za-z]")
_NUMBER = re.compile(r"[\d.,()△▲%-]*\d[\d.,()△▲%-]*|-")


def is_header_line(unit: Unit, library: Library) -> bool:
    """Tell a line of words alone that stands over lines of a word and numbers: the header of a table fallen apart."""
    if unit.table_id is not None or unit.marker or re.search(r"\d", unit.text):
        return False
    words = unit.text.split()
    if len(words) < WORDS or any(mark in unit.text for mark in ".:,"):
        return False
    below = next((other for other in library.around(unit, after=1) if other.id != unit.id), None)
    if below is None or below.table_id is not None or below.heading_path != unit.heading_path:
        return False
    cells = below.text.split()
    return len(cells) > 2 and sum(_NUMBER.fullmatch(cell) is not None for cell in cells) >= len(cells) - 2 > 0


def states_figures_only(unit: Unit) -> bool:
    """Tell a table row whose cells are figures alone: it lists nothing by name."""
    _, bar, cells = unit.text.partition("|")
    if unit.table_id is None or not bar:
        return False
    text = search_text(cells)
    for amount in reversed(find_amounts(text)):
        text = text[: amount.span[0]] + text[amount.span[1] :]
    return len(_LETTERS.findall(text)) < KIND


def rows_of_kind(asked: Asked, place: Place, library: Library) -> list[Unit]:
    """Return the rows of a place's table whose cells name the kind asked for, where every one is asked; else []."""
    unit = place.unit
    if unit.table_id is None or unit.row is None or not _EVERY.search(asked.standalone):
        return []
    said = folded(asked.wording)
    rows = grid_of(library.table(unit.table_id)).rows
    kinds = [
        (column, folded(cell.text))
        for column, cell in rows.get(unit.row, {}).items()
        if len(folded(cell.text)) >= KIND and folded(cell.text) in said
    ]
    units = {one.row: one for one in library.rows(unit.table_id)}
    for column, kind in kinds:
        own = [row for row, cells in rows.items() if column in cells and folded(cells[column].text) == kind]
        if 1 < len(own) < len(rows) and len(own) <= MOST and all(row in units for row in own):
            return [units[row] for row in own]
    return []
