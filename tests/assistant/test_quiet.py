"""The switches: set when nothing is said, left alone where the user has spoken, set before anything reads them."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from assistant.quiet import SWITCHES, hush


def test_what_is_unset_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    hush()
    assert os.environ["HF_HUB_OFFLINE"] == "1"


def test_what_the_user_set_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    hush()
    assert os.environ["HF_HUB_OFFLINE"] == "0"


def test_the_package_sets_them_when_it_is_imported() -> None:
    environment = {name: value for name, value in os.environ.items() if name not in SWITCHES}
    shown = "import assistant, os; print(*(os.environ[name] for name in assistant.quiet.SWITCHES))"
    done = subprocess.run([sys.executable, "-c", shown], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == list(SWITCHES.values())
