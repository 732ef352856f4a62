"""Who does what and under which number: the people a document names, and where its places name them differently."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.cite import Bibliography
from assistant.draft import Draft
from assistant.find import Candidate
from assistant.library import Library
from assistant.match import folded
from assistant.question import Asked
from assistant.word import topic
from corpus.units import Unit
from index.evidence import DocumentEntry

_POST = r"(?:본부장|센터장|단장|국장|실장|부장|과장|팀장|담당관|담당|책임|선임|주무관|장학사|장학관|연구사|연구관)"
_PHONE = r"(?:\d{2,4}\s?-\s?)?\d{3,4}(?!\d)"
_ENTRY = re.compile(
    rf"(?P<body>[가-힣A-Za-z·]*){_POST}\s*:?\s*(?P<name>[가-힣]{{3}})\s*\(?\s*☎\s*(?P<phone>{_PHONE})"
    rf"|(?P<name2>[가-힣]{{3}})\s+(?P<post2>{_POST})\s*(?:☎\s*)?(?P<phone2>{_PHONE})"
)
"""`예산총괄팀장 홍길동 ☎5120` and `예산총괄팀 홍길동 팀장☎5120`."""
_ASKS_NUMBER = re.compile(r"내선|전화|연락처|몇\s*번|☎|\bphone|\bextension", re.I)
_ASKS_PERSON = re.compile(r"누구|누가|담당자|이름|성함|\bwho\b", re.I)
_NUMBER = re.compile(r"(?<![\d.,])(?:\d{2,4}-)?\d{4}(?![\d.,년])")
_HEADS = re.compile(
    r"([가-힣A-Za-z·]{2,}(?:팀|과|부|국|실|단|센터|본부))\s?((?:팀|과|부|국|실|단|센터|본부)?장)(?![가-힣]{2})"
)
_BODY = re.compile(r"[가-힣A-Za-z·]{3,}(?:팀|과|부|국|청|재단|담당관)(?=[\s은는이가의,]|$)")
_MARK = re.compile(r"☎|(?:장|책임|선임)\s+\d{4}(?!\d)")


@dataclass(frozen=True, slots=True)
class Contact:
    """A person as a place names them. `body` and `post` folded: `ai동행팀`, `팀장`; `phone` its last digits."""

    name: str
    body: str
    post: str
    phone: str
    unit: Unit
    document: DocumentEntry


def contact(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the number of a person asked for, or the conflict of places that name person or number differently."""
    if asked.operation == "compare" or not (
        _ASKS_NUMBER.search(asked.standalone) or _ASKS_PERSON.search(asked.standalone) or asked.is_keyword
    ):
        return None
    known = contacts(library)
    said = folded(asked.wording)
    numbers = [match.group()[-4:] for match in _NUMBER.finditer(asked.standalone)]
    if numbers and (_ASKS_NUMBER.search(asked.standalone) or _ASKS_PERSON.search(asked.standalone)):
        of_number = _of_bodies(asked, [c for c in known if c.phone[-4:] == numbers[0]])
        return _conflict(f"☎ {numbers[0]}", of_number, lambda c: c.name)
    if _ASKS_NUMBER.search(asked.standalone):
        named = [c for c in known if c.name in said]
        return _conflict(named[0].name, named, lambda c: c.phone) or _number(named) if named else None
    head = _HEADS.search(asked.standalone)
    if head is None:
        return None
    body, post = folded(head.group(1)), folded(head.group(2))
    post = post if len(post) > 1 else f"{body[-1]}{post}"
    return _conflict(head.group(), [c for c in known if c.post == post and c.body.endswith(body)], lambda c: c.name)


def contacts(library: Library) -> list[Contact]:
    """Return the people named with their numbers, in the order of the documents."""
    known = []
    for entry in library.entries:
        for unit in library.section(entry.id, ()):
            if _MARK.search(unit.text):
                known += contacts_of(unit, entry)
    return known


def contacts_of(unit: Unit, document: DocumentEntry) -> list[Contact]:
    """Return the people one unit names with their numbers."""
    text = unit.text
    found = []
    for match in _ENTRY.finditer(text):
        if match["name"]:
            title = folded(text[match.start() : match.start("name")]).rstrip(":")
            post = next(iter(re.findall(f"{_POST}$", title)), "")
            body = title[: -len(post)] + (post[0] if post.endswith("장") and len(post) == 2 else "")
            name, phone = match["name"], match["phone"]
        else:
            before = re.search(
                r"((?:[A-Za-z]+\s)?[가-힣A-Za-z·]+(?:팀|과|부|국|실|단|센터|본부))\s*$", text[: match.start()]
            )
            body, post = folded(before.group(1)) if before else "", folded(match["post2"])
            name, phone = match["name2"], match["phone2"]
        found.append(Contact(name, body, post, re.sub(r"\s", "", phone), unit, document))
    return found


def _of_bodies(asked: Asked, known: Sequence[Contact]) -> list[Contact]:
    """Return those whose place names the body the question names, where any does."""
    bodies = [folded(match.group()) for match in _BODY.finditer(asked.standalone)]
    named = [c for c in known if any(body in folded(" ".join((*c.unit.heading_path, c.unit.text))) for body in bodies)]
    return named or list(known)


def _conflict(of: str, known: Sequence[Contact], value: Callable[[Contact], str]) -> Draft | None:
    """Return the conflict of what one document's places say of a person, a post or a number; None where they agree."""
    for document in dict.fromkeys(contact.document.id for contact in known):
        stated: dict[str, Contact] = {}
        for one in known:
            if one.document.id == document:
                stated.setdefault(value(one)[-4:], one)
        if len(stated) > 1:
            return _state(of, list(stated.values()))
    return None


def _state(of: str, known: Sequence[Contact]) -> Draft:
    bibliography = Bibliography()
    lines = []
    for one in known:
        number = bibliography.place(one.unit.location, one.document, one.unit.text, table=one.unit.caption)
        place = one.unit.heading_path[-1] if one.unit.heading_path else one.document.title
        lines.append(f"- {place}: {one.name} ☎ {one.phone} — {one.unit.text[:LENGTH]} [{number}]")
    return Draft(
        outcome="conflict",
        reason="conflict",
        text=f"{topic(of)} 자료 안에서 서로 다르게 적혀 있습니다.\n" + "\n".join(lines),
        citations=bibliography.citations,
        confidence=1.0,
    )


LENGTH = 160
"""Letters of a place that are quoted."""


def _number(known: Sequence[Contact]) -> Draft | None:
    """Return the one number all places give for a person, None where documents differ."""
    if len({one.phone[-4:] for one in known}) != 1:
        return None
    one = known[0]
    bibliography = Bibliography()
    number = bibliography.place(one.unit.location, one.document, one.unit.text, table=one.unit.caption)
    return Draft(
        outcome="answered",
        text=f"{one.name} ☎ {one.phone} [{number}]\n{one.unit.text[:LENGTH]} [{number}]",
        citations=bibliography.citations,
        confidence=1.0,
    )
