"""The Korean of a computed number: headline, calculation, operands, each cited; or the question back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Alternative, AnswerFigure, Derivation, Operand
from assistant.cite import Bibliography
from assistant.contrast import Group
from assistant.derive import Computed
from assistant.draft import Draft
from assistant.find import Option
from assistant.forms import unit_class
from assistant.items import item_words
from assistant.question import Asked
from assistant.stating import explain, name_of, problems_of, stated
from assistant.weighed import leading_word
from assistant.word import amount, is_
from corpus.amounts import convert, won_factor, write_amount
from corpus.figures import Figure

_DECIMAL_PLACE = re.compile(
    r"소수\s*(?:점\s*)?(?:이하\s*)?(첫째|둘째|셋째|1|2|3|한|두|세)\s*(?:번째\s*)?자리|(one|two|three) decimal", re.I
)
_PLACES = {"첫째": 1, "둘째": 2, "셋째": 3, "한": 1, "두": 2, "세": 3, "one": 1, "two": 2, "three": 3}
_CHANGES = re.compile(
    r"늘|줄|증가|감소|증액|감액|증감(?![률율])|올랐|올라|오르|내렸|떨어졌|상승|하락|increase|decrease|grow|fell|fall",
    re.I,
)
_LONG = 80
"""Letters of two names together from which the headline leaves them to the list."""
_SHORT = 12
"""Letters below which a name says too little without its section."""
_TURNED = "b - a"
_SHOWN = 12
"""Operands listed in the answer; the derivation holds them all."""


def places_of(asked: Asked, default: int = 1) -> int:
    """Return how many decimal places the question asks for, `default` when it does not say."""
    places = places_asked(asked)
    return default if places is None else places


def places_asked(asked: Asked) -> int | None:
    """Return how many decimal places the question asks for, None when it does not say."""
    found = _DECIMAL_PLACE.search(asked.standalone)
    if found is None:
        return None
    word = (found.group(1) or found.group(2)).lower()
    return _PLACES[word] if word in _PLACES else int(word)


def wanted_unit(asked: Asked, figure: Figure) -> str | None:
    """Return the unit of money the question wants the result in (`몇 억원`, `만원 단위로`), or None."""
    if figure.unit is None or won_factor(figure.unit) is None:
        return None
    for unit in (asked.unit_wanted, asked.unit):
        if unit is not None and unit != "원" and won_factor(unit) is not None:
            return unit
    return None


def operand_name(figure: Figure) -> str:
    """Return the words that name an operand: row and column, and its item in a cell of several."""
    item = item_words(figure)
    name = name_of(figure)
    return f"{name} {item}" if item and item not in name else name


def write(asked: Asked, computed: Computed, operands: Sequence[Option], confidence: float) -> Draft:
    """Return the draft that states a computed number, its formula and its operands, each cited."""
    computed = without_sign(computed)
    bibliography = Bibliography()
    named: list[Operand] = []
    lines: list[str] = []
    for index, (option, value) in enumerate(zip(operands, computed.values, strict=True)):
        figure = option.figure
        number = bibliography.figure(figure, option.candidate.document, option.candidate.unit.text)
        unit = computed.unit if unit_class(figure.unit) == unit_class(computed.unit) else (figure.unit or "")
        name = chr(ord("a") + index) if index < 26 else f"x{index}"
        label = _placed_name(option, operands)
        named.append(Operand(name=name, value=value, unit=unit, citation=number, label=label))
        lines.append(f"- {label}: {stated(figure)} [{number}]")
    marks = "".join(f"[{n}]" for n in sorted({operand.citation for operand in named}))
    derivation = Derivation(computed.formula, tuple(named), computed.result, computed.result_unit)
    lead = leading_word(asked, operands[0], operands[1]) if computed.formula in ("a - b", _TURNED) else ""
    text = f"{lead}{_headline(asked, computed, named)}. {marks}\n계산: {_expression(computed, named)}\n" + "\n".join(
        lines[:_SHOWN]
    )
    result = AnswerFigure(
        computed.result,
        computed.result_unit,
        convert(computed.result, computed.result_unit, "원"),
        asked.standalone,
        None,
        derived=True,
    )
    given = tuple(
        AnswerFigure(o.figure.value, o.figure.unit or "", o.figure.won, o.figure.label, operand.citation)
        for o, operand in zip(operands, named, strict=True)
    )
    return Draft(
        outcome="answered",
        text=text,
        figures=(result, *given),
        derivation=derivation,
        citations=bibliography.citations,
        problems=problems_of([option.figure for option in operands]),
        confidence=confidence,
        explanation=(*explain(operands[0])[:1], f"식 {computed.formula}, 피연산자 점수 {confidence:.2f}"),
    )


def without_sign(computed: Computed) -> Computed:
    """Return a difference as it is told, how much the one differs from the other: the words say which way."""
    if computed.formula != "a - b" or computed.result >= 0:
        return computed
    return replace(computed, formula=_TURNED, result=-computed.result)


def _placed_name(option: Option, operands: Sequence[Option]) -> str:
    """Return an operand's name, its section before it where the operands stand in several."""
    name = operand_name(option.figure)
    path = option.figure.heading_path
    if len({other.figure.document_id for other in operands}) > 1:
        section = f"{path[-1]} · " if path and len(name) < _SHORT else ""
        return f"{option.candidate.document.title} · {section}{name}"
    paths = [other.figure.heading_path for other in operands]
    if path and len(set(paths)) > 1:
        level = next((i for i, heading in enumerate(path) if any(heading not in p[i : i + 1] for p in paths)), 0)
        return f"{path[level]} · {name}" if path[level] not in name else name
    return name


def _headline(asked: Asked, computed: Computed, operands: Sequence[Operand]) -> str:
    value, unit = computed.result, computed.result_unit
    words = amount(abs(value), unit)
    if asked.operation in ("difference", "compare"):
        if value == 0:
            return "두 값은 같아 차이가 없습니다"
        falls = computed.formula == _TURNED
        if _CHANGES.search(asked.standalone):
            return f"{words} {'줄었습니다' if falls else '늘었습니다'}"
        more, less = (operands[1], operands[0]) if falls else operands
        if len(more.label) + len(less.label) > _LONG:
            return f"두 값의 차이는 {is_(words)}"
        return f"‘{more.label}’ 값이 ‘{less.label}’ 값보다 {words} 더 {'높습니다' if unit == '%p' else '많습니다'}"
    if asked.operation == "growth":
        falls = (value < 0) != computed.formula.startswith("(b")
        return f"{words} {'줄었습니다' if falls else '늘었습니다'}"
    return is_(f"약 {amount(value, unit)}" if _is_rounded(computed) else amount(value, unit))


def _is_rounded(computed: Computed) -> bool:
    return "/" in computed.formula


def _expression(computed: Computed, operands: Sequence[Operand]) -> str:
    expression = computed.formula
    for operand in operands:
        expression = re.sub(rf"\b{operand.name}\b", write_amount(operand.value, operand.unit), expression)
    result = amount(computed.result, computed.result_unit)
    return f"{expression.replace('*', '×').replace('/', '÷')} = {result}"


def ask_which(asked: Asked, choices: Sequence[Group | Option]) -> Draft:
    """Return the draft that asks for which of several places the calculation is meant."""
    bibliography = Bibliography()
    lines, alternatives, figures = [], [], []
    for choice in choices:
        given = [side.option for side in choice.sides] if isinstance(choice, Group) else [choice]
        places = [part for part in given[0].figure.heading_path if part][-2:]
        label = " > ".join(places) or given[0].candidate.document.title
        words = []
        for option in given:
            number = bibliography.figure(option.figure, option.candidate.document, option.candidate.unit.text)
            words.append(f"{operand_name(option.figure)} {stated(option.figure)} [{number}]")
            figures.append(
                AnswerFigure(
                    option.figure.value, option.figure.unit or "", option.figure.won, option.figure.label, number
                )
            )
        lines.append(f"- {label}: {', '.join(words)}")
        name = operand_name(given[0].figure)
        alternatives.append(
            Alternative(
                question=f"{places[0] if places else label} {name} {asked.standalone}", label=f"{label} – {name}"
            )
        )
    text = "계산할 값이 여러 곳에 있습니다. 어느 것을 찾으시나요?\n" + "\n".join(lines)
    return Draft(
        outcome="clarify",
        reason="ambiguous",
        text=text,
        citations=bibliography.citations,
        figures=tuple(figures),
        alternatives=tuple(alternatives),
        confidence=0.0,
    )
