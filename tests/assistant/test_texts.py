"""Every text of the page is in the catalogue, with the same placeholders, and no other is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from assistant.show_frame import BUTTONS, FIELDS, LABELS
from assistant.show_paper import kinds
from assistant.texts import ENGLISH, in_language, say, speaking
from index.results import NAMES as STATES

ROOT = Path(__file__).resolve().parents[2]
PAGE = [
    ROOT / "app.py",
    *(
        ROOT / "assistant" / f"{name}.py"
        for name in (
            *("browse", "chart_files", "charts", "feedback", "parcel", "session"),
            *("show", "show_documents", "show_evidence", "show_figures", "show_frame", "show_paper", "show_sheet"),
            *("show_tools", "show_upload", "show_words"),
        )
    ),
]
BELOW = [ROOT / "assistant" / "access.py", ROOT / "assistant" / "ask.py", ROOT / "assistant" / "paper.py"]
BELOW += [ROOT / "assistant" / "plans.py"]
BELOW += [ROOT / "index" / "results.py", ROOT / "index" / "vectorize.py", ROOT / "index" / "ingest.py"]
"""Modules that are not the page's but say some of what it shows."""
HANGUL = re.compile(r"[가-힣]")


def said(path: Path) -> set[str]:
    """Return the Korean string literals of a module but for docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts | told
    }


@pytest.mark.parametrize("path", PAGE, ids=lambda path: path.name)
def test_what_is_said_has_an_english_text(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    asked = [
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say"
        if isinstance(node.args[0], ast.Constant)
    ]
    assert [text for text in asked if text not in ENGLISH] == []


@pytest.mark.parametrize("path", PAGE, ids=lambda path: path.name)
def test_no_korean_reaches_the_page_by_a_formatted_string(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    settings = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == "launch"]
    excused = {id(node) for function in settings for node in ast.walk(function)}  # the administrator's messages
    loose = [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr) and id(node) not in excused
        if any(isinstance(part, ast.Constant) and HANGUL.search(str(part.value)) for part in node.values)
    ]
    assert loose == []


def test_nothing_in_the_catalogue_is_idle() -> None:
    used = set().union(*(said(path) for path in (*PAGE, *BELOW)))
    assert sorted(set(ENGLISH) - used) == []


@pytest.mark.parametrize("text", [*LABELS.values(), *BUTTONS.values(), *FIELDS.values(), *STATES.values()])
def test_what_parts_and_states_are_called_has_an_english_text(text: str) -> None:
    assert text in ENGLISH


def test_templates_are_offered_in_the_language_spoken() -> None:
    korean = {id_: name for name, id_ in kinds()}
    with speaking("en"):
        english = {id_: name for name, id_ in kinds()}
    assert korean["press-release"].startswith("보도자료 – ")
    assert english.keys() == korean.keys()
    assert not any(HANGUL.search(name) for name in english.values())


def test_a_handler_speaks_its_readers_language_at_every_step() -> None:
    language = ["en"]
    spoken_so = in_language(lambda: language[0])

    @spoken_so
    def steps() -> Iterator[str]:
        yield say("질문하기")
        yield say("멈추기")

    running = steps()
    assert next(running) == "Ask"
    assert say("질문하기") == "질문하기"  # between the steps nobody else hears it
    language[0] = "ko"
    assert next(running) == "멈추기"
    assert spoken_so(lambda: say("질문하기"))() == "질문하기"


@pytest.mark.parametrize("korean", ENGLISH)
def test_both_texts_have_the_same_placeholders(korean: str) -> None:
    fields = [
        sorted(str(name) for _, name, _, _ in Formatter().parse(text) if name) for text in (korean, ENGLISH[korean])
    ]
    assert fields[0] == fields[1]
    assert not HANGUL.search(re.sub(r"\(e\.g\. [^)]*\)", "", ENGLISH[korean]))


def test_a_block_speaks_its_language_and_no_longer() -> None:
    with speaking("en"):
        assert say("표 {tables}개", tables=3) == "3 tables"
        assert say("문서가 이렇게 말합니다") == "문서가 이렇게 말합니다"
    assert say("표 {tables}개", tables=3) == "표 3개"
    with speaking("'; DROP"):
        assert say("복사") == "복사"
