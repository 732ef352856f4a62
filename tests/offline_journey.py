"""Run by test_offline.py in a process of its own, best in a network namespace that holds nothing but loopback.

Ingests a folder, starts the page, fetches it, asks a question; prints what came out as one JSON object.
"""

from __future__ import annotations

import fcntl
import json
import os
import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_SIOCSIFFLAGS = 0x8914
_IFF_UP_RUNNING = 0x1 | 0x40


def raise_loopback() -> None:
    """Switch the loopback interface on: in a new network namespace it is off."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, _SIOCSIFFLAGS, struct.pack("16sh14s", b"lo", _IFF_UP_RUNNING, b""))


def main(folder: str, index: str, question: str) -> None:
    """Walk the journey and print its outcome."""
    os.environ["ASSISTANT_INDEX_DIR"] = index
    ingested = _assistant("ingest", folder, "--json")
    page, seconds = _page()
    answer = _assistant("ask", question, "--json")
    print(json.dumps({"ingest": ingested, "page": page, "seconds": seconds, "answer": answer}))  # noqa: T201


def _assistant(*words: str) -> object:
    done = subprocess.run(
        [sys.executable, "-m", "assistant", *words], cwd=ROOT, capture_output=True, text=True, check=False, timeout=240
    )
    if done.returncode != 0:
        raise SystemExit(f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return json.loads(done.stdout)


def _page() -> tuple[str, float]:
    """Return the page's HTML and how long it took to stand."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    started = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "app.py"], cwd=ROOT, env={**os.environ, "ASSISTANT_PORT": str(port)}, stdout=subprocess.DEVNULL
    ) as app:
        try:
            while True:
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as response:
                        return response.read().decode(), time.monotonic() - started
                except (urllib.error.URLError, ConnectionError, TimeoutError):
                    if app.poll() is not None or time.monotonic() - started > 120:
                        raise
                    time.sleep(0.3)
        finally:
            app.terminate()


if __name__ == "__main__":
    if os.environ.get("OFFLINE_NAMESPACE"):
        raise_loopback()
    main(*sys.argv[1:])
