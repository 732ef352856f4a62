"""Editions in answers: the newest in force answers by default and says so; earlier ones where they are asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Citation
from corpus.text import search_text, squash
from index.evidence import DocumentEntry
from index.standing import edition

_FIRST = re.compile(r"본예산|당초예산|당초계획|변경전|개정전|수정전|추경전|이전판|지난판|구판|옛판")
_SUPPLEMENT = re.compile(r"제?(\d)회(?:추경|추가경정)|(\d)차추경")


def reach(entries: Sequence[DocumentEntry], question: str) -> frozenset[str] | None:
    """Return the ids a question is answered from when the asker restricts nothing; None means all documents.

    Those in force, but an earlier edition the question names (`본예산`, `제1회 추경`, `변경 전`) takes the place of the
    later ones.
    """
    if all(entry.is_in_force for entry in entries):
        return None
    named = {
        entry.id for entry in entries if entry.superseded_by and not entry.same_as and _is_asked_for(entry, question)
    }
    said = squash(search_text(question))
    both = bool(_FIRST.search(said)) and bool(_SUPPLEMENT.search(said) or "추경" in said.replace("추경전", ""))
    hidden = {entry.superseded_by for entry in entries if entry.id in named and not both}
    return frozenset({entry.id for entry in entries if entry.is_in_force and entry.id not in hidden} | named)


def earlier(entries: Sequence[DocumentEntry]) -> frozenset[str]:
    """Return the ids of earlier editions: asked when the documents in force do not answer."""
    return frozenset(entry.id for entry in entries if entry.superseded_by and not entry.same_as)


def _is_asked_for(entry: DocumentEntry, question: str) -> bool:
    said = squash(search_text(question))
    own = edition(entry)
    numbers = {int(a or b) for a, b in _SUPPLEMENT.findall(said)}
    if own.kind == "추경":
        return own.number in numbers
    if _FIRST.search(said):
        return own.kind in ("본예산", None) or own.number <= 0
    return False


def with_editions(answer: Answer, entries: Sequence[DocumentEntry]) -> Answer:
    """Return the answer with its citations marked by edition and, in `problems`, which edition it stands on.

    Nothing is said of documents that have no other edition.
    """
    known = {entry.id: entry for entry in entries}
    told: dict[str, None] = {}
    for citation in answer.citations:
        entry = known.get(citation.document_id)
        said = _said(entry, known) if entry is not None else ""
        if said:
            told[said] = None
    if not told:
        return answer
    marked = tuple(_marked(citation, known) for citation in answer.citations)
    return replace(answer, citations=marked, problems=(*answer.problems, *told))


def _marked(citation: Citation, known: dict[str, DocumentEntry]) -> Citation:
    entry = known.get(citation.document_id)
    if entry is None:
        return citation
    newer = known.get(entry.superseded_by)
    return replace(citation, edition=entry.edition, superseded_by=newer.name if newer else "")


def _said(entry: DocumentEntry, known: dict[str, DocumentEntry]) -> str:
    newer = known.get(entry.superseded_by)
    if newer is not None:
        return f"{name_of(entry)}은(는) 이전 판입니다. 지금 판은 {name_of(newer)}입니다."
    older = [other for other in known.values() if other.superseded_by == entry.id and not other.same_as]
    if not older:
        return ""
    names = ", ".join(name_of(other) for other in sorted(older, key=lambda other: (other.added, other.id))[-3:])
    return f"가장 새로운 판인 {name_of(entry)}에서 답했습니다. 이전 판: {names}"


def name_of(entry: DocumentEntry) -> str:
    """Return a document's title with what tells it from other editions."""
    told = [part for part in dict.fromkeys((entry.edition, entry.as_of or "")) if part]
    mark = ", ".join(told) or (f"{entry.added[:16].replace('T', ' ')}에 읽음" if entry.added else "")
    return f"‘{entry.title or entry.name}’" + (f"({mark})" if mark else "")
