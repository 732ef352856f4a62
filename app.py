"""The page: Gradio layout and thin handlers. The only module that imports gradio."""

from __future__ import annotations

import base64
import json
import logging
import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.access import Accounts, RateLimit
from assistant.ask import Assistant
from assistant.charts import chart, series
from assistant.conversations import Conversations
from assistant.desk import Desk, whole
from assistant.export import csv_file, docx_file, hwpx_file, xlsx_file
from assistant.feedback import NAMES, keep, remark
from assistant.html import Html, button, element
from assistant.session import (
    Session,
    answered,
    asking,
    cited_table,
    first_place,
    kept,
    opened,
    page,
    remarked,
    reopened,
    titles,
)
from assistant.settings import Settings
from assistant.show import notice
from assistant.show_documents import FindingLike, conversations, document, documents, findings, report, table_page
from assistant.show_evidence import draw, nothing
from corpus.document import Document
from corpus.errors import KnownError
from index.embed import open_embedder
from index.ingest import ingest

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
FILES = {
    "xlsx": ("답변-표.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": ("답변-표.csv", "text/csv"),
    "docx": ("질의답변.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "hwpx": ("질의답변.hwpx", "application/hwp+zip"),
}
THEME_SCRIPT = (
    "() => { const kept = localStorage.getItem('theme');"
    " if (kept) document.body.classList.toggle('dark', kept === 'dark'); }"
)
THEME_CLICK = (
    "element.addEventListener('click', (event) => { if (!event.target.closest('.theme')) return;"
    " const dark = document.body.classList.toggle('dark'); localStorage.setItem('theme', dark ? 'dark' : 'light'); });"
)
PROGRESS = gr.Progress()
"""Gradio puts a reader's own progress bar in its place at each call."""
Audit = Callable[[Sequence[Document]], Sequence[FindingLike]]
Updates = dict[Any, Any]


def build(
    desk: Desk, *, accounts: Accounts | None = None, limit: RateLimit | None = None, audit: Audit | None = None
) -> gr.Blocks:
    """Return the page over a desk. State is kept per session; conversations and remarks go to the desk's directory."""
    rate = limit or RateLimit()
    record = Conversations(desk.directory)
    script = _asset("click.js")

    blocks = gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True)
    with blocks:
        browser = gr.BrowserState(
            "", storage_key="policy-assistant-reader", secret="not a secret: it only names the reader"
        )
        session = gr.State(Session())
        chosen = gr.State("")
        courier = gr.HTML(elem_id="courier", js_on_load=_asset("courier.js"))
        gr.HTML(_masthead(), elem_id="masthead", js_on_load=THEME_CLICK)
        with gr.Sidebar(open=False, width=280):
            fresh = gr.Button("새 대화", variant="primary", size="sm", elem_id="fresh")
            lookup = gr.Textbox(placeholder="지난 대화 찾기", show_label=False, container=False, elem_id="lookup")
            talks = gr.HTML(elem_id="talks", js_on_load=script)
        with gr.Tabs():
            with gr.Tab("질문"), gr.Row(elem_id="chat-row"):
                with gr.Column(scale=5, min_width=320):
                    thread = gr.HTML(elem_id="thread", js_on_load=script)
                    with gr.Row(elem_id="ask-row"):
                        question = gr.Textbox(
                            placeholder="예산, 실적, 일정, 조문… 무엇이든 물어보십시오",
                            show_label=False,
                            container=False,
                            lines=1,
                            max_lines=5,
                            scale=8,
                            autofocus=True,
                            elem_id="question",
                        )
                        send = gr.Button("질문하기", variant="primary", scale=1, min_width=92, elem_id="send")
                    with gr.Accordion("찾을 문서 고르기", open=False, elem_id="restricting"):
                        restricted = gr.Dropdown(
                            [],
                            multiselect=True,
                            show_label=False,
                            container=False,
                            elem_id="restricted",
                            label="찾을 문서",
                        )
                with gr.Column(scale=6, min_width=320):
                    evidence = gr.HTML(nothing(), elem_id="evidence", js_on_load=script)
            with gr.Tab("문서") as documents_tab, gr.Row(elem_id="documents-row"):
                with gr.Column(scale=4, min_width=320):
                    files = gr.File(
                        label="파일 올리기",
                        file_count="multiple",
                        height=150,
                        elem_id="files",
                        visible=desk.takes_files,
                    )
                    uploaded = gr.HTML(elem_id="uploaded")
                    listing = gr.HTML(elem_id="document-list", js_on_load=script)
                with gr.Column(scale=7, min_width=320):
                    sought = gr.Textbox(
                        placeholder="이 문서의 표에서 찾기 (예: 집행률)",
                        show_label=False,
                        container=False,
                        elem_id="sought",
                    )
                    shown_table = gr.HTML(elem_id="table-page", js_on_load=script)
                    shown_document = gr.HTML(elem_id="document-page", js_on_load=script)
            with gr.Tab("점검", visible=audit is not None) as audit_tab:
                gr.HTML(
                    element(
                        "p", "문서 안과 문서 사이에서 합계, 비율, 같은 수치가 서로 맞지 않는 곳입니다.", class_="empty"
                    )
                )
                shown_findings = gr.HTML(elem_id="findings")

        def arrive(known: str, request: gr.Request) -> Updates:
            known = known or uuid.uuid4().hex
            own = Session(user=_user(request) or known)
            return {browser: known, session: own, **_whole_page(own), restricted: gr.update(choices=_choices(desk))}

        def _whole_page(own: Session) -> Updates:
            return {thread: page(own, desk), evidence: first_place(own, desk), talks: _talks(own)}

        def _talks(own: Session, query: str = "") -> Html:
            try:
                return conversations(record.list(own.user, query=query), current=own.conversation)
            except KnownError as error:
                return notice(str(error))

        def ask(text: str, own: Session, only: list[str]) -> Iterator[Updates]:
            try:
                if not rate.is_allowed(own.user):
                    raise ValueError("질문이 잦습니다. 잠시 뒤에 다시 물어 주십시오.")
                asked = asking(own, text)
            except ValueError as error:
                gr.Warning(str(error))
                yield {thread: page(own, desk)}
                return
            yield {question: "", thread: page(asked, desk)}
            done = answered(asked, desk, documents=only)
            try:
                done = kept(done, record)
            except KnownError as error:
                gr.Warning(str(error))
            yield {session: done, **_whole_page(done)}

        def act(own: Session, only: list[str], event: gr.EventData) -> Iterator[Updates]:
            said = {str(key): str(value) for key, value in event._data.items()}
            match said.get("act"):
                case "ask":
                    yield from ask(said.get("text", ""), own, only)
                case "retry":
                    turn = _whole_number(said, "turn")
                    shorter = Session(own.user, own.conversation, own.exchanges[:turn])
                    yield from ask(own.exchanges[turn].question, shorter, only)
                case "edit":
                    yield {question: said.get("text", "")}
                case "cite":
                    yield {evidence: opened(own, desk, _whole_number(said, "turn"), _whole_number(said, "number"))}
                case "cell":
                    hit = (_whole_number(said, "row"), _whole_number(said, "column"))
                    table = desk.assistant().index.table(said.get("table", ""))
                    yield {evidence: element("div", draw(table, hit=hit), class_="evidence")}
                case "chart":
                    yield {evidence: _chart(own, desk, _whole_number(said, "turn"))}
                case "feedback":
                    yield _feedback(own, said)
                case "xlsx" | "csv" | "docx" | "hwpx" as kind:
                    yield {courier: _parcel(own, desk, _whole_number(said, "turn"), kind)}

        def _feedback(own: Session, said: dict[str, str]) -> Updates:
            turn = _whole_number(said, "turn")
            answer = own.answer(turn)
            try:
                if answer is None:
                    raise ValueError("그 답을 찾을 수 없습니다.")
                given = remark(
                    said.get("kind", ""),
                    expected=said.get("value", ""),
                    unit=said.get("unit", ""),
                    note=said.get("note", ""),
                )
                keep(desk.directory, answer, given, history=own.questions[:turn], user=own.user)
                done = kept(remarked(own, turn, NAMES[given.verdict]), record)
            except (KnownError, ValueError) as error:
                gr.Warning(str(error))
                return {thread: gr.skip()}
            return {session: done, thread: page(done, desk)}

        def talk(own: Session, event: gr.EventData) -> Updates:
            said = {str(key): str(value) for key, value in event._data.items()}
            known = said.get("conversation", "")
            try:
                if said.get("act") == "open":
                    own = reopened(own, known, record, desk)
                    return {session: own, **_whole_page(own)}
                if said.get("act") == "rename":
                    record.rename(own.user, known, said.get("text", ""))
                elif said.get("act") == "delete":
                    record.delete(own.user, known)
                    own = Session(user=own.user) if own.conversation == known else own
            except KnownError as error:
                gr.Warning(str(error))
            return {session: own, **_whole_page(own)}

        def begin(own: Session) -> Updates:
            own = Session(user=own.user)
            return {session: own, question: "", **_whole_page(own)}

        def shelf(picked: str) -> Html:
            try:
                index = desk.assistant().index
            except KnownError as error:
                return notice(str(error), kind="warn")
            return documents(index.documents(), lambda entry: len(index.tables(entry.id)), chosen=picked)

        def browse(picked: str, query: str) -> Html:
            if not picked:
                return element("p", "왼쪽에서 문서를 고르면 표와 읽기 점검 결과가 보입니다.", class_="empty")
            index = desk.assistant().index
            entry = next((entry for entry in index.documents() if entry.id == picked), None)
            return document(entry, index.tables(picked), query=query) if entry else nothing()

        def pick(query: str, event: gr.EventData) -> Updates:
            picked = str(event._data.get("document", ""))
            return {chosen: picked, listing: shelf(picked), shown_document: browse(picked, query), shown_table: ""}

        def read_table(event: gr.EventData) -> Html:
            return table_page(desk.assistant().index.table(str(event._data.get("table", ""))))

        def upload(paths: list[str] | None, picked: str, request: gr.Request, told: gr.Progress = PROGRESS) -> Updates:
            if not paths:
                return {uploaded: ""}
            if accounts is not None and accounts.role(_user(request)) != "curator":
                return {
                    uploaded: notice("문서를 올릴 권한이 없습니다. 관리자에게 curator 역할을 요청하십시오."),
                    files: None,
                }
            try:
                done = desk.add(
                    _kept_files(desk, paths), lambda what, count, whole_: told((count, max(whole_, 1)), desc=what)
                )
            except (KnownError, ValueError) as error:
                return {uploaded: notice(str(error)), files: None}
            return {
                uploaded: report(done),
                files: None,
                listing: shelf(picked),
                restricted: gr.update(choices=_choices(desk)),
            }

        def check() -> Html:
            if audit is None:
                return nothing()
            try:
                index = desk.assistant().index
                return findings(audit([whole(index, entry) for entry in index.documents()]))
            except KnownError as error:
                return notice(str(error), kind="warn")

        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        turned = [question, session, thread, evidence, talks]
        blocks.load(arrive, browser, [browser, session, thread, evidence, talks, restricted], **quiet)
        gr.on([question.submit, send.click], ask, [question, session, restricted], turned, **quiet)
        for part in (thread, evidence):
            part.click(act, [session, restricted], [*turned, courier], **quiet)
        talks.click(talk, session, [session, thread, evidence, talks], **quiet)
        fresh.click(begin, session, [question, session, thread, evidence, talks], **quiet)
        lookup.change(lambda own, query: _talks(own, query), [session, lookup], talks, **quiet)
        documents_tab.select(shelf, chosen, listing, **quiet).then(browse, [chosen, sought], shown_document, **quiet)
        listing.click(pick, sought, [chosen, listing, shown_document, shown_table], **quiet)
        sought.change(browse, [chosen, sought], shown_document, **quiet)
        shown_document.click(read_table, None, shown_table, **quiet)
        files.upload(
            upload,
            [files, chosen],
            [uploaded, files, listing, restricted],
            api_visibility="private",
            concurrency_limit=1,
        )
        audit_tab.select(check, None, shown_findings, api_visibility="private")
    return blocks


def _masthead() -> Html:
    return element(
        "div",
        element("h1", TITLE),
        element("p", "모든 숫자를 적힌 칸과 문장까지"),
        button("밝게 / 어둡게", "theme", class_="theme"),
        class_="masthead",
    )


def _asset(name: str) -> str:
    return resources.files("assistant").joinpath("assets", name).read_text(encoding="utf-8")


def _user(request: gr.Request) -> str:
    """Return the name a reader signed in with, or an empty one."""
    return str(request.username or "")


def _choices(desk: Desk) -> Sequence[tuple[str, str]]:
    try:
        return titles(desk.assistant().index)
    except KnownError:
        return []


def _whole_number(said: dict[str, str], name: str) -> int:
    return int(said.get(name) or 0)


def _chart(own: Session, desk: Desk, turn: int) -> Html:
    answer = own.answer(turn)
    table = cited_table(answer, desk.assistant().index) if answer else None
    drawn = series(answer, table) if answer and table else None
    return chart(drawn, turn=turn) if drawn else nothing()


def _parcel(own: Session, desk: Desk, turn: int, kind: str) -> str:
    """Return a file as the page's courier takes it: name, type and content in base64."""
    answer = own.answer(turn)
    if answer is None:
        return ""
    table = cited_table(answer, desk.assistant().index)
    if kind in ("xlsx", "csv"):
        if table is None:
            return ""
        content = xlsx_file(answer, table) if kind == "xlsx" else csv_file(table)
    else:
        content = docx_file(answer) if kind == "docx" else hwpx_file(answer)
    name, media = FILES[kind]
    said = {"name": name, "type": media, "content": base64.b64encode(content).decode(), "once": uuid.uuid4().hex}
    return json.dumps(said)


def _kept_files(desk: Desk, paths: Sequence[str]) -> list[Path]:
    """Move uploaded files into the desk's own folder, so that a later ingest finds them; names stay, folders do not.

    Raises ValueError for too many or too large files.
    """
    if len(paths) > desk.limits.files:
        raise ValueError(f"한 번에 {desk.limits.files}개까지 올릴 수 있습니다.")
    folder = desk.directory / "uploads"
    folder.mkdir(parents=True, exist_ok=True)
    moved = []
    for path in map(Path, paths):
        if path.stat().st_size > desk.limits.bytes_each:
            raise ValueError(f"‘{path.name}’이(가) 너무 큽니다({desk.limits.bytes_each // 2**20} MB까지).")
        target = folder / path.name
        target.write_bytes(path.read_bytes())
        moved.append(target)
    return moved


def theme() -> gr.themes.Base:
    """Return the theme: system fonts only, so that nothing is fetched from elsewhere."""
    return gr.themes.Base(
        primary_hue=gr.themes.colors.blue,
        neutral_hue=gr.themes.colors.slate,
        font=FONTS,
        font_mono=["ui-monospace", "monospace"],
        radius_size=gr.themes.sizes.radius_md,
    ).set(
        button_primary_background_fill="#17508f",
        button_primary_background_fill_dark="#2a5f9e",
        button_primary_background_fill_hover="#123f72",
        body_background_fill_dark="#11161c",
    )


def launch(blocks: gr.Blocks, settings: Settings, *, accounts: Accounts | None = None, is_waiting: bool = True) -> str:
    """Start the server and return its address; with `is_waiting` it comes back when the server stops."""
    with resources.as_file(resources.files("assistant").joinpath("assets", "style.css")) as style:
        _, address, _ = blocks.queue(default_concurrency_limit=8, api_open=False).launch(
            server_name=settings.host,
            server_port=settings.port,
            prevent_thread_lock=not is_waiting,
            quiet=True,
            inbrowser=False,
            share=False,
            theme=theme(),
            css=style.read_text(encoding="utf-8"),
            js=THEME_SCRIPT,
            footer_links=[],
            ssr_mode=False,
            auth=accounts.is_known if accounts else None,
            auth_message="이름과 비밀번호를 넣어 주십시오.",
            max_file_size="100mb",
            enable_monitoring=False,
            run_history=False,
            strict_cors=True,
        )
    return str(address)


def main(settings: Settings | None = None) -> None:
    """Serve the page until it is stopped. Raises SettingsError for an unreadable account file."""
    settings = settings or Settings()
    logging.basicConfig(level=settings.log_level)
    accounts = Accounts(settings.auth_file) if settings.auth_file else None
    desk = _desk(settings)
    threading.Thread(target=_warm, args=(desk,), daemon=True).start()
    launch(build(desk, accounts=accounts), settings, accounts=accounts)


def _desk(settings: Settings) -> Desk:
    embedder = partial(open_embedder, settings.embedding_model, cache_dir=settings.cache_dir)
    return Desk(
        lambda: Assistant.open(settings),
        settings.index_dir,
        ingest=lambda paths, progress: ingest(paths, settings.index_dir, embedder(), progress=progress),
    )


def _warm(desk: Desk) -> None:
    """Open the index before the first reader comes."""
    try:
        desk.examples()
    except KnownError as error:
        log.warning("%s", error)


if __name__ == "__main__":
    main()
