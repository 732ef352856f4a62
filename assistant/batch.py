"""Question files: one JSON object a line in, one a line out, in order; one crash is an answer, not the end."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from assistant.answer import Answer, Reason
from assistant.ask import LONGEST
from assistant.errors import AssistantError, QuestionTooLong
from corpus.errors import KnownError

log = logging.getLogger(__name__)


class QuestionRefused(AssistantError):
    """A line asks nothing, or not as a question file does."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One line of a question file."""

    id: str
    question: str
    history: tuple[str, ...] = ()


def checked_question(text: str) -> str:
    """Return a question without the white space around it. Raises QuestionRefused when empty, QuestionTooLong."""
    question = text.strip()
    if not question:
        raise QuestionRefused("질문이 비어 있습니다. 알고 싶은 것을 적어 주십시오.")
    if len(question) > LONGEST:
        raise QuestionTooLong(f"질문이 너무 깁니다({len(question):,}자). {LONGEST:,}자 안으로 줄여 주십시오.")
    return question


def read_asking(line: str, number: int) -> Asking:
    """Return what a line asks; `number` (from 1) names it when it has no id.

    Raises QuestionRefused, QuestionTooLong.
    """
    try:
        plain: Any = json.loads(line)
    except ValueError as error:
        raise QuestionRefused(f"{number}번째 줄이 JSON이 아닙니다.") from error
    if not isinstance(plain, dict) or not isinstance(plain.get("question", plain.get("query")), str):
        raise QuestionRefused(f"{number}번째 줄에 question이 없습니다.")
    history = plain.get("history") or []
    if not isinstance(history, list) or not all(isinstance(turn, str) for turn in history):
        raise QuestionRefused(f"{number}번째 줄의 history는 글의 목록이어야 합니다.")
    question = checked_question(str(plain.get("question", plain.get("query"))))
    return Asking(_id(plain, number), question, tuple(history))


def run(lines: Iterable[str], answer: Callable[[Asking], dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield one JSON object a line that isn't blank: the answer with its id, or `outcome: "error"` with the reason."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            asking = read_asking(line, number)
            yield {**answer(asking), "id": asking.id}
        except KnownError as error:
            yield _failed(line, number, str(error), "unsupported")
        except Exception:  # a question that crashes is a result, the file goes on (CONTRACT.md)
            log.exception("line %d failed", number)
            yield _failed(line, number, "답을 만드는 중 예상하지 못한 오류가 났습니다.", None)


def _failed(line: str, number: int, message: str, reason: Reason | None) -> dict[str, Any]:
    """Return the answer JSON of a line that failed, with the empty `results` of a search as well."""
    try:
        plain: Any = json.loads(line)
    except ValueError:
        plain = {}
    plain = plain if isinstance(plain, dict) else {}
    question = str(plain.get("question", plain.get("query", "")))[:LONGEST]
    answer = Answer(question=question, outcome="error", answer=message, reason=reason, problems=(message,))
    return {**answer.to_json(), "id": _id(plain, number), "results": []}


def _id(plain: dict[str, Any], number: int) -> str:
    return str(plain["id"]) if plain.get("id") is not None else str(number)
