"""What an index hands on: passages and figures an answer may use."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.chunks import Chunk
from corpus.figures import Figure


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document as the index knows it."""

    id: str
    name: str
    title: str
    organization: str | None
    kind: str | None
    as_of: str | None
    period: str | None
    format: str
    warnings: tuple[str, ...] = ()
    """Korean, what could not be read well."""
    extra: tuple[tuple[str, str], ...] = ()
    """Further facts of the title page: edition, fiscal year."""
    added: str = ""
    """When it was ingested, ISO in UTC."""
    superseded_by: str = ""
    """Id of the edition in force; empty for the newest one."""
    same_as: str = ""
    """Id of the document this one repeats in another format; empty for the one that answers."""

    @property
    def is_in_force(self) -> bool:
        """Tell whether questions are answered from it when they don't name another edition."""
        return not self.superseded_by and not self.same_as

    @property
    def edition(self) -> str:
        """Return what tells it from other editions: `2025 제1회 추경`, else its date; empty when nothing does."""
        return dict(self.extra).get("edition") or self.as_of or ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk as retrieved. `rank` from 1; `score` is the fused reciprocal rank score, higher is better."""

    rank: int
    score: float
    chunk: Chunk
    document: DocumentEntry


@dataclass(frozen=True, slots=True)
class ScoredFigure:
    """A figure as retrieved by its labels; `score` is lexical (BM25, higher is better)."""

    rank: int
    score: float
    figure: Figure
    document: DocumentEntry


@dataclass(frozen=True, slots=True)
class Evidence:
    """The passages and figures found for one query, best first."""

    query: str
    passages: tuple[Passage, ...]
    figures: tuple[ScoredFigure, ...] = ()
