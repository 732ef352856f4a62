"""Each source taken away takes what it alone gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.settings import Settings
from evals.ablation import Source, without
from evals.run import build_index

REPORT = "# 보고\n\n## 예산 (단위: 천원)\n\n| 구분 | 2024 |\n|---|---|\n| 숲길 정비 | 1,200 |\n| 하천 정비 | 300 |\n"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder: Path = tmp_path_factory.mktemp("ablation")
    (folder / "files").mkdir()
    (folder / "files" / "report.md").write_text(REPORT, encoding="utf-8")
    settings = Settings(index_dir=folder / "index", embedding_model="hashing-256")
    build_index(folder / "files", settings.index_dir, settings)
    return settings


def test_without_figures_no_figure_is_found(settings: Settings) -> None:
    assistant = without("figures", settings)
    assert not assistant.ask("숲길 정비 2024년 예산은 얼마인가요?").figures


def test_without_vectors_no_place_has_a_likeness(settings: Settings) -> None:
    hits = without("vectors", settings).index.search_units("숲길 정비", words=("숲길",))
    assert hits
    assert all(hit.similarity == 0 for hit in hits)


def test_without_words_no_place_has_a_score_of_words(settings: Settings) -> None:
    hits = without("words", settings).index.search_units("숲길 정비", words=("숲길",))
    assert hits
    assert all(hit.score == 0 for hit in hits)


@pytest.mark.parametrize("source", ["words", "vectors"])
def test_with_figures_the_amount_is_found(settings: Settings, source: Source) -> None:
    answer = without(source, settings).ask("숲길 정비 2024년 예산은 얼마인가요?")
    assert "1,200" in answer.answer
