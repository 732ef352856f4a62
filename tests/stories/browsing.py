"""The page served for a browser, and what a reader does there; shared by the browser tests."""

from __future__ import annotations

import gc
import re
import shutil
import socket
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import app
from assistant.access import Accounts, Proxy, RateLimit
from assistant.desk import Desk
from assistant.settings import Settings

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), ""
)
BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on PATH (apt-get install chromium)"),
    # Gradio makes event loops for its locks and never closes them (gradio.utils.safe_get_lock).
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore:.*no_silent_downcasting"),  # pandas, through Gradio's queue
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),  # the same
]
"""What every browser test is marked with."""
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
WAIT_MS = 30_000
REPORT = """# 나루 마을 가꾸기 보고

## 1. 연차별 예산 (단위: 백만원)

| 세부사업 | 2023 | 2024 | 2025 |
|---|---|---|---|
| 꽃길 산책로 넓히기 | 310 | 420 | 515 |
| 빗물 정원 만들기 | 95 | 120 | 180 |
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def served(desk: Desk, *, accounts: Accounts | Proxy | None = None) -> Iterator[str]:
    """Yield the address of the page over a desk; it stops when the generator is closed."""
    blocks = app.build(desk, accounts=accounts, limit=RateLimit(1000))
    try:
        yield app.launch(blocks, Settings(port=free_port()), accounts=accounts, is_waiting=False)
    finally:
        blocks.close(verbose=False)
        gc.collect()


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("#thread .welcome, #thread .thread")
    return page


def asked(page: Page, question: str) -> None:
    turns = page.locator("#thread article.answer").count()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    expect(page.locator("#thread article.answer")).to_have_count(turns + 1, timeout=WAIT_MS)


def cell(page: Page) -> str:
    expect(page.locator("#evidence .cell-hit")).to_have_count(1, timeout=WAIT_MS)
    return str(page.locator("#evidence .cell-hit").evaluate("node => node.firstChild.textContent"))


def expect_cell(page: Page, value: str) -> None:
    """Wait until the cell shown as evidence holds a value; the panel may still show the answer before."""
    marked = re.compile(rf"^{re.escape(value)}\d*$")  # the marks that cite the cell stand behind its text
    expect(page.locator("#evidence .cell-hit")).to_have_text(marked, timeout=WAIT_MS)
