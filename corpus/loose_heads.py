"""Titles that fell into lines above rows of figures: parts of one title joined, outer titles put over inner ones.

A table's titles are printed one a line, and those of a row of inner titles on one line behind or below them; nothing
but the words tells which outer title they stand under. Neither the title of the labels nor that of a total has inner
ones, nor one so narrow that it fell into lines itself; and where a total is printed, the sums tell the order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from corpus.bare import close_up, stated_number
from corpus.headers import is_period
from corpus.text import squash
from corpus.total_names import is_total

MOST_WORDS = 2
"""Words of a title that stands on a line of its own among others."""
MOST_GROUPS = 4
"""Groups of inner titles that are tried."""
_DOTS = frozenset("·ㆍ・/&")
_ENDS = re.compile(r"^(?:이하|이상|미만|초과|이내|이후|이전)$")
_BRACKET = re.compile(r"^[(\[].{1,12}[)\]]$")
_BRACKETED = re.compile(r"[(\[].*?[)\]]")
_YEAR = re.compile(r"^(?:19|20)\d\d년도?$")
_REMARK = re.compile(r"^비고$|내용$|사유$")
_RATE = re.compile(r"[률율]$|비율|비중|구성비|증감|%")

_LEAF = re.compile(
    r"(?:[총합소]?계|[국도시군구](?:[·.]?[도시군구])*비|지방비|민자|자부담|기금|자체|특교|균특|기타|[남여]자?|금액|비율|비중|구성비|건수"
    r"|인원수?|수량|목표|실적|달성률|계획|정원|현원|결원|예산액?|집행액|집행률|잔액|증감액?|증감률|전년도?|금년도?|당초|변경|최종"
    r"|\d급.{0,4}|[상하]반기|[1-4]/4|[1-4]분기|\d{1,2}월|(?:19|20)\d\d년?도?|'\d\d년?)(?:\([^()]*\))?$"
)
"""Words that are a title by themselves where another one stands over them."""

Head = dict[int, tuple[str, ...]]
"""Rows of titles by the line they are put on (from 1)."""


@dataclass(frozen=True, slots=True)
class Title:
    """One title; `narrow` where it fell into lines."""

    text: str
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class TitleLine:
    """The titles that begin on one line, and the line (from 1) where the last of them ends."""

    last: int
    titles: tuple[Title, ...]


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Titles over columns: the rows they make up, and whether sums prove (True), deny (False) or say nothing (None)."""

    head: Head
    proved: bool | None


def title_lines(above: Sequence[tuple[int, Sequence[str]]]) -> list[TitleLine] | None:
    """Return the titles of lines of words (index from 0), their parts joined; None where brackets fit no title.

    A dot joins what stands before and behind it (`별정`, `·`, `임기제`), `이하` and a bracket go to the title above.
    """
    found: list[list[Title]] = []
    ends: list[int] = []
    joining = False
    for index, words in above:
        if found and len(words) > 1 and all(_BRACKET.match(word) for word in words):
            last = found[-1]
            labels = len(last) - len(words)
            if labels not in (0, 1):
                return None
            ends[-1] = index + 1
            last[labels:] = [
                Title(title.text + word, title.narrow) for title, word in zip(last[labels:], words, strict=True)
            ]
            continue
        own: list[Title] = []
        for word in words:
            before = own or (found[-1] if found else None)
            crosses = not own
            if before and (joining or set(word) <= _DOTS or _BRACKET.match(word)):
                bracket = not joining and _BRACKET.match(word)
                before[-1] = Title(before[-1].text + word, before[-1].narrow or (crosses and not bracket))
                joining = set(word) <= _DOTS
            elif before and _ENDS.match(word) and (own or len(words) == 1):
                before[-1] = Title(f"{before[-1].text} {word}", before[-1].narrow or crosses)
            else:
                own.append(Title(word))
        if own:
            found.append(own)
            ends.append(index + 1)
        elif found:
            ends[-1] = index + 1
    return [TitleLine(last, tuple(titles)) for last, titles in zip(ends, found, strict=True)]


def with_year(words: Sequence[str]) -> list[str]:
    """Return the words of a line of titles with its only year put before what it says the year of (`2025년 감면`)."""
    years = [at for at, word in enumerate(words) if is_period(word)]
    if len(years) != 1 or not 0 < years[0] < len(words) - 1 or not _YEAR.match(words[years[0]]):
        return list(words)
    return [*words[: years[0]], " ".join(words[years[0] : years[0] + 2]), *words[years[0] + 2 :]]


def wrapped_titles(lines: Sequence[str], *, spaced_label: bool = False) -> list[str]:
    """Return titles printed one a line, those in two lines joined; none where a line may be more than one title.

    A year takes the word below it where each year has one, and so does what ends in `대비`. With `spaced_label` that of
    the labels, the first, may be of two words.
    """
    texts = [close_up(line) for line in lines]
    years = [at for at, text in enumerate(texts) if is_period(text)]
    if any(at + 1 == len(texts) or at + 1 in years for at in years):
        return []
    titles: list[str] = []
    for at, text in enumerate(texts):
        if at and (at - 1 in years or texts[at - 1].endswith("대비") or _BRACKET.match(text)):
            titles[-1] = f"{titles[-1]} {text}"
        else:
            titles.append(text)
        two = text.endswith("대비") or (spaced_label and not at)
        if len(_BRACKETED.sub("", text).split()) > (MOST_WORDS if two else 1):
            return []
    return titles if len(set(titles)) == len(titles) else []


def lay_out(lines: Sequence[TitleLine], columns: int, figures: Sequence[Sequence[str]]) -> LaidOut | None:
    """Return the titles over that many columns, the first of them the labels; None where they fit in no or two ways.

    `figures` are the rows' texts behind the labels.
    """
    titles = [title for line in lines for title in line.titles]
    if len(lines) == 0:
        return None
    if len(titles) == columns:
        paths = [("", title.text) for title in titles]
        return LaidOut({lines[-1].last: tuple(title.text for title in titles)}, proved_by_sums(paths, figures))
    if len(lines) < 2:
        return None
    ways = [
        (paths, proved_by_sums(paths, figures)) for read in _readings(lines, columns) for paths in _ways(read, columns)
    ]
    left = [(paths, proved) for paths, proved in ways if proved is not False]
    if len(left) != 1:
        return None
    paths, proved = left[0]
    leaves = [leaf for outer, leaf in paths if outer]
    if leaves and not (proved or all(map(_LEAF.match, map(squash, leaves)))):
        return None
    if not leaves:
        return LaidOut({lines[-1].last: tuple(leaf for _, leaf in paths)}, proved)
    top = [outer or leaf for outer, leaf in paths]
    outer_row = tuple("" if at and paths[at][0] and top[at] == top[at - 1] else text for at, text in enumerate(top))
    inner_row = tuple(leaf if outer else "" for outer, leaf in paths)
    return LaidOut({lines[-2].last: outer_row, lines[-1].last: inner_row}, proved)


def are_leaves(texts: Sequence[str]) -> bool:
    """Tell whether each of some words is a title by itself where another stands over it (`국비`, `계획`, `2025`).

    A year before other words is none: `2026년 예산액` is one title.
    """
    years = [is_period(text) for text in texts]
    return bool(texts) and all(_LEAF.match(squash(text)) for text in texts) and any(years) == all(years)


def _readings(lines: Sequence[TitleLine], columns: int) -> Iterator[list[TitleLine]]:
    """Yield the ways to read lines of several words behind the first: as titles each, or all lines as one title."""
    yield list(lines)
    inner = [[title.text for title in line.titles] for line in lines[1:] if len(line.titles) > 1]
    if len(lines) == columns and not any(len(texts) > MOST_WORDS or are_leaves(texts) for texts in inner):
        yield [TitleLine(line.last, (Title(" ".join(title.text for title in line.titles)),)) for line in lines]


def _ways(lines: Sequence[TitleLine], columns: int) -> Iterator[list[tuple[str, str]]]:
    """Yield the ways to put the lines of several titles under titles of their own: (outer, inner) of each column.

    Such lines stand behind all outer titles, or each right behind its own.
    """
    inner = [at for at, line in enumerate(lines) if at and len(line.titles) > 1]
    tops = [(title, at) for at, line in enumerate(lines) if at not in inner for title in line.titles]
    trailing = inner == list(range(len(lines) - len(inner), len(lines)))
    may = [
        at
        for at, (title, _) in enumerate(tops)
        if at and not (title.narrow or is_total(title.text) or _REMARK.search(squash(title.text)))
    ]
    if not inner and len(tops) == columns:
        yield [("", title.text) for title, _ in tops]
    for groups in _groups([[title.text for title in lines[at].titles] for at in inner]):
        if not groups or len(tops) - len(groups) + sum(len(group) for group in groups) != columns:
            continue
        for chosen in combinations(may, len(groups)):
            adjacent = [tops[at][1] + 1 for at in chosen] == inner
            if not trailing and not (adjacent and all(are_leaves(group) for group in groups)):
                continue
            parts = dict(zip(chosen, groups, strict=True))
            paths: list[tuple[str, str]] = []
            for at, (title, _) in enumerate(tops):
                paths += [(title.text, leaf) for leaf in parts[at]] if at in parts else [("", title.text)]
            yield paths


def _groups(inner: list[list[str]]) -> Iterator[list[list[str]]]:
    """Yield the groups that lines of inner titles make up: each line one; or one line that repeats its titles."""
    yield inner
    if len(inner) == 1:
        texts = inner[0]
        for count in range(2, MOST_GROUPS + 1):
            size, rest = divmod(len(texts), count)
            if not rest and size > 1 and texts == texts[:size] * count:
                yield [texts[:size]] * count


def proved_by_sums(paths: Sequence[tuple[str, str]], figures: Sequence[Sequence[str]]) -> bool | None:
    """Tell whether every total among the titles is the sum of its parts in all rows; None without totals.

    The first path is that of the labels. Rates and changes are no parts; a group counts with its own total.
    """
    names = [(outer, leaf) for outer, leaf in paths[1:]]
    totals = [at for at, (_, leaf) in enumerate(names) if is_total(leaf)]
    if not totals or not figures:
        return None
    for total in totals:
        outer = names[total][0]
        parts = [at for at, name in enumerate(names) if at != total and _is_part(name, names, outer)]
        if not parts:
            return False
        for row in figures:
            values = [stated_number(row[at]) if at < len(row) else None for at in (total, *parts)]
            if values[0] is None or values[0] != sum(value or Decimal(0) for value in values[1:]):
                return False
    return True


def _is_part(name: tuple[str, str], names: Sequence[tuple[str, str]], outer: str) -> bool:
    """Tell whether a column belongs to the sum of a total under the same outer title, or of one under none."""
    group, leaf = name
    if _RATE.search(squash(leaf)) or _REMARK.search(squash(leaf)):
        return False
    if outer:
        return group == outer and not is_total(leaf)
    if not group:
        return not is_total(leaf)
    own_total = any(other == group and is_total(title) for other, title in names)
    return is_total(leaf) if own_total else True
