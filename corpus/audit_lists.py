"""Lists that name the same thing twice with other particulars."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from corpus.document import Cell, Document, Table
from corpus.findings import Finding, Place
from corpus.text import search_text, squash
from corpus.total_names import is_total

_LONG = 20
_UNIQUE = 0.95


def lists(document: Document) -> Iterator[Finding]:
    """Yield rows of long list tables that name the same thing as another row but differ elsewhere."""
    for table in document.tables:
        rows = _rows(table)
        if len(rows) >= _LONG:
            yield from _twice(table, rows)


def _rows(table: Table) -> list[dict[int, Cell]]:
    rows: dict[int, dict[int, Cell]] = defaultdict(dict)
    for cell in table.cells:
        if cell.row >= table.header_rows and cell.text.strip():
            rows[cell.row][cell.column] = cell
    return [rows[row] for row in sorted(rows) if not any(is_total(cell.text) for cell in rows[row].values())]


def _twice(table: Table, rows: list[dict[int, Cell]]) -> Iterator[Finding]:
    key = _naming_column(table, rows)
    if key is None:
        return
    known: dict[str, dict[int, Cell]] = {}
    for row in rows:
        if key not in row:
            continue
        name = _text(row[key])
        first = known.setdefault(name, row)
        if first is row:
            continue
        differ = [
            c for c in row if c in first and c != key and _text(row[c]) != _text(first[c]) and not _running(c, rows)
        ]
        if len(differ) == 1:
            yield _finding(name, first, row, differ[0])


def _naming_column(table: Table, rows: list[dict[int, Cell]]) -> int | None:
    """Return the column that names the rows: words, nearly all different; the last such column."""
    best = None
    for column in range(table.columns):
        texts = [_text(row[column]) for row in rows if column in row]
        words = [text for text in texts if not text.replace(",", "").isdigit() and len(text) >= 2]
        if len(words) >= len(rows) * _UNIQUE and len(set(words)) >= len(words) * _UNIQUE:
            best = column
    return best


def _running(column: int, rows: list[dict[int, Cell]]) -> bool:
    """Tell whether a column only numbers the rows."""
    texts = [_text(row[column]) for row in rows if column in row]
    return len(set(texts)) == len(texts) and sum(text.isdigit() for text in texts) >= len(texts) * _UNIQUE


def _text(cell: Cell) -> str:
    return squash(search_text(cell.text))


def _finding(name: str, first: dict[int, Cell], second: dict[int, Cell], column: int) -> Finding:
    a, b = first[column], second[column]
    message = f"{name}: 목록에 두 번 나오며 한 칸이 다름 ({a.text.strip()} / {b.text.strip()})"
    places = (Place(a.location, name, a.text.strip()), Place(b.location, name, b.text.strip()))
    return Finding("repeated", "error", message, places, a.text.strip(), b.text.strip())
