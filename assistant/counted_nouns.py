"""What each amount of a cell or a sentence counts: `1,538개 기관, 1,573회선` are bodies and lines."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.forms import unit_class
from assistant.question import Asked
from corpus.amounts import find_amounts
from corpus.figures import Figure
from corpus.text import search_text

_BEHIND = re.compile(r"\s?(?:의\s)?([가-힣]{2,})(?![가-힣])(\s*[\d:])?")
"""The word behind a counter that may count anything, and whether a number follows, which it would be the name of."""
_PARTICLE = re.compile(r"(?<=[가-힣]{2})(?:에서는?|에게|까지|부터|으로|은|는|이|가|을|를|의|에|과|와|로|도)$")
_BOUNDS = frozenset(("이상", "이하", "이내", "내외", "초과", "미만", "정도", "가운데", "모두", "전체", "규모"))
_ANYTHING = "개"
_HOW_MANY = r"(?:은|는|이|가|을|를|의)?\s*(?:(?:모두|총|전부|전체|다해서|합쳐서)\s*)?몇\s*(?:개|곳|군데)"
_NUMBER_OF = r"\s*수(?:는|가|를|도|로|로는|만|의)?\s*(?:$|[?？]|얼마|몇|총|모두|어떻게|알려)"


def noun_of(figure: Figure) -> str:
    """Return the noun a figure counts: its unit where that is a noun, or what stands behind `개`; else nothing."""
    return _own(figure.unit) or _one(figure)


def counts_another_noun(asked: Asked, figure: Figure) -> bool:
    """Tell an amount beside which stands one of just the noun the question counts (`회선은 몇 개`)."""
    context = figure.context or figure.text
    nouns = frozenset(noun for _, noun in _nouns(context) if noun)
    said = [noun for noun in nouns if _is_counted(noun, asked.standalone)]
    said = said or [noun for noun in nouns if any(_is_counted(tail, asked.standalone) for tail in _tails(noun))]
    return bool(said) and noun_of(figure) not in said


def _tails(noun: str) -> list[str]:
    """Return the shorter names a compound goes by (`회선` of 전용회선)."""
    return [noun[start:] for start in range(1, len(noun) - 1)]


def _is_counted(noun: str, text: str) -> bool:
    name = re.escape(noun)
    return re.search(rf"{name}{_HOW_MANY}|몇\s*(?:개(?:의)?\s*)?{name}|{name}{_NUMBER_OF}", text) is not None


def _one(figure: Figure) -> str:
    found = {noun for text, noun in _nouns(figure.context or figure.text) if text == figure.text}
    return found.pop() if len(found) == 1 else ""


def _own(unit: str | None) -> str:
    """Return a unit that is a noun of its own (`회선`, `학급`), empty for a counter."""
    named = unit is not None and re.fullmatch(r"[가-힣]{2,}", unit) and unit_class(unit) == unit
    return unit if named and unit and not unit.startswith(_ANYTHING) else ""


@lru_cache(maxsize=20_000)
def _nouns(context: str) -> tuple[tuple[str, str], ...]:
    """Return each amount of a text as printed with the noun it counts, empty where none is said."""
    text = search_text(context)
    found = []
    for amount in find_amounts(text):
        noun = _own(amount.unit)
        if not noun and amount.unit == _ANYTHING:
            behind = _BEHIND.match(text, amount.span[1])
            noun = _PARTICLE.sub("", behind.group(1)) if behind else ""
            is_name = behind is not None and behind.group(2) is not None and noun == behind.group(1)
            noun = "" if is_name or noun in _BOUNDS else noun
        found.append((amount.text, noun))
    return tuple(found)
