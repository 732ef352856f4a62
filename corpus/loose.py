"""Tables fallen apart into lines of words and figures, as tab separated lines again, line for line.

A text layer without table recognition prints a row as its label and its figures with spaces between; the header's words
stand above, on one line or on several, and a blank line may follow every line. Such a table is told by three rows or
more that end in the same number of figures (two where a total's column proves them), below as many column titles as
there are columns. It begins below a line with a unit, or at a title that heads labels (`구분`); there every row must be
full. What does not fit stays text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.bare import close_up, is_bare_value
from corpus.header_lines import LABEL_WORD
from corpus.headers import is_period
from corpus.letters import proved_by_letters
from corpus.loose_heads import Head, are_leaves, lay_out, proved_by_sums, title_lines, with_year, wrapped_titles
from corpus.text import squash
from corpus.total_names import is_total

LEAST_ROWS = 3
"""Rows of figures from which on lines are a table."""
LEAST_PROVED = 2
"""Rows from which on they are one where sums prove the columns."""
LEAST_FIGURES = 2
"""Figures from which on the end of a line is a row; one figure is enough below a header of two words."""
MOST_HEAD_LINES = 14
MOST_REMARK = 2
"""Words that may stand behind a row's figures."""
MOST_LABEL_LINES = 2
LONGEST_LABEL = 40
"""Letters of the longest line that begins a row's label."""
_NOTHING = re.compile(r"^[-–—]$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_NOT_HEAD = re.compile(r"[.。:;?!]$|^[○●◦□■▪※*\-·①-⑳]|^(?:\d+|[가-하])[.)]|(?:다|함|임|음)\.?$")
_UNIT = re.compile(r"[(\[<][^()\[\]<>]{0,30}단\s*위\s*[:：][^()\[\]<>]{0,40}[)\]>]$")
_PAGE = re.compile(r"^\s*[-–―]?\s*\d{1,4}\s*[-–―]?\s*$")
_LETTER = re.compile(r"\([A-Z]\)")
"""The letter by which a formula among the heads names a column (`예산현액 (B)`)."""
_GROUP = re.compile(r"^[<〈《【\[].{1,30}[>〉》】\]]$")
_LABEL = re.compile(r"[가-힣A-Za-z]")
_BULLET = re.compile(r"^[○●◦□■▪※*①-⑳]|^-\s")
_STUB = re.compile(
    r"^(?:연도|년도|회계연도|직급|계급|직렬|연령대?|성별|시도|시군구?|자치구|권역|월|분기|센터|학교)(?:별|명)?$"
)
"""Further words that head labels, besides LABEL_WORD."""
_ASIDE = re.compile(r"\([^()]*\)")
_LAID_OUT = re.compile(r"\S {2,}\S.*\S {2,}\S")
_TIME = re.compile(r"년|월|연도|분기|일자|일시|기간|시기|시점|차수|구분|항목")
_DOT = re.compile(r"^[·ㆍ・/&]$")


@dataclass(frozen=True, slots=True)
class LooseTable:
    """Rows of texts by the line they are printed on (from 1), all of one width."""

    rows: dict[int, tuple[str, ...]]
    first: int
    last: int
    head: tuple[int, ...]
    """Lines above the first whose words went into it."""


def find_loose(lines: Sequence[str]) -> list[LooseTable]:
    """Return the fallen apart tables of a text in reading order; lines with tabs or pipes are left alone."""
    found: list[LooseTable] = []
    index = 0
    while index < len(lines):
        table = None
        if _UNIT.search(lines[index].strip()):
            table = _table_at(lines, index + 1, strict=False)
        elif heads_labels(lines, index):
            table = _table_at(lines, index, strict=True)
        if table is None:
            index += 1
            continue
        found.append(table)
        index = table.last
    return found


def heads_labels(lines: Sequence[str], index: int) -> bool:
    """Tell whether a line begins with a title over labels and nothing but a bulleted line or a unit stands above it."""
    tokens = _tokens(lines[index]) if "\t" not in lines[index] else []
    above = lines[index - 1].strip() if index else ""
    if not tokens or (above and not _BULLET.match(above) and not _UNIT.search(above)):
        return False
    return bool(LABEL_WORD.match(squash(tokens[0])) or _STUB.match(squash(tokens[0])))


def _table_at(lines: Sequence[str], first: int, *, strict: bool) -> LooseTable | None:
    """Return the table whose titles begin at an index or behind it, or None.

    A strict one begins just there and has as many figures in every row as titles behind the first.
    """
    body = _body(lines, first)
    found = [row for index in body if (row := _cut(lines[index])) is not None]
    if not found:
        return None
    if sum(bool(_LAID_OUT.search(lines[index].strip())) for index in body[:MOST_HEAD_LINES]) > 1:
        return None  # columns by spaces, which words one after another say nothing of
    width, count = max(Counter(len(row.figures) for row in found).items(), key=lambda item: (item[1], item[0]))
    remarks = sum(1 for row in found if row.remark and len(row.figures) == width) > count / 2
    start = next(at for at, index in enumerate(body) if (row := _cut(lines[index])) and len(row.figures) >= width)
    if count < LEAST_PROVED or not 0 < start <= MOST_HEAD_LINES or (strict and remarks):
        return None
    while start and _GROUP.match(lines[body[start - 1]].strip()):
        start -= 1
    columns = 1 + width + remarks
    above = [(index, lines[index].strip()) for index in body[:start]]
    figures = [row.figures for row in found if len(row.figures) == width]
    cuts = (
        (_tokens, str.split, lambda text: with_year(_tokens(text)))
        if _are_plain(found, width)
        else (_tokens, str.split)
    )
    heads = (
        (labels, _laid_out(above[: len(above) - labels], cut, columns, figures, remarks=remarks, strict=strict))
        for cut in cuts  # `계 남 여` are three titles where one is too few
        for labels in range(MOST_LABEL_LINES + 1)
    )
    labels, laid = next(((labels, laid) for labels, laid in heads if laid is not None), (0, None))
    if laid is None and strict:
        titles = wrapped_titles([text for _, text in above])
        laid = ({above[-1][0] + 1: tuple(titles)}, None) if len(titles) == columns else None
    if laid is None and not strict and not remarks:
        laid = _one_a_line([*above], columns, figures)
        labels = 0 if laid is not None else labels
    if laid is None or (laid[1] is False and (strict or labels)):
        return None
    head, proved = laid
    told = [" ".join(filter(None, titles)) for titles in zip(*head.values(), strict=True)]
    if proved_by_letters(told[1 : 1 + width], figures) is False:
        return None
    if any(squash(title) == "구분" for row in head.values() for title in row[1 : 1 + width]):
        return None  # the title of the labels, printed behind the outer ones
    top = [squash(lines[index]) for index in body if index < max(head)]
    start = len([index for index in body if index < max(head)])
    used = _rows(lines, body[start:], width, columns, top, strict=strict)
    if len([row for row in used.values() if any(row[1:])]) < (LEAST_PROVED if proved else LEAST_ROWS):
        return None
    if lacks_head(next(row[0] for row in head.values() if row[0]), [row[0] for row in used.values() if any(row[1:])]):
        return None
    if labels and not strict:
        dropped = [lines[index].strip() for index in body[start : start + labels]]
        single = all(len(_tokens(lines[index])) == 1 for index in body[:start])
        if any(is_total(text) or are_leaves([text]) or is_period(text.split()[0]) for text in dropped):
            return None  # a title that is one too many
        if not (proved and not single) and not _wraps(used, [index + 1 for index in body]):
            return None
    if any(_LETTER.search(title) for title in told) and any(_LETTER.search(row[0]) for row in used.values()):
        return None  # a title that is one too many went into a label
    table = {**head, **used}
    words = tuple(index + 1 for index in body[:start] if index + 1 < min(head))
    return LooseTable(table, min(table), max(table), words)


def _one_a_line(
    above: Sequence[tuple[int, str]], columns: int, figures: Sequence[Sequence[str]]
) -> tuple[Head, bool | None] | None:
    """Return titles printed one a line, some over two lines, as a header; a last one over remarks nobody made goes."""
    if any(_is_prose(text) for _, text in above):
        return None
    titles = wrapped_titles([text for _, text in above], spaced_label=True)
    if len(titles) == columns + 1 and squash(titles[-1]) == "비고":
        titles = titles[:-1]
    if len(titles) != columns or columns <= LEAST_FIGURES:
        return None
    proved = proved_by_sums([("", title) for title in titles], figures) or proved_by_letters(titles[1:], figures)
    return ({above[-1][0] + 1: tuple(titles)}, proved) if proved is not False else None


def lacks_head(title: str, labels: Sequence[str]) -> bool:
    """Tell rows of years whose title says nothing of time: no title stands over them, and all others moved."""
    years = [label for label in labels if is_period(label)]
    return len(years) * 2 > len(labels) and not _TIME.search(squash(title))


def _wraps(rows: dict[int, tuple[str, ...]], lines: Sequence[int]) -> bool:
    """Tell whether a row's label begins on a line of its own below the first row: then the first one's may as well."""
    full = [line for line, row in rows.items() if any(row[1:])]
    return any(min(full) < line < max(full) and line not in rows for line in lines)


def _laid_out(
    above: Sequence[tuple[int, str]],
    cut: Callable[[str], list[str]],
    columns: int,
    figures: Sequence[Sequence[str]],
    *,
    remarks: bool,
    strict: bool,
) -> tuple[Head, bool | None] | None:
    """Return the titles' rows by line and whether sums prove their order, or None where they do not fit."""
    words = [(index, cut(text)) for index, text in above]
    titles = title_lines(words)
    apart = titles is None or sum(len(line.titles) for line in titles) != sum(len(tokens) for _, tokens in words)
    laid = None
    if titles is not None and not any(_is_prose(text) for _, text in above):
        laid = lay_out(titles, columns, figures)
    head = None if apart or strict or cut is not _tokens else _head(above, columns, remarks=remarks)
    if head is None or (laid is not None and laid.proved):
        return (laid.head, laid.proved) if laid else None
    return head, laid.proved if laid is not None and laid.head == head else None


def _is_prose(text: str) -> bool:
    return not _DOT.match(text) and (_NOT_HEAD.search(text) is not None or len(text) > 60)


def _body(lines: Sequence[str], start: int) -> list[int]:
    """Return the indexes of the filled lines that may be the table's: up to a bullet, a note, a unit, another table."""
    body: list[int] = []
    for index in range(start, len(lines)):
        text = lines[index].strip()
        if not text or (_PAGE.match(text) and "-" in text):
            continue
        if "\t" in text or "|" in text or _BULLET.match(text) or _UNIT.search(text) or len(text) > 120:
            break
        body.append(index)
    return body


def _tokens(text: str) -> list[str]:
    return close_up(text.strip()).split()


def _are_plain(rows: Sequence[_Row], width: int) -> bool:
    """Tell rows of one word, brackets aside, and just so many figures: they have no second label a title may head."""
    return all(len(_ASIDE.sub("", row.label).split()) == 1 and len(row.figures) == width for row in rows)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line cut into label, figures and what stands behind them."""

    label: str
    figures: tuple[str, ...]
    remark: str


def _cut(line: str) -> _Row | None:
    """Return a line as a row of figures, or None for one without label or figures, and for a row of years."""
    tokens = _tokens(line)
    end = len(tokens)
    while end and len(tokens) - end < MOST_REMARK and not is_bare_value(tokens[end - 1]):
        end -= 1
    start = end
    while start and is_bare_value(tokens[start - 1]):
        start -= 1
    figures = tuple(tokens[start:end])
    if not start or len(figures) < LEAST_FIGURES or not any(figure[-1:].isdigit() for figure in figures):
        return None
    if all(_YEAR.match(figure) for figure in figures):
        return None
    return _Row(" ".join(tokens[:start]), figures, " ".join(tokens[end:]))


def _dashes(line: str, width: int) -> _Row | None:
    """Return a line of a label and nothing but marks for no figure, as many as there are columns, or None."""
    tokens = _tokens(line)
    marks = tuple(tokens[-width:])
    if len(tokens) <= width or not all(_NOTHING.match(mark) for mark in marks) or _NOTHING.match(tokens[-width - 1]):
        return None
    return _Row(" ".join(tokens[:-width]), marks, "")


def _head(above: Sequence[tuple[int, str]], columns: int, *, remarks: bool) -> dict[int, tuple[str, ...]] | None:
    """Return the header's rows by line; None when the words do not make that many columns.

    A word alone over a line of several is their common head; behind it the word over the remarks may stand alone.
    """
    words = [(index, _tokens(text)) for index, text in above]
    if not words or any(_is_prose(text) for _, text in above):
        return None
    flat = [word for _, tokens in words for word in tokens]
    line = words[-1][0] + 1
    if len(flat) == columns:
        return {line: tuple(flat)}
    last = words[-1][1] if remarks and len(words[-1][1]) == 1 else []
    words = words[:-1] if last else words
    if len(flat) != columns + 1 or len(words) < 2 or len(words[-1][1]) < 2 or len(words[-2][1]) != 1:
        return None
    if is_total(words[-2][1][0]) or (len(words) == columns - bool(last) and not are_leaves(words[-1][1])):
        return None  # a total has no parts below it; and as many lines as columns may be a title each
    parts = words[-1][1]
    outer = flat[: len(flat) - len(parts) - len(last) - 1]
    top = (*outer, words[-2][1][0], *[""] * (len(parts) - 1), *last)
    return {words[-2][0] + 1: top, words[-1][0] + 1: (*[""] * len(outer), *parts, *[""] * len(last))}


def _rows(
    lines: Sequence[str], body: Sequence[int], width: int, columns: int, top: Sequence[str], *, strict: bool
) -> dict[int, tuple[str, ...]]:
    """Return the rows by line; a line without figures begins the label of the next.

    `top` are the lines of titles without spaces, which a page may repeat. Nothing where a strict table is not full.
    """
    rows: dict[int, tuple[str, ...]] = {}
    begun: list[str] = []
    at = 0
    while at < len(body):
        index = body[at]
        if not begun and [squash(lines[index]) for index in body[at : at + len(top)]] == list(top):
            at += len(top)
            continue
        at += 1
        text = lines[index].strip()
        row = _cut(text) or _dashes(text, width)
        if row is None or len(row.figures) < width:
            if _GROUP.match(text) and not begun:
                rows[index + 1] = (text, *[""] * (columns - 1))
                continue
            tokens = tuple(_tokens(text))
            if row is None and len(tokens) == columns and not begun and (_are_alike(tokens) or strict):
                if not _are_alike(tokens):
                    break
                rows[index + 1] = tokens
                continue
            too_long = len(begun) >= MOST_LABEL_LINES or len(text) > LONGEST_LABEL
            if row is not None or too_long or not _LABEL.search(text) or any(map(is_bare_value, tokens)):
                break
            if strict and not (rows and len(tokens) < columns and at < len(body) and body[at] == index + 1):
                break  # only a short line right above a row, and below another one, begins a label
            begun.append(text)
            continue
        extra = row.figures[: len(row.figures) - width]
        if strict and (extra or row.remark):
            return {}
        label = " ".join([*begun, *row.label.split(), *extra])
        begun = []
        rows[index + 1] = (label, *row.figures[-width:], *([row.remark] if columns > width + 1 else []))
    while rows and not any(rows[max(rows)][1:]):
        del rows[max(rows)]
    return rows


def _are_alike(tokens: Sequence[str]) -> bool:
    """Tell a row of words: behind the label each is a list parted by dots, or each ends like the others (`…과`)."""
    label, *cells = tokens
    if len(cells) < LEAST_FIGURES or len(set(cells)) < len(cells):
        return False
    if all("·" in cell for cell in cells):
        return "·" not in label
    return re.search(r"[가-힣]$", cells[0]) is not None and {cell[-1] for cell in cells} == {cells[0][-1]} != {
        label[-1]
    }
