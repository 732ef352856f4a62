"""Conversations kept: one SQLite file beside the index; every reader sees their own and nobody else's."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.answer import Answer
from assistant.errors import AssistantError
from index.codec import decode, encode

FILE_NAME = "conversations.sqlite"
TITLE_LENGTH = 60
_SCHEMA = """
CREATE TABLE IF NOT EXISTS conversations (
    id TEXT PRIMARY KEY, user TEXT NOT NULL, title TEXT NOT NULL, changed TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS conversations_by_user ON conversations (user, changed);
CREATE TABLE IF NOT EXISTS turns (
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE, position INTEGER NOT NULL,
    question TEXT NOT NULL, answer TEXT NOT NULL, feedback TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (conversation_id, position)
);
"""


class ConversationsLocked(AssistantError):
    """The conversations can't be written or read."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation in the list."""

    id: str
    title: str
    changed: str
    """ISO time in UTC."""
    turns: int


@dataclass(frozen=True, slots=True)
class Turn:
    """One question with its answer and what the reader said of it."""

    question: str
    answer: Answer
    feedback: str = ""


class Conversations:
    """The record of conversations under a directory. Opens a connection a call, so threads may share it."""

    def __init__(self, directory: Path) -> None:
        self._path = directory / FILE_NAME

    def list(self, user: str, *, query: str = "", limit: int = 200) -> tuple[Conversation, ...]:
        """Return a user's conversations, last changed first; `query` is looked for in titles, questions and answers."""
        words = [f"%{_literal(word)}%" for word in query.split()]
        test = " AND ".join(
            r"(c.title LIKE ? ESCAPE '\' OR EXISTS (SELECT 1 FROM turns t WHERE t.conversation_id = c.id"
            r" AND (t.question LIKE ? ESCAPE '\' OR t.answer LIKE ? ESCAPE '\')))"
            for _ in words
        )
        with self._open() as connection:
            rows = connection.execute(
                "SELECT c.id, c.title, c.changed, (SELECT count(*) FROM turns t WHERE t.conversation_id = c.id)"
                f" FROM conversations c WHERE c.user = ?{' AND ' + test if test else ''}"
                " ORDER BY c.changed DESC, c.rowid DESC LIMIT ?",
                (user, *[word for word in words for _ in range(3)], limit),
            ).fetchall()
        return tuple(Conversation(*row) for row in rows)

    def get(self, user: str, conversation_id: str) -> tuple[Turn, ...]:
        """Return the turns of a user's conversation; empty when there is none of that id for this user."""
        with self._open() as connection:
            rows = connection.execute(
                "SELECT t.question, t.answer, t.feedback FROM turns t JOIN conversations c ON c.id = t.conversation_id"
                " WHERE c.user = ? AND c.id = ? ORDER BY t.position",
                (user, conversation_id),
            ).fetchall()
        return tuple(Turn(question, decode(Answer, answer), feedback) for question, answer, feedback in rows)

    def save(self, user: str, conversation_id: str, turns: Sequence[Turn]) -> str:
        """Keep a user's conversation as it is now and return its id; an empty id begins a new one.

        The title is the first question until somebody renames it. Raises ValueError when the id is another user's.
        """
        conversation_id = conversation_id or uuid.uuid4().hex
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        with self._open() as connection:
            owner = connection.execute("SELECT user FROM conversations WHERE id = ?", (conversation_id,)).fetchone()
            if owner is not None and owner[0] != user:
                raise ValueError("another user's conversation")
            connection.execute(
                "INSERT INTO conversations (id, user, title, changed) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET changed = excluded.changed",
                (conversation_id, user, turns[0].question[:TITLE_LENGTH] if turns else "새 대화", now),
            )
            connection.execute("DELETE FROM turns WHERE conversation_id = ?", (conversation_id,))
            connection.executemany(
                "INSERT INTO turns VALUES (?, ?, ?, ?, ?)",
                [
                    (conversation_id, n, turn.question, encode(turn.answer), turn.feedback)
                    for n, turn in enumerate(turns)
                ],
            )
        return conversation_id

    def rename(self, user: str, conversation_id: str, title: str) -> None:
        """Give a user's conversation another title; nothing happens for an empty title or another's conversation."""
        if title.strip():
            with self._open() as connection:
                connection.execute(
                    "UPDATE conversations SET title = ? WHERE id = ? AND user = ?",
                    (title.strip()[:TITLE_LENGTH], conversation_id, user),
                )

    def delete(self, user: str, conversation_id: str) -> None:
        """Remove a user's conversation for good."""
        with self._open() as connection:
            connection.execute("DELETE FROM conversations WHERE id = ? AND user = ?", (conversation_id, user))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=10)) as connection:
                connection.execute("PRAGMA foreign_keys = ON")
                connection.executescript(_SCHEMA)
                with connection:
                    yield connection
        except (sqlite3.OperationalError, sqlite3.DatabaseError, OSError) as error:
            raise ConversationsLocked(f"대화를 보관하는 파일을 쓸 수 없습니다: {self._path}") from error


def _literal(word: str) -> str:
    """Return a word in which LIKE reads no sign as a wildcard."""
    return word.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
