"""Templates of papers: headings, fixed words and slots, one file each under `prompts/papers`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.errors import UnknownTemplate
from prompts import load, paper_names

FACT_SLOTS = ("질의", "대표 사실", "사실", "수치", "계산", "유의", "근거")
"""Slots filled from answers; every other slot is a blank for a person."""
SLOT = re.compile(r"\{([^{}?]+)(\?)?\}")
"""A slot; with a question mark its line is left out when there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Part:
    """One heading of a template with its lines."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of paper."""

    id: str
    """Its file's name, what the command line calls it."""
    name: str
    """Korean, for the screen."""
    use: str
    """Korean: what it is for."""
    english: str
    """Name and use in English, for a page that speaks it; the paper itself is Korean."""
    version: int
    title: str
    parts: tuple[Part, ...]


def templates() -> tuple[Template, ...]:
    """Return all templates, by Korean name."""
    return tuple(sorted((read_template(name, load(f"papers/{name}")) for name in paper_names()), key=lambda t: t.name))


def template(name: str) -> Template:
    """Return a template by its id or Korean name. Raises UnknownTemplate, which names those there are."""
    for known in templates():
        if name in (known.id, known.name):
            return known
    names = ", ".join(f"{known.id}({known.name})" for known in templates())
    raise UnknownTemplate(f"‘{name}’이라는 서식이 없습니다. 있는 서식: {names}")


def read_template(name: str, text: str) -> Template:
    """Return the template a file states: `이름`, `쓰임`, `영문` and `판` between rules, a title, headings with lines.

    Raises ValueError for a file that states less.
    """
    match = re.fullmatch(r"---\n(.+?)\n---\n# ([^\n]+)\n(.+)", text, re.S)
    if match is None:
        raise ValueError(f"{name}: no front matter or no title")
    facts = dict(re.split(r":\s*", line, maxsplit=1) for line in match[1].splitlines())
    parts = []
    for block in re.split(r"^## ", match[3], flags=re.M)[1:]:
        heading, *lines = block.splitlines()
        parts.append(Part(heading.strip(), tuple(line.removeprefix("- ") for line in lines if line.strip())))
    if not parts or not {"이름", "쓰임", "영문", "판"} <= facts.keys():
        raise ValueError(f"{name}: 이름, 쓰임, 영문, 판 or the headings are missing")
    return Template(name, facts["이름"], facts["쓰임"], facts["영문"], int(facts["판"]), match[2].strip(), tuple(parts))
