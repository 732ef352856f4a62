"""Header cells that came out of a PDF one by one, in the wrong order: which columns they name, and in what order.

The words are those every Korean budget table uses. Letters in brackets give the order of the lettered columns, and a
rate such as `(D=B/A)` says how to prove it on the rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations

_STUBS = "세부사업명|세부사업|사업명|주요업무명|단위사업명|단위사업|정책사업|부서명|기관명|과목|구분"
_BUDGET = "본예산액|본예산|당초예산|추경예산|추가경정예산|예산현액|예산액"
_CLOSED = "최종예산액|최종예산|결산액|결산"
_SPENT = "원인행위액|지출액|집행액|집행잔액|이월액|불용액|잔액"
_RATE = "집행률|집행율|증감률|증감율|비율"
_CHANGE = "증감액|증감"
_OTHER = "비고|예산"
_PAGE = "쪽수|페이지"
_MODIFIER = "주요사업별|설명자료|설명서|사업별"
_TOKEN = re.compile(
    rf"(?P<modifier>{_MODIFIER})|(?P<stub>{_STUBS})|(?P<budget>{_BUDGET})|(?P<closed>{_CLOSED})|(?P<spent>{_SPENT})"
    rf"|(?P<rate>{_RATE})|(?P<change>{_CHANGE})|(?P<page>{_PAGE})|(?P<other>{_OTHER})|(?P<year>(?:19|20)\d\d(?:년도?)?)"
    r"|(?P<letter>\((?:[A-Z](?:=[-A-Z0-9+/*×÷%()]+?)?|[A-Z][/÷][A-Z](?:[×*]100)?)\))|(?P<aside>\([가-힣%]{1,8}\))"
)
_ORDER = ("budget", "closed", "spent", "change", "rate", "other", "page")
_FORMULA = re.compile(r"\(([A-Z]=)?([A-Z])[/÷]([A-Z])")
_KEY = re.compile(r"\(([A-Z])[=)]")
_MAX_FREE = 5


@dataclass(frozen=True, slots=True)
class Column:
    """One column of figures: its kind, its header as printed, the header above it, its letter and formula."""

    kind: str
    text: str
    parent: str = ""
    letter: str = ""

    @property
    def title(self) -> str:
        """The header cell's text: the word and what is bracketed after it."""
        return self.text + self.letter

    @property
    def key(self) -> str:
        """The column's letter alone, or nothing; a bare rate such as `(B/A)` has none."""
        match = _KEY.match(self.letter)
        return match.group(1) if match else ""


@dataclass(frozen=True, slots=True)
class Header:
    """A header worked out: the label column's title and the columns of figures, left to right."""

    stub: str
    columns: tuple[Column, ...]
    is_reordered: bool = False
    """True when the printed order of the cells was not the order of the columns."""

    def formulas(self) -> tuple[tuple[int, int, int], ...]:
        """Return (rate, dividend, divisor) column positions of every rate the header defines."""
        place = {column.key: index for index, column in enumerate(self.columns) if column.key}
        found = []
        for index, column in enumerate(self.columns):
            match = _FORMULA.search(column.letter)
            if match and match.group(2) in place and match.group(3) in place:
                found.append((index, place[match.group(2)], place[match.group(3)]))
        return tuple(found)


def header_tokens(text: str) -> list[tuple[str, str]] | None:
    """Return (kind, word) of a line made of header words alone, or None for any other line."""
    rest = re.sub(r"\s", "", text)
    found: list[tuple[str, str]] = []
    while rest:
        match = _TOKEN.match(rest)
        if match is None or match.lastgroup is None:
            return None
        found.append((match.lastgroup, match.group(0)))
        rest = rest[match.end() :]
    return found or None


def header_from(tokens: Sequence[tuple[str, str]]) -> Header | None:
    """Return the header a stream of header words stands for, or None when it names fewer than three columns."""
    if not tokens or tokens[0][0] != "stub":
        return None
    years = [word for kind, word in tokens if kind == "year"]
    columns = _set_parents(_leaves(tokens[1:]), years)
    if len(columns) < 3:
        return None
    ordered = sorted(columns, key=lambda column: _ORDER.index(column.kind))
    letters = [column.key for column in ordered if column.key]
    if letters != sorted(letters):
        ordered = _by_letter(ordered)
    return Header(tokens[0][1], tuple(ordered), is_reordered=tuple(ordered) != tuple(columns))


def _leaves(tokens: Sequence[tuple[str, str]]) -> list[Column]:
    """Return the terms in printed order, letters and asides put to the term before them."""
    found: list[Column] = []
    prefix = ""
    for kind, word in tokens:
        if kind == "modifier":
            prefix += word + " "
        elif kind == "letter" and found and not found[-1].letter:
            found[-1] = replace(found[-1], letter=word)
        elif kind == "aside" and found:
            last = found[-1]
            found[-1] = (
                replace(last, letter=last.letter + word) if last.letter else replace(last, text=last.text + word)
            )
        elif kind in _ORDER:
            found.append(Column(kind, prefix + word))
            prefix = ""
    return found


def _set_parents(leaves: list[Column], years: Sequence[str]) -> list[Column]:
    """Return the columns proper: group words taken out and set above the columns they span."""
    rate = next((leaf for leaf in leaves if leaf.kind == "rate" and not leaf.letter), None)
    group = next((leaf for leaf in leaves if leaf.text.startswith("집행액") and not leaf.letter), None)
    members = [leaf for leaf in leaves if leaf.kind == "spent" and leaf is not group]
    if len(members) < 2 or group is None:
        group = None
    divided = [leaf for leaf in members if _FORMULA.match(leaf.letter)]
    if not divided:
        rate = None
    newest, others = (max(years), [year for year in years if year != max(years)]) if years else ("", [])
    found: list[Column] = []
    for leaf in leaves:
        if leaf is rate or leaf is group:
            continue
        if leaf in divided and rate is not None:
            found.append(replace(leaf, kind="rate", parent=rate.text))
        elif leaf.kind == "spent" and group is not None:
            found.append(replace(leaf, parent=group.text))
        elif leaf.kind == "budget" and newest:
            found.append(replace(leaf, parent=newest))
        elif leaf.kind == "closed" and others:
            found.append(replace(leaf, parent=others[0]))
        else:
            found.append(leaf)
    return found


def _by_letter(columns: list[Column]) -> list[Column]:
    """Return the columns with the lettered ones in the order of their letters, the others where they stood."""
    lettered = iter(sorted((column for column in columns if column.key), key=lambda column: column.key))
    return [next(lettered) if column.key else column for column in columns]


def confirm(header: Header, rows: Sequence[Sequence[Decimal | None]]) -> tuple[int, int]:
    """Return how many printed rates agree with their operands, and how many could be tried.

    A printed rate is rounded or cut to whole per cent, so it may be one off.
    """
    right = tried = 0
    for row in rows:
        for rate, above, below in header.formulas():
            values = [row[index] if index < len(row) else None for index in (rate, above, below)]
            printed, dividend, divisor = values
            if printed is None or dividend is None or not divisor:
                continue
            tried += 1
            right += abs(dividend / divisor * 100 - printed) <= 1
    return right, tried


def settle(header: Header, rows: Sequence[Sequence[Decimal | None]]) -> Header:
    """Return the header with its unlettered columns where the rates of most rows come out right.

    The usual order (this year's budget, last year's, spent, rates, page) is kept when the rows agree with it.
    """
    right, tried = confirm(header, rows)
    if not tried or right * 2 > tried:
        return header
    free = [index for index, column in enumerate(header.columns) if not column.key]
    if len(free) > _MAX_FREE:
        return header
    best, score = header, right
    for order in permutations(range(len(header.columns))):
        candidate = replace(header, columns=tuple(header.columns[index] for index in order))
        letters = [column.key for column in candidate.columns if column.key]
        if letters == sorted(letters):
            found = confirm(candidate, rows)[0]
            if found > score:
                best, score = candidate, found
    return best if score * 2 > tried else header
