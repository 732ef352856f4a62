"""Ask every question, one after the other; a crash is a result with its reason, not the end."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.settings import Settings
from evals.answers import Score, score
from evals.cases import Case, Dialogue
from evals.dialogues import last_turn
from evals.errors import EvaluationError
from evals.retrieval import Place, hits, mean, ndcg_at_k, recall_at_k, reciprocal_rank
from index.embed import open_embedder
from index.ingest import ingest
from index.search import Index, Mode

logger = logging.getLogger(__name__)
Progress = Callable[[int, int], None]
MODES: tuple[Mode, ...] = ("lexical", "dense", "fused")
DEPTHS = (1, 3, 5, 10)


class Asker(Protocol):
    """Whatever answers: an Assistant, a mutated one, a table of answers in a test."""

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """Return the answer to one question after earlier user turns, oldest first."""
        ...


def run_cases(asker: Asker, cases: Sequence[Case], *, progress: Progress | None = None) -> tuple[Score, ...]:
    """Return how every case came out, in order."""
    scores: list[Score] = []
    for number, case in enumerate(cases, start=1):
        scores.append(score(case, ask_safely(asker, case)))
        if progress is not None:
            progress(number, len(cases))
    return tuple(scores)


def run_dialogues(
    asker: Asker, dialogues: Sequence[Dialogue], *, progress: Progress | None = None
) -> tuple[Score, ...]:
    """Return how the last turn of every dialogue came out, in order."""
    return run_cases(asker, [last_turn(dialogue) for dialogue in dialogues], progress=progress)


def after_another(cases: Sequence[Case], *, seed: int) -> tuple[Case, ...]:
    """Return the cases that stand alone, each asked after another of them drawn at random: what changes is a fault."""
    alone = [case for case in cases if not case.history]
    draw = random.Random(seed)
    moved: list[Case] = []
    for case in alone if len(alone) > 1 else []:
        other = draw.choice([one for one in alone if one is not case])
        moved.append(case.model_copy(update={"history": (other.question,)}))
    return tuple(moved)


def ask_safely(asker: Asker, case: Case) -> Answer:
    """Return the answer to a case; for any crash an answer with outcome `error` that names it."""
    started = time.perf_counter()
    try:
        return asker.ask(case.question, case.history)
    except Exception as error:  # whatever breaks on one question must not hide how the others come out
        logger.warning("%s: %s", case.id, error.__class__.__name__, exc_info=True)
        elapsed = (time.perf_counter() - started) * 1000
        reason = f"{error.__class__.__name__}: {error}"
        return Answer(question=case.question, outcome="error", answer=reason, elapsed_ms=elapsed)


def run_retrieval(index: Index, cases: Sequence[Case], *, mode: Mode) -> dict[str, float]:
    """Return the mean retrieval metrics of one way of searching over the cases that stand alone and have evidence."""
    rows: list[dict[str, float]] = []
    for case in cases:
        evidence = len(case.lines) or len(case.pages)
        if not evidence or not case.doc or case.history:
            continue
        found = hits(case, _places(index, case.question, mode))
        rows.append(
            {f"recall@{k}": recall_at_k(found, evidence, k) for k in DEPTHS}
            | {"mrr": reciprocal_rank(found), "ndcg@10": ndcg_at_k(found, evidence, 10)}
        )
    return {key: round(mean([row[key] for row in rows]), 4) for key in rows[0]} if rows else {}


def _places(index: Index, query: str, mode: Mode) -> list[Place]:
    passages = index.search(query, limit=max(DEPTHS), mode=mode).passages
    places = (passage.chunk.location for passage in passages)
    return [Place(place.document, place.lines, place.page) for place in places]


def build_index(documents: Path, index_dir: Path, settings: Settings) -> None:
    """Read a folder of documents into an index. Raises EvaluationError when nothing in it could be read."""
    embedder = open_embedder(settings.embedding_model, cache_dir=settings.cache_dir)
    report = ingest([documents], index_dir, embedder)
    if not report.read and not report.unchanged:
        raise EvaluationError(f"평가할 문서를 읽지 못했습니다: {documents}")


def open_assistant(settings: Settings) -> Assistant:
    """Return the assistant the settings describe, already warmed by one question so that times are fair."""
    assistant = Assistant.open(settings)
    ask_safely(assistant, Case(id="warm-up", doc=(), kind="unanswerable", question="준비되었습니까?"))
    return assistant
