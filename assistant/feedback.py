"""What readers say of an answer: kept as said, and made an evaluation case where it states what is right."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, cast, get_args

from assistant.answer import Answer, Citation, plain
from assistant.errors import AssistantError
from assistant.texts import say
from corpus.amounts import normalise_unit, read_amount

Verdict = Literal["right", "wrong_figure", "wrong_source", "missing"]
NAMES: dict[Verdict, str] = {
    "right": "맞음",
    "wrong_figure": "숫자가 틀림",
    "wrong_source": "근거가 틀림",
    "missing": "빠진 내용",
}
LOG_NAME = "feedback.jsonl"
CASES_NAME = "feedback-cases.jsonl"
_LOCK = threading.Lock()


class FeedbackRefused(AssistantError):
    """The remark can't be kept as it is; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark on one answer; `expected` is the right value as typed."""

    verdict: Verdict
    expected: str = ""
    unit: str = ""
    note: str = ""


def remark(verdict: str, *, expected: str = "", unit: str = "", note: str = "") -> Remark:
    """Return a checked remark. Raises FeedbackRefused for an unknown verdict or an expected value that is no number."""
    if verdict not in get_args(Verdict):
        raise FeedbackRefused(say("알 수 없는 의견입니다."))
    said = Remark(cast(Verdict, verdict), expected.strip()[:80], unit.strip()[:20], note.strip()[:2000])
    if said.verdict == "wrong_figure":
        if not said.expected:
            raise FeedbackRefused(say("맞는 값을 적어 주십시오. 평가 문항으로 남깁니다."))
        _expected(said)
    return said


def _expected(said: Remark) -> tuple[Decimal, str | None]:
    """Return value and unit of the expected figure: `1,780` with `백만원`, or `17억 8천만원` alone."""
    text = f"{said.expected}{said.unit}" if re.search(r"\d\s*$", said.expected) else said.expected
    amount = read_amount(text)
    if amount is None:
        raise FeedbackRefused(say("‘{expected}’에서 숫자를 읽을 수 없습니다.", expected=said.expected))
    return amount.value, amount.unit or (normalise_unit(said.unit) if said.unit else None)


def keep(
    directory: Path,
    answer: Answer,
    said: Remark,
    *,
    history: Sequence[str] = (),
    user: str = "",
    documents: Sequence[str] = (),
) -> bool:
    """Write a remark to the log, and a case beside it when the remark settles what is right; tell whether it did.

    `documents` are the names of all that could hold the answer, for a case whose document nobody knows.
    Raises FeedbackRefused when the directory can't be written.
    """
    now = datetime.now(UTC)
    made = case(answer, said, history=history, documents=documents, id_=f"feedback-{now:%Y%m%d-%H%M%S-%f}")
    entry = {
        "at": now.isoformat(timespec="seconds"),
        "user": user,
        "verdict": said.verdict,
        "expected": said.expected,
        "unit": said.unit,
        "note": said.note,
        "history": list(history),
        "answer": answer.to_json(),
    }
    try:
        with _LOCK:
            directory.mkdir(parents=True, exist_ok=True)
            _append(directory / LOG_NAME, entry)
            if made is not None:
                _append(directory / CASES_NAME, made)
    except OSError as error:
        raise FeedbackRefused(say("의견을 쓸 수 없습니다: {directory}", directory=directory)) from error
    return made is not None


def _append(path: Path, entry: dict[str, Any]) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry, ensure_ascii=False) + "\n")


def case(
    answer: Answer,
    said: Remark,
    *,
    history: Sequence[str] = (),
    documents: Sequence[str] = (),
    id_: str = "feedback",
) -> dict[str, Any] | None:
    """Return the evaluation case a remark makes, in the shape of the question files; None when it settles nothing.

    A right figure or refusal keeps its value and places; a wrong figure expects the value typed. Right words could be
    put otherwise, and a wrong source or a missing part names no right one: none of these makes a case.
    """
    if said.verdict == "right" and _kind(answer) == "text":
        return None
    cited = tuple(dict.fromkeys(citation.document for citation in answer.citations))
    if said.verdict == "right":
        return _case(answer, _kind(answer), _stated(answer), answer.citations, cited, said, history, id_)
    if said.verdict != "wrong_figure" or not (cited or documents):
        return None
    value, unit = _expected(said)
    unit = unit or (answer.figures[0].unit if answer.figures else "")
    figures = [{"value": _number(value), "unit": unit}]
    return _case(answer, "figure", figures, (), cited or tuple(documents), said, history, id_)


def _kind(answer: Answer) -> str:
    if answer.outcome in ("unanswerable", "clarify", "conflict"):
        return answer.outcome
    return "figure" if answer.figures else "text"


def _stated(answer: Answer) -> list[dict[str, Any]]:
    if answer.outcome not in ("answered", "conflict"):
        return []
    figures = answer.figures if answer.outcome == "conflict" else answer.figures[:1]
    return [{"value": _number(figure.value), "unit": figure.unit} for figure in figures]


def _number(value: Decimal) -> int | float:
    """Return the JSON number of an exact value; the question files keep numbers, not strings."""
    return int(value) if value == value.to_integral_value() else float(plain(value))


def _case(
    answer: Answer,
    kind: str,
    figures: list[dict[str, Any]],
    citations: Sequence[Citation],
    documents: Sequence[str],
    said: Remark,
    history: Sequence[str],
    id_: str,
) -> dict[str, Any]:
    first = citations[0] if citations else None
    return {
        "id": id_,
        "doc": documents[0] if len(documents) == 1 else list(documents),
        "kind": kind,
        "style": "followup" if history else "plain",
        "question": answer.question,
        "history": list(history),
        "answer": answer.answer if said.verdict == "right" else f"{said.expected}{said.unit}",
        "figures": figures,
        "must_include": [],
        "must_exclude": [],
        "section": first.heading_path[-1] if first and first.heading_path else "",
        "table": first.table if first else "",
        "row": " · ".join(first.row_path) if first else "",
        "column": " · ".join(first.column_path) if first else "",
        "lines": [list(citation.lines) for citation in citations if citation.lines],
        "pages": [[citation.page, citation.page] for citation in citations if citation.page],
        "note": said.note,
    }
