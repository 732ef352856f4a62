"""Who may come in: a file of names, roles and hashed passwords, or a proxy that names the reader; and rate limits."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import os
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

from assistant.errors import SettingsError
from assistant.texts import say

Role = Literal["reader", "curator"]
_COST, _BLOCK, _LANES = 2**14, 8, 1
"""scrypt's N, r and p: about 16 MB and 50 ms a password (RFC 7914, interactive login)."""
_LEAST = 8
_LONGEST_NAME = 200
_WRONG_TRIES, _WRONG_WINDOW_S = 10, 300.0


class Access(Protocol):
    """Who is let in, and as what."""

    def role(self, name: str) -> Role:
        """Return a name's role; `reader` for an unknown name."""
        ...

    def is_member(self, name: str) -> bool:
        """Tell whether a name that came in once is still let in."""
        ...


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
        self._wrong = RateLimit(_WRONG_TRIES, _WRONG_WINDOW_S)
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
        """Tell whether a name and password belong together; takes as long for an unknown name.

        After ten wrong passwords a name stays shut until the oldest of them is five minutes old.
        """
        self.names()
        if self._wrong.is_spent(name):
            return False
        account = self._accounts.get(name)
        given = _hash(password, account.salt if account else b"no such account.")
        is_right = hmac.compare_digest(given, account.hash if account else b"") and account is not None
        if not is_right:
            self._wrong.is_allowed(name)
        return is_right

    def is_member(self, name: str) -> bool:
        """Tell whether there is still an account of this name."""
        return name in self.names()

    def roles(self) -> tuple[tuple[str, Role], ...]:
        """Return (name, role) of all accounts."""
        self.names()
        return tuple((account.name, account.role) for account in self._accounts.values())

    def role(self, name: str) -> Role:
        """Return a name's role; `reader` for an unknown name."""
        self.names()
        account = self._accounts.get(name)
        return account.role if account else "reader"


class Proxy:
    """Readers named by a proxy that has signed them in (OpenID Connect), in a header only that proxy may send."""

    def __init__(self, header: str, trusted: str, *, curators: str = "") -> None:
        """Take the header's name, the proxy's addresses or networks and the curators' names, parted by commas.

        Raises SettingsError when no address is given or one is none.
        """
        self._header = header.strip().lower()
        self._curators = frozenset(_listed(curators))
        try:
            self._trusted = tuple(ipaddress.ip_network(part, strict=False) for part in _listed(trusted))
        except ValueError as error:
            raise SettingsError(f"ASSISTANT_TRUSTED_PROXIES의 주소를 읽을 수 없습니다: {trusted}") from error
        if not self._header or not self._trusted:
            raise SettingsError(
                "ASSISTANT_AUTH_HEADER를 쓰려면 ASSISTANT_TRUSTED_PROXIES에 프록시 주소를 적어야 합니다. 예: 127.0.0.1"
            )

    def reader(self, peer: str, headers: Mapping[str, str]) -> str | None:
        """Return the reader a request comes from, or None when its peer is not the proxy or names nobody."""
        if not self._is_trusted(peer):
            return None
        name = headers.get(self._header, "").strip()
        return name if name and name.isprintable() and len(name) <= _LONGEST_NAME else None

    def reader_of(self, request: Any) -> str | None:
        """Return the reader a web request (Starlette's) comes from, or None."""
        return self.reader(request.client.host if request.client else "", request.headers)

    def _is_trusted(self, peer: str) -> bool:
        try:
            address = ipaddress.ip_address(peer.partition("%")[0])
        except ValueError:
            return False
        mapped = getattr(address, "ipv4_mapped", None)
        return any((mapped or address) in network for network in self._trusted)

    def role(self, name: str) -> Role:
        """Return `curator` for the names the settings list, else `reader`."""
        return "curator" if name in self._curators else "reader"

    def is_member(self, name: str) -> bool:
        """Return True: the proxy decides at every request."""
        return bool(name)


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def is_loopback(host: str) -> bool:
    """Tell whether an address to listen on can be reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def open_access(file: Path | None, header: str, trusted: str, *, curators: str = "") -> Accounts | Proxy | None:
    """Return the access the settings ask for, or None for none. Raises SettingsError where they contradict."""
    if file is not None and header:
        raise SettingsError("ASSISTANT_AUTH_FILE과 ASSISTANT_AUTH_HEADER는 함께 쓸 수 없습니다. 하나만 남기십시오.")
    if header:
        return Proxy(header, trusted, curators=curators)
    if file is None:
        return None
    accounts = Accounts(file)
    if not accounts.names():
        raise SettingsError(f"계정이 하나도 없습니다: {file}. policy-assistant accounts add 이름 으로 만드십시오.")
    return accounts


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
    _write(path, kept)


def remove_account(path: Path, name: str) -> None:
    """Take an account out of the file. Raises SettingsError when there is none of that name."""
    if name not in Accounts(path).names():
        raise SettingsError(f"‘{name}’이라는 계정이 없습니다: {path}")
    lines = path.read_text(encoding="utf-8").splitlines()
    _write(path, [line for line in lines if not line.startswith(f"{name}:")])


def _write(path: Path, lines: list[str]) -> None:
    fresh = path.with_name(path.name + ".new")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write("".join(f"{line}\n" for line in lines))
        fresh.replace(path)
    except OSError as error:
        raise SettingsError(f"계정 파일을 쓸 수 없습니다: {path}") from error


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

    def is_spent(self, user: str) -> bool:
        """Tell whether a user has no try left now; counts nothing."""
        with self._lock:
            recent = [at for at in self._asked.get(user, ()) if at > self._clock() - self._window_s]
            return len(recent) >= self._limit


def admit(user: str, accounts: Access | None, limit: RateLimit) -> None:
    """Let a reader ask. Raises ValueError for one whose account is gone or who asks too often."""
    if accounts is not None and not accounts.is_member(user):
        raise ValueError(say("이 계정은 더 쓸 수 없습니다. 관리자에게 문의하십시오."))
    if not limit.is_allowed(user):
        raise ValueError(say("질문이 잦습니다. 잠시 뒤에 다시 물어 주십시오."))


def require_door(host: str, accounts: Access | None) -> None:
    """Raise SettingsError for a page that others could reach and that asks nobody who they are."""
    if accounts is None and not is_loopback(host):
        raise SettingsError(
            f"{host}에서 열면 다른 사람도 들어올 수 있습니다. 계정(ASSISTANT_AUTH_FILE)이나 "
            "로그인 프록시(ASSISTANT_AUTH_HEADER)를 먼저 정하십시오."
        )
