"""A browser and pages for it: over invented answers, over an empty index, over a slow language model."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from assistant.ask import Assistant
from assistant.demo import DemoAssistant
from assistant.desk import Desk
from assistant.model import Message, ScriptedModel
from assistant.settings import Settings
from index.embed import HashingEmbedder, open_embedder
from index.ingest import ingest
from index.removal import remove
from index.search import Index
from tests.stories.browsing import CHROMIUM, FLAGS, WAIT_MS, opened, served

expect.set_options(timeout=WAIT_MS)  # a busy machine is slow, not wrong


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    with playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS) as started:
        yield started


@pytest.fixture(scope="module")
def assistant(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Return an assistant, with the embedder the settings name, over the texts a module holds in FILES."""
    folder = tmp_path_factory.mktemp("assistant")
    (folder / "files").mkdir()
    for name, text in request.module.FILES.items():
        (folder / "files" / name).write_text(text, encoding="utf-8")
    settings = Settings.model_validate({"index_dir": folder / "index"})
    embedder = open_embedder(settings.embedding_model, cache_dir=settings.cache_dir)
    assert not ingest([folder / "files"], folder / "index", embedder).skipped
    return Assistant.open(settings)


@pytest.fixture(scope="module")
def index_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("index")


@pytest.fixture(scope="module")
def demo(index_dir: Path) -> Iterator[str]:
    """The page over invented answers."""
    yield from served(Desk(DemoAssistant, index_dir))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    own = browser.new_context(viewport={"width": 1440, "height": 900}, locale="ko-KR", accept_downloads=True)
    own.set_default_timeout(WAIT_MS)
    yield own
    own.close()


@pytest.fixture
def page(context: BrowserContext, demo: str) -> Page:
    return opened(context, demo)


@pytest.fixture
def real(tmp_path: Path) -> Iterator[str]:
    """The page over a real index that is still empty."""
    folder = tmp_path / "index"
    desk = Desk(
        lambda: Assistant(Index.open(folder, embedder=HashingEmbedder())),
        folder,
        ingest=lambda paths, progress, cancelled: ingest(
            paths, folder, HashingEmbedder(), progress=progress, cancelled=cancelled
        ),
        remove=lambda ids: remove(ids, folder, HashingEmbedder()),
    )
    yield from served(desk)


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[str]:
    """The page over a language model that takes its time."""

    def told(messages: Sequence[Message]) -> str:
        return "어울림 강좌 열기의 2023년 예산액은 1,045백만원입니다. [1] " + "이 값은 예산액입니다. [1] " * 40

    class Slow(ScriptedModel):
        def stream(self, messages: Sequence[Message]) -> Iterator[str]:
            for word in super().stream(messages):
                time.sleep(0.1)
                yield word

    yield from served(Desk(lambda: DemoAssistant(Slow(told)), tmp_path))
