"""The small words that tell figures apart, and the bodies a question names."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from assistant.ask import Assistant
from assistant.qualifiers import qualifiers
from assistant.question import understand
from index.embed import HashingEmbedder
from index.ingest import ingest
from index.search import Index

REPORT = """\
# 가람시 평생배움국 업무보고

## 1. 인력

(단위: 명, 2024. 6. 30. 기준)

구 분\t5급\t6급
계\t9\t27
배움정책과\t4\t12
평생배움과\t3\t10
청년과\t2\t5

## 2. 연구교사

○ 연구교사 선정

   - 1차년도 연구교사 26명 선정
   - 2차년도 연구교사 31명 선정

## 3. 연수

   - 상반기 5개 학교 71개 과정, 하반기 4개 학교 64개 과정
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("qualifiers")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    entry = {
        "file": "report.txt",
        "title": "2024년 업무보고",
        "organization": "가람시 평생배움국",
        "as_of": "2024-07-01",
    }
    (folder / "manifest.json").write_text(json.dumps([entry]), encoding="utf-8")
    ingest([folder / "report.txt"], folder / "index", HashingEmbedder())
    index = Index.open(folder / "index", embedder=HashingEmbedder())
    yield Assistant(index)
    index.close()


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("2차년도 연구교사는 몇 명입니까?", ("2차년도",)),
        ("2024년 상반기 여성 수료자는 몇 명입니까?", ("여성",)),
        ("6급 국비 대상", ("6급", "국비")),
        ("연구교사는 몇 명입니까?", ()),
    ],
)
def test_the_words_that_tell_figures_apart(question: str, words: tuple[str, ...]) -> None:
    assert qualifiers(understand(question)) == words


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("평생배움국 6급은 몇 명입니까?", "27"),
        ("평생배움과 6급은 몇 명입니까?", "10"),
        ("1차년도 연구교사는 몇 명 선정했습니까?", "26"),
        ("2차년도 연구교사는 몇 명 선정했습니까?", "31"),
    ],
)
def test_a_figure_says_the_word_and_is_of_the_body_named(assistant: Assistant, question: str, value: str) -> None:
    answer = assistant.ask(question)
    assert answer.figures
    assert str(answer.figures[0].value) == value


def test_what_no_figure_says_is_not_stated(assistant: Assistant) -> None:
    assert assistant.ask("3차년도 연구교사는 몇 명 선정했습니까?").outcome != "answered"


def test_a_town_is_named_with_and_without_its_kind(assistant: Assistant) -> None:
    spans = assistant.library.body_names("가람 인력과 가람시 인력")
    assert {(0, 2), (7, 9), (7, 10)} <= set(spans)
