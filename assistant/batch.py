"""Question files: one JSON object a line in, one a line out, in order; one crash is an answer, not the end."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from assistant.errors import AssistantError
from corpus.errors import KnownError

log = logging.getLogger(__name__)
MAX_QUESTION = 2_000
"""Characters of a question; a longer one is a pasted document, not a question."""


class QuestionRefused(AssistantError):
    """The question is empty or too long."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One line of a question file."""

    id: str
    question: str
    history: tuple[str, ...] = ()


def checked_question(text: str) -> str:
    """Return a question without the white space around it. Raises QuestionRefused when it is empty or too long."""
    question = text.strip()
    if not question:
        raise QuestionRefused("질문이 비어 있습니다. 알고 싶은 것을 적어 주십시오.")
    if len(question) > MAX_QUESTION:
        raise QuestionRefused(f"질문이 너무 깁니다({len(question):,}자). {MAX_QUESTION:,}자 안으로 줄여 주십시오.")
    return question


def read_asking(line: str, number: int) -> Asking:
    """Return what a line asks; `number` (from 1) names it when it has no id. Raises QuestionRefused when it asks nothing."""
    try:
        plain: Any = json.loads(line)
    except ValueError as error:
        raise QuestionRefused(f"{number}번째 줄이 JSON이 아닙니다.") from error
    if not isinstance(plain, dict) or not isinstance(plain.get("question", plain.get("query")), str):
        raise QuestionRefused(f"{number}번째 줄에 question이 없습니다.")
    history = plain.get("history") or []
    if not isinstance(history, list) or not all(isinstance(turn, str) for turn in history):
        raise QuestionRefused(f"{number}번째 줄의 history는 글의 목록이어야 합니다.")
    question = checked_question(plain.get("question", plain.get("query")))
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


def _failed(line: str, number: int, message: str, reason: str | None) -> dict[str, Any]:
    try:
        plain: Any = json.loads(line)
    except ValueError:
        plain = {}
    plain = plain if isinstance(plain, dict) else {}
    question = str(plain.get("question", plain.get("query", "")))[:MAX_QUESTION]
    return {
        "id": _id(plain, number), "question": question, "standalone_question": question, "outcome": "error", "reason": reason,
        "answer": message, "figures": [], "derivation": None, "citations": [], "alternatives": [], "problems": [message],
        "mode": "offline", "elapsed_ms": 0.0,
    }  # fmt: skip


def _id(plain: dict[str, Any], number: int) -> str:
    return str(plain["id"]) if plain.get("id") is not None else str(number)
