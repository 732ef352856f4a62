"""How well the words of a question stand in a place: coverage of its terms by labels, headings and text."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.lexicon import MEASURES
from assistant.sought import Finder, finder
from assistant.terms import Term
from corpus.text import search_text, squash


@dataclass(frozen=True, slots=True)
class Weighted:
    """A term with its weight: the rarer in the corpus, the heavier."""

    term: Term
    weight: float
    part_weights: tuple[float, ...]
    finds: dict[str, float] = dataclasses.field(default_factory=dict, compare=False, repr=False)
    """What was found already, by the text of the field: headings are the same for many places."""
    find: Finder = dataclasses.field(init=False, compare=False, repr=False)
    """How far the term stands in a text."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "find", finder(self.term, self.part_weights))


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


def term_coverage(weighted: Weighted, fields: Iterable[Field]) -> float:
    """Return 0..1: the best find of one term over the fields, each counted with its factor."""
    finds, find = weighted.finds, weighted.find
    best = 0.0
    for field in fields:
        factor = field.factor
        if factor <= best:
            continue
        text = field.text
        found = finds.get(text)
        if found is None:
            found = finds[text] = find(text, field.words)
        if found * factor > best:
            best = found * factor
    return best


def coverage(terms: Sequence[Weighted], fields: Sequence[Field]) -> tuple[float, tuple[float, ...]]:
    """Return the weighted mean of the terms' finds (0..1), and each term's own."""
    finds = tuple([term_coverage(term, fields) for term in terms])
    total = sum([term.weight for term in terms])
    if not total:
        return 0.0, finds
    return sum([term.weight * find for term, find in zip(terms, finds, strict=True)]) / total, finds
