"""How likely a figure is meant: offered where readers paraphrase, refused where the place lacks what is printed."""

from __future__ import annotations

import pytest

from assistant.ask import Assistant
from assistant.find import candidates, options
from assistant.likely import WORTH_SHOWING, lacked_share, likelihood
from assistant.lookup import lead
from assistant.match import weigh
from assistant.question import understand
from assistant.settings import Settings
from assistant.stating import ask_back
from index.embed import open_embedder
from index.ingest import ingest
from index.search import Index

TEXT = """# 가람구 청사 운영 보고

## 1. 노후 승강기 교체: 3대

- 승강기 교체 12대, 정밀안전진단 5회

## 2. 무인민원발급기

- 무인민원발급기 24대 설치, 이용자 만족도 조사 연 1회
- 민원실 대기표 발권기 7대 교체
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("likely")
    (folder / "report.md").write_text(TEXT, encoding="utf-8")
    settings = Settings()
    embedder = open_embedder(settings.embedding_model, cache_dir=settings.cache_dir)
    ingest([folder / "report.md"], folder / "index", embedder)
    return Assistant(Index.open(folder / "index", embedder=embedder))


def measured(assistant: Assistant, question: str) -> tuple[float, float]:
    """Return likelihood and lacked share of the best figure for a question."""
    library = assistant.library
    asked = library.with_near_words(understand(question))
    fitting = [o for o in options(asked, candidates(asked, library), library) if o.unit_fit >= 0]
    terms = weigh(asked.terms, library.frequency, library.unit_count)
    best = fitting[0]
    return likelihood(asked, best, lead(best, fitting), library), lacked_share(terms, best, library)


def test_a_word_printed_elsewhere_speaks_against_a_place_one_never_printed_does_not(assistant: Assistant) -> None:
    _, unprinted = measured(assistant, "쩌렁쩌렁한 승강기 교체는 몇 대입니까?")
    _, elsewhere = measured(assistant, "민원실 승강기 교체는 몇 대입니까?")
    assert unprinted < elsewhere


def test_a_plain_question_is_likelier_than_one_the_place_says_little_of(assistant: Assistant) -> None:
    plain, _ = measured(assistant, "무인민원발급기는 몇 대 설치했습니까?")
    far, _ = measured(assistant, "민원실 만족도 조사에 쓴 진단 기계는 몇 대입니까?")
    assert far < plain > WORTH_SHOWING


def test_an_amount_in_the_heading_takes_no_figure_out_of_the_question_back(assistant: Assistant) -> None:
    library = assistant.library
    asked = library.with_near_words(understand("승강기는 몇 대를 교체합니까?"))
    found = options(asked, candidates(asked, library), library)
    replaced = next(o for o in found if o.figure.value == 12)
    draft = ask_back(asked, [replaced], library)
    assert "노후 승강기 교체 –" in draft.text
    assert "3대" not in draft.text
