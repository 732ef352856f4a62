"""Text -> Korean search tokens, the same for documents and questions. The door to Kiwi."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from functools import cache, lru_cache

from kiwipiepy import Kiwi  # type: ignore[import-untyped]

from corpus.text import search_text

_CONTENT = frozenset(
    {"NNG", "NNP", "NNB", "NR", "SL", "SH", "SN", "XR", "XSN", "XPN", "MM", "VV", "VA", "W_SERIAL", "W_URL", "W_EMAIL"}
)
_NOUNS = frozenset({"NNG", "NNP", "XR", "XSN", "XPN", "SL", "SN", "NR"})
_LETTERSPACED = re.compile(r"(?<![가-힣])(?:[가-힣] ){1,11}[가-힣](?![가-힣])")
_NUMBER_COMMA = re.compile(r"(?<=\d),(?=\d{3})")
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Morpheme:
    """One morpheme with its tag (Sejong tag set as Kiwi writes it) and its place in the text."""

    form: str
    tag: str
    start: int
    end: int


def _kiwi() -> Kiwi:
    with _lock:  # `cache` alone would load it once for each of two first callers
        return _load()


@cache
def _load() -> Kiwi:
    """Return the analyser without its names of several words: `양자 컴퓨팅` must share a token with `양자`."""
    return Kiwi(load_multi_dict=False)


@lru_cache(maxsize=4_000)
def morphemes(text: str) -> tuple[Morpheme, ...]:
    """Return the morphemes of a text in order; irregular verb marks (`VV-I`) are folded."""
    return tuple(Morpheme(t.form, t.tag.split("-")[0], t.start, t.start + t.len) for t in _kiwi().tokenize(text))


def tokens(text: str) -> list[str]:
    """Return the search tokens of a text: content morphemes, and adjoining nouns also as one word.

    `세출예산` and `세출 예산` share the tokens 세출, 예산 and 세출예산; commas leave numbers (`1,780` is `1780`);
    letterspaced labels (`사 업 비`) are written together; letters are lower case.
    """
    prepared = _NUMBER_COMMA.sub("", search_text(text))
    prepared = _LETTERSPACED.sub(lambda match: match.group().replace(" ", ""), prepared)
    found: list[str] = []
    previous: Morpheme | None = None
    for morpheme in morphemes(prepared):
        if morpheme.tag not in _CONTENT:
            previous = None
            continue
        form = morpheme.form.lower()
        found.append(form)
        noun = morpheme.tag in _NOUNS
        if previous is not None and noun and morpheme.start - previous.end <= 1:
            found.append(f"{previous.form.lower()}{form}")
        previous = morpheme if noun else None
    return found
