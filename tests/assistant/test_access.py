"""Accounts with hashed passwords, roles, and a limit on questions a minute."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from assistant.access import Accounts, Proxy, RateLimit, add_account, is_loopback, open_access, remove_account
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


def test_a_removed_account_is_let_in_no_more(file: Path) -> None:
    accounts = Accounts(file)
    remove_account(file, "kim")
    assert not accounts.is_member("kim")
    assert not accounts.is_known("kim", "correct horse")
    assert accounts.roles() == (("lee", "reader"),)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(SettingsError, match="kim"):
        remove_account(file, "kim")


def test_many_wrong_passwords_shut_the_name_and_no_other(file: Path) -> None:
    accounts = Accounts(file)
    assert not any(accounts.is_known("kim", f"wrong {n}") for n in range(10))
    assert not accounts.is_known("kim", "correct horse")
    assert accounts.is_known("lee", "battery staple")


def test_right_passwords_are_not_counted(file: Path) -> None:
    accounts = Accounts(file)
    assert all(accounts.is_known("kim", "correct horse") for _ in range(12))


PROXY = Proxy("X-Forwarded-User", "10.0.0.5, 192.168.7.0/24, ::1", curators="kim, park")


@pytest.mark.parametrize("peer", ["10.0.0.5", "192.168.7.200", "::1", "::ffff:10.0.0.5"])
def test_the_proxy_names_the_reader(peer: str) -> None:
    assert PROXY.reader(peer, {"x-forwarded-user": " lee "}) == "lee"


@pytest.mark.parametrize("peer", ["10.0.0.6", "192.168.8.1", "127.0.0.1", "", "testclient", "10.0.0.5.evil"])
def test_nobody_else_does(peer: str) -> None:
    assert PROXY.reader(peer, {"x-forwarded-user": "kim"}) is None


@pytest.mark.parametrize("headers", [{}, {"x-forwarded-user": " "}, {"x-forwarded-user": "a\nb"}, {"x-user": "kim"}])
def test_a_header_that_names_nobody_lets_nobody_in(headers: dict[str, str]) -> None:
    assert PROXY.reader("10.0.0.5", headers) is None


def test_the_settings_name_the_proxys_curators() -> None:
    assert (PROXY.role("kim"), PROXY.role("lee"), PROXY.role("")) == ("curator", "reader", "reader")


@pytest.mark.parametrize("trusted", ["", " , ", "proxy.example", "10.0.0.0/99"])
def test_a_header_without_a_trusted_address_is_refused(trusted: str) -> None:
    with pytest.raises(SettingsError, match="TRUSTED_PROXIES"):
        open_access(None, "X-Forwarded-User", trusted)


def test_access_is_off_unless_it_is_set(file: Path, tmp_path: Path) -> None:
    assert open_access(None, "", "") is None
    assert isinstance(open_access(file, "", ""), Accounts)
    assert isinstance(open_access(None, "X-User", "10.0.0.5"), Proxy)
    with pytest.raises(SettingsError, match="함께"):
        open_access(file, "X-User", "10.0.0.5")
    (tmp_path / "empty").write_text("# nobody\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="accounts add"):
        open_access(tmp_path / "empty", "", "")


def test_which_addresses_only_this_machine_reaches() -> None:
    assert all(is_loopback(host) for host in ("127.0.0.1", "127.8.8.8", "::1", "localhost"))
    assert not any(is_loopback(host) for host in ("0.0.0.0", "::", "", "192.168.0.3", "policy.example"))


def test_a_limit_tells_whether_it_is_spent_without_counting() -> None:
    now = [0.0]
    limit = RateLimit(1, 60, clock=lambda: now[0])
    assert not limit.is_spent("가")
    assert limit.is_allowed("가")
    assert limit.is_spent("가")
    now[0] = 61.0
    assert not limit.is_spent("가")
