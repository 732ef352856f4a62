"""One PDF page as plain values: printed lines, ruled tables, what is hidden on it. The door to pdfplumber's pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from pdfplumber.page import Page
from pdfplumber.utils.clustering import cluster_objects
from pdfplumber.utils.text import extract_words

from corpus.document import Box
from corpus.hidden import SMALLEST_SIZE, Hidden, is_white

Char = dict[str, Any]
"""A glyph as pdfplumber gives it: text, x0, x1, top, bottom, size, fontname, non_stroking_color."""
_GAP_RATIO = 0.15
"""A gap wider than this share of the size parts words; the default of 3 points glues 8-point table headers."""
_LAYOUT_GAP = 0.3
"""Share of the size up to which a gap between Hangul and digits is set by the layout: a fifth to a quarter is usual."""
_SPACE_GLYPHS = 0.03
_SAME_LINE = 0.3
_HANGUL = re.compile(r"[가-힣]")
_LATIN = re.compile(r"[0-9A-Za-z]")
_FEWEST_ROWS = 8
_FILLED = 0.55
"""Share of half a page's width that a line of prose fills; the fields of a table without rules are narrower."""
_RAISED = 0.78
"""A glyph smaller than this share of its neighbour and higher up is a footnote mark."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One printed line outside tables."""

    text: str
    box: Box
    size: float
    bold: bool
    open_end: bool
    """A space glyph ends the line: the word ended here; False says nothing."""
    mark: str = ""
    """A raised footnote mark that opened the line, taken off its text."""

    @property
    def height(self) -> float:
        """Return the height of the line in points."""
        return self.box[3] - self.box[1]


def seen_chars(page: Page, hidden: Hidden, invisible: Sequence[Box]) -> list[Char]:
    """Return the glyphs of a page a reader can see; hidden ones are counted.

    Hidden: on `invisible` boxes (text drawn with no ink), white with nothing dark behind, far too small, off the page.
    """
    backgrounds = _backgrounds(page)
    kept: list[Char] = []
    for char in page.chars:
        text = hidden.strip(char["text"])
        if not text:
            continue
        if _is_hidden(char, page, backgrounds, invisible):
            hidden.drop(text)
            continue
        kept.append(char if text == char["text"] else {**char, "text": text})
    return without_marks(kept)


def has_space_glyphs(spaces: int, glyphs: int) -> bool:
    """Tell whether a document writes its spaces as glyphs, from how many of its glyphs are spaces."""
    return spaces >= _SPACE_GLYPHS * glyphs > 0


def without_layout_gaps(chars: Sequence[Char]) -> list[Char]:
    """Return the glyphs with the gaps closed that word processors leave between Hangul and digits or Latin letters.

    They are no spaces where spaces are glyphs of their own (`has_space_glyphs`): `2025년` is not read as `2025 년`.
    """
    order = sorted(range(len(chars)), key=lambda index: (round(chars[index]["bottom"]), chars[index]["x0"]))
    closed = list(chars)  # by place, for runs of two fonts are not written in the order they are read
    for index, after in pairwise(order):
        if _is_layout_gap(chars[index], chars[after]):
            closed[index] = {**chars[index], "x1": chars[after]["x0"]}
    return closed


def _is_layout_gap(char: Char, after: Char) -> bool:
    pair = (char["text"], after["text"])
    if not any(_HANGUL.match(a) and _LATIN.match(b) for a, b in (pair, pair[::-1])):
        return False
    beside: bool = abs(char["bottom"] - after["bottom"]) < _SAME_LINE * char["size"]
    gap = after["x0"] - char["x1"]
    return beside and 0 < gap <= _LAYOUT_GAP * char["size"]


def _backgrounds(page: Page) -> list[Box]:
    """Return the boxes that make white text readable: filled shapes of another colour, and images."""
    found: list[Box] = [
        (shape["x0"], shape["top"], shape["x1"], shape["bottom"])
        for shape in (*page.rects, *page.curves)
        if shape.get("fill") and not is_white(shape.get("non_stroking_color"))
    ]
    found += [(image["x0"], image["top"], image["x1"], image["bottom"]) for image in page.images]
    return found


def _is_hidden(char: Char, page: Page, backgrounds: Sequence[Box], invisible: Sequence[Box]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    if char["size"] < SMALLEST_SIZE or not (page.bbox[0] <= x <= page.bbox[2] and page.bbox[1] <= y <= page.bbox[3]):
        return True
    if invisible and any(holds(box, x, y) for box in invisible):
        return True
    return is_white(char.get("non_stroking_color")) and not any(holds(box, x, y) for box in backgrounds)


def holds(box: Box, x: float, y: float) -> bool:
    """Tell whether a point lies in a box."""
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def without_marks(chars: Sequence[Char]) -> list[Char]:
    """Return the glyphs without raised footnote marks, which would glue digits to figures; `m` and a
    raised 2 is `㎡`.
    """
    kept: list[Char] = []
    base: Char | None = None
    for char in chars:
        if base is not None and _is_raised(char, base):
            if char["text"] == "2" and base["text"] == "m" and kept and kept[-1] is base:
                kept[-1] = {**base, "text": "㎡", "x1": char["x1"]}
            continue
        kept.append(char)
        if char["text"].strip():
            base = char
    return kept


def _is_raised(char: Char, base: Char) -> bool:
    if char["size"] >= base["size"] * _RAISED or not (char["text"].isdigit() or char["text"] in "*)†‡,"):
        return False
    beside: bool = -0.5 * base["size"] <= char["x0"] - base["x1"] <= 1.6 * base["size"]
    higher: bool = char["bottom"] < base["bottom"] - 0.15 * base["size"] and char["bottom"] > base["top"]
    return beside and higher


def text_of(chars: Iterable[Char]) -> str:
    """Return the text of some glyphs, line by line from the top; a line that ends in a space glyph keeps a space."""
    return "\n".join(line.text + (" " if line.open_end else "") for line in printed_lines(list(chars)))


def printed_words(chars: Sequence[Char]) -> list[list[Char]]:
    """Return the words some glyphs make, line by line from the top, left to right; words are shaped like glyphs."""
    words = extract_words(
        list(chars), x_tolerance_ratio=_GAP_RATIO, y_tolerance=3, use_text_flow=False, return_chars=True,
        keep_blank_chars=False,
    )  # fmt: skip
    return [sorted(row, key=lambda word: float(word["x0"])) for row in _rows(words)]


def printed_lines(chars: list[Char], *, width: float | None = None) -> list[PrintedLine]:
    """Return the printed lines some glyphs make, from the top, left to right.

    With the page's `width`, a page of prose in two columns gives the left column's lines before the right one's.
    """
    rows = printed_words(chars)
    spaces = [char for char in chars if not char["text"].strip()]
    if width is None or not _is_two_columns(rows, width):
        lines = [_line(row, spaces) for row in rows]
        return sorted(lines, key=lambda line: (line.box[1], line.box[0]))
    parts = [part for row in rows for part in _parted(row, width / 2) if part]
    return in_columns([_line(part, spaces) for part in parts], width)


def _parted(row: list[dict[str, Any]], middle: float) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the words left and right of the gutter; a row that crosses it stays whole."""
    if any(word["x0"] < middle - 5 and word["x1"] > middle + 5 for word in row):
        return row, []
    return [word for word in row if word["x1"] <= middle + 5], [word for word in row if word["x1"] > middle + 5]


def _is_two_columns(rows: list[list[dict[str, Any]]], width: float) -> bool:
    """Tell a page set in two columns: most rows leave the middle free and fill both halves like prose."""
    both = [(left, right) for left, right in (_parted(row, width / 2) for row in rows) if left and right]
    if len(both) < _FEWEST_ROWS or len(both) < 0.6 * len(rows):
        return False
    filled: list[float] = [side[-1]["x1"] - side[0]["x0"] for pair in both for side in pair]
    return median(filled) > _FILLED * width / 2


def _rows(words: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Return words grouped by the height of their middle."""
    return [list(row) for row in cluster_objects(words, lambda word: (word["top"] + word["bottom"]) / 2, 3)]


def _line(words: list[dict[str, Any]], spaces: Sequence[Char]) -> PrintedLine:
    chars = [char for word in words for char in word["chars"]]
    box = (words[0]["x0"], min(w["top"] for w in words), words[-1]["x1"], max(w["bottom"] for w in words))
    bold = sum(1 for char in chars if "bold" in char.get("fontname", "").lower()) > len(chars) / 2
    size = median(char["size"] for char in chars)
    middle = (box[1] + box[3]) / 2
    open_end = any(
        abs((space["top"] + space["bottom"]) / 2 - middle) < 3 and space["x0"] >= box[2] - 1 for space in spaces
    )
    mark = _opening_mark(chars, size)
    text = " ".join(word["text"] for word in words)
    return PrintedLine(text[len(mark) :].lstrip(), box, round(size, 1), bold, open_end, mark)


def _opening_mark(chars: Sequence[Char], size: float) -> str:
    """Return the small raised digits a footnote opens with, or nothing."""
    mark = ""
    for char in chars[:4]:
        if char["size"] >= size * _RAISED or char["text"] not in "0123456789*)":
            break
        mark += char["text"]
    return mark if len(mark) < len(chars) else ""


def footnote_rule(page: Page, tables: Sequence[Box]) -> float | None:
    """Return the height of the lowest short rule outside tables in the lower part of a page, or None."""
    width, height = float(page.width), float(page.height)
    found = [
        float(edge["top"])
        for edge in page.edges
        if edge["orientation"] == "h"
        and 0.1 * width <= edge["x1"] - edge["x0"] <= 0.5 * width
        and edge["top"] > 0.4 * height
        and not any(box[1] - 2 <= edge["top"] <= box[3] + 2 for box in tables)
    ]
    return max(found, default=None)


def in_columns(lines: Sequence[PrintedLine], width: float) -> list[PrintedLine]:
    """Return the lines of a page in two columns in reading order; a line over both parts what is above and below."""
    middle = width / 2
    ordered: list[PrintedLine] = []
    pending: list[PrintedLine] = []
    for line in sorted(lines, key=lambda line: line.box[1]):
        if line.box[2] <= middle + 5 or line.box[0] >= middle - 5:
            pending.append(line)
            continue
        ordered += [*_split(pending, middle), line]
        pending = []
    return ordered + _split(pending, middle)


def _split(lines: Sequence[PrintedLine], middle: float) -> list[PrintedLine]:
    return [line for line in lines if line.box[0] < middle - 5] + [line for line in lines if line.box[0] >= middle - 5]
