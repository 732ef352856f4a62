"""All tables of a flattened text layer, each found by the shape of its header and rows."""

from __future__ import annotations

from collections.abc import Callable

from corpus.flat_answers import find_answers
from corpus.flat_budgets import find_budget
from corpus.flat_funds import find_funded
from corpus.flat_grid import FlatTable, Page
from corpus.flat_headed import find_headed
from corpus.flat_lists import find_list, join_lists
from corpus.flat_plain import find_figures, find_text, resume_text
from corpus.flat_schedules import find_schedule
from corpus.flat_staff import find_staff
from corpus.flat_summed import find_summed

_FINDERS: tuple[Callable[[Page, int], FlatTable | None], ...] = (
    find_funded,
    find_budget,
    find_schedule,
    find_list,
    find_answers,
    find_staff,
    find_figures,
    find_headed,
    find_summed,
    find_text,
)


def find_tables(page: Page) -> tuple[FlatTable, ...]:
    """Return the tables in reading order; no line belongs to two."""
    found: list[FlatTable] = []
    index = 0
    while index < len(page.lines):
        table = None if page.is_boundary(index) else _first(page, index)
        if table is None:
            index += 1
            continue
        found.append(table)
        end = table.pieces[-1][1]
        while index < len(page.lines) and page.lines[index].number <= end:
            index += 1
        if len(found) > 1 and found[-1].kind == "text" and (outer := resume_text(page, found[-2], index)):
            found[-2] = outer
            while index < len(page.lines) and page.lines[index].number <= outer.pieces[-1][1]:
                index += 1
    return tuple(join_lists(found))


def _first(page: Page, index: int) -> FlatTable | None:
    for finder in _FINDERS:
        table = finder(page, index)
        if table is not None:
            return table
    return None
