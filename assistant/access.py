"""Who may come in: an optional file of names, roles and hashed passwords, and a limit on questions a minute."""

from __future__ import annotations

import argparse
import getpass
import hashlib
import hmac
import os
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.errors import SettingsError

Role = Literal["reader", "curator"]
_COST, _BLOCK, _LANES = 2**14, 8, 1
"""scrypt's N, r and p: about 16 MB and 50 ms a password (RFC 7914, interactive login)."""
_LEAST = 8


@dataclass(frozen=True, slots=True)
class Account:
    """One line of the file: `name:role:salt:hash`, salt and hash in hexadecimal."""

    name: str
    role: Role
    salt: bytes
    hash: bytes


class Accounts:
    """The accounts of a file, read anew when the file changes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read_at = -1.0
        self._accounts: dict[str, Account] = {}
        self.names()

    def names(self) -> tuple[str, ...]:
        """Return all names. Raises SettingsError when the file can't be read or a line does not fit."""
        try:
            changed = self._path.stat().st_mtime
            if changed != self._read_at:
                self._accounts = {
                    a.name: a for a in map(_account, self._path.read_text(encoding="utf-8").split("\n")) if a
                }
                self._read_at = changed
        except OSError as error:
            raise SettingsError(f"계정 파일을 읽을 수 없습니다: {self._path}") from error
        return tuple(self._accounts)

    def is_known(self, name: str, password: str) -> bool:
        """Tell whether a name and password belong together; takes as long for an unknown name."""
        self.names()
        account = self._accounts.get(name)
        given = _hash(password, account.salt if account else b"no such account.")
        return hmac.compare_digest(given, account.hash if account else b"") and account is not None

    def role(self, name: str) -> Role:
        """Return a name's role; `reader` for an unknown name."""
        self.names()
        account = self._accounts.get(name)
        return account.role if account else "reader"


def _hash(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=_COST, r=_BLOCK, p=_LANES, dklen=32)


def _account(line: str) -> Account | None:
    if not line.strip() or line.startswith("#"):
        return None
    try:
        name, role, salt, digest = line.strip().split(":")
        if role not in ("reader", "curator"):
            raise ValueError(role)
        return Account(name, "curator" if role == "curator" else "reader", bytes.fromhex(salt), bytes.fromhex(digest))
    except ValueError as error:
        raise SettingsError(
            "계정 파일의 줄은 ‘이름:역할:소금:해시’ 꼴이어야 하며 역할은 reader 또는 curator입니다."
        ) from error


def add_account(path: Path, name: str, password: str, role: Role = "reader") -> None:
    """Add an account to the file or replace it; the file is readable by its owner only.

    Raises SettingsError for a name with a colon or space, or a password of fewer than 8 characters.
    """
    if not name or any(sign in name for sign in ": \t\n#"):
        raise SettingsError("이름에는 빈칸, 쌍점(:), #을 쓸 수 없습니다.")
    if len(password) < _LEAST:
        raise SettingsError(f"비밀번호는 {_LEAST}자 이상이어야 합니다.")
    kept = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    salt = secrets.token_bytes(16)
    kept = [line for line in kept if not line.startswith(f"{name}:")]
    kept.append(f"{name}:{role}:{salt.hex()}:{_hash(password, salt).hex()}")
    fresh = path.with_name(path.name + ".new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write("\n".join(kept) + "\n")
    fresh.replace(path)


class RateLimit:
    """At most `limit` questions a user in `window_s` seconds. Safe to share between threads."""

    def __init__(self, limit: int = 40, window_s: float = 60.0, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit, self._window_s, self._clock = limit, window_s, clock
        self._asked: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def is_allowed(self, user: str) -> bool:
        """Tell whether a user may ask now, and count the question when so."""
        now = self._clock()
        with self._lock:
            if len(self._asked) > 10_000:
                self._asked = {
                    u: times for u, times in self._asked.items() if times and times[-1] > now - self._window_s
                }
            times = self._asked.setdefault(user, deque())
            while times and times[0] <= now - self._window_s:
                times.popleft()
            if len(times) >= self._limit:
                return False
            times.append(now)
            return True


def main(argv: list[str] | None = None) -> int:
    """Add or replace an account, asking for the password: `python -m assistant.access FILE NAME --role curator`."""
    parser = argparse.ArgumentParser(
        prog="python -m assistant.access", description="계정을 더하거나 비밀번호를 바꿉니다."
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("name")
    parser.add_argument("--role", choices=["reader", "curator"], default="reader")
    given = parser.parse_args(argv)
    try:
        add_account(given.file, given.name, getpass.getpass("비밀번호: "), given.role)
    except SettingsError as error:
        parser.exit(1, f"{error}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
