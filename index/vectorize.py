"""The vectors brought up to the record: one for every unit's text, none for units that are gone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from index.embed import Embedder
from index.store import Store
from index.vectors import Vectors

VECTORS = "vectors"
COLLECTION = "units"
_AT_ONCE = 256
"""Texts embedded between two looks at whether the run was cancelled."""

Progress = Callable[[str, int, int], None]
"""Told (what is done, how many are done, how many there are)."""


def update_vectors(
    store: Store,
    index_dir: Path,
    embedder: Embedder,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Bring the vectors up to the record and return how many units were given one.

    A text that has a vector under another unit (rows move when a document is read again) is not embedded twice. When
    `cancelled` says so, the rest is left to the next run.
    """
    vectors = Vectors(index_dir / VECTORS, collection=COLLECTION)
    known = vectors.known()
    units = {unit_id: (text, document) for unit_id, text, document in store.unit_texts()}
    hashes = {unit_id: _text_hash(text) for unit_id, (text, _) in units.items()}
    missing = [unit_id for unit_id in units if known.get(unit_id) != hashes[unit_id]]
    holder = {text_hash: unit_id for unit_id, text_hash in known.items()}
    moved = [unit_id for unit_id in missing if hashes[unit_id] in holder]
    kept = vectors.get([holder[hashes[unit_id]] for unit_id in moved])

    def add(part: Sequence[str], found: Sequence[Sequence[float]]) -> None:
        documents, text_hashes = [units[unit_id][1] for unit_id in part], [hashes[unit_id] for unit_id in part]
        vectors.add(part, found, documents=documents, hashes=text_hashes)

    add(moved, kept)
    vectors.remove(known.keys() - units.keys())
    new = [unit_id for unit_id in missing if hashes[unit_id] not in holder]
    return len(moved) + _embed({unit_id: units[unit_id][0] for unit_id in new}, embedder, add, progress, cancelled)


def _embed(
    texts: dict[str, str],
    embedder: Embedder,
    add: Callable[[Sequence[str], Sequence[Sequence[float]]], None],
    progress: Progress | None,
    cancelled: Callable[[], bool],
) -> int:
    """Embed texts by unit id, shortest first, each different text once, and add them part by part; return how many."""
    order = sorted(texts, key=lambda unit_id: (len(texts[unit_id]), texts[unit_id]))
    total = len(set(texts.values()))
    done = added = 0

    def told(count: int) -> None:
        nonlocal done
        done += count
        if progress is not None:
            progress("뜻 벡터 만드는 중", done, total)

    for start in range(0, len(order), _AT_ONCE):
        if cancelled():
            break
        part = order[start : start + _AT_ONCE]
        different = list(dict.fromkeys(texts[unit_id] for unit_id in part))
        encoded = dict(zip(different, embedder.passages(different, progress=told), strict=True))
        add(part, [encoded[texts[unit_id]] for unit_id in part])
        added += len(part)
    return added


def _text_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
