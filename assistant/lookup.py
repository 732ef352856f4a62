"""A figure looked up: the best cell or sentence, checked against its rivals; or the question back, or a conflict."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Alternative, AnswerFigure, Derivation, Operand, plain
from assistant.apart import told_apart
from assistant.cite import Bibliography
from assistant.derive import total
from assistant.disputes import dispute_of_figure, dispute_of_total
from assistant.disputes import told as told_to_differ
from assistant.draft import Draft
from assistant.find import Option
from assistant.library import Library, key_text
from assistant.likely import LONGEST_LEAD, SAFE_TO_ASK, lacks_focus, likelihood, says_too_little
from assistant.match import folded
from assistant.naming import heading_name, tidy
from assistant.qualifiers import qualified
from assistant.question import Asked
from assistant.restrictions import narrowed, speaks_of_named
from assistant.rivals import base, is_total_of, of_different_laws, parts_told, plan_and_outcome, unnamed_rows
from assistant.twice import counterparts, difference
from assistant.word import amount, is_, joined, topic
from corpus.amounts import convert
from corpus.figures import Figure
from corpus.headers import is_total
from corpus.periods import Period
from corpus.units import Unit

MINIMUM = 0.76
"""Below this score no figure is so much as offered."""
STATED = 0.9
"""Below this score a figure is offered, never stated."""
MARGIN = 0.035
"""Rivals nearer than this to the best figure make the question ambiguous."""
SURE = 1.8
"""What score and lead together must reach for a figure to be stated without asking back.

Read off a logistic fit of right against wrong over checked questions: the lead over the next amount (LONGEST_LEAD at
most) tells more than the score itself, and counts LEAD_WEIGHT times as much.
"""
NAMED = 1.2
"""Below this score a figure must stand under the long names of the question."""
TELLING = 4
"""Letters of the shortest label of a sentence's number that says what is measured."""
ALIKE = 0.6
"""Share of letter pairs two labels have in common to name the same thing."""
LEAD_WEIGHT = 3.0
OTHER_YEAR = 0.25
"""Figures of other years no further than this behind the best are offered when no year is asked for."""
NEARBY = 0.25
"""Figures no further than this behind the best are offered when it is not sure."""


def lookup(asked: Asked, found: Sequence[Option], library: Library) -> Draft | None:
    """Return the draft for the one figure asked for, or None when nothing fits well enough."""
    fitting = [option for option in found if option.unit_fit >= 0 and option.period_fit >= 0]
    fitting = told_apart(asked, without_parts(qualified(asked, narrowed(asked, fitting))))
    if not fitting or fitting[0].score < MINIMUM:
        return None
    best = fitting[0]
    if lacks_focus(asked, best, library) or (best.score < NAMED and not speaks_of_named(asked, best, library)):
        return None
    if asked.wants_total:
        wrong = dispute_of_total(best.candidate.unit.location, asked.unit, best.candidate.document, library)
        wrong = wrong or _wrong_total_over(best, library)
        if wrong is not None:
            return wrong
    same = [o for o in fitting[:15] if o is best or (o.figure.is_total and same_value(o.figure, best.figure))]
    for option in same:
        disproved = disproved_total(option, library)
        if disproved is not None:
            return disproved
        disputed = dispute_of_figure(option.figure.location, option.figure.text, option.candidate.document, library)
        if disputed is not None:
            return disputed
    told = parts_told(best, library)
    if told:
        return state_parts(best, told, library)
    rivals = _rivals(best, fitting)
    alike = {r.figure.id: difference(asked, best, r) for r in rivals if same_measure(best.figure, r.figure)}
    rivals = [r for r in rivals if alike.get(r.figure.id) != "settled"]
    little = says_too_little(asked, best)
    is_safe_to_ask = not little or likelihood(asked, best, lead(best, fitting), library) >= SAFE_TO_ASK
    if rivals:
        same_row = [r for r in rivals if r.figure.table_id == best.figure.table_id and r.figure.table_id]
        conflict = [r for r in rivals if alike.get(r.figure.id) == "none"]
        if len(conflict) == 1:  # more than two values for one label: a form filled in for several programmes
            return state_conflict(asked, [best, *conflict[:1]], library)
        if len(same_row) == len(rivals) or not same_row:
            return ask_back(asked, [best, *rivals[:4]], library) if is_safe_to_ask else None
    against, left_open = counterparts(asked, best, fitting, library)
    if told_to_differ(asked):
        against, left_open = [*against, *left_open], []
    if against:
        told = parts_told(against[0], library)
        return state_parts(against[0], told, library) if told else state_conflict(asked, [best, against[0]], library)
    if left_open and is_safe_to_ask:
        return ask_back(asked, [best, *left_open[:3]], library)
    if best.score < STATED or sureness(best, fitting) < SURE or little:
        if not is_safe_to_ask:
            return None
        return ask_back(asked, [best, *_rivals(best, fitting, NEARBY)[:3]], library)
    years = other_years(asked, best, fitting)
    if years:
        return ask_back(asked, [best, *years], library)
    beside = unnamed_rows(asked, best, fitting)
    if beside:
        return ask_back(asked, beside[:5], library)
    outcome = plan_and_outcome(asked, best, library)
    if outcome is not None:
        return ask_back(asked, [best, outcome], library)
    return state(asked, best, library)


def _wrong_total_over(item: Option, library: Library) -> Draft | None:
    """Return the conflict of the total of an item's column, when the total is asked for and cannot be right."""
    figure = item.figure
    if figure.table_id is None or figure.is_total:
        return None
    for total_figure in library.table_figures(figure.table_id):
        if total_figure.is_total and total_figure.column_path == figure.column_path and is_total_of(total_figure):
            entry = item.candidate.document
            return dispute_of_figure(total_figure.location, total_figure.text, entry, library)
    return None


def other_years(asked: Asked, best: Option, fitting: Sequence[Option]) -> list[Option]:
    """Return what the documents state for other years of the same thing, one a year, when the question names no year.

    Only of sentences: the rows and columns of a table are told apart by their own rules.
    """
    if asked.periods or asked.wants_total or best.figure.kind == "cell" or len(best.figure.periods) != 1:
        return []
    found: dict[str, Option] = {}
    for option in fitting[1:60]:
        figure = option.figure
        if option.score < best.score - OTHER_YEAR:
            break
        if figure.kind == "cell" or figure.unit != best.figure.unit or len(figure.periods) != 1:
            continue
        year = figure.periods[0][:4]
        if year == best.figure.periods[0][:4] or same_value(figure, best.figure):
            continue
        if option.candidate.document.id == best.candidate.document.id and _alike(
            tidy(figure.label), tidy(best.figure.label)
        ):
            found.setdefault(year, option)
    return list(found.values())


def sureness(best: Option, fitting: Sequence[Option]) -> float:
    """Return score and lead of the best figure in one number; `fitting` is in order and begins with it."""
    return best.score + LEAD_WEIGHT * lead(best, fitting)


def lead(best: Option, fitting: Sequence[Option]) -> float:
    """Return how far the best figure is ahead of the next that states another amount, LONGEST_LEAD at most."""
    other = next((o for o in fitting[1:] if not same_value(o.figure, best.figure)), None)
    return LONGEST_LEAD if other is None else min(LONGEST_LEAD, best.score - other.score)


def disproved_total(best: Option, library: Library) -> Draft | None:
    """Return the conflict of a printed total with the sum of its parts, or None when it holds or none is printed."""
    figure = best.figure
    if not figure.is_total or figure.table_id is None:
        return None
    table = library.table(figure.table_id)
    place = (figure.location.row, figure.location.column)
    failed = next(
        (
            c
            for c in table.checks
            if c.rule == "sum" and c.passed is False and place in c.cells and "반올림" not in c.message
        ),
        None,
    )
    if failed is None:
        return None
    parts = parts_of(figure, library)
    if len(parts) < 2:
        return None
    computed = total(parts)
    bibliography = Bibliography()
    number = bibliography.figure(figure, best.candidate.document, best.candidate.unit.text)
    operands = []
    units = {unit.row: unit for unit in library.rows(figure.table_id)}
    for index, (part, value) in enumerate(zip(parts, computed.values, strict=True)):
        unit = units.get(part.location.row, best.candidate.unit)
        mark = bibliography.figure(part, best.candidate.document, unit.text)
        operands.append(
            Operand(chr(97 + index) if index < 26 else f"x{index}", value, computed.unit, mark, name_of(part))
        )
    marks = "".join(f"[{operand.citation}]" for operand in operands)
    text = (
        f"표에 적힌 {topic(name_of(figure))} {stated(figure)}이지만 [{number}], 항목을 더하면 "
        f"{amount(computed.result, computed.unit)}이어서 서로 다릅니다. {marks}"
    )
    answer_figures = (
        as_answer(figure, number),
        AnswerFigure(
            computed.result,
            computed.unit,
            None if figure.won is None else convert(computed.result, computed.unit, "원"),
            "항목의 합",
            None,
            derived=True,
        ),
    )
    return Draft(
        outcome="conflict",
        reason="conflict",
        text=text,
        figures=answer_figures,
        citations=bibliography.citations,
        derivation=Derivation(computed.formula, tuple(operands), computed.result, computed.unit),
        problems=(failed.message,),
        confidence=best.score,
        explanation=explain(best),
    )


def parts_of(figure: Figure, library: Library) -> list[Figure]:
    """Return the figures a total of a table is the sum of: its column's, else its row's, totals left out."""
    others = [f for f in library.table_figures(figure.table_id or "") if f.id != figure.id and f.unit == figure.unit]
    if figure.row_path and is_total(figure.row_path[-1]):
        return [f for f in others if f.column_path == figure.column_path and not any(is_total(p) for p in f.row_path)]
    return [f for f in others if f.location.row == figure.location.row and not any(is_total(p) for p in f.column_path)]


def same_value(a: Figure, b: Figure) -> bool:
    """Tell whether two figures state the same amount, money compared in won."""
    if a.won is not None and b.won is not None:
        return a.won == b.won
    return a.value == b.value and (a.unit == b.unit or a.unit is None or b.unit is None)


def _rivals(best: Option, fitting: Sequence[Option], margin: float = MARGIN) -> list[Option]:
    """Return options about as good as the best that state another amount, one for each amount."""
    rivals: list[Option] = []
    for option in fitting[1:]:
        if option.score < best.score - margin:
            break
        if same_value(option.figure, best.figure) or any(same_value(option.figure, r.figure) for r in rivals):
            continue
        rivals.append(option)
    return rivals


def without_parts(fitting: Sequence[Option]) -> list[Option]:
    """Return the options without the best one's own breakdown: they add to its label what the question did not name."""
    if not fitting:
        return []
    best = fitting[0]
    return [best, *(option for option in fitting[1:] if not _is_part(option, best))]


def _is_part(option: Option, best: Option) -> bool:
    """Tell a part of the best figure: in its sentence under its label and more, in its row beside its total."""
    part, whole = option.figure, best.figure
    if option.candidate.unit.id != best.candidate.unit.id:
        return False
    if whole.kind == "cell":
        in_total = any(is_total(label) for label in whole.column_path)
        return in_total and option.extra > best.extra and not any(is_total(label) for label in part.column_path)
    return bool(whole.label) and part.label.startswith(f"{whole.label} ")


def same_measure(a: Figure, b: Figure) -> bool:
    """Tell whether two figures claim to state the same thing: same labels, same periods, same unit."""
    money = a.won is not None and b.won is not None
    if (a.unit != b.unit and not money) or a.location == b.location or a.kind != b.kind:
        return False
    if set(a.periods) != set(b.periods) and (a.kind == "cell" or (a.periods and b.periods)):
        return False
    if a.kind == "cell":
        if (
            a.table_id == b.table_id
            or not a.row_path
            or is_total(a.row_path[-1])
            or folded(a.caption) != folded(b.caption)
        ):
            return False
        return folded(" ".join(a.row_path[-1:])) == folded(" ".join(b.row_path[-1:])) and folded(
            " ".join(a.column_path)
        ) == folded(" ".join(b.column_path))
    return not of_different_laws(a, b) and _alike(tidy(a.label), tidy(b.label))


def _alike(a: str, b: str) -> bool:
    """Tell whether two labels are nearly the same letters in the same order of pairs."""
    one, other = (re.sub(r"[^가-힣a-z0-9]", "", folded(text)) for text in (a, b))
    if min(len(one), len(other)) < TELLING:
        return False
    pairs = [{text[i : i + 2] for i in range(len(text) - 1)} for text in (one, other)]
    return 2 * len(pairs[0] & pairs[1]) >= ALIKE * (len(pairs[0]) + len(pairs[1]))


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


def state(asked: Asked, best: Option, library: Library) -> Draft:
    """Return the draft that states one figure."""
    figure, candidate = best.figure, best.candidate
    bibliography = Bibliography()
    number = bibliography.figure(figure, candidate.document, candidate.unit.text)
    name = name_of(figure)
    headline = (
        f"{topic(name)} {is_(stated(figure, asked.unit_wanted))}. [{number}]"
        if name
        else f"{is_(stated(figure, asked.unit_wanted))}. [{number}]"
    )
    figures = [as_answer(figure, number, asked.unit_wanted)]
    text = headline
    if figure.kind == "prose":
        others = [other for other in library.figures_of(candidate.unit) if other.id != figure.id]
        figures += [as_answer(other, number) for other in others]
        if not any(other.unit == figure.unit for other in others):
            text += f"\n{candidate.unit.text} [{number}]"
    return Draft(
        outcome="answered",
        text=text,
        figures=tuple(figures),
        citations=bibliography.citations,
        problems=problems_of([figure]),
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


def ask_back(asked: Asked, rivals: Sequence[Option], library: Library, *, head: str = ASK_WHICH) -> Draft:
    """Return the draft that asks which of several figures is meant, each with its value and place below `head`."""
    bibliography = Bibliography()
    lines, figures, alternatives = [], [], []
    for option in rivals:
        figure = option.figure
        number = bibliography.figure(figure, option.candidate.document, option.candidate.unit.text)
        place = heading_name(figure.heading_path, option.candidate.document.title)
        label = f"{place} – {name_of(figure)}"
        lines.append(f"- {label}: {stated(figure)} [{number}]")
        figures.append(as_answer(figure, number))
        alternatives.append(
            Alternative(question=f"{place} {name_of(figure)}", label=label, value=plain(figure.value), unit=figure.unit)
        )
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
