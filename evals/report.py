"""What a person reads of a run: tables, and the difference from an earlier run."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any

_SHARES = (
    "accuracy", "wrong_stated", "wrongly_silent", "cited_document", "cited_lines", "cited_exactly", "refusal_precision",
    "refusal_recall", "caught", "passed",
)  # fmt: skip


def show(text: str) -> None:
    """Print a report's text on standard output."""
    print(text)


def note(text: str) -> None:
    """Print a line on standard error: progress and the like."""
    print(text, file=sys.stderr)


def table(results: Mapping[str, Any]) -> str:
    """Return a results file's JSON as text: for every set its summary, its groups and its retrieval metrics."""
    lines = [f"commit {results.get('commit', 'unknown')}"]
    for name, one in results["sets"].items():
        lines += ["", f"== {name}", *_summary_lines(one["summary"]), *_retrieval_lines(one.get("retrieval", {}))]
    return "\n".join(lines)


def _summary_lines(summary: Mapping[str, Any]) -> Iterator[str]:
    yield f"questions {summary['questions']}, right {summary['right']}"
    yield ", ".join(f"{key} {_percent(summary[key])}" for key in _SHARES if summary.get(key) is not None)
    if "p50_ms" in summary:
        yield f"median {summary['p50_ms']} ms, 95th percentile {summary['p95_ms']} ms, errors {summary['errors']}"
    if summary.get("faults"):
        yield "faults: " + ", ".join(f"{fault} {count}" for fault, count in summary["faults"].items())
    for key, (right, asked) in summary.get("groups", {}).items():
        yield f"  {key:<28} {right:>3}/{asked:<3} {_percent(right / asked)}"


def _retrieval_lines(retrieval: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    for mode, values in retrieval.items():
        if values:
            yield f"  search {mode:<8} " + "  ".join(f"{key} {value:.3f}" for key, value in values.items())


def _percent(value: float) -> str:
    return f"{value * 100:.1f}%"


def wrong(results: Mapping[str, Any], *, limit: int) -> str:
    """Return the first wrong questions of every set, one a line: id, kind, style, fault, what was answered."""
    lines: list[str] = []
    for name, one in results["sets"].items():
        missed = [question for question in one["questions"] if not question["right"]]
        for question in missed[:limit]:
            answer = " ".join(str(question["answer"]).split())[:110]
            head = f"{name} {question['id']} {question['kind']}/{question['style']}"
            lines.append(f"- {head}: {question['fault']} | {question['outcome']}: {answer}")
    return "\n".join(lines)


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Return what changed between two results files: shares that moved, and questions that turned right or wrong."""
    lines = [f"{before.get('commit', 'unknown')} -> {after.get('commit', 'unknown')}"]
    for name, one in after["sets"].items():
        old = before["sets"].get(name)
        if old is None:
            lines.append(f"{name}: new")
            continue
        lines += [f"{name}: {line}" for line in _moved(old, one)] or [f"{name}: unchanged"]
    lines += [f"{name}: not run" for name in before["sets"] if name not in after["sets"]]
    return "\n".join(lines)


def _moved(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for key in _SHARES:
        was, now = old["summary"].get(key), new["summary"].get(key)
        if was is not None and now is not None and was != now:
            yield f"{key} {_percent(was)} -> {_percent(now)}"
    were = {question["id"]: question["right"] for question in old["questions"]}
    are = {question["id"]: question["right"] for question in new["questions"]}
    for title, state in (("now right", True), ("now wrong", False)):
        turned = [key for key, right in are.items() if key in were and were[key] != right and right is state]
        if turned:
            yield f"{title}: {', '.join(turned)}"
