"""One writer at a time: a lock on an index directory that ends with the process that holds it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import StoreLocked

_LOCK = "writing.lock"
_WAIT_S = 3.0


@contextmanager
def writing(index_dir: Path) -> Iterator[None]:
    """Hold the right to write an index directory, which is made when it is missing.

    Raises StoreLocked when another process holds it or the directory can't be written. The lock is a transaction on an
    empty SQLite file, so the system lets it go even when the process is killed.
    """
    try:
        index_dir.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(index_dir / _LOCK, timeout=_WAIT_S, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise StoreLocked(unwritable(index_dir)) from error
    try:
        _begin(connection, index_dir)
        yield
    finally:
        connection.close()


def _begin(connection: sqlite3.Connection, index_dir: Path) -> None:
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            message = f"다른 프로그램이 색인을 쓰고 있습니다: {index_dir}. 그 일이 끝난 뒤 다시 실행하십시오."
            raise StoreLocked(message) from error
        raise StoreLocked(unwritable(index_dir)) from error


def unwritable(index_dir: Path) -> str:
    """Return what to say of a directory that can't be written."""
    return f"색인 폴더에 쓸 수 없습니다: {index_dir}. 권한을 확인하거나 --index로 다른 폴더를 지정하십시오."
