"""paths -> read -> store -> vectors -> IngestReport. Incremental by content; one bad file never stops the rest."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from corpus.errors import CorpusError
from corpus.read import read
from corpus.txt import document_id, manifest_entry
from index.embed import Embedder
from index.errors import IndexMismatch
from index.store import Store
from index.vectors import Vectors
from index.words import update_words
from index.writing import writing

log = logging.getLogger(__name__)
RECORD = "record.sqlite"
VECTORS = "vectors"
WORDS = "words.npz"
COLLECTION = "units"
_IGNORED = frozenset({"manifest.json", "desktop.ini", "thumbs.db"})
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
    duplicates: tuple[Skipped, ...] = ()
    """Files with the content of another one; the document is in the index once."""
    removed: tuple[str, ...] = ()
    warnings: tuple[Skipped, ...] = ()
    """What could not be read well in files that were read."""
    vectors_added: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class _Tally:
    """The report in the making."""

    read: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    duplicates: list[Skipped] = field(default_factory=list)
    warnings: list[Skipped] = field(default_factory=list)


def ingest(
    paths: Sequence[Path],
    index_dir: Path,
    embedder: Embedder,
    *,
    prune: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> IngestReport:
    """Read files and folders (recursively) into an index and return what was done.

    A file whose content and manifest entry are known, read by the same readers, is left as it is. With `prune`,
    documents of the given folders whose files are gone are removed. The record is written first, then the missing
    vectors, so that an interrupted run is completed by the next. Raises StoreLocked when the directory can't be written
    or another process writes it, and IndexMismatch for an index of another model.
    """
    started = time.perf_counter()
    sources = list(_files(paths))
    if not sources and not prune:
        return IngestReport(seconds=time.perf_counter() - started)
    with writing(index_dir):
        store = Store(index_dir / RECORD, create=True)
        try:
            _check_model(store, embedder, index_dir)
            tally = _read_all(store, sources, progress, cancelled or (lambda: False))
            removed = _prune(store, paths, {key for _, key in sources}) if prune else ()
            added = _update_vectors(store, index_dir, embedder, progress)
            if tally.read or removed or not (index_dir / WORDS).exists():
                update_words(index_dir / WORDS, store.words(), embedder)
        finally:
            store.close()
    return IngestReport(
        tuple(tally.read),
        tuple(tally.unchanged),
        tuple(tally.skipped),
        tuple(tally.duplicates),
        tuple(removed),
        tuple(tally.warnings),
        added,
        time.perf_counter() - started,
    )


def _check_model(store: Store, embedder: Embedder, index_dir: Path) -> None:
    known = store.meta("embedding_model")
    if known is None:
        store.set_meta("embedding_model", embedder.name)
    elif known != embedder.name:
        raise IndexMismatch(mismatch_message(index_dir, known, embedder.name))


def mismatch_message(index_dir: Path, known: str, asked: str) -> str:
    """Return what to say of an index of another embedding model, with the command that mends it."""
    return (
        f"이 색인은 임베딩 모델 ‘{known}’로 만들어졌는데 지금 설정은 ‘{asked}’입니다. "
        f"ASSISTANT_EMBEDDING_MODEL={known} 으로 되돌리거나, "
        f"색인 폴더를 지우고 다시 만드십시오: rm -r {index_dir} && policy-assistant ingest 폴더 --index {index_dir}"
    )


def _files(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Yield (path, key in the record) of every file to read, each once, in a stable order; hidden ones are left."""
    seen: set[str] = set()
    for path in paths:
        for file in _inside(path) if path.is_dir() else (path,):
            key = os.path.realpath(file)  # Path.resolve raises for a link to itself
            if key not in seen:
                seen.add(key)
                yield file, key


def _inside(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)
        if not hidden and file.name.lower() not in _IGNORED and file.is_file():
            yield file


def _read_all(
    store: Store, sources: Sequence[tuple[Path, str]], progress: Progress | None, cancelled: Callable[[], bool]
) -> _Tally:
    tally = _Tally()
    known = store.known()
    for number, (path, key) in enumerate(sources):
        if cancelled():
            break
        if progress is not None:
            progress(f"읽는 중: {path.name}", number, len(sources))
        try:
            _read_one(store, path, key, known, tally)
        except CorpusError as error:
            tally.skipped.append(Skipped(str(path), str(error)))
        except FileNotFoundError:
            tally.skipped.append(Skipped(str(path), f"‘{path}’ 파일이 없습니다. 경로를 확인하십시오."))
        except OSError as error:
            tally.skipped.append(Skipped(str(path), f"‘{path.name}’ 파일을 열 수 없습니다: {error.strerror or error}"))
    return tally


def _read_one(store: Store, path: Path, key: str, known: dict[str, tuple[str, str]], tally: _Tally) -> None:
    """Bring one file into the record unless it is there already."""
    content_id = document_id(path.read_bytes())
    entry_hash = _entry_hash(path)
    if known.get(key) == (content_id, entry_hash):
        tally.unchanged.append(str(path))
        return
    twin = next((other for other, (other_id, _) in known.items() if other_id == content_id and other != key), None)
    if twin is not None and Path(twin).exists():
        reason = f"‘{Path(twin).name}’과(와) 내용이 같은 파일이라 한 번만 넣었습니다."
        tally.duplicates.append(Skipped(str(path), reason))
        return
    started = time.perf_counter()
    document = read(path)
    store.write(document, path=key, entry_hash=entry_hash)
    known.pop(twin or "", None)
    known[key] = (document.id, entry_hash)
    tally.read.append(str(path))
    tally.warnings += [Skipped(str(path), warning) for warning in document.warnings]
    spent = (time.perf_counter() - started) * 1000
    log.info("%s: %d sections, %d tables, %.0f ms", path.name, len(document.sections), len(document.tables), spent)


def _entry_hash(path: Path) -> str:
    """Return what, besides the bytes, decides how a file is read: its manifest entry and the readers themselves."""
    entry = json.dumps(manifest_entry(path), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{entry}\n{_readers()}".encode()).hexdigest()[:16]


@cache
def _readers() -> str:
    """Return a hash of the code that turns bytes into units and tokens: a newer program reads its files again."""
    digest = hashlib.sha256(version("kiwipiepy").encode())
    for room, names in (("corpus", None), ("index", ("tokens.py", "units.py", "store.py", "codec.py"))):
        for file in sorted(files(room).iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(".py") and (names is None or file.name in names):
                digest.update(file.read_bytes())
    return digest.hexdigest()


def _prune(store: Store, paths: Sequence[Path], present: set[str]) -> list[str]:
    """Remove the documents of the given folders whose files are gone; return their paths."""
    folders = [path.resolve() for path in paths if path.is_dir()]
    removed = []
    for key, (known_id, _) in store.known().items():
        if key not in present and any(Path(key).is_relative_to(folder) for folder in folders):
            store.remove(known_id)
            removed.append(key)
    return removed


def _update_vectors(store: Store, index_dir: Path, embedder: Embedder, progress: Progress | None) -> int:
    """Bring the vectors up to the record: a vector for every unit's text, none for units that are gone.

    Return how many units were given one. A text that has a vector under another unit (rows move when a document is read
    again) is not embedded twice.
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
    _embed({unit_id: units[unit_id][0] for unit_id in new}, embedder, add, progress)
    return len(missing)


def _embed(
    texts: dict[str, str],
    embedder: Embedder,
    add: Callable[[Sequence[str], Sequence[Sequence[float]]], None],
    progress: Progress | None,
) -> None:
    """Embed texts by unit id, shortest first, each different text once, and add them part by part."""
    order = sorted(texts, key=lambda unit_id: (len(texts[unit_id]), texts[unit_id]))
    total = len(set(texts.values()))
    done = 0

    def told(count: int) -> None:
        nonlocal done
        done += count
        if progress is not None:
            progress("뜻 벡터 만드는 중", done, total)

    for start in range(0, len(order), _EMBED_AT_ONCE):
        part = order[start : start + _EMBED_AT_ONCE]
        different = list(dict.fromkeys(texts[unit_id] for unit_id in part))
        encoded = dict(zip(different, embedder.passages(different, progress=told), strict=True))
        add(part, [encoded[texts[unit_id]] for unit_id in part])


def _text_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
