"""paths -> read -> store -> vectors -> IngestReport. Incremental by content; one bad file never stops the rest."""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import CorpusError
from corpus.read import read
from corpus.txt import document_id, manifest_entry
from index.embed import Embedder
from index.errors import IndexMismatch
from index.store import Store
from index.vectors import Vectors

log = logging.getLogger(__name__)
RECORD = "record.sqlite"
VECTORS = "vectors"
COLLECTION = "units"
_IGNORED = frozenset({"manifest.json", ".ds_store", "thumbs.db"})
_EMBED_AT_ONCE = 512

Progress = Callable[[str, int, int], None]
"""Told (what is done, how many are done, how many there are)."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not read, and why, in Korean."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did. Paths as given."""

    read: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    removed: tuple[str, ...] = ()
    warnings: tuple[Skipped, ...] = ()
    vectors_added: int = 0
    seconds: float = 0.0


def ingest(
    paths: Sequence[Path], index_dir: Path, embedder: Embedder, *, prune: bool = False, progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> IngestReport:
    """Read files and folders (recursively) into an index and return what was done.

    A file whose content and manifest entry are known is left as it is. With `prune`, documents of the given folders whose
    files are gone are removed. The record is written first, then the missing vectors, so that an interrupted run is completed
    by the next. Raises StoreLocked when the directory can't be written and IndexMismatch for an index of another model.
    """
    started = time.perf_counter()
    store = Store(index_dir / RECORD, create=True)
    try:
        _check_model(store, embedder, index_dir)
        files = list(_files(paths))
        known = store.known()
        done, unchanged, skipped, warnings = [], [], [], []
        for number, (path, key) in enumerate(files, start=1):
            if cancelled is not None and cancelled():
                break
            if progress is not None:
                progress(f"읽는 중: {path.name}", number - 1, len(files))
            outcome = _one(store, path, key, known)
            if isinstance(outcome, Skipped):
                skipped.append(outcome)
            elif outcome is None:
                unchanged.append(str(path))
            else:
                done.append(str(path))
                warnings += [Skipped(str(path), warning) for warning in outcome]
        removed = _prune(store, paths, {key for _, key in files}) if prune else []
        added = _vectors(store, index_dir, embedder, progress)
        return IngestReport(
            tuple(done), tuple(unchanged), tuple(skipped), tuple(removed), tuple(warnings), added, time.perf_counter() - started
        )
    finally:
        store.close()


def _check_model(store: Store, embedder: Embedder, index_dir: Path) -> None:
    known = store.meta("embedding_model")
    if known is None:
        store.set_meta("embedding_model", embedder.name)
    elif known != embedder.name:
        raise IndexMismatch(
            f"이 색인은 임베딩 모델 ‘{known}’로 만들어졌는데 지금 설정은 ‘{embedder.name}’입니다. 설정을 되돌리거나 색인 폴더 "
            f"{index_dir}을(를) 지우고 policy-assistant ingest를 다시 실행하십시오."
        )


def _files(paths: Iterable[Path]) -> Iterable[tuple[Path, str]]:
    """Yield (path, key in the record) of every file to read, each once, in a stable order."""
    seen: set[str] = set()
    for path in paths:
        inside = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in inside:
            if path.is_dir() and (file.name.lower() in _IGNORED or any(part.startswith(".") for part in file.relative_to(path).parts)):
                continue
            key = str(file.resolve())
            if key not in seen:
                seen.add(key)
                yield file, key


def _one(store: Store, path: Path, key: str, known: dict[str, tuple[str, str]]) -> Skipped | tuple[str, ...] | None:
    """Read one file into the record: its warnings, None when it was known, or why it was skipped."""
    if not path.exists():
        return Skipped(str(path), f"‘{path}’ 파일이 없습니다. 경로를 확인하십시오.")
    try:
        content_id = document_id(path.read_bytes())
        entry_hash = hashlib.sha256(json.dumps(manifest_entry(path), sort_keys=True).encode()).hexdigest()[:12]
        if known.get(key) == (content_id, entry_hash):
            return None
        same = next((other for other, (other_id, _) in known.items() if other_id == content_id and other != key), None)
        if same is not None and Path(same).exists():
            return Skipped(str(path), f"‘{Path(same).name}’과(와) 내용이 같은 파일이라 한 번만 넣었습니다.")
        document = read(path)
        store.write(document, path=key, entry_hash=entry_hash)
        known[key] = (document.id, entry_hash)
        log.info("read %s: %d sections, %d tables", path.name, len(document.sections), len(document.tables))
        return document.warnings
    except CorpusError as error:
        return Skipped(str(path), str(error))
    except OSError as error:
        return Skipped(str(path), f"‘{path.name}’ 파일을 열 수 없습니다: {error.strerror or error}")


def _prune(store: Store, paths: Sequence[Path], present: set[str]) -> list[str]:
    folders = [path.resolve() for path in paths if path.is_dir()]
    removed = []
    for key, (known_id, _) in store.known().items():
        if key not in present and any(Path(key).is_relative_to(folder) for folder in folders):
            store.remove(known_id)
            removed.append(key)
    return removed


def _vectors(store: Store, index_dir: Path, embedder: Embedder, progress: Progress | None) -> int:
    """Embed the units that have no vector yet, drop vectors whose unit is gone; return how many were added."""
    vectors = Vectors(index_dir / VECTORS, collection=COLLECTION)
    have, want = vectors.ids(), store.unit_ids()
    vectors.remove(have - want)
    missing = store.unit_texts(have)
    done = 0
    for start in range(0, len(missing), _EMBED_AT_ONCE):
        part = missing[start : start + _EMBED_AT_ONCE]

        def told(count: int) -> None:
            nonlocal done
            done += count
            if progress is not None:
                progress("뜻 벡터 만드는 중", done, len(missing))

        encoded = embedder.passages([text for _, text, _ in part], progress=told)
        vectors.add([unit_id for unit_id, _, _ in part], encoded, [document for _, _, document in part])
    return len(missing)
