"""The page: Gradio layout and thin handlers. The only module that imports gradio."""

from __future__ import annotations

import inspect
import logging
import os
import threading
import uuid
from collections.abc import Callable, Generator, Iterator
from functools import partial, wraps
from importlib import resources
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

import gradio as gr
from gradio.context import LocalContext

from assistant.access import Access, Accounts, Proxy, RateLimit, is_loopback, open_access
from assistant.ask import Assistant
from assistant.conversations import Conversations
from assistant.desk import Desk
from assistant.errors import SettingsError
from assistant.feedback import NAMES, keep, remark
from assistant.guard import BodyLimit
from assistant.html import Html, button, element, join
from assistant.paper import Paper
from assistant.parcel import paper_parcel, parcel, taken_in
from assistant.session import (
    Session,
    answering,
    asking,
    charted,
    first_place,
    halted,
    kept,
    opened,
    opened_cell,
    page,
    remarked,
    reopened,
    stated_at,
    titles,
)
from assistant.settings import Settings
from assistant.show import notice
from assistant.show_documents import (
    conversations,
    document,
    documents,
    finding_places,
    findings,
    report,
    table_page,
)
from assistant.show_evidence import evidence, nothing
from assistant.show_figures import figures
from assistant.show_paper import offered, paper_place
from assistant.show_paper import paper as show_paper
from assistant.show_upload import progress, removal, removed
from assistant.templates import templates
from assistant.texts import say, speaking, spoken
from assistant.uploads import Uploads, followed
from corpus.errors import KnownError
from index.embed import open_embedder
from index.ingest import ingest
from index.removal import remove

log = logging.getLogger(__name__)
TITLE = "정책 자료 도우미"
FONTS = (
    "Pretendard",
    "Noto Sans KR",
    "Noto Sans CJK KR",
    "Apple SD Gothic Neo",
    "Malgun Gothic",
    "Nanum Gothic",
    "sans-serif",
)
THEME_SCRIPT = (
    "() => { const kept = localStorage.getItem('theme');"
    " if (kept) document.body.classList.toggle('dark', kept === 'dark'); }"
)
LANGUAGE_COOKIE = "policy-assistant-language"
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
Updates = dict[Any, Any]
"""Component -> its new value."""


P = ParamSpec("P")
R = TypeVar("R")


def _spoken(handler: Callable[P, R]) -> Callable[P, R]:
    """Return a handler that speaks the language its reader's browser asks for, at each of its steps."""

    @wraps(handler)
    def run(*given: P.args, **named: P.kwargs) -> R:
        with speaking(_language()):
            return handler(*given, **named)

    @wraps(handler)
    def steps(*given: P.args, **named: P.kwargs) -> Iterator[Any]:
        running = cast("Generator[Any]", handler(*given, **named))
        try:
            while True:
                with speaking(_language()):
                    step = next(running, None)
                if step is None:
                    return
                yield step
        finally:
            running.close()

    return cast("Callable[P, R]", steps) if inspect.isgeneratorfunction(handler) else run


def _language() -> str:
    """Return the language of the request that is served now, by its cookie; Korean without one."""
    request = LocalContext.request.get(None)
    return str(request.cookies.get(LANGUAGE_COOKIE, "ko")) if request is not None else spoken()


def build(desk: Desk, *, accounts: Access | None = None, limit: RateLimit | None = None) -> gr.Blocks:
    """Return the page over a desk. State is kept per session; conversations and remarks go to the desk's directory."""
    return Page(desk, accounts, limit or RateLimit()).blocks


class Page:
    """The components and what happens at each click; holds nothing of any reader."""

    def __init__(self, desk: Desk, accounts: Access | None, limit: RateLimit) -> None:
        self.desk, self.accounts, self.limit = desk, accounts, limit
        self.record = Conversations(desk.directory)
        self.uploads = Uploads()
        self.blocks = gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True, delete_cache=(3600, 86_400))
        with self.blocks:
            self._lay_out()
            self._wire()

    def _lay_out(self) -> None:
        self.browser = gr.BrowserState(
            "", storage_key="policy-assistant-reader", secret="names the reader, hides nothing"
        )
        self.session = gr.State(Session())
        self.chosen = gr.State("")
        self.drafted = gr.State(None)
        self.courier = gr.HTML(elem_id="courier", js_on_load=_asset("courier.js"))
        self.masthead = gr.HTML(_masthead(), elem_id="masthead", js_on_load=_asset("masthead.js"))
        with gr.Sidebar(open=False, width=280):
            self.fresh = gr.Button("새 대화", variant="primary", size="sm", elem_id="fresh")
            self.lookup = _field("지난 대화 찾기", "lookup")
            self.talks = _panel("talks")
        with gr.Tabs():
            with gr.Tab("질문") as self.chat_tab, gr.Row(elem_id="chat-row"):
                self._lay_out_chat()
            with gr.Tab("문서") as self.documents_tab, gr.Row(elem_id="documents-row"):
                self._lay_out_documents()
            with gr.Tab("초안") as self.drafts_tab, gr.Row(elem_id="drafts-row"):
                self._lay_out_drafts()
            with gr.Tab("점검") as self.audit_tab, gr.Row(elem_id="audit-row"):
                with gr.Column(scale=5, min_width=320):
                    self.findings = _panel("findings")
                with gr.Column(scale=6, min_width=320):
                    self.finding = _panel("finding")

    def _lay_out_chat(self) -> None:
        with gr.Column(scale=5, min_width=320):
            self.thread = _panel("thread")
            with gr.Row(elem_id="ask-row"):
                self.question = _field("예산, 실적, 일정, 조문… 무엇이든 물어보십시오", "question", max_lines=5)
                self.send = gr.Button("질문하기", variant="primary", scale=1, min_width=92, elem_id="send")
                self.stop = gr.Button("멈추기", scale=1, min_width=92, elem_id="stop")
            with gr.Accordion("찾을 문서 고르기", open=False, elem_id="restricting") as self.restricting:
                self.restricted = gr.Dropdown(
                    [], multiselect=True, show_label=False, container=False, elem_id="restricted", label="찾을 문서"
                )
        with gr.Column(scale=6, min_width=320):
            self.evidence = _panel("evidence", nothing())

    def _lay_out_documents(self) -> None:
        with gr.Column(scale=4, min_width=320):
            self.files = gr.File(
                label="파일 올리기", file_count="multiple", height=150, elem_id="files", visible=self.desk.takes_files
            )
            self.cancel = gr.Button("읽기 취소", size="sm", visible=False, elem_id="cancel")
            self.uploaded = gr.HTML(elem_id="uploaded")
            self.listing = _panel("document-list")
        with gr.Column(scale=7, min_width=320):
            self.sought = _field("이 문서의 표와 수치에서 찾기 (예: 집행률)", "sought")
            self.table = _panel("table-page")
            self.document = _panel("document-page")

    def _lay_out_drafts(self) -> None:
        with gr.Column(scale=5, min_width=320):
            kinds = [(f"{kind.name} – {kind.use}", kind.id) for kind in templates()]
            self.template = gr.Dropdown(kinds, value="briefing", label="서식", elem_id="template")
            self.material = gr.CheckboxGroup([], label="초안에 쓸 답", elem_id="material")
            self.drafting = gr.Button("초안 쓰기", variant="primary", size="sm", elem_id="drafting")
            self.paper = _panel("paper", show_paper(None))
        with gr.Column(scale=6, min_width=320):
            self.paper_place = _panel("paper-place", nothing())

    def _wire(self) -> None:
        turned = [self.question, self.session, self.thread, self.evidence, self.talks]
        put = [self.question, self.session, self.restricted]
        arrived = [self.browser, *turned[1:], self.restricted, *self._texts()]
        self.blocks.load(self.arrive, self.browser, arrived, **QUIET)
        redrawn = [self.listing, self.document, self.table, self.findings, self.finding, self.paper]
        self.masthead.click(
            self.speak, [self.session, self.chosen, self.sought, self.drafted], [*arrived[2:], *redrawn], **QUIET
        )
        asking = [gr.on([self.question.submit, self.send.click], self.ask, put, turned, **QUIET)]
        acting = [self.session, self.restricted], [*turned, self.courier]
        asking += [part.click(self.act, *acting, **QUIET) for part in (self.thread, self.evidence)]
        self.stop.click(self.halt, self.session, turned, cancels=asking, **QUIET)
        self.talks.click(self.talk, self.session, turned[1:], **QUIET)
        self.fresh.click(self.begin, self.session, turned, **QUIET)
        self.lookup.change(self.look_up, [self.session, self.lookup], self.talks, **QUIET)
        browsing = [self.chosen, self.sought]
        self.documents_tab.select(self.shelf, self.chosen, self.listing, **QUIET).then(
            self.browse, browsing, self.document, **QUIET
        )
        self.listing.click(self.pick, self.sought, [self.chosen, self.listing, self.document, self.table], **QUIET)
        self.sought.change(self.browse, browsing, self.document, **QUIET)
        self.document.click(
            self.turn_page, browsing, [self.chosen, self.listing, self.document, self.table, self.restricted], **QUIET
        )
        self.files.upload(
            self.upload, [self.files, self.chosen],
            [self.uploaded, self.files, self.cancel, self.listing, self.restricted], concurrency_limit=4, **QUIET,
        )  # fmt: skip
        self.cancel.click(self.call_off, None, None, **QUIET)
        self.drafts_tab.select(self.gather, [self.session, self.material], self.material, **QUIET)
        self.drafting.click(
            self.draft, [self.session, self.template, self.material], [self.drafted, self.paper, self.paper_place],
            api_visibility="private", show_progress_on=self.paper,
        )  # fmt: skip
        for part in (self.paper, self.paper_place):
            part.click(self.take, self.drafted, [self.paper_place, self.courier], **QUIET)
        self.audit_tab.select(self.check, None, [self.findings, self.finding], api_visibility="private")
        for part in (self.findings, self.finding):
            part.click(self.read_finding, None, self.finding, **QUIET)

    # -- the conversation

    @_spoken
    def arrive(self, known: str, request: gr.Request) -> Updates:
        """Draw the page for a reader: the one signed in, else the one this browser is known as."""
        known = known or uuid.uuid4().hex
        own = Session(user=_user(request) or known)
        texts = self._texts()
        texts[self.files]["visible"] = self.desk.takes_files and self._is_curator(request)
        fresh = {self.browser: known, self.session: own, self.restricted: self._choices()}
        return {**texts, **fresh, **self._drawn(own)}

    @_spoken
    def speak(self, own: Session, picked: str, query: str, drafted: Paper | None, request: gr.Request) -> Updates:
        """Draw the page again in the language the reader has chosen by now."""
        drawn = {self.listing: self.shelf(picked), self.document: self.browse(picked, query, request), self.table: ""}
        parts = {**drawn, self.findings: "", self.finding: "", self.paper: show_paper(drafted)}
        return {**self._texts(), **parts, **self._drawn(own)}

    def _texts(self) -> Updates:
        """Return what buttons, fields and tabs say."""
        tabs = {self.chat_tab: "질문", self.documents_tab: "문서", self.drafts_tab: "초안", self.audit_tab: "점검"}
        labels = {**tabs, self.files: "파일 올리기", self.template: "서식", self.material: "초안에 쓸 답"}
        labels |= {self.restricting: "찾을 문서 고르기"}
        buttons = {self.fresh: "새 대화", self.send: "질문하기", self.stop: "멈추기", self.cancel: "읽기 취소"}
        buttons |= {self.drafting: "초안 쓰기"}
        fields = {self.lookup: "지난 대화 찾기", self.sought: "이 문서의 표와 수치에서 찾기 (예: 집행률)"}
        fields |= {self.question: "예산, 실적, 일정, 조문… 무엇이든 물어보십시오"}
        return {
            self.masthead: _masthead(),
            **{part: gr.update(label=say(text)) for part, text in labels.items()},
            **{part: gr.update(value=say(text)) for part, text in buttons.items()},
            **{part: gr.update(placeholder=say(text), label=say(text)) for part, text in fields.items()},
        }

    def _drawn(self, own: Session) -> Updates:
        return {
            self.thread: page(own, self.desk),
            self.evidence: first_place(own, self.desk),
            self.talks: self.look_up(own, ""),
        }

    def _choices(self) -> Any:
        try:
            return gr.update(choices=titles(self.desk.assistant().index))
        except KnownError:
            return gr.update(choices=[])

    @_spoken
    def ask(self, text: str, own: Session, only: list[str]) -> Iterator[Updates]:
        """Show the question at once, then its answer with its first place."""
        try:
            self._let_in(own)
            asked = asking(own, text)
        except ValueError as error:
            gr.Warning(str(error))
            yield {self.thread: page(own, self.desk)}
            return
        yield {self.question: "", self.session: asked, self.thread: page(asked, self.desk)}
        done = asked
        for done in answering(asked, self.desk, documents=only):
            yield {self.session: done, self.thread: page(done, self.desk)}
        yield self._kept(done)

    def _kept(self, own: Session) -> Updates:
        """Keep the conversation and draw it."""
        try:
            own = kept(own, self.record)
        except KnownError as error:
            gr.Warning(str(error))
        return {self.session: own, **self._drawn(own)}

    @_spoken
    def halt(self, own: Session) -> Updates:
        """Stop looking: an answer that is there stays as it is, a question without one goes back into its field."""
        own, question = halted(own)
        return {**self._kept(own), **({self.question: question} if question else {})}

    def _let_in(self, own: Session) -> None:
        """Raise ValueError, in Korean, for a reader whose account is gone or who asks too often."""
        if self.accounts is not None and not self.accounts.is_member(own.user):
            raise ValueError(say("이 계정은 더 쓸 수 없습니다. 관리자에게 문의하십시오."))
        if not self.limit.is_allowed(own.user):
            raise ValueError(say("질문이 잦습니다. 잠시 뒤에 다시 물어 주십시오."))

    @_spoken
    def act(self, own: Session, only: list[str], event: gr.EventData) -> Iterator[Updates]:
        """Do what a button of the thread or the evidence panel says."""
        said = _said(event)
        turn = _number(said, "turn")
        match said.get("act"):
            case "ask":
                yield from self.ask(said.get("text", ""), own, only)
            case "retry" if turn < len(own.exchanges):
                shorter = Session(own.user, own.conversation, own.exchanges[:turn])
                yield from self.ask(said.get("text") or own.exchanges[turn].question, shorter, only)
            case "cite":
                yield {self.evidence: opened(own, self.desk, turn, _number(said, "number"))}
            case "cell":
                place = said.get("table", ""), _number(said, "row"), _number(said, "column")
                yield {self.evidence: opened_cell(self.desk, *place)}
            case "chart":
                yield {self.evidence: charted(own, self.desk, turn)}
            case "feedback":
                yield self._feedback(own, said, turn)
            case kind:
                yield {self.courier: parcel(own.answer(turn), self.desk, kind or "")}

    def _feedback(self, own: Session, said: dict[str, str], turn: int) -> Updates:
        answer = own.answer(turn)
        if answer is None:
            return {self.thread: gr.skip()}
        try:
            given = remark(
                said.get("kind", ""),
                expected=said.get("value", ""),
                unit=said.get("unit", ""),
                note=said.get("note", ""),
            )
            names = [entry.name for entry in self.desk.assistant().index.documents()]
            keep(
                self.desk.directory, answer, given, history=own.questions[:turn], user=own.user, documents=names
            )  # fmt: skip
            done = kept(remarked(own, turn, NAMES[given.verdict]), self.record)
        except KnownError as error:
            gr.Warning(str(error))
            return {self.thread: gr.skip()}
        return {self.session: done, self.thread: page(done, self.desk)}

    # -- kept conversations

    @_spoken
    def look_up(self, own: Session, query: str) -> Html:
        """Return the reader's conversations that hold the words of `query`."""
        try:
            return conversations(self.record.list(own.user, query=query), current=own.conversation)
        except KnownError as error:
            return notice(str(error))

    @_spoken
    def talk(self, own: Session, event: gr.EventData) -> Updates:
        """Open, rename or delete one of the reader's conversations."""
        said = _said(event)
        known = said.get("conversation", "")
        try:
            match said.get("act"):
                case "open":
                    own = reopened(own, known, self.record, self.desk)
                case "rename":
                    self.record.rename(own.user, known, said.get("text", ""))
                case "delete":
                    self.record.delete(own.user, known)
                    own = Session(user=own.user) if own.conversation == known else own
        except KnownError as error:
            gr.Warning(str(error))
        return {self.session: own, **self._drawn(own)}

    @_spoken
    def begin(self, own: Session) -> Updates:
        """Begin a new conversation."""
        own = Session(user=own.user)
        return {self.session: own, self.question: "", **self._drawn(own)}

    # -- documents and findings

    @_spoken
    def shelf(self, picked: str) -> Html:
        """Return the list of documents."""
        try:
            index = self.desk.assistant().index
        except KnownError as error:
            return notice(str(error), kind="warn")
        return documents(index.documents(), lambda entry: len(index.tables(entry.id)), chosen=picked)

    @_spoken
    def browse(self, picked: str, query: str, request: gr.Request) -> Html:
        """Return a document's tables that hold the words of `query`; to a curator, with a button that removes it."""
        if not picked:
            return element("p", say("문서를 고르면 표와 읽기 점검 결과가 보입니다."), class_="empty")
        index = self.desk.assistant().index
        entry = next((entry for entry in index.documents() if entry.id == picked), None)
        if entry is None:
            return nothing()
        can_remove = self.desk.gives_up_documents and self._is_curator(request)
        listed = document(entry, index.tables(picked), query=query), figures(index.figures_in(picked), query=query)
        return join((*listed, removal(entry) if can_remove else ""))

    @_spoken
    def pick(self, query: str, event: gr.EventData, request: gr.Request) -> Updates:
        """Open a document of the list."""
        picked = _said(event).get("document", "")
        drawn = {self.listing: self.shelf(picked), self.document: self.browse(picked, query, request), self.table: ""}
        return {self.chosen: picked, **drawn}

    @_spoken
    def read_table(self, event: gr.EventData) -> Html:
        """Open a table of the document."""
        try:
            return table_page(self.desk.assistant().index.table(_said(event).get("table", "")))
        except (KnownError, KeyError):
            return notice(say("이 표는 색인에서 빠졌습니다. 문서를 다시 골라 주십시오."), kind="warn")

    @_spoken
    def upload(self, paths: list[str] | None, picked: str, request: gr.Request) -> Iterator[Updates]:
        """Read uploaded files into the index, telling how far it is, and say file by file what came of it."""
        if not self._is_curator(request):
            yield {
                self.uploaded: notice(say("문서를 올릴 권한이 없습니다. 관리자에게 요청하십시오.")),
                self.files: None,
            }
            return
        try:
            own = taken_in(self.desk, [Path(path) for path in paths or ()])
            job = self.desk.start(own)
            with self.uploads.running(str(request.session_hash), job):
                yield {self.files: None, self.cancel: gr.update(visible=True)}
                for state in followed(job):
                    yield {self.uploaded: progress(state, self.desk.results(own))}
            told = report(job.result())
        except (KnownError, ValueError) as error:
            told = notice(str(error))
        drawn = {self.uploaded: told, self.listing: self.shelf(picked), self.restricted: self._choices()}
        yield {**drawn, self.files: None, self.cancel: gr.update(visible=False)}

    def call_off(self, request: gr.Request) -> None:
        """Cancel the upload begun on this page; what was read so far stays."""
        self.uploads.cancel(str(request.session_hash))

    @_spoken
    def turn_page(self, picked: str, query: str, event: gr.EventData, request: gr.Request) -> Updates:
        """Open a table of the document, or take the document out of the index."""
        said = _said(event)
        if said.get("act") == "figure":
            return {self.table: stated_at(self.desk, picked, said.get("figure", ""))}
        if said.get("act") != "remove":
            return {self.table: self.read_table(event)}
        if not self._is_curator(request):
            return {self.table: notice(say("문서를 지울 권한이 없습니다. 관리자에게 요청하십시오."))}
        try:
            entry = self.desk.assistant().index.documents()
            gone = next((known for known in entry if known.id == said.get("document")), None)
            kept = self.desk.remove(gone.id) if gone else ()
        except KnownError as error:
            return {self.table: notice(str(error))}
        done = notice(removed(gone, [str(path) for path in kept]), kind="good") if gone else nothing()
        fresh = {self.chosen: "", self.listing: self.shelf(""), self.document: done, self.table: ""}
        return {**fresh, self.restricted: self._choices()}

    # -- drafts

    @_spoken
    def gather(self, own: Session, chosen: list[int]) -> Any:
        """Offer the conversation's answers; all of them until the reader has chosen."""
        choices = offered(own)
        kept = [turn for _, turn in choices if turn in chosen]
        return gr.update(choices=choices, value=kept or [turn for _, turn in choices])

    @_spoken
    def draft(self, own: Session, template_id: str, chosen: list[int]) -> Updates:
        """Write a paper over the chosen answers."""
        answers = [answer for turn in sorted(chosen) if (answer := own.answer(turn)) is not None]
        try:
            self._let_in(own)
            drafted = self.desk.paper(template_id, answers)
        except (KnownError, ValueError) as error:
            return {self.drafted: None, self.paper: notice(str(error), kind="warn"), self.paper_place: nothing()}
        return {self.drafted: drafted, self.paper: show_paper(drafted), self.paper_place: nothing()}

    @_spoken
    def take(self, drafted: Paper | None, event: gr.EventData) -> Updates:
        """Open a place the paper cites, or hand the paper over as a file."""
        said = _said(event)
        if said.get("act") == "cite":
            return {self.paper_place: paper_place(drafted, _number(said, "number"), self.desk)}
        return {self.courier: paper_parcel(drafted, said.get("act", ""))}

    def _is_curator(self, request: gr.Request) -> bool:
        """Tell whether a reader may upload and delete: everybody where nobody signs in."""
        return self.accounts is None or self.accounts.role(_user(request)) == "curator"

    @_spoken
    def check(self) -> Updates:
        """Return what does not add up in and between the documents."""
        try:
            return {self.findings: findings(self.desk.findings())}
        except KnownError as error:
            return {self.findings: notice(str(error), kind="warn")}

    @_spoken
    def read_finding(self, event: gr.EventData) -> Html:
        """Open a place of a finding."""
        said = _said(event)
        found, turn = self.desk.findings(), _number(said, "turn")
        if not turn < len(found):
            return nothing()
        index = self.desk.assistant().index
        places = finding_places(found[turn], index.documents())
        return evidence(places, _number(said, "number"), index, turn=turn)


def _field(placeholder: str, elem_id: str, *, max_lines: int = 1) -> gr.Textbox:
    is_question = elem_id == "question"
    return gr.Textbox(
        placeholder=placeholder, show_label=False, label=placeholder, container=False, lines=1, max_lines=max_lines,
        elem_id=elem_id, scale=8, autofocus=is_question,
    )  # fmt: skip


def _panel(elem_id: str, value: str = "") -> gr.HTML:
    """Return a part of the page that is drawn by us and reports clicks on its buttons."""
    return gr.HTML(value, elem_id=elem_id, js_on_load=_asset("click.js"))


def _masthead() -> Html:
    other = "en" if spoken() == "ko" else "ko"
    return element(
        "div", element("h1", say(TITLE)), element("p", say("모든 숫자를 적힌 칸과 문장까지")),
        button("English" if spoken() == "ko" else "한국어", "language", class_="language", language=other),
        button(say("밝게 / 어둡게"), "theme", class_="theme"), class_="masthead", data_language=spoken(),
    )  # fmt: skip


def _asset(name: str) -> str:
    return resources.files("assistant").joinpath("assets", name).read_text(encoding="utf-8")


def _user(request: gr.Request) -> str:
    """Return the name a reader signed in with, or an empty one."""
    return str(request.username or "")


def _said(event: gr.EventData) -> dict[str, str]:
    """Return what a button reported: its `data-` values and the fields of its form, all as text."""
    return {str(key): str(value) for key, value in dict(event._data or {}).items()}


def _number(said: dict[str, str], name: str) -> int:
    """Return a whole number a button reported; 0 for anything else."""
    value = said.get(name, "")
    return int(value) if value.isdecimal() else 0


def theme() -> gr.themes.Base:
    """Return the theme: system fonts only, so that nothing is fetched from elsewhere."""
    return gr.themes.Base(
        primary_hue=gr.themes.colors.blue, neutral_hue=gr.themes.colors.slate, font=FONTS,
        font_mono=("ui-monospace", "monospace"), radius_size=gr.themes.sizes.radius_md,
    ).set(
        button_primary_background_fill="#17508f", button_primary_background_fill_dark="#2a5f9e",
        button_primary_background_fill_hover="#123f72", body_background_fill_dark="#11161c",
    )  # fmt: skip


def launch(
    blocks: gr.Blocks, settings: Settings, *, accounts: Accounts | Proxy | None = None, is_waiting: bool = True
) -> str:
    """Start the server and return its address; with `is_waiting` it comes back when the server stops.

    Raises SettingsError when the port is taken, or others could reach a page that asks nobody who they are.
    """
    if accounts is None and not is_loopback(settings.host):
        raise SettingsError(
            f"{settings.host}에서 열면 다른 사람도 들어올 수 있습니다. 계정(ASSISTANT_AUTH_FILE)이나 "
            "로그인 프록시(ASSISTANT_AUTH_HEADER)를 먼저 정하십시오."
        )
    if isinstance(accounts, Proxy):
        os.environ["FORWARDED_ALLOW_IPS"] = ""  # else uvicorn takes a forwarded address for the peer's own
    try:
        _, address, _ = blocks.queue(default_concurrency_limit=8, api_open=False).launch(
            server_name=settings.host, server_port=settings.port, prevent_thread_lock=not is_waiting, quiet=True,
            inbrowser=False, share=False, theme=theme(), css=_asset("style.css") + _asset("paper.css"),
            js=THEME_SCRIPT, footer_links=[],
            ssr_mode=False, auth=accounts.is_known if isinstance(accounts, Accounts) else None,
            auth_dependency=_named_by(accounts) if isinstance(accounts, Proxy) else None,
            app_kwargs={"middleware": [(BodyLimit, (), {})]},
            auth_message="이름과 비밀번호를 넣어 주십시오.",
            max_file_size="100mb", enable_monitoring=False, run_history=False, strict_cors=True,
        )  # fmt: skip
    except OSError as error:
        raise SettingsError(
            f"{settings.host}:{settings.port}를 쓸 수 없습니다. 다른 포트를 --port로 주십시오."
        ) from error
    return str(address)


def _named_by(proxy: Proxy) -> Callable[[Any], str | None]:
    """Return what tells Gradio the reader of each request."""
    return lambda request: proxy.reader(request.client.host if request.client else "", request.headers)


def main(settings: Settings | None = None) -> None:
    """Serve the page until it is stopped. Raises SettingsError for an unreadable account file or a taken port."""
    settings = settings or Settings()
    logging.basicConfig(level=settings.log_level)
    accounts = open_access(
        settings.auth_file, settings.auth_header, settings.trusted_proxies, curators=settings.curators
    )
    desk = desk_of(settings)
    threading.Thread(target=_warm, args=(desk,), daemon=True).start()
    launch(build(desk, accounts=accounts), settings, accounts=accounts)


def desk_of(settings: Settings) -> Desk:
    """Return the desk over the index the settings name; nothing is opened yet."""
    embedder = partial(open_embedder, settings.embedding_model, cache_dir=settings.cache_dir)
    return Desk(
        lambda: Assistant.open(settings),
        settings.index_dir,
        ingest=lambda paths, progress, cancelled: ingest(
            paths, settings.index_dir, embedder(), progress=progress, cancelled=cancelled
        ),
        remove=lambda ids: remove(ids, settings.index_dir, embedder()),
    )


def _warm(desk: Desk) -> None:
    """Open the index before the first reader comes."""
    try:
        desk.examples()
    except KnownError as error:
        log.warning("%s", error)


if __name__ == "__main__":
    main()
