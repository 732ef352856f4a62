"""Printed lines parted where columns of a table without rules may part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from corpus.document import Box
from corpus.headers import is_value
from corpus.pdf_page import Char

_COLUMN_GAP = 0.9
"""A gap wider than this share of the size parts columns; between words it is a third."""
_LEADERS = re.compile(r"(?:[·.…‥∙․]\s?){4,}")

Extent = tuple[float, float]
"""Left and right end of a column in points."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words that stand together on one line."""

    text: str
    box: Box

    @property
    def middle(self) -> float:
        """Return the middle between left and right."""
        return (self.box[0] + self.box[2]) / 2


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line, from left to right."""

    texts: tuple[Text, ...]
    size: float
    """Height of its words in points."""

    @property
    def top(self) -> float:
        """Return the upper edge."""
        return min(text.box[1] for text in self.texts)

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return max(text.box[3] for text in self.texts)

    @property
    def values(self) -> int:
        """Return how many texts state values."""
        return sum(is_value(text.text) for text in self.texts)

    @property
    def is_body(self) -> bool:
        """Tell a row of values: two at least, and no contents line."""
        return self.values >= 2 and not any(_LEADERS.search(text.text) for text in self.texts)


def row_of(words: Sequence[Char]) -> Row:
    """Return the words of one printed line as a row."""
    size = median(word["bottom"] - word["top"] for word in words)
    groups: list[list[Char]] = []
    for word in words:
        if groups and word["x0"] - groups[-1][-1]["x1"] <= _COLUMN_GAP * size:
            groups[-1].append(word)
        else:
            groups.append([word])
    return Row(tuple(_text(group) for group in groups), size)


def _text(words: Sequence[Char]) -> Text:
    box = (words[0]["x0"], min(w["top"] for w in words), words[-1]["x1"], max(w["bottom"] for w in words))
    return Text(" ".join(word["text"] for word in words), box)


def around(texts: Iterable[Text]) -> Box:
    """Return the box around some texts."""
    boxes = [text.box for text in texts]
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def gap(a: Row, b: Row) -> float:
    """Return the points between two rows; negative where they overlap."""
    return max(a.top, b.top) - min(a.bottom, b.bottom)


def is_near(above: Row, below: Row, most: float) -> bool:
    """Tell whether two rows stand at most so many line heights apart."""
    return below.top - above.bottom <= most * max(above.size, below.size)


def column_of(text: Text, columns: Sequence[Extent]) -> int:
    """Return the column a text overlaps most, or else stands nearest to."""

    def distance(column: int) -> float:
        left, right = columns[column]
        return max(left, text.box[0]) - min(right, text.box[2])

    return min(range(len(columns)), key=distance)


def overlapped(text: Text, columns: Sequence[Extent]) -> tuple[int, int]:
    """Return first and last column a text touches, or the nearest one."""
    own = [column for column, (left, right) in enumerate(columns) if left < text.box[2] and text.box[0] < right]
    if own:
        return own[0], own[-1]
    nearest = column_of(text, columns)
    return nearest, nearest
