"""Rows of cells printed one a line: what kind of cell each line is, and which column it belongs to. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from typing import Literal

from corpus.bare import stated_number
from corpus.headers import is_period
from corpus.runs import Field
from corpus.text import search_text, squash
from corpus.total_names import is_total

Kind = Literal["number", "year", "date", "none", "text"]
Form = Literal["number", "date", "unit", "group", "text", "remark"]
"""What a column holds: figures, dates and years, units of its row, offices or places over several rows, words, or words
behind all figures."""

MOST_LINES = 3
"""Lines a text cell may wrap over."""
LEAST_ROWS = 3
"""Rows from which on rows without a blank line between them are cut, and rows of words are rows."""
LEAST_PARTED = 2
"""Rows parted by blank lines from which on they are a table, where figures stand in them."""
_BRACKETED = re.compile(r"\([^()]*\)$")
"""A line that goes on a head or a label and begins no row."""
MOST_FORMS = 8
_NUMBER = re.compile(r"[△▲▽▼+\-−–]?\s?\d[\d,]*(?:\.\d+)?\s?%?p?(?:\s?\([△▲+\-−]?[\d,.]+%?\))?$|\([△▲+\-−]?[\d,.]+%?\)$")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_DATE = re.compile(
    r"(?:'?\d{2,4}\.\s*)?\d{1,2}\.\s*\d{1,2}\.?(?:\s*\([월화수목금토일]\))?(?:\s*[~\-]\s*[\d.\s]*)?$|\d{1,2}:\d{2}"
)
_NONE = re.compile(r"(?:[-–—―]|신규|순증|순감|미정|비공개|해당\s?없음|미산출|재배정|…)$")


@lru_cache(maxsize=4096)
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
    return "number" if stated_number(body) is not None else "text"


_KINDS: dict[Form, frozenset[Kind]] = {
    "number": frozenset(("number", "year", "none")),
    "date": frozenset(("date", "year", "none")),
    "group": frozenset(("text",)),
    "text": frozenset(("text", "none")),
    "remark": frozenset(("text", "date", "none")),
    "unit": frozenset(("text", "number", "none")),
}
"""The kinds of cells a column of each form takes; a remark may be a date now and then."""


_COUNTED = re.compile(r"\d[\d,]*(?:개소|곳|건|개|명|종|동|교)$")
_UNIT = re.compile(r"\S{1,6}$|\(\S{1,6}\)$")
_GROUP_HEAD = re.compile(r"(?:부서|소관|기관|분야|부문|권역|지역|시·?군·?구?|읍·?면·?동)(?:명|별)?$")
_GROUP = re.compile(r"[가-힣·\s]{1,11}(?:과|국|실|팀|본부|담당관|분야|부문|권역)$|[가-힣]{1,5}[시군구읍면동]$")
"""Names over several rows: an office, a field, a place."""
_WORDS_OF_TIME = re.compile(r"(?:상시|수시|연중|매년|매월|계속|연내)$")
_HEADS_FIGURES = re.compile(r"(?:액|비|[정현인]원|[합소총]?계|실적|목표|증감|비율|률|율|건수|개소수)$")
"""Heads of figures."""
_HEADS_NUMBERS = re.compile(r"(?:연번|순번|번호|순|호|차수|회차)$")
"""Heads of a first column of numbers."""
_HEADS_WORDS = re.compile(r"(?:구분|명|명칭|내용|부서|주관|담당|비고|장소|기관|대상|상황|방법|산식|근거)$")
"""Heads of words."""


def forms_of(rows: Sequence[Sequence[Field]], heads: Sequence[str]) -> tuple[Form, ...] | None:
    """Return each column's form where the cells of all rows agree on it, else None."""
    found: list[Form] = []
    for column, head in enumerate(heads):
        texts = [row[column].text for row in rows if not _WORDS_OF_TIME.match(row[column].text)]
        kinds = {kind(text) for text in texts if column or not is_total(text)}
        if column and squash(head) != "단위" and kinds == {"text"} and all(_BRACKETED.match(text) for text in texts):
            return None  # the second lines of the cells before
        if squash(head) == "단위":
            if not all(_UNIT.match(row[column].text) for row in rows):
                return None
            found.append("unit")
        elif kinds <= _KINDS["number"] and ("number" in kinds or (kinds == {"none"} and found[-1:] == ["number"])):
            found.append("number")
        elif kinds <= _KINDS["date"] and kinds != {"none"}:
            found.append("date")
        elif kinds <= _KINDS["remark"]:
            found.append("text" if kinds <= _KINDS["text"] else "remark")
        else:
            return None
    figures = len(found) - found[::-1].index("number") if "number" in found else 0
    if "remark" in found[:figures]:
        return None  # words where dates stand: the words of another column may have wrapped
    if found[:2] == ["text", "text"] and figures > 1 and _GROUP_HEAD.search(squash(heads[0])):
        named = [_GROUP.match(row[0].text) is not None for row in rows if not is_total(row[0].text)]
        if any(named) and not all(named):
            return None  # a name that wraps, or an office
        beside = any(_GROUP.match(row[1].text) for row in rows)
        found[0] = "group" if named and all(named) and not beside else "text"
    forms = (*found[:figures], *("remark" if form == "text" else form for form in found[figures:]))
    return forms if _is_likely(forms, heads) else None


def names_column(head: str) -> bool:
    """Tell whether a head is a word that heads columns."""
    name = re.sub(r"\([^()]*\)$", "", squash(search_text(head)))
    return bool(_HEADS_WORDS.search(name) or _HEADS_FIGURES.search(name))


def heads_figures(head: str) -> bool:
    """Tell whether a head stands over figures (`기정액`, `증감률`)."""
    return _HEADS_FIGURES.search(re.sub(r"\([^()]*\)$", "", squash(search_text(head)))) is not None


def heads_words(head: str) -> bool:
    """Tell whether a head stands over words (`비고`, `부서명`), never over other heads."""
    return _HEADS_WORDS.search(squash(head)) is not None


def _is_likely(forms: Sequence[Form], heads: Sequence[str]) -> bool:
    """Tell whether columns hold what their heads announce, and the first one names the rows."""
    names = [re.sub(r"\([^()]*\)$", "", squash(search_text(head))) for head in heads]
    if forms[0] == "number" and not _HEADS_NUMBERS.match(names[0]):
        return False
    for form, name in zip(forms, names, strict=True):
        if form == "number" and (not name or _HEADS_WORDS.search(name)):
            return False
        if form != "number" and _HEADS_FIGURES.search(name) and not _HEADS_WORDS.search(name):
            return False
    return True


def _names_total(form: Form, field: Field) -> bool:
    """Tell whether a total stands where the other rows have a date or a name."""
    return form in ("date", "group", "text", "remark") and is_total(field.text)


def fits(form: Form, field: Field) -> bool:
    """Tell whether a cell may stand in a column."""
    if form == "date" and _WORDS_OF_TIME.match(field.text):
        return True
    if form == "group" and not _GROUP.match(field.text):
        return False
    return kind(field.text) in _KINDS[form] and (form != "unit" or _UNIT.match(field.text) is not None)


def place(cells: Sequence[Field], forms: Sequence[Form]) -> tuple[Field, ...] | None:
    """Return the lines of one row as its cells; None where they fit no way, or more than one.

    A line a column is taken as printed. Otherwise words may wrap, the columns of words behind the figures may be empty,
    and a total may leave out whatever else names its row.
    """
    if is_exact(cells, forms):
        return tuple(cells)
    if forms[0] == "group" and is_exact(cells, ("text", *forms[1:])):
        return None  # an office no one knows, or a name that wraps
    if "number" not in forms or _BRACKETED.match(cells[0].text):
        return None
    ways = list(_ways(list(cells), forms, 0, total=is_total(cells[0].text)))
    return ways[0] if len(ways) == 1 else None


def is_exact(cells: Sequence[Field], forms: Sequence[Form]) -> bool:
    """Tell whether the lines of a row are its cells as they stand."""
    if len(cells) != len(forms) or _BRACKETED.match(cells[0].text):
        return False
    figures = len(forms) - forms[::-1].index("number") if "number" in forms else len(forms)
    if any(is_total(cell.text) for cell in cells[figures:]):
        return False
    others = all(fits(form, cell) for form, cell in zip(forms[1:], cells[1:], strict=True))
    return others and (fits(forms[0], cells[0]) or _names_total(forms[0], cells[0]))


def _ways(cells: list[Field], forms: Sequence[Form], column: int, *, total: bool) -> Iterator[tuple[Field, ...]]:
    """Yield every way the lines left fill the columns from `column` on."""
    if column == len(forms):
        if not cells:
            yield ()
        return
    form = forms[column]
    if cells and (fits(form, cells[0]) or (not column and _names_total(form, cells[0]))):
        for rest in _ways(cells[1:], forms, column + 1, total=total):
            yield (cells[0], *rest)
    if form == "group" and not total and not _GROUP.match(cells[0].text):  # the office above goes on
        for rest in _ways(cells, forms, column + 1, total=total):
            yield (Field("", (0, 0)), *rest)
    if form in ("text", "remark") and not total:
        for count in range(2, min(MOST_LINES, len(cells)) + 1):
            if any(kind(cell.text) != "text" or is_total(cell.text) for cell in cells[:count]):
                break
            for rest in _ways(cells[count:], forms, column + 1, total=total):
                yield (joined(cells[:count]), *rest)
    if not cells and column and "number" not in forms[column:]:
        if forms[column - 1] == "number":  # all remarks missing or none: which one of several is not to be told
            yield (Field("", (0, 0)),) * (len(forms) - column)
    elif total and form != "number" and column:
        for rest in _ways(cells, forms, column + 1, total=total):
            yield (Field("", (0, 0)), *rest)


def summed(cells: Sequence[Field], rows: Sequence[Sequence[Field]], forms: Sequence[Form]) -> tuple[Field, ...] | None:
    """Return the row of a total that lacks figures, each under the one column of which it is the sum; None for none.

    A count of the rows (`5개소`) may stand right behind its name, in a column of words.
    """
    figures = [at for at, form in enumerate(forms) if form == "number"]
    above = [row for row in rows if not is_total(row[0].text)]
    counts = len(cells) > 2 and forms[1] == "text" and _COUNTED.match(cells[1].text) is not None
    counts = counts and stated_number(cells[1].text) == len(above)
    name, cells = cells[: 1 + counts], [cells[0], *cells[1 + counts :]]
    if not rows or not is_total(cells[0].text) or not 1 < len(cells) <= len(figures):
        return None
    values = [stated_number(cell.text) for cell in cells[1:]]
    sums = {at: sum(stated_number(row[at].text) or Decimal(0) for row in above) for at in figures}
    ways = [
        chosen
        for chosen in combinations(figures, len(values))
        if all(sums[at] == value for at, value in zip(chosen, values, strict=True))
    ]
    if len(ways) != 1:
        return None
    row = [*name, *[Field("", (0, 0))] * (len(forms) - len(name))]
    for at, cell in zip(ways[0], cells[1:], strict=True):
        row[at] = cell
    return tuple(row)


def is_off(total: Sequence[Field], rows: Sequence[Sequence[Field]], forms: Sequence[Form]) -> bool:
    """Tell a total that lacks cells and of whose figures none is the sum of the column it was put into."""
    if not is_total(total[0].text) or all(cell.text for cell in total):
        return False
    above = [row for row in rows if not is_total(row[0].text)]
    told = [
        value == sum((stated_number(row[at].text) or Decimal(0) for row in above), Decimal(0))
        for at, form in enumerate(forms)
        if form == "number" and (value := stated_number(total[at].text)) is not None
    ]
    return len(above) > 1 and len(told) > 1 and not any(told)


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


def cut_rows(cells: Sequence[Field], heads: Sequence[str]) -> tuple[tuple[Field, ...], ...] | None:
    """Return lines without blank ones between them as rows, or None.

    The kinds of cells must repeat without exception over three rows or more, with a column of figures or dates among
    them; only a total at either end may be short. There must be one way to cut.
    """
    width = len(heads)
    found = []
    for first, last in _total_spans(cells, width):
        body = cells[first : len(cells) - last]
        rows = [tuple(body[at : at + width]) for at in range(0, len(body), width)]
        forms = forms_of(rows, heads) if len(body) % width == 0 and len(rows) >= LEAST_ROWS else None
        if forms is None or not ("number" in forms or ("date" in forms and width > 2)):
            continue
        if not all(is_exact(row, forms) for row in rows):
            continue
        top = _total(cells[:first], rows, forms) if first else None
        bottom = _total(cells[len(cells) - last :], rows, forms) if last else None
        if (top is None) == (not first) and (bottom is None) == (not last):
            found.append((*([top] if top else []), *rows, *([bottom] if bottom else [])))
    return found[0] if len(found) == 1 else None


def _total(cells: Sequence[Field], rows: Sequence[Sequence[Field]], forms: Sequence[Form]) -> tuple[Field, ...] | None:
    """Return the row of a short total, its figures under columns they do not deny."""
    row = place(cells, forms)
    return summed(cells, rows, forms) if row is not None and is_off(row, rows, forms) else row


def _total_spans(cells: Sequence[Field], width: int) -> Iterator[tuple[int, int]]:
    """Yield how many lines at the top and at the bottom may be a short total."""
    yield 0, 0
    for last in range(2, width):
        if len(cells) > last and is_total(cells[-last].text):
            yield 0, last
    if is_total(cells[0].text):
        for first in range(2, width):
            yield first, 0
