"""`python -m evals` from files to exit code, over a small document and an index of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evals.__main__ import main

DOCUMENT = """마을 도서관 사업 (시험용 글)

1. 연차별 예산 (단위: 백만원)

세부사업\t2024\t2025
책 구입\t120\t135
시설 손질\t80\t95
합계\t200\t230
"""
QUESTION: dict[str, Any] = {
    "id": "m1", "doc": "마을", "kind": "figure", "style": "plain", "question": "책 구입의 2025년 예산은 얼마입니까?",
    "figures": [{"value": 135, "unit": "백만원"}], "lines": [[6, 6]],
}  # fmt: skip

pytestmark = pytest.mark.slow


@pytest.fixture
def options(tmp_path: Path) -> list[str]:
    """Return the options that name a folder with one document and a file with one question on it."""
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "마을 도서관.txt").write_text(DOCUMENT, encoding="utf-8")
    (tmp_path / "village.jsonl").write_text(json.dumps(QUESTION, ensure_ascii=False), encoding="utf-8")
    return ["--documents", str(tmp_path / "files"), "--cases", str(tmp_path / "village.jsonl")]


def gate(tmp_path: Path, **limits: float) -> list[str]:
    path = tmp_path / "gate.json"
    path.write_text(json.dumps({"village": limits}), encoding="utf-8")
    return ["--gate", str(path)]


def test_a_run_reports_and_keeps_its_gate(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "results.json"
    assert main([*options, "--out", str(out), "--retrieval", *gate(tmp_path, accuracy=1, cited_exactly=1)]) == 0
    told = capsys.readouterr().out
    assert "questions 1, right 1" in told
    assert "search fused" in told
    assert json.loads(out.read_text(encoding="utf-8"))["sets"]["village"]["summary"]["accuracy"] == 1


def test_a_mutation_falls_below_the_gate(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    limits = gate(tmp_path, accuracy=1, cited_exactly=1)
    # One of the mutations breaks refusals, and no question here is to be refused: it must be told that it passed.
    assert main([*options, "--mutations", *limits]) == 1
    told = dict(line.split(": ", 1) for line in capsys.readouterr().out.strip().splitlines())
    assert told["unbroken"] == "passes the gate"
    assert told["refusal off"] == "PASSED THE GATE"
    assert "accuracy" in told["unit broken"]
    assert "cited_exactly" in told["citation one row off"]


def test_below_the_gate_is_exit_1(options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*options, *gate(tmp_path, refusal_recall=1)]) == 1
    assert "문턱값 아래: village: refusal_recall None" in capsys.readouterr().out


def test_a_missing_file_is_told_in_korean(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*options[:2], "--cases", "no-such-file.jsonl"]) == 1
    assert "읽을 수 없습니다" in capsys.readouterr().err


def test_two_sources_are_wrong_use() -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--index", "a", "--documents", "b"])
    assert caught.value.code == 2


def test_mutations_say_nothing_of_an_assistant_below_the_gate(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*options, "--mutations", *gate(tmp_path, refusal_recall=1)]) == 1
    assert "unbroken: village: refusal_recall None" in capsys.readouterr().out
