"""How alike what two places say is, by letter pairs: dates left out, a word and its short form made one."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.lexicon import SYNONYMS
from assistant.match import folded
from assistant.times import without_dates

_PARTICLE = re.compile(r"(?<=[가-힣]{2})(?:을|를|은|는|이|가|의|에|에서|으로|까지|와|과|도|하여|하였습니다|했다)$")


def _is_short_for(short: str, long: str) -> bool:
    letters = iter(long)
    return 1 < len(short) < len(long) - 1 and all(letter in letters for letter in short)


_SHORTER = tuple((long, short) for long in SYNONYMS for short in SYNONYMS[long] if _is_short_for(short, long))
"""Long words of the lexicon with the short form made of their letters (`추가경정예산` and 추경)."""
FEWEST = 4
"""Letter pairs of the shortest text that is compared word by word."""
_CLOSING = re.compile(
    r"\s(?:계획|예정|방침)(?:임|이다|이며|이고|이나|입니다)$|\s것으로\s(?:봄|보임|예상(?:됨|함)?|전망(?:됨|함)?|추정(?:됨|함)?)$"
)
"""How a sentence closes that foresees something; it names nothing."""
_PROVISIONAL = re.compile(r"[(\[]?\s*가칭\s*[)\]]?")


def alike(a: str, b: str) -> float:
    """Return 0..1: the share of letter pairs of the shorter text that stand in the longer, dates left out."""
    one, other = pairs(a), pairs(b)
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def alike_in_words(a: str, b: str) -> float:
    """Return the same for the letter pairs within words, particles left out and words of one meaning made one."""
    one, other = word_pairs(a), word_pairs(b)
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller >= FEWEST else 0.0


_HEADED = re.compile(r"(?<![A-Za-z])([A-Z]{4,})(?:\s*(?:추진|수립|실시|수행|용역))*\W*$")
"""A thing called by an acronym, whatever it is for."""


def named_by_both(question: str, one: str, other: str) -> bool:
    """Tell whether a question names a thing by the words of two texts that call it by the same acronym at their end."""
    a, b = _HEADED.search(without_dates(one)), _HEADED.search(without_dates(other))
    if a is None or b is None or a[1] != b[1] or a[1] not in question:
        return False
    asked, first, second = word_pairs(question), word_pairs(one), word_pairs(other)
    return len(asked & first - second) > 1 and len(asked & second - first) > 1


@lru_cache(maxsize=4_000)
def word_pairs(text: str) -> frozenset[str]:
    """Return the letter pairs within a text's words."""
    found: set[str] = set()
    for match in re.finditer(r"[가-힣a-z]+", _CLOSING.sub("", without_dates(text.lower()).rstrip(" ."))):
        word = _PARTICLE.sub("", match.group())
        for long, short in _SHORTER:
            word = word.replace(long, short)
        found.update(word[i : i + 2] for i in range(len(word) - 1))
    return frozenset(found)


def pairs(text: str) -> set[str]:
    """Return the letter pairs of a text, those across the borders of words too."""
    letters = re.sub(
        r"[^가-힣a-z0-9]", "", _PROVISIONAL.sub("", folded(_CLOSING.sub("", without_dates(text).rstrip(" ."))))
    )
    return {letters[i : i + 2] for i in range(len(letters) - 1)}
