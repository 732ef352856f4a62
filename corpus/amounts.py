"""Amounts as Korean public documents print them: exact values with units, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from corpus.measure import DIGITS, SCALES, WON_FACTORS, measure, normalise_unit, value_of
from corpus.periods import find_periods
from corpus.text import search_text, squash

__all__ = [
    "WON_FACTORS",
    "Amount",
    "Bound",
    "UnitLine",
    "convert",
    "find_amounts",
    "normalise_unit",
    "read_amount",
    "read_unit",
    "readable_won",
    "won_factor",
    "write_amount",
]

Bound = Literal["", "이상", "이하", "이내", "초과", "미만", "내외", "여", "약", "최대", "최소"]
Mark = Literal["", "increase", "decrease"]

_SCALED = re.compile(r"^(십만|백만|천만|만|천|백|억)((?!원)[^\d]{1,3})$")
_SIGN = r"[△▲−\-–]"
_NUMBER = re.compile(rf"(?<![\d.,])(?P<sign>{_SIGN}\s?)?(?P<number>{DIGITS})")
_WHOLE = re.compile(
    rf"(?P<sign>{_SIGN}\s*)?(?P<open>\()?\s*(?P<number>{DIGITS}|\d{{1,3}}(?:\s?,\s?\d{{3}})+)\s*(?P<close>\))?(?P<mark>[▲△▼▽↑↓])?"
)
_CODE_AFTER = re.compile(r"~\d+\s*(?:학년|급|월|일)|\s*(?:학년(?!도)|학기|교시|호선|번지|층)")
_AFTER = re.compile(r"\s*(이상|이하|이내|초과|미만|내외)")
_BEFORE = re.compile(r"(약|최대|최소)\s*$")
_LABEL = re.compile(r"([가-힣A-Za-z·]+)$")
_QUALIFIER = re.compile(r"약|총|최대|최소|연|각|매|단|전")
_CHANGE = re.compile(r"(?:증감|대비|변동|차이|증가율|증감률|성장률)$")
_UNIT_WORD = r"(?:(?:십|백|천|만|십만|백만|천만|억|조)?원|%p?|(?:천|만)?[㎡㎥㎢㏊]|k[mg]|[kM]Wh?|[가-힣]{1,3})"
_ASIDE = re.compile(r"(?<=[가-힣])\([가-힣]{1,3}\)(?=\s*,)")
"""What a unit line adds to one of its units: `교(원), 학급, 명`."""
_UNIT_IN_BRACKETS = re.compile(
    r"[(\[<]\s*((?:십|백|천|만|십만|백만|천만|억|조)?\s*원|%|명|교|건|개|[㎡㎥㎢㏊]|ha|k[mg]|[kM]Wh?|개소|대|과정|동|편|종|회|팀"
    r"|인|권|점|그루|마리|톤|가구|세대|학급|(?:천|만)(?:명|㎡|톤)|필지|병상|노선|시간|개월|(?:천|만)?(?:㎥|톤|명|건|대|회)\s*/\s*(?:일|월|년|시간|분)|(?<=[가-힣][(])(?:호|석|분))\s*[)\]>](?!\s*수(?![가-힣]))"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """One stated number: exact value, normalised unit (None: nobody stated one), the words it was read from."""

    value: Decimal
    unit: str | None
    text: str
    bound: Bound = ""
    """How exact the source is: `약`, `이상`, ...; empty for a plain figure."""
    span: tuple[int, int] = (0, 0)
    """Start and end in `search_text` of the text it was found in."""
    label: str = ""
    """Words glued to the number inside a cell: `고` of `고100교`."""
    marked: Mark = ""
    """`268▲` is a marked change, not a sign."""

    @property
    def won(self) -> Decimal | None:
        """Return the value in won, or None when the unit is not money."""
        factor = WON_FACTORS.get(self.unit or "")
        return None if factor is None else self.value * factor

    @property
    def base(self) -> tuple[Decimal, str | None]:
        """Return value and unit with a scale word resolved: `2.3만명` is 23,000 and `명`."""
        scaled = _SCALED.match(self.unit or "")
        if scaled is None:
            return self.value, self.unit
        return self.value * SCALES[scaled.group(1)], scaled.group(2)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit line such as `(단위: 천원, %, ’23.9.30.현재)`: units in order and the base date as printed."""

    units: tuple[str, ...]
    base_date: str | None = None


def won_factor(unit: str) -> Decimal | None:
    """Return how many won one of the unit is, or None when it is not money."""
    return WON_FACTORS.get(unit)


def convert(value: Decimal, unit: str, to_unit: str) -> Decimal | None:
    """Return the value in another unit, exactly; None when the two do not measure the same thing."""
    if unit == to_unit:
        return value
    a, b = WON_FACTORS.get(unit), WON_FACTORS.get(to_unit)
    if a is not None and b is not None:
        return value * a / b
    own, other = Amount(value, unit, "").base, Amount(Decimal(1), to_unit, "").base
    return own[0] / other[0] if own[1] == other[1] and own[1] is not None else None


def write_amount(value: Decimal, unit: str | None) -> str:
    """Return a value with thousands commas and its unit: `1,780백만원`, `-2,987천원`, `34.9%`."""
    whole, _, fraction = format(value, "f").partition(".")
    sign = "-" if whole.startswith("-") else ""
    digits = f"{int(whole.lstrip('-') or 0):,}"
    fraction = fraction.rstrip("0")
    return f"{sign}{digits}{'.' + fraction if fraction else ''}{unit or ''}"


def readable_won(won: Decimal) -> str:
    """Return an amount of won as people say it: `17억 8천만원`, `5조 2,698억원`; 2,987,000 is `298만 7천원`."""
    sign, won = ("-", -won) if won < 0 else ("", won)
    if won != won.to_integral_value():
        return f"{sign}{write_amount(won, '원')}"
    rest = int(won)
    parts: list[str] = []
    for factor, word in ((10**12, "조"), (10**8, "억")):
        count, rest = divmod(rest, factor)
        if count:
            parts.append(f"{count:,}{word}")
    man, rest = divmod(rest, 10**4)
    if man:
        parts.append(f"{man // 1000}천만" if man % 1000 == 0 else f"{man:,}만")
    if rest:
        parts.append(f"{rest // 1000}천" if rest % 1000 == 0 else f"{rest:,}")
    return f"{sign}{' '.join(parts) or '0'}원"


def read_unit(text: str) -> UnitLine | None:
    """Return the units a line, heading or header states (`(단위: 백만 원)`, `지원액(천원)`), or None."""
    text = _ASIDE.sub("", search_text(text))
    stated = [match.group(1) for match in _UNIT_STATED.finditer(text)]
    if not stated and (bracket := _UNIT_IN_BRACKETS.search(text) or _MONEY_PER.search(text)):
        stated = [bracket.group(1)]
    units = next((units for part in stated if (units := _units_in(part))), [])
    periods = find_periods(text)
    date = periods[-1].text if periods and re.search(r"기준|현재|말|자료|통계|조사", text) else None
    return UnitLine(tuple(units), date) if units else None


_UNIT_STATED = re.compile(r"(?:단\s*위\s*[:：]|(?:^|[(\[<〔\s])단\s*위(?!\s*[:：])(?=\s|[가-힣%㎡]))\s*([^()\[\]<>]+)")
"""`단위: 천원`, `(단위 백만원)`; the 단위 of `정책·단위·세부사업` states none."""


_PER = re.compile(r"(?<=[^\s/])\s*/\s*(?:일|월|년|시간|분|초|(?<=원/)[㎥㎡㎢㏊]|(?<=원/)톤)(?![가-힣])")
"""What a time or a measure has of something (`톤/일`, `원/㎥`): the unit is that of the thing."""
_MONEY_PER = re.compile(
    r"[(\[<]\s*1?\s*(?:[㎥㎡㎢㏊]|톤|k[mg]|인|명|건|회|세대|가구|대|시간|일|월)\s*당\s*((?:십|백|천|만|십만|백만|천만|억)?원)\s*[,)\]>]"
)
"""The unit of a price for each of something (`(㎥당 원)`)."""


def _units_in(text: str) -> list[str]:
    """Return the units a list of them names."""
    units: list[str] = []
    text = _PER.sub("", text)
    for part in re.split(r"[,、/·]|\s{2,}|\s(?='|\d)", text):
        unit = normalise_unit(part)
        is_date = unit != "일" and re.search(r"기준|현재|말|년|월|일$", unit)
        if re.fullmatch(_UNIT_WORD, unit) and not is_date:
            units.append(unit)
        elif not units and (lead := re.match(rf"({_UNIT_WORD})(?=['\d])", unit)):
            units.append(lead.group(1))
    return units


def read_amount(text: str, *, unit: str | None = None) -> Amount | None:
    """Return the exact value and unit a whole cell states, or None when it states none.

    `unit` governs where the text states no unit of its own. `△2,987` is negative, `(2.5)` too where a unit governs;
    `-`, blanks, `재배정` and `신규` state nothing; `268▲` is a marked increase.
    """
    body = search_text(text).strip()
    whole = _WHOLE.fullmatch(body)
    if whole:
        return _bare(whole, body, unit)
    found = find_amounts(body, unit=unit)
    if len(found) == 1:
        covered = squash(body[: found[0].span[0]] + body[found[0].span[1] :])
        if re.fullmatch(r"[()총약계의이상하내외초과미만여최대소]*", covered):
            return found[0]
    return None


def _bare(whole: re.Match[str], body: str, unit: str | None) -> Amount | None:
    """Return the amount of a cell that is nothing but a number."""
    if bool(whole.group("open")) != bool(whole.group("close")):
        return None
    value = value_of(squash(whole.group("number")))
    if whole.group("sign") or (whole.group("open") and unit is not None):
        value = -value
    mark = whole.group("mark")
    return Amount(value, unit, body, span=(0, len(body)), marked=_mark(mark) if mark else "")


def _mark(glyph: str) -> Mark:
    return "increase" if glyph in "▲△↑" else "decrease"


def find_amounts(text: str, *, unit: str | None = None) -> tuple[Amount, ...]:
    """Return the amounts a text states, in order: numbers with a unit of their own (or all bare ones under `unit`).

    Dates, periods, telephone numbers, codes (`4-2-1`, `제3조`, `제330회`), ordinals and grades are no amounts.
    `1조 2,345억 원` is one amount of 12,345억원; `2.3만 명` keeps its scale in the unit (`만명`); a range
    (`80~120명`) is two amounts, the lower one with the upper one's unit. Spans count in `search_text(text)`.
    """
    body = search_text(text)
    return tuple(_amounts(body, [period.span for period in find_periods(body)], unit))


def _amounts(body: str, dates: list[tuple[int, int]], unit: str | None) -> Iterator[Amount]:
    position = 0
    lower: tuple[re.Match[str], int] | None = None
    while match := _NUMBER.search(body, position):
        start = match.start("number")
        position = match.end("number")
        date = next((span for span in dates if span[0] <= start < span[1]), None)
        if date:
            position = max(position, date[1])
            continue
        if _is_code(body, match):
            position = _skip_code(body, position)
            continue
        amount = _one(body, match, unit)
        if amount is None:
            tilde = re.match(r"\s*~\s*(?=\d)", body[position:])
            lower = (match, position + tilde.end()) if tilde else None
            continue
        position = amount.span[1]
        if lower and lower[1] == start and value_of(lower[0].group("number")) < abs(amount.value):
            first = value_of(lower[0].group("number"))
            yield replace(amount, value=first, text=lower[0].group("number"), span=lower[0].span("number"), label="")
        lower = None
        yield amount


def _is_code(body: str, match: re.Match[str]) -> bool:
    start, end = match.start("number"), match.end("number")
    before = body[max(0, start - 4) : start]
    if re.search(r"(?:제|☎\s?|[A-Za-z]|번호\s?)$", before):
        return True
    if re.match(r"-\d|:\d", body[end:]) or re.search(r"\d-$", before):
        return True
    if re.search(r"(?<![가-힣])[초중고]$", before) and re.match(r"[1-6](?=[\s~·,)]|$)", body[start:]):
        return True  # a grade: `고1 학급당 2부`
    return bool(_CODE_AFTER.match(body, end))


def _skip_code(body: str, end: int) -> int:
    tail = re.match(r"(?:[-~.:]\d+)*", body[end:])
    return end + (tail.end() if tail else 0)


def _one(body: str, match: re.Match[str], unit: str | None) -> Amount | None:
    start, end = match.start("number"), match.end("number")
    negative = _is_negative(body, match)
    first = match.start("sign") if negative else start
    read = measure(body, start, match.group("number"), end)
    if read is None:
        if unit is None or not _stands_alone(body, start, end):
            return None
        read = (value_of(match.group("number")), unit, end)
    value, own_unit, last = read
    arrow = re.match(r"([▲▼↑↓])|\s([▲▼↑↓])(?=[),]|$)", body[last:])
    return Amount(
        value=-value if negative else value,
        unit=own_unit,
        text=body[first:last].strip(),
        bound=_bound(body, start, last),
        span=(first, last + (arrow.end() if arrow else 0)),
        label=_glued(body, first),
        marked=_mark(arrow.group(1) or arrow.group(2)) if arrow else "",
    )


def _glued(body: str, first: int) -> str:
    """Return the word that touches the number from the left (`고` of `고100교`), or nothing."""
    label = _LABEL.search(body[:first])
    return "" if label is None or _QUALIFIER.fullmatch(label.group(1)) else label.group(1)


def _is_negative(body: str, match: re.Match[str]) -> bool:
    sign = match.group("sign")
    if not sign:
        return False
    if sign.strip() in "△▲−":
        return True
    before = body[: match.start("sign")].rstrip()
    return not before or before[-1] in "(:=,→" or bool(_CHANGE.search(before) and not sign[-1].isspace())


def _stands_alone(body: str, start: int, end: int) -> bool:
    return not re.match(r"[가-힣A-Za-z]", body[end : end + 1]) and not re.match(r"[A-Za-z]", body[start - 1 : start])


def _bound(body: str, start: int, last: int) -> Bound:
    found = _AFTER.match(body, last) or _BEFORE.search(body[:start])
    if found:
        return found.group(1)  # type: ignore[return-value]
    return "여" if re.search(r"여\s?[가-힣]", body[start:last]) else ""
