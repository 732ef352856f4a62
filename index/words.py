"""Words near in meaning: the vocabulary of the documents under the embedding model, asked for one word at a time."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Protocol
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from index.tokens import morphemes

log = logging.getLogger(__name__)

COMMON = 2
"""Principal components taken out: they tell how long a word is and what script, not what it means."""
NEAR = 0.40
"""Least cosine, mean and common components taken out, at which two words are taken for near."""
LEAST = 300
"""Fewest words whose mean says anything of a language."""
_WORD = re.compile(r"[가-힣]{2,8}")
_LATIN = re.compile(r"[a-z][a-z\-]+")
_LATIN_SAMPLE = (
    *("people", "house", "water", "school", "money", "number", "report", "office", "result", "travel", "animal"),
    *("market", "road", "health", "music", "family", "paper", "energy", "morning", "letter", "history", "garden"),
    *("reason", "window", "science", "order", "village", "project", "minute", "picture", "company", "student"),
    *("answer", "member", "budget", "system", "service", "public", "private", "annual", "support", "training"),
)
"""Everyday words whose mean stands for the mean of English words."""

_KEPT = 5000
Matrix = NDArray[np.float32]


class Meanings(Protocol):
    """What of an embedder is needed here."""

    @property
    def name(self) -> str:
        """Return the model's name."""
        ...

    def passages(self, texts: Sequence[str]) -> list[list[float]]:
        """Return one normalised vector a text, in order."""
        ...


def update_words(file: Path, words: Iterable[str], embedder: Meanings) -> int:
    """Bring the vectors of the documents' words up to date and return how many were made.

    `file` (npz: `words`, `vectors` float16 words x dimension, `model`) is replaced as a whole; it can be deleted and
    comes back with the next ingest. A model without meanings (hashed letters) gets none.
    """
    if embedder.name.startswith("hashing"):
        return 0
    wanted = sorted(set(vocabulary(words)))
    kept = dict(zip(*_read(file, embedder.name), strict=True))
    new = [word for word in wanted if word not in kept]
    if not new and len(wanted) == len(kept):
        return 0
    kept |= dict(zip(new, np.asarray(embedder.passages(new), dtype=np.float16), strict=True))
    part = file.with_suffix(".part.npz")
    np.savez(part, words=np.array(wanted), vectors=np.array([kept[word] for word in wanted]), model=embedder.name)
    part.replace(file)
    return len(new)


def open_words(file: Path, embedder: Meanings) -> NearWords | None:
    """Return the near words of an index, or None where there are too few, or those of another model."""
    words, vectors = _read(file, embedder.name)
    if len(words) < LEAST:
        return None
    return NearWords(words, np.asarray(vectors, dtype=np.float32), embedder)


def _read(file: Path, model: str) -> tuple[list[str], NDArray[np.float16]]:
    nothing: tuple[list[str], NDArray[np.float16]] = ([], np.zeros((0, 0), dtype=np.float16))
    try:
        with np.load(file) as stored:
            if str(stored["model"]) != model:
                return nothing
            return [str(word) for word in stored["words"]], stored["vectors"]
    except FileNotFoundError:
        return nothing
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        log.warning("%s can't be read and is made anew: %s", file.name, error)
        return nothing


def vocabulary(words: Iterable[str]) -> list[str]:
    """Return the words worth a vector: Hangul words of one morpheme, two to eight letters, in the order given."""
    return [word for word in words if _WORD.fullmatch(word) and len(morphemes(word)) == 1]


class NearWords:
    """Finds the vocabulary's words nearest in meaning to a word, also of another language."""

    def __init__(self, words: Sequence[str], vectors: Matrix, embedder: Meanings) -> None:
        """Take one vector a word (shape words x dimension, rows normalised) and the model they come from."""
        self._words = tuple(words)
        self._rows = {word: row for row, word in enumerate(words)}
        self._embedder = embedder
        self._mean: Matrix = vectors.mean(axis=0)
        centred = vectors - self._mean
        _, axes = np.linalg.eigh(centred.T @ centred)  # ascending; a singular value decomposition takes 60 MB more
        self._axes: Matrix = np.ascontiguousarray(axes[:, : -COMMON - 1 : -1].T)
        self._vectors = self._cleaned(vectors, self._mean)
        self._latin_mean: Matrix | None = None
        self._known: dict[str, tuple[tuple[str, float], ...]] = {}

    def keeps(self, word: str) -> bool:
        """Tell whether a word's vector is kept, so that looking it up costs nothing."""
        return word in self._rows

    def near(self, words: Collection[str], *, limit: int = 6) -> dict[str, tuple[tuple[str, float], ...]]:
        """Return for each word the nearest words of the vocabulary with their cosines, best first; none below NEAR."""
        unknown = [word for word in dict.fromkeys(words) if word not in self._known]
        if len(self._known) > _KEPT:
            self._known = {}
        own = [word for word in unknown if word in self._rows]
        self._known |= {word: self._find(word, self._vectors[self._rows[word]]) for word in own}
        unknown = [word for word in unknown if word not in self._rows]
        if unknown:
            vectors = np.asarray(self._embedder.passages(unknown), dtype=np.float32)
            pairs = zip(unknown, vectors, strict=True)
            self._known |= {word: self._find(word, self._cleaned_as(word, vector)) for word, vector in pairs}
        return {word: self._known.get(word, ())[:limit] for word in words}

    def _find(self, word: str, vector: Matrix) -> tuple[tuple[str, float], ...]:
        latin = _LATIN.fullmatch(word) is not None
        # Not `@`: OpenBLAS would share this millisecond between threads that wait for one another for ten.
        cosines = np.einsum("ij,j->i", self._vectors, vector)
        near = np.flatnonzero(cosines >= NEAR)
        found = []
        for index in near[np.argsort(-cosines[near])]:
            other, cosine = self._words[int(index)], float(cosines[int(index)])
            if other != word and (latin or not _spelt_alike(word, other)):
                found.append((other, cosine))
        return tuple(found)

    def _cleaned_as(self, word: str, vector: Matrix) -> Matrix:
        """Return a word's vector with the mean of its own language taken out."""
        cleaned: Matrix = self._cleaned(vector[None], self._latin() if _LATIN.fullmatch(word) else self._mean)[0]
        return cleaned

    def _cleaned(self, vectors: Matrix, mean: Matrix) -> Matrix:
        centred = vectors - mean
        centred = centred - (centred @ self._axes.T) @ self._axes
        lengths = np.linalg.norm(centred, axis=1, keepdims=True)
        return np.asarray(centred / np.maximum(lengths, 1e-9), dtype=np.float32)

    def _latin(self) -> Matrix:
        if self._latin_mean is None:
            vectors = np.asarray(self._embedder.passages(_LATIN_SAMPLE), dtype=np.float32)
            self._latin_mean = vectors.mean(axis=0)
        return self._latin_mean


def _spelt_alike(a: str, b: str) -> bool:
    """Tell words that begin with the same letter or hold one another: near in spelling, which tells nothing here."""
    return a[0] == b[0] or a in b or b in a
