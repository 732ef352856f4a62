"""The prompts load by name, from the package."""

from __future__ import annotations

from pathlib import Path

import pytest

import prompts

ROOT = Path(prompts.__file__).parent
NAMES = sorted(str(path.relative_to(ROOT).with_suffix("")) for path in ROOT.rglob("*.md"))


def test_there_are_prompts() -> None:
    assert "answer" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_prompt_is_text_without_blank_ends(name: str) -> None:
    text = prompts.load(name)
    assert text
    assert text == text.strip()


def test_an_unknown_prompt_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        prompts.load("no-such-prompt")
