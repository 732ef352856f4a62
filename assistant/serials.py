"""Things told by a serial number, and times told in turn for a run of them: `제12호 ~ 제14호 발간: 2월, 6월, 8월`."""

from __future__ import annotations

import re

from corpus.periods import Period

_SERIAL = re.compile(r"제\s*\d{2,}\s*(?:호|회|차)")
_NUMBERED = re.compile(r"[(\[<〔【]?\s*(?P<name>[가-힣]{2,})\s?(?P<number>\d{1,2})(?![\d.,년월일개명건회차])")
_RUN = re.compile(r"제\s*(?P<first>\d+)\s*(?P<kind>호|차|회|기)\s*[~∼～-]\s*제\s*(?P<last>\d+)\s*(?P=kind)")
_MONTHS = re.compile(
    r"(?:(?P<year>(?:20|['’‘ʼ`])\d\d)\s?[.년]\s?)?(?P<months>(?:1[0-2]|[1-9])월(?:\s?[,·]\s?(?:1[0-2]|[1-9])월)+)"
)


def share_serial(one: str, other: str) -> bool:
    """Tell whether two texts name a thing of one serial number (`제253호`)."""
    return bool(_serials(one) & _serials(other))


def share_numbered(one: str, other: str) -> bool:
    """Tell whether two texts begin with one name and number, in full or by its last word (`현장답사 2`, `[답사 2]`)."""
    a, b = _NUMBERED.match(one), _NUMBERED.match(other)
    if a is None or b is None or a["number"] != b["number"]:
        return False
    return a["name"].endswith(b["name"]) or b["name"].endswith(a["name"])


def is_other(asked: str, thing: str) -> bool:
    """Tell a thing whose serial numbers are others than those asked for."""
    wanted, own = _serials(asked), _serials(thing)
    return bool(wanted) and bool(own) and not wanted & own


def _serials(text: str) -> frozenset[str]:
    return frozenset(re.sub(r"\s", "", number) for number in _SERIAL.findall(text))


def in_turn(text: str, year: str) -> list[tuple[str, Period]]:
    """Return each thing of a numbered run with its month, where a text tells as many months as things; else [].

    `year`: four digits, of months that name none.
    """
    run, months = _RUN.search(text), _MONTHS.search(text)
    if run is None or months is None or months.start() < run.end():
        return []
    numbers = range(int(run["first"]), int(run["last"]) + 1)
    named = re.findall(r"\d+", months["months"])
    year = f"20{months['year'][-2:]}" if months["year"] else year
    if len(numbers) != len(named) or not year:
        return []
    rest = text[run.end() : months.start()].rstrip(" :：(")
    told = []
    for number, month in zip(numbers, named, strict=True):
        stamp = f"{year}-{int(month):02d}"
        told.append((f"{text[: run.start()]}제{number}{run['kind']}{rest}", Period(stamp, stamp, f"{month}월", (0, 0))))
    return told
