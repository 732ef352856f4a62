"""The heads of a table whose columns are counted: one line of them, or heads of groups over a line of inner ones.

Head lines keep to one measure among themselves, so an inner head stands under the outer one it belongs to; how many
columns there are, the rows tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.aligned_heads import Span
from corpus.counted_rows import close_spaced

LEAD = 3.0
"""How much nearer (in letters) inner heads must stand to their outer ones than in any other way to group them."""
LONGEST = 24
"""Letters of the longest head."""
SHARE_OFF = 0.2
"""How far off the middle of the inner heads an outer one may stand, as a share of their width."""
BESIDE = 2
"""How far the middle of an outer head may stand beside the inner ones."""
_CUT_NUMBER = re.compile(r"(\d) (?=(?:년|월|일|분기)(?![가-힣]{3}))")
_GOES_ON = re.compile(r"^(?:년|월|일|분기)(?![가-힣]{3})")
_NUMBER = re.compile(r"(?!(?:19|20)\d\d$)[△▲-]?[\d,.]+%?$")

Path = tuple[str, str]
"""The outer and the inner head of a column; without an outer one the first is empty."""


def head_fields(spans: Sequence[Span]) -> list[Span]:
    """Return the heads of a line: a year cut off its `년` joined, letters set apart closed up."""
    found: list[Span] = []
    for span in spans:
        last = found[-1] if found else None
        if last is not None and re.search(r"\d$", last.text) and _GOES_ON.match(span.text):
            found[-1] = Span(last.text + span.text, last.left, span.right)
        else:
            found.append(span)
    return [replace(span, text=_CUT_NUMBER.sub(r"\1", close_spaced(span.text)), words=()) for span in found]


def are_heads(spans: Sequence[Span]) -> bool:
    """Tell whether a line's texts can be heads: words or years, none of them a figure."""
    return len(spans) > 1 and not any(
        _NUMBER.match(span.text) or span.text in ("-", "–") or len(span.text) > LONGEST for span in spans
    )


def grouped(outer: Sequence[Span], inner: Sequence[Span], columns: int) -> list[Path] | None:
    """Return the heads of that many columns, inner ones under the outer ones they stand below; None where not clear.

    The first of the outer heads is that of the labels. A bracket alone below an outer head is the rest of its words.
    """
    fits = sorted(
        (cost, sizes)
        for sizes in _sizes(len(outer) - 1, len(inner), columns - 1)
        if (cost := _cost(outer, inner, sizes)) is not None
    )
    if not fits or (len(fits) > 1 and fits[1][0] - fits[0][0] < LEAD):
        return None
    paths: list[Path] = [("", outer[0].text)]
    at = 0
    for head, size in zip(outer[1:], fits[0][1], strict=True):
        below = [span.text for span in inner[at : at + size]]
        at += size
        if len(set(below)) < len(below):
            return None
        if size == 1 and not below[0].startswith("("):
            return None  # an inner head alone below an outer one: the rest of its words, or a column of a group
        if size == 1:
            paths.append(("", f"{head.text} {below[0]}"))
        else:
            paths += [(head.text, text) for text in below] or [("", head.text)]
    return paths


def wrapped(upper: Sequence[Span], lower: Sequence[Span]) -> list[Path] | None:
    """Return the heads of a line with their second lines below; None where one stands below no head or two."""
    texts = [[span.text] for span in upper]
    for rest in lower:
        over = [at for at, span in enumerate(upper) if span.left < rest.right and rest.left < span.right]
        if len(over) != 1 or len(texts[over[0]]) > 1:
            return None
        texts[over[0]].append(rest.text)
    return [("", ("" if len(text[-1]) == 1 else " ").join(text)) for text in texts]


def _sizes(outer: int, inner: int, columns: int) -> Iterator[tuple[int, ...]]:
    """Yield how many inner heads each outer one may have so that there are that many columns."""
    if outer == 0:
        if inner == 0 and columns == 0:
            yield ()
        return
    for size in range(inner + 1):
        left = columns - max(1, size)
        if left >= 0:
            for rest in _sizes(outer - 1, inner - size, left):
                yield (size, *rest)


def _cost(outer: Sequence[Span], inner: Sequence[Span], sizes: Sequence[int]) -> float | None:
    """Return how far outer heads stand off the middle of their inner ones; None where one stands over others."""
    at, cost = 0, 0.0
    for head, size in zip(outer[1:], sizes, strict=True):
        below = inner[at : at + size]
        at += size
        middle = head.extent.middle
        if not below:
            if any(span.left <= middle <= span.right for span in inner):
                return None
            continue
        left, right = below[0].left, below[-1].right
        off = abs(middle - (left + right) / 2)
        if not left - BESIDE <= middle <= right + BESIDE or off > max(LEAD, (right - left) * SHARE_OFF):
            return None
        cost += off
    label = outer[0].extent.middle
    return None if any(span.left <= label <= span.right for span in inner) else cost
