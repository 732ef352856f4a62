"""The prompts, one Markdown file each."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def load(name: str) -> str:
    """Return the text of a prompt (`answer`). Raises FileNotFoundError for a name without a file."""
    return (files(__name__) / f"{name}.md").read_text(encoding="utf-8").strip()
