"""Yes or no to a question whether one thing is more or less than another (`A는 B보다 많습니까`)."""

from __future__ import annotations

import re

from assistant.find import Option
from assistant.match import folded
from assistant.question import Asked
from assistant.terms import Term

YES, NO = "네, ", "아니요, "
_THAN = re.compile(
    r"보다\s+(?:더\s*|훨씬\s*)?(?P<way>높|많|크|큰|큽|커|컸|비싸|비쌉|낮|적(?!정)|작(?!년)|싸|쌉)[가-힣]*\s*[?？.]*$"
)
_LESS = frozenset("낮적작싸쌉")
_SUBJECT = re.compile(r"[가-힣A-Za-z0-9)](?:은|는|이|가)\s")
_WHICH = re.compile(r"어느|어디|무엇|뭐|누가|누구|어떤|얼마|몇|왜|언제")


def leading_word(asked: Asked, first: Option, second: Option) -> str:
    """Return `네, ` or `아니요, ` where a question asks which of two figures is larger; nothing for other questions.

    The words before the last subject (`A는`) are of the one, those up to `보다` of the other; where the places of the
    figures do not tell which is which, nothing is said.
    """
    than = _THAN.search(asked.standalone)
    if than is None or _WHICH.search(asked.standalone):
        return ""
    subjects = [match.end() for match in _SUBJECT.finditer(asked.standalone, 0, than.start())]
    if not subjects:
        return ""
    named = [term for term in asked.terms if term.start < than.start()]
    told = sum((_held(term, first) - _held(term, second)) * (1 if term.start < subjects[-1] else -1) for term in named)
    if not told:
        return ""
    one, other = (first, second) if told > 0 else (second, first)
    less = than["way"][0] in _LESS
    holds = one.figure.value < other.figure.value if less else one.figure.value > other.figure.value
    return YES if holds else NO


def _held(term: Term, option: Option) -> bool:
    """Tell whether the place of a figure says a word."""
    figure = option.figure
    labels = (*figure.row_path, *figure.column_path, figure.label, *figure.heading_path[-2:])
    place = folded(" ".join((*labels, option.candidate.unit.text)))
    return any(word in place for word in (term.text, *term.alternatives) if len(word) > 1)
