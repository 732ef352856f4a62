"""Heads of three lines one space apart: outer titles, the titles of columns of their own, inner titles.

```
      2031년      2030년
부서                         증감
      예산 비율   예산 비율
```

Printed line by line, the titles in the middle of the height of the head stand between the outer and the inner ones, and
nothing tells which columns they are over. The inner ones are parted among the outer ones in order, a bracket being the
rest of one; then sums or differences must leave one way to put them between the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from corpus.bare import stated_number
from corpus.headers import is_period
from corpus.loose_heads import are_leaves, proved_by_sums
from corpus.text import squash
from corpus.total_names import is_total

Path = tuple[str, str]
"""Outer and inner title of a column; the outer one is empty over a column of its own."""

MOST_OUTER = 5
LEAST_ADDED = 3
"""Rows, and columns of a group, that must add up to a column which does not call itself a total."""
_LETTERS = frozenset("계남여")
_BRACKET = re.compile(r"^\([^()]{1,12}\)$")
_CHANGE = re.compile(r"^(?:비교)?(?:증감액?|증\(?△?감\)?)(?:\(.*\))?$")


def levelled(
    outer: Sequence[str], own: Sequence[str], inner: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[str, ...] | None:
    """Return the titles of the figures below three lines of titles, or None; the first title of `own` heads labels."""
    count = len(rows[0])
    proved: list[tuple[str, ...]] = []
    ways = 0
    sole: tuple[str, ...] | None = None
    for groups in _segments(with_years(outer), inner):
        for paths in _between(groups, own[1:]):
            if len(paths) != count or len(set(paths)) < count:
                continue
            titles = tuple(f"{top} {leaf}" if top else leaf for top, leaf in paths)
            sums = proved_by_sums([("", own[0]), *paths], rows)
            if sums is False or not _are_apart(groups, paths, rows):
                continue
            if sums or _adds_up(paths, rows) or _differs(paths, rows):
                proved.append(titles)
            else:
                ways += 1
                sole = titles if all(are_leaves([leaf]) for top, leaf in paths if top) else None
    if len(set(proved)) == 1:
        return proved[0]
    return sole if ways == 1 and not proved else None


def with_years(words: Sequence[str]) -> list[str]:
    """Return titles with years and the word behind each as one (`2031년 예산안`), where no year stands alone."""
    after = [next(iter(words[at + 1 : at + 2]), "") for at, word in enumerate(words) if is_period(word)]
    if not all(after) or any(is_period(word) or _CHANGE.match(squash(word)) for word in after):
        return list(words)
    titles: list[str] = []
    for at, word in enumerate(words):
        if at and is_period(words[at - 1]):
            titles[-1] += f" {word}"
        else:
            titles.append(word)
    return titles


def _segments(outer: Sequence[str], inner: Sequence[str]) -> Iterator[list[list[Path]]]:
    """Yield the ways to part inner titles among outer ones in order: two and more each, or one that is a bracket.

    A letter is no inner title, but the rest of one that wraps.
    """
    if not 0 < len(outer) <= MOST_OUTER or any(len(leaf) == 1 and leaf not in _LETTERS for leaf in inner):
        return
    for cuts in combinations(range(1, len(inner)), len(outer) - 1):
        parts = [inner[first:last] for first, last in zip((0, *cuts), (*cuts, len(inner)), strict=True)]
        groups: list[list[Path]] = []
        for top, part in zip(outer, parts, strict=True):
            brackets = [_BRACKET.match(leaf) is not None for leaf in part]
            if len(part) == 1 and brackets[0]:
                groups.append([("", f"{top}{part[0]}")])
            elif len(part) > 1 and not any(brackets):
                groups.append([(top, leaf) for leaf in part])
            else:
                break
        if len(groups) == len(outer) and any(len(group) > 1 for group in groups):
            yield groups


def _between(groups: Sequence[Sequence[Path]], own: Sequence[str]) -> Iterator[list[Path]]:
    """Yield the ways to put columns of their own before, between and behind groups, both in order."""
    for places in combinations(range(len(groups) + len(own)), len(own)):
        titles, parts = iter(own), iter(groups)
        yield [
            path
            for at in range(len(groups) + len(own))
            for path in ([("", next(titles))] if at in places else next(parts))
        ]


def _values(rows: Sequence[Sequence[str]]) -> list[list[Decimal]]:
    return [[stated_number(cell) or Decimal(0) for cell in row] for row in rows]


def _adds_up(paths: Sequence[Path], rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the columns of one group make up one and the same column of its own, in all rows."""
    values = _values(rows)
    for top in dict.fromkeys(top for top, _ in paths if top):
        parts = [at for at, path in enumerate(paths) if path[0] == top]
        filled = sum(1 for row in values if sum(1 for at in parts if row[at]) > 1)
        others = [at for at, path in enumerate(paths) if not path[0]]
        if len(parts) < LEAST_ADDED or filled < LEAST_ADDED:
            continue
        if any(all(row[at] == sum(row[part] for part in parts) for row in values) for at in others):
            return True
    return False


def _are_apart(groups: Sequence[Sequence[Path]], paths: Sequence[Path], rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether nothing but one way can part inner titles: all groups alike, or each but one proved by figures."""
    several = [group for group in groups if len(group) > 1]
    if len({tuple(leaf for _, leaf in group) for group in several}) == 1:
        return True
    leads = [group[0][1] for group in several]
    proved = [
        is_total(group[0][1])
        or (_CHANGE.match(squash(group[0][0])) is not None and _is_change(paths.index(group[0]), rows))
        or leads.count(group[0][1]) > 1
        for group in several
    ]
    return proved.count(False) < 2


def _differs(paths: Sequence[Path], rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether changes are the difference of two columns of one inner title, in all rows."""
    return any(
        _is_change(at, rows, paths)
        for at, (top, leaf) in enumerate(paths)
        if _CHANGE.match(squash(top or leaf)) and (not top or paths[at - 1][0] != top)
    )


def _is_change(at: int, rows: Sequence[Sequence[str]], paths: Sequence[Path] | None = None) -> bool:
    """Tell whether a column is the difference of two others, of one inner title where titles are given."""
    values = _values(rows)
    others = [
        (first, second)
        for first, second in combinations([column for column in range(len(values[0])) if column != at], 2)
        if paths is None or (paths[first][0] and paths[first][1] == paths[second][1])
    ]
    return (
        len(values) >= LEAST_ADDED
        and len({row[at] for row in values}) > 1
        and any(all(row[at] in (row[a] - row[b], row[b] - row[a]) for row in values) for a, b in others)
    )
