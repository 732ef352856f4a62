"""Requests that carry too much are refused, announced or not; files have their own limit."""

from __future__ import annotations

import asyncio

import pytest

from assistant.guard import BodyLimit, Message, Receive, Scope, Send


def sent(path: str, pieces: list[bytes], *, announced: bytes | None = None) -> tuple[int, int]:
    """Return the status and the bytes the application behind the limit read before it answered."""
    read = 0
    statuses: list[int] = []

    async def behind(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal read
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            read += len(message["body"])
            if not message["more_body"]:
                break
        await send({"type": "http.response.start", "status": 200, "headers": []})

    left = list(pieces)

    async def receive() -> Message:
        return {"type": "http.request", "body": left.pop(0), "more_body": bool(left)}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    headers = [] if announced is None else [(b"content-length", announced)]
    asyncio.run(BodyLimit(behind, 10)({"type": "http", "path": path, "headers": headers}, receive, send))
    return (statuses or [0])[0], read


@pytest.mark.parametrize(
    ("path", "pieces", "announced", "expected"),
    [
        ("/gradio_api/queue/join", [b"12345"], b"5", (200, 5)),
        ("/gradio_api/queue/join", [b"12345678901"], b"11", (413, 0)),
        ("/gradio_api/queue/join", [b"1"], b"lots", (413, 0)),
        ("/gradio_api/queue/join", [b"123456", b"7890", b"1"], None, (0, 10)),
        ("/gradio_api/upload", [b"12345678901"], b"11", (200, 11)),
    ],
)
def test_what_passes(path: str, pieces: list[bytes], announced: bytes | None, expected: tuple[int, int]) -> None:
    assert sent(path, pieces, announced=announced) == expected


def test_other_traffic_passes_untouched() -> None:
    seen: list[str] = []

    async def behind(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["type"])

    async def nothing() -> Message:
        return {}

    async def nowhere(message: Message) -> None:
        del message

    asyncio.run(BodyLimit(behind)({"type": "lifespan"}, nothing, nowhere))
    assert seen == ["lifespan"]
