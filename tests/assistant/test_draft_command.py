"""`policy-assistant draft`: templates listed, a paper on stdout or in a file, what is wrong said in Korean."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.cli import main

PLAN = """# 바닷가 도서관 운영 계획

## 1. 예산

(단위: 천원)

| 구분 | 2023 | 2024 |
|---|---|---|
| 도서 구입비 | 1,200 | 1,500 |
| 시설 보수비 | 300 | 450 |
"""
QUESTION = "도서 구입비의 2024년 예산은 얼마입니까?"


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("ASSISTANT_EMBEDDING_MODEL", "hashing")
    (tmp_path / "plan.md").write_text(PLAN, encoding="utf-8")
    assert main(["ingest", str(tmp_path / "plan.md"), "--index", str(tmp_path / "index")]) == 0
    return str(tmp_path / "index")


def test_the_templates_are_listed_without_an_index(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "--list"]) == 0
    out = capsys.readouterr().out
    assert len(out.splitlines()) == 10
    assert "press-release" in out
    assert "보도자료" in out


def test_a_paper_is_written_over_the_answers(index: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["draft", "보도자료", QUESTION, "도서 구입비의 2023년 예산은 얼마입니까?", "--index", index]) == 0
    out = capsys.readouterr().out
    assert "# 보도자료: 〔제목" in out
    assert "1,500천원" in out
    assert "1,200천원" in out
    assert "[2] " in out


def test_every_question_stands_alone(index: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["draft", "memo", QUESTION, "우주정거장 건설비는 얼마입니까?", "--index", index]) == 0
    assert "확인하지 못했습니다: 우주정거장 건설비는 얼마입니까?" in capsys.readouterr().out


def test_a_paper_as_json_and_in_files(index: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["draft", "memo", QUESTION, "--json", "--index", index]) == 0
    paper = json.loads(capsys.readouterr().out)
    assert paper["citations"][0]["document"] == "plan.md"
    for kind in ("docx", "hwpx", "md"):
        assert main(["draft", "memo", QUESTION, "--out", str(tmp_path / f"memo.{kind}"), "--index", index]) == 0
    assert (tmp_path / "memo.docx").read_bytes()[:2] == (tmp_path / "memo.hwpx").read_bytes()[:2] == b"PK"
    assert "1,500천원" in (tmp_path / "memo.md").read_text(encoding="utf-8")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("given", "said"),
    [(["없음", QUESTION], "있는 서식"), (["memo"], "서식과 질문"), (["memo", QUESTION, "--out", "a.pdf"], ".hwpx")],
)
def test_what_is_wrong_is_said(given: list[str], said: str, index: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", *given, "--index", index]) == 1
    assert said in capsys.readouterr().err
