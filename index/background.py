"""Work beside something else: an ingest in a thread of its own, with progress, a way to cancel it, and its report."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from index.ingest import IngestReport
from index.vectorize import Progress

Work = Callable[[Progress, Callable[[], bool]], IngestReport]
"""An ingest that tells `progress` what it does and ends once the other function returns True."""


@dataclass(frozen=True, slots=True)
class JobState:
    """Where a job stands."""

    what: str = ""
    """What is done now, Korean."""
    done: int = 0
    total: int = 0
    is_done: bool = False
    """True once nothing runs any more: with a report, or with an error."""
    is_cancelled: bool = False
    """True once it was called off, also while it still ends."""
    report: IngestReport | None = None
    error: Exception | None = None


class Job:
    """An ingest at work. Safe to share between threads."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._cancelled = threading.Event()
        self._lock = threading.Lock()
        self._told = ("", 0, 0)
        self._report: IngestReport | None = None
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="ingest", daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """Call the job off; it ends within a page, a file or a batch of vectors, and keeps what it has read."""
        self._cancelled.set()

    def state(self) -> JobState:
        """Return where the job stands now."""
        is_done = not self._thread.is_alive()
        with self._lock:
            return JobState(*self._told, is_done, self._cancelled.is_set(), self._report, self._error)

    def result(self, timeout_s: float | None = None) -> IngestReport:
        """Wait for the end and return the report. Raises what the ingest raised, and TimeoutError."""
        self._thread.join(timeout_s)
        state = self.state()
        if state.error is not None:
            raise state.error
        if state.report is None:
            raise TimeoutError(f"the ingest still runs after {timeout_s} s")
        return state.report

    def _run(self) -> None:
        try:
            report = self._work(self._tell, self._cancelled.is_set)
        except Exception as error:  # whatever it was, it belongs to whoever asks for the result
            with self._lock:
                self._error = error
        else:
            with self._lock:
                self._report = report

    def _tell(self, what: str, done: int, total: int) -> None:
        with self._lock:
            self._told = (what, done, total)


def start(work: Work) -> Job:
    """Begin an ingest in a thread of its own and return it as a job."""
    return Job(work)
