"""paths -> read -> store -> vectors -> IngestReport. Incremental by content; one bad file never stops the rest.

To run it beside something else, with progress and a button that cancels, use `index.background`:

    job = start(lambda progress, cancelled: ingest(paths, index_dir, embedder, progress=progress, cancelled=cancelled))
    job.state()    # what is done now, how many of how many, is_done, report, error
    job.cancel()   # ends within a page, a file or a batch of vectors; what was read stays, the next run goes on

`cancelled` is any function that returns True once the run should end; `threading.Event().is_set` is one. What came of
every file, while the run goes on and after it, is told by `file_results(index_dir)`.
"""

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

from corpus.errors import CorpusError, ReadingCancelled
from corpus.limits import cancellable
from corpus.read import read
from corpus.txt import file_id, manifest_entry
from index.earlier import note_unfinished, replaced
from index.embed import Embedder
from index.errors import IndexMismatch
from index.results import (
    FileResult,
    Refusal,
    note,
    note_cancelled,
    note_waiting,
    read_results,
    refusals,
    settled,
    tools,
)
from index.standing import update_standings
from index.store import Store
from index.vectorize import COLLECTION, VECTORS, Progress, update_vectors
from index.words import update_words
from index.writing import writing

log = logging.getLogger(__name__)
RECORD = "record.sqlite"
WORDS = "words.npz"
_IGNORED = frozenset({"manifest.json", "desktop.ini", "thumbs.db"})
__all__ = ["COLLECTION", "RECORD", "VECTORS", "WORDS", "IngestReport", "Progress", "Skipped", "file_results", "ingest"]


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
    cancelled: tuple[str, ...] = ()
    """Files a cancelled run did not come to."""
    is_cancelled: bool = False
    """True when the run was ended early; the next one completes it."""


@dataclass(slots=True)
class _Tally:
    """The report in the making."""

    read: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    duplicates: list[Skipped] = field(default_factory=list)
    warnings: list[Skipped] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Run:
    """What one run knows while it reads."""

    store: Store
    known: dict[str, tuple[str, str]]
    """Path -> (document id, hash of its manifest entry and of the readers); grows as files are read."""
    refused: dict[str, Refusal]
    settled: frozenset[str]
    keep_earlier: bool
    tally: _Tally


def ingest(
    paths: Sequence[Path],
    index_dir: Path,
    embedder: Embedder,
    *,
    prune: bool = False,
    keep_earlier: bool = True,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> IngestReport:
    """Read files and folders (recursively) into an index and return what was done.

    A file whose content and manifest entry are known, read by the same readers, is left as it is; one that could not be
    read is tried again when it, its manifest entry or the programs that read it have changed. With `prune`, documents
    of the given folders whose files are gone are removed. What a replaced file held before stays as an earlier edition,
    which answers only where it is asked for; without `keep_earlier` it goes, with all kept before.

    The record is written first, then the missing vectors, so that an interrupted run is completed by the next. Once
    `cancelled` returns True, the run ends within a page of a PDF, a file or a batch of vectors; what was read stays.
    Raises StoreLocked when the directory can't be written or another process writes it, and IndexMismatch for an index
    of another model.
    """
    started = time.perf_counter()
    cancelled = cancelled or (lambda: False)
    sources = list(_files(paths))
    if not sources and not prune:
        return IngestReport(seconds=time.perf_counter() - started)
    with writing(index_dir):
        store = Store(index_dir / RECORD, create=True)
        try:
            check_model(store, embedder, index_dir)
            tally = _read_all(store, sources, keep_earlier, progress, cancelled)
            removed = _prune(store, paths, {key for _, key in sources}) if prune else ()
            if not keep_earlier:
                _drop_earlier(store)
            is_finished = store.meta("unfinished") == "0"
            if not is_finished:
                update_standings(store)
            added = update_vectors(store, index_dir, embedder, progress=progress, cancelled=cancelled)
            if not cancelled() and not (is_finished and (index_dir / WORDS).exists()):
                update_words(index_dir / WORDS, store.words(), embedder)
                note_unfinished(store.connection, False)
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
        tuple(tally.cancelled),
        cancelled(),
    )


def file_results(index_dir: Path) -> tuple[FileResult, ...]:
    """Return what came of every file an index was ever given, by path; of a run going on in another process too.

    () where there is no index. Raises StoreLocked when the record can't be read.
    """
    if not (index_dir / RECORD).is_file():
        return ()
    store = Store(index_dir / RECORD)
    try:
        return read_results(store.connection)
    finally:
        store.close()


def check_model(store: Store, embedder: Embedder, index_dir: Path) -> None:
    """Write down the embedding model of a new index. Raises IndexMismatch when an old one was built with another."""
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
    store: Store,
    sources: Sequence[tuple[Path, str]],
    keep_earlier: bool,
    progress: Progress | None,
    cancelled: Callable[[], bool],
) -> _Tally:
    tally = _Tally()
    run = _Run(store, store.known(), refusals(store.connection), settled(store.connection), keep_earlier, tally)
    note_waiting(store.connection, (key for _, key in sources))
    for number, (path, key) in enumerate(sources):
        if not cancelled():
            if progress is not None:
                progress(f"읽는 중: {path.name}", number, len(sources))
            try:
                with cancellable(cancelled):
                    _take(run, path, key)
                continue
            except ReadingCancelled:
                log.info("%s: cancelled", path.name)
        tally.cancelled += [str(left) for left, _ in sources[number:]]
        note_cancelled(store.connection, (left for _, left in sources[number:]))
        break
    return tally


def _take(run: _Run, path: Path, key: str) -> None:
    """Bring one file into the record, or write down why not."""
    connection, refused = run.store.connection, run.refused.get(key)
    content = tried_with = ""
    try:
        content = file_id(path)
        entry_hash = _entry_hash(path)
        tried_with = entry_hash + tools()
        if refused is not None and (refused.content, refused.tried_with) == (content, tried_with):
            run.tally.skipped.append(Skipped(str(path), refused.reason))
            return
        _read_one(run, path, key, content, entry_hash)
        return
    except ReadingCancelled:
        note(connection, key, "waiting")
        raise
    except CorpusError as error:
        reason = str(error)
    except FileNotFoundError:
        reason = f"‘{path}’ 파일이 없습니다. 경로를 확인하십시오."
    except OSError as error:
        content, reason = "", f"‘{path.name}’ 파일을 열 수 없습니다: {error.strerror or error}"
    run.tally.skipped.append(Skipped(str(path), reason))
    note(connection, key, "skipped", reason=reason, content=content, tried_with=tried_with)


def _read_one(run: _Run, path: Path, key: str, content_id: str, entry_hash: str) -> None:
    """Bring one file into the record unless it is there already."""
    store, known, tally = run.store, run.known, run.tally
    if known.get(key) == (content_id, entry_hash):
        tally.unchanged.append(str(path))
        if key not in run.settled:
            note(store.connection, key, "read", content=content_id, reason=store.warnings(content_id))
        return
    twin = next((other for other, (other_id, _) in known.items() if other_id == content_id and other != key), None)
    if twin is not None and Path(twin).exists():
        reason = f"‘{Path(twin).name}’과(와) 내용이 같은 파일이라 한 번만 넣었습니다."
        tally.duplicates.append(Skipped(str(path), reason))
        note(store.connection, key, "duplicate", reason=reason, content=content_id)
        return
    note(store.connection, key, "reading")
    started = time.perf_counter()
    document = read(path)
    store.write(document, path=key, entry_hash=entry_hash, keep_earlier=run.keep_earlier)
    known.pop(twin or "", None)
    known[key] = (document.id, entry_hash)
    tally.read.append(str(path))
    tally.warnings += [Skipped(str(path), warning) for warning in document.warnings]
    note(store.connection, key, "read", content=document.id, reason=" ".join(document.warnings))
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
    for room, names in (("corpus", None), ("index", ("tokens.py", "units.py", "store.py", "codec.py", "standing.py"))):
        for file in sorted(files(room).iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(".py") and (names is None or file.name in names):
                digest.update(file.read_bytes())
    return digest.hexdigest()


def _prune(store: Store, paths: Sequence[Path], present: set[str]) -> list[str]:
    """Remove the documents of the given folders whose files are gone; return their paths."""
    folders = [path.resolve() for path in paths if path.is_dir()]
    removed = []
    for known_id, (key, _) in replaced(store.connection).items():
        if key not in present and any(Path(key).is_relative_to(folder) for folder in folders):
            store.remove(known_id)
    for key, (known_id, _) in store.known().items():
        if key not in present and any(Path(key).is_relative_to(folder) for folder in folders):
            store.remove(known_id)
            note(store.connection, key, "removed")
            removed.append(key)
    return removed


def _drop_earlier(store: Store) -> None:
    """Remove what replaced files held before."""
    for known_id in replaced(store.connection):
        store.remove(known_id)
