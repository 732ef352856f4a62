"""Counting the names a line lists (`지원(가구, 나구, 다구청)`), where no number of them is printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answer import AnswerFigure, Derivation, Operand
from assistant.cite import Bibliography
from assistant.draft import Draft
from assistant.find import Candidate
from assistant.forms import unit_class
from assistant.library import Library
from assistant.question import Asked
from assistant.word import amount, is_
from corpus.text import search_text

COVERED = 0.85
"""Share of the question's words a line must hold for its names to be those asked for."""
MARGIN = 0.1
"""Lines nearer than this to the best, with a list of their own, make the count unsure."""
FEWEST = 3
LONGEST = 20
_GROUP = re.compile(r"[(（]([^()（）]{5,})[)）]")
_SEPARATOR = re.compile(r"\s*[,、，·‧ㆍ]\s*")
_COUNTED = re.compile(r"([가-힣A-Za-z]{2,}?)(?:은|는|이|가)?\s*(?:모두\s*|총\s*)?몇")


def count_names(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft that counts the names one line lists, or None where the line or the list is unsure."""
    noun = _COUNTED.search(asked.standalone)
    lines = [c for c in found if c.unit.table_id is None and c.coverage >= COVERED]
    if noun is None or not lines:
        return None
    best = lines[0]
    if any(unit_class(f.unit) == asked.unit_class for f in library.figures_of(best.unit)):
        return None  # the line says a number itself
    names = names_in(best.unit.text, noun.group(1))
    others = [names_in(c.unit.text, noun.group(1)) for c in lines[1:] if c.score >= best.score - MARGIN]
    if not names or any(other and other != names for other in others):
        return None
    unit = asked.unit if asked.unit and unit_class(asked.unit) not in ("money", "percent") else "개"
    bibliography = Bibliography()
    mark = bibliography.place(best.unit.location, best.document, best.unit.text)
    counted = Decimal(len(names))
    operands = tuple(Operand(f"x{i}", Decimal(1), unit, mark, name) for i, name in enumerate(names))
    return Draft(
        outcome="answered",
        text=f"모두 {is_(amount(counted, unit))}: {', '.join(names)} [{mark}]",
        figures=(AnswerFigure(counted, unit, None, asked.standalone, None, derived=True),),
        derivation=Derivation(" + ".join(o.name for o in operands), operands, counted, unit),
        citations=bibliography.citations,
        confidence=best.score,
    )


def names_in(text: str, noun: str) -> list[str]:
    """Return the names of a list of things called `noun`: in parentheses or after a colon; [] where there is none.

    The last name or what stands before the list must bear the noun's ending (`나구청` for 자치구청).
    """
    body = " ".join(search_text(text).split())
    lists = [(body[: m.start()], m.group(1)) for m in _GROUP.finditer(body)]
    head, colon, rest = body.partition(":")
    lists += [(head, _GROUP.sub("", rest))] if colon else []
    for before, listed in lists:
        names = [name.strip(" .") for name in _SEPARATOR.split(listed)]
        if len(names) < FEWEST or any(not name or len(name) > LONGEST or re.search(r"\d|등$", name) for name in names):
            continue
        if names[-1].endswith(noun[-2:]) or before.rstrip().endswith(noun[-2:]):
            return names
    return []
