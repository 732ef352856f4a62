"""The desk a page works at: one assistant over one index, opened when first needed and again after a change."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assistant.answer import Answer
from assistant.model import ChatModel
from assistant.paper import Paper, write
from assistant.paper_wording import reworded
from assistant.show_evidence import Source
from assistant.suggest import is_answered, proposals
from assistant.templates import template
from corpus.audit import audit
from corpus.document import Document, Table
from corpus.errors import KnownError
from corpus.figures import Figure
from corpus.findings import Finding
from index.background import Job, start
from index.evidence import DocumentEntry
from index.ingest import IngestReport, Progress, file_results
from index.results import FileResult

log = logging.getLogger(__name__)
UPLOADS = "uploads"
"""Folder beside the index that holds copies of uploaded files."""
_EXAMPLE_BUDGET_S = 3.0
_FAILURE_S = 3.0
_GLANCE_S = 2.0


class Shelf(Source, Protocol):
    """What the page reads of an index."""

    def documents(self) -> tuple[DocumentEntry, ...]:
        """Return the indexed documents."""

    def is_current(self) -> bool:
        """Tell whether the documents are still those that were there when it was opened."""

    def tables(self, document_id: str) -> tuple[Table, ...]:
        """Return a document's tables."""

    def figures_in(self, document_id: str) -> tuple[Figure, ...]:
        """Return a document's figures."""


class Answering(Protocol):
    """Something that answers from an index: the Assistant, or a stand-in."""

    @property
    def model(self) -> ChatModel | None:
        """Return the language model that words answers, or None."""

    @property
    def index(self) -> Shelf:
        """Return the index it answers from."""

    def ask(self, question: str, history: Sequence[str] = (), *, documents: Collection[str] | None = None) -> Answer:
        """Answer one question; `history` holds the earlier questions, `documents` restricts to these ids."""

    def answers(
        self, question: str, history: Sequence[str] = (), *, documents: Collection[str] | None = None
    ) -> Iterator[Answer]:
        """Yield the answer as far as it has come; the last one is what `ask` returns."""


Ingest = Callable[[Sequence[Path], Progress, Callable[[], bool]], IngestReport]
"""Reads files, tells progress, ends early once the last function returns True."""
Remove = Callable[[Collection[str]], Sequence[Path]]
"""Takes documents out of the index by id and returns the paths of their files."""


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """What may be uploaded at once."""

    files: int = 20
    bytes_each: int = 100 * 1024 * 1024


class Desk:
    """Hands the one assistant to all sessions. Safe to share between threads; holds nothing of any reader."""

    def __init__(
        self,
        open_assistant: Callable[[], Answering],
        directory: Path,
        *,
        ingest: Ingest | None = None,
        remove: Remove | None = None,
        limits: UploadLimits | None = None,
    ) -> None:
        self.directory = directory
        self.limits = limits or UploadLimits()
        self._open = open_assistant
        self._ingest = ingest
        self._remove = remove
        self._lock = threading.RLock()
        self._making = threading.Lock()
        """Held while examples or findings are made: that takes seconds, and nobody's question waits for it."""
        self._writing = threading.Lock()
        self._assistant: Answering | None = None
        self._examples: tuple[str, ...] | None = None
        self._findings: tuple[Finding, ...] | None = None
        self._failure: KnownError | None = None
        self._retry_at = 0.0
        self._looked_at = 0.0

    @property
    def takes_files(self) -> bool:
        """Tell whether files can be added here."""
        return self._ingest is not None

    @property
    def gives_up_documents(self) -> bool:
        """Tell whether documents can be removed here."""
        return self._remove is not None

    def assistant(self) -> Answering:
        """Return the assistant, opening it the first time. Raises KnownError, such as IndexMissing, as opening does."""
        with self._lock:
            if self._assistant is not None and not self._is_current(self._assistant.index):
                self._assistant = self._examples = self._findings = self._failure = None
            if self._assistant is None:
                self._assistant = self._opened()
                self._looked_at = time.monotonic()
            return self._assistant

    def _is_current(self, shelf: Shelf) -> bool:
        """Tell whether the index is still the one that was opened; looked at anew every few seconds."""
        if time.monotonic() - self._looked_at < _GLANCE_S:
            return True
        self._looked_at = time.monotonic()
        try:
            return shelf.is_current()
        except KnownError as error:
            log.info("index not looked at: %s", error)
            return True

    def _opened(self) -> Answering:
        """Open the assistant; a failure is remembered for a moment, for one page asks several times."""
        if self._failure is not None and time.monotonic() < self._retry_at:
            raise self._failure
        try:
            return self._open()
        except KnownError as error:
            self._failure, self._retry_at = error, time.monotonic() + _FAILURE_S
            raise

    def start(self, paths: Sequence[Path]) -> Job:
        """Begin to read files into the index beside everything else, and return the job."""
        return start(lambda progress, cancelled: self.add(paths, progress, cancelled))

    def results(self, paths: Sequence[Path]) -> tuple[FileResult, ...]:
        """Return what came of files so far."""
        wanted = {os.path.realpath(path) for path in paths}
        try:
            return tuple(result for result in file_results(self.directory) if result.path in wanted)
        except KnownError:  # a record that is just being made can't be read yet; what is wrong, the job will say
            return ()

    def add(
        self, paths: Sequence[Path], progress: Progress, cancelled: Callable[[], bool] = lambda: False
    ) -> IngestReport:
        """Read files into the index, one call at a time, and open the assistant anew."""
        if self._ingest is None:
            raise ValueError("this desk takes no files")
        with self._writing:
            report = self._ingest(paths, progress, cancelled)
            self.forget()
        return report

    def remove(self, document_id: str) -> tuple[Path, ...]:
        """Take a document out of the index and open the assistant anew; an uploaded copy of its file goes too.

        Return the files that are still there. Raises KnownError, such as StoreLocked.
        """
        if self._remove is None:
            raise ValueError("this desk gives up no documents")
        with self._writing:
            paths = self._remove([document_id])
            self.forget()
        uploads = (self.directory / UPLOADS).resolve()
        for path in paths:
            if path.resolve().is_relative_to(uploads):
                path.unlink(missing_ok=True)
        return tuple(path for path in paths if path.exists())

    def forget(self) -> None:
        """Open the assistant anew the next time; called after the index has changed."""
        with self._lock:
            self._assistant = self._examples = self._findings = self._failure = None

    def after_change(self, used: Answering) -> Answering | None:
        """Wait for a change of the index that is under way; return the assistant if it is another than `used` now."""
        with self._writing:
            current = self.assistant()
        return current if current is not used else None

    def examples(self, *, limit: int = 6) -> tuple[str, ...]:
        """Return questions made from the indexed documents that the assistant answers right; found once an index."""
        assistant = self.assistant()
        with self._making:
            if self._examples is not None:
                return self._examples
            found = tuple(_answered(assistant, limit))
            with self._lock:
                if self._assistant is assistant:
                    self._examples = found
            return found

    def paper(self, template_id: str, answers: Sequence[Answer]) -> Paper:
        """Return a paper over answers, worded by the model where there is one. Raises KnownError."""
        drafted = write(template(template_id), answers)
        model = self.assistant().model
        return drafted if model is None else reworded(drafted, model)

    @property
    def is_audited(self) -> bool:
        """Tell whether the findings are at hand."""
        return self._findings is not None

    def findings(self) -> tuple[Finding, ...]:
        """Return what does not add up in and between the documents; worked out once an index."""
        assistant = self.assistant()
        with self._making:
            if self._findings is not None:
                return self._findings
            shelf = assistant.index
            found = audit([whole(shelf, entry) for entry in shelf.documents() if entry.is_in_force])
            with self._lock:
                if self._assistant is assistant:
                    self._findings = found
            return found


def _answered(assistant: Answering, limit: int) -> list[str]:
    """Return proposed questions whose answer is the figure they were made from, within a budget of time."""
    proposed = proposals(assistant.index, limit=limit)
    if proposed:
        assistant.ask(proposed[0][0])  # the first question loads the models and says nothing of their speed
    started = time.perf_counter()
    found: list[str] = []
    for question, figure in proposed:
        if len(found) == limit or time.perf_counter() - started > _EXAMPLE_BUDGET_S:
            break
        if is_answered(assistant.ask(question), figure):
            found.append(question)
    log.info("examples: %d in %.1f s", len(found), time.perf_counter() - started)
    return found


def whole(shelf: Shelf, entry: DocumentEntry) -> Document:
    """Return a document as read, put together again from the record."""
    return Document(
        id=entry.id,
        name=entry.name,
        title=entry.title,
        sections=shelf.sections(entry.id),
        format=entry.format,
        organization=entry.organization,
        kind=entry.kind,
        as_of=entry.as_of,
        period=entry.period,
        warnings=entry.warnings,
        extra=entry.extra,
    )
