"""Tables whose cells stand one space apart, a row a line, as tab separated lines again, line for line.

```
연번 시책명 예산(천원) 시행시기 담당부서
1 마을 변호사 14,400 2월 기획실
2 어르신 사랑방 318,000 5월 노인과
```

Every row has a label, then just as many figures side by side, then words or none; the titles say which of them head
the figures (`spaced_heads`). Words before the figures are one label, and those behind them one remark, unless all rows
part them alike. A row of another number of figures, or a line behind the rows that may be one, leaves text as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.bare import close_up, is_bare_value
from corpus.headers import is_period
from corpus.loose import LooseTable, lacks_head
from corpus.loose_heads import proved_by_sums
from corpus.outline import heading, item
from corpus.page_marks import PAGE_BREAK
from corpus.spaced_apart import closed_up
from corpus.spaced_heads import (
    SHARES,
    YEAR,
    Heads,
    Titles,
    heads_labels,
    heads_of,
    is_serial,
    levelled_heads,
    nested_heads,
    titles_of,
)
from corpus.text import squash
from corpus.total_names import is_total

LEAST_ROWS = 3
MOST_HEAD_LINES = 3
LEAST_SUMMED = 3
"""Columns of figures from which on a total's must add up."""
LONGEST_LABEL = 70
MOST_WORDS = 30
_GAP = re.compile(r"\S {2,}\S")
_PAIR = re.compile(r"^(?:[\d,]+|-)/(?:[\d,]+|-)$")
_NUMBER = re.compile(r"^[△▲−-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?$|^[-–—]$")
_COUNTED = re.compile(
    r"^[△▲−-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:명|건|개|개소|대|회|동|호|종|곳|교|팀|가구|세대|점|톤|원|천원|백만원|억원|㎡|㎞|%p?)$"
)
_LEADS = ("총", "약")
_NO_LABEL = re.compile(r"[:;?!※]|[.다]$")
_ENDS = re.compile(r"^\s*(?:[(\[<【〔]|※|\*|주\s*\d*\)|붙임|<)")
_OFFICE = re.compile(r"(?:[과실국원소단관팀부처청]|센터|위원회)$")


@dataclass(frozen=True, slots=True)
class _Line:
    """The words of a line and where figures stand side by side in them: from an index to another (not included)."""

    words: tuple[str, ...]
    runs: tuple[tuple[int, int], ...]

    @property
    def is_total(self) -> bool:
        """True for a row of a total."""
        return is_total(self.words[0]) or is_total("".join(self.words[: self.runs[0][0]]))


@dataclass(frozen=True, slots=True)
class _Row:
    """A line cut into the words before its figures, the figures, the words behind."""

    label: tuple[str, ...]
    figures: tuple[str, ...]
    remark: tuple[str, ...]
    is_total: bool


def find_spaced(lines: Sequence[str]) -> list[LooseTable]:
    """Return the tables of cells one space apart, in reading order; lines with tabs or pipes are left alone."""
    found = _tables(lines)
    apart = closed_up(lines, _may_be_row, heads_labels)
    if apart is None:
        return found
    closed, places = apart
    taken = {number for table in found for number in range(table.first, table.last + 1)}
    for table in _tables(closed):
        first, last = places[table.first - 1][0] + 1, places[table.last - 1][1] + 1
        if not taken & set(range(first, last + 1)):
            rows = {places[number - 1][1] + 1: row for number, row in table.rows.items()}
            found.append(LooseTable(rows, first, last, ()))
    return sorted(found, key=lambda table: table.first)


def _may_be_row(line: str) -> bool:
    row = _line(line, False, False)
    return row is not None and any(last - first > 1 for first, last in row.runs)


def _tables(lines: Sequence[str]) -> list[LooseTable]:
    found: list[LooseTable] = []
    index = 0
    while index < len(lines):
        table = _table_at(lines, index)
        if table is not None:
            found.append(table)
        index = table.last if table is not None else index + 1
    return found


def _table_at(lines: Sequence[str], start: int) -> LooseTable | None:
    """Return the table whose titles begin on the line at an index, or None."""
    if _is_other(lines[start]) or not lines[start].strip():
        return None
    for height in range(1, MOST_HEAD_LINES + 1):
        head = lines[start : start + height]
        titles = _titles(head) if len(head) == height else None
        if titles is None:
            continue
        if height > 1 and start and titles_of(lines[start - 1], least=1):
            continue  # what stands above may be outer titles
        own = titles[height == MOST_HEAD_LINES].words[0]
        for counted in (False, True):
            body, last = _lines(lines, start + height, head, counted, is_serial(own))
            if len(body) < LEAST_ROWS or not _is_closed(lines, last, body, counted):
                continue
            tables = [_table(titles, rows, list(body), start) for rows in _ways(list(body.values()))]
            told = [table for table in tables if table is not None]
            if told and all(table.rows == told[0].rows for table in told):
                return told[0]
    return None


def _titles(head: Sequence[str]) -> list[Titles] | None:
    """Return the titles of lines of heads: one, an outer and an inner one, or those of columns of their own between."""
    if len(head) < MOST_HEAD_LINES:
        titles = [titles_of(line) for line in head]
    else:
        titles = [titles_of(head[0], least=1), titles_of(head[1], least=1), titles_of(head[2], closed=False)]
    told = [line for line in titles if line is not None]
    if len(told) < len(head) or any(map(_is_other, head)):
        return None
    return told if heads_labels(told[len(head) == MOST_HEAD_LINES].words[0]) else None


def _table(titles: Sequence[Titles], rows: Sequence[_Row], at: Sequence[int], start: int) -> LooseTable | None:
    """Return the table that titles make up over rows printed on the lines at some indexes, or None."""
    heads = _heads(titles, rows)
    if heads is None or not _holds(heads, rows):
        return None
    return _laid(heads, dict(zip(at, rows, strict=True)), start, start + len(titles))


def _ways(lines: Sequence[_Line]) -> Iterator[list[_Row]]:
    """Yield the ways to cut all lines into rows of one number of figures: those that end each line, or stand inside.

    Inside, words of the label or the remark may be figures as well: then the label is one word in all rows, or just as
    many words stand behind the figures as in the rows without others.
    """
    ways = [[line.runs[-1] for line in lines]] if all(line.runs[-1][1] == len(line.words) for line in lines) else []
    single = [line for line in lines if len(line.runs) == 1]
    if len(single) == len(lines) or all(line.runs[0][0] == lines[0].runs[0][0] < 3 for line in lines):
        ways.append([line.runs[0] for line in lines])
    behind = {len(line.words) - line.runs[0][1] for line in single if not line.is_total}
    if len(behind) == 1:
        count = next(iter(behind))
        fit = [
            next((run for run in line.runs if len(line.words) - run[1] == count or len(line.runs) == 1), None)
            for line in lines
        ]
        if None not in fit:
            ways.append([run for run in fit if run])
    for runs in ways:
        if len({last - first for first, last in runs}) == 1:
            yield [
                _Row(line.words[:first], line.words[first:last], line.words[last:], line.is_total)
                for line, (first, last) in zip(lines, runs, strict=True)
            ]


def _is_other(line: str) -> bool:
    return "\t" in line or "|" in line or " / " in line or PAGE_BREAK in line or _GAP.search(line.strip()) is not None


def _lines(
    lines: Sequence[str], start: int, head: Sequence[str], counted: bool, serial: bool
) -> tuple[dict[int, _Line], int]:
    """Return the lines of rows from an index on, and the index behind them; the head may be said again."""
    rows: dict[int, _Line] = {}
    index = start
    while index < len(lines):
        row = _line(lines[index], counted, serial)
        if row is None:
            again = next((at for at in range(index, len(lines)) if lines[at].strip() not in ("", PAGE_BREAK)), index)
            if not rows or [line.split() for line in lines[again : again + len(head)]] != [h.split() for h in head]:
                break
            index = again + len(head)
            continue
        rows[index] = row
        index += 1
    return rows, max(rows, default=start) + 1


def _line(line: str, counted: bool, serial: bool) -> _Line | None:
    """Return the words and figures of a line that may be a row, or None."""
    if _is_other(line) or not line.strip() or item(line):
        return None
    words = _with_lead(close_up(line.strip()).split(), counted)
    first = 2 if serial and words[0].isdigit() else 1
    figures = [at >= first and _is_figure(word, counted) for at, word in enumerate(words)]
    starts = [at for at in range(len(words)) if figures[at] and not figures[at - 1]]
    runs = [(at, next((end for end in range(at, len(words)) if not figures[end]), len(words))) for at in starts]
    if not runs or len(words) > MOST_WORDS or all(map(YEAR.match, _within(words, runs))):
        return None
    label = " ".join(words[: runs[0][0]])
    if len(label) > LONGEST_LABEL or _NO_LABEL.search(label) or not re.search(r"[가-힣A-Za-z]", label):
        return None
    return _Line(tuple(words), tuple(runs))


def _with_lead(words: Sequence[str], counted: bool) -> list[str]:
    """Return words with `총` or `약` put to the figure behind it."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] in _LEADS and _is_figure(word, counted):
            joined[-1] += f" {word}"
        else:
            joined.append(word)
    return joined


def _within(words: Sequence[str], runs: Sequence[tuple[int, int]]) -> list[str]:
    return [word for first, last in runs for word in words[first:last]]


def _is_figure(word: str, counted: bool) -> bool:
    word = word.removeprefix(next((f"{lead} " for lead in _LEADS if word.startswith(f"{lead} ")), ""))
    return bool(_NUMBER.match(word) or _PAIR.match(word)) or (counted and _COUNTED.match(word) is not None)


def _is_closed(lines: Sequence[str], last: int, rows: dict[int, _Line], counted: bool) -> bool:
    """Tell whether rows end where the text says so, and none like them stands right behind."""
    if last >= len(lines):
        return True
    line = lines[last]
    ends = not line.strip() or _ENDS.match(line) or item(line) or heading(line, alone=False) or PAGE_BREAK in line
    if not (ends or list(rows.values())[-1].is_total):
        return False
    after = next((at for at in range(last + bool(ends), min(last + 3, len(lines))) if lines[at].strip()), last)
    row = _line(lines[after], counted, False)
    sizes = {end - first for each in rows.values() for first, end in each.runs}
    return row is None or not any(end - first in sizes for first, end in row.runs)


def _heads(lines: Sequence[Titles], rows: Sequence[_Row]) -> Heads | None:
    """Return the heads the lines of titles make up over the rows, or None."""
    figures = [row.figures for row in rows]
    remarks = any(row.remark for row in rows)
    if len(lines) == MOST_HEAD_LINES:
        return None if remarks else levelled_heads(lines, figures)
    if len(lines) == 1:
        heads = heads_of(lines[0], len(figures[0]), remarks=remarks)
        if heads is not None or remarks or len(lines[0].words) <= len(figures[0]) + 1:
            return heads
    return None if remarks else nested_heads(lines, figures)


def _holds(heads: Heads, rows: Sequence[_Row]) -> bool:
    """Tell whether nothing in the rows speaks against their heads."""
    if any(row.remark for row in rows) and not heads.remarks:
        return False
    labels = [" ".join(row.label) for row in rows]
    if len(set(labels)) < len(labels) or lacks_head(heads.labels[0], labels):
        return False
    if not any(re.search(r"\d", cell) for row in rows for cell in row.figures):
        return False
    if any(_COUNTED.match(cell) and not cell.endswith("%") for row in rows for cell in row.figures) and (
        len(heads.figures) == 1 and any(len(row.label) > 1 for row in rows)
    ):
        return False  # a text may end in a figure it counts
    ends = [row.label[-1] for row in rows if not row.is_total]
    if any(end.endswith(",") for end in ends) or sum(bool(_COUNTED.match(end)) for end in ends) * 2 >= len(ends):
        return False  # the rest of a text, or a column of its own
    if any(cell.endswith("%") and not SHARES.search(title) for title, cell in _pairs(heads, rows)):
        return False
    numbers = [row.label[0] for row in rows if not row.is_total]
    if is_serial(heads.labels[0]) and numbers != [str(at) for at in range(1, len(numbers) + 1)]:
        return False
    if len(heads.figures) < LEAST_SUMMED or any("/" in cell for row in rows for cell in row.figures):
        return True
    paths = [("", title) for title in (heads.labels[0], *heads.figures)]
    return proved_by_sums(paths, [row.figures for row in rows]) is not False


def _pairs(heads: Heads, rows: Sequence[_Row]) -> Iterator[tuple[str, str]]:
    """Yield each figure with its title."""
    return (pair for row in rows for pair in zip(heads.figures, row.figures, strict=True))


def _laid(heads: Heads, rows: dict[int, _Row], start: int, body: int) -> LooseTable:
    """Return the table: labels and remarks parted into the columns their titles say where all rows part them alike."""
    plain = [row for row in rows.values() if not row.is_total]
    serial = is_serial(heads.labels[0])
    names = heads.labels[serial:]
    free = _free_column([row.label[serial:] for row in plain], names) if names else None
    behind = _are_columns([row.remark for row in plain if row.remark], heads.remarks)
    left = [*heads.labels[:serial], *names] if free is not None else [" ".join(heads.labels)]
    right = list(heads.remarks) if behind else [" ".join(heads.remarks)] if heads.remarks else []
    table = {body: (*left, *heads.figures, *right)}
    for index, row in rows.items():
        label: list[str]
        if free is None:
            label = [" ".join(row.label)]
        elif row.is_total:
            label = [" ".join(row.label), *[""] * (len(left) - 1)]
        else:
            label = [*row.label[:serial], *_parted(row.label[serial:], len(names), free)]
        remark = list(row.remark) if behind and row.remark else [" ".join(row.remark)] * bool(right)
        table[index + 1] = (*label, *row.figures, *remark, *[""] * (len(right) - len(remark)))
    return LooseTable(table, start + 1, max(table), ())


def _parted(words: Sequence[str], columns: int, free: int) -> list[str]:
    """Return the words of a label in columns, one each but for one column that holds all the others."""
    behind = columns - free - 1
    return [*words[:free], " ".join(words[free : len(words) - behind]), *words[len(words) - behind :]]


def _free_column(labels: Sequence[Sequence[str]], names: Sequence[str]) -> int | None:
    """Return the one column of names whose cells may have several words, all others being alike; None for no or two."""
    if len(names) == 1:
        return 0
    if any(len(label) < len(names) for label in labels):
        return None
    found = []
    for free in range(len(names)):
        cells = [_parted(label, len(names), free) for label in labels]
        if all(_are_alike([row[at] for row in cells]) for at in range(len(names)) if at != free):
            found.append(free)
    return found[0] if len(found) == 1 else None


def _are_columns(remarks: Sequence[Sequence[str]], titles: Sequence[str]) -> bool:
    """Tell whether what stands behind the figures is a word for each title, those of a title alike."""
    if not remarks or not all(map(heads_labels, titles)) or any(len(remark) != len(titles) for remark in remarks):
        return len(titles) == 1 and all(len(remark) == 1 for remark in remarks)
    return len(titles) == 1 or all(_are_alike([remark[at] for remark in remarks]) for at in range(len(titles)))


def _are_alike(cells: Sequence[str]) -> bool:
    """Tell the cells of a column: offices, times, or a few words that come again."""
    if len(cells) < LEAST_ROWS:
        return False
    if all(_OFFICE.search(cell) for cell in cells) or all(map(is_period, cells)):
        return True
    return len({squash(cell) for cell in cells}) * 2 <= len(cells) + 1 and not any(map(is_bare_value, cells))
