"""Names an English question says in Latin letters, by the words the documents print for them.

A name no dictionary knows is looked for by its sound (`Dibot` is 디벗, `new-SSEM` is 뉴쌤, `Gwanak District` is
관악구) unless they print it so themselves, and the name of a body word by word (`Lifelong Education Bureau`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise, product

from assistant import english
from assistant.english_words import KNOWN, STOP, WORDS
from assistant.question import Asked
from assistant.spelling import american
from assistant.terms import Term

LONGEST, LONGEST_BODY = 3, 5
"""Words of the longest name said by its sound, and of the longest of a body."""
FEWEST = 3
"""Letters of the shortest name looked for alone."""
READINGS = 2
"""Korean words of each English one that a body's name is put together from."""
_BODY = re.compile(r".*(?:국|과|팀|실|청|원|센터|본부|담당관|위원회|사업소|재단|공사|공단|의회)$")
_WORD = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]+")
_HANGUL = re.compile(r"[가-힣]+")
Sounding = Callable[[Sequence[str]], tuple[str, ...]]


def with_latin_names(asked: Asked, sounding: Sounding, frequency: Callable[[str], int]) -> Asked:
    """Return an English question with the names it says in Latin letters as the documents print them."""
    if asked.language == "ko":
        return asked
    text = asked.standalone
    taken = [*(period.span for period in asked.periods), *english.glossed(text)]
    words = [m for m in _WORD.finditer(text) if not any(a <= m.start() < b for a, b in taken)]
    named: list[tuple[int, int, Term]] = []
    position = 0
    while position < len(words):
        found = _name(text, words[position : position + LONGEST_BODY], sounding, frequency)
        if found is None:
            position += 1
            continue
        length, printed = found
        start, end = words[position].start(), words[position + length - 1].end()
        named.append(
            (start, end, Term(printed[0], printed[:1], printed[1:], said=text[start:end].lower(), start=start))
        )
        position += length
    if not named:
        return asked
    kept = [term for term in asked.terms if not any(start <= term.start < end for start, end, _ in named)]
    terms = sorted((*kept, *(term for _, _, term in named)), key=lambda term: term.start)
    return replace(asked, terms=tuple(terms))


def _name(
    text: str, words: Sequence[re.Match[str]], sounding: Sounding, frequency: Callable[[str], int]
) -> tuple[int, tuple[str, ...]] | None:
    """Return how many of these words are one name, and what the documents print for it; None where they are none."""
    body = _body(text, words, frequency)
    if body is not None:
        return body
    words = words[:LONGEST]
    joined = 1
    while joined < len(words) and text[words[joined - 1].end() : words[joined].start()] in (" ", "-"):
        joined += 1
    for length in range(joined, 0, -1):
        name = words[:length]
        if length == 1 and frequency(name[0].group().lower()):
            return None
        for parts in _said(text, name):
            printed = [word for word in sounding(parts) if not _HANGUL.fullmatch(parts[-1]) or word.endswith(parts[-1])]
            if printed:
                return length, tuple(sorted(printed, key=lambda word: -frequency(word)))
    return None


def _said(text: str, name: Sequence[re.Match[str]]) -> list[tuple[str, ...]]:
    """Return the ways to say a name: as it sounds, and with its last word in Korean (`Gwanak District`)."""
    spoken = [match.group() for match in name]
    lower = [word.lower() for word in spoken]
    if any(word in STOP for word in lower) or not any(_is_name(match, text) for match in name):
        return []
    hyphened = any(text[a.end() : b.start()] == "-" for a, b in pairwise(name))
    unknown = [not _is_known(word) for word in lower]
    ways = []
    if any(unknown[:1] if len(name) > 1 and not hyphened else unknown) or (
        len(name) > 1 and all(_is_name(match, text) for match in name)
    ):
        ways.append(tuple(lower))
    if len(name) > 1 and unknown[0] and not unknown[-1]:
        korean = (word for word in WORDS.get(american(lower[-1]), ()) if _HANGUL.fullmatch(word))
        ways += [(*lower[:-1], word) for word in korean]
    return [way for way in ways if len("".join(way)) >= FEWEST]


def _is_name(match: re.Match[str], text: str) -> bool:
    """Tell a word with a capital letter, or one no dictionary knows."""
    return any(letter.isupper() for letter in match.group()) or not _is_known(match.group().lower())


def _is_known(word: str) -> bool:
    return word in STOP or any(stem in KNOWN for stem in english.stems(american(word)))


def _body(
    text: str, words: Sequence[re.Match[str]], frequency: Callable[[str], int]
) -> tuple[int, tuple[str, ...]] | None:
    """Return how many words name a body (`Transport and Environment Bureau`), and its name word by word."""
    joined = 1
    while joined < len(words) and text[words[joined - 1].end() : words[joined].start()] == " ":
        joined += 1
    for length in range(joined, 1, -1):
        said = [match.group() for match in words[:length]]
        telling = [word for word in said if word not in ("and", "of")]
        if said[0] in ("and", "of") or said[-1] in ("and", "of") or not all(word[0].isupper() for word in telling):
            continue
        korean = [WORDS.get(american(word.lower()), ())[:READINGS] for word in telling]
        for name in ("".join(parts) for parts in product(*korean)):
            if len(telling) > 1 and _BODY.fullmatch(name) and frequency(name):
                return length, (name,)
    return None
