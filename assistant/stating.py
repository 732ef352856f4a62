"""Drafts that state figures: one, two that differ, several to choose from; and the words that name them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Alternative, AnswerFigure, Derivation, Operand, plain
from assistant.cite import Bibliography
from assistant.draft import Draft
from assistant.find import Option
from assistant.library import Library
from assistant.naming import heading_name, tidy
from assistant.period_text import key_text
from assistant.question import Asked
from assistant.rivals import base
from assistant.word import amount, is_, joined, topic
from corpus.amounts import convert
from corpus.figures import Figure
from corpus.periods import Period
from corpus.units import Unit


def in_wanted_unit(figure: Figure, wanted: str | None) -> tuple[Decimal, str]:
    """Return the figure's value and unit, converted exactly when another unit of money was asked for."""
    unit = figure.unit or ""
    if wanted and wanted != unit:
        converted = convert(figure.value, unit, wanted)
        if converted is not None:
            return converted, wanted
    return figure.value, unit


def as_answer(figure: Figure, number: int, wanted: str | None = None) -> AnswerFigure:
    """Return a figure as the answer states it."""
    value, unit = in_wanted_unit(figure, wanted)
    return AnswerFigure(value=value, unit=unit, won=figure.won, label=figure.label, citation=number)


def name_of(figure: Figure) -> str:
    """Return the words that name a figure in a sentence: row and column, or the sentence's own label."""
    if figure.kind == "cell":
        row, column = joined(figure.row_path), joined(figure.column_path)
        if re.fullmatch(r"(?:19|20)\d\d", column):
            column = f"{column}년"
        place = figure.heading_path[-1] if figure.heading_path else ""
        name = f"{row} {column}".strip() if row else column
        return name or figure.caption or place
    return tidy(figure.label) or (figure.heading_path[-1] if figure.heading_path else "")


def bound_word(figure: Figure) -> tuple[str, str]:
    """Return the words before and after an amount that say how exact it is (`약`, `이내`)."""
    if figure.bound in ("약", "최대", "최소"):
        return f"{figure.bound} ", ""
    if figure.bound in ("이상", "이하", "이내", "초과", "미만", "내외"):
        return "", f" {figure.bound}"
    return "", ""


def stated(figure: Figure, wanted: str | None = None) -> str:
    """Return a figure's amount in words, bound included."""
    value, unit = in_wanted_unit(figure, wanted)
    before, after = bound_word(figure)
    source = "" if unit == (figure.unit or "") else f"(원문 {amount(figure.value, figure.unit)})"
    return f"{before}{amount(value, unit)}{source}{after}"


def problems_of(figures: Sequence[Figure]) -> tuple[str, ...]:
    """Return what a reader must know of the figures' tables: failed certificates, recognised characters."""
    problems: list[str] = []
    for figure in figures:
        if not figure.trusted:
            problems.append(
                f"‘{figure.caption or figure.label}’ 표는 읽기 점검을 모두 통과하지 못했으니 원문을 확인하십시오."
            )
        if figure.confidence is not None and figure.confidence < 0.9:
            problems.append("문자 인식(OCR)으로 읽은 값입니다.")
    return tuple(dict.fromkeys(problems))


def state(asked: Asked, best: Option, library: Library, also: Sequence[Option] = ()) -> Draft:
    """Return the draft that states one figure; `also` are further places that state the same, cited beside it."""
    figure, candidate = best.figure, best.candidate
    bibliography = Bibliography()
    number = bibliography.figure(figure, candidate.document, candidate.unit.text)
    places = [(option.figure, option.candidate) for option in also]
    others = [bibliography.figure(other, place.document, place.unit.text) for other, place in places]
    name = name_of(figure)
    told = is_(stated(figure, asked.unit_wanted))
    marks = "".join(f"[{mark}]" for mark in (number, *others))
    headline = f"{topic(name)} {told}. {marks}" if name else f"{told}. {marks}"
    figures = [as_answer(figure, number, asked.unit_wanted)]
    text = headline
    if figure.kind == "prose":
        beside = [other for other in library.figures_of(candidate.unit) if other.id != figure.id]
        figures += [as_answer(other, number) for other in beside]
        if not any(other.unit == figure.unit for other in beside):
            text += f"\n{candidate.unit.text} [{number}]"
    return Draft(
        outcome="answered",
        text=text,
        figures=tuple(figures),
        citations=bibliography.citations,
        problems=problems_of([figure, *(other for other, _ in places)]),
        confidence=best.score,
        explanation=explain(best),
    )


def period_refusal(known: Option, wanted: Period, library: Library) -> Draft:
    """Return the draft that says a figure is not stated for a period, and for which it is; those are cited."""
    figure, unit = known.figure, known.candidate.unit
    name = joined(figure.row_path) or figure.label or (figure.heading_path[-1] if figure.heading_path else "")
    bibliography = Bibliography()
    periods: set[str] = set()
    for other in library.figures_of(unit):
        if other.periods:
            bibliography.figure(other, known.candidate.document, unit.text)
            periods.update(other.periods)
    named = ", ".join(key_text(key) for key in sorted(periods))
    stated = f"문서에 있는 기간: {named}" if periods else "문서는 다른 기간을 밝히지 않습니다."
    return Draft(
        outcome="unanswerable",
        reason="period_not_covered",
        text=f"‘{name}’의 {wanted.text} 값은 문서에 없습니다. {stated}",
        citations=bibliography.citations,
        confidence=known.score,
    )


def explain(option: Option) -> tuple[str, ...]:
    """Return Korean lines on why this place was chosen."""
    place = " > ".join(option.figure.heading_path)
    return (
        f"찾은 곳: {option.candidate.document.title} > {place}",
        f"질문 낱말 일치 {option.coverage:.2f}, 뜻 유사도 {option.candidate.similarity:.2f}, 점수 {option.score:.2f}",
    )


def state_conflict(asked: Asked, rivals: Sequence[Option], library: Library) -> Draft:
    """Return the draft that states two values the documents give for one thing, each cited."""
    bibliography = Bibliography()
    parts, figures = [], []
    for option in rivals:
        number = bibliography.figure(option.figure, option.candidate.document, option.candidate.unit.text)
        place = heading_name(option.figure.heading_path, option.candidate.document.title)
        parts.append(f"‘{place}’에는 {stated(option.figure)} [{number}]")
        figures.append(as_answer(option.figure, number))
    if len({figure.unit for figure in figures}) > 1 and all(figure.won is None for figure in figures):
        pairs = [(base(option.figure), figure) for option, figure in zip(rivals, figures, strict=True)]
        figures = [replace(figure, value=value, unit=unit or "") for (value, unit), figure in pairs]  # 5천 대: 5,000
    text = f"자료 안에서 값이 서로 다릅니다. {', '.join(parts)}로 적혀 있습니다."
    return Draft(
        outcome="conflict",
        reason="conflict",
        text=text,
        figures=tuple(figures),
        citations=bibliography.citations,
        problems=problems_of([option.figure for option in rivals]),
        confidence=rivals[0].score,
        explanation=explain(rivals[0]),
    )


def state_parts(best: Option, told: Sequence[tuple[Unit, Figure]], library: Library) -> Draft:
    """Return the draft that sets a total beside the sum of the parts told elsewhere, every one cited."""
    figure, document = best.figure, best.candidate.document
    bibliography = Bibliography()
    number = bibliography.figure(figure, document, best.candidate.unit.text)
    unit = figure.unit or ""
    operands = tuple(
        Operand(chr(97 + index), part.value, unit, bibliography.figure(part, document, place.text), name_of(part))
        for index, (place, part) in enumerate(told)
    )
    result = sum((operand.value for operand in operands), Decimal(0))
    items = ", ".join(f"{amount(operand.value, unit)} [{operand.citation}]" for operand in operands)
    text = (
        f"자료 안에서 서로 맞지 않습니다. {topic(name_of(figure))} {stated(figure)}이지만 [{number}], 따로 적힌 내역은 "
        f"{items}이어서 더하면 {amount(result, unit)}입니다."
    )
    won = None if figure.won is None else convert(result, unit, "원")
    return Draft(
        outcome="conflict",
        reason="conflict",
        text=text,
        figures=(as_answer(figure, number), AnswerFigure(result, unit, won, "내역의 합", None, derived=True)),
        citations=bibliography.citations,
        derivation=Derivation(" + ".join(operand.name for operand in operands), operands, result, unit),
        confidence=best.score,
        explanation=explain(best),
    )


ASK_WHICH = "여러 값이 질문에 맞습니다. 어느 것을 찾으시나요?"
ASK_WHETHER = "질문에 꼭 맞는지 확실하지 않습니다. 이 값을 찾으시나요?"


def ask_back(asked: Asked, rivals: Sequence[Option], library: Library, *, head: str = ASK_WHICH) -> Draft:
    """Return the draft that asks which of several figures is meant, each with its value and place below `head`."""
    bibliography = Bibliography()
    lines, figures, alternatives = [], [], []
    places = _places(rivals)
    questions = [f"{place} {name_of(option.figure)}" for option, place in zip(rivals, places, strict=True)]
    for option, place, question in zip(rivals, places, questions, strict=True):
        figure = option.figure
        number = bibliography.figure(figure, option.candidate.document, option.candidate.unit.text)
        label = f"{place} – {name_of(figure)}"
        lines.append(f"- {label}: {stated(figure)} [{number}]")
        figures.append(as_answer(figure, number))
        said = question if questions.count(question) == 1 else f"{question}: {stated(figure)}"
        alternatives.append(Alternative(question=said, label=label, value=plain(figure.value), unit=figure.unit))
    head = ASK_WHETHER if head == ASK_WHICH and len(lines) == 1 else head
    text = f"{head}\n" + "\n".join(lines)
    return Draft(
        outcome="clarify",
        reason="ambiguous",
        text=text,
        figures=tuple(figures),
        citations=bibliography.citations,
        alternatives=tuple(alternatives),
        confidence=rivals[0].score,
        explanation=explain(rivals[0]),
    )


def _places(rivals: Sequence[Option]) -> list[str]:
    """Return where each figure stands; of those of one name in places of one name what leads to them apart as well.

    That is the nearest of the headings above that differ, else the documents' titles where they do.
    """
    places = [heading_name(o.figure.heading_path, o.candidate.document.title) for o in rivals]
    names = [(place, name_of(option.figure)) for option, place in zip(rivals, places, strict=True)]
    for name in {name for name in names if names.count(name) > 1}:
        alike = [i for i, other in enumerate(names) if other == name]
        paths = [rivals[i].figure.heading_path[:-1] for i in alike]
        leads = [[path[-depth] for path in paths] for depth in range(1, min(map(len, paths)) + 1)]
        leads.append([rivals[i].candidate.document.title for i in alike])
        apart = next((lead for lead in leads if len(set(lead)) == len(lead)), None)
        for i, lead in zip(alike, apart or (), strict=apart is not None):
            places[i] = f"{lead} > {places[i]}"
    return places
