"""One statement made twice: nearly the same sentence in two places with one number or date that differs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus.document import Document, Location
from corpus.findings import Finding, Place
from corpus.text import search_text

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LETTERS = re.compile(r"[가-힣A-Za-z]")
_ENOUGH_LETTERS = 24
_FEW_LETTERS = 12
"""Enough where three other numbers agree."""
_LIKE = 0.92


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    location: Location
    skeleton: str
    numbers: tuple[str, ...]


def repeats(document: Document) -> Iterator[Finding]:
    """Yield pairs of nearly equal sentences of a document that differ in one number and share at least one other.

    A sentence with a single number is left alone: plans and results of two years often share their words.
    """
    sentences = [
        sentence for paragraph in document.paragraphs if (sentence := _sentence(paragraph.text, paragraph.location))
    ]
    for first, second in _pairs(sentences):
        differ = [(a, b) for a, b in zip(first.numbers, second.numbers, strict=True) if a != b]
        if len(differ) != 1 or len(first.numbers) < 2:
            continue
        if len(first.numbers) < 4 and min(_letters(first), _letters(second)) < _ENOUGH_LETTERS:
            continue
        if first.skeleton != second.skeleton and _ratio(first.skeleton, second.skeleton) < _LIKE:
            continue
        yield _finding(first, second, differ[0])


def _sentence(text: str, location: Location) -> _Sentence | None:
    body = search_text(text)
    numbers = tuple(_NUMBER.findall(body))
    skeleton = re.sub(r"[^가-힣A-Za-z#]", "", _NUMBER.sub("#", body))
    if not numbers or len(_LETTERS.findall(skeleton)) < _FEW_LETTERS:
        return None
    return _Sentence(text, location, skeleton, numbers)


def _letters(sentence: _Sentence) -> int:
    return len(_LETTERS.findall(sentence.skeleton))


def _pairs(sentences: list[_Sentence]) -> Iterator[tuple[_Sentence, _Sentence]]:
    """Yield pairs with as many numbers and a common beginning or end, each once."""
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    for index, sentence in enumerate(sentences):
        for part in {sentence.skeleton[:10], sentence.skeleton[-10:]}:
            groups[part, len(sentence.numbers)].append(index)
    seen: set[tuple[int, int]] = set()
    for members in groups.values():
        for place, a in enumerate(members):
            for b in members[place + 1 :]:
                if (a, b) not in seen:
                    seen.add((a, b))
                    yield sentences[a], sentences[b]


def _ratio(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _finding(first: _Sentence, second: _Sentence, differ: tuple[str, str]) -> Finding:
    label = first.text[:40].strip()
    message = f"{label}…: 거의 같은 문장이 두 곳에서 한 값만 다름 ({differ[0]} / {differ[1]})"
    places = (
        Place(first.location, first.text[:60].strip(), differ[0]),
        Place(second.location, second.text[:60].strip(), differ[1]),
    )
    return Finding("repeated", "error", message, places, differ[0], differ[1])
