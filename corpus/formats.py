"""Which reader takes which file: told by the first bytes, then by the suffix. Slow libraries load on first use."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from corpus.document import Document
from corpus.errors import CorruptFile

Sniff = Callable[[bytes, str], bool]
Reader = Callable[[Path, str], Document]


def _later(module: str, function: str) -> Reader:
    """Return a reader whose module is imported when it is first used: pdfplumber alone takes half a second."""

    def reader(path: Path, name: str) -> Document:
        document: Document = getattr(import_module(module), function)(path, name)
        return document

    return reader


def _is_pdf(head: bytes, suffix: str) -> bool:
    return b"%PDF-" in head[:1024]


def _is_named_but_other(suffixes: frozenset[str]) -> Sniff:
    return lambda head, suffix: suffix in suffixes


def _mismatch(path: Path, name: str) -> Document:
    raise CorruptFile(
        path,
        f"‘{path.name}’: 내용이 {path.suffix.lstrip('.').upper()} 형식이 아닙니다. 잘리거나 손상된 파일이니 원본을 다시 받아 올리십시오.",
    )


READERS: tuple[tuple[Sniff, Reader], ...] = (
    (_is_pdf, _later("corpus.pdf", "read_pdf")),
    (_is_named_but_other(frozenset({".pdf"})), _mismatch),
)
"""Asked in this order, before plain text."""
