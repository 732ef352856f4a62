"""What several tests of the engine start from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.ask import Assistant
from index.embed import HashingEmbedder
from index.ingest import ingest
from index.search import Index


@pytest.fixture(scope="module")
def assistant(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Yield an assistant over the texts a test module holds in FILES (name -> text); no learned vectors."""
    folder = tmp_path_factory.mktemp("assistant")
    for name, text in request.module.FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    embedder = HashingEmbedder()
    ingest([folder / name for name in request.module.FILES], folder / "index", embedder)
    index = Index.open(folder / "index", embedder=embedder)
    yield Assistant(index)
    index.close()
