"""Assistant.ask: one turn, the whole story top to bottom."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answer import Answer
from assistant.beside import covers
from assistant.carry import carry
from assistant.compose import rewording
from assistant.disputes import without_remark
from assistant.draft import Draft
from assistant.editions import earlier, reach, with_editions
from assistant.elsewhere import cited_elsewhere
from assistant.errors import QuestionTooLong
from assistant.find import Candidate, candidates
from assistant.followup import merge, shares_subject, short_turn, stands_alone
from assistant.library import Library
from assistant.model import ChatModel, open_model
from assistant.nearest import nearest
from assistant.offering import offer
from assistant.pairs import documents_of, halves
from assistant.parts import continues, in_parts, split, together, without_place
from assistant.question import Asked, understand
from assistant.recall import Memory, Said, remember
from assistant.repeats import checked, speaks_of
from assistant.steps import stepped
from assistant.verify import is_marked, verify
from corpus.text import squash
from corpus.units import Unit
from index.embed import Embedder, open_embedder
from index.search import Index

if TYPE_CHECKING:
    from assistant.settings import Settings
from assistant.plans import choose_whole, refuse

LONGEST_TALK = 8
"""Earlier turns that are read again at most."""
LONGEST = 2000
"""Characters of the longest question that is read."""
KNOWN_WORDS = 0.95
"""Share of a turn's own words its figure must hold for the turn to need nothing of the earlier ones."""


class Assistant:
    """Answers questions from one index. Safe to share between threads; keeps no conversation of its own."""

    def __init__(self, index: Index, *, model: ChatModel | None = None) -> None:
        self.index = index
        self.model = model
        self._library = lru_cache(maxsize=8)(lambda documents: Library(index, documents=documents))
        self.library: Library = self._library(reach(index.documents(), ""))
        self.memory = Memory()

    @classmethod
    def open(cls, settings: Settings, *, embedder: Embedder | None = None) -> Assistant:
        """Return an assistant over the index the settings name, with `embedder` in place of the one they name.

        Raises IndexMissing or IndexMismatch.
        """
        embedder = embedder or open_embedder(settings.embedding_model, cache_dir=settings.cache_dir)
        index = Index.open(Path(settings.index_dir), embedder=embedder)
        model = None
        if settings.llm:
            model = open_model(settings.llm, base_url=settings.llm_base_url, timeout_s=settings.llm_timeout_s)
        return cls(index, model=model)

    def ask(self, question: str, history: Sequence[str] = (), *, documents: Collection[str] | None = None) -> Answer:
        """Answer one question from the indexed documents; never raises for want of evidence.

        `history` holds the earlier user turns, oldest first; `documents` restricts the answer to these document ids.
        Without it the newest editions in force answer, and earlier ones where the question names them or these do not.
        Raises ValueError for an empty question and QuestionTooLong for one longer than LONGEST.
        """
        *_, answer = self.answers(question, history, documents=documents)
        return answer

    def answers(
        self, question: str, history: Sequence[str] = (), *, documents: Collection[str] | None = None
    ) -> Iterator[Answer]:
        """Yield the answer as planned and, with a model, as its words come; the last is what `ask` returns."""
        if not question.strip():
            raise ValueError("질문이 비어 있습니다.")
        if len(question) > LONGEST:
            raise QuestionTooLong(
                f"질문이 너무 깁니다({len(question):,}자). {LONGEST:,}자 안으로 줄여 다시 물어 주십시오."
            )
        started = time.perf_counter()
        entries = self.index.documents()
        within = reach(entries, " ".join((*history, question))) if documents is None else frozenset(documents)
        answer = self._answer(question, history, within)
        if documents is None and answer.outcome == "unanswerable" and earlier(entries):
            other = self._answer(question, history, earlier(entries))
            answer = answer if other.outcome == "unanswerable" else other
        if answer.reason == "not_in_corpus":
            answer = self._nearest(answer, within) or answer
        answer = with_editions(answer, entries)
        yield replace(answer, elapsed_ms=(time.perf_counter() - started) * 1000)
        if self.model is not None:
            for worded in rewording(answer, self.model, history):
                yield replace(worded, elapsed_ms=(time.perf_counter() - started) * 1000)

    def _answer(self, question: str, history: Sequence[str], documents: frozenset[str] | None) -> Answer:
        library: Library = self._library(documents)
        said = self._say(question, self._recall(history, library, documents), library)
        self.memory.keep(documents, (*(turn for turn in history if turn.strip()), question), said)
        return finish(
            replace(said.asked, history=tuple(history)), cited_elsewhere(said.draft.instead or said.draft, library)
        )

    def _nearest(self, answer: Answer, documents: frozenset[str] | None) -> Answer | None:
        """Return the question back that shows the nearest passages, where a question in words found no answer."""
        library: Library = self._library(documents)
        asked = library.with_near_words(understand(answer.standalone_question))
        found = candidates(asked, library)
        draft = nearest(asked, found, library) or offer(asked, found, library)
        return (
            None if draft is None else finish(replace(asked, question=answer.question), cited_elsewhere(draft, library))
        )

    def _recall(self, history: Sequence[str], library: Library, documents: frozenset[str] | None) -> tuple[Said, ...]:
        """Return the earlier turns with their answers, found again in order; a turn answered before is remembered."""
        turns = tuple(turn for turn in history if turn.strip())[-LONGEST_TALK:]
        told: list[Said] = []
        for length in range(1, len(turns) + 1):
            said = self.memory.get(documents, turns[:length])
            if said is None:
                said = self._say(turns[length - 1], told, library)
                self.memory.keep(documents, turns[:length], said)
            told.append(said)
        return tuple(told)

    def _say(self, question: str, told: Sequence[Said], library: Library) -> Said:
        """Answer one turn: from what was told before where it leans on that, else by looking it up."""

        def answering(asked: Asked) -> Draft:
            asked = library.with_near_words(without_remark(asked))
            return choose(asked, candidates(asked, library), library)

        own = understand(question)
        if told:
            own = replace(understand(stepped(question, told[-1].asked.standalone)), question=question)
            carried = carry(question, own, told, library, answering)
            if carried is not None:
                return carried
            if stands_alone(own):
                alone = remember(own, answering(own), (), library)
                if alone.headline is not None and covers(alone.headline, own.terms, library) >= KNOWN_WORDS:
                    return alone
        asked = merge(told[-1].asked, own) if told else own
        said = checked(remember(asked, answering(asked), told, library), own, told, library)
        if told and _may_be_new(own, said, told[-1]):
            alone = remember(own, answering(own), (), library)
            if alone.draft.outcome in ("answered", "conflict") or said.draft.outcome == "unanswerable":
                return alone
        return said


def _may_be_new(own: Asked, said: Said, last: Said) -> bool:
    """Tell whether a turn that found no answer as a follow-up may speak of something new."""
    if not stands_alone(own) or said.draft.outcome not in ("unanswerable", "clarify"):
        return False
    return said.draft.outcome == "unanswerable" or not shares_subject(last.asked, own)


def choose(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft:
    """Return the best draft of the plans that fit the question, in the order in which they are tried."""
    both = in_parts(asked, _halves_alone(asked, library))
    if both is not None:
        return both
    draft = choose_whole(asked, found, library)
    if draft.outcome == "unanswerable" and asked.operation == "compare":
        return set_side_by_side(asked, library) or draft
    return draft


def _halves_alone(asked: Asked, library: Library) -> Callable[[str, Collection[str]], Draft]:
    """Return what answers each of the questions that one holds, from documents of its own where they are named.

    What a half says apart from the other must stand where it is answered.
    """
    parted: tuple[str, ...] = split(asked.standalone) or ()
    within = dict(zip(parted, documents_of(parted[0], parted[1], library), strict=True)) if parted else {}
    goes_on = continues(asked.standalone)

    def answer(half: str, taken: Collection[str]) -> Draft:
        after = (without_place(parted[0]),) if goes_on and half != parted[0] else ()
        draft = choose_alone(half, library, after=after, taken=taken, documents=within.get(half, frozenset()))
        own = short_turn(understand(half), ())
        if not goes_on:
            other = next(part for part in parted if part != half)
            own = replace(own, terms=tuple(term for term in own.terms if term.text not in squash(other).lower()))
        elif not after:
            return draft
        return draft if speaks_of(draft, own, library) else refuse(asked)

    return answer


def set_side_by_side(asked: Asked, library: Library) -> Draft | None:
    """Return what two documents say of what a question compares, quoted from each; None where one says nothing."""
    for first, second in halves(asked, library):
        drafts = [
            choose_alone(f"{half.text}은 무엇입니까?", library, documents=half.documents) for half in (first, second)
        ]
        if all(draft.outcome == "answered" and draft.derivation is None for draft in drafts):
            return together((first.text, second.text), drafts)
    return None


def choose_alone(
    question: str,
    library: Library,
    *,
    after: Sequence[str] = (),
    taken: Collection[str] = (),
    documents: Collection[str] = (),
) -> Draft:
    """Return the best draft for one of the questions that a question holds, places that say what is taken left out.

    `after` is the question it goes on from; `documents` are those it may be answered from, all where there are none.
    """
    asked = library.with_near_words(understand(question, after))
    found = [c for c in candidates(asked, library) if not documents or c.document.id in documents]
    found = [c for c in found if not any(_is_part(c.unit, quote) for quote in taken)]
    return choose_whole(asked, found, library)


def _is_part(unit: Unit, quote: str) -> bool:
    """Tell whether a quotation was made from a unit; a row is quoted with headers between its cells."""
    return all(piece in quote for piece in unit.text.replace("|", " ").split())


def finish(asked: Asked, draft: Draft) -> Answer:
    """Send a draft through the gate and return the answer."""
    verdict = verify(
        draft.text,
        question=" ".join((asked.question, asked.standalone, *asked.history)),
        citations=draft.citations,
        figures=draft.figures,
        derivation=draft.derivation,
    )
    outcome, reason, text = draft.outcome, draft.reason, verdict.text
    if not text or (outcome in ("answered", "conflict") and is_marked(draft.text) and not is_marked(text)):
        outcome, reason, text = "unanswerable", "unreadable", "근거를 확인하지 못해 답을 내지 않았습니다."
    cited = draft.citations if outcome != "unanswerable" else ()
    return Answer(
        question=asked.question,
        standalone_question=asked.standalone,
        outcome=outcome,
        reason=reason,
        answer=text,
        figures=draft.figures if cited else (),
        derivation=draft.derivation if cited else None,
        citations=cited,
        alternatives=draft.alternatives,
        problems=(*draft.problems, *verdict.problems),
        explanation=draft.explanation,
    )
