"""A word of a question made ready to be looked for in the many texts that are weighed for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain

from assistant.lexicon import SYNONYMS
from assistant.terms import Term

SYNONYM = 0.85
"""What a word from the lexicon counts where the question's own word is missing."""
PARTS = 0.8
"""What a term counts whose morphemes stand in the field, but not as one word."""
Finder = Callable[[str, frozenset[str]], float]
"""Folded text, its words of one letter -> 0..1, how far a term stands in it."""
Test = Callable[[str, frozenset[str]], bool]


def finder(term: Term, part_weights: Sequence[float]) -> Finder:
    """Return what tells how far a term stands in a text: what can be known before any text is read is done here."""
    text, parts = term.text, term.parts
    own = _own_alternatives(text, parts, term.alternatives)
    likes = sorted((*term.printed, *term.near), key=lambda like: -like[1])
    compound = parts if len(parts) > 1 or parts[0] != text else ()
    synonyms = [SYNONYMS.get(part, frozenset()) for part in compound]
    any_stands = _any_of(dict.fromkeys((text, *own, *(word for word, _ in likes), *compound, *chain(*synonyms))))
    stands, stands_otherwise = _any_of((text,)), _any_of(own)
    others = [(_any_of((word,)), counts) for word, counts in likes]
    pieces = [(_any_of((part,)), _any_of(words)) for part, words in zip(compound, synonyms, strict=True)]
    weights = list(zip(pieces, part_weights, strict=True)) if compound else []
    total = sum(part_weights)

    def find(field: str, letters: frozenset[str]) -> float:
        if not any_stands(field, letters):
            return 0.0
        if stands(field, letters):
            return 1.0
        best = SYNONYM if stands_otherwise(field, letters) else 0.0
        for is_there, counts in others:
            if counts <= best:
                break
            if is_there(field, letters):
                best = counts
        if weights and total:
            hits = [
                weight * (1.0 if whole(field, letters) else SYNONYM if synonym(field, letters) else 0.0)
                for (whole, synonym), weight in weights
            ]
            best = max(best, PARTS * sum(hits) / total)
        return best

    return find


def _any_of(words: Iterable[str]) -> Test:
    """Return what tells whether any of some words stands in a text; a single letter only as a word of its own."""
    known = [word for word in words if word]
    plain = tuple(w for w in known if len(w) > 1 and not w[0].isdigit() and not w[-1].isdigit())
    letters = frozenset(word for word in known if len(word) == 1)
    numbers = tuple(w for w in known if len(w) > 1 and (w[0].isdigit() or w[-1].isdigit()))
    if not known:
        return lambda field, words: False
    if len(plain) == len(known) == 1:
        only = plain[0]
        return lambda field, words: only in field

    def stands(field: str, words: frozenset[str]) -> bool:
        for word in plain:  # not any(): this is asked some hundred thousand times a question
            if word in field:
                return True
        if letters and not letters.isdisjoint(words):
            return True
        return any(_stands_uncut(word, field) for word in numbers)

    return stands


@lru_cache(maxsize=20_000)
def _own_alternatives(text: str, parts: tuple[str, ...], alternatives: tuple[str, ...]) -> tuple[str, ...]:
    """Return the alternatives that stand for the whole term; those of a part (연수 for 교육) count as that part."""
    if len(parts) < 2:
        return alternatives
    of_parts = frozenset(word for part in parts for word in SYNONYMS.get(part, ()))
    return tuple(word for word in alternatives if word not in of_parts or word in SYNONYMS.get(text, ()))


def _stands_uncut(word: str, field: str) -> bool:
    """Tell whether a word that begins or ends with a digit stands in a text, not cut out of a longer number."""
    start = field.find(word)
    while start >= 0:
        end = start + len(word)
        before = field[start - 1] if start else ""
        after = field[end] if end < len(field) else ""
        if not (before.isdigit() and word[0].isdigit()) and not (after.isdigit() and word[-1].isdigit()):
            return True
        start = field.find(word, start + 1)
    return False
