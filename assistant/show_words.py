"""An answer, its figures and its places in plain words, for the page and the clipboard."""

from __future__ import annotations

from assistant.answer import Answer, AnswerFigure, Citation, Derivation, plain
from assistant.texts import say
from corpus.amounts import readable_won, write_amount


def amount(figure: AnswerFigure) -> str:
    """Return a figure with its unit and, for large money, the way people read it."""
    stated = write_amount(figure.value, figure.unit)
    if figure.won is None or abs(figure.won) < 10_000 or figure.unit == "원":
        return stated
    readable = readable_won(figure.won)
    return stated if readable.replace(" ", "") == stated.replace(" ", "") else f"{stated} ({readable})"


def place(citation: Citation) -> str:
    """Return a citation's place in words: table with row and column, or the heading, then page or lines."""
    parts = [citation.table or (citation.heading_path[-1] if citation.heading_path else "")]
    if citation.row_path or citation.column_path:
        parts.append(" · ".join((*citation.row_path, *citation.column_path)))
    if citation.page is not None:
        parts.append(say("{page}쪽", page=citation.page))
    elif citation.sheet:
        parts.append(say("시트 ‘{sheet}’", sheet=citation.sheet))
    elif citation.lines is not None:
        first, last = citation.lines
        parts.append(
            say("{first}행", first=first) if first == last else say("{first}~{last}행", first=first, last=last)
        )
    return " › ".join(part for part in parts if part)


def as_text(answer: Answer) -> str:
    """Return the answer with its sources as plain text, for the clipboard and a briefing note."""
    lines = [
        say("질의: {question}", question=answer.standalone_question or answer.question),
        say("답변: {answer}", answer=answer.answer),
    ]
    if answer.derivation is not None:
        lines.append(say("계산: {worded}", worded=worded(answer.derivation)))
    lines += [f"[{c.number}] {c.title}({c.document}) {place(c)}" for c in answer.citations]
    lines += [say("주의: {problem}", problem=problem) for problem in answer.problems]
    return "\n".join(lines)


def worded(derivation: Derivation) -> str:
    """Return a derivation on one line: the formula, its operands and the result."""
    operands = ", ".join(f"{o.name} = {plain(o.value)}{o.unit} [{o.citation}]" for o in derivation.operands)
    return f"{derivation.formula} ({operands}) = {plain(derivation.value)}{derivation.unit}"
