"""Rows of cells printed one a line: what kind of cell each line is, and which column it belongs to. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.amounts import read_amount
from corpus.headers import is_period
from corpus.runs import Field
from corpus.text import search_text, squash
from corpus.total_names import is_total

Kind = Literal["number", "year", "date", "none", "text"]
Form = Literal["number", "date", "unit", "text"]
"""What a column holds: figures, dates and years, units of its row, or words."""

MOST_LINES = 3
"""Lines a text cell may wrap over."""
LEAST_ROWS = 3
"""Rows from which on rows without a blank line between them are cut, and rows of words are rows."""
LEAST_PARTED = 2
"""Rows parted by blank lines from which on they are a table, where figures stand in them."""
LONGEST_UNIT = 6
MOST_FORMS = 8
_NUMBER = re.compile(r"[△▲▽▼+\-−–]?\s?\d[\d,]*(?:\.\d+)?\s?%?p?(?:\s?\([△▲+\-−]?[\d,.]+%?\))?$|\([△▲+\-−]?[\d,.]+%?\)$")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_DATE = re.compile(
    r"(?:'?\d{2,4}\.\s*)?\d{1,2}\.\s*\d{1,2}\.?(?:\s*\([월화수목금토일]\))?(?:\s*[~\-]\s*[\d.\s]*)?$|\d{1,2}:\d{2}"
)
_NONE = re.compile(r"(?:[-–—―]|신규|순증|순감|미정|비공개|해당\s?없음|미산출|재배정|…)$")


def kind(text: str) -> Kind:
    """Return what a cell's text is: a number, a year, a date, a mark for nothing, or words."""
    body = search_text(text).strip()
    if _NONE.match(body):
        return "none"
    if _YEAR.match(body):
        return "year"
    if _NUMBER.match(body):
        return "number"
    if is_period(body) or _DATE.match(body):
        return "date"
    return "number" if read_amount(body, unit="개") is not None else "text"


_KINDS: dict[Form, frozenset[Kind]] = {
    "number": frozenset(("number", "year", "none")),
    "date": frozenset(("date", "year", "none")),
    "text": frozenset(("text", "date", "none")),
    "unit": frozenset(("text", "number", "none")),
}
"""The kinds of cells a column of each form takes; words may be a date now and then."""


def forms_of(rows: Sequence[Sequence[Field]], heads: Sequence[str]) -> tuple[Form, ...] | None:
    """Return each column's form where the cells of all rows agree on it, else None."""
    found: list[Form] = []
    for column, head in enumerate(heads):
        kinds = {kind(row[column].text) for row in rows}
        if squash(head) == "단위" and all(len(row[column].text) <= LONGEST_UNIT for row in rows):
            found.append("unit")
        elif kinds <= _KINDS["number"] and ("number" in kinds or (kinds == {"none"} and found[-1:] == ["number"])):
            found.append("number")
        elif kinds <= _KINDS["date"] and kinds != {"none"}:
            found.append("date")
        elif kinds <= _KINDS["text"]:
            found.append("text")
        else:
            return None
    return tuple(found)


def fits(form: Form, field: Field) -> bool:
    """Tell whether a cell may stand in a column."""
    return kind(field.text) in _KINDS[form] and (form != "unit" or len(field.text) <= LONGEST_UNIT)


def place(cells: Sequence[Field], forms: Sequence[Form]) -> tuple[Field, ...] | None:
    """Return the lines of one row as its cells; None where they fit no way, or more than one.

    A line a column is taken as printed. Otherwise words may wrap, the columns of words behind the figures may be empty,
    and a total may leave out whatever else names its row.
    """
    if len(cells) == len(forms) and all(fits(form, cell) for form, cell in zip(forms, cells, strict=True)):
        return tuple(cells)
    if "number" not in forms:
        return None
    ways = list(_ways(list(cells), forms, 0, total=is_total(cells[0].text)))
    return ways[0] if len(ways) == 1 else None


def _ways(cells: list[Field], forms: Sequence[Form], column: int, *, total: bool) -> Iterator[tuple[Field, ...]]:
    """Yield every way the lines left fill the columns from `column` on."""
    if column == len(forms):
        if not cells:
            yield ()
        return
    form = forms[column]
    if cells and fits(form, cells[0]):
        for rest in _ways(cells[1:], forms, column + 1, total=total):
            yield (cells[0], *rest)
    if form == "text" and not total:
        for count in range(2, min(MOST_LINES, len(cells)) + 1):
            if any(kind(cell.text) != "text" for cell in cells[:count]):
                break
            for rest in _ways(cells[count:], forms, column + 1, total=total):
                yield (joined(cells[:count]), *rest)
    behind = "number" not in forms[column:]
    if form != "number" and column and (total or behind) and not (behind and cells):
        for rest in _ways(cells, forms, column + 1, total=total):
            yield (Field("", (0, 0)), *rest)


def joined(cells: Sequence[Field]) -> Field:
    """Return the lines of a wrapped cell as one."""
    return Field(" ".join(cell.text for cell in cells), (cells[0].lines[0], cells[-1].lines[1]))


def possible_forms(rows: Sequence[Sequence[Field]], heads: Sequence[str]) -> list[tuple[Form, ...]]:
    """Return what the columns may hold, told by the rows with a line a column: by all of them, else by those alike."""
    full = [row for row in rows if len(row) == len(heads)]
    forms = forms_of(full, heads) if full else None
    if forms is not None:
        return [forms]
    alike: dict[tuple[Kind, ...], list[Sequence[Field]]] = {}
    for row in full:
        alike.setdefault(tuple(kind(cell.text) for cell in row), []).append(row)
    found = [forms for same in alike.values() if (forms := forms_of(same, heads)) is not None]
    return list(dict.fromkeys(found))[:MOST_FORMS]


@dataclass(frozen=True, slots=True)
class Cut:
    """Rows cut out of lines without blank ones between, and the forms their columns agree on."""

    rows: tuple[tuple[Field, ...], ...]
    forms: tuple[Form, ...]


def cut_rows(cells: Sequence[Field], heads: Sequence[str]) -> Cut | None:
    """Return lines without blank ones between them as rows, or None.

    The kinds of cells must repeat without exception over three rows or more, with a column of figures or dates among
    them; only a total at either end may be short.
    """
    width = len(heads)
    for first, last in _total_spans(cells, width):
        body = cells[first : len(cells) - last]
        rows = [tuple(body[at : at + width]) for at in range(0, len(body), width)]
        forms = forms_of(rows, heads) if len(body) % width == 0 and len(rows) >= LEAST_ROWS else None
        if forms is None or not any(form in ("number", "date") for form in forms):
            continue
        ends = [place(part, forms) for part in (cells[:first], cells[len(cells) - last :]) if part]
        if all(end is not None for end in ends):
            top = [end for end in ends[:1] if first and end is not None]
            bottom = [end for end in ends[-1:] if last and end is not None]
            return Cut((*top, *rows, *bottom), forms)
    return None


def _total_spans(cells: Sequence[Field], width: int) -> Iterator[tuple[int, int]]:
    """Yield how many lines at the top and at the bottom may be a short total: none first."""
    yield 0, 0
    for last in range(2, width):
        if len(cells) > last and is_total(cells[-last].text):
            yield 0, last
    if is_total(cells[0].text):
        for first in range(2, width):
            yield first, 0
