"""English questions: their words in Korean, their periods, and the form of answer they ask for."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from assistant.english_words import LONGEST, STOP, WORDS
from corpus.periods import Period
from corpus.periods import find_periods as korean_periods

Form = Literal["figure", "date", "name", "list", "definition", "yesno", "text"]
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:'s)?")
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DATE = re.compile(
    rf"\b{_MONTH}(?:\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?)?,?\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)\b", re.I
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_PART = re.compile(
    r"\b(?P<number>first|second|third|fourth|1st|2nd|3rd|4th)\s+(?P<part>half|quarter)\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)\b"
    r"|\bQ(?P<q>[1-4])\s*(?:of\s+)?(?P<qyear>(?:19|20)\d\d)\b",
    re.I,
)
_FIGURE = re.compile(
    r"\bhow (?:many|much|large|big|often|long|old|satisfied)\b|\bpercent|\(%\)"
    r"|\bwhat (?:is|was|are|were|will)\b[^?]{0,60}\b(?:budget|amount|number|rate|ratio|share|total|cost|price|fee"
    r"|area|size|score|quota|expenditure|spending|funds?|funding|target|satisfaction|percentage|balance|revenue|income"
    r"|capacity|population|fine|deficit|debt|length|distance|concentration|emissions?|volume|subsidy|grant)\b"
    r"|\bwhat (?:\w+ ){0,3}(?:score|rate|percentage|share|amount|number|budget|balance|revenue|income|capacity|cost"
    r"|price|fee|concentration)\b",
    re.I,
)
_DATE_FORM = re.compile(
    r"^(?:\W*|.*,\s*)(?:(?:since )?when\b|(?:on|as of|from|until|by|since) (?:what|which) "
    r"(?:\w+ )?(?:date|day|month|year|quarter|time)\b"
    r"|what (?:date|day|month|year)\b)",
    re.I,
)
_NAME = re.compile(
    r"\bwho\b|\bwhose\b|^(?:\W*|.*,\s*)where\b|\bwhich (?:council )?(?:member|department|division|office|school|company"
    r"|agency|organi[sz]ation|institution|team|professor|person|district|bureau|center|centre|university|bank|firm)\b"
    r"|\bwhat (?:is|was) the name\b",
    re.I,
)
_LIST = re.compile(
    r"\blist\b|\bname (?:the|all)\b|\b(?:what|which)(?: are| were)?(?: the)? "
    r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b(?!-)",
    re.I,
)
_DEFINITION = re.compile(
    r"\bwhat (?:does|do|did)\b.*\b(?:mean|stand for)\b|\bwhat is meant\b|\bdefin(?:e|ed|ition)\b", re.I
)
_YESNO = re.compile(r"^\W*(?:is|are|was|were|does|do|did|has|have|had|can|could|will|would|should|must)\b", re.I)


@dataclass(frozen=True, slots=True)
class Word:
    """An English word or phrase of a question and the Korean words that stand for it (none where unknown)."""

    text: str
    korean: tuple[str, ...]
    start: int
    is_name: bool
    """Written with capitals inside a sentence: documents may print it in Latin letters too."""


def is_english(text: str) -> bool:
    """Tell whether a question is asked in English, Korean names in it aside."""
    latin = len(re.findall(r"[A-Za-z]", text))
    hangul = len(re.findall(r"[가-힣]", text))
    return latin > 12 and latin > hangul


def words(text: str) -> Iterator[Word]:
    """Yield the content words of a question, longest known phrase first; dates and words that only ask are left out."""
    taken = [period.span for period in find_periods(text)]
    taken += _glossed(text)
    found = [m for m in _WORD.finditer(text) if not any(a <= m.start() < b for a, b in taken)]
    position = 0
    while position < len(found):
        phrase, korean = _known(text, found, position)
        first = found[position]
        if korean:
            yield Word(phrase, korean, first.start(), False)
            position += len(phrase.split())
            continue
        position += 1
        word = first.group().removesuffix("'s")
        if word.lower() in STOP or len(word) < 2:
            continue
        sentence_start = first.start() == 0 or text[: first.start()].rstrip().endswith((".", "?", "!"))
        yield Word(word.lower(), (), first.start(), (word[0].isupper() and not sentence_start) or word.isupper())


def _glossed(text: str) -> list[tuple[int, int]]:
    """Return the phrases that are said in Korean right behind, in brackets: `website management (홈페이지 관리)`."""
    spans = []
    for gloss in re.finditer(r"\([^()]*[가-힣][^()]*\)", text):
        start = end = len(text[: gloss.start()].rstrip())
        for match in reversed(list(_WORD.finditer(text, 0, end))):
            gap = text[match.end() : start]
            if match.group().lower() in STOP or gap.strip(" -'\"‘’“”"):
                break
            start = match.start()
        spans.append((start, end))
    return spans


def _known(text: str, found: list[re.Match[str]], position: int) -> tuple[str, tuple[str, ...]]:
    """Return the longest entry that begins at a word, with its Korean; space or hyphen part the words of a phrase."""
    for length in range(min(LONGEST, len(found) - position), 0, -1):
        part = found[position : position + length]
        between = [text[a.end() : b.start()] for a, b in pairwise(part)]
        if any(gap not in (" ", "-") for gap in between):
            continue
        spoken = [m.group().lower().removesuffix("'s") for m in part]
        if length == 1 and spoken[0] in STOP:
            continue
        for last in _stems(spoken[-1]):
            korean = WORDS.get(" ".join((*spoken[:-1], last)))
            if korean:
                return " ".join(spoken), korean
    return "", ()


def _stems(word: str) -> tuple[str, ...]:
    """Return a word and what it may be a form of."""
    stems = [word]
    if word.endswith("ies"):
        stems.append(f"{word[:-3]}y")
    if word.endswith("es"):
        stems.append(word[:-2])
    if word.endswith("s"):
        stems.append(word[:-1])
    for ending in ("ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            root = word[: -len(ending)]
            stems += [root, f"{root}e"]
            if root[-1] == root[-2]:
                stems.append(root[:-1])
            if ending == "ed" and root.endswith("i"):
                stems.append(f"{root[:-1]}y")
    return tuple(stems)


def find_periods(text: str) -> tuple[Period, ...]:
    """Return the periods an English question names: dates with a month's name, halves, quarters and years."""
    found: list[Period] = []
    for match in _DATE.finditer(text):
        month = _MONTHS[match["month"].lower()]
        stamp = f"{match['year']}-{month:02}" + (f"-{int(match['day']):02}" if match["day"] else "")
        found.append(Period(stamp, stamp, match.group(), match.span()))
    for match in _PART.finditer(text):
        year = match["year"] or match["qyear"]
        months = 6 if (match["part"] or "").lower() == "half" else 3
        number = int(match["q"]) if match["q"] else _ORDINALS[match["number"].lower()]
        start, end = f"{year}-{(number - 1) * months + 1:02}", f"{year}-{number * months:02}"
        found.append(Period(start, end, match.group(), match.span()))
    taken = [period.span for period in found]
    found += [p for p in korean_periods(text) if not any(a < p.span[1] and p.span[0] < b for a, b in taken)]
    return tuple(sorted(found, key=lambda period: period.span))


def form(text: str) -> Form:
    """Return the form of answer asked for: figure, date, name, list, definition, yesno or text."""
    checks: tuple[tuple[Form, re.Pattern[str]], ...] = (
        ("definition", _DEFINITION),
        ("date", _DATE_FORM),
        ("figure", _FIGURE),
        ("list", _LIST),
        ("name", _NAME),
        ("yesno", _YESNO),
    )
    return next((name for name, pattern in checks if pattern.search(text)), "text")
