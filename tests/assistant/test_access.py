"""Accounts with hashed passwords, roles, and a limit on questions a minute."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from assistant.access import Accounts, RateLimit, add_account
from assistant.errors import SettingsError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "accounts"
    add_account(path, "kim", "correct horse", "curator")
    add_account(path, "lee", "battery staple")
    return path


def test_a_password_is_never_written(file: Path) -> None:
    assert "correct" not in file.read_text(encoding="utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_only_the_right_password_of_the_right_name_opens(file: Path) -> None:
    accounts = Accounts(file)
    assert accounts.is_known("kim", "correct horse")
    assert not accounts.is_known("kim", "battery staple")
    assert not accounts.is_known("lee", "correct horse")
    assert not accounts.is_known("park", "correct horse")
    assert not accounts.is_known("", "")


def test_roles(file: Path) -> None:
    accounts = Accounts(file)
    assert (accounts.role("kim"), accounts.role("lee"), accounts.role("park")) == ("curator", "reader", "reader")


def test_adding_a_name_again_changes_its_password(file: Path) -> None:
    accounts = Accounts(file)
    add_account(file, "kim", "new password")
    assert accounts.is_known("kim", "new password")
    assert not accounts.is_known("kim", "correct horse")
    assert accounts.names() == ("lee", "kim")


@pytest.mark.parametrize(
    ("name", "password"), [("a:b", "long enough"), ("", "long enough"), ("a b", "long enough"), ("kim", "short")]
)
def test_names_and_passwords_that_do_not_fit_are_refused(tmp_path: Path, name: str, password: str) -> None:
    with pytest.raises(SettingsError):
        add_account(tmp_path / "accounts", name, password)


@pytest.mark.parametrize("line", ["kim", "kim:reader:zz:zz", "kim:admin:00:00"])
def test_a_line_that_does_not_fit_is_said(tmp_path: Path, line: str) -> None:
    (tmp_path / "accounts").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="이름:역할"):
        Accounts(tmp_path / "accounts")


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="계정 파일"):
        Accounts(tmp_path / "none")


def test_the_limit_counts_each_reader_and_forgets_after_the_window() -> None:
    now = [0.0]
    limit = RateLimit(2, 60, clock=lambda: now[0])
    assert [limit.is_allowed("가") for _ in range(3)] == [True, True, False]
    assert limit.is_allowed("나")
    now[0] = 59.9
    assert not limit.is_allowed("가")
    now[0] = 60.0
    assert limit.is_allowed("가")
