"""`policy-assistant accounts`: add, list, remove; the password comes from the terminal or standard input."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from assistant.access import Accounts
from assistant.cli import main


def given(monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))


def test_accounts_are_added_listed_and_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "accounts"
    monkeypatch.setenv("ASSISTANT_AUTH_FILE", str(file))
    given(monkeypatch, "correct horse")
    assert main(["accounts", "add", "kim", "--role", "curator"]) == 0
    given(monkeypatch, "battery staple")
    assert main(["accounts", "add", "lee"]) == 0
    assert Accounts(file).is_known("kim", "correct horse")
    capsys.readouterr()
    assert main(["accounts", "list"]) == 0
    assert [line.split("\t")[:2] for line in capsys.readouterr().out.splitlines()] == [
        ["kim", "curator"],
        ["lee", "reader"],
    ]
    assert main(["accounts", "remove", "kim"]) == 0
    assert Accounts(file).names() == ("lee",)
    assert main(["accounts", "remove", "kim"]) == 1


def test_passwords_that_differ_or_are_short_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "accounts")
    given(monkeypatch, "short")
    assert main(["accounts", "add", "kim", "--file", file]) == 1
    typed = iter(["correct horse", "correct house"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    assert main(["accounts", "add", "kim", "--file", file]) == 1
    assert "다릅니다" in capsys.readouterr().err
    assert not Path(file).exists()


def test_the_file_and_the_name_must_be_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ASSISTANT_AUTH_FILE", raising=False)
    assert main(["accounts", "list"]) == 1
    assert "ASSISTANT_AUTH_FILE" in capsys.readouterr().err
    assert main(["accounts", "add", "--file", "x"]) == 1
    assert "이름" in capsys.readouterr().err
