"""The heads of columns that stand under one another: which words of the lines above head which columns.

A word right over one column heads it; a word over the middle of several, each with a word of its own below, heads them
all. Words are put over columns in order, so that they stand as near to the middle of what they head as can be; where
another way to do so is nearly as good, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from corpus.bare import is_letter

MARGIN = 1.0
"""How much worse (in letters) the next best way to put the heads over the columns must be."""
BARE = 5.0
"""What each column costs that a line of heads leaves out, the column of labels aside."""
OFF_MIDDLE = 0.3
"""What each letter counts that the head of a group stands off its middle: heads are often set further left."""
NEAR_MIDDLE, SHARE_OFF = 2.0, 0.12
"""How far (in letters, or as a share of the group) a head may be off the middle where nothing else proves its group."""
FARTHEST = 6.0
"""How far a head may stand from the middle or an edge of what it heads."""
WIDEST, WIDEST_ABOVE = 4, 10
"""The widest gap between the first two letters of a word set apart: on the last line, on one above others."""
_DASHES = re.compile(r"^-{3,}$")
_LAST_LETTER = re.compile(r"^[가-힣](?:\([^()]*\))?$")


@dataclass(frozen=True, slots=True)
class Extent:
    """From where to where something stands on a line, in digits' widths."""

    left: int
    right: int

    @property
    def middle(self) -> float:
        """Return the middle."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Span:
    """A text on a line and where it stands; `parts` are its words where it has several."""

    text: str
    left: int
    right: int
    words: tuple[Span, ...] = ()

    @property
    def parts(self) -> tuple[Span, ...]:
        """Return the words, or the text itself where it is one."""
        return self.words or (self,)

    @property
    def extent(self) -> Extent:
        """Return where it stands."""
        return Extent(self.left, self.right)


Place = Literal["first", "between", "last"]
Groups = dict[int, tuple[str, int]]
"""For each column below the head of a group that head and its first column."""
Cover = tuple[int, int]
"""The first column a head stands over, and the one behind its last."""


def named_columns(
    lines: Sequence[Sequence[Span]],
    columns: Sequence[Extent],
    sums: Sequence[Cover] = (),
    closing: Sequence[Cover] = (),
) -> list[list[str]] | None:
    """Return for each line above the rows the texts it puts over the columns; None where that is not clear.

    Only two of the lines hold texts: one with the heads of groups, where there are any, and the last with a head for
    each column. `lines` are from the top; `sums` are columns of which the first is the sum of the others: they stand
    under one head. `closing` are those of which the last is the sum: a head over just these is theirs.
    """
    own: list[list[str]] = [[] for _ in columns]
    groups: Groups = {}
    top = 0
    ruled: list[Extent] = []
    leaves: list[str] = []
    between: dict[int, Span] = {}
    for number in reversed(range(len(lines))):
        ruled = [span.extent for span in lines[number] if _DASHES.match(span.text)] or ruled
        line = [span for span in lines[number] if not _DASHES.match(span.text) and span.text not in ("-", "–")]
        place: Place = "last" if number == len(lines) - 1 else "first" if number == 0 else "between"
        covers = _covers(line, columns, own, ruled, place, sums, closing)
        if covers is None:
            return None
        if place == "last":
            leaves = ["".join(texts) for texts in _texts(covers, len(columns))]
        elif place == "first" and not _is_certain(covers, columns, leaves, (*sums, *closing), ruled):
            return None
        for span, (first, last) in covers:
            text = span.text
            if last - first == 1:
                own[first].insert(0, text)
                between |= {first: span} if place == "between" and leaves[first] else {}
            elif any(column in groups for column in range(first, last)):
                return None
            else:
                groups |= dict.fromkeys(range(first, last), (text, first))
                top = number
    if not _groups_go_on(own, groups, between, columns):
        return None
    return named_rows(len(lines), own, groups, top)


def _groups_go_on(
    own: Sequence[list[str]], groups: Groups, between: dict[int, Span], columns: Sequence[Extent]
) -> bool:
    """Put words right below the head of a group, in the middle of it, into that head, in place; False where unclear.

    They stand alone between the head and those of its columns: else they are the first lines of these.
    """
    for column, span in between.items():
        under = [at for at, (_, first) in groups.items() if column in groups and first == groups[column][1]]
        if not under or sum(at in between for at in under) > 1:
            continue
        middle = (columns[under[0]].left + columns[under[-1]].right) / 2
        if abs(span.extent.middle - middle) > max(NEAR_MIDDLE, 2 * abs(span.extent.middle - columns[column].middle)):
            if abs(columns[column].middle - middle) <= 2 * NEAR_MIDDLE:
                return False  # over the middle column of the group it may be of either
            continue
        if abs(span.extent.middle - columns[column].middle) <= NEAR_MIDDLE:
            return False
        own[column].remove(span.text)
        groups |= {at: (f"{groups[at][0]} {span.text}", groups[at][1]) for at in under}
    return True


def named_rows(count: int, own: Sequence[Sequence[str]], groups: Groups, top: int) -> list[list[str]] | None:
    """Return the texts of `count` lines over the columns: the last with the own heads, that at `top` with the groups'.

    None where a column but that of the labels has no head, or one has the same words twice.
    """
    if not all(own[1:]) or any(len(set(texts)) < len(texts) for texts in own):
        return None
    if groups and top == count - 1:
        return None
    named = [[""] * len(own) for _ in range(count)]
    for column, (text, first) in groups.items():
        if column == first:
            named[top][column] = text
    named[-1] = [" ".join(texts) for texts in own]
    if groups:
        for column, text in enumerate(named[-1]):
            if column not in groups:
                named[top][column], named[-1][column] = text, ""
    return named


def _covers(
    line: Sequence[Span],
    columns: Sequence[Extent],
    own: Sequence[Sequence[str]],
    ruled: Sequence[Extent],
    place: Place,
    sums: Sequence[Cover],
    closing: Sequence[Cover],
) -> list[tuple[Span, Cover]] | None:
    """Return a line's texts with the columns they head, or None; only what has heads below can be a group.

    A line between the first and the last goes on words of the first (`2026년도` over `본예산액`) and heads no group.
    """
    best: list[tuple[int, int, list[tuple[Span, Cover]]]] = []
    headed = tuple(bool(texts) and place == "first" for texts in own)
    proved = _over_sum(line, columns, own, (*sums, *closing)) if place == "first" else None
    if proved is not None:
        return proved
    for order, units in enumerate(_readings(line, by_word=place == "last")):
        whole = sums if place == "first" else ()
        found = _placed(units, columns, headed, ruled, whole, bare=0.0 if place == "between" else BARE)
        if found is not None and found[2] >= MARGIN:
            covers = list(zip(units, found[1], strict=True))
            best.append((len(columns) - sum(last - first for first, last in found[1]), order, covers))
    return min(best, key=lambda each: each[:2])[-1] if best else None


def _over_sum(
    line: Sequence[Span], columns: Sequence[Extent], own: Sequence[Sequence[str]], sums: Sequence[Cover]
) -> list[tuple[Span, Cover]] | None:
    """Return the only head of a line with the columns it stands over where just one sum stands below it, or None."""
    units = joined_letters(line, WIDEST_ABOVE)
    if len(units) != 1 or not all(own[1:]):
        return None
    over = [
        (first, last)
        for first, last in sums
        if columns[first].left - NEAR_MIDDLE <= units[0].extent.middle <= columns[last - 1].right + NEAR_MIDDLE
    ]
    return [(units[0], over[0])] if len(over) == 1 else None


def _texts(covers: Sequence[tuple[Span, Cover]], columns: int) -> list[list[str]]:
    """Return the texts over each column."""
    return [[span.text for span, (first, last) in covers if first <= column < last] for column in range(columns)]


def _is_certain(
    covers: Sequence[tuple[Span, Cover]],
    columns: Sequence[Extent],
    leaves: Sequence[str],
    sums: Sequence[Cover],
    ruled: Sequence[Extent],
) -> bool:
    """Tell whether the heads of the first line can head nothing else than what they were put over.

    Titles below that return (`건수 금액 건수 금액`) part the groups. Where none do, a group is certain by a sum, a rule
    below its head, its place in the middle or over all its columns; no column beside it may be left bare, and a
    head that is not certain must begin over its first column. Behind the last head nothing else can begin.
    """
    headed = {column for _, (first, last) in covers for column in range(first, last)}
    inside = {column for _, (first, last) in covers if last - first > 1 for column in range(first, last)}
    twice = {column for column, leaf in enumerate(leaves) if leaf and leaves.count(leaf) > 1}
    if not twice <= inside:
        return False
    proved_before = True
    for span, (first, last) in covers:
        titles = [leaf for leaf in leaves[first:last] if leaf]
        if len(titles) != len(set(titles)):
            return False
        proved = (first, last) in sums or (last - first > 1 and twice.issuperset(range(first, last)))
        begins_here = span.left <= columns[first].right and columns[first].left <= span.right
        if not (proved or proved_before or begins_here or first <= 1):
            return False
        proved_before = proved
        if proved:
            continue
        beside = {column for column in (first - 1, last) if 0 < column < len(columns)}
        if beside - headed and any(leaves[first:last]):
            return False
        at_end = last == len(columns) and begins_here
        if last - first > 1 and not at_end and not _is_over(span, columns[first:last], ruled):
            return False
    return True


def _is_over(span: Span, columns: Sequence[Extent], ruled: Sequence[Extent]) -> bool:
    """Tell a head in the middle of its columns, over all of them, or over a rule."""
    group = Extent(columns[0].left, columns[-1].right)
    if any(rule.left - 2 <= span.extent.middle <= rule.right + 2 for rule in ruled):
        return True
    off = abs(span.extent.middle - group.middle)
    over = all(span.left <= column.right + 1 and column.left - 1 <= span.right for column in columns)
    return over or off <= max(NEAR_MIDDLE, (group.right - group.left) * SHARE_OFF)


def _readings(line: Sequence[Span], *, by_word: bool) -> list[tuple[Span, ...]]:
    """Return the ways to cut a line into heads: by its gaps, by each space, letters set apart put together or not."""
    ways = [joined_letters(line, WIDEST if by_word else WIDEST_ABOVE), joined_letters(line, WIDEST), list(line)]
    if by_word:
        words = [part for span in line for part in span.parts]
        ways += [joined_letters(words, WIDEST), words]
    return list(dict.fromkeys(tuple(way) for way in ways))


def joined_letters(units: Sequence[Span], widest: int) -> list[Span]:
    """Return the units with letters set apart (`증   감(A-B)`, `어 린 이 집  수`) put together.

    The gaps within a word are `widest` at most and do not widen.
    """
    found: list[Span] = []
    gap = 0
    for unit in units:
        spaced = len(unit.parts) > 1 and all(is_letter(part.text) for part in unit.parts)
        whole = Span("".join(part.text for part in unit.parts) if spaced else unit.text, unit.left, unit.right)
        last = found[-1] if found else None
        if last is not None and _is_spaced(last) and _LAST_LETTER.match(whole.text):
            between = unit.left - last.right
            if between <= (gap + 1 if gap else widest):
                found[-1], gap = Span(last.text + whole.text, last.left, whole.right), between
                continue
        gap = unit.parts[1].left - unit.parts[0].right if spaced else 0
        found.append(whole)
    return found


def _is_spaced(unit: Span) -> bool:
    """Tell a single letter, or letters already put together: wider than they are."""
    letters = re.fullmatch(r"[가-힣]{1,6}", unit.text) is not None
    return letters and (len(unit.text) == 1 or unit.right - unit.left > 2 * len(unit.text))


def _placed(
    units: Sequence[Span],
    columns: Sequence[Extent],
    headed: tuple[bool, ...],
    ruled: Sequence[Extent],
    sums: Sequence[Cover],
    *,
    bare: float,
) -> tuple[float, list[Cover], float] | None:
    """Return the best way to put units over columns in order: its cost, the columns of each, the lead on the next."""
    if not units:
        return 0.0, [], MARGIN

    @cache
    def ways(unit: int, column: int) -> tuple[tuple[float, tuple[Cover, ...]], ...]:
        if unit == len(units):
            return ((bare * (len(columns) - max(column, 1)), ()),)
        found: list[tuple[float, tuple[Cover, ...]]] = []
        for first in range(column, len(columns)):
            for last in range(first + 1, len(columns) + 1):
                if last - first > 1 and (first == 0 or not all(headed[first:last])):
                    continue
                if any(_cuts((first, last), whole) for whole in sums):
                    continue
                cost = _distance(units[unit].extent, columns[first:last], columns, ruled)
                if cost is None:
                    continue
                cost += bare * (first - max(column, 1)) if first > 1 else 0.0
                found += [(cost + more, ((first, last), *rest)) for more, rest in ways(unit + 1, last)]
        found.sort(key=lambda each: each[0])
        return tuple(found[:2])

    found = ways(0, 0)
    if not found:
        return None
    cost, covers = found[0]
    lead = found[1][0] - cost if len(found) > 1 else MARGIN
    return cost, list(covers), lead


def _distance(
    unit: Extent, columns: Sequence[Extent], every: Sequence[Extent], ruled: Sequence[Extent]
) -> float | None:
    """Return how far a head stands from what it heads, or None where it is too far or over something else."""
    group = Extent(columns[0].left, columns[-1].right)
    if unit.right < group.left - 2 or unit.left > group.right + 2:
        return None
    if len(columns) == 1:
        gap = min(abs(unit.middle - group.middle), abs(unit.right - group.right), abs(unit.left - group.left))
        return gap if gap <= FARTHEST else None
    for rule in ruled:
        if rule.left - 2 <= unit.middle <= rule.right + 2:
            inside = [_is_under(column, rule) for column in columns]
            under = [_is_under(column, rule) for column in every]
            return 0.0 if all(inside) and sum(under) == len(columns) else None
    gap = abs(unit.middle - group.middle)
    return OFF_MIDDLE * gap if gap <= max(FARTHEST, (group.right - group.left) / 4) else None


def _is_under(column: Extent, rule: Extent) -> bool:
    """Tell a column that begins below a line of dashes: figures may reach beyond the head it was drawn for."""
    return rule.left - 2 <= column.left <= rule.right + 2


def _cuts(cover: Cover, whole: Cover) -> bool:
    """Tell whether a head covers some columns of a sum and not all of them."""
    return cover[0] < whole[1] and whole[0] < cover[1] and not (cover[0] <= whole[0] and whole[1] <= cover[1])
