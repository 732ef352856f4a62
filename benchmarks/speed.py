"""How long reading, indexing and answering take, and the memory they need.

usage: python benchmarks/speed.py FOLDER [QUESTIONS.jsonl]
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from assistant.ask import Assistant
from assistant.settings import Settings
from index.embed import open_embedder
from index.ingest import ingest


def main() -> None:
    """Print seconds of a first and a second ingest, milliseconds a question, and the peak of resident memory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("questions", type=Path, nargs="?")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        settings = Settings(index_dir=Path(directory))
        for turn in ("first", "second"):
            embedder = open_embedder(settings.embedding_model, cache_dir=settings.cache_dir, put_off=True)
            report = ingest([arguments.folder], settings.index_dir, embedder)
            counts = f"read {len(report.read)}, unchanged {len(report.unchanged)}, vectors {report.vectors_added}"
            print(f"{turn} ingest {report.seconds:.1f} s ({counts}); peak {_peak():.2f} GB")
        if arguments.questions is not None:
            _answer(Assistant.open(settings), arguments.questions)
    print(f"peak {_peak():.2f} GB")


def _answer(assistant: Assistant, questions: Path) -> None:
    cases = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines() if line.strip()]
    assistant.ask(cases[0]["question"])  # the analyser and the model are loaded by the first question
    times = []
    for case in cases:
        started = time.perf_counter()
        assistant.ask(case["question"], case.get("history", ()))
        times.append((time.perf_counter() - started) * 1000)
    times.sort()
    median, slow = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(f"questions {len(times)}: median {median:.0f} ms, 95th percentile {slow:.0f} ms")


def _peak() -> float:
    """Return the peak of this process's resident memory in GB (Linux counts in KB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


if __name__ == "__main__":
    main()
