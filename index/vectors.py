"""The door to chromadb: id -> vector, nothing else."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import cast

import chromadb
import numpy as np
from chromadb.api.collection_configuration import CreateHNSWConfiguration
from chromadb.api.models.Collection import Collection as ChromaCollection
from chromadb.api.types import Where
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError

from index.errors import StoreLocked

_BATCH = 2000
_GRAPH: CreateHNSWConfiguration = {"space": "cosine", "ef_construction": 200, "max_neighbors": 32, "ef_search": 400}
"""Wide enough that the 160 nearest of some thousand units are really the nearest; the defaults lose one in twenty."""

_SPARE = 60


class Vectors:
    """One persistent collection of vectors under cosine distance; vectors are always passed in."""

    def __init__(self, directory: Path, *, collection: str) -> None:
        self._held: int | None = None
        try:
            self._client = chromadb.PersistentClient(
                path=str(directory), settings=ChromaSettings(anonymized_telemetry=False, allow_reset=False)
            )
            self._collection: ChromaCollection = self._client.get_or_create_collection(
                collection, configuration={"hnsw": _GRAPH}, embedding_function=None
            )
        except (ChromaError, OSError, ValueError) as error:
            raise StoreLocked(
                f"벡터 저장소를 열 수 없습니다: {directory}. 폴더를 지우고 ingest를 다시 실행하면 새로 만들어집니다."
            ) from error

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
        """Return the vectors of known ids, in the order of `ids`."""
        found: dict[str, list[float]] = {}
        for start in range(0, len(ids), _BATCH):
            part = self._collection.get(ids=list(ids[start : start + _BATCH]), include=["embeddings"])
            vectors = part["embeddings"]
            found.update(zip(part["ids"], np.asarray(vectors, dtype=np.float32).tolist(), strict=True))
        return [found[key] for key in ids]

    def add(
        self, ids: Sequence[str], vectors: Sequence[Sequence[float]], *, documents: Sequence[str], hashes: Sequence[str]
    ) -> None:
        """Store vectors under their ids, each with its document and the hash of its text; known ids are replaced."""
        self._held = None
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
        self._held = None
        wanted = list(ids)
        for start in range(0, len(wanted), _BATCH):
            self._collection.delete(ids=wanted[start : start + _BATCH])

    def similarities(self, ids: Sequence[str], vector: Sequence[float]) -> dict[str, float]:
        """Return id -> cosine similarity for the ids that have a vector (vectors are stored normalised)."""
        if not ids:
            return {}
        found = self._collection.get(ids=list(ids), include=["embeddings"])
        embeddings = found["embeddings"]
        if embeddings is None:
            return {}
        scores = np.asarray(embeddings, dtype=np.float32) @ np.asarray(vector, dtype=np.float32)
        return {unit_id: float(score) for unit_id, score in zip(found["ids"], scores, strict=True)}

    def nearest(
        self, vector: Sequence[float], *, limit: int, documents: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Return (id, cosine similarity) of the nearest vectors, best first, equally near ones by id.

        A few more are asked for than wanted: which of equally near ones come first depends on when they were added.
        """
        if self._held is None:
            self._held = self.count()
        count = self._held
        if count == 0 or limit < 1 or (documents is not None and not documents):
            return []
        where = None if documents is None else cast("Where", {"document": {"$in": list(documents)}})
        found = self._collection.query(
            query_embeddings=np.asarray([vector], dtype=np.float32),
            n_results=min(limit + _SPARE, count),
            where=where,
            include=["distances"],
        )
        ids, distances = found["ids"][0], (found["distances"] or [[]])[0]
        near = [(unit_id, 1.0 - float(distance)) for unit_id, distance in zip(ids, distances, strict=True)]
        return sorted(near, key=lambda pair: (-round(pair[1], 6), pair[0]))[:limit]
