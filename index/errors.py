"""What can go wrong with an index."""

from __future__ import annotations

from corpus.errors import KnownError


class SearchError(KnownError):
    """The index can't serve a search."""


class IndexMissing(SearchError):
    """There is no index in the directory, or it is empty."""


class IndexMismatch(SearchError):
    """The index was built with another embedding model or schema."""


class StoreLocked(SearchError):
    """The index directory can't be written, or another process holds it."""
