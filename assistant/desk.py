"""The desk a page works at: one assistant over one index, opened when first needed and again after a change."""

from __future__ import annotations

import logging
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
from index.evidence import DocumentEntry
from index.ingest import IngestReport, Progress

log = logging.getLogger(__name__)
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


Ingest = Callable[[Sequence[Path], Progress], IngestReport]


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
        limits: UploadLimits | None = None,
    ) -> None:
        self.directory = directory
        self.limits = limits or UploadLimits()
        self._open = open_assistant
        self._ingest = ingest
        self._lock = threading.RLock()
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

    def add(self, paths: Sequence[Path], progress: Progress) -> IngestReport:
        """Read files into the index, one call at a time, and open the assistant anew."""
        if self._ingest is None:
            raise ValueError("this desk takes no files")
        with self._writing:
            report = self._ingest(paths, progress)
        with self._lock:
            self._assistant = self._examples = self._findings = self._failure = None
        return report

    def examples(self, *, limit: int = 6) -> tuple[str, ...]:
        """Return questions made from the indexed documents that the assistant answers right; found once an index."""
        assistant = self.assistant()
        with self._lock:
            if self._examples is None:
                self._examples = tuple(_answered(assistant, limit))
            return self._examples

    def paper(self, template_id: str, answers: Sequence[Answer]) -> Paper:
        """Return a paper over answers, worded by the model where there is one. Raises KnownError."""
        drafted = write(template(template_id), answers)
        model = self.assistant().model
        return drafted if model is None else reworded(drafted, model)

    def findings(self) -> tuple[Finding, ...]:
        """Return what does not add up in and between the documents; worked out once an index."""
        shelf = self.assistant().index
        with self._lock:
            if self._findings is None:
                self._findings = audit([whole(shelf, entry) for entry in shelf.documents() if entry.is_in_force])
            return self._findings


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
