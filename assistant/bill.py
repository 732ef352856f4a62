"""What a bill's summary says of an article (`9명에서 11명 이내로 늘림(안 제8조)`) beside the text of that article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.alike import same_value
from assistant.find import Option
from assistant.question import Asked

_SUMMARY = re.compile(r"\(\s*안\s*제\s*(\d+조(?:의\d+)?)[^()]*\)")
_ARTICLE = re.compile(r"^\W*제\s*(\d+조(?:의\d+)?)\s*[(（]")
_NEW_TEXT = re.compile(r"개\s?정\s?안|제\s?정\s?안")
_CURRENT = re.compile(r"현행|현재|지금|개정\s?전|기존")
_LIMIT = re.compile(r"\s*(이내|이하|이상|미만|초과)")


@dataclass(frozen=True, slots=True)
class _Reading:
    """Where an amount stands: in a bill's summary or in an article's new text, of which article, within what limit."""

    stands: Literal["summary", "article"]
    document: str
    article: str
    limit: str
    unit: str | None


def otherwise(asked: Asked, best: Option, found: Sequence[Option]) -> Option | None:
    """Return the amount with the same limit that the other of summary and article states, or None where they agree."""
    own = _read(best)
    if own is None or _CURRENT.search(asked.standalone):
        return None
    others = [option for option in found if _is_beside(own, _read(option))]
    if not others or any(same_value(option.figure, best.figure) for option in others):
        return None
    return others[0]


def _is_beside(own: _Reading, other: _Reading | None) -> bool:
    if other is None or other.stands == own.stands:
        return False
    shared = (own.document, own.article, own.limit, own.unit)
    return (other.document, other.article, other.limit, other.unit) == shared


def _read(option: Option) -> _Reading | None:
    figure, unit = option.figure, option.candidate.unit
    limit = re.search(rf"(?<!\d){re.escape(figure.text)}{_LIMIT.pattern}", unit.text)
    if limit is None:
        return None
    summary, article = _SUMMARY.search(unit.text), _ARTICLE.match(unit.text)
    if figure.table_id is None and summary is not None:
        return _Reading("summary", unit.document_id, summary[1], limit[1], figure.unit)
    if article is not None and any(_NEW_TEXT.search(header) for header in figure.column_path):
        return _Reading("article", unit.document_id, article[1], limit[1], figure.unit)
    return None
