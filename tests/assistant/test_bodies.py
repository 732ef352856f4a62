"""Names of issuing bodies in questions."""

from __future__ import annotations

import pytest

from assistant.bodies import is_named, short_names
from index.evidence import DocumentEntry

ENTRY = DocumentEntry(
    id="1",
    name="report.txt",
    title="2031년도 바람시 물빛연구원 주요업무보고",
    organization="바람시 물빛연구원",
    kind="주요업무보고",
    as_of=None,
    period=None,
    format="txt",
)


@pytest.mark.parametrize("question", ["물빛연구원의 정원은?", "바람시 물빛연구원 예산", "주요 업무보고에 나온 예산은?"])
def test_a_body_by_the_end_of_its_name_or_the_kind_names_a_document(question: str) -> None:
    assert is_named(ENTRY, question)


@pytest.mark.parametrize("question", ["노을연구원의 정원은?", "예산서에 나온 정원은?", "연구원은 몇 명인가요?"])
def test_another_body_or_kind_names_none(question: str) -> None:
    assert not is_named(ENTRY, question)


def test_a_town_goes_by_its_name_without_its_rank() -> None:
    assert short_names("바람광역시 교육청") == ("바람광역시 교육청", "바람광역시", "바람")


def test_any_town_is_no_name_and_no_body_has_none() -> None:
    assert short_names("자치구 공통") == ("자치구 공통",)
    assert short_names("") == ()
