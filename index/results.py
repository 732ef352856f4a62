"""What came of every file given to ingest, kept in the record: to be asked while a run goes on and after it."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

State = Literal["waiting", "reading", "read", "skipped", "duplicate", "cancelled", "removed"]
NAMES: dict[State, str] = {
    "waiting": "기다림",
    "reading": "읽는 중",
    "read": "읽음",
    "skipped": "읽지 못함",
    "duplicate": "같은 문서",
    "cancelled": "취소",
    "removed": "빠짐",
}
"""States in Korean, for the screen."""
_FOREIGN = ("pypdf", "pdfplumber", "pypdfium2", "lxml", "python-docx", "openpyxl", "dochan", "pillow")


@dataclass(frozen=True, slots=True)
class FileResult:
    """What came of one file the last time it was looked at."""

    path: str
    state: State
    reason: str = ""
    """Korean: why it was not read, or what could not be read well; empty when there is nothing to say."""
    document_id: str = ""
    """The document it became, for `read`."""
    at: str = ""
    """When, ISO in UTC."""

    @property
    def name(self) -> str:
        """Return the file's name."""
        return Path(self.path).name

    @property
    def state_name(self) -> str:
        """Return the state in Korean."""
        return NAMES[self.state]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that could not be read: what it was, so that it is not tried again before something changed."""

    content: str
    tried_with: str
    reason: str


def note(
    connection: sqlite3.Connection,
    path: str,
    state: State,
    *,
    reason: str = "",
    content: str = "",
    tried_with: str = "",
) -> None:
    """Write down what came of a file."""
    connection.execute(
        "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?)",
        (path, state, reason, content, tried_with, datetime.now(UTC).isoformat(timespec="seconds")),
    )


def note_waiting(connection: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Write down the files a run will look at; what is known of a file from earlier runs stays."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "INSERT INTO results VALUES (?, 'waiting', '', '', '', ?) ON CONFLICT (path) DO UPDATE SET state = 'waiting' "
        "WHERE state IN ('reading', 'cancelled', 'removed')",
        ((path, at) for path in paths),
    )
    connection.execute("COMMIT")


def note_cancelled(connection: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Write down that a run ended before it came to these files."""
    connection.executemany("UPDATE results SET state = 'cancelled' WHERE path = ? AND state = 'waiting'",
                           ((path,) for path in paths))  # fmt: skip


def read_results(connection: sqlite3.Connection) -> tuple[FileResult, ...]:
    """Return what came of all files, by path; () for a record from before results were kept."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'results'").fetchone():
        return ()
    rows = connection.execute("SELECT path, state, reason, content, at FROM results ORDER BY path")
    return tuple(
        FileResult(path, state, reason, content if state == "read" else "", at)
        for path, state, reason, content, at in rows
    )


def refusals(connection: sqlite3.Connection) -> dict[str, Refusal]:
    """Return path -> what was refused, for the files that could not be read."""
    rows = connection.execute("SELECT path, content, tried_with, reason FROM results WHERE state = 'skipped'")
    return {str(path): Refusal(str(content), str(tried), str(reason)) for path, content, tried, reason in rows}


def settled(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the paths of which it is written down that they were read."""
    return frozenset(str(path) for (path,) in connection.execute("SELECT path FROM results WHERE state = 'read'"))


@cache
def tools() -> str:
    """Return a hash of the programs the readers use: with another one a refused file is worth another try."""
    found = [shutil.which("tesseract") or ""]
    for package in _FOREIGN:
        try:
            found.append(version(package))
        except PackageNotFoundError:
            found.append("")
    return hashlib.sha256("\n".join(found).encode()).hexdigest()[:12]
