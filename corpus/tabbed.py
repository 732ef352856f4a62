"""Runs of tab separated lines -> raw tables: cut, joined, cleaned, shifted headers put right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.amounts import read_amount
from corpus.headers import Rows, _is_second_header, is_value
from corpus.text import clean_cell, squash

_DASHES = re.compile(r"^(?:-{3,}|:)$")


@dataclass(slots=True)
class Run:
    """Rows of one table with the line each was printed on."""

    rows: Rows
    lines: list[int]
    repairs: list[str] = field(default_factory=list)
    parts: list[tuple[int, int]] = field(default_factory=list)

    @property
    def span(self) -> tuple[int, int]:
        """First and last line."""
        return self.lines[0], self.lines[-1]


def runs(lines: Sequence[str]) -> list[Run]:
    """Return the tables of a text export in reading order; lines are counted from 1."""
    found = [_clean(run) for run in _raw_runs(lines)]
    cut = [part for run in found if run.rows for part in _cut_glued(run)]
    joined = _join(cut, lines)
    _vote_on_layouts(joined)
    for run in joined:
        _mend_shift(run)
        _mend_list(run)
        run.parts = run.parts or [run.span]
    return joined


def _raw_runs(lines: Sequence[str]) -> list[Run]:
    found: list[Run] = []
    for number, line in enumerate(lines, start=1):
        if "\t" not in line:
            continue
        fields = [clean_cell(cell) for cell in line.split("\t")]
        if found and found[-1].lines[-1] == number - 1 and len(found[-1].rows[0]) == len(fields):
            found[-1].rows.append(fields)
            found[-1].lines.append(number)
        else:
            found.append(Run([fields], [number]))
    return found


def _clean(run: Run) -> Run:
    """Drop pseudo-Markdown rules and a garbage first field that holds the text of the rows that follow."""
    keep = [
        (row, line) for row, line in zip(run.rows, run.lines, strict=True)
        if not all(_DASHES.match(cell.strip()) for cell in row if cell.strip()) or not any(cell.strip() for cell in row)
    ]
    repairs = list(run.repairs)
    if len(keep) < len(run.rows):
        repairs.append("줄표만 있는 행을 뺌")
    rows = [row for row, _ in keep]
    if len(rows) > 3 and len(rows[0]) > 3 and not rows[0][0].strip():
        long = [row[0] for row in rows[1:] if row[0].strip()]
        if long and sum(len(text) for text in long) / len(long) > 80:
            rows = [row[1:] for row in rows]
            repairs.append("다른 행의 글이 섞인 첫 칸을 뺌")
    return Run(rows, [line for _, line in keep], repairs)


def _cut_glued(run: Run) -> list[Run]:
    """Cut a run where a two-level header starts below rows of text: two tables without a line between."""
    for index in range(1, len(run.rows) - 2):
        head, below = run.rows[index], run.rows[index + 1]
        above = run.rows[:index]
        if (
            head[0].strip() and below[0].strip() and _is_second_header(head, below)
            and not any(is_value(cell) for row in above for cell in row) and len([c for c in head if c.strip()]) >= 3
            and any("☎" in cell for row in above for cell in row)
        ):
            first = Run(_without_padding(above), run.lines[:index], [*run.repairs])
            return [first, Run(run.rows[index:], run.lines[index:], [*run.repairs])]
    return [run]


def _without_padding(rows: Rows) -> Rows:
    """Drop columns at the right that no row fills."""
    width = max((column + 1 for row in rows for column, cell in enumerate(row) if cell.strip()), default=1)
    return [row[:width] for row in rows]


def _join(found: Sequence[Run], lines: Sequence[str]) -> list[Run]:
    """Join runs that are one table cut by a page: the header repeated, or a numbered list going on."""
    joined: list[Run] = []
    for run in found:
        if joined and _only_blank(lines, joined[-1].lines[-1], run.lines[0]) and len(joined[-1].rows[0]) == len(run.rows[0]):
            last = joined[-1]
            repeated = [squash(c) for c in last.rows[0]] == [squash(c) for c in run.rows[0]] and len(run.rows) > 1
            if repeated or _goes_on(last, run):
                last.parts = [*(last.parts or [last.span]), run.span]
                skip = 1 if repeated else 0
                last.rows += run.rows[skip:]
                last.lines += run.lines[skip:]
                continue
        joined.append(run)
    return joined


def _only_blank(lines: Sequence[str], last: int, first: int) -> bool:
    return all(not line.strip() for line in lines[last : first - 1])


def _goes_on(last: Run, run: Run) -> bool:
    """Tell whether a run continues a numbered list."""
    a, b = read_amount(last.rows[-1][0]), read_amount(run.rows[0][0])
    return a is not None and b is not None and b.value == a.value + 1


def _vote_on_layouts(found: Sequence[Run]) -> None:
    """Put squeezed group headers back: the same header texts stand at other columns in most sister tables."""
    layouts: dict[tuple[int, tuple[str, ...]], Counter[tuple[int, ...]]] = {}
    keys = []
    for run in found:
        filled = [column for column, cell in enumerate(run.rows[0]) if cell.strip()]
        key = (len(run.rows[0]), tuple(squash(run.rows[0][column]) for column in filled))
        keys.append((key, tuple(filled)))
        layouts.setdefault(key, Counter())[tuple(filled)] += 1
    for run, (key, filled) in zip(found, keys, strict=True):
        best, votes = layouts[key].most_common(1)[0]
        if best != filled and votes >= 2 and layouts[key][filled] < votes and len(run.rows) > 1:
            texts = [run.rows[0][column] for column in filled]
            row = ["" for _ in run.rows[0]]
            for column, text in zip(best, texts, strict=True):
                row[column] = text
            run.rows[0] = row
            run.repairs.append("밀린 머리행을 같은 꼴의 다른 표에 맞춰 바로잡음")


def _mend_shift(run: Run) -> None:
    """Move rows right by one whose label lost a field: they end in one more empty field than the full rows.

    The proof is a column of totals: a moved row is kept only where the last column is filled in other rows.
    """
    if len(run.rows) < 4 or len(run.rows[0]) < 5:
        return
    body = [row for row in run.rows if row[-1].strip() and is_value(row[-1])]
    short = [index for index, row in enumerate(run.rows) if not row[-1].strip() and len([c for c in row if c.strip()]) >= 3]
    if not body or len(short) < 2 or len(short) + len(body) != len(run.rows):
        return
    two_labels = all(not is_value(row[1]) for row in body)
    moved = [index for index in short if is_value(run.rows[index][1]) or index == 0 or (index == 1 and short[0] == 0)]
    if not two_labels or not any(is_value(run.rows[index][1]) for index in moved):
        return
    for index in moved:
        row = run.rows[index]
        run.rows[index] = [row[0], "", *row[1:-1]]
    numbers = ", ".join(f"{run.lines[index]}행" for index in moved)
    run.repairs.append(f"한 칸씩 밀린 행을 바로잡음({numbers})")


def _mend_list(run: Run) -> None:
    """Fill a lost cell of a long sorted list where the rows above and below agree; recorded line by line."""
    if len(run.rows) < 20:
        return
    for column in range(1, len(run.rows[0])):
        texts = [row[column].strip() for row in run.rows[1:]]
        if len(set(texts)) > len(texts) * 0.2:
            continue
        for index in range(2, len(run.rows) - 1):
            before, after = run.rows[index - 1][column], run.rows[index + 1][column]
            if not run.rows[index][column].strip() and before.strip() and squash(before) == squash(after):
                run.rows[index][column] = before
                run.repairs.append(f"빈 칸을 위아래 값으로 채움({run.lines[index]}행)")
