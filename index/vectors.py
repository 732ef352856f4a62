"""The door to chromadb: id -> vector, nothing else."""

from __future__ import annotations

import logging
import os
import threading
import weakref
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TypeVar, cast

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateHNSWConfiguration
from chromadb.api.models.Collection import Collection as ChromaCollection
from chromadb.api.types import GetResult, QueryResult, Where
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError
from numpy.typing import NDArray

from index.errors import StoreLocked

_BATCH = 2000
_GRAPH: CreateHNSWConfiguration = {"space": "cosine", "ef_construction": 200, "max_neighbors": 32, "ef_search": 400}
"""Wide enough that the 160 nearest of some thousand units are really the nearest; the defaults lose one in twenty."""

_SPARE = 60
_VECTORS_KEPT = 12_000
"""Vectors kept in memory, about 2 kB each."""
_LONGEST_PATH = 2000
"""How many stores of one folder may be open at once; far more than ever are."""
R = TypeVar("R")
log = logging.getLogger(__name__)


class _Opened:
    """A store as it stood when it was opened, with a reader of its own; let go of when nobody uses it any more.

    Chroma shares one reader among all clients of a path. One that another process has written past goes on reading
    what is gone, and so would every client opened later. Each is therefore opened under another spelling of the path.
    """

    _taken: set[tuple[str, int]] = set()
    _lock = threading.Lock()

    def __init__(self, directory: Path, collection: str) -> None:
        spelling = self._spelling(str(directory))
        try:
            client = chromadb.PersistentClient(
                path=spelling[0] + "/." * spelling[1],
                settings=ChromaSettings(anonymized_telemetry=False, allow_reset=False),
            )
        except BaseException:
            self._taken.discard(spelling)
            raise
        self._closing = weakref.finalize(self, self._close, cast("Client", client).close, spelling)
        self._closing.atexit = False
        self.collection: ChromaCollection = client.get_or_create_collection(
            collection, configuration={"hnsw": _GRAPH}, embedding_function=None
        )

    @classmethod
    def _spelling(cls, path: str) -> tuple[str, int]:
        with cls._lock:
            free = next((path, number) for number in range(_LONGEST_PATH) if (path, number) not in cls._taken)
            cls._taken.add(free)
            return free

    @classmethod
    def _close(cls, close: Callable[[], None], spelling: tuple[str, int]) -> None:
        close()
        cls._taken.discard(spelling)


class Vectors:
    """One persistent collection of vectors under cosine distance; vectors are always passed in."""

    def __init__(self, directory: Path, *, collection: str) -> None:
        self._directory, self._name = directory, collection
        self._held: int | None = None
        self._near: dict[str, NDArray[np.float32]] = {}
        self._reopening = threading.Lock()
        self._opened = self._open()

    @property
    def _collection(self) -> ChromaCollection:
        return self._opened.collection

    def _open(self) -> _Opened:
        try:
            return _Opened(self._directory, self._name)
        except (ChromaError, OSError, ValueError) as error:
            raise StoreLocked(
                f"벡터 저장소를 열 수 없습니다: {self._directory}. "
                "폴더를 지우고 ingest를 다시 실행하면 새로 만들어집니다."
            ) from error

    def _read(self, what: Callable[[ChromaCollection], R], nothing: R) -> R:
        """Return what is read; where another process has written meanwhile, open the store again and read once more.

        While the store is being made anew there is `nothing` to read.
        """
        opened = self._opened
        try:
            return what(opened.collection)
        except ChromaError as error:
            log.info("vectors changed while they were read: %s", error)
        if not os.path.exists(self._directory / "chroma.sqlite3"):
            return nothing
        with self._reopening:
            if self._opened is opened:
                self._opened, self._held, self._near = self._open(), None, {}
        try:
            return what(self._collection)
        except ChromaError as error:
            log.warning("vectors not read: %s", error)
            return nothing

    def count(self) -> int:
        """Return how many vectors there are."""
        return int(self._collection.count())

    def known(self) -> dict[str, str]:
        """Return id -> hash of the text whose vector is kept, for all vectors."""
        found = self._collection.get(include=["metadatas"])
        return {
            key: str((facts or {}).get("text", ""))
            for key, facts in zip(found["ids"], found["metadatas"] or [], strict=True)
        }

    def get(self, ids: Sequence[str]) -> list[list[float]]:
        """Return the vectors of known ids, in the order of `ids`; an id may come more than once."""
        found: dict[str, list[float]] = {}
        different = list(dict.fromkeys(ids))  # Chroma refuses to look the same id up twice
        for start in range(0, len(different), _BATCH):
            part = self._collection.get(ids=different[start : start + _BATCH], include=["embeddings"])
            vectors = part["embeddings"]
            found.update(zip(part["ids"], np.asarray(vectors, dtype=np.float32).tolist(), strict=True))
        return [found[key] for key in ids]

    def add(
        self, ids: Sequence[str], vectors: Sequence[Sequence[float]], *, documents: Sequence[str], hashes: Sequence[str]
    ) -> None:
        """Store vectors under their ids, each with its document and the hash of its text; known ids are replaced."""
        self._held, self._near = None, {}
        for start in range(0, len(ids), _BATCH):
            part = slice(start, start + _BATCH)
            self._collection.upsert(
                ids=list(ids[part]),
                embeddings=np.asarray(vectors[part], dtype=np.float32),
                metadatas=[
                    {"document": document, "text": text}
                    for document, text in zip(documents[part], hashes[part], strict=True)
                ],
            )

    def remove(self, ids: Collection[str]) -> None:
        """Delete vectors by id; unknown ids are ignored."""
        self._held, self._near = None, {}
        wanted = list(ids)
        for start in range(0, len(wanted), _BATCH):
            self._collection.delete(ids=wanted[start : start + _BATCH])

    def similarities(self, ids: Sequence[str], vector: Sequence[float]) -> dict[str, float]:
        """Return id -> cosine similarity for the ids that have a vector (vectors are stored normalised)."""
        vectors = self._kept(ids)
        if not vectors:
            return {}  # none of them has its vector yet
        # Not `@`: OpenBLAS shares products of this size between threads that wait for one another.
        scores = np.einsum("ij,j->i", np.stack(list(vectors.values())), np.asarray(vector, dtype=np.float32))
        return dict(zip(vectors, scores.tolist(), strict=True))

    def _kept(self, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vectors of the ids that have one, in order; those read lately are not read again."""

        def read(kept: ChromaCollection) -> GetResult | None:
            missing = [unit_id for unit_id in dict.fromkeys(ids) if unit_id not in self._near]
            return kept.get(ids=missing, include=["embeddings"]) if missing else None

        found = self._read(read, None)
        near = self._near
        if found is not None and found["embeddings"] is not None:
            read_now = dict(zip(found["ids"], np.asarray(found["embeddings"], dtype=np.float32), strict=True))
            known = near if len(near) < _VECTORS_KEPT else {key: near[key] for key in ids if key in near}
            near = self._near = known | read_now
        return {unit_id: near[unit_id] for unit_id in ids if unit_id in near}

    def nearest(
        self, vector: Sequence[float], *, limit: int, documents: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Return (id, cosine similarity) of the nearest vectors, best first, equally near ones by id.

        A few more are asked for than wanted: which of equally near ones come first depends on when they were added.
        """
        if limit < 1 or (documents is not None and not documents):
            return []
        where = None if documents is None else cast("Where", {"document": {"$in": list(documents)}})
        found = self._read(lambda kept: self._queried(kept, vector, limit + _SPARE, where), None)
        if found is None:
            return []
        ids, distances = found["ids"][0], (found["distances"] or [[]])[0]
        near = [(unit_id, 1.0 - float(distance)) for unit_id, distance in zip(ids, distances, strict=True)]
        return sorted(near, key=lambda pair: (-round(pair[1], 6), pair[0]))[:limit]

    def _queried(
        self, kept: ChromaCollection, vector: Sequence[float], limit: int, where: Where | None
    ) -> QueryResult | None:
        if self._held is None:
            self._held = int(kept.count())
        if self._held == 0:
            return None
        return kept.query(
            query_embeddings=np.asarray([vector], dtype=np.float32),
            n_results=min(limit, self._held),
            where=where,
            include=["distances"],
        )
