"""The words that name a sentence's number, made fit to be said: without what stood behind the number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.amounts import find_amounts
from index.tokens import morphemes

_BEHIND = re.compile(
    r"(?:을|를|은|는|이|가|의|에|로|으로|와|과|도|중|씩|에서|까지|부터|만큼|이며|이고|인|임|정도|수준"
    r"|(?:미만|이상|이하|이내|초과|내외|규모)\S*|(?:이다|였다|이었다|입니다|이었습니다|였습니다|다)\.?)"
)
"""A word of its own that can only have stood behind the number the label was cut at."""
_OBJECT = re.compile(r"을|를|이|가|은|는")
_JOINS = re.compile(r"[가-힣](?:하며|하고|하여|되며|되고|으며|우며|시키며|시키고)$")
_TAIL = frozenset({"JKS", "JKO", "JKB", "JKG", "JX", "JC", "JKC", "JKQ", "EC", "EF", "ETM", "EP", "VCP", "VX", "SP"})
_HALF = frozenset({"약", "총", "연", "각", "매", "외", "최대", "최소", "등"})
"""Words that belong to the number that followed."""
_VERBAL = frozenset({"VV", "VA", "XSV", "XSA"})


def tidy(label: str) -> str:
    """Return the label up to the place where its number stood, ending in a noun; empty when nothing is left.

    `총예산을 으로 적었다` is 총예산, `남은 기간이 미만일 경우에는` is 남은 기간; a label that ends in a noun stays.
    """
    words = _own_clause(label.split())
    for position, word in enumerate(words):
        if position and _BEHIND.fullmatch(word):
            words = words[:position]
            break
    if len(words) > 1 and words[0] != "중" and _BEHIND.fullmatch(words[0]):
        words = words[1:]
    while words and words[-1] in _HALF:
        words = words[:-1]
    while words:
        ending = _ending(words[-1])
        if ending == words[-1]:
            return " ".join(words)
        words = [*words[:-1], ending] if ending else words[:-1]
    return ""


def _own_clause(words: list[str]) -> list[str]:
    """Return a label's words without the clauses of numbers before (`가게 를 도우며 쌓인 돈 을 …` is of 쌓인 돈)."""
    stood = [position for position, word in enumerate(words) if position and _OBJECT.fullmatch(word)]
    joints = [i for i in range(stood[0], stood[-1]) if _JOINS.search(words[i])] if len(stood) > 1 else []
    return words[joints[-1] + 1 :] if joints else words


def _ending(word: str) -> str:
    """Return a word without particles; an empty string for a verb form."""
    parts = list(morphemes(word))
    if parts and parts[-1].tag in ("ETM", "EC", "EF") and any(p.tag in _VERBAL for p in parts):
        return ""
    while parts and parts[-1].tag in _TAIL:
        parts.pop()
    if parts and parts[-1].tag in _VERBAL:
        return ""
    return word[: parts[-1].end] if parts else ""


def heading_name(heading_path: Sequence[str], title: str = "") -> str:
    """Return the nearest heading as the name of a place, the amounts it states left out; the title where there is none.

    `② 이용료 지원: 101백만원` is `② 이용료 지원`, `인력 - 정원 88명 / 현원 89명` is `인력`.
    """
    if not heading_path:
        return title
    heading = heading_path[-1]
    counted = [amount for amount in find_amounts(heading) if amount.unit]
    if not counted:
        return heading
    first, last = counted[0].span
    apart = _APART.search(heading[:first])
    name = heading[: apart.start()] if apart else f"{heading[:first].rstrip()} {heading[last:].lstrip()}"
    return name.strip() or heading


_APART = re.compile(r"\s*(?:[:：|]|\s[-–]\s|\((?=[^()]*$))[^:：|]*$")
"""What parts a heading's name from the amount it states."""
