"""Cells that hold several amounts (`초 160교 - 중 40교`): the words that stand before each of them."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.amounts import find_amounts
from corpus.figures import Figure
from corpus.text import search_text

_EDGE = re.compile(r"^[\s\-–·•▸:;,./()+*※]+|[\s\-–·•▸:;,./(+*※]+$")


def item_words(figure: Figure) -> str:
    """Return what a cell of several amounts calls this one (`중`, `본예산`), empty for a cell of one."""
    if figure.kind != "cell" or not figure.context or figure.context == figure.text:
        return ""
    order = figure.id.rpartition(".")[2]
    if not order.isdigit():
        return ""
    words = _items(figure.context)
    index = int(order)
    if len(words) < 2 or index >= len(words) or words[index][1] != str(figure.value.normalize()):
        return ""
    return words[index][0]


@lru_cache(maxsize=20_000)
def _items(context: str) -> tuple[tuple[str, str], ...]:
    """Return (words before the amount, its value) for each amount of a cell's text, in order."""
    text = search_text(context)
    found = []
    end = 0
    head = ""
    for amount in find_amounts(text):
        start, last = amount.span
        said, _, words = text[end:start].rpartition(":")
        head = _EDGE.sub("", said) if said else head  # `직무 연수: 초등 140명, 중등 140명`: what both are about
        words = _EDGE.sub("", words)
        own = words if re.search(r"[가-힣A-Za-z]", words) else ""
        found.append((f"{head} {own}".strip() if own else "", str(amount.value.normalize())))
        end = last
    return tuple(found)
