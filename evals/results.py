"""A run's results: what was run, with what, and how every question came out; kept as one JSON file."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from evals.answers import Score, accuracy, faults, groups, percentile, refusals, share
from evals.errors import QuestionFileError


@dataclass(frozen=True, slots=True)
class SetResult:
    """One file of questions, run."""

    name: str
    scores: tuple[Score, ...]
    retrieval: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """By way of searching (`fused`, `lexical`, `dense`): `recall@5`, `mrr`, `ndcg@10` …"""

    def summary(self) -> dict[str, Any]:
        """Return the figures a gate and a report look at; shares 0..1, times in milliseconds."""
        scores = self.scores
        refused = refusals(scores)
        times = [score.elapsed_ms for score in scores]
        return {
            "questions": len(scores),
            "right": sum(score.right for score in scores),
            "accuracy": round(accuracy(scores), 4),
            "wrong_stated": round(share(score.is_wrong_stated for score in scores), 4),
            "wrongly_silent": round(share(score.is_wrongly_silent for score in scores), 4),
            "cited_document": round(share(score.cited_document for score in scores), 4),
            "cited_lines": round(share(score.cited_lines for score in scores), 4),
            "cited_exactly": round(share(score.cited_exactly for score in scores), 4),
            "refusal_precision": None if refused.precision is None else round(refused.precision, 4),
            "refusal_recall": None if refused.recall is None else round(refused.recall, 4),
            "errors": sum(score.outcome == "error" for score in scores),
            "p50_ms": percentile(times, 0.5),
            "p95_ms": percentile(times, 0.95),
            "faults": faults(scores),
            "groups": {key: list(counts) for key, counts in groups(scores).items()},
        }


@dataclass(frozen=True, slots=True)
class Results:
    """All sets of one run and what they were run with."""

    commit: str
    settings: Mapping[str, Any]
    prompts: Mapping[str, str]
    """Name of each prompt and the start of its SHA-256."""
    documents: Mapping[str, str]
    """File name of each document and its content id."""
    sets: tuple[SetResult, ...]

    def to_json(self) -> dict[str, Any]:
        """Return plain values: what was run with, then each set's summary and every question's score."""
        return {
            "commit": self.commit,
            "settings": dict(self.settings),
            "prompts": dict(self.prompts),
            "documents": dict(self.documents),
            "sets": {
                one.name: {
                    "summary": one.summary(),
                    "retrieval": {mode: dict(values) for mode, values in one.retrieval.items()},
                    "questions": [asdict(score) for score in one.scores],
                }
                for one in self.sets
            },
        }


def save(results: Results, path: Path, *, answers: bool = False) -> None:
    """Write a results file, making its folder.

    The words of the answers are left out unless asked for: they quote documents that may not be ours to pass on.
    """
    found = results.to_json()
    if not answers:
        for one in found["sets"].values():
            one["questions"] = [{k: v for k, v in asked.items() if k != "answer"} for asked in one["questions"]]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def load(path: Path) -> dict[str, Any]:
    """Return a results file's JSON. Raises QuestionFileError when it is missing or not a results file."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise QuestionFileError(path, 0, f"결과 파일을 읽을 수 없습니다 ({error.__class__.__name__})") from error
    if not isinstance(found, dict) or not isinstance(found.get("sets"), dict):
        raise QuestionFileError(path, 0, "결과 파일이 아닙니다: sets가 없습니다")
    return found


def current_commit(root: Path | None = None) -> str:
    """Return the commit checked out, with `+` when files differ from it; `unknown` outside a checkout."""
    folder = root or Path(__file__).resolve().parents[1]
    commit = _git(folder, "rev-parse", "--short=12", "HEAD")
    if not commit:
        return "unknown"
    return commit + ("+" if _git(folder, "status", "--porcelain", "--untracked-files=no") else "")


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True, timeout=20
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def prompt_hashes() -> dict[str, str]:
    """Return the first 12 digits of the SHA-256 of every packaged prompt, by name."""
    found = sorted((entry for entry in files("prompts").iterdir() if entry.name.endswith(".md")), key=lambda e: e.name)
    return {entry.name[:-3]: hashlib.sha256(entry.read_bytes()).hexdigest()[:12] for entry in found}


_MACHINE = frozenset({"auth_file", "cache_dir", "index_dir", "host", "port"})


def plain_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings as plain values without those that only say where things are on this machine."""
    return {key: value for key, value in settings.items() if key not in _MACHINE}
