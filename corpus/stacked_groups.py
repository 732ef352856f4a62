"""Tables printed one cell a line whose rows come in groups: a name once, then two labels or more with figures each.

```
구분 / 계 / 일반직 / 공무직 / 5급 / 6급 이하      (one a line)
총무과 / 정원 / 20 / 2 / 13 / 5 / 현원 / 19 / 2 / 12 / 5
```

All groups have the same labels with just as many figures. The title of the labels stands over both columns of them;
grades stand below 일반직, whose they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.loose_heads import proved_by_sums
from corpus.runs import Field
from corpus.stacked_blocks import Block
from corpus.stacked_heads import MOST_HEAD_LINES, is_head
from corpus.stacked_rows import joined, kind
from corpus.text import squash

LEAST_GROUPS = 2
LEAST_FIGURES = 2
LEAST_LABELS = 2
_ENDS = re.compile(r"^(?:이하|이상|미만|초과)$|^\([^()]*\)$")
_GRADE = re.compile(r"^\d(?:[·~∼-]\d)?급(?:이하|이상)?$")
_GRADED = "일반직"
_CONTINUED = re.compile(r"\(\s*계\s*속\s*\)$")

Rows = tuple[tuple[Field, ...], ...]
_BLANK = Field("", (0, 0))


def grouped(blocks: Sequence[Block], at: int) -> Rows | None:
    """Return the header and rows of the table whose header is the block at an index, or None."""
    header = blocks[at]
    if not LEAST_FIGURES < len(header.cells) <= MOST_HEAD_LINES or header.torn or not is_head(header.cells):
        return None
    groups: list[Rows] = []
    for block in blocks[at + 1 :]:
        if block.texts == header.texts or (len(block.cells) == 1 and _CONTINUED.search(block.cells[0].text)):
            continue
        rows = None if block.torn else _group(block.cells)
        if rows is None or not _is_alike(rows, groups):
            if groups and _is_rest(block, len(groups[0][0]) - 2):
                return None  # a group that cannot be read
            break
        groups.append(rows)
    if len(groups) < LEAST_GROUPS:
        return None
    body = tuple(row for rows in groups for row in rows)
    heads = _heads(header.cells, len(body[0]) - 2)
    if heads is None or _denied(heads, body):
        return None
    return (*heads, *body)


def _group(cells: Sequence[Field]) -> Rows | None:
    """Return the rows of a group: a name, then labels with as many figures each; None for other lines."""
    kinds = ["text" if kind(cell.text) in ("text", "date") else "number" for cell in cells]
    if kinds[:3] != ["text", "text", "number"]:
        return None
    size = next((count for count in range(len(kinds) - 2) if kinds[2 + count] != "number"), len(kinds) - 2)
    rows = [cells[first : first + size + 1] for first in range(1, len(cells), size + 1)]
    alike = all(len(row) == size + 1 for row in rows) and kinds[1:] == ["text", *["number"] * size] * len(rows)
    if not alike or size < LEAST_FIGURES or len(rows) < LEAST_LABELS:
        return None
    return tuple((cells[0] if not number else _BLANK, *row) for number, row in enumerate(rows))


def _is_alike(rows: Rows, groups: Sequence[Rows]) -> bool:
    return not groups or [(row[1].text, len(row)) for row in rows] == [(row[1].text, len(row)) for row in groups[0]]


def _is_rest(block: Block, size: int) -> bool:
    """Tell a block that holds as many figures as a row."""
    return sum(kind(cell.text) in ("number", "none") for cell in block.cells) >= size


def _heads(cells: Sequence[Field], columns: int) -> Rows | None:
    """Return the rows of heads over two columns of labels and so many figures, or None where they do not fit."""
    names: list[Field] = []
    for cell in cells:
        if names and _ENDS.match(cell.text):
            names[-1] = joined([names[-1], cell])
        else:
            names.append(cell)
    texts = [squash(name.text) for name in names]
    if len(set(texts)) < len(texts):
        return None
    if len(names) == columns + 1:
        return ((names[0], _BLANK, *names[1:]),)
    first = next((at for at, text in enumerate(texts) if _GRADE.match(text)), 0)
    over = texts.index(_GRADED) if _GRADED in texts else 0
    inner = names[first:]
    if not 0 < over < first or not all(map(_GRADE.match, texts[first:])) or first - 2 + len(inner) != columns:
        return None
    behind = [_BLANK] * (first - over - 1)
    top = (names[0], _BLANK, *names[1 : over + 1], *[_BLANK] * (len(inner) - 1), *names[over + 1 : first])
    return top, (_BLANK, _BLANK, *[_BLANK] * (over - 1), *inner, *behind)


def _denied(heads: Rows, body: Rows) -> bool:
    """Tell whether a total among the heads is not the sum of the others in some row."""
    top, below = heads[0], heads[-1]
    paths = [("", own.text or inner.text) for own, inner in zip(top, below, strict=True)]
    figures = [[cell.text for cell in row[2:]] for row in body]
    return proved_by_sums([paths[0], *paths[2:]], figures) is False
