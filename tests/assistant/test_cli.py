"""The command line as the contract has it: streams, JSON, exit codes, messages in Korean."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli import main

ROOT = Path(__file__).resolve().parents[2]
PLAN = """# 바닷가 도서관 운영 계획

## 1. 예산

(단위: 천원)

| 구분 | 2023 | 2024 |
|---|---|---|
| 도서 구입비 | 1,200 | 1,500 |
| 시설 보수비 | 300 | 450 |
| 합계 | 1,500 | 1,950 |

## 2. 운영

- 토요일에는 밤 아홉 시까지 연다.
- 이동 도서관 차량 세 대를 운행한다.
"""
KOREAN = re.compile("[가-힣]")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    (folder / "plan.md").write_text(PLAN, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def index(files: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    place = tmp_path_factory.mktemp("place") / "index"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_EMBEDDING_MODEL", "hashing")
        assert main(["ingest", str(files), "--index", str(place)]) == 0
    return str(place)


@pytest.fixture(autouse=True)
def _small_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_EMBEDDING_MODEL", "hashing")


def test_ask_answers_with_its_source(index: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "2024년 도서 구입비는 얼마인가요?", "--index", index]) == 0
    out = capsys.readouterr().out
    assert "1,500천원" in out
    assert "plan.md, 9행" in out


def test_ask_json_is_one_value_with_the_contracts_fields(index: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "2024년 도서 구입비는 얼마인가요?", "--json", "--index", index]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["outcome"] == "answered"
    assert (answer["figures"][0]["value"], answer["figures"][0]["unit"]) == ("1500", "천원")
    assert answer["figures"][0]["won"] == "1500000"
    citation = answer["citations"][0]
    assert (citation["document"], citation["lines"]) == ("plan.md", [9, 9])
    assert (citation["row_path"], citation["column_path"]) == (["도서 구입비"], ["2024"])
    wanted = "id question standalone_question outcome reason answer figures derivation citations alternatives problems"
    assert set(wanted.split()) | {"mode", "elapsed_ms"} <= set(answer)


def test_history_carries_the_subject(index: str, capsys: pytest.CaptureFixture[str]) -> None:
    history = ["--history", "2023년 도서 구입비는 얼마인가요?"]
    assert main(["ask", "그럼 2024년은?", *history, "--json", "--index", index]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["figures"][0]["value"] == "1500"
    assert "도서 구입비" in answer["standalone_question"]


def test_explain_shows_more(index: str, capsys: pytest.CaptureFixture[str]) -> None:
    question = ["ask", "2024년 시설 보수비는?", "--index", index]
    assert main(question) == 0
    short = capsys.readouterr().out
    assert main([*question, "--explain"]) == 0
    assert len(capsys.readouterr().out) >= len(short)


def test_a_batch_answers_line_by_line_in_order(index: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        json.dumps({"id": "a", "question": "2023년 시설 보수비는 얼마인가요?", "history": [], "kind": "figure"}),
        "",
        "{not json",
        json.dumps({"id": "c", "question": "   "}),
        json.dumps({"id": "d", "question": "가" * 10_000}),
        json.dumps({"id": "e", "history": []}),
        json.dumps({"id": "f", "question": "2024년 시설 보수비는 얼마인가요?"}),
    ]
    (tmp_path / "q.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert main(["ask", "--batch", str(tmp_path / "q.jsonl"), "--index", index]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "3", "c", "d", "e", "f"]
    assert [answer["outcome"] for answer in answers] == ["answered", *["error"] * 4, "answered"]
    assert [answer["figures"][0]["value"] for answer in answers if answer["figures"]] == ["300", "450"]
    assert all(KOREAN.search(answer["answer"]) for answer in answers)


def test_a_batch_reads_standard_input(
    index: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"id": 7, "question": "이동 도서관 차량은 몇 대인가요?"}\n'))
    assert main(["search", "--batch", "-", "-k", "1", "--index", index]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["id"] == "7"
    assert result["results"][0]["document"] == "plan.md"


def test_search_results_have_the_contracts_fields(index: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "시설 보수비", "-k", "3", "--json", "--index", index]) == 0
    results = json.loads(capsys.readouterr().out)["results"]
    wanted = {"rank", "score", "document", "title", "heading_path", "table_id", "lines", "page", "text"}
    assert all(wanted <= set(result) for result in results)
    assert [result["rank"] for result in results] == list(range(1, len(results) + 1))
    assert all(result["lines"][1] - result["lines"][0] < 40 for result in results)


def test_tables_as_read(index: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tables", "plan.md", "--json", "--index", index]) == 0
    (table,) = json.loads(capsys.readouterr().out)
    assert (table["unit"], table["lines"]) == ("천원", [7, 11])
    assert table["column_paths"] == [["2023"], ["2024"]]
    assert [cell["text"] for cell in table["cells"] if cell["row"] == 1] == ["도서 구입비", "1,200", "1,500"]
    assert table["checks"]
    assert main(["tables", "도서관", "--index", index]) == 0
    assert "| 시설 보수비 | 300 | 450 |" in capsys.readouterr().out


def test_tables_by_stage_and_as_a_page(index: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tables", "plan.md", "--stages", "--index", index]) == 0
    assert "도서 구입비" in capsys.readouterr().out
    assert main(["tables", "plan.md", "--html", str(tmp_path / "t.html"), "--index", index]) == 0
    assert "시설 보수비" in (tmp_path / "t.html").read_text(encoding="utf-8")
    assert main(["tables", "plan.md", "--html", str(tmp_path / "없음" / "t.html"), "--index", index]) == 1


def test_audit_is_quiet_on_a_clean_table_and_finds_a_wrong_sum(
    index: str, files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", "--json", "--index", index]) == 0
    assert json.loads(capsys.readouterr().out) == []
    (tmp_path / "wrong.md").write_text(PLAN.replace("1,950", "1,960"), encoding="utf-8")
    wrong = str(tmp_path / "index")
    assert main(["ingest", str(tmp_path / "wrong.md"), "--index", wrong]) == 0
    capsys.readouterr()
    assert main(["audit", "--json", "--index", wrong]) == 0
    findings = json.loads(capsys.readouterr().out)
    assert findings
    assert {findings[0]["rule"], findings[0]["severity"]} == {"sum", "error"}


def test_status_counts(index: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--json", "--index", index]) == 0
    status = json.loads(capsys.readouterr().out)
    assert (status["counts"]["documents"], status["counts"]["tables"]) == (1, 1)
    assert status["vectors"] == status["counts"]["units"] > 0
    assert status["embedding_model"] == "hashing-256"
    assert main(["status", "--index", index]) == 0
    assert "plan.md" in capsys.readouterr().out


def test_ingest_reports_json_and_skips(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "plan.md").write_text(PLAN, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    assert main(["ingest", str(tmp_path), "--index", str(tmp_path / ".index"), "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert [Path(path).name for path in report["read"]] == ["plan.md"]
    assert KOREAN.search(report["skipped"][0]["reason"])


def test_watching_sees_a_new_file_and_one_that_goes(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "plan.md").write_text(PLAN, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "assistant",
        "ingest",
        str(tmp_path / "files"),
        "--watch",
        "--every",
        "1",
        "--prune",
    ]
    environment = {**os.environ, "ASSISTANT_EMBEDDING_MODEL": "hashing", "ASSISTANT_INDEX_DIR": str(tmp_path / "index")}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as watching:
        assert watching.stdout is not None
        try:
            assert "plan.md" in watching.stdout.readline()
            watching.stdout.readline()
            (tmp_path / "files" / "more.md").write_text("# 다른 글\n\n새로 온 글이다.\n", encoding="utf-8")
            assert "more.md" in watching.stdout.readline()
            watching.stdout.readline()
            (tmp_path / "files" / "plan.md").unlink()
            assert re.match("삭제.*plan.md", watching.stdout.readline())
        finally:
            watching.send_signal(signal.SIGINT)
            assert watching.wait(timeout=20) == 130


TROUBLE = {
    "no index": ["ask", "예산은?", "--index", "{tmp}/nothing"],
    "no documents": ["ingest", "{tmp}/empty", "--index", "{tmp}/index"],
    "no file": ["ingest", "{tmp}/없음.txt", "--index", "{tmp}/index"],
    "an empty file": ["ingest", "{tmp}/empty.txt", "--index", "{tmp}/index"],
    "a binary file": ["ingest", "{tmp}/noise.txt", "--index", "{tmp}/index"],
    "a cut PDF": ["ingest", "{tmp}/cut.pdf", "--index", "{tmp}/index"],
    "a place not to write": ["ingest", "{tmp}/fine.md", "--index", "{tmp}/fine.md/index"],
    "a long question": ["ask", "가" * 10_000, "--index", "{index}"],
    "a long query": ["search", "가" * 10_000, "--index", "{index}"],
    "an empty question": ["ask", "  ", "--index", "{index}"],
    "no batch file": ["ask", "--batch", "{tmp}/없음.jsonl", "--index", "{index}"],
    "no such document": ["tables", "없는 문서", "--index", "{index}"],
    "no such document to audit": ["audit", "없는 문서", "--index", "{index}"],
}


@pytest.mark.parametrize("name", TROUBLE)
def test_known_trouble_is_said_in_korean(
    name: str, index: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Cat")
    (tmp_path / "fine.md").write_text(PLAN, encoding="utf-8")
    assert main([part.format(tmp=tmp_path, index=index) for part in TROUBLE[name]]) == 1
    said = capsys.readouterr()
    assert KOREAN.search(said.out + said.err)
    assert "Traceback" not in said.out + said.err


def test_bad_files_leave_an_index_unharmed(index: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 40)
    assert main(["ingest", str(tmp_path), "--index", index]) == 1
    capsys.readouterr()
    assert main(["ask", "2024년 도서 구입비는 얼마인가요?", "--json", "--index", index]) == 0
    assert json.loads(capsys.readouterr().out)["figures"][0]["value"] == "1500"


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["nothing"],
        ["ask"],
        ["ask", "질문", "--batch", "f"],
        ["search", "질의", "-k", "0"],
        ["search", "질의", "-k", "많이"],
        ["search", "질의", "--mode", "guess"],
        ["ingest"],
        ["tables"],
        ["serve", "--port", "x"],
    ],
)
def test_wrong_use_ends_with_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    said = capsys.readouterr()
    assert KOREAN.search(said.err)
    assert not said.out


@pytest.mark.parametrize("command", ["ingest", "ask", "search", "tables", "audit", "status", "serve"])
def test_each_command_has_help_and_takes_an_index(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    assert "--index" in capsys.readouterr().out


def test_a_wrong_setting_is_named(
    index: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "열")
    assert main(["status", "--index", index]) == 1
    assert "port" in capsys.readouterr().err


def test_the_index_may_come_from_the_environment(
    index: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSISTANT_INDEX_DIR", index)
    assert main(["status"]) == 0
    assert "plan.md" in capsys.readouterr().out


def test_the_module_is_the_command_and_survives_a_closed_pipe(index: str) -> None:
    command = f'"{sys.executable}" -m assistant tables plan.md --index "{index}" | true; exit ${{PIPESTATUS[0]}}'
    environment = {**os.environ, "ASSISTANT_EMBEDDING_MODEL": "hashing"}
    ended = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
