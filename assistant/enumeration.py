"""Things a question lists (`책상, 의자, 칠판은 모두`, `교사와 학생의 차이`): each must be an operand's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.match import Weighted, coverage, field
from assistant.question import Asked

_JOINT = re.compile(r"\s*,\s*(?:그리고\s*)?|(?<=[가-힣A-Za-z)])(?:과|와|하고|이랑|랑)\s+|\s+및\s+|\s*\+\s*(?=[가-힣])")
_NAMED = 0.5
"""From this share on a label names a thing."""
_THAN = re.compile(r"[과국팀실청]?보다\s")
"""The word behind what something is weighed against, with the end of a body's name the morphemes part from it."""
_ALL_OF = re.compile(r"^\s*(?:[가-힣A-Za-z\d]+\s*){1,3}?(?:을|를|은|는|이|가)?\s*(?:모두|합|총|다\s|전부|더)")
"""What follows the last of several things that are added up."""


def listed(asked: Asked, terms: Sequence[Weighted]) -> list[int]:
    """Return the places in `terms` of the words joined to one another, one a thing, in order; [] where none are."""
    text = asked.standalone
    found: list[int] = []
    for joint in _JOINT.finditer(text):
        before = [i for i, w in enumerate(terms) if w.term in asked.terms and _end(w) == joint.start()]
        after = [i for i, w in enumerate(terms) if w.term in asked.terms and w.term.start == joint.end()]
        if before and after:
            found += [i for i in (before[-1], after[0]) if i not in found]
    return found


def names_one_only(asked: Asked, terms: Sequence[Weighted], label: str) -> bool:
    """Tell whether a label names one of the things a question adds up and not the others: it is no sum of them."""
    joined = [terms[i] for i in listed(asked, terms)]
    _, finds = coverage(joined, [field(label, 1.0)])
    return bool(finds) and max(finds) >= _NAMED > min(finds)


def weighed_against(asked: Asked, terms: Sequence[Weighted]) -> list[int]:
    """Return the place in `terms` of the word right before `보다`; [] where there is none."""
    ends = {than.start() for than in _THAN.finditer(asked.standalone)}
    return [i for i, w in enumerate(terms) if w.term in asked.terms and _end(w) in ends]


def _end(weighted: Weighted) -> int:
    return weighted.term.start + len(weighted.term.text)


def most_listed(asked: Asked) -> int:
    """Return how many things the question's joints (`와`, `,`, `및`) can part at most, 0 where there are none."""
    joints = len(_JOINT.findall(asked.standalone))
    return joints + 1 if joints else 0


def adds_listed(asked: Asked) -> int:
    """Return how many things the question lists before it asks for all of them together, 0 where it does not."""
    joints = list(_JOINT.finditer(asked.standalone))
    if not joints or not _ALL_OF.search(asked.standalone[joints[-1].end() :]):
        return 0
    return len(joints) + 1
