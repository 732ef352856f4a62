"""Foreseen trouble. A KnownError's message is Korean and meant for the screen."""

from __future__ import annotations

from pathlib import Path


class KnownError(Exception):
    """Foreseen trouble; `str(error)` says in Korean what is wrong and what to do."""


class CorpusError(KnownError):
    """A file can't be read."""

    def __init__(self, path: Path | str, message: str) -> None:
        super().__init__(message)
        self.path = Path(path)


class UnsupportedFormat(CorpusError):
    """No reader for this kind of file."""


class CorruptFile(CorpusError):
    """The file is damaged or not what its name says."""


class EncryptedFile(CorpusError):
    """The file asks for a password or is locked for distribution."""


class NoText(CorpusError):
    """The file holds no readable text: empty, or a scan."""


class ReadingCancelled(CorpusError):
    """Whoever asked for the file has called it off."""
