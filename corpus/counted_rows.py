"""Rows of a table whose columns do not stand under one another: their labels, figures and remark, told by counting.

A text layer that sets each cell by its own measure keeps the order of the cells of a row and a gap between them, but no
common column. A figure may stand one space behind the one before it, and a remark be glued to the last figure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.bare import stated_number
from corpus.text import squash
from corpus.total_names import is_total

LEAST_NAME = 5
"""Letters of a name that may be looked for in the text, to tell whose rest a line is."""
LEAST_SERIAL = 3
"""Texts behind which the first of a row may be its number in a list."""
MOST_REST = 24
_UNITS = r"%p?|명|건|개소?|대|원|회|점|배|호|가구|세대|㎡|㎞|km|ha|톤|억원|백만원|천원|조|식|곳"
_VALUE = re.compile(rf"(?:[△▲−-]?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?(?:{_UNITS})?|[-–—])(?=\s|$)")
_GLUED = re.compile(r"[△▲−-]?\d{1,3}(?:,\d{3})+(?=\d?[^\s\d,.%)~])")
_ORDINAL = re.compile(r"(?<![가-힣])제 +(\d+) *(조|항|호|회|차)")
_SERIAL = re.compile(r"^\d{1,3}$")
_SPACED = re.compile(r"([가-힣](?: +[가-힣]){1,5})(?: *\([^()]*\))?")
_BRACKET = re.compile(r"\s*\([^()]*\)$")
_COUNTER = re.compile(r"(?:개|명|건|년|월|일|차|회|대|원|동|층|호|종|단계|학급|인|석|만|천|억|백만|조|분기|시간|㎡|%)")
_RUN_ON = re.compile(r"[△▲−-]?\d{1,3}(?:,\d{3})+(?=[△▲]?\d[\d,.%△▲]*(?:\s|$))")
"""A figure right before another one (`10,0009,500`): three digits follow a comma, the fourth is the next one's."""
_GAP = re.compile(r"\s{2,}")
_BULLET = re.compile(r"^([○●◦ㅇo•·∙–-]|\d+\))\s+")
_CUT_NUMBER = re.compile(r"(\d) +(?=(?:년|월|일|분기)(?![가-힣]{3}))")
_DASH = re.compile(r"^[-–] (?=[^\s\d])")
_ENDS = re.compile(r"[.。:;?!]$|(?:다|함|임|음|됨)$|^(?:\d+|[가-하Ⅰ-Ⅻ])[.)]\s|^[○●◦□■▪※*①-⑳❍ㅇ<〈\[【(]|^-\s|^주\)")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the labels before its figures, the figures, the words behind.

    `glued` where no gap parts the words from the last figure, or they begin with a word that counts: the figure may be
    theirs.
    """

    labels: tuple[str, ...]
    values: tuple[str, ...]
    remark: str = ""
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Rows from one index to another (not included) that stand under one name printed beside one of them."""

    first: int
    last: int
    name: str


def row_of(line: str) -> Row | None:
    """Return a line's labels, figures and remark; None where no figures stand behind a label."""
    if "\t" in line or "|" in line:
        return None
    text = _ORDINAL.sub(r"제\1\2", _BULLET.sub(r"\1 ", line.strip()))
    parts = [part for part in _GAP.split(_CUT_NUMBER.sub(r"\1", text)) if part]
    if len(parts) > LEAST_SERIAL and _SERIAL.match(parts[0]) and not leading_values(parts[1])[0]:
        row = row_of("   ".join(parts[1:]))
        return None if row is None else replace(row, labels=(parts[0], *row.labels))
    first = next((at for at, part in enumerate(parts) if at and leading_values(part)[0]), 0)
    if not first or leading_values(_DASH.sub("", parts[0]))[0]:
        return None
    values: list[str] = []
    for at in range(first, len(parts)):
        found, rest, glued = leading_values(parts[at])
        values += found
        if rest:
            remark = " ".join([rest, *parts[at + 1 :]])
            return Row(_labels(parts[:first]), tuple(values), remark, glued or _COUNTER.match(remark) is not None)
    return Row(_labels(parts[:first]), tuple(values))


def _labels(parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(close_spaced(part) for part in parts)


def close_spaced(text: str) -> str:
    """Return a text of nothing but letters set apart (`합  계 (3건)`) written together, any other one as it is."""
    match = _SPACED.fullmatch(text)
    return "".join(match[1].split()) + text[match.end(1) :] if match else text


def leading_values(part: str) -> tuple[list[str], str, bool]:
    """Return the figures a text begins with, the words behind them and whether no gap parts these from the last one."""
    found: list[str] = []
    while part:
        match = _VALUE.match(part) or _RUN_ON.match(part)
        glued = None if match else _GLUED.match(part)
        if glued is not None:
            return [*found, glued.group()], part[glued.end() :], True
        if match is None:
            break
        found.append(match.group())
        part = part[match.end() :].lstrip()
    return found, part, bool(found and part)


def ends_table(line: str) -> bool:
    """Tell a line that is no part of a table: blank, a heading, a bullet, a note, a sentence."""
    return not line.strip() or _ENDS.search(line.strip()) is not None


def is_rest(line: str) -> bool:
    """Tell a few words alone on a line: they may be the rest of a label."""
    text = line.strip()
    return bool(text) and len(text) <= MOST_REST and not _GAP.search(text) and not ends_table(line)


def with_rests(
    rows: Mapping[int, Row], rests: Sequence[int], lines: Sequence[str], elsewhere: str
) -> dict[int, Row] | None:
    """Return the rows with words on lines of their own put to the label they belong to; None where that is not clear.

    The label they make up with the row above them, or with the one below, is a name the text uses elsewhere:
    `elsewhere` is the other text without spaces.
    """
    found = dict(rows)
    for rest in rests:
        words = lines[rest].strip()
        above, below = found.get(rest - 1), found.get(rest + 1)
        joined = squash(f"{above.labels[-1]} {words}") if above else ""
        led = squash(f"{words} {below.labels[-1]}") if below else ""
        goes_on = len(joined) >= LEAST_NAME and joined in elsewhere
        leads = len(led) >= LEAST_NAME and led in elsewhere
        if goes_on == leads:
            return None
        if goes_on and above:
            found[rest - 1] = replace(above, labels=(*above.labels[:-1], f"{above.labels[-1]} {words}"))
        elif below:
            found[rest + 1] = replace(below, labels=(*below.labels[:-1], f"{words} {below.labels[-1]}"))
    return found


def groups_of(rows: Sequence[Row], sums: Sequence[bool]) -> list[Group] | None:
    """Return the groups of rows of which each begins with its subtotal; None where a name's rows are not proved.

    The name stands beside just one row of its group; the subtotal is the sum of the rows below it in each column that
    `sums` says can be added.
    """
    starts = [at for at, row in enumerate(rows) if is_subtotal(row.labels[-1])]
    named = [at for at, row in enumerate(rows) if len(row.labels) == 2]
    if not starts:
        return None
    found: list[Group] = []
    for start, following in zip(starts, [*starts[1:], len(rows)], strict=True):
        ends = [end for end in range(following, start + 1, -1) if _adds_up(rows[start], rows[start + 1 : end], sums)]
        names = [at for at in named if ends and start <= at < ends[0]]
        if len(ends) != 1 or len(names) != 1:
            return None
        found.append(Group(start, ends[0], rows[names[0]].labels[0]))
    inside = sum(1 for at in named if any(group.first <= at < group.last for group in found))
    return found if found and inside == len(named) else None


def is_sum(label: str) -> bool:
    """Tell the label of a total, a count in brackets behind it or not (`합계 (13건)`)."""
    return is_total(_BRACKET.sub("", label))


def is_subtotal(label: str) -> bool:
    """Tell the label of a group's own sum."""
    return squash(label) in ("소계", "계") and is_total(label)


def _adds_up(total: Row, parts: Sequence[Row], sums: Sequence[bool]) -> bool:
    told = [at for at, adds in enumerate(sums) if adds]
    return bool(told and parts) and all(
        _number(total.values[at]) == sum((_number(row.values[at]) for row in parts), Decimal(0)) for at in told
    )


def _number(text: str) -> Decimal:
    return stated_number(text) or Decimal(0)
