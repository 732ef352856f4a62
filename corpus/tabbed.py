"""Runs of tab separated lines -> one run a table: cleaned, cut, joined over pages, mended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.amounts import read_amount
from corpus.header_lines import join_bracket_line, span_short_headers
from corpus.headers import header_count, is_second_header, is_value
from corpus.mend import CLEANING, MENDING, drop_padding
from corpus.page_marks import PAGE_BREAK
from corpus.runs import Field, Run, Span, Stage, mended, raw_runs
from corpus.side_by_side import unfold_halves
from corpus.text import squash

_GOES_ON = re.compile(r"^.{0,24}[(<\[]\s*(?:앞\s*[표쪽]에서\s*)?계\s*속\s*[)>\]]\s*$")
"""A line over the rest of a table on the next page: `(계속)`."""
_YEAR = re.compile(r"(?:19|20)\d{2}년?도?")
_OVER_LABELS = re.compile(r"구분|연번|순번|번호|항목|분야|연도|년도|회계연도|.{1,4}명")
"""What stands over the labels of rows."""
_PHONE = re.compile(r"☎|\d{2,3}\)\s?\d{3,4}-\d{4}|\d{2,4}-\d{3,4}-\d{4}")

HEAD_ROWS = 2
"""Rows of heads that may stand alone at the end of a page."""
HEADED = 3
"""Words in such a row from which on it may head a table of words."""

Layout = tuple[int, tuple[str, ...]]
"""Columns of a table and the texts of its first row."""


def runs(lines: Sequence[str], places: Mapping[int, Sequence[Span]] | None = None) -> list[Run]:
    """Return the tables of a text export in reading order; lines are counted from 1.

    `places` gives the lines of each field of a row whose cells were printed on lines of their own.
    """
    found = [_staged(run, CLEANING) for run in span_short_headers(raw_runs(lines, places))]
    cut = [part for run in found for part in cut_glued(run)]
    joined = vote_on_layouts(join_pages(cut, lines))
    return [unfold_halves(join_bracket_line(_staged(run, MENDING))) for run in joined]


def _staged(run: Run, stages: Sequence[tuple[str, Stage]]) -> Run:
    for _, stage in stages:
        run = stage(run)
    return run


def is_contact_row(run: Run) -> bool:
    """Tell a table of one row that names people and how to reach them."""
    return len(run.rows) == 1 and any(_PHONE.search(field.text) for field in run.rows[0])


def cut_glued(run: Run) -> list[Run]:
    """Cut a run where a two-level header starts below rows of contacts: two tables without a line between."""
    texts = run.texts
    contacts = False
    for index in range(1, len(texts) - 2):
        head, below, above = texts[index], texts[index + 1], texts[index - 1]
        contacts = contacts or any("☎" in cell for cell in above)
        if any(is_value(cell) for cell in above):
            break
        if not head[0].strip() or not below[0].strip() or len([cell for cell in head if cell.strip()]) < 3:
            continue
        if contacts and is_second_header(head, below):
            at = run.line(index)
            first = Run(run.rows[:index], ((run.span[0], at - 1),), run.repairs)
            return [drop_padding(first), Run(run.rows[index:], ((at, run.span[1]),), run.repairs)]
    return [run]


def join_pages(found: Sequence[Run], lines: Sequence[str]) -> list[Run]:
    """Join runs that are one table cut by a page: header repeated, or a numbered list or values going on."""
    joined: list[Run] = []
    for run in found:
        last = joined[-1] if joined else None
        if last is not None and _is_cut(last, run, lines):
            rows = run.rows[_repeated(last, run) or _heads_again(last, run) :]
            joined[-1] = replace(last, rows=(*last.rows, *rows), parts=(*last.parts, *run.parts))
        else:
            joined.append(run)
    return joined


def _is_cut(last: Run, run: Run, lines: Sequence[str]) -> bool:
    """Tell whether a run goes on the one above it, nothing but blank lines and page numbers between them."""
    if last.width != run.width or not _only_blank(lines, last.span[1], run.span[0]):
        return False
    return (
        _repeated(last, run) > 0
        or _heads_again(last, run) > 0
        or _counts_on(last, run)
        or (_is_broken(last, run, lines) and (_goes_on(last, run) or _is_head(last, run)))
    )


def _repeated(last: Run, run: Run) -> int:
    """Return how many rows from the top two runs have in common: the header a page repeats."""
    pairs = list(zip(last.rows, run.rows[:-1], strict=False))
    return next((index for index, (a, b) in enumerate(pairs) if _texts(a) != _texts(b)), len(pairs))


def _heads_again(last: Run, run: Run) -> int:
    """Return 1 where a run begins with the innermost heads of the one above, the names of groups left out, else 0."""
    texts = [_texts(row) for row in last.rows]
    count = header_count(texts)
    inner = [next((row[at] for row in texts[:count][::-1] if row[at]), "") for at in range(last.width)]
    return int(count > 1 and len(run.rows) > 1 and inner == _texts(run.rows[0]))


def _texts(row: Sequence[Field]) -> list[str]:
    return [squash(field.text) for field in row]


def _only_blank(lines: Sequence[str], last: int, first: int) -> bool:
    return all(not line.strip() or _GOES_ON.search(line) for line in lines[last : first - 1])


def _counts_on(last: Run, run: Run) -> bool:
    """Tell whether a run continues a numbered list."""
    a, b = read_amount(last.rows[-1][0].text), read_amount(run.rows[0][0].text)
    return a is not None and b is not None and b.value == a.value + 1


def _is_broken(last: Run, run: Run, lines: Sequence[str]) -> bool:
    """Tell whether a page ends between two runs."""
    return any(PAGE_BREAK in line for line in lines[last.span[1] : run.span[0] - 1])


def _goes_on(last: Run, run: Run) -> bool:
    """Tell whether a run holds values where the last row above it does, and no heads of its own over them."""
    above, first = ([is_value(field.text) for field in row] for row in (last.rows[-1], run.rows[0]))
    if not any(above) or not all(below for value, below in zip(above, first, strict=True) if value):
        return False
    texts = [squash(field.text) for field in run.rows[0] if not field.is_empty]
    return not _OVER_LABELS.fullmatch(texts[0]) and (
        header_count(run.texts) == 0 or not any(map(_YEAR.fullmatch, texts))
    )


def _is_head(last: Run, run: Run) -> bool:
    """Tell the heads of a table left alone at the end of a page: words, two rows at most, figures below them.

    One row of three words or more may also head a table of words.
    """
    texts = [field.text for row in last.rows for field in row]
    if len(last.rows) > HEAD_ROWS or any(map(is_value, texts)) or is_contact_row(last):
        return False
    heads_figures = any(is_value(field.text) for field in run.rows[0])
    return heads_figures or (len(last.rows) == 1 and sum(map(bool, map(str.strip, texts))) >= HEADED)


def vote_on_layouts(found: Sequence[Run]) -> list[Run]:
    """Return runs with squeezed group headers put back: the same texts stand at other columns in most sister tables."""
    keys = [_layout(run) for run in found]
    votes: dict[Layout, Counter[tuple[int, ...]]] = {}
    for key, filled in keys:
        votes.setdefault(key, Counter())[filled] += 1
    mended_runs = []
    for run, (key, filled) in zip(found, keys, strict=True):
        best, count = votes[key].most_common(1)[0]
        shifted = best != filled and count >= 2 and votes[key][filled] < count and len(run.rows) > 1
        mended_runs.append(_laid_out(run, filled, best) if shifted else run)
    return mended_runs


def _layout(run: Run) -> tuple[Layout, tuple[int, ...]]:
    filled = tuple(column for column, field in enumerate(run.rows[0]) if not field.is_empty)
    return (run.width, tuple(squash(run.rows[0][column].text) for column in filled)), filled


def _laid_out(run: Run, filled: Sequence[int], best: Sequence[int]) -> Run:
    row = [Field("", field.lines) for field in run.rows[0]]
    for source, target in zip(filled, best, strict=True):
        row[target] = run.rows[0][source]
    return mended(run, [row, *run.rows[1:]], f"밀린 머리행을 같은 꼴의 다른 표에 맞춰 바로잡음({run.line(0)}행)")
