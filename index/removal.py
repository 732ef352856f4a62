"""Documents taken out of an index: record, vectors and words, so that nothing found afterwards comes from them."""

from __future__ import annotations

import logging
from collections.abc import Collection
from pathlib import Path

from index.earlier import note_unfinished, replaced
from index.embed import Embedder
from index.ingest import RECORD, WORDS, check_model
from index.results import note
from index.standing import update_standings
from index.store import Store
from index.vectorize import update_vectors
from index.words import update_words
from index.writing import writing

log = logging.getLogger(__name__)


def remove(document_ids: Collection[str], index_dir: Path, embedder: Embedder) -> tuple[Path, ...]:
    """Take documents out of an index, with earlier editions of the same files, and return the paths of those files.

    Unknown ids are left out. The record is written first, a document a transaction, then the vectors: what a run that
    is cut short leaves behind is found by nobody, and the next ingest clears it away. Raises StoreLocked when another
    process writes the index, and IndexMismatch for an index of another model.
    """
    with writing(index_dir):
        store = Store(index_dir / RECORD)
        try:
            check_model(store, embedder, index_dir)
            paths = _take_out(store, frozenset(document_ids))
            if paths:
                update_standings(store)
                update_vectors(store, index_dir, embedder)
                update_words(index_dir / WORDS, store.words(), embedder)
                note_unfinished(store.connection, False)
        finally:
            store.close()
    return tuple(Path(path) for path in paths)


def _take_out(store: Store, wanted: frozenset[str]) -> list[str]:
    earlier = replaced(store.connection)
    current = {key: path for path, (key, _) in store.known().items()}
    gone = {key: current[key] for key in wanted & current.keys()}
    gone |= {key: path for key, (path, _) in earlier.items() if key in wanted or path in gone.values()}
    for key, path in gone.items():
        store.remove(key)
        log.info("%s: removed", Path(path).name)
    still = {path for key, path in current.items() if key not in gone}
    paths = sorted(set(gone.values()) - still)
    for path in paths:
        note(store.connection, path, "removed")
    return paths
