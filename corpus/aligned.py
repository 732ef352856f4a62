"""Tables whose columns stand under one another with spaces between, as tab separated lines, line for line.

A text layer laid out as on the page prints each cell where it stands: two spaces and more part the columns, words of a
cell one. The rows say where the columns are, the lines above them what they are called. A Hangul letter is as wide as
two digits; a triangle or a dot as wide as one or two, so both are tried. A table is taken only where no two columns
overlap, every row has every column and every column has a head; else its lines stay text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from corpus.aligned_heads import Cover, Extent, Span, named_columns
from corpus.aligned_rows import Body, body_from, columns_of, is_group
from corpus.aligned_settled import from_below, from_left
from corpus.bare import is_bare_value, is_letter, stated_number
from corpus.header_lines import LABEL_WORD
from corpus.loose import LooseTable
from corpus.page_marks import PAGE_BREAK
from corpus.text import squash

LEAST_ROWS = 2
MOST_HEAD_LINES = 5
LEAST_COLUMNS = 3
LEAST_INSIDE = 8
"""Spaces before words alone on a line that may be the head of a group."""
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_BULLET = re.compile(r"^\s*(?:[○●◦□■▪※*①-⑳❍ㅇo]|[-–]\s|<|\d+\)|\[)")
_NOT_HEAD = re.compile(r"(?<!\d\.\d)(?<!\d\.\d\d)\.$|[。:;?!]$|^\s*(?:\d+|[가-하Ⅰ-Ⅻ])[.)]\s|(?:다|함|임|음|됨)\.?$")
_UNIT = re.compile(r"[(\[<〔][^()\[\]]{0,40}단\s*위\s*[:：]")
_GAP = re.compile(r" {2,}|\t")


def find_aligned(lines: Sequence[str]) -> list[LooseTable]:
    """Return the tables laid out in columns, in reading order; lines with tabs or pipes are left alone."""
    return from_first_rows(lines, _table_at)


def from_first_rows(
    lines: Sequence[str], table_at: Callable[[Sequence[str], int], LooseTable | None]
) -> list[LooseTable]:
    """Return the tables that `table_at` finds from their first row of figures on, in reading order."""
    found: list[LooseTable] = []
    index = 0
    while index < len(lines):
        table = table_at(lines, index) if is_row(lines[index]) else None
        if table is not None:
            found.append(table)
        index = table.last if table is not None else index + 1
    return found


def is_row(line: str) -> bool:
    """Tell a line of a label and figures with gaps between."""
    if "\t" in line or "|" in line or _BULLET.match(line) or not _GAP.search(line.strip()):
        return False
    texts = [span.text for span in fields(line, _narrow)]
    values = [text for text in texts[1:] if is_bare_value(text)]
    figures = any(re.search(r"\d", text) for text in texts[1:])
    return len(texts) >= LEAST_COLUMNS and len(values) >= 2 and figures and not all(map(_YEAR.match, values))


def _table_at(lines: Sequence[str], start: int) -> LooseTable | None:
    """Return the table whose first row of figures stands at an index, or None."""
    top = start
    while top and is_group(lines[top - 1]):
        top -= 1
    head = head_lines(lines, top)
    if not head:
        return None
    for above in (head, head[1:]) if not _GAP.search(lines[head[0]].strip()) else (head,):
        for width in WIDTHS:
            table = _laid_out(lines, above, top, width)
            if table is not None:
                return table
    return None


def _laid_out(lines: Sequence[str], head: Sequence[int], top: int, width: Callable[[str], int]) -> LooseTable | None:
    """Return the table below the lines of a head, letters reckoned as wide as `width` says, or None."""
    body = body_from(lines, top, is_row, lambda line: fields(line, width), least=LEAST_ROWS)
    if body is None:
        return None
    heads = [spans_of(lines[index], width) for index in head]
    rows = dict(body.rows)
    if len(head) > 1 and _are_both_full(heads[-2], heads[-1], len(body.columns)):
        if not LABEL_WORD.match(squash(heads[-2][0].text)):
            return None  # heads in two lines, or heads and a row of words
        widened = columns_of([heads[-1], *body.full])
        if widened is None:
            return None
        rows[head[-1]] = tuple(span.text for span in heads[-1])
        body, head, heads = replace(body, columns=tuple(widened)), head[:-1], heads[:-1]
    named = _named(heads, body.columns, body.full) or _named_over_labels(heads, body)
    if named is None:
        return None
    cells = {index + 1: tuple(texts) for index, texts in zip(head, named, strict=True) if any(texts)}
    cells |= {index + 1: rows[index] for index in sorted(rows)}
    return LooseTable(cells, head[0] + 1, max(rows) + 1, ())


def _named(
    heads: Sequence[Sequence[Span]], columns: Sequence[Extent], full: Sequence[Sequence[Span]]
) -> list[list[str]] | None:
    """Return for each line of heads its texts over the columns, or None."""
    return (
        from_left(heads, columns)
        or named_columns(heads, columns, sums_of(full), sums_of(full, closing=True))
        or from_below(heads, columns)
    )


def _named_over_labels(heads: Sequence[Sequence[Span]], body: Body) -> list[list[str]] | None:
    """Return the heads where that of the labels (`구분`) stands over several columns of words, or None."""
    labels = next((at for at in range(len(body.columns)) if any(is_bare_value(row[at].text) for row in body.full)), 0)
    if labels < 2 or len(body.columns) - labels < 2:
        return None
    whole = Extent(body.columns[0].left, body.columns[labels - 1].right)
    full = [(row[0], *row[labels:]) for row in body.full]
    named = _named(heads, [whole, *body.columns[labels:]], full)
    if named is None or not any(LABEL_WORD.match(squash(line[0])) for line in named):
        return None
    return [[line[0], *[""] * (labels - 1), *line[1:]] for line in named]


def _are_both_full(above: Sequence[Span], line: Sequence[Span], count: int) -> bool:
    """Tell two lines of words with a text for each column, the lower one not in brackets: it may be a row."""
    return len(above) == len(line) == count and not line[0].text.startswith("(")


def head_lines(lines: Sequence[str], start: int) -> list[int]:
    """Return the indexes of the lines above the first row that may be its heads; one blank line may part them."""
    head: list[int] = []
    index = start - 1
    if index >= 0 and not lines[index].strip():
        index -= 1
    while index >= 0 and len(head) < MOST_HEAD_LINES:
        line = lines[index]
        if not line.strip() or PAGE_BREAK in line or "\t" in line or "|" in line or _UNIT.search(line):
            break
        if _BULLET.match(line) or _NOT_HEAD.search(line.strip()) or is_row(line):
            break
        head.insert(0, index)
        index -= 1
    while head and not _GAP.search(lines[head[0]].strip()) and not _is_group_head(lines[head[0]], head):
        head = head[1:]
    return head


def _is_group_head(line: str, head: Sequence[int]) -> bool:
    """Tell words alone on the top line that stand far inside: they may be over some of the columns."""
    return len(head) > 1 and len(line) - len(line.lstrip()) >= LEAST_INSIDE


def fields(line: str, width: Callable[[str], int]) -> list[Span]:
    """Return a row's fields: parted by gaps, figures also by spaces, a label's letters set apart put together."""
    spans: list[Span] = []
    for span in spans_of(line, width):
        parts = span.parts
        spans += parts if all(is_bare_value(part.text) for part in parts) else [span]
    first = next((i for i, span in enumerate(spans) if not is_letter(span.text)), len(spans))
    if first > 1:
        label = "".join(span.text for span in spans[:first])
        spans = [Span(label, spans[0].left, spans[first - 1].right), *spans[first:]]
    return spans


def spans_of(line: str, width: Callable[[str], int]) -> list[Span]:
    """Return the texts of a line between gaps of two spaces and more, and their words, with where they stand."""
    found: list[Span] = []
    for match in re.finditer(r"\S+(?: \S+)*", line):
        words = tuple(
            _span(word.group(), line[: match.start() + word.start()], width)
            for word in re.finditer(r"\S+", match.group())
        )
        found.append(replace(_span(match.group(), line[: match.start()], width), words=words if len(words) > 1 else ()))
    return found


def _span(text: str, before: str, width: Callable[[str], int]) -> Span:
    return Span(text, width(before), width(before) + width(text))


def sums_of(rows: Sequence[Sequence[Span]], *, closing: bool = False) -> list[Cover]:
    """Return the columns of which the first is the sum of the others in every row, the widest from each column.

    With `closing` the last of them is the sum.
    """
    values = [[number_of(span.text) for span in row] for row in rows]
    found: list[Cover] = []
    for first in range(1, len(values[0])):
        for last in range(len(values[0]), first + 2, -1):
            told = [row[first:last][:: -1 if closing else 1] for row in values]
            closes = all(row[0] is not None and sum(v or 0 for v in row[1:]) == row[0] for row in told)
            if closes and sum(sum(bool(value) for value in row[1:]) > 1 for row in told) >= LEAST_ROWS:
                found.append((first, last))
                break
    return found


def number_of(text: str) -> Decimal | None:
    """Return the number a cell states, or None for words and for a mark for nothing."""
    return stated_number(text) if is_bare_value(text) else None


def _narrow(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def _plain(text: str) -> int:
    return len(text)


WIDTHS: tuple[Callable[[str], int], ...] = (_narrow, _wide, _plain)
"""How wide a text is, as different tools reckon."""
