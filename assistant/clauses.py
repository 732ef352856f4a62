"""What a sentence of several numbers says of each: the words of its clause, and the tag the sentence opens with."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from corpus.amounts import find_amounts
from corpus.figures import Figure
from corpus.text import search_text

_OPENS = r"(?:(?<=\d[가-힣%])|(?<=\d[가-힣]{2})|(?<=\d[가-힣]{3}))\((?=[가-힣A-Za-z][^()]*\d)"
"""A bracket right behind an amount that opens with words and holds another (`60명(초등 20명, 중등 40명)`)."""
_WITHIN = r"(?<=\d[가-힣])\s(?:중|가운데)\s"
_PART = re.compile(
    rf"\s*(?:[,;/→+]|·(?=\s)|\s[-:]\s|및\s|(?<=[가-힣])(?:와|과)\s|{_WITHIN}|{_OPENS})\s*(?![\d]{{3}}(?!\d))"
)
_TAG = re.compile(r"^[\s\-–·•▸:;,.*※◦○oㅇ]*[(\[〔【]\s*([^)\]〕】]{2,30})[)\]〕】]")
_WORD = re.compile(r"[가-힣A-Za-z]")


def tag_of(text: str) -> str:
    """Return the words in brackets a line opens with (`(도서관) …`): they name what all its numbers are about."""
    found = _TAG.match(search_text(text))
    return found.group(1) if found and _WORD.search(found.group(1)) else ""


def clause_words(figure: Figure) -> str:
    """Return the words of a sentence that are about this number and no other, empty where they can't be told.

    Of a clause with one number that is the clause; of one with several (`봄 5개 모임 8개 강좌`) what stands
    before the first and what stands between this number and the next.
    """
    if figure.kind != "prose" or not figure.context:
        return ""
    found = [words for text, words in _clauses(figure.context) if text == search_text(figure.text)]
    return found[0] if len(found) == 1 else ""


@lru_cache(maxsize=20_000)
def _clauses(context: str) -> tuple[tuple[str, str], ...]:
    """Return (the number as printed, its words) for each amount of a sentence, in order; () where it has but one."""
    text = search_text(context)
    amounts = find_amounts(text)
    if len(amounts) < 2:
        return ()
    cuts = [
        0,
        *(m.end() for m in _PART.finditer(text) if not any(a < m.start() < b for a, b in _spans(text))),
        len(text),
    ]
    told: list[tuple[str, str]] = []
    for start, end in pairwise(cuts):
        inside = [a for a in amounts if start <= a.span[0] < end]
        for index, one in enumerate(inside):
            if len(inside) == 1:
                words = f"{text[start : one.span[0]]} {text[one.span[1] : end]}"
            else:
                until = inside[index + 1].span[0] if index + 1 < len(inside) else end
                words = f"{text[start : inside[0].span[0]]} {text[one.span[1] : until]}"
            told.append((text[one.span[0] : one.span[1]], " ".join(words.split())))
    return tuple(told)


def _spans(text: str) -> list[tuple[int, int]]:
    return [amount.span for amount in find_amounts(text)]
