"""Is a number said of the cell it stands in? A right number under another row's or another year's name is false."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Citation
from corpus.periods import years_of
from corpus.text import search_text, squash

_SHORT = 2
"""Labels up to this many letters (`중`, `고`) are looked for as words of their own."""
_WORD_END = r"(?=$|[^\w.,]|[.,](?!\d)|[년은는이가을를의도와과에])"


def misattribution(sentence: str, marks: Sequence[int], citations: Sequence[Citation]) -> str | None:
    """Return the label under which a sentence wrongly states a marked cell's number, or None when it may stand.

    A sentence is at fault when it names a year but not the one year of a marked cell, or when it names what sets
    another cited cell, not marked in it, apart from a marked one (its row or column) and nothing that sets the marked
    one apart. Cells only: what a sentence of prose is about, its labels don't tell.
    """
    said = search_text(sentence)
    marked = [citation for citation in citations if citation.number in marks and _labels(citation)]
    others = [citation for citation in citations if citation.number not in marks and _labels(citation)]
    return next((fault for cell in marked if (fault := _of_cell(said, cell, others)) is not None), None)


def _of_cell(said: str, cell: Citation, others: Sequence[Citation]) -> str | None:
    years, named = set(years_of(" ".join(_labels(cell)))), set(years_of(said))
    if len(years) == 1 and named and not named & years:
        return f"{min(named)}년"
    for other in others:
        for path, rival in ((cell.row_path, other.row_path), (cell.column_path, other.column_path)):
            foreign = next((label for label in rival if label not in path and _names(said, label)), None)
            own = [label for label in path if label not in rival]
            if foreign is not None and own and not any(_names(said, label) for label in own):
                return foreign
    return None


def _labels(citation: Citation) -> tuple[str, ...]:
    return (*citation.row_path, *citation.column_path)


def _names(said: str, label: str) -> bool:
    """Tell whether a sentence holds a label, spaces ignored; a short one or a number only as a word of its own."""
    wanted = squash(search_text(label))
    if not wanted:
        return False
    if len(wanted) <= _SHORT or wanted.isdigit():
        return re.search(rf"(?<![\w.,]){re.escape(wanted)}{_WORD_END}", said) is not None
    return wanted in squash(said)
