"""Closes the network for tests: only loopback and Unix sockets can be reached; attempts are remembered.

Also usable in a child process: with the folder of a file `sitecustomize.py` that calls `close_network` on PYTHONPATH.
"""

from __future__ import annotations

import ipaddress
import os
import socket
from pathlib import Path
from typing import Any

LOG = "OFFLINE_LOG"
"""Environment variable: a file that each refused attempt is written to, a line each."""


class NetworkClosed(OSError):
    """Something tried to leave this machine."""


def is_local(address: object) -> bool:
    """Tell whether a socket address stays on this machine; a Unix path does."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    if host in ("", "localhost"):
        return True
    try:
        parsed = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return parsed.is_loopback or parsed.is_unspecified


def close_network() -> None:
    """Make every attempt to reach another machine raise NetworkClosed, name look-ups included."""
    for name in ("connect", "connect_ex"):
        setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
    setattr(socket.socket, "sendto", _guarded_send(socket.socket.sendto))  # noqa: B010
    setattr(socket, "getaddrinfo", _guarded_lookup(socket.getaddrinfo))  # noqa: B010


def _refuse(address: object) -> NetworkClosed:
    log = os.environ.get(LOG)
    if log:
        with Path(log).open("a", encoding="utf-8") as file:
            file.write(f"{address}\n")
    return NetworkClosed(f"the network is closed in tests: {address}")


def _guarded(method: Any) -> Any:
    def connect(self: socket.socket, address: object) -> Any:
        if not is_local(address):
            raise _refuse(address)
        return method(self, address)

    return connect


def _guarded_send(method: Any) -> Any:
    def sendto(self: socket.socket, data: bytes, *rest: Any) -> Any:
        if not is_local(rest[-1]):
            raise _refuse(rest[-1])
        return method(self, data, *rest)

    return sendto


def _guarded_lookup(function: Any) -> Any:
    def getaddrinfo(host: Any, *rest: Any, **options: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and not is_local((name,)):
            raise _refuse((name,))
        return function(host, *rest, **options)

    return getaddrinfo
