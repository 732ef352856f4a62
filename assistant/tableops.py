"""Questions over the rows of one table: rank, filter, count, list and group by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer import AnswerFigure, Derivation, Operand
from assistant.cite import Bibliography
from assistant.draft import Draft
from assistant.find import Candidate, Option, fit_period, options
from assistant.library import Library
from assistant.lookup import as_answer, problems_of, stated
from assistant.match import folded
from assistant.question import Asked
from assistant.word import amount, is_, joined, subject, topic
from corpus.document import Cell, Table
from corpus.periods import years_of

_YEAR_ASKED = re.compile(r"언제|몇\s*년|어느\s*(?:해|연도|년도)|연도|무슨\s*해|which year|what year")
_GROUP_ASKED = re.compile(
    r"(?:가장|제일)\s*(?:많|적|큰|작)[가-힣]*\s*([가-힣]+?)(?:는|은|가|이|을|를)?\s*(?:어디|무엇|누구|어느|몇|\?)"
)
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


def rank(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft for the largest or smallest of a row's years or a column's rows, or of groups of a list."""
    grouped = group_rank(asked, found, library)
    if grouped is not None:
        return grouped
    ranked = [option for option in options(asked, found, library) if option.unit_fit >= 0]
    cells = [option for option in ranked if option.figure.table_id]
    if not cells:
        return None
    best = cells[0]
    by_year = _YEAR_ASKED.search(asked.standalone) is not None
    rivals = _row_rivals(best, cells, asked) if by_year else _column_rivals(best, cells)
    if len(rivals) < 2:
        return None
    chosen = (max if asked.operation == "maximum" else min)(rivals, key=lambda option: option.figure.value)
    figure = chosen.figure
    bibliography = Bibliography()
    number = bibliography.figure(figure, chosen.candidate.document, chosen.candidate.unit.text)
    winner = joined(figure.column_path) if by_year else joined(figure.row_path)
    word = "가장 큽니다" if asked.operation == "maximum" else "가장 작습니다"
    text = f"{topic(winner)} {stated(figure)}로 {word}. [{number}]"
    others = sorted(
        (o for o in rivals if o is not chosen), key=lambda o: o.figure.value, reverse=asked.operation == "maximum"
    )[:4]
    figures = [as_answer(figure, number)]
    for option in others:
        mark = bibliography.figure(option.figure, option.candidate.document, option.candidate.unit.text)
        label = joined(option.figure.column_path) if by_year else joined(option.figure.row_path)
        text += f"\n- {label}: {stated(option.figure)} [{mark}]"
        figures.append(as_answer(option.figure, mark))
    return Draft(
        outcome="answered",
        text=text,
        figures=tuple(figures),
        citations=bibliography.citations,
        problems=problems_of([figure]),
        confidence=best.score,
    )


def _row_rivals(best: Option, cells: Sequence[Option], asked: Asked) -> list[Option]:
    row = [
        o
        for o in cells
        if o.figure.table_id == best.figure.table_id
        and o.figure.location.row == best.figure.location.row
        and len(o.figure.periods) == 1
        and years_of(" ".join(o.figure.column_path))
    ]
    if len(asked.periods) == 1 and asked.periods[0].start[:4] != asked.periods[0].end[:4]:
        row = [o for o in row if fit_period(o.figure, asked.periods) > 0]
    return row


def _column_rivals(best: Option, cells: Sequence[Option]) -> list[Option]:
    return [
        o
        for o in cells
        if o.figure.table_id == best.figure.table_id
        and o.figure.column_path == best.figure.column_path
        and not o.figure.is_total
        and o.figure.unit == best.figure.unit
    ]


def list_table(asked: Asked, found: Sequence[Candidate], library: Library) -> tuple[Grid, float] | None:
    """Return the list table (rows of text) the question is about, with its score, or None."""
    scores: dict[str, float] = {}
    for candidate in found:
        if candidate.unit.table_id:
            scores[candidate.unit.table_id] = max(scores.get(candidate.unit.table_id, 0.0), candidate.score)
    for table_id, score in sorted(scores.items(), key=lambda pair: -pair[1])[:4]:
        grid = grid_of(library.table(table_id))
        if len(grid.rows) >= 3:
            return grid, score
    return None


def filters(asked: Asked, grid: Grid) -> dict[int, list[str]]:
    """Return column -> folded values that the question names among that column's cells."""
    named: dict[int, list[str]] = {}
    columns = {column for row in grid.rows.values() for column in row}
    years = {str(year) for period in asked.periods for year in range(int(period.start[:4]), int(period.end[:4]) + 1)}
    said = [term.text for term in asked.terms] + [p for term in asked.terms for p in term.parts]
    for column in columns:
        values = Counter(
            folded(row[column].text) for row in grid.rows.values() if column in row and row[column].text.strip()
        )
        for value in values:
            if value in years or value.rstrip("년") in years:
                named.setdefault(column, []).append(value)
                continue
            if value.isdigit():
                continue
            for word in said:
                level = _SCHOOL_LEVEL.get(word)
                if value == word or (level and value == level) or (len(value) >= 2 and value + "구" == word):
                    named.setdefault(column, []).append(value)
                    break
    return named


def matching_rows(grid: Grid, named: dict[int, list[str]]) -> list[int]:
    """Return the rows whose cells hold one of the named values in every named column."""
    return [
        row
        for row, cells in grid.rows.items()
        if all(column in cells and folded(cells[column].text) in values for column, values in named.items())
    ]


def count(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft that counts (and for a list question names) the rows that match the question's filters."""
    chosen = list_table(asked, found, library)
    if chosen is None:
        return None
    grid, score = chosen
    named = filters(asked, grid)
    if not named:
        return None
    rows = matching_rows(grid, named)
    if not rows or len(rows) == len(grid.rows):
        return None
    name_column = _name_column(grid, named)
    candidate = next(c for c in found if c.unit.table_id == grid.table.id)
    names = [grid.rows[row][name_column].text for row in rows if name_column in grid.rows[row]]
    if not names or sum(len(name) for name in names) < 3 * len(names):
        return None  # names broken into single letters: the table was not read well enough to count in
    return _rows_draft(asked, grid, rows, name_column, candidate, library, score)


def _name_column(grid: Grid, named: dict[int, list[str]]) -> int:
    """Return the column that names a row: the one with the most different texts."""

    def variety(column: int) -> tuple[int, int]:
        texts = {row[column].text for row in grid.rows.values() if column in row}
        letters = sum(1 for text in texts if re.search(r"[가-힣A-Za-z]", text))
        return letters, column

    columns = {column for row in grid.rows.values() for column in row} - set(named)
    return max(columns, key=variety)


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
    grid, score = chosen
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
    draft = _rows_draft(asked, grid, rows, _name_column(grid, {column: []}), candidate, library, score)
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
