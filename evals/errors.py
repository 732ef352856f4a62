"""What can go wrong with an evaluation."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import KnownError


class EvaluationError(KnownError):
    """An evaluation can't be run."""


class QuestionFileError(EvaluationError):
    """A file of questions, dialogues, thresholds or results is missing or holds something it should not."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        where = f"{path} {line}행" if line else str(path)
        super().__init__(f"{where}: {message}")
        self.path = path
        self.line = line
