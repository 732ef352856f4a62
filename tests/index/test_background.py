"""An ingest in the background: progress, cancel, report, errors."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from index.background import start
from index.embed import HashingEmbedder
from index.errors import StoreLocked
from index.ingest import IngestReport, file_results, ingest
from index.vectorize import Progress


def test_a_job_tells_its_progress_and_its_report(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# 글\n\n가람동에 나무 12그루를 심었다.\n", encoding="utf-8")
    go_on = threading.Event()

    def work(progress: Progress, cancelled: Callable[[], bool]) -> IngestReport:
        progress("읽는 중: a.md", 0, 1)
        go_on.wait(10)
        return ingest(
            [tmp_path / "a.md"], tmp_path / "index", HashingEmbedder(), progress=progress, cancelled=cancelled
        )

    job = start(work)
    while not job.state().what:
        pass
    assert (job.state().what, job.state().total, job.state().is_done) == ("읽는 중: a.md", 1, False)
    go_on.set()
    report = job.result(20)
    assert [Path(path).name for path in report.read] == ["a.md"]
    assert job.state().is_done
    assert job.state().report == report


def test_a_cancelled_job_ends_and_says_what_is_left(tmp_path: Path) -> None:
    for number in range(40):
        text = f"# 글 {number}\n\n가람동에 나무 {number + 2}그루를 심었다.\n"
        (tmp_path / f"{number:02}.md").write_text(text, encoding="utf-8")
    place, reached = tmp_path / "index", threading.Event()

    def work(progress: Progress, cancelled: Callable[[], bool]) -> IngestReport:
        def told(what: str, done: int, total: int) -> None:
            progress(what, done, total)
            if done == 5:
                reached.set()
                while not cancelled():
                    pass

        files = sorted(tmp_path.glob("*.md"))
        return ingest(files, place, HashingEmbedder(), progress=told, cancelled=cancelled)

    job = start(work)
    assert reached.wait(20)
    job.cancel()
    report = job.result(20)
    assert report.is_cancelled
    assert job.state().is_cancelled
    assert len(report.read) + len(report.cancelled) == 40
    assert len(report.read) == 6
    assert sum(result.state == "cancelled" for result in file_results(place)) == 34


def test_what_the_ingest_raises_reaches_who_asks(tmp_path: Path) -> None:
    def work(progress: Progress, cancelled: Callable[[], bool]) -> IngestReport:
        raise StoreLocked("잠겼습니다.")

    job = start(work)
    with pytest.raises(StoreLocked):
        job.result(10)
    assert isinstance(job.state().error, StoreLocked)


def test_waiting_ends(tmp_path: Path) -> None:
    go_on = threading.Event()

    def work(progress: Progress, cancelled: Callable[[], bool]) -> IngestReport:
        go_on.wait(20)
        return IngestReport()

    job = start(work)
    with pytest.raises(TimeoutError):
        job.result(0.05)
    go_on.set()
    assert job.result(10) == IngestReport()
