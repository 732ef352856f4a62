"""Names a question says that cutting into words has lost: `별하군` read as 별 and particles; a row is so called."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.question import Asked
from assistant.terms import Term
from index.tokens import Morpheme, morphemes

_WORD = re.compile(r"(?<![가-힣A-Za-z\d])[가-힣]{3,}")
_PARTICLE = re.compile(
    r"(?:에서(?:는|도)?|에게(?:는)?|으로(?:는|도)?|까지|부터|이랑|하고|처럼|보다|에는|에도|은|는|이|가|을|를|의|에|도|로|과|와|만|랑)$"
)
COVERED = 0.7
"""From this share of its letters on a word is read as nouns and not lost."""
_NOUNS = frozenset({"NNG", "NNP", "NNB", "NR", "SN", "XSN", "XPN", "XR", "W_SERIAL"})


def with_lost_names(asked: Asked, is_row_name: Callable[[str], bool]) -> Asked:
    """Return the question with the names of rows that its terms leave out; what stood for bits of them goes."""
    read = morphemes(asked.standalone)
    found: dict[tuple[int, int], Term] = {}
    for match in _WORD.finditer(asked.standalone):
        within = [m for m in read if match.start() <= m.start < match.end()]
        if not _is_odd(within):
            continue
        for name in dict.fromkeys((match.group(), _PARTICLE.sub("", match.group()))):
            end = match.start() + len(name)
            if len(name) > 2 and not _is_read(within, match.start(), end) and is_row_name(name):
                found[match.start(), end] = Term(name, (name,), start=match.start())
                break
    if not found:
        return asked
    kept = [t for t in asked.terms if not any(a <= t.start and t.start + len(t.text) <= b for a, b in found)]
    terms = sorted((*kept, *found.values()), key=lambda term: term.start)
    return replace(asked, terms=tuple(terms))


def _is_odd(within: Sequence[Morpheme]) -> bool:
    """Tell a reading that no word has: nouns with endings or spoken particles behind them; no verbs and adverbs."""
    nouns = [m for m in within if m.tag in _NOUNS]
    rest = [m for m in within if m.tag not in _NOUNS]
    if not nouns or within[-1].tag in ("ETM", "ETN", "EF"):
        return False
    return not all(m.tag.startswith("J") and _PARTICLE.fullmatch(m.form) for m in rest)


def _is_read(within: Sequence[Morpheme], start: int, end: int) -> bool:
    """Tell whether nouns cover most of a stretch."""
    letters = {i for m in within if m.tag in _NOUNS for i in range(m.start, m.end)}
    return len(letters.intersection(range(start, end))) >= COVERED * (end - start)
