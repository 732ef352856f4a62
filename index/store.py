"""SQLite, the record: documents, sections, tables, chunks, units and figures, with full text over tokens."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from corpus.chunks import Chunk, chunks
from corpus.document import Block, Document, Paragraph, Section, Table
from corpus.figures import Figure, figures
from corpus.units import Unit, units
from index.codec import decode, encode
from index.earlier import note_unfinished, read_standings, set_aside
from index.errors import IndexMismatch, StoreLocked
from index.evidence import DocumentEntry
from index.tokens import tokens
from index.units import remove_units, write_units
from index.writing import unwritable

SCHEMA_VERSION = "5"
_CHUNK_WEIGHTS = (2.0, 1.5, 0.7)


class Store:
    """The record of one index directory. One connection a thread; a writer holds one transaction a document."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self._path = path
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        if create:
            self._create()
        self._check()

    @property
    def connection(self) -> sqlite3.Connection:
        """Return this thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            try:
                connection = sqlite3.connect(self._path, timeout=20, check_same_thread=False, isolation_level=None)
            except sqlite3.Error as error:
                raise StoreLocked(f"색인 파일을 열 수 없습니다: {self._path}") from error
            connection.execute("PRAGMA synchronous = NORMAL")
            self._local.connection = connection
            self._connections.append(connection)
        return connection

    def close(self) -> None:
        """Close all connections."""
        for connection in self._connections:
            connection.close()
        self._connections.clear()
        self._local = threading.local()

    def _create(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = self.connection
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript((files("index") / "schema.sql").read_text(encoding="utf-8"))
            connection.execute("INSERT OR IGNORE INTO meta VALUES ('schema', ?)", (SCHEMA_VERSION,))
        except (sqlite3.Error, OSError) as error:
            raise StoreLocked(unwritable(self._path.parent)) from error

    def _check(self) -> None:
        version = self.meta("schema")
        if version != SCHEMA_VERSION:
            raise IndexMismatch(
                f"색인의 판({version})이 이 프로그램({SCHEMA_VERSION})과 다릅니다. "
                f"색인 폴더를 지우고 다시 만드십시오: rm -r {self._path.parent} && "
                f"policy-assistant ingest 폴더 --index {self._path.parent}"
            )

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection inside one transaction, rolled back on any error."""
        connection = self.connection
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise StoreLocked(
                "다른 프로그램이 색인을 쓰고 있거나 색인 폴더에 쓸 수 없습니다. 잠시 뒤 다시 실행하십시오."
            ) from error
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def meta(self, key: str) -> str | None:
        """Return a fact about the index, or None."""
        try:
            row = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error as error:
            raise StoreLocked(f"색인 파일을 읽을 수 없습니다: {self._path}") from error
        return str(row[0]) if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Store a fact about the index."""
        with self.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def known(self) -> dict[str, tuple[str, str]]:
        """Return path -> (document id, hash of its manifest entry) for all documents but the replaced ones."""
        rows = self.connection.execute(
            "SELECT path, id, entry_hash FROM documents WHERE id NOT IN (SELECT document_id FROM replaced)"
        )
        return {str(path): (str(document_id), str(entry)) for path, document_id, entry in rows}

    def write(self, document: Document, *, path: str, entry_hash: str, keep_earlier: bool = False) -> None:
        """Store a document with all that follows from it; one transaction.

        What stood under its path is replaced, or, with `keep_earlier`, kept as an earlier edition.
        """
        own_units = units(document)
        own_chunks = chunks(document, own_units)
        own_figures = figures(document)
        with self.transaction() as connection:
            for (old,) in connection.execute(
                "SELECT id FROM documents WHERE path = ? OR id = ?", (path, document.id)
            ).fetchall():
                if keep_earlier and old != document.id:
                    set_aside(connection, str(old), path, document.id)
                else:
                    _delete(connection, str(old))
            connection.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    document.id,
                    document.name,
                    path,
                    document.title,
                    document.organization,
                    document.kind,
                    document.as_of,
                    document.period,
                    document.format,
                    entry_hash,
                    json.dumps(document.warnings, ensure_ascii=False),
                    json.dumps(document.extra, ensure_ascii=False),
                    datetime.now(UTC).isoformat(timespec="seconds"),
                ),
            )
            _write_sections(connection, document)
            connection.executemany(
                "INSERT INTO source_lines VALUES (?, ?, ?)",
                ((document.id, number, line) for number, line in enumerate(document.lines, start=1)),
            )
            _write_chunks(connection, document, own_chunks, own_units)
            connection.executemany(
                "INSERT INTO figures VALUES (?, ?, ?, ?, ?)",
                ((f.id, document.id, f.table_id, position, encode(f)) for position, f in enumerate(own_figures)),
            )
            write_units(connection, own_units, title=f"{document.title} {document.organization or ''}")
            note_unfinished(connection, True)

    def remove(self, document_id: str) -> None:
        """Delete a document and all that follows from it; one transaction."""
        with self.transaction() as connection:
            _delete(connection, document_id)
            note_unfinished(connection, True)

    def documents(self) -> tuple[DocumentEntry, ...]:
        """Return all documents by name."""
        rows = self.connection.execute(
            "SELECT id, name, title, organization, kind, as_of, period, format, warnings, extra, added "
            "FROM documents ORDER BY name, id"
        )
        standing = read_standings(self.connection)
        return tuple(
            DocumentEntry(
                id=r[0],
                name=r[1],
                title=r[2],
                organization=r[3],
                kind=r[4],
                as_of=r[5],
                period=r[6],
                format=r[7],
                warnings=tuple(json.loads(r[8])),
                extra=tuple((str(k), str(v)) for k, v in json.loads(r[9])),
                added=r[10],
                superseded_by=standing.get(r[0], ("", ""))[0],
                same_as=standing.get(r[0], ("", ""))[1],
            )
            for r in rows
        )

    def warnings(self, document_id: str) -> str:
        """Return what could not be read well of a document, in one line; empty for an unknown one."""
        row = self.connection.execute("SELECT warnings FROM documents WHERE id = ?", (document_id,)).fetchone()
        return " ".join(json.loads(row[0])) if row else ""

    def counts(self) -> dict[str, int]:
        """Return how many documents, sections, tables, chunks, units and figures there are."""
        names = ("documents", "sections", "tables", "chunks", "units", "figures")
        return {name: int(self.connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]) for name in names}

    def words(self) -> list[str]:
        """Return the search tokens that stand in the documents, each once."""
        return [str(term) for (term,) in self.connection.execute("SELECT term FROM unit_words")]

    def unit_texts(self) -> list[tuple[str, str, str]]:
        """Return (unit id, text to embed, document id) of all units."""
        rows = self.connection.execute(
            "SELECT id, embedding_text, document_id FROM units ORDER BY document_id, position"
        )
        return [(str(i), str(t), str(d)) for i, t, d in rows]

    def unit_bodies(self, document_id: str) -> list[str]:
        """Return the texts of a document's units, in order."""
        rows = self.connection.execute("SELECT json FROM units WHERE document_id = ? ORDER BY position", (document_id,))
        return [str(json.loads(text)["text"]) for (text,) in rows]

    def path(self, document_id: str) -> Path | None:
        """Return where a document's file was when it was read, or None for an unknown id."""
        row = self.connection.execute("SELECT path FROM documents WHERE id = ?", (document_id,)).fetchone()
        return Path(row[0]) if row else None

    def document(self, document_id: str) -> Document:
        """Return a whole document again, as it was read. Raises KeyError for an unknown id."""
        entry = next((entry for entry in self.documents() if entry.id == document_id), None)
        if entry is None:
            raise KeyError(document_id)
        lines = self.connection.execute(
            "SELECT text FROM source_lines WHERE document_id = ? ORDER BY number", (document_id,)
        )
        return Document(
            id=entry.id,
            name=entry.name,
            title=entry.title,
            sections=self.sections(document_id),
            format=entry.format,
            organization=entry.organization,
            kind=entry.kind,
            as_of=entry.as_of,
            period=entry.period,
            lines=tuple(str(text) for (text,) in lines),
            warnings=entry.warnings,
            extra=entry.extra,
        )

    def sections(self, document_id: str) -> tuple[Section, ...]:
        """Return a document's sections with their blocks, in reading order."""
        tables = {table.id: table for table in self.tables(document_id)}
        rows = self.connection.execute(
            "SELECT json FROM sections WHERE document_id = ? ORDER BY position", (document_id,)
        )
        return tuple(_with_tables(decode(Section, str(text)), tables) for (text,) in rows)

    def table(self, table_id: str) -> Table:
        """Return a table. Raises KeyError for an unknown id."""
        row = self.connection.execute("SELECT json FROM tables WHERE id = ?", (table_id,)).fetchone()
        if row is None:
            raise KeyError(table_id)
        return decode(Table, str(row[0]))

    def tables(self, document_id: str) -> tuple[Table, ...]:
        """Return a document's tables in reading order."""
        rows = self.connection.execute(
            "SELECT json FROM tables WHERE document_id = ? ORDER BY position", (document_id,)
        )
        return tuple(decode(Table, str(text)) for (text,) in rows)

    def figures(self, *, document_id: str | None = None, table_id: str | None = None) -> tuple[Figure, ...]:
        """Return the figures of a document or of a table, in reading order."""
        column, value = ("table_id", table_id) if table_id is not None else ("document_id", document_id)
        rows = self.connection.execute(f"SELECT json FROM figures WHERE {column} = ? ORDER BY position", (value,))
        return tuple(decode(Figure, str(text)) for (text,) in rows)

    def chunk_spans(self) -> list[tuple[str, str, int, int]]:
        """Return (chunk id, document id, first unit, last unit) of all chunks."""
        rows = self.connection.execute("SELECT id, document_id, first_unit, last_unit FROM chunks")
        return [(str(i), str(d), int(a), int(b)) for i, d, a, b in rows]

    def chunk(self, chunk_id: str) -> Chunk:
        """Return a chunk. Raises KeyError for an unknown id."""
        row = self.connection.execute("SELECT json FROM chunks WHERE id = ?", (chunk_id,)).fetchone()
        if row is None:
            raise KeyError(chunk_id)
        return decode(Chunk, str(row[0]))

    def lexical_chunks(
        self, words: Sequence[str], *, limit: int, documents: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Return (chunk id, BM25 score) for chunks with any of the words, best first."""
        query = " OR ".join(f'"{word}"' for word in dict.fromkeys(words) if word and '"' not in word)
        if not query:
            return []
        where = "" if documents is None else f" AND document_id IN ({', '.join('?' * len(documents))})"
        rows = self.connection.execute(
            f"SELECT chunk_id, -bm25(chunk_text, {', '.join(map(str, _CHUNK_WEIGHTS))}) AS score FROM chunk_text "
            f"WHERE chunk_text MATCH ?{where} ORDER BY score DESC, chunk_id LIMIT ?",
            (query, *(documents or ()), limit),
        )
        return [(str(i), float(score)) for i, score in rows]

    def source_lines(self, document_id: str, first: int, last: int) -> tuple[str, ...]:
        """Return the source lines `first` to `last` (from 1, inclusive) of a text document; () for other formats."""
        rows = self.connection.execute(
            "SELECT text FROM source_lines WHERE document_id = ? AND number BETWEEN ? AND ? ORDER BY number",
            (document_id, first, last),
        )
        return tuple(str(text) for (text,) in rows)


def _write_sections(connection: sqlite3.Connection, document: Document) -> None:
    position = 0
    for order, section in enumerate(document.sections):
        blocks: list[Block] = []
        for block in section.blocks:
            if isinstance(block, Table):
                connection.execute(
                    "INSERT INTO tables VALUES (?, ?, ?, ?)", (block.id, document.id, position, encode(block))
                )
                position += 1
                blocks.append(Paragraph(block.id, block.location, kind="caption", marker="table"))
            else:
                blocks.append(block)
        slim = Section(section.heading, section.heading_path, section.location, tuple(blocks))
        connection.execute("INSERT INTO sections VALUES (?, ?, ?)", (document.id, order, encode(slim)))


def _with_tables(section: Section, tables: dict[str, Table]) -> Section:
    blocks = tuple(
        tables[block.text]
        if isinstance(block, Paragraph) and block.marker == "table" and block.text in tables
        else block
        for block in section.blocks
    )
    return Section(section.heading, section.heading_path, section.location, blocks)


def _write_chunks(
    connection: sqlite3.Connection, document: Document, own: Sequence[Chunk], own_units: Sequence[Unit]
) -> None:
    title = " ".join(tokens(f"{document.title} {document.organization or ''}"))
    for position, chunk in enumerate(own):
        connection.execute(
            "INSERT INTO chunks VALUES (?, ?, ?, ?, ?, ?)",
            (chunk.id, document.id, position, *chunk.units, encode(chunk)),
        )
        members = own_units[chunk.units[0] : chunk.units[1] + 1]
        words = " ".join(word for unit in members for word in tokens(unit.text))
        labels = {text: None for unit in members for text in (*unit.heading_path, unit.caption, *unit.headers) if text}
        leads = " ".join(word for text in labels for word in tokens(text))
        connection.execute(
            "INSERT INTO chunk_text VALUES (?, ?, ?, ?, ?)", (words, leads, title, chunk.id, document.id)
        )


def _delete(connection: sqlite3.Connection, document_id: str) -> None:
    remove_units(connection, document_id)
    for table in ("chunk_text", "chunks", "figures", "tables", "sections", "source_lines", "replaced", "standings"):
        connection.execute(f"DELETE FROM {table} WHERE document_id = ?", (document_id,))
    connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))
