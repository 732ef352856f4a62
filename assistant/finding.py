"""A question -> the passages to read: what `search` shows, found with all that the question is understood to say."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.bodies import is_named
from assistant.editions import reach
from assistant.question import understand
from index.evidence import Evidence
from index.search import Index, Mode


def find_passages(
    index: Index, question: str, history: Sequence[str] = (), *, limit: int = 10, mode: Mode = "fused"
) -> Evidence:
    """Return the passages for a question, best first: its words, their synonyms, its meaning, the documents it names.

    `history` holds the earlier questions, oldest first. Raises ValueError for an empty question or limit < 1.
    """
    if not question.strip():
        raise ValueError("질문이 비어 있습니다.")
    asked = understand(question, history)
    words = [word for term in (*asked.terms, *asked.context) for word in (*term.parts, *term.alternatives)]
    named = [entry.id for entry in index.documents() if is_named(entry, asked.standalone)]
    query = " ".join((*history, question)) if history else asked.query
    return index.search(
        query,
        limit=limit,
        words=[*words, *asked.codes],
        documents=reach(index.documents(), " ".join((*history, question))),
        preferred=named,
        mode=mode,
    )
