"""Index.search(query) -> Evidence; units, figures and tables for the engine."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

import numpy as np

from corpus.document import Document, Section, Table
from corpus.figures import Figure
from corpus.text import search_text, squash
from corpus.txt import document_id as content_id
from corpus.units import Unit
from index import units as unit_queries
from index.ahead import QueryVectors
from index.embed import Embedder
from index.errors import IndexMismatch, IndexMissing, SearchError
from index.evidence import DocumentEntry, Evidence, Passage
from index.fuse import fuse
from index.ingest import COLLECTION, RECORD, VECTORS, WORDS, mismatch_message
from index.sounds import Sounds
from index.store import Store
from index.tokens import tokens
from index.unit_texts import UnitTexts
from index.units import UnitHit
from index.vectors import Vectors
from index.words import NearWords, open_words

Mode = Literal["fused", "lexical", "dense"]
_DEPTH = 60
_DENSE_DEPTH = 160
"""Units; a chunk has about fifteen."""
_UNITS_KEPT = 12_000
"""Units kept in memory, about 2 kB each."""
RARE = 12
"""A word that stands in so few units is looked for in each, however many other words the best units share."""
_LEXICAL_WEIGHT = 0.6
_PREFERENCE = 0.15


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells one file from another that has taken its place, or None where there is none."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_dev, facts.st_ino


class Index:
    """An index opened for reading. Safe to share between threads."""

    def __init__(self, store: Store, *, directory: Path, vectors: Vectors | None, embedder: Embedder | None) -> None:
        self._store = store
        self._directory = directory
        self._vectors = vectors
        self._embedder = embedder
        self._documents = store.documents()
        self._file = _identity(directory / RECORD)
        self._near: tuple[NearWords | None, ...] = ()
        self._near_lock = threading.Lock()
        self._sounds = lru_cache(maxsize=1)(lambda: Sounds(unit_queries.hangul_words(self._store.connection)))
        self._entries = {entry.id: entry for entry in self._documents}
        self._chunk_of = {
            f"{document}:u{order}": chunk for chunk, document, a, b in store.chunk_spans() for order in range(a, b + 1)
        }
        self.table = lru_cache(maxsize=600)(store.table)
        self._chunk = lru_cache(maxsize=2000)(store.chunk)
        self._document = lru_cache(maxsize=8)(store.document)
        self._tables = lru_cache(maxsize=20)(store.tables)
        self._sections = lru_cache(maxsize=20)(store.sections)
        self._figures_of = lru_cache(maxsize=600)(lambda table_id: store.figures(table_id=table_id))
        self._figures_in = lru_cache(maxsize=40)(lambda document_id: store.figures(document_id=document_id))
        self._texts = lru_cache(maxsize=1)(lambda: UnitTexts(self._store.connection))
        self._units_with = lru_cache(maxsize=2000)(self._read_units_with)
        self._holding = lru_cache(maxsize=2000)(self._read_holding)
        self._units: dict[str, Unit] = {}
        self._units_between = lru_cache(maxsize=400)(self._read_units_between)
        self._table_units = lru_cache(maxsize=400)(
            lambda table_id: unit_queries.table_units(self._store.connection, table_id)
        )
        self._query_vector = QueryVectors(self._embed)

    @classmethod
    def open(cls, directory: Path, *, embedder: Embedder | None = None) -> Index:
        """Return the index in a directory; without an embedder only words are searched.

        Raises IndexMissing when there is none or it is empty, IndexMismatch when it was built with another model.
        """
        if not (directory / RECORD).is_file():
            raise IndexMissing(
                f"색인이 없습니다: {directory}. policy-assistant ingest 폴더 --index {directory} 를 먼저 실행하십시오."
            )
        store = Store(directory / RECORD)
        model = store.meta("embedding_model")
        if embedder is not None and model is not None and model != embedder.name:
            raise IndexMismatch(mismatch_message(directory, model, embedder.name))
        if not store.documents():
            raise IndexMissing(
                f"색인이 비어 있습니다: {directory}. "
                f"policy-assistant ingest 폴더 --index {directory} 를 먼저 실행하십시오."
            )
        vectors = Vectors(directory / VECTORS, collection=COLLECTION) if embedder is not None else None
        return cls(store, directory=directory, vectors=vectors, embedder=embedder)

    def close(self) -> None:
        """Close the record."""
        self._query_vector.close()
        self._store.close()

    def foresee(self, query: str) -> None:
        """Begin to work out the vector of a question that will be searched for, while its words are read."""
        if self._embedder is not None and self._vectors is not None:
            self._query_vector.foresee(query)

    def documents(self) -> tuple[DocumentEntry, ...]:
        """Return the indexed documents by name."""
        return self._documents

    def find_document(self, name: str) -> DocumentEntry:
        """Return the document with an id, file name or title, or the only one whose name or title holds the words.

        Raises SearchError when there is none, or more than one.
        """
        wanted = squash(search_text(Path(name).name or name)).lower()
        for entry in self._documents:
            if wanted in (entry.id, squash(search_text(entry.name)).lower(), squash(search_text(entry.title)).lower()):
                return entry
        found = [e for e in self._documents if wanted and wanted in squash(search_text(f"{e.name} {e.title}")).lower()]
        if len(found) == 1:
            return found[0]
        names = ", ".join(entry.name for entry in found or self._documents)
        if found:
            raise SearchError(f"‘{name}’에 맞는 문서가 여럿입니다: {names}. 파일 이름으로 골라 주십시오.")
        raise SearchError(f"‘{name}’ 문서가 색인에 없습니다. 있는 문서: {names}")

    def document(self, document_id: str) -> Document:
        """Return a whole document again, as it was read. Raises KeyError for an unknown id."""
        return self._document(document_id)

    def is_current(self) -> bool:
        """Tell whether the record still holds the documents it held when it was opened; if not, open it again.

        A record put in place of the one that was opened is another; one that is gone, to be made anew, still answers.
        """
        if _identity(self._directory / RECORD) not in (self._file, None):
            return False
        return self._store.documents() == self._documents

    def vector_count(self) -> int:
        """Return how many vectors there are."""
        vectors = self._vectors or Vectors(self._directory / VECTORS, collection=COLLECTION)
        return vectors.count()

    def counts(self) -> dict[str, int]:
        """Return how many documents, sections, tables, chunks, units and figures there are."""
        return self._store.counts()

    def meta(self, key: str) -> str | None:
        """Return a fact about the index (`embedding_model`, `schema`), or None."""
        return self._store.meta(key)

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        words: Sequence[str] = (),
        documents: Collection[str] | None = None,
        preferred: Collection[str] = (),
        mode: Mode = "fused",
    ) -> Evidence:
        """Return the passages found for a query, best first, of passages with the same text the first only.

        `words` are searched besides the query's own (synonyms); `documents` restricts the search to document ids,
        `preferred` lifts passages of documents the question names. Raises ValueError for an empty query or limit < 1.
        """
        if not query.strip() or limit < 1:
            raise ValueError("질의가 비었거나 limit가 1보다 작습니다.")
        searches: list[tuple[dict[str, float], float]] = []
        if mode != "dense":
            own = [token for text in (query, *words) for token in tokens(text)]
            searches.append((dict(self._store.lexical_chunks(own, limit=_DEPTH, documents=documents)), _LEXICAL_WEIGHT))
        if mode != "lexical" and self._vectors is not None:
            searches.append((self._by_meaning(query, documents), 1 - _LEXICAL_WEIGHT))
        wanted = frozenset(preferred)
        scored = [(i, score + (_PREFERENCE if self._document_of(i) in wanted else 0.0)) for i, score in fuse(searches)]
        return Evidence(query, tuple(self._passages(sorted(scored, key=_rank), limit)))

    def _by_meaning(self, query: str, documents: Collection[str] | None) -> dict[str, float]:
        """Return chunk id -> similarity of its nearest unit, above that of the last unit found.

        The cosines of this model all lie between 0.75 and 0.95: only the difference tells.
        """
        vectors = self._vectors
        if vectors is None:
            return {}
        nearest = vectors.nearest(self._query_vector(query), limit=_DENSE_DEPTH, documents=documents)
        best: dict[str, float] = {}
        for unit_id, similarity in nearest:
            chunk_id = self._chunk_of.get(unit_id)
            if chunk_id is not None:
                best.setdefault(chunk_id, max(0.0, similarity - nearest[-1][1]))
        return best

    def _passages(self, scored: Iterable[tuple[str, float]], limit: int) -> Iterator[Passage]:
        """Yield the best chunks, of chunks with the same text the first only."""
        seen: set[str] = set()
        for chunk_id, score in scored:
            chunk = self._chunk(chunk_id)
            text = squash(chunk.text)
            if text in seen or chunk.document_id not in self._entries:
                continue
            seen.add(text)
            yield Passage(len(seen), score, chunk, self._entries[chunk.document_id])
            if len(seen) == limit:
                return

    def search_units(
        self,
        query: str,
        *,
        words: Sequence[str] = (),
        rewording: str = "",
        limit: int = 160,
        documents: Collection[str] | None = None,
    ) -> tuple[UnitHit, ...]:
        """Return the units that share words (`words`, else the query's tokens) or meaning with the query.

        `rewording` says the query again in the documents' language: the meaning searched for is the mean of both.
        """
        if rewording:
            self.foresee(rewording)
        own = [token for word in words for token in tokens(word)] if words else tokens(query)
        within = None if documents is None else frozenset(documents)
        lexical = dict(unit_queries.lexical_units(self._store.connection, own, limit=limit, documents=within))
        for word in dict.fromkeys(words):
            number = self.unit_frequency(word)
            if not number:
                lexical |= {i: 0.0 for i in self._units_with(word, within) if i not in lexical}
            elif number <= RARE:
                lexical |= {i: score for i, score in self._holding(word, within) if i not in lexical}
        dense: dict[str, float] = {}
        if self._vectors is not None:
            vector = self._meant(query, rewording)
            dense = dict(self._vectors.nearest(vector, limit=limit, documents=documents))
            dense |= self._vectors.similarities([i for i in lexical if i not in dense], vector)
        read = self._read_units([*lexical, *(i for i in dense if i not in lexical)])
        return tuple(UnitHit(unit, lexical.get(unit.id, 0.0), dense.get(unit.id, 0.0)) for unit in read)

    def similarities(self, query: str, unit_ids: Sequence[str]) -> dict[str, float]:
        """Return unit id -> cosine of query and unit, for units that have a vector; empty without an embedder."""
        if self._vectors is None or not unit_ids:
            return {}
        return self._vectors.similarities(unit_ids, self._query_vector(query))

    def near_words(self, words: Sequence[str]) -> dict[str, tuple[tuple[str, float], ...]]:
        """Return the documents' words near in meaning to each word, with cosines; empty without an embedder.

        A word that stands in the documents itself is only looked up where its vector is kept.
        """
        if self._embedder is None:
            return {}
        with self._near_lock:
            if not self._near:
                self._near = (open_words(self._directory / WORDS, self._embedder),)
        near = self._near[0]
        if near is None:
            return {}
        return near.near([word for word in words if near.keeps(word) or not self.unit_frequency(word)])

    def sounding(self, parts: Sequence[str]) -> tuple[str, ...]:
        """Return the documents' words that sound like these parts said as one, Latin or Hangul each."""
        return self._sounds().like(parts)

    def unit_frequency(self, word: str) -> int:
        """Return in how many units a search token stands."""
        return unit_queries.word_frequency(self._store.connection, word)

    def literal_frequency(self, word: str) -> int:
        """Return in how many units a word stands, as a token or, where there is none, letter by letter (60 at most)."""
        return self.unit_frequency(word) or len(self._units_with(word))

    def is_row_name(self, word: str) -> bool:
        """Tell whether a word is a name of a table's row as it stands, or one of the words of that name."""
        rows = (unit for unit in self._read_units(self._units_with(word)) if unit.row is not None)
        return any(word in unit.text.partition(" | ")[0].split() for unit in rows)

    def unit_count(self) -> int:
        """Return how many units there are."""
        return unit_queries.unit_count(self._store.connection)

    def units_between(self, document_id: str, first: int, last: int) -> tuple[Unit, ...]:
        """Return a document's units with positions `first` to `last`."""
        return self._units_between(document_id, first, last)

    def table_units(self, table_id: str) -> tuple[Unit, ...]:
        """Return the rows of a table as units."""
        return self._table_units(table_id)

    def figures_of(self, table_id: str) -> tuple[Figure, ...]:
        """Return the figures of a table."""
        return self._figures_of(table_id)

    def figures_in(self, document_id: str) -> tuple[Figure, ...]:
        """Return the figures of a document."""
        return self._figures_in(document_id)

    def tables(self, document_id: str) -> tuple[Table, ...]:
        """Return a document's tables in reading order."""
        return self._tables(document_id)

    def sections(self, document_id: str) -> tuple[Section, ...]:
        """Return a document's sections with their blocks."""
        return self._sections(document_id)

    def source_file(self, document_id: str) -> Path | None:
        """Return the file a document was read from while it is still there, unchanged; else None."""
        file = self._store.path(document_id)
        try:
            return file if file is not None and content_id(file.read_bytes()) == document_id else None
        except OSError:
            return None

    def source_lines(self, document_id: str, first: int, last: int) -> tuple[str, ...]:
        """Return source lines of a text document, from 1, inclusive."""
        return self._store.source_lines(document_id, first, last)

    def _read_units_between(self, document_id: str, first: int, last: int) -> tuple[Unit, ...]:
        return unit_queries.units_between(self._store.connection, document_id, first, last)

    def _read_units(self, ids: Sequence[str]) -> list[Unit]:
        """Return the units with these ids in order; those read lately are not read again."""
        missing = [unit_id for unit_id in ids if unit_id not in self._units]
        if missing:
            if len(self._units) > _UNITS_KEPT:
                self._units = {}
                missing = list(ids)
            self._units |= unit_queries.read_units(self._store.connection, missing)
        return [self._units[unit_id] for unit_id in ids if unit_id in self._units]

    def _read_units_with(self, word: str, documents: frozenset[str] | None = None) -> tuple[str, ...]:
        if len(word) < 2:
            return ()
        return tuple(self._texts().holding(word, limit=60, documents=documents))

    def _read_holding(self, word: str, documents: frozenset[str] | None) -> tuple[tuple[str, float], ...]:
        found = unit_queries.lexical_units(self._store.connection, tokens(word), limit=RARE, documents=documents)
        return tuple(found)

    def _embed(self, query: str) -> tuple[float, ...]:
        if self._embedder is None:
            raise IndexMissing("임베딩 모델 없이 연 색인에서는 뜻 검색을 할 수 없습니다.")
        return tuple(self._embedder.query(query))

    def _meant(self, query: str, rewording: str) -> tuple[float, ...]:
        own = self._query_vector(query)
        if not rewording:
            return own
        mean = np.asarray(own) + np.asarray(self._query_vector(rewording))
        return tuple(float(x) for x in mean / np.linalg.norm(mean))

    def _document_of(self, chunk_id: str) -> str:
        return chunk_id.rpartition(":")[0]


def _rank(scored: tuple[str, float]) -> tuple[float, str, int]:
    """Return what a scored chunk is sorted by: ties by document and place, not by when they were added."""
    document, _, number = scored[0].rpartition(":")
    return -scored[1], document, int(number.lstrip("c") or 0)
