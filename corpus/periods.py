"""Periods: years, halves, quarters, months and days as Korean documents print them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

_APOSTROPHE = "['’‘ʼ`]"
_PARTS = {
    ("01", "06"): "-H1",
    ("07", "12"): "-H2",
    ("01", "03"): "-Q1",
    ("04", "06"): "-Q2",
    ("07", "09"): "-Q3",
    ("10", "12"): "-Q4",
    ("01", "12"): "",
}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time. `start` and `end` are `2022`, `2022-07` or `2022-07-01`, both inclusive."""

    start: str
    end: str
    text: str
    span: tuple[int, int]

    @property
    def key(self) -> str:
        """Return a short key: `2025`, `2022-H2`, `2023-Q1`, `2023-09`, `2023-09-30`, or `start/end`."""
        if self.start == self.end:
            return self.start
        year, _, first = self.start.partition("-")
        other, _, last = self.end.partition("-")
        if year == other and (first, last) in _PARTS:
            return f"{year}{_PARTS[first, last]}"
        return f"{self.start}/{self.end}"


_MONTH = r"(?P<m>1[0-2]|0?[1-9])"
_DAY = r"(?:(?P<d>3[01]|[12]\d|0?[1-9])\s*(?:일|\.|(?=[\s)~,]|$)))?"
_DATE = re.compile(
    rf"(?:(?P<y4>(?:19|20)\d\d)\s*(?:학?년도?|\.)?|{_APOSTROPHE}(?P<y2>\d\d)(?!\d\d(?!\d))\s*(?:학?년도?|\.)?"
    r"|(?<![\d.,])(?P<y2b>[0-3]\d)\s*학?년도?(?![간차]))"
    rf"(?:\s*\.?\s*{_MONTH}\s*(?:월|\.(?!\d{{3}}))(?:\s*{_DAY})?)?"
)
_MONTH_DAY = re.compile(rf"(?<![\d.]){_MONTH}\s*(?:월|\.)\s*{_DAY}")
_BARE_MONTH = re.compile(r"\s*(?P<m>1[0-2]|0?[1-9])(?=\s*(?:[~∼～)\],]|$|\s[^\d]))")
_HALF = re.compile(r"\s*(?:년도?)?\s*(?P<half>상반기|하반기)")
_QUARTER = re.compile(r"\s*(?:년도?)?\s*(?:(?P<q1>[1-4])\s*/\s*4|(?P<q2>[1-4]))\s*분기")
_TILDE = re.compile(r"\s*[~∼～]\s*")
_MONTHS = re.compile(r"\s*(1[0-2]|[1-9])\s*~\s*(1[0-2]|[1-9])\s*월")
_ONLY_DAY = re.compile(r"(3[01]|[12]\d|0?[1-9])\s*(?:일|\.)")
_COUNTED = re.compile(r"\s*(?:명|교|건|원|천원|만원|백만|억|개(?!최|편)|대(?!비)|회|부(?!터))")


def find_periods(text: str) -> tuple[Period, ...]:
    """Return the periods a text names, in order; relative words (올해, 작년) are not resolved.

    `2022.7.~12.` is one period from 2022-07 to 2022-12; `'24` and `24년` are 2024; `2024년 상반기` ends in June.
    """
    found: list[Period] = []
    position = 0
    while match := _DATE.search(text, position):
        period, end = _read(text, match)
        position = max(end, match.end(), position + 1)
        if period is not None:
            found.append(period)
    return tuple(found)


def years_of(text: str) -> tuple[int, ...]:
    """Return the years a text names, each once, in order; a range of years gives all of them."""
    years: dict[int, None] = {}
    for period in find_periods(text):
        for year in range(int(period.start[:4]), int(period.end[:4]) + 1):
            years[year] = None
    return tuple(years)


def _read(text: str, match: re.Match[str]) -> tuple[Period | None, int]:
    """Return the period that begins at a match and where it ends."""
    year = _year(match)
    if year is None or (match.group("y4") and _part_of_number(text, match)):
        return None, match.end()
    month, end = _month(text, match)
    if month is None:
        part = _half_or_quarter(text, end)
        if part:
            first, last, end = part
            return _period(f"{year}-{first}", f"{year}-{last}", text, match.start(), end)
    start = _stamp(year, month, match.group("d"))
    later = _later(text, end, year, month, match.group("d"))
    if later:
        return _period(later[2] or start, later[0], text, match.start(), later[1])
    return _period(start, start, text, match.start(), end)


def _month(text: str, match: re.Match[str]) -> tuple[str | None, int]:
    """Return the month of a date and where the date ends; the month may stand bare behind `2022.`."""
    end = match.end()
    if match.group("m") is None and text[end - 1] == "." and (bare := _BARE_MONTH.match(text, end)):
        return bare.group("m"), bare.end()
    return match.group("m"), end


def _half_or_quarter(text: str, end: int) -> tuple[str, str, int] | None:
    half = _HALF.match(text, end)
    if half:
        return ("01", "06", half.end()) if half.group("half") == "상반기" else ("07", "12", half.end())
    quarter = _QUARTER.match(text, end)
    if quarter:
        number = int(quarter.group("q1") or quarter.group("q2"))
        return f"{number * 3 - 2:02}", f"{number * 3:02}", quarter.end()
    return None


def _later(text: str, end: int, year: int, month: str | None, day: str | None) -> tuple[str, int, str] | None:
    """Return the second half of a range: its stamp, where it ends, and a start where only months follow the year."""
    tilde = _TILDE.match(text, end)
    if tilde is None:
        months = _MONTHS.match(text, end) if month is None else None
        return (
            (_stamp(year, months.group(2), None), months.end(), _stamp(year, months.group(1), None)) if months else None
        )
    other = _DATE.match(text, tilde.end())
    if other and (last_year := _year(other)) is not None:
        last_month, last_end = _month(text, other)
        return _stamp(last_year, last_month, other.group("d")), last_end, ""
    if month is None:
        return None
    partial = _MONTH_DAY.match(text, tilde.end()) or _BARE_MONTH.match(text, tilde.end())
    if partial:
        return _stamp(year, partial.group("m"), partial.groupdict().get("d")), partial.end(), ""
    only_day = _ONLY_DAY.match(text, tilde.end()) if day is not None else None
    return (_stamp(year, month, only_day.group(1)), only_day.end(), "") if only_day else None


def _period(start: str, end: str, text: str, first: int, last: int) -> tuple[Period | None, int]:
    if end < start[: len(end)]:
        return Period(start, start, text[first:last].strip(), (first, last)), last
    return Period(start, end, text[first:last].strip(), (first, last)), last


def _part_of_number(text: str, match: re.Match[str]) -> bool:
    """Tell whether four digits that look like a year are part of a number, a count or a name (`2015 개정`)."""
    end = match.start("y4") + 4
    if re.search(r"[\d,제]$", text[: match.start()]) or re.match(r"\d|,\d", text[end:]):
        return True
    if re.search(r"[가-힣A-Za-z]$", text[: match.start()]) and re.match(r"[가-힣A-Za-z](?<!년|학)", text[end:]):
        return True  # inside a word: the name of something
    return bool(_COUNTED.match(text, end) or re.match(r"\s?개정", text[end:]))


def _year(match: re.Match[str]) -> int | None:
    if match.group("y4"):
        return int(match.group("y4"))
    short = match.group("y2") or match.group("y2b")
    if short is None:
        return None
    year = 2000 + int(short)
    return year if 2010 <= year <= 2039 else None


def _stamp(year: int, month: str | None, day: str | None) -> str:
    if month is None:
        return str(year)
    if day is None:
        return f"{year}-{int(month):02}"
    last = calendar.monthrange(year, int(month))[1]
    return f"{year}-{int(month):02}-{min(int(day), last):02}"
