"""The door to chromadb: id -> vector, nothing else."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import chromadb
from chromadb.api.models.Collection import Collection as ChromaCollection
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError

from index.errors import StoreLocked

_BATCH = 2000


class Vectors:
    """One persistent collection of vectors under cosine distance; vectors are always passed in."""

    def __init__(self, directory: Path, *, collection: str) -> None:
        try:
            self._client = chromadb.PersistentClient(
                path=str(directory), settings=ChromaSettings(anonymized_telemetry=False, allow_reset=False)
            )
            self._collection: ChromaCollection = self._client.get_or_create_collection(
                collection, metadata={"hnsw:space": "cosine"}, embedding_function=None
            )
        except (ChromaError, OSError, ValueError) as error:
            raise StoreLocked(f"벡터 저장소를 열 수 없습니다: {directory}. 폴더를 지우고 ingest를 다시 실행하면 새로 만들어집니다.") from error

    def count(self) -> int:
        """Return how many vectors there are."""
        return int(self._collection.count())

    def ids(self) -> set[str]:
        """Return all ids."""
        return set(self._collection.get(include=[])["ids"])

    def add(self, ids: Sequence[str], vectors: Sequence[Sequence[float]], documents: Sequence[str]) -> None:
        """Store vectors under their ids, with the document each belongs to; known ids are replaced."""
        for start in range(0, len(ids), _BATCH):
            part = slice(start, start + _BATCH)
            self._collection.upsert(
                ids=list(ids[part]), embeddings=[list(vector) for vector in vectors[part]],
                metadatas=[{"document": document} for document in documents[part]],
            )

    def remove(self, ids: Collection[str]) -> None:
        """Delete vectors by id; unknown ids are ignored."""
        wanted = list(ids)
        for start in range(0, len(wanted), _BATCH):
            self._collection.delete(ids=wanted[start : start + _BATCH])

    def nearest(self, vector: Sequence[float], *, limit: int, documents: Collection[str] | None = None) -> list[tuple[str, float]]:
        """Return (id, cosine similarity) of the nearest vectors, best first."""
        count = self.count()
        if count == 0 or limit < 1 or (documents is not None and not documents):
            return []
        where = None if documents is None else {"document": {"$in": list(documents)}}
        found = self._collection.query(
            query_embeddings=[list(vector)], n_results=min(limit, count), where=where, include=["distances"]  # type: ignore[arg-type]
        )
        ids, distances = found["ids"][0], (found["distances"] or [[]])[0]
        return [(unit_id, 1.0 - float(distance)) for unit_id, distance in zip(ids, distances, strict=True)]
