"""How likely the best figure found is the one asked for: whether it may be stated, offered, or not even shown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.find import Option, weighted_terms
from assistant.lexicon import MEASURES, SYNONYMS
from assistant.library import Library
from assistant.match import Weighted
from assistant.qualifiers import lacks_qualifier
from assistant.question import Asked
from assistant.terms import Term
from index.tokens import morphemes

SAID, FIRM = 0.62, 1.0
"""Below both this share of the question's words and this score a figure is offered, never stated."""
LONGEST_LEAD = 0.4
"""The lead over the next amount that tells; a longer one tells no more."""
LIKENESS, UNIT, PERIOD, LEAD, FOUND, LACKED = 3.3, 0.6, 0.9, 3.6, 0.3, 4.0
"""What tells that the figure asked for is among the first three: a logistic fit over checked questions, rounded.

Likeness of meaning, unit and period that fit (each 0..1), the lead over the next amount, the count of the question's
words found, and against it the share of its words LACKED here although the documents print them.
"""
WORTH_SHOWING = 2.4
"""From this sum on the figure asked for is among the first three more often than not."""
SAFE_TO_ASK = 1.5
"""From this sum on a figure that scores well but not surely is offered; below it the question is refused."""


def likelihood(asked: Asked, best: Option, lead: float, library: Library) -> float:
    """Return what speaks for the best figure in one number, about 0 to 6; `lead` is that over the next amount."""
    likeness = LIKENESS * best.candidate.similarity + UNIT * best.unit_fit + PERIOD * best.period_fit
    lacked = lacked_share(weighted_terms(asked, library), best, library)
    return likeness + LEAD * min(LONGEST_LEAD, lead) + FOUND * sum(best.finds) - LACKED * lacked


def lacked_share(terms: Sequence[Weighted], option: Option, library: Library) -> float:
    """Return 0..1: the share of a question that the documents print elsewhere and the figure's place does not say.

    A word they never print, or print otherwise, tells nothing: readers paraphrase.
    """
    total = sum(w.weight for w in terms)
    pairs = zip(terms, option.finds, strict=True)
    lacked = sum(w.weight * (1 - find) for w, find in pairs if not w.term.printed and is_printed(w.term, library))
    return lacked / total if total else 0.0


def lacks_focus(asked: Asked, best: Option, library: Library) -> bool:
    """Tell a question whose last noun (what is asked of the subject) stands nowhere in the documents."""
    verbs = {m.start for m in morphemes(asked.standalone) if m.tag in ("VV", "VA")}
    words = [term for term in asked.terms if term.text not in MEASURES and term.start not in verbs]
    if not words:
        return False
    focus = words[-1] if asked.language == "ko" else _english_focus(asked, words)
    stand_ins = (*focus.alternatives, *(word for word, _ in focus.printed))
    if asked.language == "en":
        stand_ins = (*stand_ins, *(other for word in (focus.text, *stand_ins) for other in SYNONYMS.get(word, ())))
    known = is_printed(focus, library) or any(library.frequency(word) for word in stand_ins)
    return not known and best.candidate.similarity < 0.85


def _english_focus(asked: Asked, words: Sequence[Term]) -> Term:
    """Return what an English question asks of its subject: the noun behind `what is the`, else its last one."""
    head = _WHAT_IS.match(asked.standalone)
    behind = [term for term in words if term.said and head is not None and term.start >= head.end()]
    return min(behind, key=lambda term: term.start, default=words[-1])


_WHAT_IS = re.compile(r"\W*what\s+(?:is|was|are|were|will be)\s+the\s+", re.I)


def says_too_little(asked: Asked, best: Option) -> bool:
    """Tell a figure whose place says too little of the question for likeness of meaning to make up for it."""
    return (best.coverage < SAID and best.score < FIRM) or lacks_qualifier(asked, best)


def is_printed(term: Term, library: Library) -> bool:
    return any(library.frequency(word) for word in (term.text, *term.parts))
