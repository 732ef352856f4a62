"""Files in, index out: incremental, healing, one bad file never the end."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.read import read
from index.embed import HashingEmbedder
from index.errors import IndexMismatch, IndexMissing, StoreLocked
from index.ingest import RECORD, VECTORS, IngestReport, file_results, ingest
from index.search import Index
from index.writing import writing

FORMATS = Path(__file__).resolve().parents[1] / "data" / "formats"
PLAN = """# 바닷가 도서관 운영 계획

## 1. 예산

(단위: 천원)

| 구분 | 2023 | 2024 |
|---|---|---|
| 도서 구입 | 1,200 | 1,500 |
| 시설 보수 | 300 | 450 |
| 합계 | 1,500 | 1,950 |

## 2. 운영

- 토요일에는 밤 아홉 시까지 연다.
- 이동 도서관 차량 세 대를 운행한다.
"""
REPORT = """# 산골 체육관 실적 보고

## 1. 이용

이용자는 12,345명으로 집계되었다.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    (folder / "안쪽").mkdir(parents=True)
    (folder / "plan.md").write_text(PLAN, encoding="utf-8")
    (folder / "안쪽" / "report.md").write_text(REPORT, encoding="utf-8")
    return folder


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "index"


def run(paths: Sequence[Path], place: Path, *, prune: bool = False) -> IngestReport:
    return ingest(paths, place, HashingEmbedder(), prune=prune)


def rows(place: Path, *, with_earlier: bool = False) -> dict[str, list[tuple[object, ...]]]:
    """Return the record without the time of reading, table by table, of the documents whose files hold them still."""
    connection = sqlite3.connect(place / RECORD)
    try:
        names = (
            "documents",
            "sections",
            "tables",
            "chunks",
            "figures",
            "units",
            "source_lines",
            "chunk_text",
            "unit_text",
        )
        found = {}
        for name in names:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})") if row[1] != "added"]
            key = "id" if name == "documents" else "document_id"
            where = "" if with_earlier else f" WHERE {key} NOT IN (SELECT document_id FROM replaced)"
            asked = f"SELECT {', '.join(columns)} FROM {name}{where}"
            found[name] = sorted(connection.execute(asked).fetchall(), key=repr)
        return found
    finally:
        connection.close()


def test_a_folder_is_read_with_the_folders_in_it(folder: Path, place: Path) -> None:
    report = run([folder], place)
    assert sorted(Path(path).name for path in report.read) == ["plan.md", "report.md"]
    assert not report.skipped
    index = Index.open(place)
    assert [entry.title for entry in index.documents()] == ["바닷가 도서관 운영 계획", "산골 체육관 실적 보고"]
    assert index.vector_count() == index.unit_count() == report.vectors_added > 0
    index.close()


def test_a_second_run_changes_nothing(folder: Path, place: Path) -> None:
    run([folder], place)
    before = rows(place)
    report = run([folder, folder / "plan.md"], place)
    assert (len(report.read), len(report.unchanged), report.vectors_added) == (0, 2, 0)
    assert rows(place) == before


def test_a_changed_file_is_read_alone_and_equals_a_full_rebuild(folder: Path, place: Path, tmp_path: Path) -> None:
    run([folder], place)
    (folder / "plan.md").write_text(PLAN.replace("1,950", "1,951") + "\n- 새 문장이다.\n", encoding="utf-8")
    report = ingest([folder], place, HashingEmbedder(), keep_earlier=False)
    assert [Path(path).name for path in report.read] == ["plan.md"]
    run([folder], tmp_path / "fresh")
    assert rows(place, with_earlier=True) == rows(tmp_path / "fresh", with_earlier=True)
    changed, fresh = Index.open(place), Index.open(tmp_path / "fresh")
    assert changed.vector_count() == fresh.vector_count() == changed.unit_count()
    changed.close()
    fresh.close()


def test_a_changed_file_that_says_one_thing_twice_is_read_again(folder: Path, place: Path) -> None:
    twice = "\n## 3. 안내\n\n- 문의는 운영 담당에게 한다.\n\n## 4. 접수\n\n- 문의는 운영 담당에게 한다.\n"
    (folder / "plan.md").write_text(PLAN + twice, encoding="utf-8")
    run([folder], place)
    (folder / "plan.md").write_text(PLAN.replace("세 대", "네 대") + twice, encoding="utf-8")
    assert run([folder], place).vectors_added > 0


def test_one_replaced_file_of_a_hundred_is_read_alone_and_its_earlier_edition_stays(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "hundred"
    folder.mkdir()
    for number in range(100):
        text = PLAN.replace("바닷가", f"{number}번지").replace("1,200", f"{1200 + number:,}")
        (folder / f"{number:03}.md").write_text(text, encoding="utf-8")
    run([folder], place)
    before = rows(place)
    read_files: list[str] = []

    def noted(path: Path) -> Document:
        read_files.append(path.name)
        return read(path)

    monkeypatch.setattr("index.ingest.read", noted)
    (folder / "042.md").write_text(PLAN.replace("바닷가", "42번지").replace("1,500", "1,777"), encoding="utf-8")
    report = run([folder], place)
    assert read_files == ["042.md"]
    assert (len(report.read), len(report.unchanged)) == (1, 99)
    run([folder], tmp_path / "fresh")
    assert rows(place) == rows(tmp_path / "fresh")
    kept = rows(place, with_earlier=True)
    for name in ("sections", "tables", "chunks", "figures", "units", "source_lines", "chunk_text", "unit_text"):
        assert set(before[name]) <= set(kept[name])
    assert len(kept["documents"]) == 101


def test_the_order_in_which_files_are_added_changes_nothing(folder: Path, place: Path, tmp_path: Path) -> None:
    files = [folder / "plan.md", folder / "안쪽" / "report.md", FORMATS / "report.hwpx", FORMATS / "report.pdf"]
    run(files, place)
    for file in reversed(files):
        run([file], tmp_path / "other")
    assert rows(place) == rows(tmp_path / "other")
    one, other = (
        Index.open(place, embedder=HashingEmbedder()),
        Index.open(tmp_path / "other", embedder=HashingEmbedder()),
    )
    for query in ("도서 구입 예산", "마을배움터 운영 집행액", "지원 학교 학생 수"):
        found = [[(p.chunk.id, p.score) for p in index.search(query).passages] for index in (one, other)]
        assert found[0] == found[1]
        hits = [[hit.unit.id for hit in index.search_units(query)] for index in (one, other)]
        assert hits[0] == hits[1]
    assert [entry.same_as for entry in one.documents()] == [entry.same_as for entry in other.documents()]
    one.close()
    other.close()


def test_the_manifest_decides_title_and_body(folder: Path, place: Path) -> None:
    run([folder], place)
    entry = {"file": "plan.md", "title": "다른 제목", "organization": "바닷가시"}
    (folder / "manifest.json").write_text(json.dumps([entry]), encoding="utf-8")
    assert len(run([folder], place).read) == 1


def test_prune_removes_what_has_gone_and_only_in_the_given_folder(folder: Path, place: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text("# 다른 글\n\n다른 폴더의 글이다.\n", encoding="utf-8")
    run([folder, other], place)
    (folder / "plan.md").unlink()
    other.unlink()
    assert not run([folder], place).removed
    assert [Path(path).name for path in run([folder], place, prune=True).removed] == ["plan.md"]
    index = Index.open(place)
    assert [entry.name for entry in index.documents()] == ["other.md", "report.md"]
    assert index.vector_count() == index.unit_count()
    index.close()


def test_the_same_content_counts_once(folder: Path, place: Path) -> None:
    shutil.copy(folder / "plan.md", folder / "zz-copy.md")
    report = run([folder], place)
    assert (len(report.read), [Path(twin.path).name for twin in report.duplicates]) == (2, ["zz-copy.md"])
    assert not report.skipped


def test_a_moved_file_is_known_under_its_new_path(folder: Path, place: Path) -> None:
    run([folder], place)
    (folder / "plan.md").rename(folder / "안쪽" / "plan.md")
    report = run([folder], place, prune=True)
    assert (len(report.read), report.removed) == (1, ())
    index = Index.open(place)
    assert len(index.documents()) == 2
    index.close()


def test_one_bad_file_does_not_stop_the_rest(folder: Path, place: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Cat")
    (folder / "program.exe").write_bytes(b"MZ\x90\x00")
    report = run([folder], place)
    assert len(report.read) == 2
    reasons = {Path(skipped.path).name: skipped.reason for skipped in report.skipped}
    assert sorted(reasons) == ["cut.pdf", "empty.txt", "noise.txt", "program.exe"]
    assert all(any("가" <= letter <= "힣" for letter in reason) for reason in reasons.values())


def test_a_path_that_is_not_there_is_said(place: Path, tmp_path: Path) -> None:
    report = run([tmp_path / "없는 파일.txt"], place)
    assert "없습니다" in report.skipped[0].reason


def test_an_empty_folder_makes_no_index(tmp_path: Path, place: Path) -> None:
    (tmp_path / "empty").mkdir()
    report = run([tmp_path / "empty"], place)
    assert not report.read + report.unchanged + report.skipped + report.duplicates
    assert not place.exists()
    with pytest.raises(IndexMissing, match="policy-assistant ingest"):
        Index.open(place)


def test_vectors_are_rebuilt_from_the_record(folder: Path, place: Path) -> None:
    run([folder], place)
    before = rows(place)
    script = f"""
        import shutil
        from pathlib import Path
        from index.embed import HashingEmbedder
        from index.ingest import ingest
        from index.search import Index
        shutil.rmtree({str(place / VECTORS)!r})
        report = ingest([Path({str(folder)!r})], Path({str(place)!r}), HashingEmbedder())
        index = Index.open(Path({str(place)!r}), embedder=HashingEmbedder())
        assert not report.read and report.vectors_added == index.vector_count() == index.unit_count() > 0
        assert index.search("이동 도서관 차량", mode="dense").passages[0].document.name == "plan.md"
    """  # a process of its own: chromadb keeps deleted folders open in the one that wrote them
    subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=True, cwd=Path(__file__).parents[2])
    assert rows(place) == before


def test_another_model_is_refused_with_the_command_that_mends_it(folder: Path, place: Path) -> None:
    run([folder], place)
    other = HashingEmbedder(64)
    with pytest.raises(IndexMismatch, match="policy-assistant ingest"):
        ingest([folder], place, other)
    with pytest.raises(IndexMismatch, match="hashing-256"):
        Index.open(place, embedder=other)


def test_another_schema_is_refused(folder: Path, place: Path) -> None:
    run([folder], place)
    connection = sqlite3.connect(place / RECORD)
    connection.execute("UPDATE meta SET value = '0' WHERE key = 'schema'")
    connection.commit()
    connection.close()
    with pytest.raises(IndexMismatch, match="다시 만드십시오"):
        Index.open(place)


def test_a_place_that_cannot_be_written(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    with pytest.raises(StoreLocked, match="쓸 수 없습니다"):
        run([folder], tmp_path / "file" / "index")


def test_a_second_writer_is_told_to_wait(folder: Path, place: Path) -> None:
    with writing(place), pytest.raises(StoreLocked, match="다른 프로그램"):
        run([folder], place)
    assert len(run([folder], place).read) == 2


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_killed_between_record_and_vectors_the_next_run_completes(folder: Path, place: Path) -> None:
    script = f"""
        import os, signal
        from pathlib import Path
        from index.embed import HashingEmbedder
        from index.ingest import ingest

        class Killed(HashingEmbedder):
            def passages(self, texts, *, progress=None):
                os.kill(os.getpid(), signal.SIGKILL)

        ingest([Path({str(folder)!r})], Path({str(place)!r}), Killed())
    """
    ended = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], cwd=Path(__file__).parents[2], check=False)
    assert ended.returncode == -signal.SIGKILL
    report = run([folder], place)
    index = Index.open(place, embedder=HashingEmbedder())
    assert (len(report.read), len(report.unchanged)) == (0, 2)
    assert index.vector_count() == index.unit_count() == report.vectors_added
    index.close()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_killed_while_writing_a_document_the_old_one_stands(folder: Path, place: Path) -> None:
    run([folder / "plan.md"], place)
    before = rows(place)
    script = f"""
        import os, signal
        from pathlib import Path
        from index import store
        from index.embed import HashingEmbedder
        from index.ingest import ingest

        store.write_units = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
        ingest([Path({str(folder)!r})], Path({str(place)!r}), HashingEmbedder())
    """
    changed = PLAN.replace("1,950", "9,999")
    (folder / "plan.md").write_text(changed, encoding="utf-8")
    ended = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], cwd=Path(__file__).parents[2], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert rows(place) == before
    assert len(run([folder], place).read) == 2


def test_progress_counts_up_to_all(folder: Path, place: Path) -> None:
    told: list[tuple[str, int, int]] = []
    ingest([folder], place, HashingEmbedder(), progress=lambda what, done, total: told.append((what, done, total)))
    assert told[0][1:] == (0, 2)
    assert told[-1][1] == told[-1][2] > 0


def test_cancelling_keeps_what_was_read_and_the_next_run_completes(folder: Path, place: Path) -> None:
    answers = iter([False, True])
    report = ingest([folder], place, HashingEmbedder(), cancelled=lambda: next(answers, True))
    assert (len(report.read), [Path(path).name for path in report.cancelled]) == (1, ["report.md"])
    assert report.is_cancelled
    assert {result.name: result.state for result in file_results(place)} == {
        "plan.md": "read",
        "report.md": "cancelled",
    }
    assert not run([folder], place).is_cancelled
    index = Index.open(place)
    assert len(index.documents()) == 2
    assert index.vector_count() == index.unit_count()
    index.close()


def test_cancelling_ends_within_a_long_pdf(place: Path) -> None:
    pages = 0

    def cancelled() -> bool:
        nonlocal pages
        pages += 1
        return pages > 3  # once before the file, then once a page

    report = ingest([FORMATS / "report.pdf"], place, HashingEmbedder(), cancelled=cancelled)
    assert (report.read, report.cancelled) == ((), (str(FORMATS / "report.pdf"),))
    assert [result.state for result in file_results(place)] == ["cancelled"]


def test_every_file_has_a_result_that_can_be_asked(folder: Path, place: Path) -> None:
    shutil.copy(folder / "plan.md", folder / "zz-copy.md")
    (folder / "empty.txt").write_bytes(b"")
    seen: list[dict[str, str]] = []

    def told(what: str, done: int, total: int) -> None:
        seen.append({result.name: result.state for result in file_results(place)})

    ingest([folder], place, HashingEmbedder(), progress=told)
    assert seen[0] == dict.fromkeys(("empty.txt", "plan.md", "report.md", "zz-copy.md"), "waiting")
    results = {result.name: result for result in file_results(place)}
    states = {name: result.state for name, result in results.items()}
    assert states == {"plan.md": "read", "report.md": "read", "empty.txt": "skipped", "zz-copy.md": "duplicate"}
    assert "비어 있습니다" in results["empty.txt"].reason
    assert "plan.md" in results["zz-copy.md"].reason
    (folder / "안쪽" / "report.md").unlink()
    run([folder], place, prune=True)
    assert {result.name: result.state for result in file_results(place)}["report.md"] == "removed"
    assert file_results(place / "nowhere") == ()


def test_a_refused_file_is_tried_again_only_when_it_has_changed(
    folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Cat")
    first = run([folder], place)
    tried: list[str] = []

    def noted(path: Path) -> Document:
        tried.append(path.name)
        return read(path)

    monkeypatch.setattr("index.ingest.read", noted)
    assert run([folder], place).skipped == first.skipped
    assert not tried
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog")
    assert len(run([folder], place).skipped) == 1
    assert tried == ["cut.pdf"]


@pytest.mark.skipif(os.name != "posix", reason="links of posix")
def test_a_link_to_itself_is_skipped(folder: Path, place: Path) -> None:
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    report = run([folder, folder / "loop.txt"], place)
    assert len(report.read) == 2
    assert len(report.skipped) == 1


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_killed_at_any_moment_nothing_is_lost_and_the_next_run_completes(place: Path, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(30):
        text = PLAN.replace("바닷가", f"{number}번지").replace("1,200", f"{1200 + number:,}")
        (folder / f"{number:02}.md").write_text(text, encoding="utf-8")
    first = folder / "00.md"
    run([first], place)
    before = rows(place)
    command = [sys.executable, "-m", "assistant", "ingest", str(folder), "--index", str(place)]
    environment = {**os.environ, "ASSISTANT_EMBEDDING_MODEL": "hashing"}
    ends: list[int] = []
    for share in (0, 5, 12, 20, 28):
        with subprocess.Popen(
            command,
            cwd=Path(__file__).parents[2],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as killed:
            while killed.poll() is None and sum(result.state == "read" for result in file_results(place)) <= share:
                pass
            killed.send_signal(signal.SIGKILL)
        ends.append(killed.returncode)
        now = rows(place)
        assert all(set(before[name]) <= set(now[name]) for name in before)
        before = now
    assert ends.count(-signal.SIGKILL) >= 4
    report = run([folder], place)
    assert not report.skipped
    assert len(report.read) + len(report.unchanged) == 30
    run([folder], tmp_path / "fresh")
    assert rows(place) == rows(tmp_path / "fresh")
    index = Index.open(place)
    assert index.vector_count() == index.unit_count()
    index.close()
    assert {result.state for result in file_results(place)} == {"read"}
