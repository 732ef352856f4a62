"""Periods: years, halves, quarters, months and days as Korean documents print them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

_APOSTROPHE = "['’‘ʼ`]"
_YEAR = rf"(?:(?P<{{0}}y4>(?:19|20)\d\d)|{_APOSTROPHE}(?P<{{0}}y2>\d\d))"


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
        if year == other:
            named = {("01", "06"): "H1", ("07", "12"): "H2", ("01", "03"): "Q1", ("04", "06"): "Q2", ("07", "09"): "Q3", ("10", "12"): "Q4", ("01", "12"): ""}
            if (first, last) in named:
                return f"{year}-{named[first, last]}".rstrip("-")
        return f"{self.start}/{self.end}"


_DATE = re.compile(
    rf"(?:(?P<y4>(?:19|20)\d\d)\s*(?:학?년도?|\.)?|{_APOSTROPHE}(?P<y2>\d\d)\s*(?:학?년도?|\.)?|(?<![\d.,])(?P<y2b>[0-3]\d)\s*학?년도?(?![간차]))"
    r"(?:\s*\.?\s*(?P<m>1[0-2]|0?[1-9])\s*(?:월|\.(?!\d{3}))(?:\s*(?P<d>3[01]|[12]\d|0?[1-9])\s*(?:일|\.|(?=[\s)~,]|$)))?)?"
)
_MONTH_DAY = re.compile(r"(?<![\d.])(?P<m>1[0-2]|0?[1-9])\s*(?:월|\.)\s*(?:(?P<d>3[01]|[12]\d|0?[1-9])\s*(?:일|\.|(?=[\s)~,]|$)))?")
_BARE_MONTH = re.compile(r"\s*(?P<m>1[0-2]|0?[1-9])(?=\s*(?:[~∼～)\],]|$|\s[^\d]))")
_HALF = re.compile(r"\s*(?:년도?)?\s*(?P<half>상반기|하반기)")
_QUARTER = re.compile(r"\s*(?:년도?)?\s*(?:(?P<q1>[1-4])\s*/\s*4|(?P<q2>[1-4]))\s*분기")
_TILDE = re.compile(r"\s*[~∼～-]\s*")


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
    year = _year(match)
    if year is None or (match.group("y4") and _part_of_number(text, match)):
        return None, match.end()
    month, day = match.group("m"), match.group("d")
    end = match.end()
    if month is None and text[end - 1] == "." and (bare := _BARE_MONTH.match(text, end)):
        month, end = bare.group("m"), bare.end()
    if month is None:
        half = _HALF.match(text, end)
        if half:
            first, last = ("01", "06") if half.group("half") == "상반기" else ("07", "12")
            return _period(f"{year}-{first}", f"{year}-{last}", text, match.start(), half.end())
        quarter = _QUARTER.match(text, end)
        if quarter:
            number = int(quarter.group("q1") or quarter.group("q2"))
            return _period(f"{year}-{number * 3 - 2:02}", f"{year}-{number * 3:02}", text, match.start(), quarter.end())
    start = _stamp(year, month, day)
    tilde = _TILDE.match(text, end)
    if tilde and "~" in tilde.group().replace("∼", "~").replace("～", "~"):
        later = _DATE.match(text, tilde.end())
        if later and (last_year := _year(later)) is not None:
            last_month, last_end = later.group("m"), later.end()
            if last_month is None and text[last_end - 1] == "." and (bare := _BARE_MONTH.match(text, last_end)):
                last_month, last_end = bare.group("m"), bare.end()
            return _period(start, _stamp(last_year, last_month, later.group("d")), text, match.start(), last_end)
        if month is not None:
            partial = _MONTH_DAY.match(text, tilde.end()) or _BARE_MONTH.match(text, tilde.end())
            if partial:
                return _period(start, _stamp(year, partial.group("m"), partial.groupdict().get("d")), text, match.start(), partial.end())
            if day is not None:
                only_day = re.match(r"(3[01]|[12]\d|0?[1-9])\s*(?:일|\.)", text[tilde.end() :])
                if only_day:
                    return _period(start, _stamp(year, month, only_day.group(1)), text, match.start(), tilde.end() + only_day.end())
    elif month is None and (months := re.match(r"\s*(1[0-2]|[1-9])\s*~\s*(1[0-2]|[1-9])\s*월", text[end:])):
        return _period(_stamp(year, months.group(1), None), _stamp(year, months.group(2), None), text, match.start(), end + months.end())
    return _period(start, start, text, match.start(), end)


def _period(start: str, end: str, text: str, first: int, last: int) -> tuple[Period | None, int]:
    if end < start[: len(end)]:
        return Period(start, start, text[first:last].strip(), (first, last)), last
    return Period(start, end, text[first:last].strip(), (first, last)), last


def _part_of_number(text: str, match: re.Match[str]) -> bool:
    before = text[match.start() - 1] if match.start() else ""
    after = text[match.start("y4") + 4 : match.start("y4") + 5]
    return before.isdigit() or before == "," or after.isdigit() or (after == "," and text[match.start("y4") + 5 : match.start("y4") + 6].isdigit()) or bool(
        re.match(r"\s*(?:명|교|건|원|천원|만원|백만|억|개|대|회|부)", text[match.start("y4") + 4 :])
    )


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
