"""Tables of single spaces whose sums prove their columns, as tab separated lines, line for line.

A line of titles, as many as each row below has cells, and a total among them or below them that adds up in all rows:
then the titles stand over the columns in order, whatever heads the labels. `loose.py` reads such tables below a unit or
a title that heads labels; here nothing of the kind is needed. Titles of a staffing table that fell into letters are put
together where sums leave one way to do so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from corpus.bare import is_bare_value, stated_number
from corpus.headers import is_period
from corpus.loose import LooseTable, lacks_head
from corpus.loose_heads import proved_by_sums
from corpus.page_marks import PAGE_BREAK
from corpus.text import squash
from corpus.total_names import is_total

LEAST_FIGURES = 3
LEAST_ROWS = 2
LEAST_PARTS = 2
MOST_BLANK = 2
"""Blank lines that may stand between two lines of a table."""
MOST_LETTERS = 14
MOST_HEAD_LINES = 24
"""Filled lines over which the titles of a staffing table may have fallen."""
_SPACED = re.compile(r"(?<![가-힣\d])(?:[가-힣] +){1,5}[가-힣](?![가-힣])")
_GAP = re.compile(r"\S {2,}\S.*\S {2,}\S")
_NO_TITLE = re.compile(r"[.。:;?!※○●◦□■▪☎→,]|^[-–*]|다$")
_RATE = re.compile(r"[률율]$|비율|비중|구성비|평균|%|단가|쪽")
_STAFF = re.compile(r"^(?:정원|현원|정원\(A\)|현원\(B\)|과부족|결원|증감)$")
_PIECE = re.compile(r"^(?:[가-힣]|\d{1,2}(?:~\d{1,2})?)$")
_GLUED = re.compile(
    r"구분|총계|소계|합계|계|비고|공무직|일반직|별정직|임기제|연구직|지도직|기능직|정무직|전문직|특정직|계약직|청원경찰|\d(?:~\d)?급|기타"
)

Path = tuple[str, str]
Table = dict[int, tuple[str, ...]]


def find_summed(lines: Sequence[str]) -> list[LooseTable]:
    """Return the tables proved by sums, in reading order; lines with tabs or pipes are left alone."""
    found: list[LooseTable] = []
    index = 0
    while index < len(lines):
        table = under_titles(lines, index) or staff(lines, index)
        if table is not None:
            found.append(table)
        index = table.last if table is not None else index + 1
    return found


def _tokens(line: str) -> list[str]:
    if "\t" in line or "|" in line or _GAP.search(line.strip()):
        return []
    closed = _SPACED.sub(lambda match: match.group().replace(" ", ""), line.strip())
    return re.sub(r" (?=\([^()]{1,8}\))", "", closed).split()


def under_titles(lines: Sequence[str], start: int) -> LooseTable | None:
    """Return the table whose titles stand on the line at an index, or None."""
    titles = _tokens(lines[start])
    if len(titles) <= LEAST_FIGURES or not all(map(_is_title, titles)) or len(set(titles)) < len(titles):
        return None
    bare = all(is_period(title) or is_total(title) for title in titles)
    width = len(titles) - (not bare)
    rows = _rows(lines, start + 1, width, labelled=not bare)
    if not _proved(titles[-width:], rows, bare=bare):
        return None
    if not bare and lacks_head(titles[0], [row[0] for row in rows.values()]):
        return None
    table = {start + 1: tuple(titles)} | {index + 1: (row if not bare else row[1:]) for index, row in rows.items()}
    return LooseTable(table, start + 1, max(table), ())


def _is_title(token: str) -> bool:
    return len(token) <= MOST_LETTERS and not is_bare_value(token) and _NO_TITLE.search(token) is None


def _rows(lines: Sequence[str], start: int, width: int, *, labelled: bool) -> dict[int, tuple[str, ...]]:
    """Return the rows from an index on, the label first (empty where there is none), by the index of their line.

    Nothing where the line behind the last one may be a row as well: figures of another number.
    """
    rows: dict[int, tuple[str, ...]] = {}
    for index in _filled(lines, start):
        tokens = _tokens(lines[index])
        figures = tokens[-width:]
        label = " ".join(tokens[:-width])
        full = len(figures) == width and all(map(is_bare_value, figures)) and bool(label) == labelled
        if not full or (label and (any(map(is_bare_value, label.split())) or _NO_TITLE.search(label))):
            return {} if sum(map(is_bare_value, tokens[1:])) >= LEAST_FIGURES - 1 else rows
        rows[index] = (label, *figures)
        if is_total(label):
            break
    return rows


def _filled(lines: Sequence[str], start: int) -> Iterator[int]:
    """Yield the indexes of lines with text, up to a page's end or a wider gap."""
    blank = 0
    for index in range(start, len(lines)):
        if PAGE_BREAK in lines[index] or blank > MOST_BLANK:
            return
        if lines[index].strip():
            blank = 0
            yield index
        else:
            blank += 1


def _proved(titles: Sequence[str], rows: dict[int, tuple[str, ...]], *, bare: bool) -> bool:
    """Tell whether a total adds up: a column's those right before it in all rows, the last row's all rows above.

    No total may deny it.
    """
    if not rows or (not bare and len(rows) < LEAST_ROWS):
        return False
    values = [[stated_number(cell) or Decimal(0) for cell in row[1:]] for row in rows.values()]
    across = [at for at, title in enumerate(titles) if is_total(title)]
    begins = [0] if bare else range(max(len(titles), 1))
    for at in across:
        if not any(
            all(row[at] == sum(row[first:at]) for row in values) for first in begins if at - first >= LEAST_PARTS
        ):
            return False
    labels = [row[0] for row in rows.values()]
    down = not bare and is_total(labels[-1]) and len(rows) > LEAST_ROWS
    if down:
        told = [at for at, title in enumerate(titles) if not _RATE.search(squash(title))]
        if not all(values[-1][at] == sum(row[at] for row in values[:-1]) for at in told):
            return False
    return bool(across) or down


def staff(lines: Sequence[str], start: int) -> LooseTable | None:
    """Return the table of posts and staff whose first row stands at an index, below titles fallen into letters."""
    first = _tokens(lines[start])
    if not first or not is_staff(lines[start]) or not all(map(is_bare_value, first[1:])):
        return None
    width = len(first) - 1
    rows = _rows(lines, start, width, labelled=True) if width >= LEAST_FIGURES else {}
    rows = {index: row for index, row in rows.items() if _STAFF.match(row[0])}
    head = _head_lines(lines, start)
    if len(rows) < LEAST_ROWS or len(head) < 2:
        return None
    titles = _titles([token for index in head for token in lines[index].split()])
    if titles is None:
        return None
    figures = [row[1:] for row in rows.values()]
    ways = [paths for paths in _ways(titles, width) if proved_by_sums(paths, figures)]
    if len(ways) != 1:
        return None
    outer = tuple(
        "" if at and name and ways[0][at - 1][0] == name else name or leaf for at, (name, leaf) in enumerate(ways[0])
    )
    inner = tuple(leaf if name else "" for name, leaf in ways[0])
    table = {head[-2] + 1: outer, head[-1] + 1: inner} | {index + 1: row for index, row in rows.items()}
    return LooseTable(table, min(table), max(table), tuple(index + 1 for index in head[:-2]))


def is_staff(line: str) -> bool:
    """Tell a line that begins with the name of posts or of staff."""
    return _STAFF.match((_tokens(line) or [""])[0]) is not None


def _head_lines(lines: Sequence[str], start: int) -> list[int]:
    """Return the indexes of the lines of titles above the first row, up to the unit or a sentence."""
    head: list[int] = []
    index = start - 1
    while index >= 0 and len(head) < MOST_HEAD_LINES:
        text = lines[index].strip()
        if "\t" in text or PAGE_BREAK in text or (text and not all(map(_is_part, text.split()))):
            break
        if text:
            head.insert(0, index)
        index -= 1
    return head


def _is_part(token: str) -> bool:
    return len(token) <= MOST_LETTERS and _NO_TITLE.search(token) is None and "(" not in token


def _titles(tokens: Sequence[str]) -> list[str] | None:
    """Return the titles that words and letters make up; None where letters make none."""
    titles: list[str] = []
    letters = ""
    for token in [*tokens, ""]:
        if token and _PIECE.match(token):
            letters += token
            continue
        found = _GLUED.findall(letters)
        if "".join(found) != letters:
            return None
        titles += found
        letters = ""
        if token:
            titles.append(token)
    return titles if titles and titles[0] == "구분" else None


def _ways(titles: Sequence[str], width: int) -> Iterator[list[Path]]:
    """Yield the ways to put the last titles under one of the others so that there are as many columns as figures."""
    if len(titles) == width + 1:
        return
    for size in range(LEAST_PARTS, len(titles) - 1):
        outer, inner = titles[:-size], titles[-size:]
        if len(outer) - 1 + size != width + 1 or len(set(inner)) < size:
            continue
        for group in range(1, len(outer)):
            if is_total(outer[group]):
                continue
            paths: list[Path] = []
            for at, title in enumerate(outer):
                paths += [(title, leaf) for leaf in inner] if at == group else [("", title)]
            yield paths
