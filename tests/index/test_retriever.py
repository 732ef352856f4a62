"""The index inside a LangChain chain."""

from __future__ import annotations

from pathlib import Path

from index.embed import HashingEmbedder
from index.ingest import ingest
from index.retriever import IndexRetriever
from index.search import Index

TEXT = "# 산골 체육관 실적\n\n## 1. 이용\n\n이용자는 12,345명이다.\n"


def test_documents_carry_the_place_to_cite(tmp_path: Path) -> None:
    (tmp_path / "gym.md").write_text(TEXT, encoding="utf-8")
    ingest([tmp_path / "gym.md"], tmp_path / "index", HashingEmbedder())
    index = Index.open(tmp_path / "index", embedder=HashingEmbedder())
    (found,) = IndexRetriever(index=index, limit=1).invoke("체육관 이용자는 몇 명")
    assert "12,345명" in found.page_content
    assert found.metadata["document"] == "gym.md"
    assert found.metadata["lines"] == [1, 5]
    assert found.metadata["rank"] == 1
    index.close()
