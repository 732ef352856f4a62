"""How well a figure's unit fits what a question counts."""

from __future__ import annotations

import re

from assistant import english
from assistant.forms import unit_class
from assistant.question import Asked
from corpus.figures import Figure

_OF_ONE_KIND = frozenset(
    ("동", "실", "학급", "부", "권", "책", "팀", "가구", "세대", "마리", "톤", "kg", "km", "㎡", "ha", "배")
)
"""Units that count one kind of thing only; 건, 개, 명 or 대 may count anything."""
OTHER_LENGTH = 0.3
"""Fit of a length of time in another unit than the one asked for (`몇 년` and months)."""
_SCALE = re.compile(r"^(?:십만|백만|천만|만|천|백)(?=(?!원|명$)[가-힣]{1,3}$)")
"""A scale word before a counter (`5천 대`)."""


def fit_unit(figure: Figure, asked: Asked) -> float:
    """Return 1 when the figure's unit is of the class asked for, 0 when nothing can be said, -1 when it is another."""
    wanted = asked.unit_class
    if wanted is None:
        return _fit_counted(figure, asked) if asked.language == "en" else 0.0
    own = unit_class(_SCALE.sub("", figure.unit or "") or None)
    if own is None:
        return -0.3
    if asked.unit == figure.unit == "분":
        return 1.0  # minutes, whether or not the question could ask for people
    if own == wanted:
        return OTHER_LENGTH if wanted == "duration" and asked.unit not in (None, figure.unit) else 1.0
    if wanted == "item" and own not in ("money", "percent", "point", "duration", "area", "person"):
        return 0.4
    if wanted in ("school",) and own == "item":
        return 0.3
    if {wanted, own} <= {"percent", "point"}:
        return 0.5
    if asked.language == "en" and {wanted, own} == {"회", "건"}:
        return 0.5  # `how many times` may be told in 건
    return -1.0


def _fit_counted(figure: Figure, asked: Asked) -> float:
    """Return how well a figure's unit fits what an English question counts, where that is no unit of its own."""
    things = english.counted(asked.standalone)
    if not things:
        return 0.0
    if figure.unit in things:
        return 1.0
    is_other = figure.unit in _OF_ONE_KIND or unit_class(figure.unit) in ("money", "percent", "point", "duration")
    return -1.0 if is_other else 0.0
