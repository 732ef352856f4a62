"""Small words that tell a figure from its neighbour (`하반기`, `2차년도`, `여성`, `국비`): what is stated says them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.find import Option
from assistant.match import folded
from assistant.question import Asked

_QUALIFIER = re.compile(
    r"(?<!\d)\d{1,2}\s?(?:차년도|차시|단계|학년(?!도)|분기|급(?![식여수])|학기)|상반기|하반기|여성|여자|남성|남자"
    r"|국비|도비|시비|구비|민자|특교|본청"
)
FURTHER = 0.35
"""How far behind the best a figure may be that says the word itself."""


def qualifiers(asked: Asked) -> tuple[str, ...]:
    """Return the words of a question that tell figures of one thing apart, but for its periods."""
    taken = [period.span for period in asked.periods]
    found = (m for m in _QUALIFIER.finditer(asked.standalone) if not any(a <= m.start() < b for a, b in taken))
    return tuple(dict.fromkeys(folded(match.group()) for match in found))


def qualified(asked: Asked, found: Sequence[Option]) -> list[Option]:
    """Return the figures whose own labels say the words that tell figures apart, where one not far behind does."""
    options = list(found)
    for word in qualifiers(asked):
        kept = [option for option in options if _stands(word, _labels(option))]
        if not kept or kept[0].score < options[0].score - FURTHER:
            continue
        beside = _source(kept[0]) == _source(options[0])
        if beside or not _stands(word, _place(options[0])):
            options = kept
    return options


def lacks_qualifier(asked: Asked, option: Option) -> bool:
    """Tell a figure of which neither labels, sentence nor headings say a word that tells figures apart."""
    said = _place(option)
    return any(not _stands(word, said) for word in qualifiers(asked))


def _source(option: Option) -> str:
    """Return what tells the table or the sentence a figure stands in."""
    return option.figure.table_id or option.candidate.unit.id


def _place(option: Option) -> str:
    figure, unit = option.figure, option.candidate.unit
    place = [_labels(option), figure.caption, figure.context, *figure.heading_path, option.candidate.document.title]
    if figure.kind == "prose":
        place += [unit.text, *unit.parents]
    return folded(" ".join(place))


def _labels(option: Option) -> str:
    figure = option.figure
    return folded(" ".join((*figure.row_path, *figure.column_path, figure.label)))


def _stands(word: str, text: str) -> bool:
    return re.search(rf"(?<!\d){re.escape(word)}", text) is not None
