"""Shares of the things one sentence lists: printed behind their amounts, or reckoned where it lists all of a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from assistant.answer import AnswerFigure, Derivation, Operand
from assistant.cite import Bibliography
from assistant.derive import NotComputable, share_of_sum
from assistant.draft import Draft
from assistant.find import Candidate, Option, options
from assistant.forms import unit_class
from assistant.library import Library
from assistant.match import folded
from assistant.part_of import part_words
from assistant.question import Asked, asks_times
from assistant.statement import places_of, write
from assistant.stating import as_answer, stated
from corpus.amounts import find_amounts
from corpus.text import search_text

COVERED = 0.8
"""Share of the question's words the sentence must hold with what leads to it."""
SLACK = Decimal(1)
"""Points by which printed shares may miss a hundred, and a printed share the reckoned one, by rounding."""
_WHOLE = re.compile(r"총|전체|모두|합계|모든")
_SHARE = re.compile(r"\s*[(（]\s*$")
_SEPARATOR = re.compile(r"\s*(?:[,·/]|및)\s*")


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things a sentence lists: its words, its amount and, where one is printed behind it, its share."""

    words: str
    amount: Option
    share: Option | None = None


def listed_share(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the share of one of the things a sentence lists, or None where none lists it.

    A printed share that its amounts do not bear out is told as a conflict with the reckoned one.
    """
    if asked.operation != "ratio" or asks_times(asked) or asked.periods:
        return None
    ranked = [o for o in options(asked, found, library) if o.figure.kind == "prose" and o.coverage >= COVERED]
    for unit_id in dict.fromkeys(option.candidate.unit.id for option in ranked[:6]):
        mine = [option for option in ranked if option.candidate.unit.id == unit_id]
        parts = _shared(mine) or (_listed(mine) if _WHOLE.search(asked.standalone) else [])
        meant = _meant(asked, parts)
        if meant is not None:
            return _told(asked, meant, parts)
    return None


def _told(asked: Asked, meant: Part, parts: Sequence[Part]) -> Draft | None:
    ordered = [meant.amount, *(part.amount for part in parts if part is not meant)]
    try:
        computed = share_of_sum([option.figure for option in ordered], places=places_of(asked))
    except NotComputable:
        return None
    if meant.share is None:
        return write(asked, computed, ordered, meant.amount.score)
    printed = meant.share.figure
    bibliography = Bibliography()
    unit = meant.amount.candidate.unit
    number = bibliography.figure(printed, meant.amount.candidate.document, unit.text)
    agrees = abs(printed.value - computed.result) < SLACK
    names = [chr(97 + index) for index in range(len(ordered))]
    operands = tuple(
        Operand(name, value, computed.unit, number, option.figure.label)
        for name, value, option in zip(names, computed.values, ordered, strict=True)
    )
    figures: tuple[AnswerFigure, ...] = (as_answer(printed, number),)
    if agrees:
        text = f"{stated(printed)}입니다. [{number}]\n{unit.text} [{number}]"
        return Draft("answered", text, figures=figures, citations=bibliography.citations, confidence=meant.amount.score)
    result = f"{computed.result}%"
    text = (
        f"자료 안에서 서로 맞지 않습니다. {stated(printed)}로 적혀 있으나 [{number}], 적힌 금액이나 수량으로 계산하면 "
        f"약 {result}입니다. [{number}]\n{unit.text} [{number}]"
    )
    derived = AnswerFigure(computed.result, "%", None, "계산한 비율", None, derived=True)
    return Draft(
        outcome="conflict",
        reason="conflict",
        text=text,
        figures=(*figures, derived),
        citations=bibliography.citations,
        derivation=Derivation(computed.formula, operands, computed.result, "%"),
        confidence=meant.amount.score,
    )


def _meant(asked: Asked, parts: Sequence[Part]) -> Part | None:
    """Return the one part that the question's words for it name; None where none or several are."""
    words = part_words(asked) or part_words(asked, shared=True)
    named = [[word for word in words if word in folded(part.words)] for part in parts]
    most = max(map(len, named), default=0)
    best = [part for part, own in zip(parts, named, strict=True) if len(own) == most]
    return best[0] if most and len(best) == 1 else None


def _shared(mine: Sequence[Option]) -> list[Part]:
    """Return the parts of a sentence with a share in brackets behind each amount, adding up to a hundred; else []."""
    text = search_text(mine[0].candidate.unit.text)
    amounts = find_amounts(text)
    parts: list[Part] = []
    start = text.find(":") + 1
    for before, share in pairwise(amounts):
        if share.unit != "%" or before.unit == "%" or not _SHARE.fullmatch(text[before.span[1] : share.span[0]]):
            continue
        amount, rate = _of(mine, before.value, before.unit), _of(mine, share.value, "%")
        if amount is None or rate is None:
            return []
        parts.append(Part(text[start : before.span[0]], amount, rate))
        start = share.span[1]
    shares = [part.share.figure.value for part in parts if part.share is not None]
    units = {unit_class(part.amount.figure.unit) for part in parts}
    return parts if len(parts) > 1 and len(units) == 1 and abs(sum(shares, Decimal(-100))) <= SLACK else []


def _of(mine: Sequence[Option], value: Decimal, unit: str | None) -> Option | None:
    found = [option for option in mine if option.figure.unit == unit and option.figure.value == value]
    return found[0] if len(found) == 1 else None


def _listed(mine: Sequence[Option]) -> list[Part]:
    """Return the parts of a sentence that but lists things with an amount of one unit each, no sum among them."""
    text = search_text(mine[0].candidate.unit.text)
    amounts = find_amounts(text)
    if len(amounts) < 2 or len(amounts) != len(mine) or len({amount.unit for amount in amounts}) > 1:
        return []
    ends = [amount.span[1] for amount in amounts]
    if not all(_SEPARATOR.match(text, end) for end in ends[:-1]) or text[ends[-1] :].strip(" .)"):
        return []
    values = [amount.value for amount in amounts]
    if unit_class(amounts[0].unit) in ("percent", "point") or any(value * 2 == sum(values) for value in values):
        return []  # one of them is the sum of the others
    lead = text.find(":") + 1
    starts = [lead if lead <= amounts[0].span[0] else 0, *ends[:-1]]
    parts = []
    for start, amount in zip(starts, amounts, strict=True):
        option = _of(mine, amount.value, amount.unit)
        if option is None:
            return []
        parts.append(Part(text[start : amount.span[0]], option))
    return parts
