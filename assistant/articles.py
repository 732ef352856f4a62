"""Articles of laws and bylaws: `제8조(이용 제한) … 다음 각 호의 … 경우`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.match import Weighted, folded
from assistant.wanted import Wanted
from corpus.units import Unit

_TITLE = re.compile(r"^제\d+조(?:의\d+)?\s?\(([^()]{2,30})\)\s*\S")
_FORMAL = re.compile(r"(?:의|등|및|,)(?=\s|$)|\s(?:절차|기준|사항)$")
TELLING = 4.0
"""From this weight on a word of the question must stand at the article."""
_CASES = re.compile(r"다음\s*각\s*(?:호|목)[^.]*(?:경우|때|해당하)")


def title_of_article(text: str) -> str:
    """Return the title of the article a text opens; empty where it opens none."""
    found = _TITLE.match(text)
    return found.group(1) if found else ""


def article_fit(want: Wanted, terms: Sequence[Weighted], unit: Unit, finds: Sequence[float]) -> float:
    """Return 1 for the opening of an article whose title the question says in full, all telling words found, else 0."""
    title = _FORMAL.sub(" ", title_of_article(unit.text))
    words = [folded(word) for word in title.split() if folded(word)]
    if not words:
        return 0.0
    asks = want.head.text if want.head is not None else ""
    for weighted, find in zip(terms, finds, strict=True):
        if weighted.weight >= TELLING and not find and weighted.term.text != asks:
            return 0.0
    said = folded(want.question)
    telling = {weighted.term.text for weighted in terms}
    return 1.0 if all(word in said for word in words) and any(t in word for t in telling for word in words) else 0.0


def lists_cases(text: str) -> bool:
    """Tell whether a text opens a list of the cases in which something holds (`다음 각 호의 … 경우`)."""
    return _CASES.search(text) is not None
