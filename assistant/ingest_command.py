"""`policy-assistant ingest`: files into the index, once or as they change, with a bar on a terminal."""

from __future__ import annotations

import argparse
import json
import logging
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tqdm import tqdm

from assistant import terminal
from assistant.settings import Settings
from index.embed import open_embedder
from index.errors import StoreLocked
from index.ingest import IngestReport, Progress, ingest
from index.watching import changes

log = logging.getLogger(__name__)


def add_ingest(added: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of the command."""
    added.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="파일 또는 폴더(안의 폴더까지)")
    added.add_argument("--prune", action="store_true", help="준 폴더에서 없어진 문서를 색인에서도 뺍니다")
    added.add_argument(
        "--forget-earlier", action="store_true", help="바뀐 파일의 이전 판을 남기지 않고, 남아 있던 것도 뺍니다"
    )
    added.add_argument("--watch", action="store_true", help="끝내지 않고 바뀌는 대로 다시 읽습니다(Ctrl-C로 끝냄)")
    added.add_argument("--every", type=positive, default=5, metavar="초", help="--watch가 살피는 간격 (기본 5)")
    added.add_argument("--json", action="store_true", help="JSON 하나만 내보냅니다")


def positive(text: str) -> int:
    """Return a whole number from 1 on. Raises argparse.ArgumentTypeError for any other text."""
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"1 이상의 수가 아닙니다: {text}")
    return int(text)


def ingest_files(arguments: argparse.Namespace, settings: Settings) -> int:
    """Ingest files, once or as they change, and say what came of it. Raises KnownError.

    Returns 0, or 1 where there was nothing to read or a file was skipped.
    """
    embedder = open_embedder(settings.embedding_model, cache_dir=settings.cache_dir, put_off=True)

    def run_once() -> IngestReport:
        with _progress_bar() as progress:
            return ingest(
                arguments.paths,
                settings.index_dir,
                embedder,
                prune=arguments.prune,
                keep_earlier=not arguments.forget_earlier,
                progress=progress,
            )

    if arguments.watch:
        return _watch(run_once, arguments.paths, arguments.every)
    report = run_once()
    if arguments.json:
        print(json.dumps(terminal.plain(report), ensure_ascii=False, indent=2))
    else:
        print(terminal.report_text(report))
    if not (report.read or report.unchanged or report.skipped or report.duplicates or report.removed):
        print("오류: 읽을 문서가 없습니다. 파일이 있는 폴더인지 확인하십시오.", file=sys.stderr)
        return 1
    return 1 if report.skipped else 0


def _watch(run_once: Callable[[], IngestReport], paths: Sequence[Path], every_s: float) -> int:
    """Ingest each time the files change, until the keyboard ends it, and report what a round did."""
    last: tuple[object, ...] = ()
    for _ in changes(paths, every_s=every_s):
        report = _when_free(run_once, every_s)
        now = (report.skipped, report.duplicates)
        if report.read or report.removed or now != last:
            print(terminal.report_text(report), flush=True)
        last = now
    return 0


def _when_free(run_once: Callable[[], IngestReport], every_s: float) -> IngestReport:
    """Ingest as soon as no other program writes the index."""
    while True:
        try:
            return run_once()
        except StoreLocked as error:
            log.warning("%s", error)
            time.sleep(every_s)


@contextmanager
def _progress_bar() -> Iterator[Progress | None]:
    """Yield what draws a bar on a terminal, or None where stderr is none."""
    if not sys.stderr.isatty():
        yield None
        return
    with tqdm(total=1, file=sys.stderr, leave=False, bar_format="{desc} {bar} {n_fmt}/{total_fmt} {remaining}") as bar:

        def told(what: str, done: int, total: int) -> None:
            bar.total = total
            bar.n = done
            bar.set_description_str(what)

        yield told
