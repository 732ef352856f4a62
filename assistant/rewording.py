"""A question's words as the documents print them: near words, those of the lexicon, and the question reworded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.lexicon import MEASURES
from assistant.period_text import key_text
from assistant.question import Asked
from assistant.terms import Term

NEAR_FLOOR, NEAR_RANGE, NEAR_MOST = 0.35, 0.30, 0.7
"""Cosines of words between floor and floor + range count from 0 to NEAR_MOST."""
PRINTED_RATHER = 2
"""How many times as many places must print a word of the lexicon as print the question's own."""
REWORDED = 0.6
"""From this count on what documents print for a word takes its place in the rewording."""
Frequency = Callable[[str], int]
"""In how many units a word stands as a search token."""


def looked_up(term: Term) -> tuple[str, ...]:
    """Return the words near which others are looked for: none for a measure, which goes with any thing, or a number."""
    if term.said:
        return (term.said,)
    if term.text in MEASURES:
        return ()
    words = dict.fromkeys((term.text, *(part for part in term.parts if len(part) > 1)))
    return tuple(word for word in words if not word[0].isdigit())


def with_near(term: Term, found: Mapping[str, Sequence[tuple[str, float]]]) -> Term:
    """Return a term with the words found near its own, each with what it counts, 0 to NEAR_MOST."""
    counts: dict[str, float] = {}
    for word in looked_up(term):
        share = 1.0 if word in (term.text, term.said) else 1 / len(term.parts)
        for near, cosine in found.get(word, ()):
            count = share * min(NEAR_MOST, NEAR_MOST * (cosine - NEAR_FLOOR) / NEAR_RANGE)
            if near not in term.alternatives and near not in term.parts:
                counts[near] = max(counts.get(near, 0.0), round(count, 2))
    return replace(term, near=tuple(sorted(counts.items(), key=lambda pair: -pair[1])))


def as_printed(term: Term, frequency: Frequency) -> Term:
    """Return a term with those words of the lexicon that the documents print rather than the term itself."""
    if not term.printed:
        return term
    own = max(frequency(word) for word in (term.text, *term.parts))
    return replace(term, printed=tuple((w, count) for w, count in term.printed if frequency(w) > PRINTED_RATHER * own))


def reworded(asked: Asked, frequency: Frequency) -> str:
    """Return the question in the words documents print, or an empty string where nothing is to be changed."""
    words, changed = [key_text(period.key) for period in asked.periods], asked.language == "en"
    for term in (*asked.context, *asked.terms):
        instead = [word for word, count in term.printed if count >= REWORDED]
        if term.said:
            known = [word for word in (term.text, *term.alternatives) if frequency(word)]
            instead = known or [word for word, _ in term.near]
        changed = changed or bool(instead)
        words.append(instead[0] if instead else term.text)
    return " ".join(dict.fromkeys(words)) if changed else ""


def stand_ins(term: Term, frequency: Frequency) -> tuple[str, ...]:
    """Return the near words to search for: those of a word that stands nowhere itself."""
    printed = tuple(word for word, _ in term.printed)
    if any(frequency(word) for word in (term.text, *term.parts)) and not term.said:
        return printed
    return (*printed, *(near for near, _ in term.near))
