"""Heads of columns that their number settles: where they stand off what they head, or rules are drawn below groups.

A line with as many heads as there are columns has one for each; where a lower line names some columns beside one
another, a line above with one head for those and one for each other column has just these. Rules of dashes say which
columns a head stands over. And heads that begin in as many places as there are columns head them from left to right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.aligned_heads import FARTHEST, WIDEST, WIDEST_ABOVE, Extent, Groups, Span, joined_letters, named_rows

NEAR, CLEARLY = 3.0, 4.0
"""How near (in letters) a head that nothing else settles stands to its column, and how much farther to any other."""
MOST_OFF = 10
"""How far heads that begin where others do may stand from their columns."""
_DASHES = re.compile(r"^-{3,}$")


def from_below(lines: Sequence[Sequence[Span]], columns: Sequence[Extent]) -> list[list[str]] | None:
    own: list[list[str]] = [[] for _ in columns]
    groups: Groups = {}
    rules: list[Extent] = []
    ruled = any(_DASHES.match(span.text) for line in lines for span in line)
    top = 0
    for number in reversed(range(len(lines))):
        heads = [span for span in lines[number] if not _DASHES.match(span.text)]
        units = joined_letters(heads, WIDEST if number == len(lines) - 1 else WIDEST_ABOVE)
        covers = _one_each(units, columns)
        if covers is None and ruled:
            covers = _by_rules(units, columns, own, rules)
        elif covers is None:
            last = number == len(lines) - 1
            covers = _nearest(units, columns) if last else _by_number(units, columns, own)
        if covers is None:
            return None
        for unit, (first, end) in zip(units, covers, strict=True):
            if end - first == 1:
                own[first].insert(0, unit.text)
            elif any(column in groups for column in range(first, end)) or not all(own[first:end]):
                return None
            else:
                groups |= dict.fromkeys(range(first, end), (unit.text, first))
                top = number
        rules += [span.extent for span in lines[number] if _DASHES.match(span.text)]
    return named_rows(len(lines), own, groups, top)


Cover = tuple[int, int]


def _one_each(units: Sequence[Span], columns: Sequence[Extent]) -> list[Cover] | None:
    """Return a column for each head where there are as many, that of the labels aside or not; None where not."""
    first = len(columns) - len(units)
    if first not in (0, 1):
        return None
    near = all(_off(unit, column) <= FARTHEST for unit, column in zip(units, columns[first:], strict=True))
    return [(at, at + 1) for at in range(first, len(columns))] if near else None


def _nearest(units: Sequence[Span], columns: Sequence[Extent]) -> list[Cover] | None:
    """Return the column each head stands clearly nearest to, no two of them one; None where one is not clear."""
    found: list[int] = []
    for unit in units:
        offs = sorted((_off(unit, column), at) for at, column in enumerate(columns))
        if offs[0][0] > NEAR or offs[1][0] - offs[0][0] < CLEARLY or (found and offs[0][1] <= found[-1]):
            return None
        found.append(offs[0][1])
    return [(at, at + 1) for at in found]


def _by_number(units: Sequence[Span], columns: Sequence[Extent], own: Sequence[Sequence[str]]) -> list[Cover] | None:
    """Return what each head stands over where there is one for each column not named below and one for the others."""
    slots: list[Cover] = []
    for at, texts in enumerate(own):
        if texts and slots and own[at - 1]:
            slots[-1] = (slots[-1][0], at + 1)
        else:
            slots.append((at, at + 1))
    if len(units) != len(slots) or any(end - first == 1 and own[first] for first, end in slots):
        return None
    for unit, (first, end) in zip(units, slots, strict=True):
        if end - first == 1:
            if _off(unit, columns[first]) > NEAR:
                return None
        elif (
            len(set(map(tuple, own[first:end]))) < end - first
            or not columns[first].left - NEAR <= unit.extent.middle <= columns[end - 1].right + NEAR
        ):
            return None
    return slots


def _by_rules(
    units: Sequence[Span], columns: Sequence[Extent], own: Sequence[Sequence[str]], rules: Sequence[Extent]
) -> list[Cover] | None:
    """Return what each head stands over where rules drawn below the heads of groups say so."""
    found: list[Cover] = []
    for unit in units:
        rule = next((rule for rule in rules if rule.left <= unit.extent.middle <= rule.right), None)
        if rule is None:
            single = _nearest([unit], columns)
            if single is None:
                return None
            found += single
            continue
        under = [at for at, column in enumerate(columns) if rule.left - 2 <= column.middle <= rule.right + 2]
        if len(under) < 2:
            return None
        found.append((under[0], under[-1] + 1))
    return found if all(one[1] <= other[0] for one, other in pairwise(found)) else None


def from_left(lines: Sequence[Sequence[Span]], columns: Sequence[Extent]) -> list[list[str]] | None:
    """Return the heads of two lines that begin in as many places as there are columns, or None.

    The upper line says what the labels are called, so that it names each column or group where it begins: what it does
    not name belongs to the group on its left.
    """
    if len(lines) != 2:
        return None
    units = [joined_letters(line, widest) for line, widest in zip(lines, (WIDEST_ABOVE, WIDEST), strict=True)]
    starts: list[int] = []
    for left in sorted(unit.left for line in units for unit in line):
        if not starts or left > starts[-1] + 1:
            starts.append(left)
    if len(starts) != len(columns):
        return None
    above, below = ({_at(starts, unit): unit for unit in line} for line in units)
    if len(above) < len(units[0]) or len(below) < len(units[1]) or 0 not in above:
        return None
    if above[0].left > columns[0].left + 1:
        return None  # heads in the middle of their columns begin anywhere
    own: list[list[str]] = []
    groups: Groups = {}
    for at, column in enumerate(columns):
        heads = [line[at] for line in (above, below) if at in line]
        if min(_off(head, column) for head in heads) > MOST_OFF:
            return None
        own.append([head.text for head in heads])
        if at in above:
            continue
        first = groups[at - 1][1] if at - 1 in groups else at - 1
        if first not in below:
            return None  # nothing begins below the head of the group
        own[first] = own[first] if at - 1 in groups else own[first][1:]
        groups |= {at - 1: (above[first].text, first), at: (above[first].text, first)}
    return named_rows(len(lines), own, groups, 0)


def _at(starts: Sequence[int], unit: Span) -> int:
    """Return the number of the place a head begins in."""
    return next(at for at in reversed(range(len(starts))) if starts[at] <= unit.left)


def _off(unit: Span, column: Extent) -> float:
    """Return how far a head stands from a column: by their middles or an edge of both."""
    gaps = abs(unit.extent.middle - column.middle), abs(unit.right - column.right), abs(unit.left - column.left)
    return min(gaps)
