"""Tables whose titles fell into lines in any order, told by the letters in them, as tab separated lines, line for line.

```
사업명
2031년도
집행률(%)
(C=B/A)예산현액(A)
집행액(B)
```

A text layer may print the cells of a header one by one, out of order. Letters in brackets order the columns that have
them, and the rate that one of them states (`C=B/A`) must come out right in the rows in just one of the orders that the
other columns leave. Else the lines stay text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations

from corpus.bare import is_bare_value
from corpus.flat_headers import Column, Header, confirm, header_from, header_tokens
from corpus.flat_rows import number
from corpus.loose import LooseTable
from corpus.page_marks import PAGE_BREAK
from corpus.text import squash

LEAST_ROWS = 3
MOST_HEAD_LINES = 14
MOST_COLUMNS = 7
MOST_BLANK = 6
LONGEST_LABEL = 40
_PAGE = re.compile(r"^\s*[-–―]\s*\d{1,4}\s*[-–―]\s*$")
_NO_LABEL = re.compile(r"[.:;?!]$|^\s*[○●◦□■▪※*①-⑳(\[<]|^\s*-\s")
_REMARK = re.compile(r"^(?:비고|(?:담당|소관|추진|주관)?(?:부서|기관)(?:명)?|(?:담당|소관)과)$")

Row = tuple[str, tuple[str, ...], str]
"""A label, its figures, what stands behind them."""


def find_lettered(lines: Sequence[str]) -> list[LooseTable]:
    """Return the tables whose letters and rates tell the order of their columns, in reading order."""
    found: list[LooseTable] = []
    index = 0
    while index < len(lines):
        table = _table_at(lines, index)
        if table is not None:
            found.append(table)
        index = table.last if table is not None else index + 1
    return found


def _table_at(lines: Sequence[str], start: int) -> LooseTable | None:
    """Return the table whose titles begin at an index, or None."""
    first = header_tokens(lines[start]) if "\t" not in lines[start] and lines[start].strip() else None
    if first is None or first[0][0] != "stub":
        return None
    if start and header_tokens(lines[start - 1]):
        return None  # what stands above may be outer titles
    end, tokens, remark = _titles(lines, start)
    header = header_from(tokens)
    if header is None or not header.formulas() or not 2 <= len(header.columns) <= MOST_COLUMNS:
        return None
    rows = _rows(lines, start, end, len(header.columns), bool(remark))
    settled = _settled(header, [row[1] for row in rows.values()]) if len(rows) >= LEAST_ROWS else None
    if settled is None:
        return None
    outer, inner = _heads(settled, remark)
    single = end == start + 1 or not any(inner)
    table = {end: _on_one_line(outer, inner)} if single else {end - 1: outer, end: inner}
    table |= {line: (label, *figures, *([behind] if remark else [])) for line, (label, figures, behind) in rows.items()}
    return LooseTable(table, start + 1, max(table), ())


def _titles(lines: Sequence[str], start: int) -> tuple[int, list[tuple[str, str]], str]:
    """Return the number of the last line of titles, their words, and the title of words behind the figures, if any."""
    tokens: list[tuple[str, str]] = []
    remark = ""
    index = start
    while index < min(len(lines), start + MOST_HEAD_LINES):
        text = lines[index].strip()
        own = header_tokens(text) if text and "\t" not in text else None
        if not remark and _REMARK.match(squash(text)):
            remark = text
        elif own is None or (index > start and own[0][0] == "stub"):
            break
        else:
            tokens += own
        index += 1
    return index, tokens, remark


def _rows(lines: Sequence[str], start: int, end: int, size: int, remarks: bool) -> dict[int, Row]:
    """Return the rows by the number of their line, none where one cannot be read; titles said again are left out."""
    head = [squash(line) for line in lines[start:end]]
    rows: dict[int, Row] = {}
    begun = ""
    blank = 0
    index = end
    while index < len(lines):
        text = lines[index].strip(PAGE_BREAK).strip()
        if [squash(line) for line in lines[index : index + len(head)]] == head:
            index, begun = index + len(head), ""
            continue
        row = _row(text, size, remarks)
        if row is not None:
            rows[index + 1] = (f"{begun} {row[0]}".strip(), *row[1:])
            begun, blank = "", 0
        elif not text or _PAGE.match(text):
            blank += 1
            if begun or blank > MOST_BLANK:
                break
        elif sum(map(is_bare_value, text.split())) > 1:
            return {}  # a row that cannot be read
        elif begun or _NO_LABEL.search(text) or "\t" in text or len(text) > LONGEST_LABEL:
            break
        else:
            begun, blank = text, 0
        index += 1
    return rows


def _row(text: str, size: int, remarks: bool) -> Row | None:
    """Return a line as a label and just so many figures, with words behind them or none, or None."""
    words = text.split() if "\t" not in text and "|" not in text else []
    at = next((at for at in range(1, len(words)) if all(map(is_bare_value, words[at : at + size]))), 0)
    behind = words[at + size :]
    if (
        not at
        or len(words) < at + size
        or any(map(is_bare_value, [words[at - 1], *behind]))
        or (behind and not remarks)
    ):
        return None
    label = " ".join(words[:at])
    return (label, tuple(words[at : at + size]), " ".join(behind)) if re.search(r"[가-힣A-Za-z]", label) else None


def _settled(header: Header, rows: Sequence[Sequence[str]]) -> Header | None:
    """Return the header in the one order of its columns in which all its rates come out right, or None."""
    numbers = [[number(value) for value in row] for row in rows]
    found = []
    for order in _orders(header.columns):
        right, tried = confirm(replace(header, columns=order), numbers)
        if right == tried >= LEAST_ROWS:
            found.append(replace(header, columns=order))
    return found[0] if len(found) == 1 else None


def _orders(columns: Sequence[Column]) -> Iterator[tuple[Column, ...]]:
    """Yield the orders of columns in which those with letters stand in the order of these."""
    for order in permutations(columns):
        letters = [column.key for column in order if column.key]
        if letters == sorted(letters):
            yield order


def _heads(header: Header, remark: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the outer and the inner titles of all columns; the latter are empty where no title has others below."""
    columns = header.columns
    before = ["", *(column.parent for column in columns)]
    outer = [
        ("" if column.parent == above else column.parent) or ("" if column.parent else column.title)
        for column, above in zip(columns, before, strict=False)
    ]
    inner = [column.title if column.parent else "" for column in columns]
    behind = [remark] if remark else []
    return (header.stub, *outer, *behind), ("", *inner, *[""] * len(behind))


def _on_one_line(outer: Sequence[str], inner: Sequence[str]) -> tuple[str, ...]:
    """Return each column's titles as one: the outer one goes on over those without one of their own."""
    found: list[str] = []
    over = ""
    for top, below in zip(outer, inner, strict=True):
        over = top or over
        found.append(f"{over} {below}" if below else top)
    return tuple(found)
