"""The Korean of a rank over change: who changed most, by how much, and the next few, each with its cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answer import AnswerFigure
from assistant.cite import Bibliography
from assistant.derive import Computed
from assistant.draft import Draft
from assistant.find import Option
from assistant.question import Asked
from assistant.statement import write
from assistant.stating import as_answer, problems_of, stated
from assistant.word import amount, topic, toward

SHOWN = 4
"""Members told behind the first."""
_MOVED = {-1: "줄었습니다", 1: "늘었습니다"}


@dataclass(frozen=True, slots=True)
class Change:
    """One member's change: `options` is its printed cell, or the later and the earlier amount it is computed from."""

    name: str
    value: Decimal
    options: tuple[Option, ...]
    computed: Computed | None = None


def told(asked: Asked, order: Sequence[Change], score: float, *, sign: int) -> Draft:
    """Return the draft that states the first of the changes, all of them where several are as large.

    `sign` is the way they go that the question asks for, 0 either way.
    """
    first = order[0]
    winners = [one for one in order if one.value == first.value]
    others = [one for one in order if one not in winners][:SHOWN]
    if first.computed is not None:
        return _computed(asked, winners, others, score, sign=sign)
    bibliography = Bibliography()
    lines, figures = [], []
    for one in (*winners, *others):
        option = one.options[0]
        number = bibliography.figure(option.figure, option.candidate.document, option.candidate.unit.text)
        figures.append(as_answer(option.figure, number))
        lines.append(f"{_year(one.name)}: {stated(option.figure)} [{number}]")
    marks = "".join(f"[{figure.citation}]" for figure in figures[: len(winners)])
    said = toward(stated(first.options[0].figure))
    text = f"{topic(_names(winners))} {said} {_word(asked, sign, first.options[0].figure.unit)}. {marks}"
    return Draft(
        outcome="answered",
        text="\n- ".join((text, *lines[len(winners) if len(winners) == 1 else 0 :])),
        figures=tuple(figures),
        citations=bibliography.citations,
        problems=problems_of([first.options[0].figure]),
        confidence=score,
    )


def _computed(asked: Asked, winners: Sequence[Change], others: Sequence[Change], score: float, *, sign: int) -> Draft:
    """Return the draft of a change computed from two amounts; of the others these amounts alone are told."""
    first = winners[0]
    assert first.computed is not None
    base = write(replace(asked, operation="difference"), first.computed, first.options, score)
    bibliography = Bibliography(base.citations)
    figures: list[AnswerFigure] = list(base.figures)
    lines = []
    for one in (*winners[1:], *others):
        numbers = [bibliography.figure(o.figure, o.candidate.document, o.candidate.unit.text) for o in one.options]
        figures += [as_answer(o.figure, number) for o, number in zip(one.options, numbers, strict=True)]
        cells = " → ".join(stated(option.figure) for option in reversed(one.options))
        lines.append(f"\n- {_year(one.name)}: {cells} {''.join(f'[{number}]' for number in numbers)}")
    value, unit = first.computed.result, first.computed.result_unit
    marks = "".join(f"[{number}]" for number in sorted({c.number for c in base.citations}))
    went = "늘어" if value > 0 else "줄어"
    text = f"{topic(_names(winners))} {amount(abs(value), unit)} {went} {_word(asked, sign, unit)}. {marks}\n"
    return replace(
        base,
        text=text + base.text.partition("\n")[2] + "".join(lines),
        figures=tuple(figures),
        citations=bibliography.citations,
    )


def _word(asked: Asked, sign: int, unit: str | None) -> str:
    most = asked.operation == "maximum"
    if sign:
        return f"가장 {'많이' if most else '적게'} {_MOVED[sign]}"
    if unit in ("%", "%p"):
        return f"가장 {'높습니다' if most else '낮습니다'}"
    return f"가장 {'큽니다' if most else '작습니다'}"


def _names(winners: Sequence[Change]) -> str:
    return ", ".join(_year(one.name) for one in winners)


def _year(name: str) -> str:
    return f"{name}년" if name.isdigit() and len(name) == 4 else name
