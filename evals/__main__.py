"""`python -m evals`: run question files against the assistant, report, compare, and keep a gate."""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.ask import Assistant
from assistant.quiet import hush
from assistant.settings import Settings
from corpus.errors import KnownError
from evals import report
from evals.ablation import SOURCES, without
from evals.cases import load_cases, load_dialogues
from evals.drafts import DRAFTS, check_drafts, load_drafts, make_drafts, save_drafts
from evals.gate import Gate, failures, load_gate
from evals.mutations import MUTATIONS, Mutated
from evals.results import Results, SetResult, current_commit, load, plain_settings, prompt_hashes, save
from evals.run import MODES, Asker, after_another, build_index, open_assistant, run_cases, run_dialogues, run_retrieval

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "corpus" / "samples"
DATA = Path(__file__).resolve().parent / "data"
GATE = Path(__file__).resolve().parent / "gate.json"


def main(argv: Sequence[str] | None = None) -> int:
    """Run what is asked for and return the exit code: 0 done, 1 below the gate or known trouble, 2 wrong use."""
    arguments = _parser().parse_args(argv)
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    hush()
    try:
        return _run(arguments)
    except KnownError as error:
        report.note(str(error))
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m evals",
        description="Ask checked questions and report how they come out. "
        "Without options: the packaged questions over the sample documents.",
    )  # fmt: skip
    add = parser.add_argument
    add("--cases", type=Path, nargs="+", default=[], metavar="FILE", help="question files (JSON Lines)")
    add("--dialogues", type=Path, nargs="+", default=[], metavar="FILE", help="dialogue files (JSON Lines)")
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--index", type=Path, metavar="DIR", help="an index made before")
    source.add_argument(
        "--documents", type=Path, metavar="DIR", help="read these documents first (default: the samples)"
    )
    add("--gate", type=Path, metavar="FILE", help="thresholds; exit 1 when a set is below them")
    add("--out", type=Path, metavar="FILE", help="write the results file")
    add("--keep-answers", action="store_true", help="keep the words of the answers in the results file")
    add("--compare", type=Path, metavar="FILE", help="an earlier results file to compare with")
    add("--without", choices=SOURCES, help="ask an assistant without its words, its vectors or its figures")
    add("--after-another", type=int, metavar="SEED", help="ask each question after another one drawn at random too")
    add("--retrieval", action="store_true", help="also measure searching: words, vectors, both")
    add("--show-wrong", type=int, default=0, metavar="N", help="list the first N wrong questions of each set")
    add("--mutations", action="store_true", help="run assistants broken on purpose; exit 1 when one passes the gate")
    add("--make-drafts", action="store_true", help="write the file of good and faulty drafts anew from the samples")
    return parser


def _run(arguments: argparse.Namespace) -> int:
    with _settings(arguments) as settings:
        assistant = without(arguments.without, settings) if arguments.without else open_assistant(settings)
        if arguments.make_drafts:
            save_drafts(make_drafts(assistant.index), DRAFTS)
            return 0
        if arguments.mutations:
            return _mutations(assistant, arguments)
        return _evaluate(assistant, settings, arguments)


def _evaluate(assistant: Assistant, settings: Settings, arguments: argparse.Namespace) -> int:
    results = Results(
        commit=current_commit(), settings=plain_settings(settings.model_dump(mode="json")), prompts=prompt_hashes(),
        documents={entry.name: entry.id for entry in assistant.index.documents()},
        sets=tuple(_sets(assistant, arguments)),
    )  # fmt: skip
    found = results.to_json()
    report.show(report.table(found))
    if arguments.show_wrong:
        report.show(report.wrong(found, limit=arguments.show_wrong))
    if arguments.compare:
        report.show(report.difference(load(arguments.compare), found))
    if arguments.out:
        save(results, arguments.out, answers=arguments.keep_answers)
    return _gate(arguments.gate, found)


def _sets(assistant: Assistant, arguments: argparse.Namespace) -> Iterator[SetResult]:
    for path in _case_files(arguments):
        cases = load_cases(path)
        retrieval: dict[str, dict[str, float]] = {}
        for mode in MODES if arguments.retrieval else ():
            retrieval[mode] = run_retrieval(assistant.index, cases, mode=mode)
        yield SetResult(path.stem, run_cases(assistant, cases, progress=_progress(path.stem)), retrieval)
        if arguments.after_another is not None:
            name = f"{path.stem} after another"
            moved = after_another(cases, seed=arguments.after_another)
            yield SetResult(name, run_cases(assistant, moved, progress=_progress(name)))
    for path in arguments.dialogues:
        dialogues = load_dialogues(path)
        yield SetResult(path.stem, run_dialogues(assistant, dialogues, progress=_progress(path.stem)))


def _case_files(arguments: argparse.Namespace) -> list[Path]:
    if arguments.cases or arguments.dialogues:
        return list(arguments.cases)
    return [DATA / "samples.jsonl"]


def _gate(path: Path | None, found: Mapping[str, Any]) -> int:
    if path is None:
        return 0
    summaries: dict[str, Mapping[str, Any]] = {name: one["summary"] for name, one in found["sets"].items()}
    gate = load_gate(path)
    if "drafts" in gate.root:
        summaries["drafts"] = drafts = check_drafts(load_drafts(DRAFTS))
        report.show(f"\n== drafts\ncaught {drafts['caught']:.3f}, passed {drafts['passed']:.3f}")
    below = failures(gate, summaries)
    for line in below:
        report.show(f"문턱값 아래: {line}")
    report.show("문턱값: " + ("통과하지 못함" if below else "통과"))
    return 1 if below else 0


def _mutations(assistant: Assistant, arguments: argparse.Namespace) -> int:
    """Run the broken assistants; the unbroken one first, for where it falls below the gate the rest says nothing."""
    gate = load_gate(arguments.gate or GATE)
    sound = _below(assistant, gate, _case_files(arguments))
    report.show(f"unbroken: {'; '.join(sound) or 'passes the gate'}")
    passed: list[str] = ["unbroken"] if sound else []
    for name, mutate in MUTATIONS.items():
        below = _below(Mutated(assistant, mutate), gate, _case_files(arguments))
        report.show(f"{name}: {'; '.join(below) or 'PASSED THE GATE'}")
        if not below:
            passed.append(name)
    return 1 if passed else 0


def _below(asker: Asker, gate: Gate, files: Sequence[Path]) -> tuple[str, ...]:
    sets = (SetResult(path.stem, run_cases(asker, load_cases(path))) for path in files)
    return failures(gate, {one.name: one.summary() for one in sets})


@contextmanager
def _settings(arguments: argparse.Namespace) -> Iterator[Settings]:
    """Yield settings for the given index, or for one built from the given documents that is gone afterwards."""
    if arguments.index:
        yield Settings(index_dir=arguments.index)
        return
    with tempfile.TemporaryDirectory(prefix="evals-", ignore_cleanup_errors=True) as folder:
        settings = Settings(index_dir=Path(folder))
        build_index(arguments.documents or SAMPLES, settings.index_dir, settings)
        yield settings


def _progress(name: str) -> Any:
    def told(done: int, of: int) -> None:
        if sys.stderr.isatty() and (done == of or done % 10 == 0):
            report.note(f"{name}: {done}/{of}")

    return told


if __name__ == "__main__":
    sys.exit(main())
