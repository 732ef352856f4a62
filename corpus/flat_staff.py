"""Staff tables whose header was set in upright letters and fell into single syllables: sums give the columns back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from corpus.flat_grid import FlatTable, Page, text_cell
from corpus.flat_lines import bullet
from corpus.flat_rows import FlatRow, number, read_rows
from corpus.grid import RawCell

_ROW_NAMES = ("정원", "현원", "과부족", "증감", "결원", "과원")
_LEAST_FIGURES = 5
_LEAST_HEADER = 6
_JOB_END = re.compile(r"(?:직|관|관리|급|원|총계|합계|소계|연구사|장학사|이하|이상)$")


def find_staff(page: Page, start: int) -> FlatTable | None:
    """Return the staff table whose scattered header begins at an index, or None.

    The rows must read 정원 and 현원 with the same count of figures. Groups of columns are those whose last figure is
    the sum of the others, in all rows; the last column is the sum of all groups. Titles are put together until they
    are as many as the groups; where that fails there is no table.
    """
    if start and not (page.lines[start - 1].is_unit or page.is_boundary(start - 1)):
        return None
    stop = _header_end(page, start)
    rows = _rows(page, stop)
    if len(rows) < 2 or stop - start < _LEAST_HEADER:
        return None
    groups = _groups([[number(value) or Decimal(0) for value in row.values] for row in rows])
    header = [line.text for line in page.lines[start:stop]]
    names = _names(header, groups) if groups else None
    if groups is None or names is None:
        return None
    lines = page.lines[start].number, page.lines[stop - 1].number
    repairs = ["세로로 인쇄되어 글자로 흩어진 머리글을, 소계와 총계가 맞는 열 묶음에 따라 되살렸습니다.", *names[1]]
    cells = [*_header_cells(names[0], groups, lines), *_body_cells(rows)]
    piece = page.lines[start].number, rows[-1].line
    width = len(rows[0].values) + 1
    return FlatTable("staff", tuple(cells), len(rows) + 2, width, 2, 1, (piece,), repairs=tuple(repairs))


def _header_end(page: Page, start: int) -> int:
    """Return the index of the first row: the first line that begins with 정원 and holds figures."""
    index = start
    while index < len(page.lines) and not page.is_boundary(index) and index - start < 60:
        line = page.lines[index]
        if bullet(line) or line.is_note or line.is_unit:
            return start
        if line.text.replace(" ", "").startswith(_ROW_NAMES) and re.search(r"\d", line.text):
            return index
        index += 1
    return start


def _rows(page: Page, start: int) -> list[FlatRow]:
    stop = start
    while stop < len(page.lines) and page.lines[stop].text.startswith(_ROW_NAMES):
        stop += 1
    rows, _ = read_rows(page.lines[start:stop], 40, page.joiner, least=_LEAST_FIGURES)
    return rows if len({len(row.values) for row in rows}) == 1 else []


def _groups(rows: Sequence[Sequence[Decimal]]) -> tuple[int, ...] | None:
    """Return the sizes of the column groups but for the grand total, or None when the sums allow none or several."""
    found = [
        sizes for sizes in _splits(rows, 0) if all(sum(row[end - 1] for end in _ends(sizes)) == row[-1] for row in rows)
    ]
    if not found:
        return None
    fewest = min(len(sizes) for sizes in found)
    best = [sizes for sizes in found if len(sizes) == fewest]
    return best[0] if len(best) == 1 else None


def _ends(sizes: Sequence[int]) -> list[int]:
    return [sum(sizes[: place + 1]) for place in range(len(sizes))]


def _splits(rows: Sequence[Sequence[Decimal]], start: int) -> Iterator[tuple[int, ...]]:
    """Yield every way to cut the columns from `start` into single ones and groups that end in their sum."""
    last = len(rows[0]) - 1
    if start == last:
        yield ()
        return
    for size in range(1, last - start + 1):
        if size == 2 or any(sum(row[start : start + size - 1]) != row[start + size - 1] for row in rows if size > 1):
            continue
        if size > 2 and all(row[start + size - 1] == 0 for row in rows):
            continue
        for rest in _splits(rows, start + size):
            yield (size, *rest)


def _names(
    header: Sequence[str], groups: Sequence[int]
) -> tuple[tuple[list[str], dict[int, list[str]]], list[str]] | None:
    """Return the group titles and, by group size, the titles below them, with what was mended; None when unclear."""
    words = [word for text in header for word in text.split()]
    if "".join(words[:2]) == "구분":
        words = words[2:]
    elif words[:1] == ["구분"]:
        words = words[1:]
    tops, used = _merge(words, len(groups) + 1)
    if tops is None or not tops[-1].endswith("계"):
        return None
    leaves, mended = _leaves(words[used:])
    by_size = {len(titles): titles for titles in leaves}
    if any(size > 1 and size not in by_size for size in groups):
        return None
    return (tops, by_size), mended


def _merge(words: Sequence[str], count: int) -> tuple[list[str] | None, int]:
    """Return the first `count` titles, syllables joined up to the end of a job title, and how many words they took."""
    titles: list[str] = []
    current = ""
    for place, word in enumerate(words):
        current += word
        if (_JOB_END.search(current) and len(current) > 1) or len(word) > 3:
            titles.append(current)
            current = ""
        if len(titles) == count:
            return titles, place + 1
    return None, 0


def _leaves(words: Sequence[str]) -> tuple[list[list[str]], list[str]]:
    """Return the lists of titles that end in 소계, and what was mended: a lost 계, a lost grade between two."""
    found: list[list[str]] = [[]]
    mended: list[str] = []
    current = ""
    for place, word in enumerate(words):
        current += word
        is_lost_sum = current == "소" and words[place + 1 : place + 2] != ["계"]
        if is_lost_sum:
            current = "소계"
        if not _JOB_END.search(current):
            continue
        if current == "급" and found[-1] and (lost := _between(found[-1][-1], words[place + 1 :])):
            mended.append(f"머리글에서 빠진 ‘{lost}’을 앞뒤 급수로 채웠습니다.")
            current = lost
        found[-1].append(current)
        if current == "소계":
            found.append([])
        current = ""
    return [titles for titles in found if titles], mended


def _between(before: str, after: Sequence[str]) -> str | None:
    """Return the one grade between the grade before and the grade after, or None: `4급` and `6~9급` leave `5급`."""
    low = re.match(r"(\d)급$", before)
    high = re.match(r"(\d)", after[0]) if after else None
    if low and high and int(high.group(1)) - int(low.group(1)) == 2:
        return f"{int(low.group(1)) + 1}급"
    return None


def _header_cells(
    names: tuple[list[str], dict[int, list[str]]], groups: Sequence[int], lines: tuple[int, int]
) -> list[RawCell]:
    tops, leaves = names
    cells = [text_cell(0, 0, "구분", lines, rowspan=2)]
    column = 1
    for title, size in zip(tops, [*groups, 1], strict=True):
        if size == 1:
            cells.append(text_cell(0, column, title, lines, rowspan=2))
        else:
            cells.append(text_cell(0, column, title, lines, colspan=size))
            cells += [text_cell(1, column + place, leaf, lines) for place, leaf in enumerate(leaves[size])]
        column += size
    return cells


def _body_cells(rows: Sequence[FlatRow]) -> list[RawCell]:
    cells: list[RawCell] = []
    for place, row in enumerate(rows, start=2):
        texts = [row.label, *(value or "" for value in row.values)]
        cells += [text_cell(place, column, text, (row.line, row.line)) for column, text in enumerate(texts)]
    return cells
