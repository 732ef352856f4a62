"""Amounts in sentences and headings -> the words the sentence gives each number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.amounts import Amount, find_amounts
from corpus.periods import Period, find_periods
from corpus.text import search_text

_CLAUSE = re.compile(r"[,;/·()\[\]→➡⇒]|(?<=[가-힣])\.\s|(?:\s(?:및|또는)\s)")
_TITLE = re.compile(r"^[^:]{1,40}:")
_NUMBERED = re.compile(r"((?:의안\s*)?번호)\s*:?\s*(\d[\d,]*)$")
_EDGE = re.compile(r"^[\s\-–:·,※*'\"‘’“”]+|[\s\-–:·,'\"‘’“”]+$")
_LABEL_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Stated:
    """An amount in a sentence with its label and the periods it is about."""

    amount: Amount
    label: str
    periods: tuple[Period, ...]


def stated_amounts(text: str) -> tuple[Stated, ...]:
    """Return the amounts of one sentence or heading, each with the words that name it.

    The label is what the sentence says before its colon, then the words beside the number in its own clause:
    `사업비: 1,780백만원(구비)` is `사업비 구비`; in `(콘텐츠 77.9억원, 멘토링 55.3억원)` each amount has its own word.
    """
    body = search_text(text)
    amounts = find_amounts(body)
    if not amounts:
        numbered = _NUMBERED.search(body)
        if numbered:
            value = find_amounts(f"{numbered.group(2)}개")[0]
            bare = Amount(value.value, None, numbered.group(2), span=numbered.span(2))
            return (Stated(bare, numbered.group(1), ()),)
        return ()
    periods = find_periods(body)
    title = _TITLE.match(body)
    cuts = [0, *sorted({match.start() for match in _CLAUSE.finditer(body)} | {match.end() for match in _CLAUSE.finditer(body)}), len(body)]
    return tuple(_stated(body, amount, amounts, periods, cuts, title) for amount in amounts)


def _stated(
    body: str, amount: Amount, amounts: tuple[Amount, ...], periods: tuple[Period, ...], cuts: list[int], title: re.Match[str] | None
) -> Stated:
    start, end = amount.span
    first = max((cut for cut in cuts if cut <= start), default=0)
    last = min((cut for cut in cuts if cut >= end), default=len(body))
    others = [other.span for other in amounts if other is not amount]
    before_at = max([first, *(b for _, b in others if b <= start and b >= first)])
    after_at = min([last, *(a for a, _ in others if a >= end and a <= last)])
    before, after = body[before_at:start], body[end:after_at]
    bracket = re.match(r"\s*\(([^()]{1,30})\)", body[end:])
    words = [before, after]
    if bracket and not find_amounts(bracket.group(1)):
        words.append(bracket.group(1))
    own = _clean(" ".join(words))
    lead = _clean(body[: title.end() - 1]) if title and title.end() <= start else ""
    if not own and not lead:
        own = _clean(body[max(0, first - 30) : start])
    label = " ".join(part for part in (lead, own) if part and part not in (lead if part is own else ""))
    return Stated(amount, label[:_LABEL_LENGTH * 2].strip(), _periods(body, amount, periods, first, last))


def _periods(body: str, amount: Amount, periods: tuple[Period, ...], first: int, last: int) -> tuple[Period, ...]:
    """Return the periods of the amount's clause; those right behind it in brackets; else the sentence's only one."""
    behind = re.match(r"[^()→,]{0,8}\(([^()]{1,20})\)", body[amount.span[1] :])
    if behind:
        inside = [p for p in periods if amount.span[1] < p.span[0] <= amount.span[1] + behind.end()]
        if inside:
            return tuple(inside)
    own = [p for p in periods if first <= p.span[0] < last]
    if own:
        return tuple(own)
    before = [p for p in periods if p.span[1] <= amount.span[0]]
    if before and len({p.start for p in periods}) == 1:
        return (before[-1],)
    return (before[-1],) if before and not re.search(r"[→➡⇒]", body) else ()


def _clean(text: str) -> str:
    return " ".join(_EDGE.sub("", text).split())
