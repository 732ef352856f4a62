"""The sample corpus: says what it is, holds the reports' figures, and answers a newcomer's questions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.ask import Assistant
from assistant.settings import Settings
from assistant.terminal import answer_text
from corpus.document import Document, Table
from corpus.read import read
from evals.answers import score
from evals.cases import Case, load_cases
from index.embed import open_embedder
from index.ingest import ingest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpus" / "samples"
REPORTS = ROOT / ".." / "shared" / "corpus"
QUESTIONS = ROOT / "evals" / "data" / "samples.jsonl"
SOURCE = {
    "coding-education.md": "000",
    "digital-learning-pledges.txt": "001",
    "ai-committee.md": "002",
    "education-research-institute.pdf": "003",
    "lifelong-education.txt": "004",
}
"""Which report a digest takes its figures from."""
MANGLED = {"청년 취업사관학교 AI 인재 양성", "중소기업육성기금 투자계정(서울 Vision 2030 펀드)"}
"""Rows whose line in the report was broken by character recognition; checked by eye against the lines around it."""
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")

needs_reports = pytest.mark.skipif(not REPORTS.is_dir(), reason=f"the reports are not there: {REPORTS}")


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {name: read(SAMPLES / name) for name in SOURCE}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("samples-index")
    settings = Settings.model_validate({"index_dir": folder})  # the defaults, whatever the environment says
    report = ingest([SAMPLES], folder, open_embedder(settings.embedding_model, cache_dir=settings.cache_dir))
    assert not report.skipped
    return Assistant.open(settings)


def _cases() -> tuple[Case, ...]:
    return load_cases(QUESTIONS)


def test_the_manifest_names_every_sample() -> None:
    entries = json.loads((SAMPLES / "manifest.json").read_text(encoding="utf-8"))
    assert {entry["file"] for entry in entries} == set(SOURCE)
    assert {path.name for path in SAMPLES.iterdir()} == set(SOURCE) | {"manifest.json"}


@pytest.mark.parametrize("name", sorted(SOURCE))
def test_each_sample_says_that_it_is_a_digest_and_whose(name: str, documents: dict[str, Document]) -> None:
    document = documents[name]
    assert "요약본" in document.title
    assert document.organization
    top = " ".join(paragraph.text for paragraph in document.paragraphs[:4])
    assert "요약본" in top
    assert "원문이 아" in top
    assert f"발행기관: {document.organization}" in top


def _rows(table: Table) -> Iterator[tuple[str, list[str]]]:
    """Yield (first cell, numbers of the row) of every body row."""
    for row in range(table.header_rows, table.rows):
        cells = sorted((cell for cell in table.cells if cell.row == row), key=lambda cell: cell.column)
        numbers = [number for cell in cells for number in _NUMBER.findall(cell.text)]
        if cells and numbers:
            yield cells[0].text, numbers


def _in_order(wanted: list[str], line: list[str]) -> bool:
    rest = iter(line)
    return all(number in rest for number in wanted)


@needs_reports
@pytest.mark.parametrize("name", sorted(SOURCE))
def test_each_row_of_numbers_stands_in_a_line_of_the_report(name: str, documents: dict[str, Document]) -> None:
    (report,) = REPORTS.glob(f"{SOURCE[name]}_*.txt")
    lines = [_NUMBER.findall(line) for line in report.read_text(encoding="utf-8").splitlines()]
    rows = [row for table in documents[name].tables for row in _rows(table) if len(row[1]) >= 3]
    assert rows or name == "lifelong-education.txt", "no table with numbers was read"
    missing = [row for row in rows if row[0] not in MANGLED and not any(_in_order(row[1], line) for line in lines)]
    dates = [row for row in missing if re.search(r"조례안|회의|방문", row[0])]
    assert [row for row in missing if row not in dates] == []


@needs_reports
@pytest.mark.parametrize("name", sorted(SOURCE))
def test_each_number_stands_in_the_report(name: str, documents: dict[str, Document]) -> None:
    (report,) = REPORTS.glob(f"{SOURCE[name]}_*.txt")
    known = set(_NUMBER.findall(report.read_text(encoding="utf-8")))
    words = [cell.text for table in documents[name].tables for cell in table.cells]
    words += [paragraph.text for paragraph in documents[name].paragraphs]
    # Short numbers and years stand everywhere and prove nothing; `'21` of a report is 2021 in a digest.
    ours = {number for text in words for number in _NUMBER.findall(text) if len(number) >= 3}
    assert {number for number in ours - known if not re.fullmatch(r"20\d\d", number)} == set()


@needs_reports
@pytest.mark.parametrize("name", sorted(SOURCE))
def test_no_sentence_of_a_report_was_copied(name: str, documents: dict[str, Document]) -> None:
    ours = "".join("".join(paragraph.text.split()) for paragraph in documents[name].paragraphs)
    for report in REPORTS.glob("*.txt"):
        for line in report.read_text(encoding="utf-8").splitlines():
            sentence = "".join(line.split())
            if len(sentence) >= 30 and "\t" not in line and sum(map(str.isdigit, sentence)) < len(sentence) / 4:
                assert sentence not in ours


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.id)
def test_the_expected_value_stands_where_the_question_file_says(case: Case) -> None:
    if not case.doc or not case.lines or case.kind not in ("figure", "rank"):
        assert case.pages or case.kind not in ("figure", "rank") or not case.doc
        return
    lines = (SAMPLES / case.doc[0]).read_text(encoding="utf-8").splitlines()
    cited = "\n".join("\n".join(lines[first - 1 : last]) for first, last in case.lines)
    for figure in case.figures:
        assert f"{figure.value:,}" in cited or str(figure.value) in cited


JOURNEY = [
    (
        "스마트기기 휴대 학습 「디벗」 지원의 2024년 예산은 얼마입니까?",
        "72835",
        "백만원",
        "digital-learning-pledges.txt",
        (127, 127),
    ),
    ("코딩교육 사업 이행률", "34.9", "%", "coding-education.md", (48, 48)),
    ("정보보안관리 2023 예산현액", "4129577", "천원", "education-research-institute.pdf", None),
    ("서울런 멘토링 사업비는 얼마입니까?", "55.3", "억원", "lifelong-education.txt", (31, 31)),
    ("2024년 디지털 새싹에 참여한 인원은 몇 명입니까?", "33897", "명", "ai-committee.md", (94, 94)),
]


@pytest.mark.parametrize(("question", "value", "unit", "document", "lines"), JOURNEY, ids=lambda value: str(value)[:18])
def test_a_newcomer_gets_the_number_and_its_place(
    assistant: Assistant, question: str, value: str, unit: str, document: str, lines: tuple[int, int] | None
) -> None:
    answer = json.loads(json.dumps(assistant.ask(question).to_json()))
    assert answer["outcome"] == "answered"
    assert (answer["figures"][0]["value"], answer["figures"][0]["unit"]) == (value, unit)
    citation = answer["citations"][answer["figures"][0]["citation"] - 1]
    assert citation["document"] == document
    if lines is None:
        assert citation["page"] == 2
    else:
        assert lines[0] <= citation["lines"][0] <= citation["lines"][1] <= lines[1]


def test_the_answer_in_the_readme_is_the_real_one(assistant: Assistant) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r'```console\n\$ policy-assistant ask "(.+?)"\n(.+?)\n```', readme, re.S)
    assert shown is not None
    assert answer_text(assistant.ask(shown[1])).rstrip() == shown[2]


def test_what_the_samples_do_not_say_is_not_answered(assistant: Assistant) -> None:
    answer = assistant.ask("올해 서울 지하철 요금 얼마로 올랐어?").to_json()
    assert answer["outcome"] == "unanswerable"
    assert answer["figures"] == []


@pytest.mark.parametrize("distance", [1, 7, 13])
def test_another_subject_asked_before_changes_no_answer(assistant: Assistant, distance: int) -> None:
    cases = [case for case in _cases() if not case.history]
    for case, other in zip(cases, cases[distance:] + cases[:distance], strict=True):
        if set(case.doc) & set(other.doc):
            continue  # what was asked before may settle what is meant
        alone = score(case, assistant.ask(case.question))
        after = score(case, assistant.ask(case.question, [other.question]))
        assert (after.right, after.is_wrong_stated) == (alone.right, alone.is_wrong_stated), (other.id, case.id)


def test_a_new_question_is_no_choice_among_the_values_offered(assistant: Assistant) -> None:
    offering = "코딩교육 2023년 금액이 얼마야?"
    offered = assistant.ask(offering)
    assert offered.outcome == "clarify"
    assert sum("사업" in choice.label for choice in offered.alternatives) == 1
    new = assistant.ask("정보보안관리 사업의 2023년 예산현액은 얼마입니까?", [offering])
    assert (str(new.figures[0].value), new.figures[0].unit) == ("4129577", "천원")
    chosen = assistant.ask("신청액", [offering])
    assert (str(chosen.figures[0].value), chosen.figures[0].unit) == ("661600", "천원")
