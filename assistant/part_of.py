"""Shares of a whole the question names: `A 가운데 B의 비율` divides by A, never by a part that B's own words name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.find import Option
from assistant.items import item_words
from assistant.lexicon import MEASURES
from assistant.match import folded
from assistant.question import Asked, asks_times
from assistant.subject import is_operation
from corpus.amounts import find_amounts
from corpus.text import search_text

_TOTAL = re.compile(r"총|전체|모두|합계|계$")
_AMONG = re.compile(r"(?<=[가-힣A-Za-z\d)])\s(?:중에서|중에|중|가운데서?)\s")
"""What stands before is the whole, what stands behind is the part."""


def is_of_the_part(asked: Asked, whole: Option) -> bool:
    """Tell a figure that cannot be the whole of the share asked for: its labels say what only the part is called."""
    figure = whole.figure
    return names_the_part(asked, (*figure.row_path, *figure.column_path, item_words(figure), figure.label))


def parts_a_whole(asked: Asked) -> bool:
    """Tell whether a share in a whole that the question names is asked for."""
    return asked.operation == "ratio" and not asks_times(asked) and _AMONG.search(asked.standalone) is not None


def is_no_whole(asked: Asked, base: Option, other: Option) -> bool:
    """Tell a base that is another amount than the whole the question states (`278교 중`), or one beside the part.

    A sentence that lists things one after another (`가 20건, 나 30건`) states no whole of theirs.
    """
    among = _AMONG.search(asked.standalone)
    if among is None or not parts_a_whole(asked):
        return False
    stated = [a for a in find_amounts(asked.standalone) if among.start() - a.span[1] in (0, 1) and a.unit]
    if any(a.unit == base.figure.unit and a.value != base.figure.value for a in stated):
        return True
    one, two = base.figure, other.figure
    if one.kind != "prose" or base.candidate.unit.id != other.candidate.unit.id or _TOTAL.search(one.label):
        return False
    text = search_text(one.context)
    places = sorted((text.find(search_text(figure.text)), search_text(figure.text)) for figure in (one, two))
    between = text[places[0][0] + len(places[0][1]) : places[1][0]]
    return "," in between and not re.search(r"[(（]|중|가운데", between)


def names_the_part(asked: Asked, labels: Sequence[str]) -> bool:
    """Tell whether labels say a word of the part (behind `가운데`) that the question does not say of the whole."""
    if not parts_a_whole(asked):
        return False
    said = folded(" ".join(labels))
    return any(word in said for word in part_words(asked))


def part_words(asked: Asked, *, shared: bool = False) -> list[str]:
    """Return the question's words for the part alone: those behind `가운데`, all of them where it parts no whole.

    `shared`: words that the question says of the whole as well.
    """
    among = _AMONG.search(asked.standalone)
    before = folded(asked.standalone[: among.start()]) if among is not None else ""
    own = [term for term in asked.terms if among is None or term.start >= among.end()]
    telling = [t for t in own if len(t.text) > 1 and t.text not in MEASURES and not is_operation(t.text)]
    return [term.text for term in telling if shared or not any(part in before for part in term.parts)]
