"""Heads of a table whose cells stand one space apart, all on a line: which of its words head which figures.

What a title says tells whether figures or words stand below it (`예산(천원)`, `담당부서`). There must be one way only
to make as many titles of figures, side by side, as each row has; the words before them head the labels, those behind
the remarks. Inner titles printed behind their outer ones are put under one of them where sums leave one way to do so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.bare import is_bare_value, stated_number, titles_of_letters
from corpus.header_lines import LABEL_WORD
from corpus.headers import is_period
from corpus.loose_heads import Title, TitleLine, are_leaves, lay_out
from corpus.spaced_levels import levelled, with_years
from corpus.text import squash

MOST_TITLES = 16
LONGEST_TITLE = 24
LEAST_GROUP = 2
LEAST_ADDED = 3
"""Rows, and columns of a group, that must add up for a sum without a total's name to tell whose parts they are."""
SERIAL = re.compile(r"^(?:연번|순번|번호|순|No\.?)$", re.I)
_MEASURED = re.compile(
    r"\((?:[가-힣·]{0,8}[원명건개소호동톤대점회종곳층면척인]|%p?|㎡|㎞|km|ha|㏊|가구|세대|천명|필지|시간|마리)\)$"
)
_FIGURES = re.compile(
    r"(?:액|[률율]|예산|사업비|[국도시군구]·?[국도시군구]?비|자부담|민자|^[총합소누]?계|비율|비중|구성비|증감|목표|실적|정원|현원|결원"
    r"|과부족|인원|면적|점수|물량|개소|[건횟대]수|세대수?|가구수?|인구수?|^[남여]자?|당초|변경|기정|최종|수입|지출|규모)$"
)
_WORDS = re.compile(
    r"(?:명|명칭|별|구분|부서|기관|비고|내용|내역|사유|시기|기간|장소|위치|대상|대상지|방법|담당|담당자|일정|일시|일자|주관|주체|소관"
    r"|직위|직급|성명|소속|근거|과제|지표|분야|유형|종류|시설|전략|단위|사업|항목|과목|등급|판정|지역|노선|구간|부문|재원|회계|연도)$"
)
SHARES = re.compile(r"[률율]|비율|비중|구성비|증감|대비|%|목표|실적|^'?\d{2,4}년?")
"""Titles over shares, and over what may be any figure."""
YEAR = re.compile(r"(?:19|20)\d\d$")
_SET_APART = re.compile(r"(?<![가-힣])(?:[가-힣] )+[가-힣](?=\()")
"""Letters set apart right before a bracket (`증 감(A-B)`)."""
_COUNT = re.compile(r"^(?:수|금액|비율|실적|목표|예산|인원|건수)$")
"""Words that with the one before them make up a title of figures (`공약 수`)."""
_BEHIND = re.compile(r"^\([^()]{1,12}\)$|^(?:이하|이상|미만|초과|이내|이후|이전|대비|까지|부터)(?:\([^()]*\))?$")
_CHANGE = re.compile(r"^(?:증액|감액|증감|변경|조정|삭감)$")
_GLUED = re.compile(r"(?<=\))(?=[가-힣\d])|(?<=[가-힣])(?=\d급$)")
"""Between an outer title set in the middle of its height and the first inner one."""
_NO_TITLE = re.compile(r"[.。:;?!※○●◦□■▪☎→,]|^[-–*]|다$")


@dataclass(frozen=True, slots=True)
class Heads:
    """The titles over labels, over figures and over remarks, in order."""

    labels: tuple[str, ...]
    figures: tuple[str, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles of a line, and where the first inner one stands right behind an outer one, no space between."""

    words: tuple[str, ...]
    inner: int | None = None


def titles_of(line: str, *, least: int = 2, closed: bool = True) -> Titles | None:
    """Return the words of a line that may be titles, `이상` put to the word before; None for a text.

    A bracket is put there as well where titles are `closed`.
    """
    pieces: list[str] = []
    inner: list[int] = []
    for word in _SET_APART.sub(lambda match: " ".join(titles_of_letters(match.group().replace(" ", ""))), line).split():
        first, *others = _GLUED.split(word)
        pieces.append(first)
        for other in others:
            inner.append(len(pieces))
            pieces.append(other)
    titles: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(pieces):
        last = at
        while last < len(pieces) and re.fullmatch("[가-힣]", pieces[last]) and not (last > at and last in inner):
            last += 1
        if at in inner:
            places.append(len(titles))
        titles += titles_of_letters("".join(pieces[at:last])) if last > at else [pieces[at]]
        at = max(last, at + 1)
    joined: list[str] = []
    starts: list[int] = []
    for at, title in enumerate(titles):
        if at in places:
            starts.append(len(joined))
        elif joined and (_goes_on(joined[-1], title, closed=closed) or joined[-1].endswith("·")):
            joined[-1] += title if title.startswith("(") or joined[-1].endswith("·") else f" {title}"
            continue
        joined.append(title)
    fit = all(len(title) <= LONGEST_TITLE and _may_be_title(title) for title in joined)
    if not fit or not least <= len(joined) <= MOST_TITLES or len(starts) > 1 or any(map(_is_number, joined)):
        return None
    return Titles(tuple(joined), starts[0] if starts else None)


def _may_be_title(title: str) -> bool:
    return is_period(title) or not _NO_TITLE.search(_bare(title))


def _is_number(title: str) -> bool:
    return is_bare_value(title) and not YEAR.match(title)


def _goes_on(title: str, word: str, *, closed: bool) -> bool:
    """Tell a word that is the rest of the title before it: a bracket, `이상`, what is counted, what a reason is of."""
    if word.startswith("(") and not closed:
        return False
    return bool(_BEHIND.match(word)) or word == "수" or (word == "사유" and _CHANGE.match(title) is not None)


def _bare(title: str) -> str:
    """Return a title without what stands in brackets."""
    return re.sub(r"\([^()]*\)", "", title)


def heads_labels(title: str) -> bool:
    """Tell a title over words: the labels of rows or remarks."""
    return not _MEASURED.search(title) and (
        LABEL_WORD.match(squash(title)) is not None or _WORDS.search(_bare(title)) is not None or is_serial(title)
    )


def is_serial(title: str) -> bool:
    """Tell the title over the numbers of a list."""
    return SERIAL.match(squash(title)) is not None


def heads_figures(title: str) -> bool:
    """Tell a title over figures."""
    return bool(_MEASURED.search(title)) or (
        not heads_labels(title) and (is_period(title) or _FIGURES.search(_bare(title)) is not None)
    )


def heads_of(line: Titles, figures: int, *, remarks: bool) -> Heads | None:
    """Return the one way to head that many figures in each row, `remarks` behind them or not; None for no or more."""
    titles = line.words
    if line.inner is not None or not heads_labels(titles[0]):
        return None
    if len(titles) == 1 + figures and not remarks:
        return Heads((titles[0],), tuple(titles[1:])) if len(set(titles)) == len(titles) else None
    ends = range(2, len(titles) if remarks else len(titles) + 1)
    found = [
        Heads(tuple(titles[:first]), named, tuple(titles[last:]))
        for last in (ends if remarks else (len(titles),))
        for first in range(1, last)
        if _are_words(titles[:first]) and (last == len(titles) or _are_words(titles[last:]))
        for named in _figure_titles(titles[first:last], figures)
        if _are_years_alike(named)
    ]
    return found[0] if len(found) == 1 and len(set(found[0].figures)) == figures else None


def _are_words(titles: Sequence[str]) -> bool:
    """Tell titles none of which heads figures, the last of them over words."""
    return heads_labels(titles[-1]) and not any(map(heads_figures, titles))


def _are_years_alike(titles: Sequence[str]) -> bool:
    """Tell whether all years among titles stand alone, or none does."""
    years = [title for title in titles if is_period(title.split()[0])]
    return len({" " in title for title in years}) < LEAST_GROUP


def _figure_titles(words: Sequence[str], count: int) -> Iterator[tuple[str, ...]]:
    """Yield the ways to make that many titles of figures out of words."""
    if count == 0:
        if not words:
            yield ()
        return
    for size in range(1, len(words) - count + 2):
        if not _is_figure_title(words[:size]):
            continue
        for rest in _figure_titles(words[size:], count - 1):
            yield (" ".join(words[:size]), *rest)


def _is_figure_title(words: Sequence[str]) -> bool:
    """Tell a title over figures: one that says so, a year with the words behind it, a word and what counts it."""
    first, *rest = words
    if not rest:
        return heads_figures(first)
    if is_period(first):
        return (
            len(rest) < LEAST_GROUP + 1
            and sum(map(heads_figures, rest)) < LEAST_GROUP
            and not any(map(is_period, rest))
            and not heads_labels(rest[-1])
        )
    return len(rest) == 1 and _COUNT.match(rest[0]) is not None and not (heads_labels(first) or heads_figures(first))


def levelled_heads(lines: Sequence[Titles], rows: Sequence[Sequence[str]]) -> Heads | None:
    """Return the heads of three lines, the middle one holding the titles of columns of their own, or None."""
    outer, own, inner = (line.words for line in lines)
    labels = next((at for at, title in enumerate(own) if not heads_labels(title)), len(own))
    if not labels or any(line.inner is not None for line in lines):
        return None
    figures = levelled(outer, with_years(own[labels - 1 :]), inner, _numbers(rows))
    return Heads(tuple(own[:labels]), figures) if figures is not None else None


def nested_heads(lines: Sequence[Titles], rows: Sequence[Sequence[str]]) -> Heads | None:
    """Return the heads of one line of outer and inner titles, or of a line of each; None for no or several ways.

    A title of one column set in the middle of its height comes right before the first inner one, no space between;
    so nothing stands under it. `rows` are the figures.
    """
    count = len(rows[0])
    found: dict[tuple[str, ...], bool] = {}
    for outer, inner, alone in _parted(lines):
        if not heads_labels(outer[0]) or len(inner) < LEAST_GROUP or len(outer) < LEAST_GROUP + 1:
            continue
        if len(lines) == 1 and not alone and not all(map(_is_known, (*outer[1:], *inner))):
            continue  # one word of a title may be taken for a title
        for titles, proved in _under(outer, inner, alone, count, rows):
            found[titles] = found.get(titles, False) or proved
    left = [figures for figures, proof in found.items() if proof] or list(found)
    if len(left) != 1 or len(set(left[0])) < count or any(map(heads_labels, left[0])):
        return None
    return Heads((lines[0].words[0],), left[0])


def _is_known(title: str) -> bool:
    """Tell a title that is one by itself, no part of another."""
    return heads_figures(title) or are_leaves([title])


def _parted(lines: Sequence[Titles]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], bool]]:
    """Yield the ways to part titles into outer and inner ones, and whether the last outer one stands alone."""
    words, inner = lines[0].words, lines[0].inner
    if len(lines) > 1:
        if inner is None and lines[1].inner is None:
            yield tuple(with_years(words)), lines[1].words, False
        return
    if inner is not None:
        yield words[:inner], words[inner:], True
        return
    touching = [(at, pair) for at, word in enumerate(words) if at and (pair := _touching(word))]
    for at, (outer, leaf) in touching[:1]:
        yield (*words[:at], outer), (leaf, *words[at + 1 :]), True
    for at in range(LEAST_GROUP, len(words) - 1) if not touching else ():
        yield words[:at], words[at:], False


def _touching(word: str) -> tuple[str, str] | None:
    """Return the two titles of figures a word may be made of (`집행률도비`), or None."""
    pairs = ((word[:at], word[at:]) for at in range(2, len(word) - 1))
    return next((pair for pair in pairs if heads_figures(pair[0]) and are_leaves([pair[1]])), None)


def _under(
    outer: Sequence[str], inner: Sequence[str], alone: bool, count: int, rows: Sequence[Sequence[str]]
) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield the titles of the figures with inner titles put under outer ones, and whether sums prove them."""
    tops = [Title(text, narrow=alone and at == len(outer) - 1) for at, text in enumerate(outer)]
    numbers = _numbers(rows)
    laid = lay_out([TitleLine(1, tuple(tops)), TitleLine(2, tuple(map(Title, inner)))], count + 1, numbers)
    if laid is not None and laid.proved is not False and len(laid.head) == LEAST_GROUP:
        above, below = laid.head[1], laid.head[2]
        name = ""
        titles = []
        for top, leaf in zip(above[1:], below[1:], strict=True):
            name = top or name
            titles.append(f"{name} {leaf}" if leaf else name)
        yield tuple(titles), laid.proved is True
        return
    if len(outer) - 2 + len(inner) != count:
        return
    for group in range(1, len(outer) - alone) if len(inner) >= LEAST_ADDED else ():
        titles = [*outer[1:group], *(f"{outer[group]} {leaf}" for leaf in inner), *outer[group + 1 :]]
        if _adds_up(numbers, group - 1, len(inner)):
            yield tuple(titles), True


def _adds_up(rows: Sequence[Sequence[str]], first: int, size: int) -> bool:
    """Tell whether the figures of a group make up one and the same column outside it, in all rows."""
    values = [[stated_number(cell) or Decimal(0) for cell in row] for row in rows]
    others = [at for at in range(len(values[0])) if not first <= at < first + size]
    sums = [sum(row[first : first + size], Decimal(0)) for row in values]
    filled = sum(1 for row in values if sum(1 for value in row[first : first + size] if value) > 1)
    return filled >= LEAST_ADDED and any(
        all(row[at] == total for row, total in zip(values, sums, strict=True)) for at in others
    )


def _numbers(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Return rows of single figures: pairs (`12/10`) make up two rows each."""
    if not any("/" in cell for row in rows for cell in row):
        return [tuple(row) for row in rows]
    return [tuple(cell.split("/")[min(part, cell.count("/"))] for cell in row) for row in rows for part in range(2)]
