"""Earlier editions in the record: documents whose file holds another one now, and who answers in whose place."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime


def set_aside(connection: sqlite3.Connection, document_id: str, path: str, by: str) -> None:
    """Keep a document whose file holds `by` now; the caller owns the transaction.

    Paths are unique in the record, so that of the earlier edition gets its id.
    """
    at = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute("UPDATE documents SET path = ? WHERE id = ?", (f"{path}#{document_id}", document_id))
    connection.execute("INSERT OR REPLACE INTO replaced VALUES (?, ?, ?, ?)", (document_id, path, by, at))


def replaced(connection: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    """Return document id -> (path of its file, id of the document the file held next) for earlier editions."""
    rows = connection.execute("SELECT document_id, path, by_id FROM replaced ORDER BY document_id")
    return {str(document_id): (str(path), str(by)) for document_id, path, by in rows}


def read_standings(connection: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    """Return document id -> (id of the edition in force, id of the document it repeats), either may be empty."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'standings'").fetchone():
        return {}  # a record from before editions were told apart; the next ingest adds the table
    rows = connection.execute("SELECT document_id, superseded_by, same_as FROM standings")
    return {str(document_id): (str(newer), str(same)) for document_id, newer, same in rows}


def write_standings(connection: sqlite3.Connection, standings: Mapping[str, tuple[str, str]]) -> None:
    """Store the standings in place of the old ones; the caller owns the transaction."""
    connection.execute("DELETE FROM standings")
    connection.executemany(
        "INSERT INTO standings VALUES (?, ?, ?)", ((key, *by) for key, by in sorted(standings.items()))
    )


def note_unfinished(connection: sqlite3.Connection, is_unfinished: bool) -> None:
    """Write down whether what follows from the documents together (standings, words) is still to be worked out."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('unfinished', ?)", (str(int(is_unfinished)),))
