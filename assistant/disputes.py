"""What the audit found wrong at a place: a figure or sentence the documents themselves contradict."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import AnswerFigure, Derivation, Operand
from assistant.cite import Bibliography
from assistant.derive import rounded
from assistant.draft import Draft
from assistant.forms import read_operation
from assistant.library import Library
from assistant.question import Asked
from assistant.word import amount
from corpus.amounts import Amount, find_amounts, read_amount
from corpus.document import Location
from corpus.findings import Finding, Place
from corpus.periods import find_periods
from index.evidence import DocumentEntry

_SMALL_RATE = Decimal("0.5")
"""A printed rate nearer than this (in %) to the computed one is mentioned, not called a conflict."""
_STATED_TWICE = frozenset({"repeated", "stated", "unit", "between", "named", "summary"})


_REMARK = re.compile(
    r"[,.?!]?\s*(?:자료|문서|보고서|곳|데|기록|표|글|파일)(?:마다|끼리|들?이|에\s*따라)\s*[^?.!]{0,12}?"
    r"(?:다르|다른|달라|엇갈|어긋|제각각|안\s*맞|맞지\s*않)[^?.!]*[?.!]?"
    r"|[,.?!]?\s*(?:자료|문서|보고서|표|기록)(?:에는?|마다)\s*다르게\s*[^?.!]*[?.!]?"
    r"|(?:[가-힣]+(?:과|와|하고|이랑|랑)\s+)?[가-힣]*\s*(?:더한|합한|합친)\s*(?:거|것|값|금액)?(?:랑|하고|과|와)\s*(?:서로\s*)?(?:다르|다른|달라|안\s*맞|맞지\s*않)[^?.!]*[?.!]?"
    r"|(?:날짜|값|숫자|말|기간|금액|시기|내용)(?:이|가|도)?\s*(?:서로\s*)?(?:다르|달라|엇갈|어긋|안\s*맞|맞지\s*않|제각각)[^?.!]*[?.!]?"
    r"|왜\s*(?:서로\s*)?(?:다르|달라|다른|틀리)[^?.!]*[?.!]?|(?:서로\s*)?(?:엇갈리|어긋나)[^?.!]*[?.!]?"
    r"|[,.]?\s*(?:the\s+)?(?:documents?|reports?|sources?|figures?|dates?)\s+(?:seem to\s+|do not\s+|don't\s+)?"
    r"(?:differ|disagree|conflict|agree|match)[^?.!]*[?.!]?",
    re.I,
)
"""A reader's remark that the documents do not say the same."""


def told(asked: Asked) -> bool:
    """Tell whether the question says itself that the documents disagree."""
    return _REMARK.search(asked.question) is not None


def without_remark(asked: Asked) -> Asked:
    """Return the question without the words that only say that the documents disagree."""
    spans = [match.span() for match in _REMARK.finditer(asked.standalone)]
    if not spans:
        return asked
    terms = tuple(t for t in asked.terms if not any(first <= t.start < last for first, last in spans))
    if not terms:
        return asked
    said = _REMARK.sub(" ", asked.standalone).strip()
    operation = "lookup" if asked.operation == "sum" and read_operation(said) != "sum" else asked.operation
    return replace(asked, terms=terms, standalone=said, operation=operation)


def dispute_of_figure(location: Location, text: str, entry: DocumentEntry, library: Library) -> Draft | None:
    """Return the conflict a figure is part of, or None: `text` is the figure as printed at `location`."""
    for finding in library.findings(location):
        places = finding.places if finding.rule in _STATED_TWICE else finding.places[:1]
        if finding.rule == "rate" and finding.difference is not None and abs(finding.difference) < _SMALL_RATE:
            continue
        own = [
            place for place in places if place.location.lines == location.lines and _digits(place.text) == _digits(text)
        ]
        stated_here = finding.rule in ("rate", "parts", "span") and _digits(finding.stated) == _digits(text)
        if own or stated_here:
            return state(finding, entry, library)
    return None


def dispute_of_total(location: Location, unit: str | None, entry: DocumentEntry, library: Library) -> Draft | None:
    """Return the conflict of a sentence's total in this unit with the parts it lists itself, or None."""
    for finding in library.findings(location):
        if finding.rule == "parts" and unit and finding.stated.endswith(unit):
            return state(finding, entry, library)
    return None


def dispute_of_passage(location: Location, entry: DocumentEntry, library: Library, *, question: str) -> Draft | None:
    """Return the conflict of a sentence printed twice with another value, or of one value under two names, or None."""
    for finding in library.findings(location):
        if len(finding.places) < 2:
            continue
        if finding.rule == "repeated" or (finding.rule == "named" and finding.places[0].text in question):
            return state(finding, entry, library)
    return None


def state(finding: Finding, entry: DocumentEntry, library: Library) -> Draft | None:
    """Return the draft that sets both values of a finding side by side, each cited."""
    bibliography = Bibliography()
    marks = []
    for place in finding.places[:12]:
        unit = library.unit_at(entry.id, place.location)
        if unit is None:
            return None
        document = library.document(unit.document_id)
        marks.append(
            bibliography.place(unit.location, document, unit.text, table=unit.caption if unit.table_id else "")
        )
    stated, computed = _amount(finding.stated), _amount(finding.computed)
    if finding.rule == "named":
        stated = _amount(finding.message)
    cited = "".join(f"[{mark}]" for mark in dict.fromkeys(marks))
    derivation = _derivation(finding, marks, stated)
    if finding.rule in _STATED_TWICE:
        first, second = finding.places[0], finding.places[1]
        here, there = _places(first, second)
        text = (
            f"자료 안에서 서로 다르게 적혀 있습니다. {here}에는 {finding.stated} [{marks[0]}], "
            f"{there}에는 {finding.computed} [{marks[1]}]입니다."
        )
        if derivation is None and finding.rule == "unit":
            text = (
                f"자료 안에서 서로 다르게 적혀 있습니다. {here}에는 {first.text} [{marks[0]}], "
                f"{there}에는 {second.text} [{marks[1]}]입니다."
            )
    elif derivation is not None:
        shown = amount(derivation.value, derivation.unit)
        text = (
            f"문서에 적힌 값은 {finding.stated}이지만, 함께 적힌 값으로 계산하면 {shown}이어서 서로 다릅니다. {cited}"
        )
    else:
        return None
    figures = []
    if stated is not None:
        figures.append(_as_answer(stated, finding.places[0], marks[0]))
    if derivation is not None:
        won = Amount(derivation.value, derivation.unit, "").won
        figures.append(AnswerFigure(derivation.value, derivation.unit, won, "계산한 값", None, derived=True))
    elif computed is not None and len(marks) > 1:
        figures.append(_as_answer(computed, finding.places[1], marks[1]))
    return Draft(
        outcome="conflict",
        reason="conflict",
        text=text,
        figures=tuple(figures),
        derivation=derivation,
        citations=bibliography.citations,
        problems=(finding.message,),
        confidence=1.0,
    )


def _as_answer(stated: Amount, place: Place, mark: int) -> AnswerFigure:
    value, unit = stated.base if stated.won is None else (stated.value, stated.unit)
    return AnswerFigure(value, unit or "", stated.won, place.label, mark)


def _derivation(finding: Finding, marks: Sequence[int], stated: Amount | None) -> Derivation | None:
    """Return how the other value follows from the finding's places: a sum of parts or a rate of two figures."""
    unit = stated.unit if stated is not None and stated.unit else ""
    values = [_amount(place.text) for place in finding.places]
    if finding.rule in ("sum", "parts"):
        parts = [
            (value, mark, place)
            for value, mark, place in zip(values[1:], marks[1:], finding.places[1:], strict=False)
            if value
        ]
        if len(parts) < 1 or len(parts) != len(finding.places) - 1:
            return None
        operands = tuple(
            Operand(f"x{index}", value.value, unit, mark, place.label)
            for index, (value, mark, place) in enumerate(parts)
        )
        return Derivation(
            " + ".join(o.name for o in operands), operands, sum((o.value for o in operands), Decimal(0)), unit
        )
    if finding.rule == "span":
        return _length(finding, marks[0])
    if finding.rule == "rate":
        pair = values[-2:] if len(values) >= 2 else []
        if len(pair) != 2 or pair[0] is None or pair[1] is None or pair[1].value == 0:
            return None
        operands = tuple(
            Operand(name, value.value, value.unit or "", mark, place.label)
            for name, value, mark, place in zip("ab", (pair[0], pair[1]), marks[-2:], finding.places[-2:], strict=True)
        )
        return _rate(operands, pair[0].value, pair[1].value, _amount(finding.computed))
    return None


def _rate(operands: tuple[Operand, ...], first: Decimal, second: Decimal, found: Amount | None) -> Derivation:
    """Return the share, the growth or the fall of two amounts, the one the finding found."""
    share = first / second * 100
    forms = {"a / b * 100": share, "(a - b) / b * 100": share - 100, "(b - a) / b * 100": 100 - share}
    wanted = share if found is None else found.value
    formula = min(forms, key=lambda form: abs(forms[form] - wanted))
    return Derivation(formula, operands, rounded(forms[formula], 1), "%")


def _length(finding: Finding, mark: int) -> Derivation | None:
    """Return how long a printed stretch of months is, both ends counted; None where its length is not in months."""
    stretch = next(iter(find_periods(finding.places[0].label)), None)
    if stretch is None or "개월" not in finding.computed or min(len(stretch.start), len(stretch.end)) < 7:
        return None
    ends = [Decimal(part) for stamp in (stretch.start, stretch.end) for part in stamp.split("-")[:2]]
    operands = tuple(
        Operand(name, value, unit, mark, "시작" if name in "ab" else "끝")
        for name, value, unit in zip("abcd", ends, ("년", "월") * 2, strict=True)
    )
    months = (ends[2] - ends[0]) * 12 + ends[3] - ends[1] + 1
    return Derivation("(c - a) * 12 + d - b + 1", operands, months, "개월")


def _places(*places: Place) -> list[str]:
    """Return what to call the places; of one section whether each is a table or text."""
    names = [f"‘{(place.location.heading_path or (place.location.document,))[-1]}’" for place in places]
    if len(set(names)) == len(names):
        return names
    return [f"{name} {'표' if p.location.table_id else '본문'}" for name, p in zip(names, places, strict=True)]


def _amount(text: str) -> Amount | None:
    found = find_amounts(text)
    return found[0] if found else read_amount(text)


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit() or letter == ".").strip(".")
