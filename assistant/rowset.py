"""The rows of a table a question names, and which of them meet its condition: counted, or added up in one column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.counting import condition_of
from assistant.draft import Draft
from assistant.find import Candidate, Option
from assistant.forms import unit_class
from assistant.library import Library
from assistant.match import Weighted, coverage, field, folded
from assistant.question import Asked
from assistant.series import find_series
from assistant.sorts import kinds_asked
from assistant.subject import subject_terms
from assistant.tableops import Grid, grid_of, is_countable, is_total_row, rows_counted
from assistant.terms import Term
from corpus.figures import Figure
from corpus.total_names import is_total

TABLES = 8
"""Tables that are looked into."""
NAMED = 0.75
"""Share of the question's words that a table's headings, headers and the rows' condition must hold."""
RIVAL = 0.08
"""A table nearer than this to the best that counts otherwise makes the set unsure."""
HELD = 0.4
"""How far each word must stand at the place where a question may as well ask for a figure."""
NOUGHTS = frozenset({"-", "–", "－", "", "0", "0.0", "0원", "해당없음", "없음"})
_ASKS = re.compile(
    r"몇\s*(?:개|건|명|곳|교|군데|가지|번|차례|회|개소|개교|팀|종|과정|편|사람|분|과제|사업)"
    r"|(?:건|명|개|횟|인원|개소)수\s*[?]?\s*$|how many",
    re.I,
)
_FALLEN = re.compile(r"줄어\s*[든들]|줄은|줄었|감소[한하된]|감액[한하된]|삭감[한하된]|깎[인이]|마이너스")
_RISEN = re.compile(r"늘어\s*[난나]|늘은|늘었|증가[한하된]|증액[한하된]")
_THAN = re.compile(r"([가-힣]{2,}?)(?:이|가)\s*([가-힣]{2,}?)보다\s*(?:더\s*)?(많은|적은|큰|작은|높은|낮은)\s")
_HAS = re.compile(
    r"([가-힣A-Za-z]{2,}?)(?:이|가|도|은|는)?\s*(?:들어가는|들어간|들어있는|있는|투입되는|투입된|포함된|포함되는|배정된|편성된|잡힌|적힌|있는)\s"
)
_LACKS = re.compile(
    r"([가-힣A-Za-z]{2,}?)(?:이|가|은|는|을|를)?\s*(?:한\s*푼도|전혀|하나도|아예|한\s*건도)?\s*"
    r"(?:없는|없던|안\s*들어가는|안\s*들어간|빠진|비어\s*있는|들어가지\s*않는|쓰지\s*않은|못\s*쓴|안\s*쓴)\s"
)
_CHANGE = re.compile(r"증감|증가|감소|증액|감액")
_MARK = re.compile(r"\(([^()]+)\)\s*$")
"""What is said of a row behind its name (`회수기 설치(신규)`)."""
_PARTED = re.compile(r"[\s()\[\],·ㆍ/:;]+")
_RUN = re.compile(r"[가-힣A-Za-z0-9·]+")
_EMPTY = re.compile(r"\d+|항목|종류|경우|개수|건수|횟수|[한두세네]|다섯|여섯|일곱|여덟|아홉|열")
_AMONG = re.compile(r"(\d+)\s*(?:개|건|명|곳|팀|종|가지|대)?\s*[가-힣]*\s*(?:가운데|중)")


@dataclass(frozen=True, slots=True)
class RowSet:
    """Rows of one table that meet a question's condition. `score`: share of its words the place holds, and more."""

    grid: Grid
    rows: tuple[int, ...]
    candidate: Candidate
    columns: frozenset[int]
    """The columns the condition is over."""
    by_value: bool
    """Whether the condition is a value printed in the rows, not a sign or a blank."""
    covered: float
    score: float
    weakest: float
    """How far the place holds that word of the question which it holds least."""


@dataclass(frozen=True, slots=True)
class _Held:
    """Where a value stands: its column, the rows, and whether it is the whole of a cell."""

    column: int
    rows: frozenset[int]
    exact: bool


def asks_number(asked: Asked) -> bool:
    """Tell whether a question asks how many things there are."""
    return _ASKS.search(asked.standalone) is not None


def count_set(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft that counts the rows which meet the question's condition, or None when no set is sure."""
    if not asks_number(asked):
        return None
    condition = condition_of(asked)
    if condition is not None and re.search(r"\d", condition.words):
        return None  # a bound over a column: rows that hold a value need not meet it
    chosen = row_set(asked, found, library)
    if chosen is None or _state_counts(asked, chosen, library):
        return None
    if asked.operation != "count" and chosen.weakest < HELD:
        return None  # what it asks beyond the rows (`현원`) is a figure, not their number
    return rows_counted(asked, chosen.grid, chosen.rows, chosen.columns, chosen.candidate, library, chosen.score)


def sum_members(asked: Asked, found: Sequence[Candidate], library: Library) -> tuple[tuple[Option, ...], float] | None:
    """Return the figures of one column in the rows that hold a value the question names, and how sure they are."""
    chosen = row_set(asked, found, library, measured=True)
    if chosen is None or not chosen.by_value or len(chosen.rows) < 2:
        return None
    series = [
        s
        for s in find_series(asked, found, library)
        if s.axis == "rows"
        and s.table_id == chosen.grid.table.id
        and set(chosen.rows) <= {o.figure.location.row for o in s.options}
    ]
    for best in series[:1]:
        if not any(s.score > best.score - RIVAL and s.common != best.common for s in series[1:]):
            return tuple(o for o in best.options if o.figure.location.row in chosen.rows), chosen.score
    return None


def row_set(asked: Asked, found: Sequence[Candidate], library: Library, *, measured: bool = False) -> RowSet | None:
    """Return the rows the question means, None where no table is named or another one as likely says otherwise.

    With `measured` only text columns count that do not name the rows, and what a name says of its row in brackets.
    """
    first: dict[str, Candidate] = {}
    for candidate in found:
        if candidate.unit.table_id and len(first) < TABLES:
            first.setdefault(candidate.unit.table_id, candidate)
    terms = [w for w in subject_terms(asked, library) if not _EMPTY.fullmatch(w.term.text)]
    sets = []
    for table_id, candidate in first.items():
        table = library.table(table_id)
        if not is_countable(table):
            continue
        grid = grid_of(table)
        body = [row for row in grid.rows if not is_total_row(grid, row)]
        if len(body) < 2 or not grid.headers:
            continue
        one = _in_table(asked, terms, grid, body, candidate, library, measured=measured)
        if one is not None:
            sets.append(one)
    sets.sort(key=lambda one: -one.score)
    if not sets or sets[0].covered < NAMED:
        return None
    best = sets[0]
    if any(len(o.rows) != len(best.rows) and o.score > best.score - RIVAL and o.covered >= NAMED for o in sets[1:]):
        return None
    return best


def _in_table(
    asked: Asked,
    terms: Sequence[Weighted],
    grid: Grid,
    body: Sequence[int],
    candidate: Candidate,
    library: Library,
    *,
    measured: bool,
) -> RowSet | None:
    table = grid.table
    source = f"{candidate.document.title} {candidate.document.organization or ''} {candidate.document.kind or ''}"
    about = bare(" ".join((table.caption, *grid.headers.values(), *table.heading_path, source)))
    rest, rows, columns = list(terms), list(body), set[int]()
    tested = None if measured else _tested(asked, grid, body, about, library)
    if tested is None and not measured and _THAN.search(asked.standalone):
        return None  # rows that cannot be weighed are no members
    if tested is not None:
        column, rows, span = tested
        columns.add(column)
        rest = [w for w in rest if not (span[0] <= w.term.start < span[1] and bare(w.term.text) not in about)]
    values = []
    held = [(w.term.text, found) for w in rest if (found := _held(asked, grid, body, w.term, about, measured))]
    exact = [(word, one) for word, one in held if one.exact]
    for word, one in exact or held:  # a word within longer texts is a condition only where no cell is one
        columns.add(one.column)
        rows = [row for row in rows if row in one.rows]
        values.append(word)
    if not columns or not rows or len(rows) == len(body):
        return None
    if values and len(rows) == 1 and min(columns) < table.label_columns:
        return None  # the name of a row is no condition
    place = " ".join((table.caption, *grid.headers.values(), *table.heading_path[-1:], *values))
    fields = [field(place, 1.0), field(" ".join(table.heading_path), 0.75), field(source, 0.75)]
    fields.append(field(" ".join(word for word, _ in held), 0.5))  # said within the rows, though no condition
    others = [w for w in rest if w.term.text not in kinds_asked(asked) or bare(w.term.text) in about]
    covered, finds = coverage(others or rest, fields)
    among = _AMONG.search(asked.standalone)
    score = (
        covered
        + 0.35 * candidate.similarity
        + library.affinity(asked, candidate.document)
        + (0.2 if among and int(among.group(1)) == len(body) else 0.0)
    )
    return RowSet(
        grid, tuple(rows), candidate, frozenset(columns), bool(values), covered, score, min(finds, default=0.0)
    )


def _tested(
    asked: Asked, grid: Grid, body: Sequence[int], about: str, library: Library
) -> tuple[int, list[int], tuple[int, int]] | None:
    """Return the column that is tested for its sign or for being blank, the rows that pass, and where it is asked."""
    text = asked.standalone
    if (than := _THAN.search(text)) is not None:
        return _weighed(than, grid, body, library)
    for pattern, sign in ((_FALLEN, -1), (_RISEN, 1)):
        match = pattern.search(text)
        if match is not None and bare(match.group())[:2] not in bare(grid.table.caption):
            figures = _changes(library.table_figures(grid.table.id))
            moved = {f.location.row for f in figures if f.value * sign > 0}
            rows = [row for row in body if row in moved]
            return (figures[0].location.column or 0, rows, match.span()) if rows else None
    for pattern, blank in ((_LACKS, True), (_HAS, False)):
        match = pattern.search(text)
        if match is None:
            continue
        named = _headed(match, text, grid, library)
        if len(named) != 1:
            continue
        rows = [row for row in body if (_cell(grid, row, named[0]) in NOUGHTS) == blank]
        return named[0], rows, match.span()
    return None


def _headed(match: re.Match[str], text: str, grid: Grid, library: Library) -> list[int]:
    """Return the columns under the word a condition names, or under it and the word before; of an amount and its rate
    that of the amount."""
    before = _RUN.findall(text[: match.start()])[-1:]
    columns = {c: header for c, header in grid.headers.items() if c >= grid.table.label_columns}
    named = [c for c, header in columns.items() if _heads(match[1], header)]
    named = named or [
        c for c, header in columns.items() if before and all(bare(w) in bare(header) for w in (match[1], *before))
    ]
    rates = {f.location.column for f in library.table_figures(grid.table.id) if f.unit == "%"}
    return [c for c in named if c not in rates] or named


def _weighed(
    than: re.Match[str], grid: Grid, body: Sequence[int], library: Library
) -> tuple[int, list[int], tuple[int, int]] | None:
    """Return the rows whose amount in one column is more or less than in another (`현원이 정원보다 적은`)."""
    columns = [_one_column(grid, word) for word in than.group(1, 2)]
    if None in columns or columns[0] == columns[1]:
        return None
    values = {(f.location.row, f.location.column): f.value for f in library.table_figures(grid.table.id)}
    pairs = [(row, values.get((row, columns[0])), values.get((row, columns[1]))) for row in body]
    sign = -1 if than.group(3)[0] in "적작낮" else 1
    rows = [row for row, one, other in pairs if one is not None and other is not None and (one - other) * sign > 0]
    known = all(one is not None and other is not None for _, one, other in pairs)
    return (columns[0] or 0, rows, than.span()) if rows and known else None


def _one_column(grid: Grid, word: str) -> int | None:
    """Return the one column a word heads, of those below it the total."""
    own = [c for c, header in grid.headers.items() if bare(re.sub(r"\(.*?\)", "", header)).startswith(bare(word))]
    own = own if len(own) < 2 else [c for c in own if is_total(grid.headers[c].split()[-1])]
    return own[0] if len(own) == 1 else None


def _changes(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return the figures of a table's one column of changes; of an amount and a rate the amount."""
    columns: dict[tuple[str, ...], list[Figure]] = {}
    for figure in figures:
        if any(_CHANGE.search(bare(part)) for part in figure.column_path):
            columns.setdefault(figure.column_path, []).append(figure)
    amounts = [own for own in columns.values() if own[0].unit != "%"]
    only = amounts or list(columns.values())
    return tuple(only[0]) if len(only) == 1 else ()


def _heads(word: str, header: str) -> bool:
    """Tell whether a header is a word, alone or as the last word of its path."""
    own = bare(re.sub(r"\(.*?\)", "", header))
    return bool(own) and own.endswith(bare(word))


def _held(asked: Asked, grid: Grid, body: Sequence[int], term: Term, about: str, measured: bool) -> _Held | None:
    """Return where a word of the question stands as a value in one column; None for words of the place itself."""
    word = bare(term.text)
    if len(word) < 2 or word in about or term.text in kinds_asked(asked):
        return None
    run = _RUN.match(asked.standalone, term.start)
    said = bare(run.group()) if run else ""
    spoken = {
        word,
        *(said[:end] for end in range(len(word), len(word) + 2) if said.startswith(word)),
    }  # `과` of an office
    exact: dict[int, set[int]] = {}
    within: dict[int, set[int]] = {}
    for row in body:
        for column, cell in grid.rows[row].items():
            if measured and column < grid.table.label_columns:
                if spoken & {bare(mark) for mark in _MARK.findall(cell.text)}:
                    within.setdefault(column, set()).add(row)
            elif bare(cell.text) in spoken:
                exact.setdefault(column, set()).add(row)
            elif any(bare(part) in spoken for part in _PARTED.split(cell.text)):
                within.setdefault(column, set()).add(row)
    held = exact or within
    if len(held) != 1:
        return None
    column, rows = next(iter(held.items()))
    return _Held(column, frozenset(rows | within.get(column, set())), bool(exact))


def _state_counts(asked: Asked, chosen: RowSet, library: Library) -> bool:
    """Tell rows that state how many there are themselves: they list programmes, not the things to be counted."""
    if asked.unit_class is None or not chosen.by_value:
        return False
    stating = {
        f.location.row
        for f in library.table_figures(chosen.grid.table.id)
        if f.unit is not None and unit_class(f.unit) == asked.unit_class
    }
    return any(row in stating for row in chosen.rows)


def _cell(grid: Grid, row: int, column: int) -> str:
    cell = grid.rows[row].get(column)
    return folded(cell.text) if cell is not None else ""


def bare(text: str) -> str:
    """Return the letters and digits of a text as they are compared."""
    return re.sub(r"[^0-9a-z가-힣]", "", folded(text))
