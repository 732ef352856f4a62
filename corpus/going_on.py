"""Whether a line goes on the paragraph above it, by its form and by how that ends."""

from __future__ import annotations

import re

from corpus.aligned import is_row
from corpus.document import Paragraph
from corpus.limits import MAX_LETTERS
from corpus.outline import Item, cuts_amount, ends_sentence, is_cut
from corpus.series import opens_block

MOST_INSIDE = 30
"""Letters before a bracket that closes one left open above."""
ACROSS = 3
"""How many lines further down a page cut may let a sentence go on."""
_ENTRY = re.compile(r"(\d{1,2})(월|) +[가-힣「『\"'“‘]")
_SERIAL = re.compile(r"(?:연번|순번|번호|월) +[가-힣]")
_FIGURES = re.compile(r"[가-힣)](?: (?:[△▲-]?\d{1,3}(?:,\d{3})*(?:\.\d+)?%?|-)){2,}$")
"""The end of a row of figures: two or more with nothing but a space between."""
_FIELD = re.compile(r"[가-힣\d][가-힣A-Za-z\d·\s]{1,18}\s?:\s\S")
"""A field of a form: `담당: 시설과`."""


def goes_on(last: Paragraph, above: str, number: int, line: str, found: Item | None) -> bool:
    """Tell whether a line goes on a paragraph that ends in the line `above`: the next without bullet, or after a cut.

    A cut sentence may begin again behind a dash that character recognition put there.
    """
    if last.location.lines is None or len(last.text) > MAX_LETTERS:
        return False
    gap = number - last.location.lines[1]
    if found is not None:
        words = found.glyph == "-" and re.match(r"[가-힣]{1,}(?![.)])", found.text) is not None
        return words and 1 < gap <= ACROSS and is_cut(last.text) and last.kind in ("article", "item", "paragraph")
    if _opens_anew(line, above, last):
        return False
    if gap == 1 or (1 < gap <= ACROSS and cuts_amount(last.text, line)):
        return True
    return 1 < gap <= ACROSS and not ends_sentence(last.text) and re.match(r"[가-힣]", line.strip()) is not None


def closes_bracket(last: Paragraph, number: int, line: str) -> bool:
    """Tell a line right below a paragraph that closes its bracket: `… (운행 개시 2026. 4.` over `6.)`."""
    if last.location.lines is None or last.location.lines[1] != number - 1 or len(last.text) > MAX_LETTERS:
        return False
    opened = last.text.rfind("(") > last.text.rfind(")")
    close, again = line.find(")"), line.find("(")
    return opened and 0 <= close <= MOST_INSIDE and not 0 <= again < close


def _opens_anew(line: str, above: str, last: Paragraph) -> bool:
    """Tell a line that begins a block of items (`[지표 2] …`), a field below another, a row of figures."""
    field = last.kind == "paragraph" and _FIELD.match(line) and _FIELD.match(last.text) and ends_sentence(above)
    return opens_block(line) or bool(field) or is_row(line) or is_row(above) or _is_next(line, above)


def _is_next(line: str, above: str) -> bool:
    """Tell a row of a table left as text: the next number or a later month, or figures below figures."""
    entries = [_ENTRY.match(text.strip()) for text in (above, line)]
    if all(entries):
        first, second = (entry.groups() for entry in entries if entry)
        step = int(second[0]) - int(first[0])
        return step == 1 or (first[1] == second[1] == "월" and step > 0)
    if entries[1] and (entries[1][1] == "1" or entries[1][2]) and _SERIAL.match(above.strip()):
        return True
    return all(_FIGURES.search(text.strip()) for text in (above, line))
