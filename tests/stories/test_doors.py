"""Who gets in over HTTP: sign-in, a trusted proxy's header, nobody from elsewhere, nothing oversized."""

from __future__ import annotations

import gc
import http.client
import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import app
from assistant.access import Accounts, Proxy, RateLimit, add_account
from assistant.demo import DemoAssistant
from assistant.desk import Desk
from assistant.errors import SettingsError
from assistant.settings import Settings

pytestmark = [
    # Gradio makes event loops for its locks and never closes them (gradio.utils.safe_get_lock).
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"),
]
HEADER = "X-Forwarded-User"


@contextmanager
def serving(folder: Path, accounts: Accounts | Proxy | None) -> Iterator[str]:
    """Yield `host:port` of a page with the given access."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    blocks = app.build(Desk(DemoAssistant, folder), accounts=accounts, limit=RateLimit(1000))
    try:
        app.launch(blocks, Settings(port=port), accounts=accounts, is_waiting=False)
        yield f"127.0.0.1:{port}"
    finally:
        blocks.close(verbose=False)
        gc.collect()


def status(place: str, path: str, headers: dict[str, str] | None = None, body: str | None = None) -> int:
    link = http.client.HTTPConnection(place, timeout=20)
    try:
        link.request("GET" if body is None else "POST", path, body, headers or {})
        return link.getresponse().status
    finally:
        link.close()


def test_without_access_control_only_this_machine_is_listened_to(tmp_path: Path) -> None:
    blocks = app.build(Desk(DemoAssistant, tmp_path))
    for host in ("0.0.0.0", "::", "192.0.2.1"):
        with pytest.raises(SettingsError, match="ASSISTANT_AUTH_FILE"):
            app.launch(blocks, Settings(host=host), is_waiting=False)


@pytest.mark.parametrize("path", ["/config", "/gradio_api/queue/data?session_hash=x", "/gradio_api/info"])
def test_nobody_gets_past_the_door_without_signing_in(tmp_path: Path, path: str) -> None:
    add_account(tmp_path / "accounts", "kim", "correct horse")
    with serving(tmp_path, Accounts(tmp_path / "accounts")) as place:
        assert status(place, path) == 401
        assert status(place, path, {HEADER: "kim"}) == 401


def test_the_trusted_proxy_lets_in_whom_it_names(tmp_path: Path) -> None:
    with serving(tmp_path, Proxy(HEADER, "127.0.0.1")) as place:
        assert status(place, "/config", {HEADER: "lee"}) == 200
        assert status(place, "/", {HEADER: "lee"}) == 200
        assert status(place, "/config") == 401
        assert status(place, "/") == 401
        event = json.dumps({"data": [], "fn_index": 0, "session_hash": "x"})
        assert status(place, "/gradio_api/queue/join", {"Content-Type": "application/json"}, event) == 401


def test_a_header_from_elsewhere_is_refused_even_with_a_forged_address(tmp_path: Path) -> None:
    with serving(tmp_path, Proxy(HEADER, "203.0.113.5")) as place:
        assert status(place, "/config", {HEADER: "lee"}) == 401
        assert status(place, "/config", {HEADER: "lee", "X-Forwarded-For": "203.0.113.5"}) == 401


def test_an_oversized_request_is_refused(tmp_path: Path) -> None:
    with serving(tmp_path, None) as place:
        body = json.dumps({"data": ["가" * 1_000_000]})
        assert status(place, "/gradio_api/queue/join", {"Content-Type": "application/json"}, body) == 413
