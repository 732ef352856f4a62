"""Folders watched: what lies in them is looked at again and again, and work is called for when it has changed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

Snapshot = frozenset[tuple[str, int, int]]
"""(path, size in bytes, time of the last change in ns) of every file."""


def snapshot(paths: Sequence[Path]) -> Snapshot:
    """Return what lies under some files and folders now; nothing is read, so that watching large folders is cheap."""
    return frozenset(found for path in paths for found in _facts(path))


def _facts(path: Path) -> Iterator[tuple[str, int, int]]:
    files = [str(path)] if not path.is_dir() else _below(path)
    for file in files:
        try:
            facts = os.stat(file)
        except OSError:  # gone since it was listed
            continue
        yield file, facts.st_size, facts.st_mtime_ns


def _below(folder: Path) -> Iterator[str]:
    for place, _, names in os.walk(folder):
        for name in names:
            yield os.path.join(place, name)


def changes(
    paths: Sequence[Path],
    *,
    every_s: float,
    cancelled: Callable[[], bool] = lambda: False,
    sleep: Callable[[float], object] = time.sleep,
) -> Iterator[None]:
    """Yield at once, and then each time the files have changed and rested for `every_s` seconds.

    A file that is still being written is thus not read half. What changes while the caller works counts as a change.
    Ends when `cancelled` returns True.
    """
    done: Snapshot | None = None
    last: Snapshot | None = None
    while not cancelled():
        now = snapshot(paths)
        if now != done and (done is None or now == last):
            done = now
            yield
            continue
        last = now
        sleep(every_s)
