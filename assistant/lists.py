"""Lists as documents print them: how many items a text enumerates, and whether a list asked for is complete."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.library import Library
from corpus.text import squash
from corpus.units import Unit

_GROUPS = re.compile(r"[(（]([^()（）]{3,})[)）]")
_SEPARATOR = re.compile(r"\s*(?:,(?!\d{3})|[、，/])\s*|\s+[·‧ㆍ]\s+|\s(?:및|등)\s")
_STEPS = re.compile(r"\s*(?:→|⇒|➡|▸|▶)\s*|\s[-–~]\s|(?<=[가-힣])[-–](?=[가-힣])")
_TIGHT = re.compile(r"\s*(?:,(?!\d{3})|[、，/·‧ㆍ])\s*")
_BRACKETED = re.compile(r"\[[^\[\]]{2,}\]|「[^」]{2,}」|『[^』]{2,}』|[①-⑳]\s*[^①-⑳]{2,}")
_COUNTER = r"(?:가지|곳|종|개(?!월|년)|단계|대|명|팀|과정|교과목|개교|교|군데|개사|건|회|개소|차)"
LONGEST = 45
"""Letters of an item; more is a clause between commas."""


def enumerations(text: str) -> set[int]:
    """Return how many items each list in a text has: after a colon, in parentheses, in brackets, or the whole of it."""
    counts = {len(_BRACKETED.findall(text))}
    bodies = [*_GROUPS.findall(text), text]
    bodies += [after[1] for body in bodies if len(after := re.split(r"\s*[:：—]\s*", body)) > 1]
    bodies += [after[-1] for body in bodies if len(after := re.split(r"\s*[:：—]\s*", body)) > 2]
    for body in bodies:
        flat = _GROUPS.sub("", body)
        for separator in (_SEPARATOR, _TIGHT, _STEPS):
            items = [item for item in separator.split(flat) if item.strip(" .등외")]
            if len(items) >= 2 and all(len(item) <= LONGEST for item in items):
                counts.add(len(items))
    return {count for count in counts if count >= 2}


def states_count(text: str, items: int) -> bool:
    """Tell whether a text says how many there are by just this number (`5개`, `2종`, `4단계`)."""
    return re.search(rf"(?<![\d.,]){items}\s*{_COUNTER}", text) is not None


def is_run_of(text: str, items: int) -> bool:
    """Tell whether so many names stand in a row right before their number (`가대, 나대, 다대 3개 권역`)."""
    name = r"[가-힣A-Za-z\d]{2,12}"
    others = rf"(?:\s*[,·‧ㆍ]\s*{name}){{{items - 1}}}"
    run = rf"(?<![가-힣A-Za-z\d]){name}{others}\s*(?:등\s*)?(?:총\s*)?\(?{items}\s*{_COUNTER}"
    found = re.search(run, text)
    return found is not None and not text[: found.start()].rstrip().endswith(tuple(",·‧ㆍ"))


def rows_of_list(unit: Unit, items: int, library: Library) -> list[Unit]:
    """Return the rows of a table that are the items announced (`4대 분야`), after what announces them; else nothing.

    The table is the unit's own, or stands right below the unit; its caption or the unit must state the number.
    """
    below = library.around(unit, after=1)[1:] if unit.table_id is None else ()
    table_id = unit.table_id or (below[0].table_id if below else None)
    if table_id is None:
        return []
    rows = [row for row in library.rows(table_id) if not _TOTAL_ROW.match(row.text)]
    if len(rows) != items or not states_count(unit.text if unit.table_id is None else unit.caption, items):
        return []
    return [unit, *rows] if unit.table_id is None else rows


_TOTAL_ROW = re.compile(r"(?:합\s*계|총\s*계|소\s*계|계)\s*\|")


def is_complete(units: Sequence[Unit], rendered: str, items: int, *, is_named: bool = True) -> bool:
    """Tell whether what is quoted holds the number of items asked for: as units of their own or within a text.

    More lines than items are enough only where the place is named by the thing listed.
    """
    children = [unit for unit in units[1:] if unit.level == units[-1].level]
    own = [unit for unit in units if unit.level == units[0].level and unit.marker == units[0].marker]
    if items in (len(children), len(own)) or items in enumerations(rendered) or is_run_of(rendered, items):
        return True
    lines = len(set(map(squash, rendered.split("\n"))))
    enough = lines > items if is_named else lines == items + 1
    return any(items in enumerations(unit.text) for unit in units) or enough
