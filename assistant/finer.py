"""The entry that dates more exactly what the best place dates: a stretch for a month, days for months."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.places import Place
from assistant.question import Asked
from corpus.periods import Period, find_periods

_FOR_A_YEAR = re.compile(r"계획|예산|편성|지침|공고|모집|선정")
"""What is made for a year in the year before."""
OTHER_YEAR = 0.25
"""How far behind the best place the one of the year asked for may be scored."""


def finer(ranked: Sequence[Place]) -> Place | None:
    """Return the entry of the best place's document that dates one thing the best place speaks of more exactly.

    A sentence's `시범운영('24.9월 예정)` is `시범운영 (`24.9 ~ `24.12)` in the schedule: nothing but the thing,
    with a time that begins together with one of the sentence's.
    """
    best = ranked[0]
    said, starts = _undated(best.unit.text), {period.start[:7] for period in find_periods(best.unit.text)}
    for place in ranked[1:FINER]:
        periods = find_periods(place.unit.text)
        thing = _undated(place.unit.text)
        if place.unit.document_id != best.unit.document_id or len(periods) != 1 or not 4 <= len(thing) < len(said):
            continue
        ends_later = periods[0].end[:7] > periods[0].start[:7]
        if thing in said and periods[0].start[:7] in starts and ends_later and not _states(best, periods[0]):
            return replace(place, score=best.score)
    return None


def of_year(asked: Asked, ranked: Sequence[Place]) -> Place | None:
    """Return the place that dates the thing in the year asked for, where the best one dates it in another year only.

    It must say itself all of the question's words that the best place says itself.
    """
    years = {period.start[:4] for period in asked.periods}
    best = ranked[0]
    own = {stamp[:4] for period in find_periods(best.unit.text) for stamp in (period.start, period.end)}
    if not years or not own or own & years or _FOR_A_YEAR.search(asked.standalone):
        return None
    for place in ranked[1:FINER]:
        if place.score < best.score - OTHER_YEAR:
            break
        said = all(find >= least for find, least in zip(place.own, best.own, strict=True))
        if said and any(period.start[:4] in years for period in find_periods(place.unit.text)):
            return replace(place, score=best.score)
    return None


def day_of(ranked: Sequence[Place]) -> Place | None:
    """Return the entry that tells the day where the best place tells the month only, when all such tell one day.

    Where the best place tells a stretch of months (`'25. 9. ~ 10.`), what tells its first and last day under a label
    for times (`일시: …`) at a place of the same thing.
    """
    best = ranked[0]
    months = [period for period in find_periods(best.unit.text) if len(period.start) > len("2023")]
    if len(months) != 1 or not len(months[0].start) == len(months[0].end) == len("2023-04"):
        return None
    month, is_stretch = months[0], months[0].start != months[0].end
    found: dict[str, Place] = {}
    for place in ranked[1:FINER]:
        days = find_periods(place.unit.text)
        if place.unit.document_id != best.unit.document_id or len(days) != 1 or len(days[0].start) < len("2023-04-05"):
            continue
        day = days[0]
        if is_stretch:
            alike = _TIMED.search(place.unit.text) is not None and place.coverage >= best.coverage - ABOUT_IT
            fits = alike and (day.start[:7], _month_ended(place.unit.text, day)) == (month.start, month.end)
        else:
            fits = place.says >= best.says - ALIKE and day.start == day.end and day.start[:7] == month.key
        if fits:
            found.setdefault(day.key, place)
    return replace(next(iter(found.values())), score=best.score) if len(found) == 1 else None


def _month_ended(text: str, day: Period) -> str:
    """Return the month a stretch of days ends in, `'25.9.30.(화)~10.2.(목)` included: a weekday parts its days."""
    until = _UNTIL.match(text, day.span[1])
    return f"{day.start[:4]}-{int(until.group(1)):02}" if until and day.start == day.end else day.end[:7]


_UNTIL = re.compile(r"\.?\s?(?:\([월화수목금토일]\))?\s*[~∼～]\s*(\d{1,2})\s?[.월]\s?\d")
_TIMED = re.compile(r"(?:일\s*시|기\s*간|일\s*정|날\s*짜)[^:：]{0,6}[:：]")
ABOUT_IT = 0.3
"""How much less of the question the place of a stretch of days may name: part of it the heading's words say."""
ALIKE = 0.15
"""How much less of the question a place may say that tells the day of what another tells the month of."""


def _states(place: Place, period: Period) -> bool:
    return any((own.start, own.end) == (period.start, period.end) for own in find_periods(place.unit.text))


def _undated(text: str) -> str:
    """Return a text folded, its times and what stands in brackets with them left out."""
    for period in reversed(find_periods(text)):
        text = text[: period.span[0]] + text[period.span[1] :]
    return re.sub(r"[^가-힣A-Za-z]", "", re.sub(r"[(\[][^()\[\]가-힣]*(?:월|예정|\s|년)*[)\]]", "", text)).lower()


FINER = 20
"""Among how many places a more exact time is looked for."""
