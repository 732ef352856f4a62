"""Units in the record: stored one by one, searched by token (FTS5) and by meaning (vectors)."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from corpus.document import Location
from corpus.units import Unit
from index.tokens import tokens

WEIGHTS = (3.0, 2.0, 1.5, 0.7)
"""BM25 weights of own text, labels (captions, headers, parents), headings, title."""


@dataclass(frozen=True, slots=True)
class UnitHit:
    """A unit as found: BM25 `score` (higher is better, 0 when only the vectors found it) and cosine `similarity`."""

    unit: Unit
    score: float
    similarity: float


def remove_units(connection: sqlite3.Connection, document_id: str) -> None:
    """Delete a document's units from the record; the caller owns the transaction."""
    connection.execute("DELETE FROM unit_text WHERE document_id = ?", (document_id,))
    connection.execute("DELETE FROM units WHERE document_id = ?", (document_id,))


def write_units(connection: sqlite3.Connection, units: Iterable[Unit], *, title: str) -> None:
    """Store a document's units and their tokens; the caller owns the transaction."""
    title_tokens = " ".join(tokens(title))
    headings: dict[tuple[str, ...], str] = {}
    for unit in units:
        if unit.heading_path not in headings:
            headings[unit.heading_path] = " ".join(tokens(" \n ".join(unit.heading_path)))
        labels = " \n ".join((unit.caption, *unit.parents, *unit.headers))
        connection.execute(
            "INSERT INTO units VALUES (?, ?, ?, ?, ?, ?, ?)",
            (unit.id, unit.document_id, unit.order, unit.table_id, unit.row, unit.embedding_text, _pack(unit)),
        )
        connection.execute(
            "INSERT INTO unit_text VALUES (?, ?, ?, ?, ?, ?)",
            (
                " ".join(tokens(unit.text)),
                " ".join(tokens(labels)),
                headings[unit.heading_path],
                title_tokens,
                unit.id,
                unit.document_id,
            ),
        )


def unit_count(connection: sqlite3.Connection) -> int:
    """Return how many units the record holds."""
    return int(connection.execute("SELECT count(*) FROM units").fetchone()[0])


def word_frequency(connection: sqlite3.Connection, word: str) -> int:
    """Return in how many units a search token stands."""
    row = connection.execute("SELECT doc FROM unit_words WHERE term = ?", (word,)).fetchone()
    return int(row[0]) if row else 0


def hangul_words(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the Hangul words of the units: their search tokens, and the words as printed, particles and all."""
    for (term,) in connection.execute("SELECT term FROM unit_words"):
        if _HANGUL.fullmatch(term):
            yield term
    for (text,) in connection.execute("SELECT embedding_text FROM units"):
        yield from _HANGUL.findall(text)


_HANGUL = re.compile(r"(?<![가-힣])[가-힣]{2,9}(?![가-힣])")


def lexical_units(
    connection: sqlite3.Connection, words: Sequence[str], *, limit: int, documents: Collection[str] | None = None
) -> list[tuple[str, float]]:
    """Return (unit id, BM25 score) for units with any of the words, best first; higher is better."""
    query = " OR ".join(f'"{word}"' for word in dict.fromkeys(words) if word and '"' not in word)
    if not query:
        return []
    # The ids stand beside the text: they are read for the best rows only, half the time of all that match.
    rows = connection.execute(
        f"SELECT rowid, -bm25(unit_text, {', '.join(map(str, WEIGHTS))}) AS score FROM unit_text "
        "WHERE unit_text MATCH ? ORDER BY score DESC",
        (query,),
    )
    found: list[tuple[str, float]] = []
    while part := rows.fetchmany(limit):
        if len(found) >= limit and part[0][1] < found[limit - 1][1]:
            break
        found += _placed(connection, part, documents)
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]


def _placed(
    connection: sqlite3.Connection, rows: Sequence[tuple[int, float]], documents: Collection[str] | None
) -> list[tuple[str, float]]:
    """Return (unit id, score) for rows of the full text that are of these documents, in order."""
    marks = ", ".join("?" * len(rows))
    placed = connection.execute(
        f"SELECT rowid, unit_id, document_id FROM unit_text WHERE rowid IN ({marks})", [row for row, _ in rows]
    )
    ids = {row: str(unit_id) for row, unit_id, document in placed if documents is None or document in documents}
    return [(ids[row], float(score)) for row, score in rows if row in ids]


def read_units(connection: sqlite3.Connection, ids: Collection[str]) -> dict[str, Unit]:
    """Return the units with these ids, by id; ids the record lacks are left out."""
    wanted = list(ids)
    found: dict[str, Unit] = {}
    for start in range(0, len(wanted), 400):
        part = wanted[start : start + 400]
        marks = ", ".join("?" * len(part))
        for unit_id, text in connection.execute(f"SELECT id, json FROM units WHERE id IN ({marks})", part):
            found[str(unit_id)] = _unpack(str(text))
    return found


def units_between(connection: sqlite3.Connection, document_id: str, first: int, last: int) -> tuple[Unit, ...]:
    """Return a document's units with positions `first` to `last`, in reading order."""
    rows = connection.execute(
        "SELECT json FROM units WHERE document_id = ? AND position BETWEEN ? AND ? ORDER BY position",
        (document_id, first, last),
    )
    return tuple(_unpack(str(text)) for (text,) in rows)


def table_units(connection: sqlite3.Connection, table_id: str) -> tuple[Unit, ...]:
    """Return the rows of a table as units, top to bottom."""
    rows = connection.execute("SELECT json FROM units WHERE table_id = ? ORDER BY grid_row", (table_id,))
    return tuple(_unpack(str(text)) for (text,) in rows)


def _pack(unit: Unit) -> str:
    return json.dumps(asdict(unit), ensure_ascii=False, separators=(",", ":"))


def _unpack(text: str) -> Unit:
    plain = json.loads(text)
    place = plain.pop("location")
    for key in ("heading_path", "lines", "box"):
        if place[key] is not None:
            place[key] = tuple(place[key])
    for key in ("heading_path", "parents", "headers"):
        plain[key] = tuple(plain[key])
    return Unit(location=Location(**place), **plain)
