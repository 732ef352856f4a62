"""One reader's conversation as values: what is on the screen, and what a turn or a click makes of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer
from assistant.ask import LONGEST
from assistant.chart_files import source_line
from assistant.charts import chart, series
from assistant.clicks import Said
from assistant.conversations import Conversations, Turn
from assistant.desk import Answering, Desk, Shelf
from assistant.feedback import NAMES, Remark, keep
from assistant.html import Html, element
from assistant.show import notice, thread, welcome
from assistant.show_evidence import draw, evidence, nothing
from assistant.show_figures import figure_place
from assistant.show_tools import Exchange
from assistant.suggest import followups
from assistant.texts import say
from corpus.document import Table
from corpus.errors import KnownError


@dataclass(frozen=True, slots=True)
class Session:
    """What one reader sees; never shared."""

    user: str = ""
    conversation: str = ""
    exchanges: tuple[Exchange, ...] = ()

    @property
    def questions(self) -> tuple[str, ...]:
        """Return the questions asked so far, oldest first."""
        return tuple(exchange.question for exchange in self.exchanges)

    def answer(self, turn: int) -> Answer | None:
        """Return the answer of a turn from 0, or None."""
        return self.exchanges[turn].answer if 0 <= turn < len(self.exchanges) else None


def asking(session: Session, question: str) -> Session:
    """Return the session with a question put and no answer yet. Raises ValueError for an empty or overlong one."""
    session, question = halted(session)[0], " ".join(question.split())
    if not question:
        raise ValueError(say("질문을 적어 주십시오."))
    if len(question) > LONGEST:
        raise ValueError(
            say(
                "질문이 너무 깁니다({count:,}자). {longest:,}자 안으로 줄여 주십시오.",
                count=len(question),
                longest=LONGEST,
            )
        )
    return replace(session, exchanges=(*session.exchanges, Exchange(question)))


def answering(session: Session, desk: Desk, *, documents: Collection[str] | None = None) -> Iterator[Session]:
    """Yield the session with its last question answered as far as the answer has come; the last one is finished.

    Foreseen trouble becomes an answer that says so.
    """
    *earlier, last = session.exchanges
    asked = [exchange.question for exchange in earlier]
    fresh = last
    try:
        for assistant, answer in _answers(desk, last.question, asked, documents or None):
            fresh = exchange_of(answer, assistant.index, question=last.question)
            if assistant.model is not None:
                yield replace(session, exchanges=(*earlier, replace(fresh, is_growing=True)))
    except KnownError as error:
        fresh = replace(last, answer=Answer(question=last.question, outcome="error", answer=str(error)))
    yield replace(session, exchanges=(*earlier, fresh))


def halted(session: Session) -> tuple[Session, str]:
    """Return the session without what was still looked for, and the question that was: it goes back into its field."""
    if session.exchanges and session.exchanges[-1].answer is None:
        return replace(session, exchanges=session.exchanges[:-1]), session.exchanges[-1].question
    settled = tuple(replace(exchange, is_growing=False) for exchange in session.exchanges)
    return replace(session, exchanges=settled), ""


def _answers(
    desk: Desk, question: str, history: Sequence[str], documents: Collection[str] | None
) -> Iterator[tuple[Answering, Answer]]:
    """Yield the answer as far as it has come; begin anew where a document was removed from the index meanwhile."""
    assistant = desk.assistant()
    try:
        for answer in assistant.answers(question, history, documents=documents):
            yield assistant, answer
    except KeyError:
        current = desk.after_change(assistant)
        if current is None:
            raise
        for answer in current.answers(question, history, documents=documents):
            yield current, answer


def exchange_of(answer: Answer, shelf: Shelf, *, question: str = "", feedback: str = "") -> Exchange:
    """Return an answer with what the page offers beside it: follow-ups, table and chart."""
    table = cited_table(answer, shelf)
    return Exchange(
        question or answer.question,
        answer,
        followups(answer, table),
        has_table=table is not None,
        has_chart=table is not None and series(answer, table) is not None,
        feedback=feedback,
    )


def cited_table(answer: Answer, shelf: Shelf, number: int | None = None) -> Table | None:
    """Return the table of citation `number`, or of the first citation that has one; None when it has gone."""
    for citation in answer.citations:
        if citation.table_id and number in (None, citation.number):
            try:
                return shelf.table(citation.table_id)
            except (KeyError, KnownError):
                return None
    return None


def kept(session: Session, conversations: Conversations) -> Session:
    """Write the session to the record and return it with its conversation's id."""
    turns = [Turn(e.question, e.answer, e.feedback) for e in session.exchanges if e.answer is not None]
    if not session.user or not turns:
        return session
    return replace(session, conversation=conversations.save(session.user, session.conversation, turns))


def reopened(session: Session, conversation: str, conversations: Conversations, desk: Desk) -> Session:
    """Return the session with one of the reader's kept conversations on the screen."""
    turns = conversations.get(session.user, conversation)
    if not turns:
        return replace(session, conversation="", exchanges=())
    shelf = desk.assistant().index
    exchanges = tuple(exchange_of(t.answer, shelf, question=t.question, feedback=t.feedback) for t in turns)
    return replace(session, conversation=conversation, exchanges=exchanges)


def rearranged(session: Session, click: Said, conversations: Conversations, desk: Desk) -> Session:
    """Open, rename or delete one of the reader's kept conversations and return the session after it.

    Raises KnownError when the record can't be read or written.
    """
    known = click.text("conversation")
    match click.act:
        case "open":
            return reopened(session, known, conversations, desk)
        case "rename":
            conversations.rename(session.user, known, click.text("text"))
        case "delete":
            conversations.delete(session.user, known)
            return Session(user=session.user) if session.conversation == known else session
    return session


def commented(session: Session, desk: Desk, turn: int, given: Remark) -> Session:
    """Keep what the reader says of a turn and return the session that shows it; unchanged for a turn without answer.

    Raises FeedbackRefused when it can't be written, IndexMissing where there are no documents any more.
    """
    answer = session.answer(turn)
    if answer is None:
        return session
    names = [entry.name for entry in desk.assistant().index.documents()]
    keep(desk.directory, answer, given, history=session.questions[:turn], user=session.user, documents=names)
    exchanges = list(session.exchanges)
    exchanges[turn] = replace(exchanges[turn], feedback=NAMES[given.verdict])
    return replace(session, exchanges=tuple(exchanges))


def page(session: Session, desk: Desk) -> Html:
    """Return the chat as it is now: the thread, or what to ask, or why nothing can be asked."""
    if session.exchanges:
        return thread(session.exchanges)
    try:
        return welcome(len(desk.assistant().index.documents()))
    except KnownError as error:
        return Html(welcome(0) + notice(str(error), kind="warn"))


def opened(session: Session, desk: Desk, turn: int, number: int) -> Html:
    """Return the place a citation points at."""
    answer = session.answer(turn)
    if answer is None:
        return nothing()
    try:
        return evidence(answer, number, desk.assistant().index, turn=turn)
    except (KnownError, KeyError):
        return notice(
            say("이 근거를 담은 문서가 색인에서 바뀌었거나 빠졌습니다. 질문을 다시 해 주십시오."), kind="warn"
        )


def opened_cell(desk: Desk, table_id: str, row: int, column: int) -> Html:
    """Return a table with one of its cells marked."""
    try:
        return element("div", draw(desk.assistant().index.table(table_id), hit=(row, column)), class_="evidence")
    except (KnownError, KeyError):
        return notice(say("이 표는 색인에서 빠졌습니다. 문서를 다시 골라 주십시오."), kind="warn")


def stated_at(desk: Desk, document_id: str, figure_id: str) -> Html:
    """Return the place that states one of a document's figures."""
    try:
        index = desk.assistant().index
        entry = next(known for known in index.documents() if known.id == document_id)
        figure = next(known for known in index.figures_in(document_id) if known.id == figure_id)
        return evidence(figure_place(figure, entry), 1, index)
    except (KnownError, KeyError, StopIteration):
        return notice(say("이 표는 색인에서 빠졌습니다. 문서를 다시 골라 주십시오."), kind="warn")


def charted(session: Session, desk: Desk, turn: int) -> Html:
    """Return the chart round a turn's first cited cell."""
    answer = session.answer(turn)
    table = cited_table(answer, desk.assistant().index) if answer else None
    drawn = series(answer, table) if answer and table else None
    return chart(drawn, turn=turn, source=source_line(table, drawn)) if table and drawn else nothing()


def first_place(session: Session, desk: Desk) -> Html:
    """Return the first place of the last answer."""
    answer = session.answer(len(session.exchanges) - 1)
    if answer is None or not answer.citations:
        return nothing()
    return opened(session, desk, len(session.exchanges) - 1, answer.citations[0].number)


def titles(desk: Desk) -> Sequence[tuple[str, str]]:
    """Return (title, id) of the documents a conversation can be restricted to."""
    try:
        return [(entry.title or entry.name, entry.id) for entry in desk.assistant().index.documents()]
    except KnownError:
        return []
