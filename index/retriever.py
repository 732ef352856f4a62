"""The index as a LangChain retriever, for chains built elsewhere."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from index.evidence import Passage
from index.search import Index, Mode


class IndexRetriever(BaseRetriever):
    """Finds passages of an index; each document carries the place it stands at, ready to be cited."""

    index: Index
    limit: int = 10
    mode: Mode = "fused"

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        evidence = self.index.search(query, limit=self.limit, mode=self.mode)
        return [_document(passage) for passage in evidence.passages]


def _document(passage: Passage) -> Document:
    chunk = passage.chunk
    place = chunk.location
    return Document(
        id=chunk.id,
        page_content=chunk.text,
        metadata={
            "document": passage.document.name,
            "title": passage.document.title,
            "heading_path": list(chunk.heading_path),
            "table_id": chunk.table_id,
            "lines": None if place.lines is None else list(place.lines),
            "page": place.page,
            "rank": passage.rank,
            "score": passage.score,
        },
    )
