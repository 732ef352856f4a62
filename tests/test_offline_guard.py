"""The guard of the tests themselves: what leaves this machine is refused, what stays is let through."""

from __future__ import annotations

import socket
import threading

import pytest

from tests.offline import NetworkClosed, is_local


@pytest.mark.parametrize(
    ("address", "local"),
    [
        (("127.0.0.1", 80), True),
        (("127.8.9.1", 80), True),
        (("localhost", 80), True),
        (("::1", 80, 0, 0), True),
        (("0.0.0.0", 0), True),
        ("/tmp/some.sock", True),
        (("10.0.0.1", 80), False),
        (("192.0.2.7", 443), False),
        (("2001:db8::1", 443, 0, 0), False),
        (("localhost.example.org", 80), False),
    ],
)
def test_local_addresses(address: object, local: bool) -> None:
    assert is_local(address) is local


def test_connections_and_lookups_outside_are_refused() -> None:
    with socket.socket() as client, pytest.raises(NetworkClosed):
        client.connect(("192.0.2.7", 80))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client, pytest.raises(NetworkClosed):
        client.sendto(b"x", ("192.0.2.7", 53))
    with pytest.raises(NetworkClosed):
        socket.getaddrinfo("example.org", 443)


def test_loopback_is_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=lambda: server.accept()[0].close(), daemon=True).start()
        with socket.create_connection(server.getsockname()[:2], timeout=5) as client:
            assert client.recv(1) == b""
