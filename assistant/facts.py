"""What answers state, for a paper: citations counted through all of them, and lines with the marks that hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer, AnswerFigure, Citation, Derivation
from assistant.show_words import amount, place, worded
from assistant.verify import verify

MARK = re.compile(r"\s*\[(\d+)\]")
NUMBER_BLANK = "〔수〕"
"""Stands where a number stood that no citation holds."""
_DIGITS = re.compile(r"\d(?:[\d,.]*\d)?")
_CALCULATION = "계산:"
_MOST_OPERANDS = 4


@dataclass(frozen=True, slots=True)
class Facts:
    """Answers whose marks count through all of them."""

    answers: tuple[Answer, ...]
    citations: tuple[Citation, ...]

    @property
    def figures(self) -> tuple[AnswerFigure, ...]:
        """Return all figures."""
        return tuple(figure for answer in self.answers for figure in answer.figures)

    @property
    def derivations(self) -> tuple[Derivation, ...]:
        """Return all derivations."""
        return tuple(answer.derivation for answer in self.answers if answer.derivation is not None)


def gathered(answers: Sequence[Answer]) -> Facts:
    """Return the facts of answers, each place cited under one number, in order of first use."""
    numbers: dict[Citation, int] = {}
    renumbered = []
    for answer in answers:
        own = {c.number: numbers.setdefault(replace(c, number=0), len(numbers) + 1) for c in answer.citations}
        renumbered.append(_renumbered(answer, own))
    return Facts(tuple(renumbered), tuple(replace(citation, number=n) for citation, n in numbers.items()))


def _renumbered(answer: Answer, own: Mapping[int, int]) -> Answer:
    derivation = answer.derivation
    if derivation is not None:
        operands = tuple(replace(o, citation=own.get(o.citation, o.citation)) for o in derivation.operands)
        derivation = replace(derivation, operands=operands)
    return replace(
        answer,
        answer=re.sub(r"\[(\d+)\]", lambda m: f"[{own[int(m[1])]}]" if int(m[1]) in own else "", answer.answer),
        citations=tuple(replace(citation, number=own[citation.number]) for citation in answer.citations),
        figures=tuple(replace(f, citation=own.get(f.citation) if f.citation else None) for f in answer.figures),
        derivation=derivation,
    )


def marks(line: str) -> tuple[int, ...]:
    """Return the numbers of a line's marks."""
    return tuple(int(number) for number in MARK.findall(line))


def numbers(line: str) -> frozenset[str]:
    """Return the numbers of a line that are no marks, without their thousands' commas."""
    return frozenset(found.replace(",", "") for found in _DIGITS.findall(MARK.sub(" ", line)))


def fault(line: str, facts: Facts) -> str:
    """Return why a line can't stand in a paper, Korean, or an empty text.

    A line stands when it bears a mark and the gate, which here is told of no question, lets all of it pass.
    """
    if not marks(line):
        return "근거 번호가 없음"
    reason = ""
    for derivation in (None, *facts.derivations):
        verdict = verify(line, question="", citations=facts.citations, figures=facts.figures, derivation=derivation)
        if verdict.passed:
            return ""
        reason = reason or verdict.problems[0].rpartition(": ")[2]
    return reason


def statements(facts: Facts) -> Iterator[str]:
    """Yield what the answers say, line by line, each with its marks.

    A computed answer is one line with its operands behind it, for its first line alone does not say of what.
    """
    for answer in facts.answers:
        if answer.outcome != "answered":
            continue
        said = [line.strip() for line in answer.answer.splitlines() if line.strip()]
        said = [line.removeprefix("- ") for line in said if not line.startswith(_CALCULATION)]
        if answer.derivation is not None and 1 < len(said) <= _MOST_OPERANDS + 1:
            said = [f"{MARK.sub('', said[0])} ({'; '.join(said[1:])})"]
        yield from (_marked(line, answer) for line in said)


def _marked(line: str, answer: Answer) -> str:
    """Return a line with marks: its own, or the first citation that holds it alone, or all of the answer's."""
    if marks(line) or not answer.citations:
        return line
    every = " ".join(f"[{citation.number}]" for citation in answer.citations)
    alone = (f"{line} [{citation.number}]" for citation in answer.citations)
    own = Facts((answer,), answer.citations)
    return next((candidate for candidate in alone if not fault(candidate, own)), f"{line} {every}")


def figure_lines(facts: Facts) -> Iterator[str]:
    """Yield `label: value unit [n]` for every figure; a derived one with the marks of its operands."""
    seen = set()
    for answer in facts.answers:
        if answer.outcome != "answered":
            continue
        for figure in answer.figures:
            cited = (figure.citation,) if figure.citation else _operands(answer)
            if cited and (figure.label, figure.value, cited) not in seen:
                seen.add((figure.label, figure.value, cited))
                calculated = " (계산)" if figure.derived else ""
                yield f"{_label(figure, answer)}: {amount(figure)}{calculated} {' '.join(f'[{n}]' for n in cited)}"


def _label(figure: AnswerFigure, answer: Answer) -> str:
    """Return a figure's label; for a computed one, which has only the question, those of its operands."""
    if not figure.derived or answer.derivation is None:
        return figure.label
    return ", ".join(dict.fromkeys(operand.label for operand in answer.derivation.operands)) or figure.label


def _operands(answer: Answer) -> tuple[int, ...]:
    operands = answer.derivation.operands if answer.derivation else ()
    return tuple(dict.fromkeys(operand.citation for operand in operands))


def calculation_lines(facts: Facts) -> Iterator[str]:
    """Yield every derivation on one line, each operand with its mark."""
    for answer in facts.answers:
        if answer.derivation is not None and answer.outcome == "answered":
            yield worded(answer.derivation)


def question_lines(facts: Facts) -> Iterator[str]:
    """Yield the questions; a number in them that their answer's places do not state is blanked out."""
    for answer in facts.answers:
        yield uncited_blanked(answer.standalone_question or answer.question, answer)


def uncited_blanked(text: str, answer: Answer) -> str:
    """Return a text as it is when an answer's places hold all its numbers, else with its numbers blanked out."""
    if not numbers(text):
        return text
    own = Facts((answer,), answer.citations)
    every = " ".join(f"[{citation.number}]" for citation in answer.citations)
    if answer.citations and not fault(f"{text} {every}", own):
        return text
    return _DIGITS.sub(NUMBER_BLANK, text)


def caution_lines(facts: Facts) -> Iterator[str]:
    """Yield what the writer must know: disagreeing sources, questions without an answer, doubts about a table."""
    for answer in facts.answers:
        question = uncited_blanked(answer.standalone_question or answer.question, answer)
        if answer.outcome == "conflict":
            yield f"자료끼리 값이 다릅니다: {question}"
            yield from (_marked(line.strip().removeprefix("- "), answer) for line in answer.answer.splitlines() if line)
        elif answer.outcome != "answered":
            yield f"문서에서 확인하지 못했습니다: {question}"
        yield from (uncited_blanked(problem, answer) for problem in answer.problems)


def source_line(citation: Citation) -> str:
    """Return a citation as a line of the sources."""
    return f"[{citation.number}] {citation.title}({citation.document}) {place(citation)}"
