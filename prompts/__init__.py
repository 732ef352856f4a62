"""The prompts, one Markdown file each, and the templates of papers beside them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def load(name: str) -> str:
    """Return the text of a prompt (`answer`, `papers/briefing`). Raises FileNotFoundError for a name without a file."""
    return files(__name__).joinpath(*f"{name}.md".split("/")).read_text(encoding="utf-8").strip()


@cache
def paper_names() -> tuple[str, ...]:
    """Return the names of the templates in `papers`, in alphabetical order."""
    found = files(__name__).joinpath("papers").iterdir()
    return tuple(sorted(entry.name.removesuffix(".md") for entry in found if entry.name.endswith(".md")))
