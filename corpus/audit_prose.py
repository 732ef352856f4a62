"""Sentences that contradict themselves: sums and parts, rates and values, spans, weekdays, counted lists."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from corpus.amounts import Amount, convert, find_amounts
from corpus.document import Document, Location
from corpus.findings import Finding, Place, Rule, Severity, quantum, shown
from corpus.periods import Period, find_periods
from corpus.text import search_text

_RISE = re.compile(
    r"(?P<base>[^()→]*?)대비\s*(?:약\s*)?(?P<rate>\d[\d,.]*)\s*%\s*(?P<word>증가|상승|확대|감소|하락|축소|초과|달성|수준|)"
)
_WEEKDAY = re.compile(
    r"((?:19|20)\d\d)\s*[.년]\s*(\d{1,2})\s*[.월]\s*(\d{1,2})\s*[.일]?\s*\(([월화수목금토일])(?:요일)?\)"
)
_LENGTH = re.compile(r"^[\s.)]*\(?\s*(?:총\s*|약\s*)?(\d{1,3})\s*(개월|년|일)(?:간)?\s*[),]?")
_LIST = re.compile(r"^\s*[가-힣·]{0,6}\s*(?:\((?P<inside>[^()]+)\)|:\s*(?P<behind>[^:()]+)$)")
_LISTED = frozenset({"개", "곳", "명", "인", "교", "개교", "개사", "개소", "종", "팀", "기관", "과제", "개과"})
_OPEN_ENDED = re.compile(r"등\s*$|등\s*\d|\s외\s|외$|…|\.\.\.")
_WEEKDAYS = "월화수목금토일"
_HUNDRED = Decimal(100)


def prose(document: Document) -> Iterator[Finding]:
    """Yield the findings within single sentences and headings of a document."""
    for section in document.sections:
        if section.heading:
            yield from sentence_findings(section.heading, section.location)
    for paragraph in document.paragraphs:
        yield from sentence_findings(paragraph.text, paragraph.location)


def sentence_findings(text: str, location: Location) -> Iterator[Finding]:
    """Yield what does not agree within one sentence."""
    body = search_text(text)
    if not re.search(r"\d", body):
        return
    amounts = find_amounts(body)
    yield from _parts(body, amounts, location)
    yield from _shares(body, amounts, location)
    yield from _rises(body, amounts, location)
    yield from _spans(body, location)
    yield from _weekdays(body, location)
    yield from _lists(body, amounts, location)


def _parts(body: str, amounts: Sequence[Amount], location: Location) -> Iterator[Finding]:
    """A total with its parts in the bracket behind it, or `총 N` with the parts that follow."""
    for index, total in enumerate(amounts):
        bracket = re.match(r"\s?[가-힣]{0,4}\s?[(\[]", body[total.span[1] :])
        if bracket:
            start = total.span[1] + bracket.end()
            inside = [a for a in amounts[index + 1 :] if start <= a.span[0] < _closing(body, start)]
        elif re.search(r"총\s?$", body[: total.span[0]]) and re.match(r"[^.;]{0,12}:", body[total.span[1] :]):
            inside = list(amounts[index + 1 :])
        else:
            continue
        parts = [a for a in inside if a.unit == total.unit]
        if len(parts) < 2 or len(parts) != len(inside) or any("당" in body[a.span[0] - 2 : a.span[0]] for a in parts):
            continue
        found = sum((a.value for a in parts), Decimal(0))
        if found == total.value:
            continue
        if re.search(r"[×x*+]", body[total.span[1] : parts[-1].span[1]]) or re.match(
            r"\s?등", body[parts[-1].span[1] :]
        ):
            continue  # a product, or a list that says it is not complete
        yield _sum_finding(location, body, total, parts, found)


def _sum_finding(location: Location, body: str, total: Amount, parts: Sequence[Amount], found: Decimal) -> Finding:
    step = max(quantum(a.text, a.value) for a in (total, *parts))
    money = total.won is not None and total.unit != "원"
    close = money and abs(total.value - found) <= step * len(parts) / 2
    whole = found > total.value or re.search(r"총\s?$", body[: total.span[0]])
    severity: Severity = "rounding" if close else "error" if whole else "note"
    places = tuple(Place(location, _around(body, a), a.text) for a in (total, *parts))
    message = f"{_around(body, total)}: 적힌 합계는 {total.text}, 내역을 더하면 {shown(found, total.unit)}"
    if severity == "note":
        message += " — 적히지 않은 나머지가 있을 수 있음"
    return _finding("parts", severity, message, places, total.value, found, total.unit)


def _closing(body: str, start: int) -> int:
    depth = 1
    for position in range(start, len(body)):
        depth += (body[position] in "([") - (body[position] in ")]")
        if depth == 0:
            return position
    return len(body)


def _shares(body: str, amounts: Sequence[Amount], location: Location) -> Iterator[Finding]:
    """Values each with a percentage behind them that make up 100 %: the percentages against the values."""
    pairs = [
        (a, b)
        for a, b in itertools.pairwise(amounts)
        if b.unit == "%" and a.unit != "%" and re.fullmatch(r"\s?[(,/·]\s?", body[a.span[1] : b.span[0]])
    ]
    if len(pairs) < 2 or len({a.unit for a, _ in pairs}) != 1 or sum(b.value for _, b in pairs) != _HUNDRED:
        return
    others = [[a for a in amounts if a.unit == unit] for unit in {a.unit for a in amounts} - {"%", pairs[0][0].unit}]
    series = [[a for a, _ in pairs], *(values for values in others if len(values) == len(pairs))]
    if any(all(_share_fits(a, values, b) for a, (_, b) in zip(values, pairs, strict=True)) for values in series):
        return
    total = sum((a.value for a, _ in pairs), Decimal(0))
    for a, b in pairs:
        found = a.value / total * _HUNDRED
        if abs(found - b.value) >= quantum(b.text, b.value):
            places = (Place(location, _around(body, b), b.text), Place(location, _around(body, a), a.text))
            message = f"{_around(body, a)} {a.text}: 적힌 비율은 {b.text}, 계산하면 {shown(found, '%')}"
            yield _finding("rate", "error", message, places, b.value, found, "%")


def _share_fits(value: Amount, values: Sequence[Amount], rate: Amount) -> bool:
    total = sum((a.value for a in values), Decimal(0))
    return bool(total) and abs(value.value / total * _HUNDRED - rate.value) < quantum(rate.text, rate.value)


def _rises(body: str, amounts: Sequence[Amount], location: Location) -> Iterator[Finding]:
    """`A(B 대비 n% 증가)`: growth is (A-B)/B; `목표 B 대비 n%` is A/B."""
    for match in _RISE.finditer(body):
        rate = Decimal(match.group("rate").replace(",", "").rstrip("."))
        base = next(
            (a for a in reversed(amounts) if match.start() <= a.span[0] and a.span[1] <= match.end("base")), None
        )
        if base is None or not base.value or base.unit == "%":
            continue
        earlier = [a for a in amounts if a.span[1] <= base.span[0] and _comparable(a, base)]
        if not earlier:
            continue
        value = _in_unit(earlier[-1], base.unit)
        if value is None:
            continue
        growth, ratio = (value - base.value) / base.value * _HUNDRED, value / base.value * _HUNDRED
        word = match.group("word")
        found = ratio if word in ("", "달성", "수준") else -growth if word in ("감소", "하락", "축소") else growth
        step = quantum(match.group("rate"), rate)
        if abs(found - rate) < step:
            continue
        hint = " (증가율이 아니라 비율을 적은 것으로 보임)" if found is growth and abs(ratio - rate) < step else ""
        places = (
            Place(location, _around(body, earlier[-1]), earlier[-1].text),
            Place(location, _around(body, base), base.text),
        )
        message = f"{earlier[-1].text}, {base.text} 대비: 적힌 비율은 {rate}%, 계산하면 {shown(found, '%')}{hint}"
        yield _finding("rate", "error", message, places, rate, found, "%")


def _comparable(a: Amount, b: Amount) -> bool:
    return a.unit == b.unit or _in_unit(a, b.unit) is not None


def _in_unit(amount: Amount, unit: str | None) -> Decimal | None:
    if amount.unit is None or unit is None:
        return amount.value if amount.unit == unit else None
    return convert(amount.value, amount.unit, unit)


def _spans(body: str, location: Location) -> Iterator[Finding]:
    """A range of dates with its length in brackets behind it."""
    for period in find_periods(body):
        length = _LENGTH.match(body[period.span[1] :])
        if not length or period.start == period.end:
            continue
        stated, unit = int(length.group(1)), length.group(2)
        possible = _lengths(period, unit)
        if not possible or stated in possible:
            continue
        places = (Place(location, period.text, f"{stated}{unit}"),)
        message = f"{period.text}: 적힌 기간은 {stated}{unit}, 날짜로 세면 {possible[0]}{unit}"
        yield _finding("span", "error", message, places, Decimal(stated), Decimal(possible[0]), unit)


def _lengths(period: Period, unit: str) -> tuple[int, ...]:
    """Return the lengths a range may be said to have, the usual count first."""
    start, end = period.start.split("-"), period.end.split("-")
    if unit == "년" and len(start) == len(end) == 1:
        return (int(end[0]) - int(start[0]) + 1,)
    if len(start) < 2 or len(end) < 2:
        return ()
    months = (int(end[0]) - int(start[0])) * 12 + int(end[1]) - int(start[1])
    if unit == "개월":
        return (months + 1,) if len(start) == 2 else (months + 1, months)
    if unit == "년":
        return tuple(sorted({-(-(months + 1) // 12), (months + 1) // 12, months // 12}, reverse=True))
    if len(start) < 3 or len(end) < 3:
        return ()
    days = (datetime.date.fromisoformat(period.end) - datetime.date.fromisoformat(period.start)).days
    return days + 1, days


def _weekdays(body: str, location: Location) -> Iterator[Finding]:
    for match in _WEEKDAY.finditer(body):
        try:
            day = datetime.date(*(int(part) for part in match.groups()[:3]))
        except ValueError:
            continue
        name = _WEEKDAYS[day.weekday()]
        if name != match.group(4):
            place = Place(location, match.group(0), match.group(4))
            message = f"{day.isoformat()}: 적힌 요일은 {match.group(4)}요일, 달력으로는 {name}요일"
            yield Finding("weekday", "error", message, (place,), match.group(4), name)


def _lists(body: str, amounts: Sequence[Amount], location: Location) -> Iterator[Finding]:
    """A count with the list of what it counts right behind it."""
    for amount in amounts:
        if amount.unit not in _LISTED or amount.bound or amount.value != amount.value.to_integral_value():
            continue
        found = _LIST.match(body[amount.span[1] :])
        text = (found.group("inside") or found.group("behind")) if found else ""
        items = [item.strip() for item in text.split(",")]
        if len(items) < 3 or re.search(r"\d", text) or _OPEN_ENDED.search(text.strip()):
            continue
        if any(not 1 <= len(item) <= 20 for item in items) or amount.value > 60 or len(items) == amount.value:
            continue
        place = Place(location, _around(body, amount), amount.text)
        message = f"{_around(body, amount)} {amount.text}: 이어지는 목록은 {len(items)}개"
        yield _finding("count", "error", message, (place,), amount.value, Decimal(len(items)), amount.unit)


def _around(body: str, amount: Amount) -> str:
    """Return the few words before an amount, for naming it."""
    words = re.split(r"[,;:()\[\]→]", body[: amount.span[0]].rstrip(" ([:"))[-1].strip(" -·'\"")
    return words[-30:].strip() or body[:20].strip()


def _finding(
    rule: Rule,
    severity: Severity,
    message: str,
    places: tuple[Place, ...],
    stated: Decimal,
    found: Decimal,
    unit: str | None,
) -> Finding:
    difference = stated - found
    text = f"{message} (차이 {shown(difference, unit)})"
    return Finding(rule, severity, text, places, shown(stated, unit), shown(found, unit), difference)
