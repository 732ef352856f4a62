"""How well the words of a question stand in a place: coverage of its terms by labels, headings and text."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.lexicon import MEASURES, SYNONYMS
from assistant.terms import Term
from corpus.text import search_text, squash

SYNONYM = 0.85
"""What a word from the lexicon counts where the question's own word is missing."""
PARTS = 0.8
"""What a term counts whose morphemes stand in the field, but not as one word."""


@dataclass(frozen=True, slots=True)
class Weighted:
    """A term with its weight: the rarer in the corpus, the heavier."""

    term: Term
    weight: float
    part_weights: tuple[float, ...]
    finds: dict[str, float] = dataclasses.field(default_factory=dict, compare=False, repr=False)
    """What was found already, by the text of the field: headings are the same for many places."""


@dataclass(frozen=True, slots=True)
class Field:
    """A text to look in, squashed, and what a find in it counts (0..1)."""

    text: str
    factor: float
    words: frozenset[str] = frozenset()
    """The field's words of one letter, lower case: a single letter (`중`, `고`) only counts as a word of its own."""


_NO_LETTERS: frozenset[str] = frozenset()


@lru_cache(maxsize=40_000)
def letters_of(text: str) -> frozenset[str]:
    """Return the words of a text that are one letter or digit, lower case."""
    return frozenset(word for word in words_of(text) if len(word) == 1) or _NO_LETTERS


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text, lower case; Hangul, letters and digits end where the other begins."""
    return frozenset(re.findall(r"[가-힣]+|[a-z]+|\d+", search_text(text).lower()))


def field(text: str, factor: float) -> Field:
    """Return a field over a text."""
    return Field(folded(text), factor, letters_of(text))


@lru_cache(maxsize=40_000)
def folded(text: str) -> str:
    """Return a text as it is compared: search form, lower case, without white space."""
    return squash(search_text(text)).lower()


UNKNOWN = 1.2
"""Weight of a word that stands nowhere in the index: it tells the candidates apart by nothing."""
FAINT = 0.4
"""Weight of an English word no Korean word is known for."""
STAND_IN = 0.7
"""What a word weighs that only others stand for in the documents, against the commonest of these."""
PHRASE = 0.5
"""Share of its weight that an everyday phrase counts: what it stands for may be printed in yet other words."""
MEASURE = 1.4
"""Most a general measure word (`예산`, `인원`) weighs: the unit asked for says the same."""


def weigh(terms: Sequence[Term], frequency: Callable[[str], int], total: int) -> tuple[Weighted, ...]:
    """Return the terms with their weights: inverse document frequency over `total` units (0.2 at least)."""

    def idf(word: str) -> float:
        return max(0.2, math.log((total + 1) / (frequency(word) + 1)))

    weighted = []
    for term in terms:
        parts = tuple(idf(part) if frequency(part) else UNKNOWN for part in term.parts)
        if term.parts != (term.text,) and frequency(term.text):
            whole = idf(term.text)
        else:
            whole = max(parts) + 0.25 * (sum(parts) - max(parts))
        printed = (word for word, _ in term.printed)
        if not any(frequency(word) for word in (term.text, *term.parts, *term.alternatives, *printed)):
            whole = UNKNOWN
        if term.said == term.text and term.said:
            stand_ins = [idf(near) for near, _ in term.near]
            whole = STAND_IN * min(stand_ins) if stand_ins else FAINT
        elif not any(frequency(word) for word in (term.text, *term.parts)):
            others = (*term.alternatives, *(word for word, _ in (*term.printed, *term.near)))
            stand_ins = [idf(word) for word in others if frequency(word)]
            whole = max(UNKNOWN, STAND_IN * min(stand_ins, default=0.0))
            whole *= PHRASE if term.is_phrase else 1.0
        if term.text in MEASURES:
            whole = min(whole, MEASURE)
        weighted.append(Weighted(term=term, weight=whole, part_weights=parts))
    return tuple(weighted)


def _found(weighted: Weighted, place: Field) -> float:
    """Return 0..1: how far one term stands in one field."""
    term = weighted.term
    text, parts, field, words = term.text, term.parts, place.text, place.words
    if _stands(text, field, words):
        return 1.0
    best = 0.0
    own = _own_alternatives(text, parts, term.alternatives)
    if any(_stands(word, field, words) for word in own):
        best = SYNONYM
    for word, counts in (*term.printed, *term.near):
        if counts > best and _stands(word, field, words):
            best = counts
    if len(parts) > 1 or parts[0] != text:
        total = sum(weighted.part_weights)
        pairs = zip(parts, weighted.part_weights, strict=True)
        hit = sum(weight * _part_found(part, field, words) for part, weight in pairs)
        best = max(best, PARTS * hit / total if total else 0.0)
    return best


@lru_cache(maxsize=20_000)
def _own_alternatives(text: str, parts: tuple[str, ...], alternatives: tuple[str, ...]) -> tuple[str, ...]:
    """Return the alternatives that stand for the whole term; those of a part (연수 for 교육) count as that part."""
    if len(parts) < 2:
        return alternatives
    of_parts = frozenset(word for part in parts for word in SYNONYMS.get(part, ()))
    return tuple(word for word in alternatives if word not in of_parts or word in SYNONYMS.get(text, ()))


def _part_found(part: str, field: str, words: frozenset[str]) -> float:
    if _stands(part, field, words):
        return 1.0
    return SYNONYM if any(_stands(word, field, words) for word in SYNONYMS.get(part, ())) else 0.0


def _stands(word: str, field: str, words: frozenset[str]) -> bool:
    return word in words if len(word) == 1 else _contains(field, word)


def _contains(field: str, word: str) -> bool:
    """Tell whether a word stands in a folded field; digits must not be cut out of a longer number."""
    if not word:
        return False
    if not word[0].isdigit() and not word[-1].isdigit():
        return word in field
    start = field.find(word)
    while start >= 0:
        end = start + len(word)
        before = field[start - 1] if start else ""
        after = field[end] if end < len(field) else ""
        if not (before.isdigit() and word[0].isdigit()) and not (after.isdigit() and word[-1].isdigit()):
            return True
        start = field.find(word, start + 1)
    return False


def term_coverage(weighted: Weighted, fields: Sequence[Field]) -> float:
    """Return 0..1: the best find of one term over the fields, each counted with its factor."""
    finds = weighted.finds
    best = 0.0
    for field in fields:
        if field.factor <= best:
            continue
        found = finds.get(field.text)
        if found is None:
            found = finds[field.text] = _found(weighted, field)
        best = max(best, found * field.factor)
    return best


def coverage(terms: Sequence[Weighted], fields: Sequence[Field]) -> tuple[float, tuple[float, ...]]:
    """Return the weighted mean of the terms' finds (0..1), and each term's own."""
    finds = tuple(term_coverage(term, fields) for term in terms)
    total = sum(term.weight for term in terms)
    if not total:
        return 0.0, finds
    return sum(term.weight * find for term, find in zip(terms, finds, strict=True)) / total, finds
