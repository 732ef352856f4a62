"""The question back that shows the nearest figures where no plan is sure and the one asked for is likely among them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.alike import same_value
from assistant.draft import Draft
from assistant.find import Candidate, Option, options
from assistant.library import Library
from assistant.likely import WORTH_SHOWING, likelihood
from assistant.lookup import lead
from assistant.qualifiers import qualified
from assistant.question import Asked
from assistant.restrictions import narrowed
from assistant.stating import ask_back

MOST = 3
LEAST_LIKE = 0.45
"""Below this likeness of meaning a place is of another matter, however far it stands before all others."""
HEAD = "질문에 꼭 맞는 값은 찾지 못했습니다. 가장 가까운 값입니다. 이것을 찾으시나요?"


def offer(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft that asks whether one of the nearest figures is meant, or None where none is worth showing."""
    if asked.form != "figure" or asked.operation not in ("lookup", "count"):
        return None
    fitting = [o for o in options(asked, found, library) if o.unit_fit >= 0 and o.period_fit >= 0]
    fitting = qualified(asked, narrowed(asked, fitting))
    if not fitting or fitting[0].candidate.similarity < LEAST_LIKE:
        return None
    if likelihood(asked, fitting[0], lead(fitting[0], fitting), library) < WORTH_SHOWING:
        return None
    shown: list[Option] = []
    for option in fitting:
        if len(shown) < MOST and not any(same_value(option.figure, other.figure) for other in shown):
            shown.append(option)
    return ask_back(asked, shown, library, head=HEAD)
