"""Dates of what happened: whether a text gives the date of just the event asked for, and the line that does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.match import Weighted, folded, term_coverage
from assistant.match import field as field_of
from corpus.periods import find_periods

_DAY = re.compile(
    r"(?<![\d.])\d{1,2}\s?[.월]\s?\d{1,2}\s?[.일]?\s?\([월화수목금토일]\)|\d{1,2}월\s?\d{1,2}일|\(\d{1,2}\.\s?\d{1,2}\.\)"
    r"|(?<![\d.])\d{1,2}\.\s?\d{1,2}\.\s?(?:[~∼～]|부터|까지)"
)
"""A day whose year stands elsewhere: `6. 5.(목)`, `8월 21일`, `가동(10.13.)`, `6. 9.부터`."""
_SENTENCE = re.compile(r"(?<=[다음함됨임])\.\s|\n|※|;")
SAID, NEARLY, ELSEWHERE, MISSING = 0.08, 0.03, -0.06, -0.06
"""What it adds that the sentence of a date says what happened, or nearly, or takes that only another, or none, does."""


_LETTER = re.compile(
    r"[가-힣]{2,}\s?-\s?\d{2,}\s*,\s*\(?(?:\d{4}|['’‘ʼ`]\d\d)\s?[.년]\s?\d{1,2}\s?[.월]\s?\d{1,2}\s?[.일]?\)?"
)
"""A letter by its number and date: `교육과-2725, 2023.7.11.`."""
_HELD = re.compile(r"(?:운영|개최|실시|간담회|워크숍|행사|연수|설명회|포럼|세미나)\s*$")
"""What is held on a day of its own; what a letter itself does (합의, 계약, 심의 완료) has the letter's date."""


def states_letter_only(text: str) -> bool:
    """Tell a text that gives something held no date but that of a letter about it."""
    letter = _LETTER.search(text)
    if letter is None or states_date(_LETTER.sub("", text)):
        return False
    return _HELD.search(text[: letter.start()].rstrip(" ([")) is not None


def states_date(text: str) -> bool:
    """Tell whether a text states a time: a period, or a day whose year stands elsewhere."""
    return bool(find_periods(text)) or _DAY.search(text) is not None


def last_date(text: str) -> int:
    """Return where the last time that a text states ends, 0 where it states none."""
    ends = [period.span[1] for period in find_periods(text)]
    return max((*ends, *(found.end() for found in _DAY.finditer(text))), default=0)


def event_fit(event: str, terms: Sequence[Weighted], text: str) -> float:
    """Return what it adds to a dated text to say what happened (`언제 시행` wants 시행), or takes where it does not."""
    weighted = next((term for term in terms if term.term.text == event), None)
    if weighted is None:
        return 0.0
    stem = event.removesuffix("일") if len(event) > 2 else event

    def said(part: str) -> float:
        return 1.0 if stem in folded(part) else term_coverage(weighted, [field_of(part, 1.0)])

    everywhere = said(text)
    dated = [part for part in _SENTENCE.split(text) if part and states_date(part)]
    find = max(map(said, dated), default=everywhere)
    if everywhere >= _CLEAR > find:
        return ELSEWHERE
    return SAID if find >= 0.95 else NEARLY if find >= 0.8 else 0.0 if find >= 0.4 else MISSING


_CLEAR = 0.8


_THINGS = re.compile(r"\n|(?<=\))\s(?=[가-힣「])")


def line_of(text: str, terms: Sequence[Weighted]) -> str:
    """Return the one line of a text, or thing with its bracket, that says all it holds of the question, with a date."""
    lines = [line for line in _THINGS.split(text) if line.strip()]
    if len(lines) < 2:
        return text

    def held(part: str) -> float:
        return sum(term.weight * term_coverage(term, [field_of(part, 1.0)]) for term in terms)

    whole = held(text)
    for line in lines:
        if states_date(line) and held(line) >= whole and len(find_periods(line)) < len(find_periods(text)):
            return line
    return text
