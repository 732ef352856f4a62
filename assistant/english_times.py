"""Times an English question names, and things it numbers (`June 24`, `the third round`, `grade 6`)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from corpus.periods import Period
from corpus.periods import find_periods as korean_periods

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?:19|20)\d\d"
_TO = r"\s*(?:[-–—~]|\bto\b|\bthrough\b|\buntil\b|\btill\b)\s*"
_RANGE = re.compile(
    rf"\b(?:(?P<between>between)\s+)?(?P<first>{_NAMES})\.?(?:,?\s+(?P<from>{_YEAR}))?(?:{_TO}|(?(between)\s+and\s+|(?!)))"
    rf"(?P<last>{_NAMES})\.?,?\s+(?:of\s+)?(?P<year>{_YEAR})\b",
    re.I,
)
_DAY_FIRST = re.compile(
    rf"\b(?P<day>{_DAY})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_NAMES})\.?,?\s+(?P<year>{_YEAR})\b", re.I
)
_DATE = re.compile(
    rf"\b(?P<month>{_NAMES})\.?(?:\s+(?P<day>{_DAY})(?:st|nd|rd|th)?)?,?\s+(?:of\s+)?(?P<year>{_YEAR})\b", re.I
)
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_ORDINAL = rf"(?P<ordinal>{'|'.join(_ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th))"
_PART = re.compile(
    rf"\b{_ORDINAL}\s+(?P<part>half|quarter)\s+(?:of\s+)?(?P<year>{_YEAR})\b"
    rf"|\bQ(?P<q>[1-4])\s*(?:of\s+)?(?P<qyear>{_YEAR})\b"
    rf"|\bH(?P<h>[12])\s*(?:of\s+)?(?P<hyear>{_YEAR})\b",
    re.I,
)
_DAY_ALONE = re.compile(
    rf"\b(?:(?P<month>{_NAMES})\.?\s+(?P<day>{_DAY})(?:st|nd|rd|th)?"
    rf"|(?P<day2>{_DAY})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month2>{_NAMES}))\b"
    rf"(?!,?\s+(?:of\s+)?{_YEAR})",
    re.I,
)
_END = re.compile(rf"\b(?:at|by|as of|until)\s+the\s+end\s+of\s+(?=(?:{_NAMES}|{_YEAR}|the\s+year)\b)", re.I)
_THINGS = {
    "round": ("{}차", "제{}차", "{}회"),
    "phase": ("{}단계", "{}차", "제{}단계"),
    "stage": ("{}단계", "{}차", "제{}단계"),
    "step": ("{}단계",),
    "meeting": ("제{}차", "{}차", "제{}회", "{}회"),
    "session": ("제{}회", "{}회", "제{}차", "{}차"),
    "grade": ("{}급", "{}등급", "{}학년"),
    "class": ("제{}급", "{}급", "{}종"),
    "level": ("{}단계", "{}급", "{}등급"),
    "quarter": ("{}분기", "{}/4분기"),
    "term": ("제{}대", "{}학기"),
    "semester": ("{}학기",),
    "generation": ("{}세대",),
    "edition": ("제{}회", "제{}판"),
    "article": ("제{}조",),
    "paragraph": ("제{}항",),
    "zone": ("{}구역", "{}권역", "제{}구역"),
    "region": ("{}권역", "제{}권역"),
    "district": ("{}지구", "제{}지구"),
    "line": ("{}호선",),
    "strategy": ("전략{}",),
    "supplementary": ("{}회추경", "제{}회"),
    "cohort": ("{}기",),
    "batch": ("{}기", "{}차"),
}
"""What is numbered -> as documents print it."""
_NUMBERED = re.compile(
    rf"\b(?:{_ORDINAL}[\s-](?P<thing>{'|'.join(_THINGS)})s?"
    rf"|(?P<thing2>{'|'.join(_THINGS)})[\s-](?P<number>\d{{1,3}}))\b",
    re.I,
)


_GRADES = re.compile(r"\bgrades?[\s-](?P<first>\d)\s*(?:[-–—~]|to|through)\s*(?P<last>\d)\b", re.I)
_NEAR_YEAR = re.compile(r"\b(?:last|this|next) year(?:['’]s)?\b", re.I)
_KIND = r"(?:regular|ordinary|special|extraordinary|plenary|general|annual)"
_SITTING = re.compile(rf"\b{_ORDINAL}(?=\s{_KIND}\s(?:session|meeting|assembly))", re.I)


def numbered(text: str) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
    """Yield where a question names a day without a year or numbers a thing, and how documents may print it."""
    for match in _DAY_ALONE.finditer(text):
        month = _MONTHS[(match["month"] or match["month2"]).lower()]
        day = int(match["day"] or match["day2"])
        yield match.span(), (f"{month}월{day}일", f"{month}.{day}", f"{month:02}.{day:02}", f"{month}/{day}")
    for match in _SITTING.finditer(text):
        number = _number(match["ordinal"])
        yield match.span(), (f"제{number}회", f"{number}회", f"제{number}차")
    for match in _GRADES.finditer(text):
        yield match.span(), tuple(f"{match['first']}{to}{match['last']}급" for to in "~-∼")
    for match in _NUMBERED.finditer(text):
        number = int(match["number"]) if match["number"] else _number(match["ordinal"])
        forms = _THINGS[(match["thing"] or match["thing2"]).lower()]
        yield match.span(), tuple(form.format(number) for form in forms)


def ends(text: str) -> list[tuple[int, int]]:
    """Return where a question says only of what time it asks (`at the end of 2030`, `last year`)."""
    return [match.span() for pattern in (_END, _NEAR_YEAR) for match in pattern.finditer(text)]


def find_periods(text: str) -> tuple[Period, ...]:
    """Return the periods an English question names: dates with a month's name, stretches, halves, quarters, years."""
    found: list[Period] = []

    def add(match: re.Match[str], start: str, end: str) -> None:
        if not any(a < match.end() and match.start() < b for a, b in (period.span for period in found)):
            found.append(Period(start, end, match.group(), match.span()))

    for match in _RANGE.finditer(text):
        first, last = (_MONTHS[match[name].lower()] for name in ("first", "last"))
        add(match, f"{match['from'] or match['year']}-{first:02}", f"{match['year']}-{last:02}")
    for pattern in (_DAY_FIRST, _DATE):
        for match in pattern.finditer(text):
            stamp = f"{match['year']}-{_MONTHS[match['month'].lower()]:02}"
            stamp += f"-{int(match['day']):02}" if match["day"] else ""
            add(match, stamp, stamp)
    for match in _PART.finditer(text):
        year = match["year"] or match["qyear"] or match["hyear"]
        months = 6 if (match["part"] or "").lower() == "half" or match["h"] else 3
        number = int(match["q"] or match["h"] or _number(match["ordinal"]))
        if number * months <= 12:
            add(match, f"{year}-{(number - 1) * months + 1:02}", f"{year}-{number * months:02}")
    taken = [period.span for period in found]
    found += [p for p in korean_periods(text) if not any(a < p.span[1] and p.span[0] < b for a, b in taken)]
    return tuple(sorted(found, key=lambda period: period.span))


def _number(ordinal: str) -> int:
    return _ORDINALS.get(ordinal.lower()) or int(re.sub(r"\D", "", ordinal))
