"""Bare page numbers among other numbers that stand alone on a line: they count the pages, one page apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

NUMBER = re.compile(r"^\s*[<\[(]?\s*(\d{1,4})\s*(?:/\s*\d{1,4}\s*)?(?:쪽|페이지)?\s*[>\])]?\s*$")
SHORTEST, LONGEST = 15, 110
"""Lines with text on a page."""
LEAST_PAGES = 4
FIRST_PAGES = 5
"""The number on the first page that has one, at most."""
UNEVEN = 0.6
"""How much shorter or longer than the others a page may be."""


def page_numbers(lines: Sequence[str]) -> tuple[int, ...]:
    """Return the indexes of the lines that number the pages from beginning to end, empty where none do.

    A number is taken for that of a page where all of them are there, from the first pages to the last one, each about
    as many lines with text below the one before and parted alike from what stands around. Amounts in a table meet that
    by accident only over very few pages.
    """
    filled = [index for index, line in enumerate(lines) if line.strip()]
    parted: dict[tuple[bool, bool], dict[int, list[int]]] = {}
    for at, index in enumerate(filled):
        found = NUMBER.match(lines[index])
        if found:
            way = (_is_blank(lines, index - 1), _is_blank(lines, index + 1))
            parted.setdefault(way, {}).setdefault(int(found[1]), []).append(at)
    longest = max((_longest(places, len(filled)) for places in parted.values()), key=len, default=())
    return tuple(filled[at] for at in longest)


def _is_blank(lines: Sequence[str], index: int) -> bool:
    return not 0 <= index < len(lines) or not lines[index].strip()


def _longest(places: dict[int, list[int]], end: int) -> tuple[int, ...]:
    """Return the longest chain of numbers that goes through a text of `end` lines, empty where none does."""
    best: tuple[int, ...] = ()
    for first in range(1, FIRST_PAGES + 1):
        for start in places.get(first, ()):
            if start > LONGEST * first:
                break
            for length in _lengths(start, places.get(first + 1, ())):
                chain = _chain(first, start, length, places)
                if len(chain) >= max(LEAST_PAGES, len(best) + 1) and end - chain[-1] <= length * (1 + UNEVEN):
                    best = chain
    return best


def _lengths(start: int, seconds: Sequence[int]) -> list[int]:
    """Return how long a page may be by the lines the second number stands on."""
    return [second - start for second in seconds if SHORTEST <= second - start <= LONGEST]


def _chain(first: int, start: int, length: int, places: dict[int, list[int]]) -> tuple[int, ...]:
    """Return where the numbers from `first` on stand, each near a page's length below the last."""
    chain, number, typical = [start], first, float(length)
    while True:
        number += 1
        near = [at for at in places.get(number, ()) if abs(at - chain[-1] - typical) <= UNEVEN * typical]
        if not near:
            return tuple(chain)
        chain.append(min(near, key=lambda at: abs(at - chain[-1] - typical)))
        typical = sum(below - above for above, below in pairwise(chain)) / (len(chain) - 1)
