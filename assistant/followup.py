"""A follow-up made to stand alone: slots of the earlier turns carried on, replaced or dropped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.question import Asked, Term, read_question
from corpus.periods import Period, find_periods

_POINTS_BACK = re.compile(
    r"^(?:그|그럼|그러면|그중|그\s*중|이중|이\s*중|거기|여기|같은|다음|그리고|또|둘|두\s*개|두\s*개를|네|예|응|아니|반대로|나머지|what about|and )|그보다|그\s*금액|그\s*값|그것|그건|그\s*수|그\s*해|같은\s*해|이듬해|다음\s*해|다음해|전년|작년|그거|그게|거기서|위\s*금액|앞의|방금"
)
_REFERS_TO_FIGURE = re.compile(
    r"그보다|그\s*금액|그\s*값|그\s*수치|그\s*인원|그\s*예산|이\s*금액|그것보다|그거보다|차지하|대비|전체에서|둘\s*(?:을|다)?\s*(?:합|더)|두\s*(?:개|값|금액|해)?(?:을|를)?\s*(?:다\s*)?(?:합|더)|합치면|합하면|더하면|차이는"
)
_NEXT_YEAR = re.compile(r"다음\s*해|다음해|이듬해|내년|그\s*다음\s*해|다음\s*연도|next year|following year", re.I)
_LAST_YEAR = re.compile(r"전년도?|작년|지난\s*해|직전\s*연도|앞\s*해|전\s*해|last year|previous year|year before", re.I)
_YES = re.compile(r"^(?:네|예|응|어|그래|맞아|맞습니다|네 맞아요|yes|ok)[.!\s]*$", re.I)
_UNIT_ONLY = re.compile(
    r"^(?:그럼\s*)?(?:(?:억|백만|천|만)\s*원|억|조\s*원|원)\s*(?:단위)?(?:으로|로)?(?:는|요|만)?[\s?.]*(?:바꿔|환산|말해|알려|표시|하면)?.{0,10}$"
)
_QUESTION_TAIL = re.compile(
    r"\s*(?:은|는|이|가|을|를)?\s*(?:얼마|몇\s*\S+|언제|무엇|뭐|어디|누구)[^?]*\??\s*$|\s*알려\s*(?:줘|주세요|주십시오)\s*\.?\s*$|\?\s*$"
)


def is_elliptic(asked: Asked) -> bool:
    """Tell whether a turn leans on the one before: it points back, or has hardly a term of its own."""
    text = asked.standalone
    return bool(_POINTS_BACK.search(text)) or _UNIT_ONLY.match(text) is not None or len(asked.terms) <= 2


def refers_to_figure(asked: Asked) -> bool:
    """Tell whether a turn computes with the figure of the turn before (`그 금액은 … 몇 %`)."""
    return bool(_REFERS_TO_FIGURE.search(asked.standalone))


def is_yes(text: str) -> bool:
    """Tell whether a turn only says yes."""
    return bool(_YES.match(text.strip()))


def complete(asked: Asked, history: Sequence[str]) -> Asked:
    """Return the turn with what it carries on from the earlier turns (oldest first)."""
    previous = read_question(history[0])
    for turn in history[1:]:
        previous = merge(previous, read_question(turn))
    return replace(merge(previous, asked), history=tuple(history))


def merge(previous: Asked, asked: Asked) -> Asked:
    """Return one turn completed by the one before it; a turn that stands alone is returned as it is."""
    if not is_elliptic(asked):
        shared = _shared(previous, asked)
        periods = asked.periods or (previous.periods if shared else ())
        context = previous.terms if shared else ()
        return replace(asked, periods=periods, context=_others(context, asked.terms))
    if is_yes(asked.standalone) or _UNIT_ONLY.match(asked.standalone):
        return replace(
            previous,
            question=asked.question,
            is_followup=True,
            unit_wanted=asked.unit_wanted or _unit_named(asked.standalone) or previous.unit_wanted,
        )
    periods = _periods(previous, asked)
    has_own_measure = asked.unit_class is not None or asked.form not in ("text", "yesno")
    operation = asked.operation
    form = asked.form if has_own_measure else previous.form
    if (
        asked.form in ("text", "yesno", "figure")
        and asked.unit_class is None
        and previous.form != "text"
        and operation == "lookup"
    ):
        form = previous.form
    standalone = _wording(previous, asked, periods)
    shift = max(0, standalone.rfind(asked.standalone))
    return replace(
        asked,
        standalone=standalone,
        terms=tuple(replace(term, start=term.start + shift) for term in asked.terms),
        context=_others((*previous.terms, *previous.context), asked.terms),
        periods=periods,
        codes=asked.codes or previous.codes,
        form="figure" if operation != "lookup" and form == "text" else form,
        unit=asked.unit or (previous.unit if asked.unit_class is None else None),
        unit_class=asked.unit_class or previous.unit_class,
        unit_wanted=asked.unit_wanted or previous.unit_wanted,
        wants_total=asked.wants_total,
        is_followup=True,
    )


def _shared(previous: Asked, asked: Asked) -> bool:
    """Tell whether two turns speak of the same thing: a rare word of one stands in the other."""
    own = {part for term in asked.terms for part in term.parts if len(part) > 1}
    return any(part in own for term in previous.terms for part in term.parts if len(part) > 1)


def _others(terms: Sequence[Term], own: Sequence[Term]) -> tuple[Term, ...]:
    taken = {term.text for term in own}
    return tuple(term for term in terms if term.text not in taken)


def _periods(previous: Asked, asked: Asked) -> tuple[Period, ...]:
    text = asked.standalone
    step = 1 if _NEXT_YEAR.search(text) else -1 if _LAST_YEAR.search(text) else 0
    if step and previous.periods and not asked.periods:
        year = int(previous.periods[-1].start[:4]) + step
        return find_periods(f"{year}년")
    if asked.periods:
        if (
            asked.operation in ("difference", "growth")
            and previous.periods
            and len(asked.periods) == 1
            and "보다" in text
        ):
            return (previous.periods[-1], asked.periods[0])
        return asked.periods
    return previous.periods


def _unit_named(text: str) -> str | None:
    found = re.search(r"(억|백만|천|만|조)\s*원?", text)
    return f"{found.group(1)}원" if found else None


def _wording(previous: Asked, asked: Asked, periods: Sequence[Period]) -> str:
    """Return a sentence that shows what was understood: the earlier subject, the new slot."""
    base = previous.standalone
    if not asked.terms and periods and previous.periods:
        first = previous.periods[0]
        if 0 <= first.span[0] < first.span[1] <= len(base):
            return f"{base[: first.span[0]]}{periods[0].text}{base[first.span[1] :]}"
    stem = _QUESTION_TAIL.sub("", base).strip()
    if periods and previous.periods and asked.periods:
        first = previous.periods[0]
        if 0 <= first.span[0] < first.span[1] <= len(stem):
            stem = f"{stem[: first.span[0]]}{stem[first.span[1] :].lstrip('에 의')}".strip()
    return " ".join(f"{stem} {asked.standalone}".split())
