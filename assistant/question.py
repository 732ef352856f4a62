"""What is asked: terms, periods, unit, form and operation; a follow-up made to stand alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant import english
from assistant.counters import asked_unit
from assistant.forms import Form, Operation, read_class, read_form, read_operation, wanted_unit
from assistant.period_text import key_text
from assistant.terms import Term, read_terms
from corpus.periods import Period, find_periods
from corpus.text import search_text, squash

_RISE = re.compile(r"(?:증가|감소|증감)(?:량|수|액|폭|분)?(?=\s|\?|$)")
"""A change of two years asked for in bare words (`장비 수량 증가 2018 2022`)."""
_TIMES = re.compile(r"몇\s*배|how many times", re.I)
_TOTAL = re.compile(r"총|전체|모두|합계|총계|통틀|다\s*합|다\s*해서|도합|전부|\btotal\b|\boverall\b", re.I)
_CODE = re.compile(
    r"(?<![\d.\-])\d{1,2}(?:-\d{1,2}){1,2}(?![\d\-])|제\s*\d+\s*조(?:의\s*\d+)?|제\s*\d+\s*항|제\s*\d+\s*회|제\s*\d+\s*차"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question understood. `terms` keep the order of the question."""

    question: str
    standalone: str
    language: Literal["ko", "en"]
    terms: tuple[Term, ...]
    periods: tuple[Period, ...]
    codes: tuple[str, ...]
    form: Form
    operation: Operation
    unit: str | None
    """The counted noun asked with `몇`, or None."""
    unit_class: str | None
    unit_wanted: str | None
    """The unit the answer shall be stated in (`억원으로`), or None."""
    wants_total: bool
    is_keyword: bool
    context: tuple[Term, ...] = ()
    """Terms carried on from earlier turns; they count less than the turn's own."""
    is_followup: bool = False
    history: tuple[str, ...] = ()

    @property
    def wording(self) -> str:
        """Return the question with the Korean words and periods of an English one behind it, as labels print them."""
        if self.language == "ko":
            return self.standalone
        said = [term for term in self.terms if term.said]
        others = (word for term in said for word in term.alternatives)
        periods = " ".join(key_text(period.key) for period in self.periods)
        return " , ".join((self.standalone, " ".join(term.text for term in said), periods, *others))

    @property
    def query(self) -> str:
        """Return what the index is asked."""
        return self.standalone


def asks_times(asked: Asked) -> bool:
    """Tell whether a ratio is asked as a multiple (`몇 배`) and not as a share."""
    return asked.operation == "ratio" and _TIMES.search(asked.standalone) is not None


def understand(question: str, history: Sequence[str] = ()) -> Asked:
    """Return what a question asks, a follow-up completed from the earlier user turns (oldest first)."""
    from assistant.followup import complete  # put off: followup needs Asked

    text = " ".join(search_text(question).split())
    asked = _read(text, question)
    if history:
        return complete(asked, [" ".join(search_text(turn).split()) for turn in history])
    return asked


def read_question(text: str) -> Asked:
    """Return what one self-contained question asks."""
    return _read(text, text)


def _periods(text: str) -> tuple[Period, ...]:
    """Return the periods a Korean question names; a bare year behind a Latin word (`Vision 2030`) is part of a name."""
    found = find_periods(text)
    if not re.search(r"[가-힣]", text):
        return found  # a short turn in English: `What about 2023?`
    return tuple(p for p in found if not (p.text.isdigit() and _NAME_BEFORE.search(text[: p.span[0]])))


_NAME_BEFORE = re.compile(r"(?=[A-Z]*[a-z])[A-Za-z]{4,}[ \-]?$")


def _read(text: str, question: str) -> Asked:
    language: Literal["ko", "en"] = "en" if english.is_english(text) else "ko"
    periods = english.find_periods(text) if language == "en" else _periods(text)
    codes = tuple(squash(code) for code in _CODE.findall(text))
    wanted = wanted_unit(text)
    unit = asked_unit(text)
    form, is_keyword = read_form(text)
    operation = read_operation(text)
    if operation == "lookup" and len(periods) == 2 and _RISE.search(text):
        operation = "difference"
    if operation != "lookup" and form in ("text", "definition"):
        form = "figure"
    own_class = read_class(text, unit)
    if operation in ("ratio", "growth") and own_class in ("percent", "배"):
        own_class, unit = None, None  # the result is a percentage, its operands are not
    if operation in ("difference", "compare") and own_class == "point":
        own_class = "percent"  # what is set against another is a rate, its difference is counted in points
    return Asked(
        question=question,
        standalone=text,
        language=language,
        terms=read_terms(text, periods),
        periods=periods,
        codes=codes,
        form=form,
        operation=operation,
        unit=unit,
        unit_class=own_class,
        unit_wanted=wanted,
        wants_total=bool(_TOTAL.search(text)),
        is_keyword=is_keyword,
    )
