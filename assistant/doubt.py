"""What speaks against the place that is about to be stated: signs that another is meant, read off checked answers."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.alike import same_value
from assistant.fields import unit_fields
from assistant.find import Option, weighted_terms
from assistant.library import Library
from assistant.likely import is_printed
from assistant.match import folded
from assistant.places import Place, subject_terms
from assistant.question import Asked
from assistant.wanted import Wanted
from corpus.periods import find_periods
from corpus.units import Unit

SHORT_LEAD = 0.2
"""A figure no further ahead of the next amount is doubtful where another place is nearer in meaning."""
UNSAID, MISSING = 0.3, 0.3
"""Below which find a word counts as missing, and the share of missing words that makes a figure doubtful likewise."""
FEW, UNLIKE = 0.85, 0.67
"""A figure must be this near in meaning whose words found weigh less than this share of one that stands once only."""
MOST = 3
_DAY = len("2026-01-31")
AS_GOOD, NEARER, LITERAL = 0.25, 0.05, 0.67
"""A date is doubtful that says a smaller share of the question's words literally, where one as good is this nearer."""
PLAIN, TIE = 1.06, 0.01
"""Below this score a date is doubtful where one in another section scores within so much."""
LACKED, CLOSE = 0.2, 0.1
"""The share of the question missing from a place that makes it doubtful where another section scores within so much."""
SAID, MANY = 0.8, 8
"""A place that says so much itself is doubtful where more places than these are nearer in meaning."""


def is_doubtful(asked: Asked, best: Option, fitting: Sequence[Option], library: Library, *, lead: float) -> bool:
    """Tell a figure that its words and its meaning do not both bear out.

    Either another place is nearer to the question in meaning, and the words decide by little or lack many; or there
    are too few telling words to go by and the meaning is not near. `lead` is that over the next amount.
    """
    terms = weighted_terms(asked, library)
    if not terms or asked.context:
        return False  # what is carried on from an earlier turn is sure, though this turn says it with few words
    found = sum(w.weight * find for w, find in zip(terms, best.finds, strict=True))
    if found < FEW * math.log(library.unit_count + 1) and best.candidate.similarity < UNLIKE:
        return True
    others = (option for option in fitting if not same_value(option.figure, best.figure))
    if all(option.candidate.similarity <= best.candidate.similarity for option in others):
        return False
    lacks = sum(find < UNSAID for find in best.finds) > MISSING * len(terms)
    return lacks or (not asked.is_keyword and lead < SHORT_LEAD)


def nearest_first(best: Option, fitting: Sequence[Option]) -> list[Option]:
    """Return the best figure and the next ones of other amounts, MOST in all."""
    shown = [best]
    for option in fitting:
        if len(shown) < MOST and not any(same_value(option.figure, other.figure) for other in shown):
            shown.append(option)
    return shown


def is_doubtful_place(asked: Asked, want: Wanted, ranked: Sequence[Place], library: Library) -> bool:
    """Tell whether too little speaks for the first of some places, by what most often goes wrong.

    A date: hardly the question's own words and another place nearer in meaning, or a tie. Anything else: words that
    the documents print elsewhere are missing here and another section fits as well; or the words are there but many
    places are nearer in meaning, as where a word has two senses.
    """
    best = ranked[0]
    if want.kind == "definition":
        return False
    sections = (other.score for other in ranked if other.unit.heading_path != best.unit.heading_path)
    ahead = best.score - max(sections, default=0.0)
    if want.kind == "date":
        near = (other.candidate.similarity for other in ranked if other.score >= best.score - AS_GOOD)
        nearer = max(near, default=0.0) > best.candidate.similarity + NEARER
        return (nearer and literal(asked, best, library) < LITERAL) or (best.score < PLAIN and ahead < TIE)
    if _is_of_another_day(asked, best.unit):
        return True
    terms = subject_terms(asked, want, library)
    unsaid = (
        w.weight for w, find in zip(terms, best.finds, strict=True) if find < UNSAID and is_printed(w.term, library)
    )
    if sum(unsaid) > LACKED * sum(w.weight for w in terms) and ahead < CLOSE:
        return True
    nearer_ones = sum(other.candidate.similarity > best.candidate.similarity for other in ranked)
    return want.kind != "yesno" and best.says > SAID and nearer_ones > MANY


def _is_of_another_day(asked: Asked, unit: Unit) -> bool:
    """Tell a place that tells a day, or days, but not the one a question names."""
    wanted = [(period.start, period.end) for period in asked.periods if len(period.start) == len(period.end) == _DAY]
    told = [(period.start, period.end) for period in find_periods(f"{unit.text} {' '.join(unit.heading_path[-1:])}")]
    told = [(first, last) for first, last in told if len(first) == len(last) == _DAY]
    return bool(wanted and told) and not any(a <= last and first <= b for a, b in wanted for first, last in told)


def literal(asked: Asked, place: Place, library: Library) -> float:
    """Return 0..1: the share of the question's words that a place or what leads to it says literally."""
    texts = [field.text for field in unit_fields(place.unit, place.candidate.document, library)]

    def says(word: str) -> bool:
        return any(folded(word) in text for text in texts)

    words = (*asked.terms, *asked.context)
    shares = [1.0 if says(term.text) else sum(map(says, term.parts)) / len(term.parts) for term in words]
    return sum(shares) / len(shares) if shares else 1.0
