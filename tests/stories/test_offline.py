"""Without a network: files go in, the page starts, a question is answered, and nothing even tries to leave."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"
NAMESPACE = ("unshare", "--user", "--map-root-user", "--net")
DOCUMENT = """마을 도서관 사업 (시험용 글)

1. 연차별 예산 (단위: 백만원)

세부사업\t2024\t2025
책 구입\t120\t135
시설 손질\t80\t95
합계\t200\t230
"""


def _has_namespaces() -> bool:
    if shutil.which(NAMESPACE[0]) is None:
        return False
    return subprocess.run([*NAMESPACE, "true"], check=False, capture_output=True).returncode == 0


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Walk tests/offline_journey.py with the network shut twice: in Python, and by the kernel where it allows that."""
    folder = tmp_path_factory.mktemp("offline")
    (folder / "files").mkdir()
    (folder / "files" / "마을 도서관.txt").write_text(DOCUMENT, encoding="utf-8")
    (folder / "guard").mkdir()
    # Python runs a module of this name at its start, in every process that inherits the path.
    (folder / "guard" / "sitecustomize.py").write_text(
        (TESTS / "offline.py").read_text(encoding="utf-8") + "\n\nclose_network()\n", encoding="utf-8"
    )
    log = folder / "attempts.txt"
    switches = ("HF_", "GRADIO_", "ANONYMIZED_", "DO_NOT_TRACK", "LANG", "TOKENIZERS_", "ASSISTANT_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(switches)}
    environment |= {"PYTHONPATH": str(folder / "guard"), "OFFLINE_LOG": str(log), "PYTHONUTF8": "1"}
    command = [sys.executable, str(TESTS / "offline_journey.py"), str(folder / "files"), str(folder / "index")]
    if namespaces := _has_namespaces():
        command = [*NAMESPACE, *command]
        environment["OFFLINE_NAMESPACE"] = "1"
    done = subprocess.run(
        [*command, "책 구입의 2025년 예산은 얼마입니까?"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    attempts = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    outcome: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {**outcome, "attempts": attempts, "namespaces": namespaces}


@pytest.mark.slow
def test_nothing_tries_to_leave(journey: dict[str, Any]) -> None:
    assert journey["attempts"] == []


@pytest.mark.slow
def test_files_are_read_and_a_question_is_answered(journey: dict[str, Any]) -> None:
    answer = journey["answer"]
    assert answer["outcome"] == "answered"
    assert (answer["figures"][0]["value"], answer["figures"][0]["unit"]) == ("135", "백만원")
    assert answer["citations"][0]["lines"] == [6, 6]


@pytest.mark.slow
def test_the_page_stands_and_asks_for_nothing_from_elsewhere(journey: dict[str, Any]) -> None:
    page = journey["page"]
    assert "<html" in page
    fetched = re.findall(r"<(?:script|link|img|iframe)\b[^>]*?(?:src|href)=[\"']((?:https?:)?//[^\"']+)", page)
    assert [
        address for address in fetched if not re.match(r"(?:https?:)?//(?:127\.0\.0\.1|localhost)[:/]", address)
    ] == []
