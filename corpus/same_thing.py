"""Whether two statements count one thing: each names what the other does, in one measure, year and stage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from corpus.statements import SHORT, Statement, words

_OTHERWISE = re.compile(
    r"평균|누계|누적|상반기|하반기|[1-4]\s?/?\s?4?분기|신규|추가|당초|종전|기존|전년|대비|보다|1인당|(?<=[가-힣])당(?=\s|$)|가운데|(?<=\s)중(?=\s|$)"
    r"|이월|잔액|증감|증액|감액|늘어|늘린|늘려|늘리|늘었|줄어|줄인|줄이|줄었|부족|초과|국비|도비|시비|구비|군비|특교|남자|여자|남성|여성|외국인"
    r"|여건|예상|전망|추정|최대|최소"
)
"""Words that make another measure of the same thing."""
_MEASURES = (
    ("정원", "현원", "결원", "과원"),
    ("부과", "징수", "체납"),
    ("세입", "세출"),
    ("예산", "집행", "지출", "결산", "교부"),
    ("조성", "사용", "융자"),
    ("접수", "선정", "처리"),
    ("면적", "길이", "연장"),
    ("정기", "수시"),
)
"""Each line holds measures of one thing that exclude one another."""
_ACTION = re.compile(r"보급|확대|조성|구축|설치|운영|지원|건립|확충|배치|개최|강화|증설|육성|개발|수거")
"""What is done with a thing may go unsaid."""
_COUNTED = re.compile(r"(?<=[가-힣]{2})(?:건수|[수액량])$")
ROUNDED = Decimal("0.01")
"""Amounts nearer than this share of the larger are one amount told in rounder numbers."""
TELLING = 3
"""Digits that tell that they have changed places."""


def says(text: str, word: str) -> bool:
    """Tell whether a text (`corpus.statements.compared`) says a word, whole or in two parts (`국공립` `어린이집`)."""
    word = _COUNTED.sub("", word)
    return word in text or any(word[:cut] in text and word[cut:] in text for cut in range(2, len(word) - 1))


def of_one_thing(sentence: Statement, cell: Statement) -> bool:
    """Tell whether a sentence and a cell count one thing.

    The cell's place says all that names the sentence's thing, its own labels or what its table is about the noun; the
    sentence says the cell's labels. Where that is not all of it, the sentence speaks of what the table is about.
    """
    if not _comparable(sentence, cell):
        return False
    one, other = sentence.figure.heading_path, cell.figure.heading_path
    shorter = min(len(one), len(other))
    is_together = shorter > 0 and one[:shorter] == other[:shorter]
    if sentence.named_by in other and not is_together:
        return False  # a heading above both tells neither
    told = sentence.own + sentence.around
    if sentence.named_by and _is_tail(sentence, cell):
        return _all_said(told, cell.name[len(cell.row) :])
    if not _all_said(cell.own + cell.around, sentence.name):
        return False
    if not says(cell.own + "".join(word for about in cell.about for word in about), sentence.name[-1]):
        return False
    named = [word for word in cell.name if not _ACTION.fullmatch(word)]
    if not (_all_said(sentence.own, named[:1]) and _all_said(told, named[1:])):
        return False
    if not cell.name:
        return any(_all_said(told, about) for about in cell.about)
    if is_together or (cell.row and _all_said(cell.own, sentence.name)):
        return True
    return any(2 * sum(says(told, word) for word in about) >= len(about) for about in cell.about)


def _is_tail(sentence: Statement, cell: Statement) -> bool:
    """Tell a row named as a heading ends (`통합돌봄 확대` below `새봄형 통합돌봄 확대`)."""
    named = words(sentence.named_by)
    return len("".join(cell.row)) > SHORT and named[-len(cell.row) :] == cell.row


def of_one_name(one: Statement, other: Statement) -> bool:
    """Tell whether two sentences of two sections count one thing: each says the words that name the other's."""
    if one.figure.heading_path == other.figure.heading_path or (one.named_by and one.named_by == other.named_by):
        return False  # items of one list are different things
    if not _comparable(one, other) or min(sum(map(len, s.name)) for s in (one, other)) < SHORT:
        return False
    for here, there in ((one, other), (other, one)):
        if not says(there.own, here.name[-1]) or not _all_said(there.own + there.around, here.name):
            return False
    return says("".join(one.name), other.name[-1]) or says("".join(other.name), one.name[-1])


def nearest(sentence: Statement, cells: Sequence[Statement]) -> list[Statement]:
    """Return those cells a sentence names best: most of its words in their labels, fewest labels it leaves unnamed."""
    said = "".join(sentence.name)

    def fit(cell: Statement) -> tuple[int, int]:
        return (
            -sum(says(cell.own, word) for word in sentence.name),
            sum(not says(said, word) for word in cell.name),
        )

    best = min(map(fit, cells), default=None)
    return [cell for cell in cells if fit(cell) == best]


def is_rounded(first: Decimal, second: Decimal, *, share: Decimal = ROUNDED, told: bool = False) -> bool:
    """Tell whether two amounts are one, told in rounder numbers; `told`: one of them says that it is about so much."""
    steps = {value.normalize().as_tuple().exponent for value in (first, second)}
    near = abs(first - second) <= max(abs(first), abs(second)) * share
    return near and (told or len(steps) > 1)


def are_swapped(one: Decimal, other: Decimal) -> bool:
    """Tell two amounts of the same digits in another order."""
    first, second = one.normalize().as_tuple(), other.normalize().as_tuple()
    same = sorted(first.digits) == sorted(second.digits) and first.exponent == second.exponent
    return same and len(set(first.digits)) > 1 and len(first.digits) >= TELLING


def _all_said(text: str, said: Sequence[str]) -> bool:
    return all(says(text, word) for word in said)


def _comparable(one: Statement, other: Statement) -> bool:
    """Tell statements of one year and stage, and of no two measures."""
    if not one.name or (one.years and other.years and not one.years & other.years):
        return False
    if {one.stage, other.stage} == {"planned", "done"}:
        return False
    if set(_OTHERWISE.findall(one.measure)) != set(_OTHERWISE.findall(other.measure)):
        return False
    for group in _MEASURES:
        first, second = ({measure for measure in group if measure in s.measure} for s in (one, other))
        if first and second and not first & second:
            return False
    return True
