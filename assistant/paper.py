"""A note, press release or reply from a template over cited figures: every number cited, the unknown left blank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Citation
from assistant.errors import NothingToWrite
from assistant.facts import (
    Facts,
    calculation_lines,
    caution_lines,
    fault,
    figure_lines,
    gathered,
    question_lines,
    source_line,
    statements,
)
from assistant.templates import FACT_SLOTS, SLOT, Template

_FIXED_SLOTS = frozenset({"근거", "유의", "질의"})
"""What these hold is said as it is: no model words it."""
_GATED = frozenset({"대표 사실", "사실", "수치", "계산"})


@dataclass(frozen=True, slots=True)
class PaperPart:
    """One heading of a paper with its lines."""

    heading: str
    lines: tuple[str, ...]
    is_fixed: bool = False
    """True for sources, remarks and questions, which no model may word."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper drafted from a template; `〔…〕` in it is a blank for a person to fill."""

    template: str
    name: str
    title: str
    parts: tuple[PaperPart, ...]
    facts: Facts
    problems: tuple[str, ...] = ()
    """Korean: what was left out and why."""
    mode: str = "offline"

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Return the places the paper cites."""
        return self.facts.citations

    @property
    def note(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return (heading, lines) of all parts, as the exporters take them."""
        return tuple((part.heading, part.lines) for part in self.parts)

    @property
    def text(self) -> str:
        """Return the paper as plain text with Markdown's headings."""
        parts = ("\n".join((f"## {heading}", *(f"- {line}" for line in lines))) for heading, lines in self.note)
        return "\n\n".join((f"# {self.title}", *parts)) + "\n"

    def to_json(self) -> dict[str, object]:
        """Return plain values for JSON."""
        return {
            "template": self.template,
            "title": self.title,
            "parts": [{"heading": heading, "lines": list(lines)} for heading, lines in self.note],
            "citations": Answer("", "answered", "", citations=self.citations).to_json()["citations"],
            "problems": list(self.problems),
            "mode": self.mode,
        }


def blank(name: str) -> str:
    """Return a blank for a person to fill."""
    return f"〔{name}: \u3000\u3000\u3000\u3000〕"


def write(template: Template, answers: Sequence[Answer]) -> Paper:
    """Return a template filled with what answers state, no model asked.

    A line whose numbers its marks do not hold is left out and told in `problems`; a slot without a fact is a blank.
    Raises NothingToWrite without answers.
    """
    if not answers:
        raise NothingToWrite("초안에 쓸 답이 없습니다. 먼저 질문하여 근거가 있는 답을 받으십시오.")
    facts = gathered(answers)
    problems: list[str] = []
    filled = {slot: tuple(_stood(slot, lines, facts, problems)) for slot, lines in _offered(facts).items()}
    parts = []
    for part in template.parts:
        lines = tuple(line for pattern in part.lines for line in _filled(pattern, filled))
        slots = {slot for pattern in part.lines for slot, _ in SLOT.findall(pattern)}
        if lines:
            parts.append(PaperPart(part.heading, lines, bool(slots & _FIXED_SLOTS)))
    title = "".join(_filled(template.title, {}))
    return Paper(template.id, template.name, title, tuple(parts), facts, tuple(dict.fromkeys(problems)))


def _offered(facts: Facts) -> dict[str, Iterator[str]]:
    return {
        "질의": question_lines(facts),
        "사실": statements(facts),
        "수치": figure_lines(facts),
        "계산": calculation_lines(facts),
        "유의": caution_lines(facts),
        "근거": (source_line(citation) for citation in facts.citations),
    }


def _stood(slot: str, lines: Iterator[str], facts: Facts, problems: list[str]) -> Iterator[str]:
    """Yield the lines that pass the gate, each once; say of the others why they don't."""
    for line in dict.fromkeys(lines):
        reason = fault(line, facts) if slot in _GATED else ""
        if reason:
            problems.append(f"근거에서 확인되지 않아 초안에서 뺀 줄({slot}): {reason}")
        else:
            yield line


def _filled(pattern: str, filled: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield a template's line once for every fact of its slot, or once with a blank, or not at all."""
    slots = SLOT.findall(pattern)
    fact = next((slot for slot, _ in slots if slot in FACT_SLOTS), None)
    if fact is None:
        yield SLOT.sub(lambda slot: blank(slot[1]), pattern)
        return
    lines = filled["사실"][:1] if fact == "대표 사실" else filled[fact]
    is_optional = (fact, "?") in slots
    for line in lines or (() if is_optional else (blank(f"{fact}, 문서에서 확인되지 않음"),)):
        yield SLOT.sub(lambda slot, line=line: line if slot[1] == fact else blank(slot[1]), pattern)  # type: ignore[misc]
