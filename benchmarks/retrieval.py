"""How often the evidence of a checked question is inside what retrieval finds: lexical, dense and fused.

usage: python benchmarks/retrieval.py QUESTIONS.jsonl [--index DIR] [-k 5] [--missed]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any, get_args

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from assistant.finding import find_passages
from assistant.settings import Settings
from index.embed import open_embedder
from index.evidence import Passage
from index.search import Index, Mode


def main() -> None:
    """Print the share of questions with an evidence range inside the first result, and inside the first k."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--index", type=Path, default=Path(".index"))
    parser.add_argument("-k", type=int, default=5)
    parser.add_argument(
        "--missed", action="store_true", help="print the questions whose evidence is not among the first k"
    )
    arguments = parser.parse_args()
    settings = Settings()
    index = Index.open(arguments.index, embedder=open_embedder(settings.embedding_model, cache_dir=settings.cache_dir))
    cases = [json.loads(line) for line in arguments.questions.read_text(encoding="utf-8").splitlines() if line.strip()]
    cases = [case for case in cases if case.get("lines")]
    for mode in get_args(Mode):
        ranks, spent = _ranks(index, cases, mode, arguments.k)
        first = sum(rank == 1 for rank in ranks) / len(cases)
        within = sum(rank is not None for rank in ranks) / len(cases)
        shares = f"first {first:.3f}  within {arguments.k} {within:.3f}"
        print(f"{mode:8} {shares}  median {spent:.1f} ms  questions {len(cases)}")
        if arguments.missed and mode == "fused":
            for case, rank in zip(cases, ranks, strict=True):
                if rank is None or rank > 1:
                    print("  ", rank, case["id"], case["lines"], case["question"])


def _ranks(index: Index, cases: list[dict[str, Any]], mode: Mode, limit: int) -> tuple[list[int | None], float]:
    """Return the rank of the first passage that holds the evidence (None: no passage) and the median milliseconds."""
    ranks: list[int | None] = []
    times = []
    for case in cases:
        started = time.perf_counter()
        passages = find_passages(index, case["question"], case.get("history", ()), limit=limit, mode=mode).passages
        times.append((time.perf_counter() - started) * 1000)
        ranks.append(next((passage.rank for passage in passages if holds(passage, case)), None))
    return ranks, sorted(times)[len(times) // 2]


def holds(passage: Passage, case: dict[str, Any]) -> bool:
    """Tell whether one of the question's evidence ranges lies inside the passage's lines, in the right document."""
    documents = case["doc"] if isinstance(case["doc"], list) else [case["doc"]]
    lines = passage.chunk.location.lines
    if lines is None or not any(passage.document.name.startswith(document) for document in documents):
        return False
    return any(lines[0] <= first and last <= lines[1] for first, last in case["lines"])


if __name__ == "__main__":
    main()
