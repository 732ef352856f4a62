"""Questions over the rows of a list: filter, count, list and group by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answer import AnswerFigure, Derivation, Operand
from assistant.cite import Bibliography
from assistant.counting import count_values
from assistant.draft import Draft
from assistant.find import Candidate
from assistant.forms import unit_class
from assistant.library import Library
from assistant.match import Weighted, coverage, field, folded
from assistant.question import Asked
from assistant.series import COVERED
from assistant.sorts import kinds_asked
from assistant.subject import subject_terms
from assistant.word import amount, is_, subject
from corpus.document import Cell, Table
from corpus.text import squash
from corpus.total_names import is_total

LISTED = 0.85
"""Share of the question's words a list must hold to be counted before a figure is looked up."""
HELD = 0.4
"""How far each word of a question for a name must stand at the list."""
_GROUP_ASKED = re.compile(
    r"(?:가장|제일|젤)\s*(?:많|적|큰|작)[가-힣]*\s*([가-힣]+?)(?:는|은|가|이|을|를)?\s*(?:어디|무엇|누구|어느|몇|\?)"
)
_LEVEL_WORD = re.compile(r"(?:초등|중|고등|특수)학교|초등|중등|고등|고교")
_SCHOOL_LEVEL = {
    "초등학교": "초",
    "중학교": "중",
    "고등학교": "고",
    "초등": "초",
    "중등": "중",
    "고교": "고",
    "초": "초",
    "중": "중",
    "고": "고",
}
_PERSON = re.compile(r"(?:[가-힣]\s?){2,4}(?:\s?(?:\(|☎|[가-힣]{1,6}$)|$)|[A-Z][a-z]+ [A-Z]")
"""A person's name, with an office or something in brackets behind it."""
_DITTO = re.compile(r"(?:^|\s)[\"〃″”]$")
"""`the same as above`, alone or behind other words of a cell."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's body as text by row, with the rows' labels."""

    table: Table
    rows: dict[int, dict[int, Cell]]
    headers: dict[int, str]


def grid_of(table: Table) -> Grid:
    """Return the body cells by row and column, and each column's header as one line."""
    rows: dict[int, dict[int, Cell]] = {}
    headers: dict[int, str] = {}
    for cell in table.cells:
        if cell.row < table.header_rows:
            for column in range(cell.column, cell.column + cell.colspan):
                headers[column] = f"{headers.get(column, '')} {cell.text}".strip()
            continue
        for row in range(cell.row, cell.row + cell.rowspan):
            rows.setdefault(row, {})[cell.column] = cell
    return Grid(table, rows, headers)


def is_countable(table: Table) -> bool:
    """Tell a table whose rows can be counted by their cells: its words not splintered, none hidden by a ditto mark."""
    if any(check.rule == "splinter" and check.passed is False for check in table.checks):
        return False
    return not any(_DITTO.search(cell.text.rstrip()) for cell in table.cells if not cell.is_header)


def list_table(
    asked: Asked, found: Sequence[Candidate], library: Library, *, filtered: bool = False
) -> tuple[Grid, float, dict[int, list[str]], float] | None:
    """Return the list table the question is about, its score, the filters named on it and what they cover, or None.

    With `filtered` only a table counts on which the question names a value, and whose headings hold its other words.
    """
    scores: dict[str, Candidate] = {}
    for candidate in found:
        table_id = candidate.unit.table_id
        if table_id and (table_id not in scores or scores[table_id].score < candidate.score):
            scores[table_id] = candidate
    terms = subject_terms(asked, library)
    for table_id, candidate in sorted(scores.items(), key=lambda pair: -pair[1].score)[:8]:
        table = library.table(table_id)
        grid = grid_of(table)
        if len(grid.rows) < 3 or not is_countable(table):
            continue
        named = filters(asked, grid)
        if not filtered:
            return grid, candidate.score, named, 0.0
        if named and (covered := _covered(asked, terms, grid, named, candidate)) >= COVERED:
            return grid, candidate.score, named, covered
    return None


def _covered(
    asked: Asked, terms: Sequence[Weighted], grid: Grid, named: dict[int, list[str]], candidate: Candidate
) -> float:
    """Return the share of the question's words that the table's headings, headers and the named values hold.

    Of a question for a name every word must stand there: rows of another kind are no such names.
    """
    document = candidate.document
    about = " ".join((grid.table.caption, *grid.headers.values(), *grid.table.heading_path))
    values = " ".join(value for chosen in named.values() for value in chosen)
    source = f"{document.title} {document.organization or ''} {document.kind or ''}"
    covered, finds = coverage(terms, [field(f"{about} {values}", 1.0), field(source, 0.9)])
    return covered if asked.form != "name" or min(finds, default=0.0) >= HELD else 0.0


def filters(asked: Asked, grid: Grid) -> dict[int, list[str]]:
    """Return column -> folded values that the question names among that column's cells."""
    named: dict[int, list[str]] = {}
    columns = {column for row in grid.rows.values() for column in row}
    years = {str(year) for period in asked.periods for year in range(int(period.start[:4]), int(period.end[:4]) + 1)}
    said = [term.text for term in asked.terms] + [p for term in asked.terms for p in term.parts]
    said += [match.group() for match in _LEVEL_WORD.finditer(asked.standalone)]
    question = _bare(asked.standalone)
    about = _bare(" ".join((grid.table.caption, *grid.headers.values(), *grid.table.heading_path)))
    own = [word for word in dict.fromkeys(said) if len(word) >= 3 and _bare(word) not in about]
    for column in columns:
        values = Counter(
            folded(row[column].text) for row in grid.rows.values() if column in row and row[column].text.strip()
        )
        repeats = 2 * len(values) <= sum(values.values())
        for value in values:
            in_years = value in years or value.rstrip("년") in years
            if in_years or (not value.isdigit() and _is_said(value, said, question, own if repeats else [])):
                named.setdefault(column, []).append(value)
    return named


def _is_said(value: str, said: Sequence[str], question: str, own: Sequence[str]) -> bool:
    """Tell whether a cell's value is a word of the question, stands in it whole, or holds one of its own words."""
    if any(value in (word, _SCHOOL_LEVEL.get(word)) or (len(value) >= 2 and value + "구" == word) for word in said):
        return True
    bare = _bare(value)
    if len(bare) >= 5 and bare in question:
        return True
    return len(bare) <= 14 and any(word in bare for word in own)


def _bare(text: str) -> str:
    return re.sub(r"[^0-9a-z가-힣]", "", folded(text))


def matching_rows(grid: Grid, named: dict[int, list[str]]) -> list[int]:
    """Return the rows whose cells hold one of the named values in every named column."""
    return [
        row
        for row, cells in grid.rows.items()
        if all(column in cells and folded(cells[column].text) in values for column, values in named.items())
    ]


def count(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft that counts (and for a list question names) the rows that match the question's filters."""
    valued = count_values(asked, found, library)
    if valued is not None:
        return valued
    return count_rows(asked, found, library)


def count_rows(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft that counts the rows on which the question names a value, or None."""
    return _count_rows(asked, found, library, columns=1)


def count_listed(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft that counts the rows on which the question names values of two columns or more, or None."""
    return _count_rows(asked, found, library, columns=2)


def list_rows(asked: Asked, found: Sequence[Candidate], library: Library, *, items: int) -> Draft | None:
    """Return the draft that names the rows on which the question names a value, where they are as many as it says."""
    draft = _count_rows(replace(asked, form="list"), found, library, columns=1)
    if draft is None or draft.derivation is None or len(draft.derivation.operands) != items:
        return None
    return draft


def _count_rows(asked: Asked, found: Sequence[Candidate], library: Library, *, columns: int) -> Draft | None:
    chosen = list_table(asked, found, library, filtered=True)
    if chosen is None or len(chosen[2]) < columns:
        return None
    if columns > 1 and chosen[3] < LISTED:
        return None
    grid, score, named, _ = chosen
    rows = [row for row in matching_rows(grid, named) if not is_total_row(grid, row)]
    if not rows or len(rows) == len(grid.rows):
        return None
    if _states_counts(asked, grid, rows, library):
        return None
    name_column = _name_column(grid, named, asked)
    candidate = next(c for c in found if c.unit.table_id == grid.table.id)
    names = [grid.rows[row][name_column].text for row in rows if name_column in grid.rows[row]]
    if not _are_names(names) or (asked.unit_class == "person" and not _are_people(names)):
        return None
    if asked.form == "list" and len(rows) == 1 and _is_own_name(grid, rows[0], named):
        return None  # one row called so: what it says is no list of such things
    if asked.form == "list" and not any(re.search(r"[가-힣A-Za-z]", name) for name in names):
        return None  # figures are no names
    return _rows_draft(asked, grid, rows, name_column, candidate, library, score)


def is_total_row(grid: Grid, row: int) -> bool:
    """Tell whether a row is labelled as a total of others."""
    labels = range(max(1, grid.table.label_columns))
    return any(column in grid.rows[row] and is_total(grid.rows[row][column].text) for column in labels)


def _is_own_name(grid: Grid, row: int, named: dict[int, list[str]]) -> bool:
    """Tell whether the values named are but the row's own name, in its first column."""
    return set(named) == {min(grid.rows[row])}


def _states_counts(asked: Asked, grid: Grid, rows: Sequence[int], library: Library) -> bool:
    """Tell rows that state how many there are themselves: they list programmes, not the things to be counted."""
    counted = {f.location.row for f in library.table_figures(grid.table.id) if unit_class(f.unit) == asked.unit_class}
    return asked.unit_class is not None and any(row in counted for row in rows)


def _name_column(grid: Grid, named: dict[int, list[str]], asked: Asked) -> int:
    """Return the column that names a row: of the kind asked for, else the one with the most and longest texts."""
    kinds = kinds_asked(asked)

    def variety(column: int) -> tuple[bool, int, int, int]:
        texts = [row[column].text for row in grid.rows.values() if column in row]
        words = [text for text in texts if re.search(r"[가-힣A-Za-z]{2}", squash(text))]
        of_kind = any(kind in folded(grid.headers.get(column, "")) for kind in kinds if len(kind) > 1)
        distinct = len(set(words))
        return of_kind, 10 * distinct // max(1, len(texts)), sum(map(len, words)), -column

    columns = {column for row in grid.rows.values() for column in row} - set(named)
    return max(columns, key=variety)


def rows_counted(
    asked: Asked,
    grid: Grid,
    rows: Sequence[int],
    columns: Collection[int],
    candidate: Candidate,
    library: Library,
    score: float,
) -> Draft | None:
    """Return the draft that counts rows of a table and names them, those columns left out that tell them apart."""
    column = _name_column(grid, {own: [] for own in columns}, asked)
    names = [grid.rows[row][column].text for row in rows if column in grid.rows[row]]
    if not _are_names(names) or (asked.unit_class == "person" and not _are_people(names)):
        return None
    return _rows_draft(asked, grid, rows, column, candidate, library, score)


def _are_names(names: Sequence[str]) -> bool:
    """Tell names from bare numbers and from single letters, into which a table read badly enough falls apart."""
    lettered = [name for name in names if re.search(r"[가-힣A-Za-z]", name)]
    return bool(names) and 2 * len(lettered) > len(names) and sum(map(len, names)) >= 2 * len(names)


def _are_people(names: Sequence[str]) -> bool:
    """Tell names of people: rows that list events or times don't count those who took part."""
    return 2 * sum(1 for name in names if _PERSON.match(name.strip())) > len(names)


def _rows_draft(
    asked: Asked,
    grid: Grid,
    rows: Sequence[int],
    name_column: int,
    candidate: Candidate,
    library: Library,
    score: float,
) -> Draft:
    bibliography = Bibliography()
    units = {unit.row: unit for unit in library.rows(grid.table.id)}
    names, marks = [], []
    for row in rows[:40]:
        unit = units.get(row)
        if unit is None:
            continue
        marks.append(bibliography.place(unit.location, candidate.document, unit.text, table=grid.table.caption))
        cell = grid.rows[row].get(name_column)
        names.append(f"{cell.text if cell else unit.text} [{marks[-1]}]")
    unit_word = asked.unit or "건"
    counted = Decimal(len(rows))
    text = f"모두 {is_(amount(counted, unit_word))}: {', '.join(names)}"
    operands = tuple(Operand(f"x{i}", Decimal(1), unit_word, mark, "") for i, mark in enumerate(marks))
    derivation = Derivation(" + ".join(o.name for o in operands), operands, counted, unit_word)
    figure = AnswerFigure(counted, unit_word, None, asked.standalone, None, derived=True)
    return Draft(
        outcome="answered",
        text=text,
        figures=(figure,) if asked.form != "list" else (),
        derivation=derivation,
        citations=bibliography.citations,
        confidence=score,
    )


def group_rank(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft for the group with most or fewest rows of a list (`학교가 가장 적은 구`)."""
    group_word = _GROUP_ASKED.search(asked.standalone)
    chosen = list_table(asked, found, library)
    if group_word is None or chosen is None:
        return None
    grid, score, *_ = chosen
    column = _column_named(grid, group_word.group(1))
    if column is None or len(grid.rows) < 10:
        return None
    counts = Counter(row[column].text for row in grid.rows.values() if column in row and row[column].text.strip())
    if len(counts) < 2 or len(counts) > len(grid.rows) * 0.6:
        return None
    order = sorted(counts.items(), key=lambda pair: pair[1], reverse=asked.operation == "maximum")
    winner, number_of = order[0]
    tied = [name for name, value in order if value == number_of]
    rows = [row for row, cells in grid.rows.items() if column in cells and cells[column].text in tied]
    candidate = next(c for c in found if c.unit.table_id == grid.table.id)
    draft = _rows_draft(asked, grid, rows, _name_column(grid, {column: []}, asked), candidate, library, score)
    unit_word = asked.unit or "건"
    word = "가장 많습니다" if asked.operation == "maximum" else "가장 적습니다"
    names = ", ".join(tied)
    if len(tied) > 1:
        return None
    text = f"{subject(names)} {amount(Decimal(number_of), unit_word)}로 {word}: {draft.text.split(': ', 1)[1]}"
    return Draft(
        outcome="answered",
        text=text,
        derivation=draft.derivation,
        citations=draft.citations,
        confidence=score,
        figures=(AnswerFigure(Decimal(number_of), unit_word, None, winner, None, derived=True),),
    )


def _column_named(grid: Grid, word: str) -> int | None:
    """Return the column whose header or values end like the group word (`구`, `부서`, `연도`)."""
    wanted = folded(word)
    for column, header in grid.headers.items():
        if folded(header).endswith(wanted):
            return column
    return None
