"""The pages: their links lead somewhere, their commands exist and have help, their settings and answers are real."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_BLOCK = re.compile(r"```(?:bash|console)\n(.*?)```", re.S)


def _lines(page: Path) -> list[str]:
    """Return the command lines of a page's shell blocks, comments left out."""
    blocks = _BLOCK.findall(page.read_text(encoding="utf-8"))
    lines = [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith(("policy-assistant ", "python ", "./"))]


def _commands() -> list[tuple[str, ...]]:
    found = {tuple(shlex.split(line, comments=True)) for page in PAGES for line in _lines(page)}
    return sorted(found)


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        if re.match(r"https?://|mailto:", target):
            continue
        path, _, anchor = target.partition("#")
        linked = (page.parent / path) if path else page
        assert linked.exists(), f"{page.name}: {target}"
        assert not anchor or anchor in _anchors(linked), f"{page.name}: {target}"


def test_the_pages_hold_commands() -> None:
    assert len(_commands()) >= 10


@pytest.mark.parametrize("command", _commands(), ids=" ".join)
def test_commands_of_the_pages_exist(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    program, *words = command
    if program.startswith("./"):
        script = ROOT / program
        assert script.is_file()
        assert script.stat().st_mode & 0o111, f"{program} is not executable"
        return
    if program == "python" and words[0] == "-m":
        done = subprocess.run(
            [sys.executable, *words[:2], "--help"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == 0, done.stderr
        for word in words[2:]:
            assert not word.startswith("--") or word in done.stdout, f"{' '.join(command)}: {word}"
        return
    if program == "python":
        assert (ROOT / words[0]).is_file()
        return
    assert main([words[0], "--help"]) == 0
    shown = capsys.readouterr().out
    for word in words[1:]:
        assert not word.startswith("-") or word in shown, f"{' '.join(command)}: {word}"


def test_the_settings_table_is_complete() -> None:
    told = set(re.findall(r"`ASSISTANT_([A-Z0-9_]+)`", README))
    assert told == {name.upper() for name in Settings.model_fields}


def test_the_licence_and_the_pins_say_nothing_of_where_they_came_from() -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert re.findall(r"https?://|file:|@|\+cpu", pins) == []
