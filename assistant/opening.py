"""The desk as the settings name it: one index, one embedder, opened when first needed."""

from __future__ import annotations

import logging

from assistant.ask import Assistant
from assistant.desk import Desk
from assistant.settings import Settings
from corpus.errors import KnownError
from index.embed import open_embedder
from index.ingest import ingest
from index.removal import remove

log = logging.getLogger(__name__)


def desk_of(settings: Settings) -> Desk:
    """Return the desk over the index the settings name; nothing is opened yet.

    Questions and uploads share one embedder, opened when the first text comes: documents are listed at once, and an
    index opened anew after a change needs no second model.
    """
    embedder = open_embedder(settings.embedding_model, cache_dir=settings.cache_dir, put_off=True)
    return Desk(
        lambda: Assistant.open(settings, embedder=embedder),
        settings.index_dir,
        ingest=lambda paths, progress, cancelled: ingest(
            paths, settings.index_dir, embedder, progress=progress, cancelled=cancelled
        ),
        remove=lambda ids: remove(ids, settings.index_dir, embedder),
    )


def warm(desk: Desk) -> None:
    """Open the index and its models before the first reader asks."""
    try:
        desk.examples()
    except KnownError as error:
        log.warning("%s", error)
