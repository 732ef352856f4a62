"""Whether something belongs to a list: where two records list the same things with it and without it, both are told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.cite import Bibliography
from assistant.draft import Draft
from assistant.find import Candidate
from assistant.library import Library
from assistant.match import coverage, field, folded, weigh
from assistant.question import Asked
from assistant.terms import Term
from assistant.word import subject

_BELONGS = re.compile(
    r"\s*(?:도|은|는|이|가|까지|역시)?\s*(?:함께\s*|같이\s*)?(?:포함|들어|속(?:하|해)|참여|참석|끼|해당|있(?:나|었|습|어))"
)
_EXISTS = re.compile(r"\s*(?:은|는|이|가)?\s*있(?:나|었|습|어)")
_LISTED = re.compile(r"명단|목록|명부|대상|중에|가운데|내역|참석|구성|위원|이름이")
"""What a question names where `있습니까` asks for a place in a list; else it asks whether there is such a thing."""
_NAME = re.compile(r"[가-힣A-Za-z]{2}")
_EDGE = re.compile(r"^.*[\s(:：·]|[)\]].*$")
_TRAILING = re.compile(r"\s*(?:등|와|과|및|으로부터|에게|에서|이|가|을|를|의).*$")
ITEM, ITEMS, SHARED = 20, 3, 0.6
"""Letters of the longest item, items of the shortest list, and the share of items two records have in common."""
SPEAKS = 0.5
"""How much of the question, the member left out, one of the records must say."""
DEPTH = 60


def membership(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the conflict of two records of one list, one with the member asked about and one without it, or None."""
    member = _member(asked)
    if member is None:
        return None
    others = [term for term in asked.terms if term is not member and not _BELONGS.match(term.text)]
    weighted = weigh(others, library.frequency, library.unit_count)
    listed = [(c, items) for c in found[:DEPTH] if len(items := items_of(c.unit.text)) >= ITEMS]
    told = [(c, items) for c, items in listed if coverage(weighted, [field(c.unit.text, 1.0)])[0] >= SPEAKS]
    if not told:
        return None
    same = [
        (c, items)
        for c, items in listed
        if any(_same_list(items, known) for _, known in told) and not _of_another_time(asked, c)
    ]
    name = folded(member.text)
    with_it = [c for c, items in same if any(name in item for item in items)]
    without = [c for c, items in same if name not in folded(c.unit.text)]
    if not with_it or not without:
        return None
    return _state(member.text, with_it[:2], without[:2])


def _member(asked: Asked) -> Term | None:
    """Return the thing whose belonging is asked about (`기획실도 포함됩니까`), or None."""
    for term in reversed(asked.terms):
        after = asked.standalone[term.start + len(term.text) :]
        if _BELONGS.match(after) and len(term.text) >= 3:
            return None if _EXISTS.match(after) and not _LISTED.search(asked.standalone) else term
    return None


def items_of(text: str) -> tuple[str, ...]:
    """Return the items of the longest enumeration of a text, folded: short names with commas between them."""
    best: list[str] = []
    for clause in re.split(r"[.;]\s|\n|[▲▶※]", text):
        run: list[str] = []
        for piece in re.split(r",(?!\d{3}(?!\d))|、", clause):
            name = piece.strip()
            if run and len(folded(name)) > ITEM:
                best = max(best, [*run, folded(_last(name))], key=len)
                run = []
            run.append(folded(name if len(folded(name)) <= ITEM else _first(name)))
        best = max(best, [*run[:-1], folded(_last(run[-1]))] if run else [], key=len)
    return tuple(item for item in best if _NAME.search(item))


def _first(piece: str) -> str:
    """Return the name at the end of the words that lead into an enumeration."""
    return _EDGE.sub("", piece)


def _last(piece: str) -> str:
    """Return the name at the start of the words that lead out of an enumeration."""
    return _TRAILING.sub("", re.sub(r"[)\]].*$", "", piece))


def _same_list(items: Sequence[str], known: Sequence[str]) -> bool:
    """Tell whether two enumerations list the same things, but for one or two."""
    smaller, larger = sorted((items, known), key=len)
    alike = sum(any(item in other or other in item for other in larger) for item in smaller)
    return alike >= max(2, SHARED * len(smaller))


_TIME = re.compile(r"제?\s*(\d+)\s*(차|회|기|월)")


def _of_another_time(asked: Asked, candidate: Candidate) -> bool:
    """Tell a record of another meeting or month than the one asked for (`제3차` where 제2차 is asked for)."""
    said = " ".join((*candidate.unit.heading_path, candidate.unit.text))
    wanted = {(kind, number) for number, kind in _TIME.findall(asked.standalone)}
    stated = {(kind, number) for number, kind in _TIME.findall(said)}
    return any((kind, number) not in stated and any(other == kind for other, _ in stated) for kind, number in wanted)


def _state(name: str, with_it: Sequence[Candidate], without: Sequence[Candidate]) -> Draft:
    bibliography = Bibliography()
    lines = []
    for candidates, word in ((with_it, "있음"), (without, "없음")):
        for candidate in candidates:
            unit = candidate.unit
            number = bibliography.place(unit.location, candidate.document, unit.text, table=unit.caption)
            place = " > ".join(unit.heading_path[-2:]) or candidate.document.title
            lines.append(f"- {word}: {place}: {unit.text} [{number}]")
    return Draft(
        outcome="conflict",
        reason="conflict",
        text=f"기록이 서로 다릅니다. {subject(name)} 적힌 곳과 적히지 않은 곳이 있습니다.\n" + "\n".join(lines),
        citations=bibliography.citations,
        confidence=1.0,
    )
