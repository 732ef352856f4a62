"""The gate: every number of a draft is in the question, in a cited place, or follows by the derivation; or it goes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer import AnswerFigure, Citation, Derivation
from assistant.attribution import misattribution
from corpus.amounts import Amount, convert, find_amounts, normalise_unit, won_factor
from corpus.periods import years_of
from corpus.text import search_text

_MARK = re.compile(r"\[(\d+)\]")
_SENTENCE = re.compile(r"[^\n]*?(?:(?<=[다요오음됨])\.(?:\s*\[\d+\])*|\n|$)", re.S)
_NUMBER = re.compile(r"[△▲−-]?\d[\d,]*(?:\.\d+)?")
_BULLET = re.compile(r"^\s*-\s+")
_MINUS = re.compile(r"(?<=\s)(?:-|마이너스 ?)(?=\d)")
"""In a sentence a hyphen glued to a number after a space is a minus; elsewhere it may be a bullet or a dash."""

_NAME = re.compile(r"‘([^‘’\n]+)’")
"""The quoted name of a place; before a number (`‘11. 연차별 계획’`) its first mark is no apostrophe of a year."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says of a draft."""

    text: str
    """The draft without the sentences that failed."""
    problems: tuple[str, ...]
    """Korean: what was dropped and why."""

    @property
    def passed(self) -> bool:
        """True when nothing had to go."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class _Known:
    """What a cited place states: amounts, bare numbers and years."""

    amounts: tuple[Amount, ...]
    numbers: frozenset[Decimal]
    years: frozenset[int]


def verify(
    draft: str,
    *,
    question: str,
    citations: Sequence[Citation],
    figures: Sequence[AnswerFigure] = (),
    derivation: Derivation | None = None,
) -> Verdict:
    """Return the draft with every sentence dropped whose numbers its cited places don't state.

    A number passes when it stands in the question, equals an amount of a place cited in the same sentence (value, unit
    and sign; money may be converted exactly or, where the draft says 약, rounded), or is an operand, step or result of
    the derivation. A year passes when the question, the cited place or its headings name it. A mark to a citation
    that does not exist fails its sentence, and so does a cell's number under the name of another cell.
    """
    known = {citation.number: _known(citation, figures) for citation in citations}
    asked = _numbers(search_text(question))
    problems: list[str] = []
    kept: list[str] = []
    places = "\n".join("\n".join((*c.heading_path, c.table, *c.row_path, *c.column_path, c.title)) for c in citations)
    for sentence in sentences(draft):
        told = _NAME.sub(lambda name: f"“{name[1]}”" if name[1] in places else name[0], sentence)
        reason = _fault(told, known, asked, years_of(question), figures, derivation)
        reason = reason or _misattributed(told, citations)
        if reason is None:
            kept.append(sentence)
        else:
            problems.append(f"근거에서 확인되지 않아 뺀 문장: {reason}")
    return Verdict(text="".join(kept).strip(), problems=tuple(problems))


def _misattributed(sentence: str, citations: Sequence[Citation]) -> str | None:
    marks = [int(number) for number in _MARK.findall(sentence)]
    return misattribution(_MARK.sub(" ", sentence), marks, citations)


def is_marked(draft: str) -> bool:
    """Tell whether a draft cites anything."""
    return _MARK.search(draft) is not None


def sentences(draft: str) -> list[str]:
    """Return a draft cut after each sentence with its marks; joined they are the draft again."""
    return [match.group() for match in _SENTENCE.finditer(draft) if match.group()]


def _known(citation: Citation, figures: Sequence[AnswerFigure]) -> _Known:
    """Collect what a citation may support: a cell supports its own value, prose all its quote states."""
    own = [figure for figure in figures if figure.citation == citation.number and not figure.derived]
    labels = " ".join(
        (*citation.heading_path, *citation.row_path, *citation.column_path, citation.table, citation.title)
    )
    label_text = search_text(labels)
    if citation.row_path or citation.column_path:
        amounts = tuple(Amount(value=f.value, unit=f.unit or None, text="") for f in own)
        amounts += find_amounts(label_text)
        numbers = _numbers(label_text) | {f.value for f in own}
        years = frozenset(years_of(f"{label_text} {search_text(citation.quote)}"))
        return _Known(amounts, frozenset(numbers), years)
    quote = _MINUS.sub("−", search_text(citation.quote))
    amounts = (
        *find_amounts(quote, unit=citation.unit),
        *(Amount(value=f.value, unit=f.unit or None, text="") for f in own),
        *find_amounts(label_text),
    )
    return _Known(amounts, frozenset(_numbers(f"{quote} {label_text}")), frozenset(years_of(f"{label_text} {quote}")))


def _fault(
    sentence: str,
    known: dict[int, _Known],
    asked: set[Decimal],
    asked_years: Sequence[int],
    figures: Sequence[AnswerFigure],
    derivation: Derivation | None,
) -> str | None:
    marks = [int(number) for number in _MARK.findall(sentence)]
    missing = [mark for mark in marks if mark not in known]
    if missing:
        return f"없는 근거 번호 [{missing[0]}]"
    body = _MINUS.sub("−", _BULLET.sub("", search_text(_MARK.sub(" ", sentence))))
    places = [known[mark] for mark in marks] or list(known.values())
    spans: list[tuple[int, int]] = []
    for amount in find_amounts(body):
        spans.append(amount.span)
        if not _supported(amount, places, asked, derivation, body):
            return f"{amount.text.strip()}"
    years = set(years_of(body))
    allowed_years = set(asked_years) | {year for place in places for year in place.years}
    if years - allowed_years:
        return f"{min(years - allowed_years)}년"
    for match in _NUMBER.finditer(body):
        if any(a <= match.start() < b for a, b in spans):
            continue
        value = _decimal(match.group())
        if value is None or value in asked or abs(value) in years or any(value in place.numbers for place in places):
            continue
        if derivation is not None and value in _derived_values(derivation):
            continue
        return match.group()
    return None


def _supported(
    amount: Amount, places: Sequence[_Known], asked: set[Decimal], derivation: Derivation | None, body: str
) -> bool:
    if derivation is not None and any(
        _equal(amount, value, unit, body) for value, unit in _derived_amounts(derivation)
    ):
        return True
    for place in places:
        if any(_equal(amount, known.value, known.unit, body) for known in place.amounts):
            return True
        if amount.unit and won_factor(amount.unit) is None and amount.value in place.numbers and not place.amounts:
            return True
    return amount.value in asked


def _equal(amount: Amount, value: Decimal, unit: str | None, body: str) -> bool:
    if amount.unit is None or unit is None or not unit:
        return amount.value == value and (amount.unit or None) == (unit or None)
    if normalise_unit(amount.unit) == normalise_unit(unit):
        return amount.value == value
    converted = convert(value, unit, amount.unit)
    if converted is None:
        return False
    if converted == amount.value:
        return True
    approximate = "약" in body[max(0, amount.span[0] - 3) : amount.span[0]] or amount.bound == "약"
    exponent = amount.value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    return approximate and round(converted, max(0, places)) == amount.value


def _derived_amounts(derivation: Derivation) -> list[tuple[Decimal, str | None]]:
    found: list[tuple[Decimal, str | None]] = [(operand.value, operand.unit) for operand in derivation.operands]
    found.append((derivation.value, derivation.unit))
    found.append((abs(derivation.value), derivation.unit))
    return found


def _derived_values(derivation: Derivation) -> set[Decimal]:
    return {value for value, _ in _derived_amounts(derivation)} | {Decimal(100), Decimal(len(derivation.operands))}


def _numbers(text: str) -> set[Decimal]:
    values = {value for value in (_decimal(match) for match in _NUMBER.findall(text)) if value is not None}
    return values | {amount.value for amount in find_amounts(text)}


def _decimal(text: str) -> Decimal | None:
    cleaned = text.replace(",", "").replace("△", "-").replace("▲", "-").replace("−", "-").lstrip("-")
    if not cleaned or not cleaned.replace(".", "", 1).isdigit():
        return None
    value = Decimal(cleaned)
    return -value if text[:1] in "△▲−" else value
