"""Amounts in sentences and headings -> the words the sentence gives each number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.amounts import Amount, find_amounts
from corpus.periods import Period, find_periods
from corpus.text import search_text

_CUT = re.compile(r",(?!\d{3})|[;→➡⇒※▲]|\s[/·:]\s|(?<=[가-힣])\.\s|\s및\s|\s또는\s")
_TITLE = re.compile(r"^[^:]{1,60}?\s?:(?=\s|\S)")
_PARTED = re.compile(r"\s/\s|;\s")
_PART_TITLE = re.compile(r"\s*([^:/;,\d]{2,30}?)\s?:\s")
"""A part of a line behind a slash that opens with a title of its own."""
_NUMBERED = re.compile(r"((?:의안\s*)?번호)\s*:?\s*(\d[\d,]*)$")
_EDGE = re.compile(r"^[\s\-–:·,.※*'\"‘’“”)\]~/]+|[\s\-–:·,.'\"‘’“”(\[~/]+$")
_WEAK = re.compile(r"^(?:(?:총|연|각|매|약|최대|최소|등|의|을|를|이|가|은|는|로|으로|와|과|에|도|중|씩)(?:\s+|$))*$")
_BARE = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
_PART = rf"[가-힣一-龥A-Za-z][가-힣一-龥A-Za-z·]{{0,11}}(?:\s[가-힣·]{{1,8}})?\s?(?:{_BARE}|\({_BARE}\))(?![\d%])"
"""A part of a breakdown: its word and its bare number (`초등 36`, `시(10)`)."""
_LISTED = re.compile(r"([가-힣一-龥A-Za-z·]+(?:\s[가-힣·]+)?)\s?\(?(\d[\d,]*)\)?(?=\s*(?:[,)\]·/]|$))")
_LIST_BEFORE = re.compile(r"(?:[가-힣]{1,8}\s?\d[\d,]*\s*,\s*)+[가-힣]{1,8}\s?$")
_LIST_AFTER = re.compile(rf"^(?:\s?[가-힣]+){{0,3}}\s*[:(\[]\s*({_PART}(?:\s*[,·/]\s*{_PART})+)")
_LIST_ALONE = re.compile(rf"^[(\[]?\s*({_PART}(?:\s*[,·/]\s*{_PART})+)\s*[)\]]?$")
_UNLISTED = frozenset({"%", "%p", "년", "개월", "일", "시간"})
_BRACKETS = {"(": ")", "[": "]"}
_LABEL_LENGTH = 120
_LASTING = re.compile(r"^(?:년간|간|동안)\s+")
"""What is left in front of a number of the length of time before it (`5년간 총 3억원`)."""
_TOPIC = re.compile(r"^\([^()\d:]{2,30}\)(?=\s*[가-힣A-Za-z\d])")
"""A topic in brackets that opens a list item: `(야간 상담) 3회 완료, 12명 수료`."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stated:
    """An amount in a sentence with its label and the periods it is about."""

    amount: Amount
    label: str
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    body: str
    amounts: tuple[Amount, ...]
    periods: tuple[Period, ...]
    brackets: tuple[Span, ...]
    """Positions of the opening and closing signs, outer ones before inner ones."""
    title: int
    """End of the words before the first colon, 0 where there is none."""
    cuts: tuple[tuple[Span, Span | None], ...]
    """The separators, each with the innermost brackets it stands in."""
    stating: frozenset[Span]
    """The brackets that state an amount."""


def stated_amounts(text: str, wholes: Sequence[Amount] = ()) -> tuple[Stated, ...]:
    """Return the amounts of one sentence or heading, each with the words that name it.

    The label is what the sentence says before its colon, then the words that own the brackets the number stands in,
    then the words beside it in its own clause: `사업비: 1,780백만원(구비)` is `사업비 구비`;
    in `(콘텐츠 77.9억원, 상담 55.3억원)` each amount has its own word. A number without a unit is read only where
    the words name a number (`의안 번호 3149`), or where a list of nothing but bare numbers adds up to one of the
    `wholes`: what the item above it states.
    """
    body = search_text(text)
    amounts = find_amounts(body) or _breakdown(body, wholes)
    if not amounts:
        numbered = _NUMBERED.search(body)
        if not numbered:
            return ()
        value = Decimal(numbered.group(2).replace(",", ""))
        return (Stated(Amount(value, None, numbered.group(2), span=numbered.span(2)), numbered.group(1), ()),)
    amounts = _with_listed(body, amounts)
    title = _TOPIC.match(body) or _TITLE.match(body)
    brackets = _brackets(body)
    cuts = tuple((cut.span(), _innermost(brackets, cut.start())) for cut in _CUT.finditer(body))
    stating = frozenset((a, b) for a, b in brackets if any(a < amount.span[0] < b for amount in amounts))
    sentence = _Sentence(body, amounts, find_periods(body), brackets, title.end() if title else 0, cuts, stating)
    return tuple(Stated(amount, _label(sentence, amount), _periods(sentence, amount)) for amount in amounts)


def _with_listed(body: str, amounts: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """Return the amounts with the bare numbers of their list: `초등 287, 중등 412, 총 699명` counts people thrice.

    That the numbers add up to the amount is the proof that they are counted in its unit; else none is read.
    """
    listed: list[Amount] = []
    for amount in amounts:
        if amount.unit in _UNLISTED or amount.unit is None:
            continue
        before = _LIST_BEFORE.search(body[: amount.span[0]])
        after = _LIST_AFTER.match(body[amount.span[1] :])
        if before:
            listed += _list_of(amount, before.group(), before.start())
        if after:
            listed += _list_of(amount, after.group(1), amount.span[1] + after.start(1))
    apart = [a for a in listed if not any(a.span[0] < b.span[1] and b.span[0] < a.span[1] for b in amounts)]
    return tuple(sorted((*amounts, *apart), key=lambda amount: amount.span))


def _breakdown(body: str, wholes: Sequence[Amount]) -> tuple[Amount, ...]:
    """Return the bare numbers of a line that is nothing but a list of them, in the unit of the whole they make up."""
    alone = _LIST_ALONE.match(body.strip())
    if alone is None:
        return ()
    offset = body.index(alone.group(1))
    found = (_list_of(whole, alone.group(1), offset) for whole in wholes if whole.unit not in (None, *_UNLISTED))
    return tuple(next((parts for parts in found if parts), ()))


def _list_of(total: Amount, text: str, offset: int) -> list[Amount]:
    """Return the bare numbers of a list in the unit of its total, or nothing where they don't add up to it."""
    found = list(_LISTED.finditer(text))
    values = [Decimal(match.group(2).replace(",", "")) for match in found]
    if len(values) < 2 or sum(values) != total.value:
        return []
    return [
        Amount(value, total.unit, match.group(2), span=(offset + match.start(2), offset + match.end(2)))
        for value, match in zip(values, found, strict=True)
    ]


def _brackets(body: str) -> tuple[Span, ...]:
    stack: list[tuple[str, int]] = []
    found: list[Span] = []
    for position, sign in enumerate(body):
        if sign in _BRACKETS:
            stack.append((_BRACKETS[sign], position))
        elif stack and sign == stack[-1][0]:
            found.append((stack.pop()[1], position))
    return tuple(sorted(found))


def _innermost(brackets: Sequence[Span], position: int) -> Span | None:
    return next((span for span in reversed(brackets) if span[0] < position < span[1]), None)


def _label(sentence: _Sentence, amount: Amount) -> str:
    start = amount.span[0]
    lead = _clean(sentence.body[: sentence.title].rstrip(":")) if sentence.title and sentence.title <= start else ""
    lead = (lead and _own_title(sentence, start)) or lead
    parts = [lead]
    around = [span for span in sentence.brackets if span[0] < start < span[1]]
    parts += [_owner(sentence, span) for span in around if not lead or span[0] >= sentence.title]
    parts += [_heads_clause(sentence, amount), _beside(sentence, amount)]
    if all(not part or _WEAK.match(part) for part in parts):
        parts.append(_clean(sentence.body[max(0, start - 40) : start]))
    label = ""
    for part in parts:
        if part and part not in label:
            label = f"{label} {part}".strip()
    return label[:_LABEL_LENGTH]


def _own_title(sentence: _Sentence, position: int) -> str:
    """Return the title of an amount's own part of a line that titles its parts one by one, or nothing.

    In `기본과정 : 총 21회 / 심화과정 : 총 2회` the second number is none of the first title's.
    """
    parts = _PARTED.finditer(sentence.body, sentence.title, position)
    cuts = [cut for cut in parts if not any(a < cut.start() < b for a, b in sentence.brackets)]
    own = _PART_TITLE.match(sentence.body, cuts[-1].end(), position) if cuts else None
    return "" if own is None else _clean(own.group(1))


def _owner(sentence: _Sentence, bracket: Span) -> str:
    """Return the words right before a bracket; those of the amount it follows where there is one."""
    before = sentence.body[: bracket[0]]
    owner = next((a for a in reversed(sentence.amounts) if a.span[1] <= bracket[0]), None)
    rest = before[owner.span[1] :].strip() if owner else ""
    if owner and len(rest) <= 6 and "," not in rest:
        return _beside(sentence, owner, before_only=True)
    first = max(_clause(sentence, bracket[0])[0], owner.span[1] if owner else 0)
    return _clean(before[first:])


def _heads_clause(sentence: _Sentence, amount: Amount) -> str:
    """Return the words before the first amount of the clause, for a later one: `상반기 5개 학교 9개 과정`."""
    first, _ = _clause(sentence, amount.span[0])
    opening = next(a for a in sentence.amounts if first <= a.span[0])
    return "" if opening is amount else _clean(sentence.body[first : opening.span[0]])


def _beside(sentence: _Sentence, amount: Amount, *, before_only: bool = False) -> str:
    """Return the words of the amount's own clause, up to the amounts beside it."""
    body, (start, end) = sentence.body, amount.span
    first, last = _clause(sentence, start)
    first = max([first, *(a.span[1] for a in sentence.amounts if first <= a.span[0] and a.span[1] <= start)])
    last = min([last, *(a.span[0] for a in sentence.amounts if end <= a.span[0] < last)])
    before, after = _LASTING.sub("", _clean(body[first:start])), body[end:last]
    if before_only:
        return before
    after = "" if after.lstrip().startswith((":", "(", "[")) else _clean(after)
    behind = next((span for span in sentence.brackets if 0 <= span[0] - end <= 1), None)
    if behind and not any(behind[0] < a.span[0] < behind[1] for a in sentence.amounts):
        after = _clean(body[behind[0] + 1 : behind[1]])
    return " ".join(part for part in (before, after) if part)


def _clause(sentence: _Sentence, position: int) -> Span:
    """Return the stretch between the separators around a position.

    Separators inside brackets that state no amount don't part a clause; brackets that state one end it.
    """
    around = [span for span in sentence.brackets if span[0] < position < span[1]]
    first, last = (around[-1][0] + 1, around[-1][1]) if around else (0, len(sentence.body))
    if first < sentence.title <= position:
        first = sentence.title
    opened, closed = first, last
    for (start, end), within in sentence.cuts:
        if start < opened or end > closed or (within and opened <= within[0] and within[1] <= closed):
            continue
        if start >= position:
            last = start
            break
        first = end
    for a, b in sentence.brackets:
        if opened <= a and b <= closed and (a, b) in sentence.stating:
            if first <= a and b < position:
                first = b + 1
            elif position <= a < last:
                last = a
    return first, last


def _periods(sentence: _Sentence, amount: Amount) -> tuple[Period, ...]:
    """Return the periods of the amount's clause; those in the bracket behind it; else the sentence's only one."""
    start, end = amount.span
    first, last = _clause(sentence, start)
    behind = next((span for span in sentence.brackets if 0 <= span[0] - end <= 8), None)
    if behind and not any(end <= a.span[0] < behind[0] for a in sentence.amounts):
        inside = tuple(p for p in sentence.periods if behind[0] < p.span[0] < behind[1])
        if inside and not any(behind[0] < a.span[0] < behind[1] for a in sentence.amounts):
            return inside
    own = tuple(p for p in sentence.periods if first <= p.span[0] < last)
    before = tuple(p for p in own if p.span[1] <= start)
    if own:
        return before[-1:] or own[:1]
    earlier = [p for p in sentence.periods if p.span[1] <= start]
    if earlier and (len({p.key for p in sentence.periods}) == 1 or not re.search(r"[→➡⇒]", sentence.body)):
        return (earlier[-1],)
    return ()


def _clean(text: str) -> str:
    previous = ""
    while text != previous:
        previous, text = text, _EDGE.sub("", text)
    if text.count("(") != text.count(")"):
        text = text.replace("(", " ").replace(")", " ")
    return " ".join(text.split())
