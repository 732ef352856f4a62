"""The page: Gradio layout and thin handlers. The only module that imports gradio."""

from __future__ import annotations

import logging
import os
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.context import LocalContext

from assistant import session
from assistant.access import Access, Accounts, Proxy, RateLimit, admit, open_access, require_door
from assistant.browse import browsed, checked, finding_at, listed, table_of, taken_out, taking_in
from assistant.clicks import Said, said
from assistant.conversations import Conversations
from assistant.desk import Desk
from assistant.errors import SettingsError
from assistant.feedback import remark
from assistant.guard import BodyLimit
from assistant.html import Html
from assistant.opening import desk_of, warm
from assistant.paper import Paper
from assistant.parcel import paper_parcel, parcel
from assistant.session import Session
from assistant.settings import Settings
from assistant.show import examples, notice
from assistant.show_documents import conversations
from assistant.show_evidence import nothing
from assistant.show_frame import BUTTONS, FIELDS, LABELS, TITLE, asset, masthead
from assistant.show_paper import kinds, offered, paper_place
from assistant.show_paper import paper as show_paper
from assistant.texts import in_language, say, spoken
from assistant.uploads import Uploads
from corpus.errors import KnownError

FONTS = (
    "Pretendard", "Noto Sans KR", "Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic", "Nanum Gothic",
    "sans-serif",
)  # fmt: skip
THEME_SCRIPT = (
    "() => { const kept = localStorage.getItem('theme');"
    " if (kept) document.body.classList.toggle('dark', kept === 'dark'); }"
)
LANGUAGE_COOKIE = "policy-assistant-language"
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
# Gradio drops a click on a part whose earlier click is still being answered, unless told otherwise.
CLICKED: dict[str, Any] = QUIET | {"trigger_mode": "multiple"}
Updates = dict[Any, Any]
"""Component -> its new value."""


def _language() -> str:
    """Return the language of the request that is served now, by its cookie; Korean without one."""
    request = LocalContext.request.get(None)
    return str(request.cookies.get(LANGUAGE_COOKIE, "ko")) if request is not None else spoken()


_spoken = in_language(_language)
"""Lets a handler speak its reader's language."""


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
        self.courier = gr.HTML(elem_id="courier", js_on_load=asset("courier.js"))
        self.masthead = gr.HTML(masthead(), elem_id="masthead", js_on_load=asset("masthead.js"))
        with gr.Sidebar(open=False, width=280):
            self.fresh = gr.Button(BUTTONS["fresh"], variant="primary", size="md", elem_id="fresh")
            self.lookup = _field("lookup")
            self.talks = _panel("talks")
        with gr.Tabs():
            with gr.Tab(LABELS["chat_tab"]) as self.chat_tab, gr.Row(elem_id="chat-row"):
                self._lay_out_chat()
            with gr.Tab(LABELS["documents_tab"]) as self.documents_tab, gr.Row(elem_id="documents-row"):
                self._lay_out_documents()
            with gr.Tab(LABELS["drafts_tab"]) as self.drafts_tab, gr.Row(elem_id="drafts-row"):
                self._lay_out_drafts()
            with gr.Tab(LABELS["audit_tab"]) as self.audit_tab, gr.Row(elem_id="audit-row"):
                with gr.Column(scale=5, min_width=320):
                    self.findings = _panel("findings")
                with gr.Column(scale=6, min_width=320):
                    self.finding = _panel("finding")

    def _lay_out_chat(self) -> None:
        with gr.Column(scale=5, min_width=320):
            with gr.Column(elem_id="talk"):
                self.thread = _panel("thread")
                self.examples = _panel("examples", examples(None))
            with gr.Row(elem_id="ask-row"):
                self.question = _field("question", max_lines=5)
                self.send = gr.Button(BUTTONS["send"], variant="primary", scale=1, min_width=92, elem_id="send")
                self.stop = gr.Button(BUTTONS["stop"], scale=1, min_width=92, elem_id="stop")
            with gr.Accordion(LABELS["restricting"], open=False, elem_id="restricting") as self.restricting:
                self.restricted = gr.Dropdown(
                    [], multiselect=True, show_label=False, container=False, elem_id="restricted", label="찾을 문서"
                )
        with gr.Column(scale=6, min_width=320):
            self.evidence = _panel("evidence", nothing())

    def _lay_out_documents(self) -> None:
        with gr.Column(scale=4, min_width=320):
            self.files = gr.File(
                label=LABELS["files"], file_count="multiple", height=150, elem_id="files", visible=self.desk.takes_files
            )
            self.cancel = gr.Button(BUTTONS["cancel"], size="sm", visible=False, elem_id="cancel")
            self.uploaded = gr.HTML(elem_id="uploaded")
            self.listing = _panel("document-list")
        with gr.Column(scale=7, min_width=320):
            self.sought = _field("sought")
            self.table = _panel("table-page")
            self.document = _panel("document-page")

    def _lay_out_drafts(self) -> None:
        with gr.Column(scale=5, min_width=320):
            self.template = gr.Dropdown(kinds(), value="briefing", label=LABELS["template"], elem_id="template")
            self.material = gr.CheckboxGroup([], label=LABELS["material"], elem_id="material")
            self.drafting = gr.Button(BUTTONS["drafting"], variant="primary", size="md", elem_id="drafting")
            self.paper = _panel("paper", show_paper(None))
        with gr.Column(scale=6, min_width=320):
            self.paper_place = _panel("paper-place", nothing())

    def _wire(self) -> None:
        turned = [self.question, self.session, self.thread, self.evidence, self.talks]
        put = [self.question, self.session, self.restricted]
        arrived = [self.browser, *turned[1:], self.restricted, *self._texts()]
        self.blocks.load(self.arrive, self.browser, arrived, **QUIET).then(self.offer, None, self.examples, **QUIET)
        redrawn = [self.listing, self.document, self.table, self.findings, self.finding, self.paper]
        self.masthead.click(
            self.speak, [self.session, self.chosen, self.sought, self.drafted], [*arrived[2:], *redrawn], **QUIET
        )
        asking = [gr.on([self.question.submit, self.send.click], self.ask, put, turned, **QUIET)]
        acting = [self.session, self.restricted], [*turned, self.courier]
        asking += [part.click(self.act, *acting, **CLICKED) for part in (self.thread, self.evidence, self.examples)]
        self.stop.click(self.halt, self.session, turned, cancels=asking, **QUIET)
        self.talks.click(self.talk, self.session, turned[1:], **CLICKED)
        self.fresh.click(self.begin, self.session, turned, **QUIET).then(self.offer, None, self.examples, **QUIET)
        self.chat_tab.select(self.greet, self.session, self.thread, **QUIET).then(
            self.offer, None, self.examples, **QUIET
        )
        self.lookup.change(self.look_up, [self.session, self.lookup], self.talks, **QUIET)
        browsing = [self.chosen, self.sought]
        self.documents_tab.select(self.shelf, self.chosen, self.listing, **QUIET).then(
            self.browse, browsing, self.document, **QUIET
        )
        self.listing.click(self.pick, self.sought, [self.chosen, self.listing, self.document, self.table], **CLICKED)
        self.sought.change(self.browse, browsing, self.document, **QUIET)
        self.document.click(
            self.turn_page, browsing, [self.chosen, self.listing, self.document, self.table, self.restricted], **CLICKED
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
            part.click(self.take, self.drafted, [self.paper_place, self.courier], **CLICKED)
        self.audit_tab.select(self.check, None, self.findings, api_visibility="private")
        for part in (self.findings, self.finding):
            part.click(self.read_finding, None, self.finding, **CLICKED)

    # -- the conversation

    @_spoken
    def arrive(self, known: str, request: gr.Request) -> Updates:
        """Draw the page for a reader: the one signed in, else the one this browser is known as."""
        known = known or uuid.uuid4().hex
        own = Session(user=_user(request) or known)
        texts = self._texts()
        texts[self.files]["visible"] = self.desk.takes_files and self._is_curator(request)
        return {**texts, self.browser: known, self.session: own, self.restricted: self._choices(), **self._drawn(own)}

    @_spoken
    def speak(self, own: Session, picked: str, query: str, drafted: Paper | None, request: gr.Request) -> Updates:
        """Draw the page again in the language the reader has chosen by now."""
        drawn = {self.listing: self.shelf(picked), self.document: self.browse(picked, query, request), self.table: ""}
        audited = {self.findings: checked(self.desk) if self.desk.is_audited else "", self.finding: ""}
        return {**self._texts(), **drawn, **audited, self.paper: show_paper(drafted), **self._drawn(own)}

    def _texts(self) -> Updates:
        """Return what buttons, fields and tabs say."""
        told: Updates = {self.masthead: masthead()}
        told |= {getattr(self, part): gr.update(label=say(text)) for part, text in LABELS.items()}
        told |= {getattr(self, part): gr.update(value=say(text)) for part, text in BUTTONS.items()}
        told |= {
            getattr(self, part): gr.update(placeholder=say(text), label=say(text)) for part, text in FIELDS.items()
        }
        told[self.template]["choices"] = kinds()
        return told

    def _drawn(self, own: Session) -> Updates:
        parts = {self.thread: session.page(own, self.desk), self.evidence: session.first_place(own, self.desk)}
        return {**parts, self.talks: self.look_up(own, "")}

    def _choices(self) -> Any:
        return gr.update(choices=session.titles(self.desk))

    @_spoken
    def offer(self) -> Html:
        """Return questions the documents answer; they are found after the page is drawn, for that takes seconds."""
        try:
            return examples(self.desk.examples())
        except KnownError:
            return Html()

    @_spoken
    def greet(self, own: Session) -> Any:
        """Draw the empty conversation anew, since documents may have come or gone."""
        return gr.skip() if own.exchanges else session.page(own, self.desk)

    @_spoken
    def ask(self, text: str, own: Session, only: list[str]) -> Iterator[Updates]:
        """Show the question at once, then its answer with its first place."""
        try:
            admit(own.user, self.accounts, self.limit)
            asked = session.asking(own, text)
        except ValueError as error:
            gr.Warning(str(error))
            yield {self.thread: session.page(own, self.desk)}
            return
        yield {self.question: "", self.session: asked, self.thread: session.page(asked, self.desk)}
        done = asked
        for done in session.answering(asked, self.desk, documents=only):
            yield {self.session: done, self.thread: session.page(done, self.desk)}
        # The thread stands there already, and may have been clicked or written into.
        yield {part: value for part, value in self._kept(done).items() if part is not self.thread}

    def _kept(self, own: Session) -> Updates:
        """Keep the conversation and draw it."""
        try:
            own = session.kept(own, self.record)
        except KnownError as error:
            gr.Warning(str(error))
        return {self.session: own, **self._drawn(own)}

    @_spoken
    def halt(self, own: Session) -> Updates:
        """Stop looking: an answer that is there stays as it is, a question without one goes back into its field."""
        own, question = session.halted(own)
        return {**self._kept(own), **({self.question: question} if question else {})}

    @_spoken
    def act(self, own: Session, only: list[str], event: gr.EventData) -> Iterator[Updates]:
        """Do what a button of the thread or the evidence panel says."""
        click = said(event._data)
        turn = click.number("turn")
        match click.act:
            case "ask":
                yield from self.ask(click.text("text"), own, only)
            case "retry" if turn < len(own.exchanges):
                shorter = Session(own.user, own.conversation, own.exchanges[:turn])
                yield from self.ask(click.text("text") or own.exchanges[turn].question, shorter, only)
            case "cite":
                yield {self.evidence: session.opened(own, self.desk, turn, click.number("number"))}
            case "cell":
                place = click.text("table"), click.number("row"), click.number("column")
                yield {self.evidence: session.opened_cell(self.desk, *place)}
            case "chart":
                yield {self.evidence: session.charted(own, self.desk, turn)}
            case "feedback":
                yield self._feedback(own, click)
            case kind:
                yield {self.courier: parcel(own.answer(turn), self.desk, kind)}

    def _feedback(self, own: Session, click: Said) -> Updates:
        expected, unit, note = (click.text(name) for name in ("value", "unit", "note"))
        try:
            given = remark(click.text("kind"), expected=expected, unit=unit, note=note)
            done = session.kept(session.commented(own, self.desk, click.number("turn"), given), self.record)
        except KnownError as error:
            gr.Warning(str(error))
            return {self.thread: gr.skip()}
        return {self.session: done, self.thread: session.page(done, self.desk)}

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
        click = said(event._data)
        try:
            own = session.rearranged(own, click, self.record, self.desk)
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
        return listed(self.desk, picked)

    @_spoken
    def browse(self, picked: str, query: str, request: gr.Request) -> Html:
        """Return a document's tables and figures that hold the words of `query`."""
        return browsed(self.desk, picked, query, can_remove=self._is_curator(request))

    @_spoken
    def pick(self, query: str, event: gr.EventData, request: gr.Request) -> Updates:
        """Open a document of the list."""
        picked = said(event._data).text("document")
        drawn = {self.listing: self.shelf(picked), self.document: self.browse(picked, query, request), self.table: ""}
        return {self.chosen: picked, **drawn}

    @_spoken
    def upload(self, paths: list[str] | None, picked: str, request: gr.Request) -> Iterator[Updates]:
        """Read uploaded files into the index, telling how far it is, and say file by file what came of it."""
        if not self._is_curator(request):
            refused = say("문서를 올릴 권한이 없습니다. 관리자에게 요청하십시오.")
            yield {self.uploaded: notice(refused), self.files: None}
            return
        yield {self.files: None, self.cancel: gr.update(visible=True)}
        files, told = [Path(path) for path in paths or ()], Html()
        for told in taking_in(self.desk, self.uploads, files, page=str(request.session_hash)):
            yield {self.uploaded: told, self.cancel: gr.update(visible=True)}
        drawn = {self.uploaded: told, self.listing: self.shelf(picked), self.restricted: self._choices()}
        yield {**drawn, self.files: None, self.cancel: gr.update(visible=False)}

    def call_off(self, request: gr.Request) -> None:
        """Cancel the upload begun on this page; what was read so far stays."""
        self.uploads.cancel(str(request.session_hash))

    @_spoken
    def turn_page(self, picked: str, query: str, event: gr.EventData, request: gr.Request) -> Updates:
        """Open a table or figure of the document, or take the document out of the index."""
        click = said(event._data)
        if click.act == "figure":
            return {self.table: session.stated_at(self.desk, picked, click.text("figure"))}
        if click.act != "remove":
            return {self.table: table_of(self.desk, click.text("table"))}
        if not self._is_curator(request):
            return {self.table: notice(say("문서를 지울 권한이 없습니다. 관리자에게 요청하십시오."))}
        try:
            done = taken_out(self.desk, click.text("document"))
        except KnownError as error:
            return {self.table: notice(str(error))}
        fresh = {self.chosen: "", self.listing: self.shelf(""), self.document: done, self.table: ""}
        return {**fresh, self.restricted: self._choices()}

    # -- drafts

    @_spoken
    def gather(self, own: Session, chosen: list[int]) -> Any:
        """Offer the conversation's answers; all of them until the reader has chosen."""
        choices = offered(own)
        turns = [turn for _, turn in choices]
        return gr.update(choices=choices, value=[turn for turn in turns if turn in chosen] or turns)

    @_spoken
    def draft(self, own: Session, template_id: str, chosen: list[int]) -> Updates:
        """Write a paper over the chosen answers."""
        answers = [answer for turn in sorted(chosen) if (answer := own.answer(turn)) is not None]
        try:
            admit(own.user, self.accounts, self.limit)
            drafted = self.desk.paper(template_id, answers)
        except (KnownError, ValueError) as error:
            return {self.drafted: None, self.paper: notice(str(error), kind="warn"), self.paper_place: nothing()}
        return {self.drafted: drafted, self.paper: show_paper(drafted), self.paper_place: nothing()}

    @_spoken
    def take(self, drafted: Paper | None, event: gr.EventData) -> Updates:
        """Open a place the paper cites, or hand the paper over as a file."""
        click = said(event._data)
        if click.act == "cite":
            return {self.paper_place: paper_place(drafted, click.number("number"), self.desk)}
        return {self.courier: paper_parcel(drafted, click.act)}

    def _is_curator(self, request: gr.Request) -> bool:
        """Tell whether a reader may upload and delete: everybody where nobody signs in."""
        return self.accounts is None or self.accounts.role(_user(request)) == "curator"

    @_spoken
    def check(self) -> Html:
        """Return what does not add up in and between the documents."""
        return checked(self.desk)

    @_spoken
    def read_finding(self, event: gr.EventData) -> Html:
        """Open a place of a finding."""
        return finding_at(self.desk, (click := said(event._data)).number("turn"), click.number("number"))


def _field(elem_id: str, *, max_lines: int = 1) -> gr.Textbox:
    placeholder, is_question = FIELDS[elem_id], elem_id == "question"
    return gr.Textbox(
        placeholder=placeholder, show_label=False, label=placeholder, container=False, lines=1, max_lines=max_lines,
        elem_id=elem_id, scale=8, autofocus=is_question,
    )  # fmt: skip


def _panel(elem_id: str, value: str = "") -> gr.HTML:
    """Return a part of the page that is drawn by us and reports clicks on its buttons."""
    return gr.HTML(value, elem_id=elem_id, js_on_load=asset("click.js"))


def _user(request: gr.Request) -> str:
    """Return the name a reader signed in with, or an empty one."""
    return str(request.username or "")


def theme() -> gr.themes.Base:
    """Return the theme: system fonts only, so that nothing is fetched from elsewhere."""
    return gr.themes.Base(
        primary_hue=gr.themes.colors.blue, neutral_hue=gr.themes.colors.slate, font=FONTS,
        font_mono=("ui-monospace", "monospace"), radius_size=gr.themes.sizes.radius_md,
    ).set(
        button_primary_background_fill="#17508f", button_primary_background_fill_dark="#2a5f9e",
        button_primary_background_fill_hover="#123f72", button_primary_background_fill_hover_dark="#356fb3",
        body_background_fill_dark="#11161c", block_background_fill_dark="#1a2129", input_background_fill_dark="#11161c",
        border_color_primary_dark="#2b3540", background_fill_primary_dark="#1a2129",
        background_fill_secondary_dark="#1a2129", checkbox_label_background_fill_dark="#242d37",
        checkbox_label_background_fill_selected_dark="#1d2f43", checkbox_label_background_fill_hover_dark="#242d37",
    )  # fmt: skip


def launch(
    blocks: gr.Blocks, settings: Settings, *, accounts: Accounts | Proxy | None = None, is_waiting: bool = True
) -> str:
    """Start the server and return its address; with `is_waiting` it comes back when the server stops.

    Raises SettingsError when the port is taken, or others could reach a page that asks nobody who they are.
    """
    require_door(settings.host, accounts)
    if isinstance(accounts, Proxy):
        os.environ["FORWARDED_ALLOW_IPS"] = ""  # else uvicorn takes a forwarded address for the peer's own
    try:
        _, address, _ = blocks.queue(default_concurrency_limit=8, api_open=False).launch(
            server_name=settings.host, server_port=settings.port, prevent_thread_lock=not is_waiting, quiet=True,
            inbrowser=False, share=False, theme=theme(), css=asset("style.css") + asset("paper.css"),
            js=THEME_SCRIPT, footer_links=[],
            ssr_mode=False, auth=accounts.is_known if isinstance(accounts, Accounts) else None,
            auth_dependency=accounts.reader_of if isinstance(accounts, Proxy) else None,
            app_kwargs={"middleware": [(BodyLimit, (), {})]},
            auth_message="이름과 비밀번호를 넣어 주십시오. · Please sign in.",
            max_file_size="100mb", enable_monitoring=False, run_history=False, strict_cors=True,
        )  # fmt: skip
    except OSError as error:
        raise SettingsError(
            f"{settings.host}:{settings.port}를 쓸 수 없습니다. 다른 포트를 --port로 주십시오."
        ) from error
    return str(address)


def main(settings: Settings | None = None) -> None:
    """Serve the page until it is stopped. Raises SettingsError for an unreadable account file or a taken port."""
    settings = settings or Settings()
    logging.basicConfig(level=settings.log_level)
    accounts = open_access(
        settings.auth_file, settings.auth_header, settings.trusted_proxies, curators=settings.curators
    )
    desk = desk_of(settings)
    threading.Thread(target=warm, args=(desk,), daemon=True).start()
    launch(build(desk, accounts=accounts), settings, accounts=accounts)


if __name__ == "__main__":
    main()
