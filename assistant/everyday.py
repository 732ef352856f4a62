"""Everyday words of a question and the administrative words that documents print for them.

`words/everyday.txt` holds one entry a line: what a person says, `=`, what documents print, parted by `|`, the commonest
first. Entries name no programme and no document.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.lexicon import STOP
from index.tokens import Morpheme, morphemes

_CONTENT = frozenset(
    {"NNG", "NNP", "NNB", "NR", "SL", "SN", "SH", "XR", "XPN", "XSN", "MM", "MAG", "VV", "VA", "W_SERIAL"}
)
GAP = 1
"""Content words that may stand between two words of an entry, on average."""
SHARE = 0.75
"""Share of an entry's weight that must be said for it to be meant; the rarer a word among the entries, the heavier."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said, as content morphemes with their weights, and what is printed for it."""

    words: tuple[str, ...]
    weights: tuple[float, ...]
    printed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """An everyday word or phrase found in a question."""

    starts: tuple[int, ...]
    """Where its words begin in the text."""
    form: str
    """Its words, squashed."""
    printed: tuple[str, ...]
    """What documents print for it, the commonest first; squashed, lower case."""
    share: float
    """0..1: how much of the entry was said."""
    is_adverb: bool
    """It is an adverb alone, which is no term of a question otherwise."""


@cache
def _entries() -> dict[str, tuple[Entry, ...]]:
    """Return word -> the entries it belongs to."""
    read: dict[tuple[str, ...], tuple[str, ...]] = {}
    for line in files("assistant").joinpath("words/everyday.txt").read_text(encoding="utf-8").splitlines():
        said, _, printed = line.partition(" = ")
        words = _words(said)
        targets = tuple("".join(word.split()).lower() for word in printed.split("|"))
        if not words or not printed or "".join(words) == targets[0] or all(word in STOP for word in words):
            continue
        read[words] = tuple(dict.fromkeys((*read.get(words, ()), *targets)))
    seen = Counter(word for words in read for word in set(words))
    found: dict[str, list[Entry]] = {}
    for words, targets in read.items():
        entry = Entry(words, tuple(math.log(len(read) / seen[word]) for word in words), targets)
        for word in dict.fromkeys(words):
            found.setdefault(word, []).append(entry)
    return {word: tuple(entries) for word, entries in found.items()}


def _words(said: str) -> tuple[str, ...]:
    """Return the content morphemes of an entry, or () where they don't hold what it says (`날마다` is not `날`)."""
    content = _content(morphemes(said))
    words = tuple(m.form.lower() for m in content)
    if not any(m.tag in ("VV", "VA") for m in content) and "".join(words) != "".join(said.split()).lower():
        return ()
    return words if len(said.split()) <= len(words) and len("".join(words)) > 1 else ()


def _content(found: Sequence[Morpheme]) -> list[Morpheme]:
    return [morpheme for morpheme in found if morpheme.tag in _CONTENT]


def sayings(text: str) -> tuple[Saying, ...]:
    """Return the everyday words and phrases of a text; an entry inside a longer one is found as well."""
    words = _content(morphemes(text))
    forms = {word.form.lower() for word in words}
    met = {entry.words: entry for form in forms for entry in _entries().get(form, ()) if _may_be_said(entry, forms)}
    found = [saying for entry in met.values() if (saying := _said(entry, words)) is not None]
    return tuple(sorted(found, key=lambda saying: (saying.starts, saying.form)))


def _may_be_said(entry: Entry, forms: set[str]) -> bool:
    """Tell whether enough of an entry stands anywhere among the words; cheap, before their places are looked at."""
    said = sum(weight for word, weight in zip(entry.words, entry.weights, strict=True) if word in forms)
    return said >= SHARE * sum(entry.weights)


def _said(entry: Entry, words: Sequence[Morpheme]) -> Saying | None:
    """Return an entry as said in a text: most of its words, near one another; None where it is not."""
    if len(entry.words) == 1:
        word = next(word for word in words if word.form.lower() == entry.words[0])
        return Saying((word.start,), entry.words[0], entry.printed, 1.0, word.tag == "MAG")
    reach = round(len(entry.words) * (1 + GAP))
    best: tuple[float, tuple[int, ...]] = (0.0, ())
    total = sum(entry.weights)
    for first in range(len(words)):
        window = words[first : first + reach]
        places = [next((m.start for m in window if m.form.lower() == word), None) for word in entry.words]
        share = sum(w for w, place in zip(entry.weights, places, strict=True) if place is not None) / total
        if share > best[0]:
            best = (share, tuple(sorted({place for place in places if place is not None})))
    if best[0] < SHARE or len(best[1]) < 2:
        return None
    return Saying(best[1], "".join(entry.words), entry.printed, best[0], is_adverb=False)
