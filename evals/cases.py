"""Questions and dialogues with checked answers: JSON Lines, one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from evals.errors import QuestionFileError

Kind = Literal[
    "figure", "sum", "difference", "ratio", "average", "rank", "count", "list", "date", "name", "text", "definition",
    "yesno", "compare", "conflict", "unanswerable", "clarify",
]  # fmt: skip
Style = Literal["plain", "keyword", "colloquial", "paraphrase", "english", "followup"]
Span = tuple[int, int]


class _Line(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class ExpectedFigure(_Line):
    """A number asked for, in the source's own unit; the unit may be empty (a bill's number)."""

    value: Decimal
    unit: str = ""


class _Checked(_Line):
    """What a question and a dialogue share: where the answer stands and what it is."""

    id: str = Field(min_length=1)
    doc: tuple[str, ...]
    """Beginnings of the file names that hold the answer; empty where no document does."""
    kind: Kind
    answer: str = ""
    figures: tuple[ExpectedFigure, ...] = ()
    lines: tuple[Span, ...] = ()
    """1-based, inclusive; every operand of a computed number."""
    pages: tuple[Span, ...] = ()
    """Instead of lines where the document has pages."""
    note: str = ""

    @field_validator("doc", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return [value] if isinstance(value, str) and value else value or []

    @field_validator("lines", "pages")
    @classmethod
    def _ordered(cls, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        for first, last in spans:
            if not 1 <= first <= last:
                raise ValueError(f"줄 범위가 뒤집혔거나 1보다 작습니다: {first}-{last}")
        return spans

    @model_validator(mode="after")
    def _placed(self) -> _Checked:
        if self.kind == "unanswerable" and self.figures:
            raise ValueError("unanswerable 질문에는 figures가 없어야 합니다")
        if self.kind not in ("unanswerable", "clarify") and not self.doc:
            raise ValueError("답이 있는 질문에는 doc이 있어야 합니다")
        return self


class Case(_Checked):
    """One question with its checked answer, in the format of the question files."""

    style: Style = "plain"
    question: str = Field(min_length=1)
    history: tuple[str, ...] = ()
    must_include: tuple[tuple[str, ...], ...] = ()
    """One of each inner tuple must stand in the answer, spaces and commas ignored."""
    must_exclude: tuple[str, ...] = ()

    @property
    def is_checkable(self) -> bool:
        """True when the case says what a right answer is."""
        return bool(self.figures or self.must_include or self.kind in ("unanswerable", "clarify", "conflict"))


class Dialogue(_Checked):
    """Turns of one conversation; figures, lines and kind are those of the last turn."""

    turns: tuple[str, ...] = Field(min_length=2)


Checked = TypeVar("Checked", bound=_Checked)


def load_cases(path: Path) -> tuple[Case, ...]:
    """Return the questions of a file in its order.

    Raises QuestionFileError, naming the line, for a missing file, a bad line, an id used twice or a case without an
    expected answer.
    """
    cases = _load(path, Case)
    for number, case in enumerate(cases, start=1):
        if not case.is_checkable:
            raise QuestionFileError(path, 0, f"{number}번째 질문 {case.id}: 기대하는 답이 없습니다")
    return cases


def load_dialogues(path: Path) -> tuple[Dialogue, ...]:
    """Return the dialogues of a file in its order. Raises QuestionFileError as `load_cases` does."""
    return _load(path, Dialogue)


def _load(path: Path, model: type[Checked]) -> tuple[Checked, ...]:
    found: dict[str, Checked] = {}
    for number, line in _numbered(path):
        try:
            case = model.model_validate_json(line)
        except ValidationError as error:
            raise QuestionFileError(path, number, _first_fault(error)) from error
        if case.id in found:
            raise QuestionFileError(path, number, f"id가 두 번 나옵니다: {case.id}")
        found[case.id] = case
    if not found:
        raise QuestionFileError(path, 0, "질문이 하나도 없습니다")
    return tuple(found.values())


def _numbered(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionFileError(path, 0, f"읽을 수 없습니다 ({error.__class__.__name__})") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line


def _first_fault(error: ValidationError) -> str:
    fault = error.errors()[0]
    place = ".".join(str(part) for part in fault["loc"])
    return f"{place}: {fault['msg']}" if place else str(fault["msg"])


def dump_line(value: dict[str, object]) -> str:
    """Return one line of a question file, letters as they are."""
    return json.dumps(value, ensure_ascii=False) + "\n"
