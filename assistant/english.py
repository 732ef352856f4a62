"""English questions: their words in Korean, their periods, and the form of answer they ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from assistant.english_times import ends, numbered
from assistant.english_times import find_periods as find_periods
from assistant.english_words import LONGEST, STOP, WORDS
from assistant.spelling import american

Form = Literal["figure", "date", "name", "list", "definition", "yesno", "text"]
_WORD = re.compile(r"(?<![A-Za-z0-9&])(?:[A-Za-z]&[A-Za-z]\b|[A-Za-z][A-Za-z0-9]*)(?:'s)?")
_FIGURE = re.compile(
    r"\bhow (?:many|much|large|big|often|long|old|satisfied)\b|\bpercent|\(%\)"
    r"|\bwhat (?:is|was|are|were|will)\b[^?]{0,60}\b(?:budget|amount|number|rate|ratio|share|total|cost|price|fee"
    r"|area|size|score|quota|expenditure|spending|funds?|funding|target|satisfaction|percentage|balance|revenue|income"
    r"|capacity|population|fine|deficit|debt|length|distance|concentration|emissions?|volume|subsidy|grant|money|salary"
    r"|wages?|allowance|scholarship|compensation|investment|loan|interest|surplus|headcount|quota|limit|ceiling|turnover"
    r"|sales|profit|loss|contribution|deposit|rent|fare|tax|yield|output|turnout|temperature|speed|width|height"
    r"|expenses?|appropriation|allocation|outlay|proportion|sum|attendance|enrol+ment|quantity)\b"
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


_TIMES = re.compile(r"\bhow many (?P<times>times)\b", re.I)
_HOW_MANY = re.compile(
    r"\bhow many (?P<things>(?:[\w'’&/\-]+ ){0,6}?[\w'’\-]+)(?=\s*[?,.(]|$|\s+(?:in|of|with|for|on|at|by|to|from|under"
    r"|per|over|during|among|between|within|through|as|that|which|who|where|ha[sd]|have|did|does|do|is|are|was|were|will"
    r"|would|can|could|should|must|may|there|used|took|joined|attended|visited|received|applied|participated|got|went)\b)",
    re.I,
)


_TOLD = re.compile(
    r"^\W*what (?:is|are|was|were) the (?:[\w\-]+ )?(?:purpose|reason|aim|objective|goal|basis|ground|role|function"
    r"|effect|background|procedure|process|method|condition|criteri(?:a|on)|requirement|problem|issue|plan|measure|content|source"
    r"|use|scope|structure|direction)s?\b",
    re.I,
)
"""What is told in words, whatever stands behind it (`the purpose of the fund`)."""


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
    taken = [*(period.span for period in find_periods(text)), *glossed(text)]
    for span, korean in numbered(text):
        if not any(a < span[1] and span[0] < b for a, b in taken):
            yield Word(text[slice(*span)].lower(), korean, span[0], False)
            taken.append(span)
    taken += [*ends(text), *(match.span("times") for match in _TIMES.finditer(text))]
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


def glossed(text: str) -> list[tuple[int, int]]:
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
        before = [american(word) for word in spoken[:-1]]
        for last in stems(american(spoken[-1])):
            korean = WORDS.get(" ".join((*before, last)))
            if korean:
                return " ".join(spoken), korean
    return "", ()


def stems(word: str) -> tuple[str, ...]:
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


@lru_cache(maxsize=200)
def counted(text: str) -> tuple[str, ...]:
    """Return the Korean words of the things a question counts (`how many land parcels`), the head noun alone."""
    asked = _HOW_MANY.search(text)
    found = [] if asked is None else list(_WORD.finditer(text, *asked.span("things")))
    for position in range(len(found)):
        phrase, korean = _known(text, found, position)
        if position + len(phrase.split()) == len(found):
            return korean
    return ()


def form(text: str) -> Form:
    """Return the form of answer asked for: figure, date, name, list, definition, yesno or text."""
    checks: tuple[tuple[Form, re.Pattern[str]], ...] = (
        ("definition", _DEFINITION),
        ("date", _DATE_FORM),
        ("text", _TOLD),
        ("figure", _FIGURE),
        ("list", _LIST),
        ("name", _NAME),
        ("yesno", _YESNO),
    )
    return next((name for name, pattern in checks if pattern.search(text)), "text")
