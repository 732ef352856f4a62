"""Uploads at work: followed step by step, cancelled by whoever began them."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from index.background import Job, JobState

_LOOK_S = 0.25


class Uploads:
    """The jobs that run now, by the page they were begun on. Safe to share between threads."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()

    @contextmanager
    def running(self, page: str, job: Job) -> Iterator[None]:
        """Hold a page's job for as long as it is followed."""
        with self._lock:
            self._jobs[page] = job
        try:
            yield
        finally:
            with self._lock:
                self._jobs.pop(page, None)

    def cancel(self, page: str) -> bool:
        """Call a page's job off; tell whether there was one."""
        with self._lock:
            job = self._jobs.get(page)
        if job is None:
            return False
        job.cancel()
        return True


def followed(job: Job) -> Iterator[JobState]:
    """Yield a job's state whenever it changes, the last one when it is done."""
    last = None
    while True:
        state = job.state()
        if state != last:
            yield state
            last = state
        if state.is_done:
            return
        time.sleep(_LOOK_S)
