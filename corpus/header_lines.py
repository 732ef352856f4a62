"""Header lines that a text export prints apart from their table: one cell short, or only a bracket. Run -> Run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.bare import stated_number
from corpus.headers import header_count, is_period, is_value
from corpus.runs import Field, Run, mended
from corpus.text import search_text, squash

LABEL_WORD = re.compile(
    r"^(?:구분|과목|세목|항목|분야|부문|부서|소관|기관|회계|지역|읍[·.]?면[·.]?동|시[·.]?군(?:[·.]?구)?|재원|유형|종류|분류|지표|내역)(?:별|명)?$|"
    r"^(?:세부|단위|정책)?사업(?:명|별)?$|^(?:부서|기관|과제|시설|업무|단체)명$"
)
"""Words that head the labels of rows, never their values."""
_WORDY = re.compile(r"^비고$|(?:내용|내역|근거|사유|방법|장소|대상|담당자?|방안|이유|명)$")
"""Words that head columns of words."""
_BARE_NUMBER = re.compile(r"(?!(?:19|20)\d\d$)[\d,.]+$")
"""A number that is no year: it heads nothing."""
_BRACKET = re.compile(r"^[(\[<〈].*[)\]>〉]$")
_WORDS = re.compile(r"[가-힣A-Za-z%]")
_MOST_SPANNED = 3
_MOST_LETTERS = 30


def span_short_headers(found: Sequence[Run]) -> list[Run]:
    """Return the runs with a short first line joined to the body below it, where its first field spans labels.

    `구분 | 2026 | 2025` over `도로 | 신설 | 10 | 20`: the body begins with just as many more columns of words as the
    line is short, so that its first field heads all of them and each other field heads a column of values.
    """
    joined: list[Run] = []
    for run in found:
        head = joined[-1] if joined else None
        if head is not None and _heads(head, run):
            joined[-1] = _spanned(head, run)
        else:
            joined.append(run)
    return joined


def _heads(head: Run, body: Run) -> bool:
    missing = body.width - head.width
    if len(head.rows) != 1 or head.span[1] + 1 != body.span[0] or not 0 < missing < _MOST_SPANNED or head.width < 2:
        return False
    words = [squash(search_text(field.text)) for field in head.rows[0]]
    if not LABEL_WORD.match(words[0]) or LABEL_WORD.match(words[1]) or not all(words):
        return False
    if any((is_value(word) and not is_period(word)) or _BARE_NUMBER.match(word) for word in words):
        return False
    if _label_columns(body) != missing + 1 or not any(_is_number(field.text) for field in body.rows[0]):
        return False
    return all(_suits(word, body, missing + column) for column, word in enumerate(words) if column)


def _label_columns(body: Run) -> int:
    """Return how many columns from the left hold words only, before a column that mostly holds numbers; else 0."""
    for column in range(body.width):
        cells = _cells(body, column)
        numbers = sum(_is_number(cell) for cell in cells)
        if numbers:
            return column if numbers >= len(body.rows) * 0.5 else 0
        if not cells or not all(_WORDS.search(cell) for cell in cells):
            return 0
    return 0


def _suits(word: str, body: Run, column: int) -> bool:
    """Tell whether a head can stand over a column: a year needs a number below it, a head of words no numbers."""
    cells = _cells(body, column)
    numbers = sum(_is_number(cell) for cell in cells)
    if _WORDY.search(word):
        return numbers == 0
    return not cells or numbers > 0 or not is_period(word)


def _cells(body: Run, column: int) -> list[str]:
    return [row[column].text for row in body.rows if not row[column].is_empty]


def _is_number(cell: str) -> bool:
    """Tell a cell that is a number as a whole, or the dash for none; words that mention one are no number."""
    text = search_text(cell).strip()
    return text in ("-", "–") or stated_number(text) is not None


def _spanned(head: Run, body: Run) -> Run:
    first, *others = head.rows[0]
    blanks = [Field("", first.lines)] * (body.width - head.width)
    parts = ((head.span[0], body.span[1]),)
    run = replace(body, parts=parts, header_rows=len(head.rows), label_columns=len(blanks) + 1)
    return mended(
        run, [[first, *blanks, *others], *body.rows], f"칸이 모자란 머리행의 첫 칸을 이름 열에 걸침({first.lines[0]}행)"
    )


def join_bracket_line(run: Run) -> Run:
    """Join a line right below the header, whose only fields are in brackets, to the header's fields above them.

    `등급 | 계` over ` | (수리 후)` heads with `계 (수리 후)`; brackets around values, or a body of brackets, stay.
    """
    texts = run.texts
    index = header_count(texts) if run.header_rows is None else 0
    if index == 0 or len(texts) < index + 2 or not _is_bracket_line(texts[index]) or not texts[index + 1][0].strip():
        return run
    if any(_is_bracket_line(row) for row in texts[index + 1 :]):
        return run
    rows = [list(row) for row in run.rows]
    for column, field in enumerate(rows[index]):
        if field.is_empty:
            continue
        level = next((at for at in reversed(range(index)) if not rows[at][column].is_empty), None)
        if level is None:
            return run
        above = rows[level][column]
        rows[level][column] = Field(f"{above.text} {field.text.strip()}", (above.lines[0], field.lines[1]))
    number = run.line(index)
    return mended(run, [*rows[:index], *rows[index + 1 :]], f"괄호뿐인 둘째 머리행을 위 칸에 붙임({number}행)")


def _is_bracket_line(row: Sequence[str]) -> bool:
    cells = [cell.strip() for cell in row if cell.strip()]
    return bool(cells) and all(
        _BRACKET.match(cell) and _WORDS.search(cell) and len(cell) <= _MOST_LETTERS and not _states_value(cell)
        for cell in cells
    )


def _states_value(cell: str) -> bool:
    inside = cell[1:-1].strip()
    return (is_value(cell) or is_value(inside)) and not is_period(inside)
