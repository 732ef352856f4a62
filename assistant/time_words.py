"""The words of a question for a time: those that say what the time is asked of."""

from __future__ import annotations

import re

from assistant.find import weighted_terms
from assistant.library import Library
from assistant.match import Weighted
from assistant.question import Asked
from assistant.terms import Term


def telling(asked: Asked, library: Library) -> tuple[Weighted, ...]:
    """Return the question's words that say what the time is asked of."""
    return tuple(w for w in weighted_terms(asked, library) if not _asks(w.term))


def _asks(term: Term) -> bool:
    return (
        re.fullmatch(
            r"언제|시작|끝나?|기간|시기|일정|날짜|일자|되|하|열리?|예정|연도|며칠|몇월|올해|금년|작년|지난해|내년|가칭",
            term.text,
        )
        is not None
    )
