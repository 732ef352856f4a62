"""Lines of a flattened text layer: what each is, and how a line broken by the page width is joined again.

Such a text has one printed line a line, a blank line between lines, none between the lines of one cell or text box,
and three where the page turns. Nothing else of the layout is left.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.page_count import page_numbers
from corpus.page_marks import PAGE_NUMBER, running_lines

PAGE_GAP = 3
"""Blank lines that stand for a page break."""

SET_IN = 3
"""Spaces at which a line without bullet is set in under the item above, not wrapped from it."""

_PRIVATE = re.compile("[\ue000-\uf8ff]")
_SECTION = re.compile("^[\ue000-\uf8ff□■❏◈](?![^\\s])\\s*\\S")
_LOST_BULLET = re.compile("^ {1,4}[\ue000-\uf8ff]\\s")
_BULLETS: tuple[tuple[str, int], ...] = (
    ("◦∘○●◯ㅇ❍◎", 2),
    ("þ☑✓✔", 3),
    ("-–−‐―", 3),
    ("･․·∙•ㆍ‧▪→➜⇒", 4),
)
_NUMBERED: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"^\d{1,2}\.(?=\s+\D)"), 0),
    (re.compile(r"^\(\d{1,2}\)(?=\s)"), 1),
    (re.compile(r"^[①-⑳](?=\s|\S)"), 3),
)
_NOTE = re.compile(r"^(※|\*{1,4}(?=\s*\S))\s*")
_WINGDINGS = re.compile(r"^([mlnquv])\s(?=[\d가-힣])")
_UNIT_LINE = re.compile(r"^[(〔\[<]?\s*단위\s*[:：]")
_BRACKET_TITLE = re.compile(r"^[\[【〔<]\s*[^\]】〕>]{1,30}[\]】〕>]\s*$")
_BOX_OPENING = re.compile(r"^(?:[\[【〔][^\]】〕]{1,12}[\]】〕]|구\s*분\s)")
_AUTHOR = re.compile(r"^작성자\S")
_WORD_END = re.compile(r"(?:[가-힣](?:된|한|는|을|를|하여|되어|에서|으로|에게|까지)|비해|[가-힣]{3}의)$")
"""Endings after which a new word begins, for a line broken without a space."""
_LOOSE_WORDS = frozenset(
    ("및", "등", "또는", "그리고", "위한", "위해", "대한", "통한", "통해", "따른", "의한", "관한", "따라", "관련")
)


@dataclass(frozen=True, slots=True)
class FlatLine:
    """A printed line: its number from 1, the raw text with its trailing spaces, blank lines before it."""

    number: int
    raw: str
    gap: int

    @property
    def text(self) -> str:
        """The line without surrounding spaces and without private use characters (lost glyphs)."""
        return clean(self.raw)

    @property
    def indent(self) -> int:
        """Number of spaces before the first character."""
        return len(self.raw) - len(self.raw.lstrip())

    @property
    def turns_page(self) -> bool:
        """True when a page break stands before this line."""
        return self.gap >= PAGE_GAP

    @property
    def is_section(self) -> bool:
        """True for a heading marked with a private use glyph or a square at the very start of the line."""
        return bool(_SECTION.match(self.raw))

    @property
    def is_note(self) -> bool:
        """True for a remark (`※`) or a footnote (`*`)."""
        return bool(_NOTE.match(self.text))

    @property
    def is_unit(self) -> bool:
        """True for a line such as `(단위: 천원, %)`."""
        return bool(_UNIT_LINE.match(self.text))

    @property
    def opens_box(self) -> bool:
        """True for a line that begins with a short bracketed word or names the columns of a table."""
        return self.indent < SET_IN and bool(_BOX_OPENING.match(self.text))

    @property
    def is_author(self) -> bool:
        """True for the line that names who wrote the page."""
        return bool(_AUTHOR.match(re.sub(r"\s", "", self.text)))

    @property
    def is_title(self) -> bool:
        """True for a bracketed caption that fills its line: `【 추진 일정 】`."""
        return bool(_BRACKET_TITLE.match(self.text))


def clean(text: str) -> str:
    """Return the text without private use characters and with the spaces they leave behind closed up."""
    if _PRIVATE.search(text):
        text = re.sub(r" {2,}", " ", _PRIVATE.sub("", text))
    return text.strip()


def flat_lines(lines: Sequence[str]) -> tuple[FlatLine, ...]:
    """Return the lines that hold text, each with its number and the count of blank lines before it.

    A line of one or two marks without a letter or digit (a stray backslash), a page number (`- 12 -`, or bare ones that
    count the pages) and a line that heads or foots pages count as blank. Wingdings bullets that came out as a Latin
    letter (`m 1958. …`) are given back when at least three lines have them.
    """
    wingdings = {mark for mark, count in Counter(_wingding_marks(lines)).items() if count >= 3}
    found: list[FlatLine] = []
    last = -PAGE_GAP
    pages = page_numbers(lines)
    marks = {*pages, *running_lines(lines, pages)}
    for number, raw in enumerate(lines, start=1):
        if not any(char.isalnum() for char in raw) and len(raw.strip()) <= 2:
            continue
        if PAGE_NUMBER.match(raw) or number - 1 in marks:
            continue
        mark = _WINGDINGS.match(raw)
        text = "◦" + raw[1:] if mark and mark.group(1) in wingdings else raw
        found.append(FlatLine(number, text, number - last - 1))
        last = number
    return tuple(found)


def _wingding_marks(lines: Iterable[str]) -> Iterable[str]:
    return (match.group(1) for line in lines if (match := _WINGDINGS.match(line)))


def bullet(line: FlatLine) -> tuple[str, int, str] | None:
    """Return mark, rank (0 outermost) and the text after it, or None for a line without bullet or number."""
    text = line.text
    if _LOST_BULLET.match(line.raw):
        return "▪", 2, text
    for marks, rank in _BULLETS:
        if text[:1] in marks and len(text) > 1 and not (text[0] in "-–−" and text[1].isdigit()):
            return text[0], rank, text[1:].strip()
    for pattern, rank in _NUMBERED:
        match = pattern.match(text)
        if match:
            return match.group(0), rank, text[match.end() :].strip()
    if text.startswith("☞"):
        return "☞", 1, text[1:].strip()
    return None


def note(line: FlatLine) -> tuple[str, str] | None:
    """Return mark and text of a remark or footnote, or None."""
    match = _NOTE.match(line.text)
    return (match.group(1), line.text[match.end() :].strip()) if match else None


def width(text: str) -> int:
    """Return the printed width of a text, a Hangul syllable counting two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


class Joiner:
    """Joins printed lines as a person reads them, with the document's own words as evidence.

    A line that ends in a space was broken between words. Otherwise the two halves are one word if the document has
    that word elsewhere, two words if it has both elsewhere; failing that prose is joined without a space (the
    typesetter breaks anywhere) and a narrow cell with one (a cell is mostly broken by hand, between words).
    """

    def __init__(self, lines: Sequence[FlatLine]) -> None:
        words: Counter[str] = Counter()
        for line in lines:
            words.update(_bare(token) for token in line.raw.split()[1:-1])
        self._words = words

    def prose(self, parts: Sequence[FlatLine | str]) -> str:
        """Return the lines of a paragraph as one text."""
        return self._join([part if isinstance(part, str) else part.raw for part in parts], tight=True)

    def cell(self, parts: Sequence[FlatLine | str]) -> str:
        """Return the lines of a table cell as one text."""
        raws = [part if isinstance(part, str) else part.raw for part in parts]
        return self._join(raws, tight=max((width(raw) for raw in raws), default=0) >= 44)

    def items(self, raws: Sequence[str]) -> str:
        """Return the lines of a cell that lists several things: a space between all of them."""
        return re.sub(r" {2,}", " ", " ".join(clean(raw) for raw in raws)).strip()

    def _join(self, raws: Sequence[str], *, tight: bool) -> str:
        text = ""
        for raw in raws:
            if text and raw.strip():
                text = text.rstrip() + ("" if self._is_tight(text, raw, tight) else " ")
            text += raw.lstrip()
        return re.sub(r" {2,}", " ", clean(text))

    def _is_tight(self, before: str, after: str, tight: bool) -> bool:
        if (
            before[-1].isspace()
            or after.startswith(" " * SET_IN)
            or before[-1] in ",:：;"
            or after.lstrip()[:1] in ":：※*-◦"
        ):
            return False
        if before[-1] in "(（·․‧･ㆍ/~∼「『‘“":
            return True
        left, right = _bare(before.split()[-1]), _bare(after.split()[0])
        if not left or not right:
            return tight and after.lstrip()[:1] not in "(（['‘’ʼ"
        if (
            left in _LOOSE_WORDS
            or (right[0].isdigit() and len(left) > 1)
            or (before[-1].isdigit() and after.lstrip()[0].isdigit())
        ):
            return False
        if self._words[left + right]:
            return True
        if _WORD_END.search(left):
            return False
        if self._words[left] and self._words[right]:
            return False
        return tight


def _bare(token: str) -> str:
    """Return the run of letters and digits a token starts with, for looking words up."""
    match = re.match(r"[\W_]*([\w]+)", token)
    return match.group(1) if match else ""
