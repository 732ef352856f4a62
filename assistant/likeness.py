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


@lru_cache(maxsize=4_000)
def word_pairs(text: str) -> frozenset[str]:
    """Return the letter pairs within a text's words."""
    found: set[str] = set()
    for match in re.finditer(r"[가-힣a-z]+", without_dates(text.lower())):
        word = _PARTICLE.sub("", match.group())
        for long, short in _SHORTER:
            word = word.replace(long, short)
        found.update(word[i : i + 2] for i in range(len(word) - 1))
    return frozenset(found)


def pairs(text: str) -> set[str]:
    """Return the letter pairs of a text, those across the borders of words too."""
    letters = re.sub(r"[^가-힣a-z0-9]", "", _PROVISIONAL.sub("", without_dates(folded(text))))
    return {letters[i : i + 2] for i in range(len(letters) - 1)}
