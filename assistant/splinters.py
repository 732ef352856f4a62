"""Rows that character recognition broke: single syllables in cells of their own, which say nothing when quoted."""

from __future__ import annotations

import re

from assistant.library import Library
from corpus.text import squash
from corpus.units import Unit

LEAST, SHARE = 3, 0.5
"""How many stray syllables make a row splintered, and what share of its cells in words they are at least."""
_HANGUL = re.compile(r"[가-힣]")
_SINGLE = re.compile(r"(?<!\S)[가-힣](?!\S)")
_WHOLE = frozenset("초중고남여계구시국유무교명월화수목금토일상하좌우본과팀도군읍면동차회급전후내외")
"""Syllables that fill a cell of their own in tables that are whole: school levels, weekdays, sexes, offices."""


def is_splintered(unit: Unit, library: Library) -> bool:
    """Tell whether a unit is a table row most of whose words are stray syllables."""
    if unit.table_id is None or unit.row is None or len(_SINGLE.findall(unit.text)) < LEAST:
        return False
    cells = [squash(cell.text) for cell in library.table(unit.table_id).cells if cell.row == unit.row]
    stray = [cell for cell in cells if _HANGUL.fullmatch(cell) and cell not in _WHOLE]
    return len(stray) >= LEAST and len(stray) >= SHARE * sum(bool(_HANGUL.search(cell)) for cell in cells)
