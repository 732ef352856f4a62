"""A sentence that dates several things one by one (`가 기금 2026., 나 기금 2028.`): the date of the one meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.events import last_date, states_date
from assistant.match import Weighted, folded, term_coverage
from assistant.match import field as field_of

_PARTS = re.compile(r"(?<=[.)월일\d지터정])[,;]\s+|\s/\s")
_CLOSING = re.compile(r"[.월일]*\s?(?:까지|부터|예정)?\s?\)?")
_SAID = 0.95
LEFT_OUT = "…"


def dated_name(text: str, terms: Sequence[Weighted]) -> str:
    """Return a sentence that dates several things with only the one a question names; `…` stands for the others.

    An empty string where a text does not date several things each on its own, or the question tells none apart.
    """
    names = dated_names(text)
    if not names:
        return ""

    def own_words(position: int) -> float:
        return sum(
            term.weight
            for term in terms
            if _says(term, names[position]) and not any(_says(term, n) for i, n in enumerate(names) if i != position)
        )

    told = [name for position, name in enumerate(names) if own_words(position) > 0]
    if len(told) != 1 or sum(name in told[0] for name in names) > 1:
        return ""
    for name in names:
        text = text if name == told[0] else text.replace(name, LEFT_OUT, 1)
    return text


def dated_names(text: str) -> list[str]:
    """Return the parts of a sentence that date one thing each, two or more; [] where it does not list them so."""
    if "\n" in text:
        return []
    names = [_named(part) for part in _PARTS.split(text) if states_date(part)]
    return names if len(names) > 1 and all(names) else []


def says_event(event: str, text: str) -> bool:
    """Tell whether a text says what is asked to happen, where a question says it."""
    return not event or folded(event.removesuffix("일") if len(event) > 2 else event) in folded(text)


def _says(term: Weighted, name: str) -> bool:
    return term_coverage(term, [field_of(name, 1.0)]) >= _SAID


def _named(part: str) -> str:
    """Return a part up to the end of its date, without what leads to its name; empty where it holds no name."""
    end = last_date(part)
    closing = _CLOSING.match(part, end)
    name = part[: closing.end() if closing else end]
    if name.count("(") > name.count(")"):
        opened = name.rfind("(")
        bare = not re.search(r"[가-힣A-Za-z]{2,}", name[opened:])
        name = f"{name})" if bare else name[opened + 1 :]
    elif name.count(")") > name.count("(") and name.endswith(")"):
        name = name[:-1]
    name = re.sub(r"^[^():：]{2,14}\s[:：]\s", "", name).strip()
    return name if re.match(r"[^\d]*[가-힣A-Za-z]{2,}", name) else ""
