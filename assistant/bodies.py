"""Names of issuing bodies: how a question names one, and the document by it."""

from __future__ import annotations

import re

from corpus.text import search_text, squash
from index.evidence import DocumentEntry

_BODY = re.compile(r"[가-힣A-Za-z0-9]{2,}(?:국|원|단|청|회|실|센터|재단|공사|본부|사업소|위원회|특위)(?![가-힣]*법)")
_ANY_TOWN = frozenset({"자치구", "자치단체", "지방자치단체", "기초자치단체"})
"""Words for a town or district that name none."""
_KIND = re.compile(
    r"행정사무감사|활동결과보고|공약\s*이행계획|주요\s*업무\s*보고|업무\s*계획|결산서|예산서|백서|시행계획|기본계획"
)


def short_names(organization: str) -> tuple[str, ...]:
    """Return the names a body goes by in questions: in full, its first word, and its town without 시 or 도."""
    if not organization:
        return ()
    first = organization.split()[0]
    if first in _ANY_TOWN:
        return (organization,)
    town = re.fullmatch(r"([가-힣]{2,}?)(?:특별자치|특별|광역)?(?:시|도|군|구)", first)
    return (organization, first, town.group(1)) if town else (organization, first)


def is_named(entry: DocumentEntry, text: str) -> bool:
    """Tell whether a question names a document: its issuing body (or the end of its name) or its kind."""
    said = squash(search_text(text))
    body = squash(entry.organization or "")
    for match in _BODY.finditer(search_text(text)):
        name = match.group()
        if len(name) >= 4 and (body.endswith(name) or (len(name) >= 6 and name in squash(entry.title))):
            return True
    if len(body) >= 4 and body in said:
        return True
    place = squash(f"{entry.title} {entry.kind or ''}")
    return any(squash(match.group()) in place for match in _KIND.finditer(search_text(text)))
