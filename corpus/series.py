"""Figures of a list whose unit is stated once, in an item of its own: `단위: 명`, then `목표: 2026년 190 / 2027년 205`.

Only items that are nothing but a series are read: each number under a period of its own, or a lone one behind words
such as 목표. An item that names another kind of thing (weights, ranks, money) is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.amounts import Amount, find_amounts, read_unit
from corpus.document import Paragraph
from corpus.measure import value_of
from corpus.periods import Period, find_periods
from corpus.prose import Stated
from corpus.text import search_text, squash

_UNIT_ITEM = re.compile(r"[(\[]?\s*단\s*위\s*:\s*[^()\[\]]{1,20}[)\]]?$")
_UNIT_BEHIND = re.compile(r"[(\[]\s*단\s*위\s*:\s*[^()\[\]]{1,20}[)\]]$")
_LEAD = re.compile(r"(?P<lead>[^:]{1,40}?)\s?:\s*")
_SEPARATOR = re.compile(r"\s+/\s+|,\s+|;\s*|\s*[→➡⇒]\s*")
_PART = re.compile(
    r"(?P<name>[^()]*?)\s*:?\s*(?P<number>[△▲−]?\d[\d,]*(?:\.\d+)?)\s*(?:\((?P<note>[^()]{1,20})\))?(?![^\s])"
)
_VALUED = re.compile(r"(?:목표|실적|계획|전망|추정|현황|기준)(?:치|값)?$")
_OTHER = re.compile(r"가중치|배점|순위|등급|연번|번호|예산|사업비|금액|비용|[률율]$|비율|비중|증감")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BLOCK_MARK = re.compile(r"^[\[<〈【〔(]\s*[가-힣]{1,10}\s*\d{1,2}(?:-\d{1,2})?\s*[\]>〉】〕)]\s*")
"""The mark and number of a block of items: `[지표 2]`."""
_LASTING = re.compile(r"(?:최근|지난|향후)\s*\d{1,2}\s*(?:개?년|개월)")
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class ListUnit:
    """A unit stated for the items of a list: those of `level` and deeper ones."""

    unit: str
    level: int


def list_unit(block: Paragraph, standing: ListUnit | None) -> ListUnit | None:
    """Return the unit that holds for the items behind a paragraph, given the one that held for the paragraph."""
    text = search_text(block.text).strip()
    alone = _UNIT_ITEM.fullmatch(text)
    if alone or _UNIT_BEHIND.search(text):
        line = read_unit(text)
        deeper = 0 if alone else 1
        return ListUnit(line.units[0], block.level + deeper) if line and len(line.units) == 1 else None
    if standing is None or block.level < standing.level or block.kind not in ("item", "note"):
        return None
    return standing


def series(text: str, unit: str) -> tuple[Stated, ...]:
    """Return the figures of an item that is nothing but a series of bare numbers, each under its period; else none."""
    body = search_text(text)
    if find_amounts(body):
        return ()
    head = _LEAD.match(body)
    lead = head["lead"].strip() if head and _without(head["lead"], find_periods(head["lead"])).strip() else ""
    start = head.end() if head and lead else 0
    if lead and _OTHER.search(squash(lead)) and unit not in ("%", "%p"):
        return ()
    found: list[Stated] = []
    for first, last in _parts(body, start):
        stated = _stated(body, first, last, lead, unit)
        if stated is None:
            return ()
        found.append(stated)
    return tuple(found)


def _parts(body: str, start: int) -> list[tuple[int, int]]:
    cuts = [match.span() for match in _SEPARATOR.finditer(body, start)]
    firsts = [start, *(end for _, end in cuts)]
    lasts = [*(first for first, _ in cuts), len(body)]
    return list(zip(firsts, lasts, strict=True))


def _stated(body: str, first: int, last: int, lead: str, unit: str) -> Stated | None:
    """Return the figure a part of a series states, or None where it is no period and number."""
    match = _PART.fullmatch(body[first:last].rstrip())
    if match is None:
        return None
    name = match["name"].strip(" :")
    periods = find_periods(name) or find_periods(match["note"] or "") or find_periods(_LASTING.sub("", lead))
    if len(periods) > 1 or re.search(r"\d", _without(name, find_periods(name))):
        return None
    own = find_periods(name) or find_periods(match["note"] or "")
    if not own and (name or not _VALUED.search(squash(lead)) or _YEAR.fullmatch(match["number"])):
        return None
    number = match["number"]
    value = value_of(number.lstrip("△▲−"))
    span = (first + match.start("number"), first + match.end("number"))
    amount = Amount(-value if number[0] in "△▲−" else value, unit, number, span=span)
    label = " ".join(part for part in (lead, name, match["note"] or "") if part)
    return Stated(amount, label, periods)


def _without(text: str, periods: tuple[Period, ...]) -> str:
    for period in reversed(periods):
        text = text[: period.span[0]] + text[period.span[1] :]
    return text


def block_name(text: str) -> str:
    """Return the name of a block of items: 이용자 수 of `[지표 2] 이용자 수 (단위: 명)`; "" for a sentence."""
    name = _UNIT_BEHIND.sub("", _BLOCK_MARK.sub("", search_text(text).strip())).strip(" :")
    return "" if len(name) > _LONGEST_NAME or re.search(r"(?:다|함|음|임|됨)\.?$", name) else name


def opens_block(line: str) -> bool:
    """Tell a line that begins a block of items by its mark and number (`[지표 2] 이용자 수`)."""
    mark = _BLOCK_MARK.match(line.strip())
    return (
        mark is not None
        and line.strip()[0] != "("
        and re.match(r"[가-힣A-Za-z\d]", line.strip()[mark.end() :]) is not None
    )
