"""Assistant.ask: one turn, the whole story top to bottom."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answer import Answer
from assistant.beside import covers
from assistant.carry import carry, checked
from assistant.compose import rewording
from assistant.compute import compare, compute, total_asked
from assistant.contacts import contact
from assistant.counting import count_values
from assistant.disputes import without_remark
from assistant.draft import Draft
from assistant.editions import earlier, reach, with_editions
from assistant.enumeration import names_one_only
from assistant.errors import QuestionTooLong
from assistant.find import Candidate, candidates, fit_period, options
from assistant.followup import merge, stands_alone
from assistant.library import Library
from assistant.lookup import lookup, period_refusal, sureness
from assistant.match import folded
from assistant.model import ChatModel, open_model
from assistant.names import count_names
from assistant.nearest import nearest
from assistant.offering import offer
from assistant.pairs import documents_of, halves
from assistant.parts import in_parts, split, together
from assistant.passage import passage
from assistant.question import Asked, asks_times, understand
from assistant.ranking import FIRST_YEAR, first_year, rank
from assistant.rates import printed_rate
from assistant.recall import Memory, Said, remember
from assistant.rowset import count_set
from assistant.subject import subject_terms
from assistant.tableops import count, count_listed, count_rows
from assistant.verify import verify
from assistant.wanted import wanted
from corpus.text import squash
from corpus.units import Unit
from index.embed import Embedder, open_embedder
from index.search import Index

if TYPE_CHECKING:
    from assistant.settings import Settings

LONGEST_TALK = 8
"""Earlier turns that are read again at most."""
LONGEST = 2000
"""Characters of the longest question that is read."""
KNOWN_SUBJECT = 1.25
"""From this score on a figure is surely the one asked for, but for its period."""
PRINTED = 0.65
"""Share of the question's words that a printed result must be labelled with."""
BETTER_KNOWN = 0.28
"""How much better a figure of other periods must fit than those of the period asked for to be the one meant."""
KNOWN_WORDS = 0.95
"""Share of a turn's own words its figure must hold for the turn to need nothing of the earlier ones."""
NAMED_CELL = 0.6
"""The least that every bare word must stand at a cell for the cell to be what they name."""
STATED_COVERAGE = 0.9
"""Share of the question's words a stated count must stand under, to go before counting rows."""
SURE_PASSAGE = 0.95
"""From this score on a passage is surely the one asked for."""
_PLEASE = re.compile(r"(?:알려|말해|보여|설명해|정리해|나열해)\s*(?:주|줘|달|봐|라)")
_AVERAGE = re.compile(r"평균|average", re.I)
_SUPERLATIVE = re.compile(
    r"가장|제일|최다|최고|최저|최대|최소|최초|최장|1위|상위|하위|\b(?:most|highest|largest|lowest|least)\b", re.I
)
Plan = Callable[[Asked, Sequence[Candidate], Library], Draft | None]
"""A way to answer: returns None when it does not fit the question."""


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
        return finish(replace(said.asked, history=tuple(history)), said.draft)

    def _nearest(self, answer: Answer, documents: frozenset[str] | None) -> Answer | None:
        """Return the question back that shows the nearest passages, where a question in words found no answer."""
        library: Library = self._library(documents)
        asked = library.with_near_words(understand(answer.standalone_question))
        found = candidates(asked, library)
        draft = nearest(asked, found, library) or offer(asked, found, library)
        return None if draft is None else finish(replace(asked, question=answer.question), draft)

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
            carried = carry(question, own, told, library, answering)
            if carried is not None:
                return carried
            if stands_alone(own):
                alone = remember(own, answering(own), (), library)
                if alone.headline is not None and covers(alone.headline, own.terms, library) >= KNOWN_WORDS:
                    return alone
        asked = merge(told[-1].asked, own) if told else own
        said = checked(remember(asked, answering(asked), told, library), told, library)
        if told and said.draft.outcome == "unanswerable" and stands_alone(own):
            alone = remember(own, answering(own), (), library)
            if alone.draft.outcome in ("answered", "conflict"):
                return alone
        return said


def choose(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft:
    """Return the best draft of the plans that fit the question, in the order in which they are tried."""
    within: dict[str, frozenset[str]] = {}
    parted = split(asked.standalone)
    if parted is not None:
        within = dict(zip(parted, documents_of(*parted, library), strict=True))
    both = in_parts(
        asked, lambda half, taken: choose_alone(half, library, taken=taken, documents=within.get(half, frozenset()))
    )
    if both is not None:
        return both
    draft = choose_whole(asked, found, library)
    if draft.outcome == "unanswerable" and asked.operation == "compare":
        return set_side_by_side(asked, library) or draft
    return draft


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
    question: str, library: Library, *, taken: Collection[str] = (), documents: Collection[str] = ()
) -> Draft:
    """Return the best draft for one of the questions that a question holds, places that say what is taken left out.

    `documents` are those it may be answered from; all where there are none.
    """
    asked = library.with_near_words(understand(question))
    found = [c for c in candidates(asked, library) if not documents or c.document.id in documents]
    found = [c for c in found if not any(_is_part(c.unit, quote) for quote in taken)]
    return choose_whole(asked, found, library)


def _is_part(unit: Unit, quote: str) -> bool:
    """Tell whether a quotation was made from a unit; a row is quoted with headers between its cells."""
    return all(piece in quote for piece in unit.text.replace("|", " ").split())


def choose_whole(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft:
    """Return the first draft of the plans that fit one question."""
    totals: tuple[Plan, ...] = (total_asked,) if asked.wants_total and asked.operation in ("lookup", "count") else ()
    for plan in (contact, *totals, *_plans(asked)):
        draft = plan(asked, found, library)
        if draft is None:
            continue
        if draft.outcome == "clarify" and plan is not stated_count and asked.operation in ("lookup", "count"):
            return _counted(asked, found, library) or draft
        return draft
    return (_counted(asked, found, library) if asked.operation == "lookup" else None) or refuse(asked)


def _counted(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the rows counted that a question of a figure names; `how many kinds` may ask for a number printed."""
    return None if asked.language == "en" and asked.operation != "count" else count_set(asked, found, library)


def _plans(asked: Asked) -> tuple[Plan, ...]:
    if FIRST_YEAR.search(asked.standalone) and asked.form in ("figure", "date"):
        return (first_year, figure_lookup if asked.form == "figure" else passage)
    if asked.operation in ("maximum", "minimum"):
        return (rank, stated_rank)
    if asked.form == "yesno" and asked.operation == "difference":
        return (compute, printed_result, passage)  # `보다 좁습니까` may be said in words
    if asked.operation in ("difference", "growth", "ratio", "sum", "average"):
        return (printed_rate, compute, printed_result) if asked.operation == "ratio" else (compute, printed_result)
    if asked.operation == "compare":
        return (compare,)
    if asked.operation == "count":
        return (count_names, count_listed, stated_count, count_set, count_values, count_rows, figure_lookup)
    if asked.form == "figure" and asked.unit_class in ("school", "item"):
        return (count_listed, figure_lookup, count, count_names)
    if asked.form == "figure":
        return (figure_lookup,)
    if asked.form in ("list", "name"):
        return (list_or_passage,)
    if asked.is_keyword and asked.form == "text":
        return (named_cell, passage)
    return (passage,)


def list_or_passage(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the passage that surely says it, else the rows that meet what is asked, else the passage found."""
    quoted = passage(asked, found, library)
    want = wanted(asked)
    one = asked.form == "name" and want.kind in ("body", "person", "place") and not want.is_counted
    if quoted is not None and (one or quoted.confidence >= SURE_PASSAGE):
        return quoted  # rows that are counted are seldom the body or person asked for
    return count(asked, found, library) or quoted


def figure_lookup(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Look one figure up; where only its period is missing, say which periods there are."""
    draft = lookup(asked, options(asked, found, library), library)
    if draft is not None and draft.outcome != "clarify":
        return draft
    missing = period_missing(asked, found, library)
    if draft is None or missing is None or missing.confidence < draft.confidence + BETTER_KNOWN:
        return draft or missing
    return missing  # what is offered for the period is something else


def named_cell(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Look up the one cell whose labels hold all that bare words name (`석면 지붕 철거 한도 읍·면`)."""
    if _PLEASE.search(asked.standalone):
        return None
    cells = [o for o in options(asked, found, library) if o.period_fit >= 0]
    if not cells or cells[0].figure.kind != "cell" or len(cells[0].finds) < 2:
        return None
    best = cells[0]
    in_row, in_column = (
        any(folded(term.text) in folded(" ".join(path)) for term in asked.terms)
        for path in (best.figure.row_path, best.figure.column_path)
    )
    if min(best.finds) < NAMED_CELL or not (in_row and (in_column or best.period_fit > 0)):
        return None
    return lookup(asked, cells, library)


def stated_rank(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Look up the largest or smallest as a document says it; a figure beside which none is compared is no answer."""
    draft = figure_lookup(asked, found, library)
    if draft is None or draft.outcome != "answered":
        return draft
    return draft if any(_SUPERLATIVE.search(citation.quote) for citation in draft.citations) else None


def stated_count(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Look up a count the documents state themselves, where no other number comes near."""
    fitting = [o for o in options(asked, found, library) if o.unit_fit > 0 and o.period_fit >= 0]
    if not fitting or fitting[0].coverage < STATED_COVERAGE or sureness(fitting[0], fitting) < 2 * STATED_COVERAGE:
        return None
    return lookup(asked, fitting, library)


def period_missing(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft that names the periods a figure is stated for, when the one asked for is not among them."""
    if not asked.periods:
        return None
    fitting = [o for o in options(asked, found, library, periods=()) if o.unit_fit >= 0]
    if not fitting or fitting[0].score < KNOWN_SUBJECT or not fitting[0].figure.periods:
        return None
    if any(fit_period(f, asked.periods) > 0 for f in library.figures_of(fitting[0].candidate.unit)):
        return None  # it is stated; what was missing is certainty
    return period_refusal(fitting[0], asked.periods[0], library)


def printed_result(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Look up a result the documents print themselves: a rate for a share, a total for a sum; never an operand."""
    if asks_times(asked):
        return figure_lookup(replace(asked, unit_class="배", unit="배"), found, library)
    if asked.operation == "average":
        stated = [o for o in options(asked, found, library) if _AVERAGE.search(f"{o.figure.label} {o.figure.context}")]
        return lookup(asked, stated, library) if stated and stated[0].coverage >= PRINTED else None
    if asked.operation in ("ratio", "growth"):
        asked = replace(asked, unit_class="percent", unit="%")
        rates = options(asked, found, library)
        return lookup(asked, rates, library) if rates and rates[0].coverage >= PRINTED else None
    if asked.operation == "sum" and len(asked.periods) < 2:
        totals = [o for o in options(replace(asked, wants_total=True), found, library) if o.figure.is_total]
        terms = subject_terms(asked, library)
        totals = [o for o in totals if not names_one_only(asked, terms, o.figure.label)]
        return lookup(asked, totals, library) if totals and totals[0].coverage >= PRINTED else None
    if asked.operation == "average":
        means = [o for o in options(asked, found, library) if "평균" in squash(o.figure.label + o.figure.caption)]
        return lookup(asked, means, library) if means and means[0].coverage >= PRINTED else None
    return None


def refuse(asked: Asked) -> Draft:
    """Return the draft that says the documents do not state it."""
    return Draft(
        outcome="unanswerable", reason="not_in_corpus", text="질문하신 내용은 색인된 문서에서 찾을 수 없습니다."
    )


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
    if not text:
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
