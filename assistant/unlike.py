"""Labels that say the opposite of a word they hold (`미수납액` for `수납액`): they are no name for it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.match import folded
from assistant.question import Asked

_NOT = re.compile(r"(?<![가-힣])(?:미|불|비|무)(?=[가-힣]{2})")


def without_opposites(labels: Iterable[str], asked: Asked | None) -> str:
    """Return labels as one text, without those that only deny a word the question asks for."""
    return " ".join(label for label in labels if asked is None or not _denies(label, asked))


def _denies(label: str, asked: Asked) -> bool:
    """Tell a label that begins with 미, 불, 비 or 무 before a word of the question that says it without."""
    found = _NOT.search(label)
    if found is None:
        return False
    rest = folded(label[found.end() :])
    question = folded(asked.wording)
    said = [text for term in asked.terms for text in (term.text, *term.parts) if len(text) > 1]
    return found.group() + rest[:2] not in question and any(rest.startswith(text) for text in said)
