"""Two tables printed side by side (revenue left, expenditure right) set one below the other. Run -> Run."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.headers import header_count, is_period, is_value
from corpus.runs import Field, Run, mended
from corpus.text import search_text, squash

_MOST_HALVES = 3
_LEAST_WIDTH = 2
_WORDS = re.compile(r"[가-힣A-Za-z]")
_LABEL = "구분"
_MOSTLY = 0.6
"""Share of a half's first fields that must be words for it to name the half's rows."""


def unfold_halves(run: Run) -> Run:
    """Return a run whose header repeats itself with the halves below each other, each named by what heads it.

    `세입 | | 세출 | ` over `과목 | 2027 | 과목 | 2027`, or `세입 | 금액 | 세출 | 금액`; without names of their own the
    halves are one list in two columns. Rows keep their lines.
    """
    texts = run.texts
    head_rows = header_count(texts) if run.header_rows is None else 0
    if head_rows not in (1, 2) or len(texts) < head_rows + 2:
        return run
    heads = [squash(search_text(text)) for text in texts[head_rows - 1]]
    width = _half(heads, texts[head_rows:])
    if width is None:
        return run
    starts = range(0, run.width, width)
    names = [run.rows[0][start] if head_rows == 2 else run.rows[head_rows - 1][start] for start in starts]
    told = {squash(name.text) for name in names}
    if head_rows == 2 and not _names_halves(texts[0], starts):
        return run
    apart = len(told) == len(names)
    if not apart and (len(told) > 1 or head_rows == 2):
        return run
    head = list(run.rows[head_rows - 1][:width])
    if apart and head_rows == 1:
        head[0] = Field("과목", head[0].lines)
    rows = [[Field(_LABEL, head[0].lines), *head] if apart else head]
    for start, name in zip(starts, names, strict=True):
        for row in run.rows[head_rows:]:
            fields = row[start : start + width]
            if any(not field.is_empty for field in fields):
                rows.append([Field(name.text, row[0].lines), *fields] if apart else list(fields))
    return mended(run, rows, f"나란히 놓인 표 {len(names)}개를 위아래로 폄({run.line(0)}행)")


def _half(heads: Sequence[str], body: Sequence[Sequence[str]]) -> int | None:
    """Return how many columns one of the side by side tables has, or None where there is but one table."""
    for count in range(2, _MOST_HALVES + 1):
        width, rest = divmod(len(heads), count)
        if rest or width < _LEAST_WIDTH:
            continue
        halves = [heads[start : start + width] for start in range(0, len(heads), width)]
        first = halves[0]
        if not all(first) or any(half[1:] != first[1:] or not half[0] for half in halves):
            continue
        if is_period(first[0]) or all(not is_period(head) and head == first[0] for head in first):
            continue
        if all(_names_rows(body, start) for start in range(0, len(heads), width)):
            return width
    return None


def _names_rows(body: Sequence[Sequence[str]], column: int) -> bool:
    """Tell whether a column holds words that name rows, and the one behind it values."""
    names = [row[column].strip() for row in body if row[column].strip()]
    worded = sum(bool(_WORDS.search(name)) and not is_value(name) for name in names)
    values = [row[column + 1].strip() for row in body if row[column + 1].strip()]
    return (
        bool(names)
        and worded >= _MOSTLY * len(names)
        and bool(values)
        and sum(map(is_value, values)) >= _MOSTLY * len(values)
    )


def _names_halves(row: Sequence[str], starts: Sequence[int]) -> bool:
    """Tell whether the upper header row names each half once, at its first column."""
    return all(bool(text.strip()) == (column in starts) for column, text in enumerate(row))
