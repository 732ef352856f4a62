"""The assistant with one of its sources taken away, to see what each is worth."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Literal, get_args

from assistant.ask import Assistant
from assistant.settings import Settings
from corpus.figures import Figure
from index.embed import open_embedder
from index.search import Index
from index.units import UnitHit

Source = Literal["words", "vectors", "figures"]
SOURCES: tuple[Source, ...] = get_args(Source)


_NOWHERE = "\uffff"
"""A word no document holds."""


class _MeaningAlone(Index):
    """Finds places by their vectors alone."""

    def search_units(
        self,
        query: str,
        *,
        words: Sequence[str] = (),
        rewording: str = "",
        limit: int = 160,
        documents: Collection[str] | None = None,
    ) -> tuple[UnitHit, ...]:
        """Return the units nearest in meaning; no word is looked up."""
        return super().search_units(query, words=(_NOWHERE,), rewording=rewording, limit=limit, documents=documents)


class _NoFigures(Index):
    """Knows sentences and rows, but no figures."""

    def figures_of(self, table_id: str) -> tuple[Figure, ...]:
        """Return nothing."""
        return ()

    def figures_in(self, document_id: str) -> tuple[Figure, ...]:
        """Return nothing."""
        return ()


def without(source: Source, settings: Settings) -> Assistant:
    """Return an assistant over the index the settings name, without its words, its vectors or its figures."""
    directory = Path(settings.index_dir)
    if source == "vectors":
        return Assistant(Index.open(directory))
    embedder = open_embedder(settings.embedding_model, cache_dir=settings.cache_dir)
    kind = _MeaningAlone if source == "words" else _NoFigures
    return Assistant(kind.open(directory, embedder=embedder))
