"""Answers over editions: the newest answers and says so, an earlier one answers where it is named, and is marked."""

from __future__ import annotations

from pathlib import Path
from shutil import copy

import pytest

from assistant.ask import Assistant
from assistant.finding import find_passages
from assistant.terminal import answer_text
from index.embed import HashingEmbedder
from index.ingest import ingest
from index.search import Index

FORMATS = Path(__file__).resolve().parents[1] / "data" / "formats"

BUDGET = """# {title}

{date}

무지개시

## 1. 마을배움 사업

(단위: 백만원)

| 사업명 | 예산액 |
|---|---|
| 숲길교실 조성 | {amount} |
| 마을책방 운영 | 410 |
{extra}"""


def budget(title: str, date: str, amount: str, extra: str = "") -> str:
    """Return a small budget as Markdown."""
    return BUDGET.format(title=title, date=date, amount=amount, extra=extra)


FIRST = budget("2025년도 세입·세출예산서", "2024. 12. 20.", "1,530", "| 한강다리 조명 | 77 |\n")
SECOND = budget("2025년도 제1회 추가경정예산서", "2025. 5. 2.", "1,710")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "budget.md").write_text(FIRST, encoding="utf-8")
    (folder / "supplement.md").write_text(SECOND, encoding="utf-8")
    return folder


def opened(folder: Path, place: Path) -> Assistant:
    """Read a folder and open an assistant over it."""
    ingest([folder], place, HashingEmbedder())
    return Assistant(Index.open(place, embedder=HashingEmbedder()))


def test_the_newest_edition_answers_and_says_so(folder: Path, tmp_path: Path) -> None:
    assistant = opened(folder, tmp_path / "index")
    answer = assistant.ask("숲길교실 조성 예산액은 얼마인가요?")
    assert "1,710" in answer.answer
    assert "1,530" not in answer.answer
    assert any("가장 새로운 판" in problem and "제1회 추경" in problem for problem in answer.problems)
    assert {citation.document for citation in answer.citations} == {"supplement.md"}
    assert answer.to_json()["citations"][0]["superseded_by"] is None
    assert answer.to_json()["citations"][0]["edition"] == "2025 제1회 추경"


def test_an_edition_that_is_named_answers_and_is_marked(folder: Path, tmp_path: Path) -> None:
    assistant = opened(folder, tmp_path / "index")
    answer = assistant.ask("본예산에서 숲길교실 조성 예산액은 얼마인가요?")
    assert "1,530" in answer.answer
    assert any("이전 판입니다" in problem for problem in answer.problems)
    assert [citation.superseded_by for citation in answer.citations] == ["supplement.md"] * len(answer.citations)


def test_what_only_an_earlier_edition_states_is_answered_from_it(folder: Path, tmp_path: Path) -> None:
    assistant = opened(folder, tmp_path / "index")
    answer = assistant.ask("한강다리 조명 예산액은 얼마인가요?")
    assert "77" in answer.answer
    assert any("이전 판입니다" in problem for problem in answer.problems)


def test_a_replaced_file_answers_with_its_new_content(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    file = folder / "현황.md"
    file.write_text("# 마을배움 이용 현황\n\n## 이용\n\n숲길교실 이용자는 1,204명이다.\n", encoding="utf-8")
    opened(folder, tmp_path / "index")
    file.write_text("# 마을배움 이용 현황\n\n## 이용\n\n숲길교실 이용자는 1,318명이다.\n", encoding="utf-8")
    assistant = opened(folder, tmp_path / "index")
    answer = assistant.ask("숲길교실 이용자는 몇 명인가요?")
    assert "1,318" in answer.answer
    assert "1,204" not in answer.answer
    assert any("이전 판:" in problem for problem in answer.problems)
    old = next(entry for entry in assistant.index.documents() if entry.superseded_by)
    restricted = assistant.ask("숲길교실 이용자는 몇 명인가요?", documents=[old.id])
    assert "1,204" in restricted.answer
    assert any("이전 판입니다" in problem for problem in restricted.problems)
    found = find_passages(assistant.index, "숲길교실 이용자")
    assert all(passage.document.is_in_force for passage in found.passages)


def test_reports_of_one_year_are_told_apart_by_their_dates(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for month, people in (("3. 31", "1,204"), ("9. 30", "1,318")):
        head = f"# 2025년 마을배움 주요업무보고\n\n2025. {month}.\n\n무지개시\n\n"
        text = head + f"## 1. 이용\n\n- 숲길교실 이용자는 {people}명이다.\n"
        (folder / f"{month[0]}월.md").write_text(text, encoding="utf-8")
    answer = opened(folder, tmp_path / "index").ask("숲길교실 이용자는 몇 명인가요?")
    assert "1,318" in answer.answer
    assert "1,204" not in answer.answer
    assert any("2025-09-30" in problem and "2025-03-31" in problem for problem in answer.problems)


def test_documents_without_other_editions_say_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.md").write_text(FIRST, encoding="utf-8")
    answer = opened(folder, tmp_path / "index").ask("숲길교실 조성 예산액은 얼마인가요?")
    assert "1,530" in answer.answer
    assert not any("판" in problem for problem in answer.problems)


def test_a_figure_of_a_workbook_is_cited_with_its_sheet(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    copy(FORMATS / "report.xlsx", folder / "report.xlsx")
    answer = opened(folder, tmp_path / "index").ask("숲길교실 조성 시비 2025년 예산액은 얼마인가요?")
    assert "1,530" in answer.answer
    assert answer.citations[0].sheet == "예산"
    assert answer.to_json()["citations"][0]["sheet"] == "예산"
    assert "시트 ‘예산’" in answer_text(answer)
