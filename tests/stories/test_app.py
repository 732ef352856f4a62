"""The page's handlers, walked without a browser: ask, follow, remark, upload, keep, and what goes wrong."""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr
import pytest

from app import Page
from assistant.access import Accounts, RateLimit, add_account
from assistant.answer import Answer
from assistant.ask import LONGEST, Assistant
from assistant.conversations import Conversations
from assistant.demo import DemoAssistant
from assistant.desk import Desk, UploadLimits
from assistant.feedback import CASES_NAME
from assistant.model import ScriptedModel
from assistant.session import Session
from index.embed import HashingEmbedder
from index.errors import IndexMissing
from index.ingest import IngestReport, Progress, ingest
from index.removal import remove
from index.search import Index

# Gradio makes event loops for its locks and never closes them (gradio.utils.safe_get_lock).
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture(autouse=True)
def _loops_collected_here() -> Iterator[None]:
    """Let Gradio's loops go while their warning is expected, not in some later test."""
    yield
    gc.collect()


class Click(gr.EventData):
    """A click on a button with data values."""

    def __init__(self, **said: object) -> None:
        super().__init__(None, said)


class Request(gr.Request):
    """A request of somebody signed in, or of nobody."""

    def __init__(self, username: str | None = None) -> None:
        super().__init__(username=username)


@pytest.fixture(autouse=True)
def warnings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the reader is warned of."""
    said: list[str] = []
    monkeypatch.setattr(gr, "Warning", said.append)
    return said


@pytest.fixture
def page(tmp_path: Path) -> Page:
    return Page(Desk(DemoAssistant, tmp_path / "index"), None, RateLimit())


def asked(page: Page, text: str, own: Session | None = None) -> tuple[Session, list[dict[Any, Any]]]:
    own = own or Session(user="가")
    updates = whole(page.ask(text, own, []))
    return updates[-1].get(page.session, own), updates


def whole(steps: Iterable[dict[Any, Any]]) -> list[dict[Any, Any]]:
    """Return the steps of a handler; the last one is all that the page shows in the end."""
    updates = list(steps)
    return [*updates[:-1], {part: value for step in updates for part, value in step.items()}]


def test_a_question_shows_at_once_and_its_answer_with_its_place_after(page: Page) -> None:
    own, updates = asked(page, "강좌 2023년 예산액은?")
    assert "문서에서 찾는 중" in updates[0][page.thread]
    assert updates[0][page.question] == ""
    assert "1,045백만원" in updates[-1][page.thread]
    assert 'class="number cell-hit"' in updates[-1][page.evidence]
    assert own.questions == ("강좌 2023년 예산액은?",)


def test_a_follow_up_knows_the_question_before(page: Page) -> None:
    own, _ = asked(page, "강좌 2023년 예산액은?")
    own, updates = asked(page, "그럼 2025년은?", own)
    assert "1,780백만원" in updates[-1][page.thread]
    assert len(own.exchanges) == 2


def test_a_citation_opens_its_cell(page: Page) -> None:
    own, _ = asked(page, "합은?")
    update = next(iter(page.act(own, [], Click(act="cite", turn="0", number="2"))))
    assert 'data-number="2"' in update[page.evidence]


def test_retry_asks_the_same_question_in_its_place(page: Page) -> None:
    own, _ = asked(page, "합은?")
    own, _ = asked(page, "강좌 2023년", own)
    updates = whole(page.act(own, [], Click(act="retry", turn="0")))
    assert updates[-1][page.session].questions == ("합은?",)


def test_an_edited_question_is_asked_in_its_place(page: Page) -> None:
    own, _ = asked(page, "강좌 2023년")
    own, _ = asked(page, "합은?", own)
    updates = whole(page.act(own, [], Click(act="retry", turn="0", text="강좌 2025년")))
    assert updates[-1][page.session].questions == ("강좌 2025년",)
    assert "1,780백만원" in updates[-1][page.thread]


def test_a_models_words_come_sentence_by_sentence_behind_the_gate(tmp_path: Path) -> None:
    said = "어울림 강좌 열기의 2023년 예산액은 1,045백만원입니다. [1] 단위는 백만원입니다. [1]"
    page = Page(Desk(lambda: DemoAssistant(ScriptedModel([said])), tmp_path), None, RateLimit())
    own, updates = asked(page, "강좌 2023년 예산액은?")
    growing = [update[page.thread] for update in updates if "growing" in update.get(page.thread, "")]
    assert "어울림 강좌 열기의 2023년 예산액은" in growing[0]
    assert "단위는" not in growing[1]
    assert "단위는 백만원입니다" in updates[-1][page.thread]
    assert "growing" not in updates[-1][page.thread]
    assert own.exchanges[0].answer is not None
    assert own.exchanges[0].answer.mode == "scripted"


def test_what_a_model_makes_up_is_never_shown(tmp_path: Path) -> None:
    lie = "예산액은 9,999백만원입니다. [1] 그리고 더 있습니다. [1]"
    page = Page(Desk(lambda: DemoAssistant(ScriptedModel([lie])), tmp_path), None, RateLimit())
    _, updates = asked(page, "강좌 2023년 예산액은?")
    assert all("예산액은 9,999" not in update.get(page.thread, "") for update in updates)
    assert "1,045백만원" in updates[-1][page.thread]


def test_stopping_keeps_the_answer_or_gives_the_question_back(tmp_path: Path) -> None:
    said = "어울림 강좌 열기의 2023년 예산액은 1,045백만원입니다. [1] 단위는 백만원입니다. [1]"
    page = Page(Desk(lambda: DemoAssistant(ScriptedModel([said])), tmp_path), None, RateLimit())
    steps = page.ask("강좌 2023년 예산액은?", Session(user="가"), [])
    put = next(steps)
    halted = page.halt(put[page.session])
    assert halted[page.question] == "강좌 2023년 예산액은?"
    assert halted[page.session].exchanges == ()
    stopped = page.halt(next(steps)[page.session])
    assert "1,045백만원" in stopped[page.thread]
    assert "growing" not in stopped[page.thread]
    assert len(Conversations(page.desk.directory).list("가")) == 1


def test_an_index_that_changed_is_opened_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.desk._GLANCE_S", 0.0)
    folder = tmp_path / "index"
    (tmp_path / "나루.md").write_text(REPORT, encoding="utf-8")
    ingest([tmp_path / "나루.md"], folder, HashingEmbedder())
    page = Page(Desk(lambda: Assistant(Index.open(folder, embedder=HashingEmbedder())), folder), None, RateLimit())
    _, updates = asked(page, "꽃길 산책로 넓히기 2025년 예산은 얼마인가요?")
    assert "515백만원" in updates[-1][page.thread]
    (tmp_path / "나루.md").write_text(REPORT.replace("515", "626"), encoding="utf-8")
    ingest([tmp_path / "나루.md"], folder, HashingEmbedder())
    _, updates = asked(page, "꽃길 산책로 넓히기 2025년 예산은 얼마인가요?")
    assert "626백만원" in updates[-1][page.thread]


@pytest.mark.parametrize(
    "said", [{}, {"act": "없음"}, {"act": "cite", "turn": "-1", "number": "x"}, {"act": "retry", "turn": "99"}]
)
def test_a_forged_click_does_nothing(page: Page, said: dict[str, str]) -> None:
    own, _ = asked(page, "합은?")
    updates = whole(page.act(own, [], Click(**said)))
    assert all(page.session not in update for update in updates)


@pytest.mark.parametrize("question", ["", "   ", "가" * (LONGEST + 1)])
def test_a_question_that_cannot_be_asked_is_said(page: Page, warnings: list[str], question: str) -> None:
    _, updates = asked(page, question)
    assert len(warnings) == 1
    assert page.session not in updates[-1]


def test_too_many_questions_are_held_back(tmp_path: Path, warnings: list[str]) -> None:
    page = Page(Desk(DemoAssistant, tmp_path), None, RateLimit(1, 60))
    asked(page, "합은?")
    asked(page, "합은?")
    assert warnings == ["질문이 잦습니다. 잠시 뒤에 다시 물어 주십시오."]


def test_an_empty_index_says_what_to_do(tmp_path: Path) -> None:
    def none() -> DemoAssistant:
        raise IndexMissing("색인이 없습니다. ingest를 먼저 실행하십시오.")

    page = Page(Desk(none, tmp_path), None, RateLimit())
    update = page.arrive("", Request())
    assert "아직 읽은 문서가 없습니다" in update[page.thread]
    assert "색인이 없습니다" in update[page.thread]
    assert "색인이 없습니다" in page.shelf("")
    _, updates = asked(page, "합은?")
    assert "색인이 없습니다" in updates[-1][page.thread]


def test_the_page_is_drawn_before_its_examples_are_found(tmp_path: Path) -> None:
    """A model that is still loading stands in for a slow machine: the page must not ask it anything yet."""

    class Loading(HashingEmbedder):
        def query(self, text: str) -> list[float]:
            raise AssertionError("the page waits for the model")

    (tmp_path / "나루.md").write_text(REPORT, encoding="utf-8")
    folder = tmp_path / "index"
    ingest([tmp_path / "나루.md"], folder, HashingEmbedder())
    page = Page(Desk(lambda: Assistant(Index.open(folder, embedder=Loading())), folder), None, RateLimit())
    drawn = page.arrive("", Request())
    assert "문서 1건에서 찾아" in drawn[page.thread]
    assert page.examples not in drawn
    with pytest.raises(AssertionError):
        page.offer()


def test_examples_are_answered_questions_and_none_without_documents(real: Page, tmp_path: Path) -> None:
    assert real.offer() == ""
    (tmp_path / "나루.md").write_text(REPORT, encoding="utf-8")
    uploaded(real, [tmp_path / "나루.md"])
    offered = re.findall('data-text="([^"]+)"', real.offer())
    assert offered
    _, updates = asked(real, offered[0])
    assert "근거 확인" in updates[-1][real.thread]


def test_the_empty_conversation_is_drawn_anew_once_there_are_documents(real: Page, tmp_path: Path) -> None:
    (tmp_path / "나루.md").write_text(REPORT, encoding="utf-8")
    assert "아직 읽은 문서가 없습니다" in real.greet(Session(user="가"))
    uploaded(real, [tmp_path / "나루.md"])
    assert "무엇을 찾아 드릴까요?" in real.greet(Session(user="가"))
    own, _ = asked(real, "꽃길 산책로 넓히기 2024년 예산은 얼마인가요?")
    assert "무엇을 찾아 드릴까요?" not in str(real.greet(own))


def test_conversations_are_kept_opened_and_deleted(page: Page) -> None:
    own, _ = asked(page, "합은?")
    begun = page.begin(own)[page.session]
    assert begun == Session(user="가")
    opened = page.talk(begun, Click(act="open", conversation=own.conversation))
    assert opened[page.session].exchanges == own.exchanges
    assert "270백만원" in opened[page.thread]
    gone = page.talk(own, Click(act="delete", conversation=own.conversation))
    assert gone[page.session].exchanges == ()
    assert "보관된 대화가 없습니다" in gone[page.talks]


def test_nobody_opens_anothers_conversation(page: Page) -> None:
    own, _ = asked(page, "합은?")
    other = page.talk(Session(user="나"), Click(act="open", conversation=own.conversation))
    assert other[page.session].exchanges == ()
    assert "270백만원" not in other[page.thread]
    page.talk(Session(user="나"), Click(act="delete", conversation=own.conversation))
    assert len(Conversations(page.desk.directory).list("가")) == 1


def test_whoever_signed_in_is_the_reader_whatever_the_browser_says(page: Page) -> None:
    assert page.arrive("나", Request("kim"))[page.session].user == "kim"
    assert page.arrive("나", Request())[page.session].user == "나"
    first, second = (page.arrive("", Request())[page.session].user for _ in range(2))
    assert len(first) == 32
    assert first != second


def test_a_wrong_figure_becomes_a_case(page: Page, warnings: list[str]) -> None:
    own, _ = asked(page, "강좌 2023년 예산액은?")
    click = Click(act="feedback", turn="0", kind="wrong_figure", value="", unit="", note="")
    assert page.session not in next(iter(page.act(own, [], click)))
    assert "맞는 값" in warnings[0]
    click = Click(act="feedback", turn="0", kind="wrong_figure", value="1,050", unit="백만원", note="")
    update = next(iter(page.act(own, [], click)))
    assert "의견을 남겼습니다: 숫자가 틀림" in update[page.thread]
    assert '"value": 1050' in (page.desk.directory / CASES_NAME).read_text(encoding="utf-8")


def ingesting(index_dir: Path) -> Callable[[Sequence[Path], Progress, Callable[[], bool]], IngestReport]:
    return lambda paths, progress, cancelled: ingest(
        paths, index_dir, HashingEmbedder(), progress=progress, cancelled=cancelled
    )


@pytest.fixture
def real(tmp_path: Path) -> Page:
    """A page over a real index that is still empty."""
    folder = tmp_path / "index"
    desk = Desk(
        lambda: Assistant(Index.open(folder, embedder=HashingEmbedder())), folder, ingest=ingesting(folder),
        remove=lambda ids: remove(ids, folder, HashingEmbedder()),
        limits=UploadLimits(files=2, bytes_each=10_000),
    )  # fmt: skip
    return Page(desk, None, RateLimit())


def uploaded(page: Page, paths: Sequence[Path], username: str | None = None) -> dict[Any, Any]:
    """Upload files and return what the page shows in the end."""
    return list(page.upload([str(path) for path in paths], "", Request(username)))[-1]


REPORT = """# 나루 마을 가꾸기 보고

## 1. 연차별 예산 (단위: 백만원)

| 세부사업 | 2023 | 2024 | 2025 |
|---|---|---|---|
| 꽃길 산책로 넓히기 | 310 | 420 | 515 |
| 빗물 정원 만들기 | 95 | 120 | 180 |
"""


def test_an_uploaded_file_is_read_and_answered_from(real: Page, tmp_path: Path) -> None:
    (tmp_path / "나루.md").write_text(REPORT, encoding="utf-8")
    (tmp_path / "빈.txt").write_bytes(b"")
    update = uploaded(real, [tmp_path / "나루.md", tmp_path / "빈.txt"])
    assert "나루.md – 읽었습니다" in update[real.uploaded]
    assert "빈.txt – " in update[real.uploaded]
    assert "나루 마을 가꾸기 보고" in update[real.listing]
    _, updates = asked(real, "꽃길 산책로 넓히기 2024년 예산은 얼마인가요?")
    assert "420백만원" in updates[-1][real.thread]
    assert ">420<sup" in updates[-1][real.evidence]


def test_too_many_and_too_large_files_are_refused(real: Page, tmp_path: Path) -> None:
    for name in "가나다":
        (tmp_path / f"{name}.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "큰.txt").write_text("가" * 10_000, encoding="utf-8")
    many = uploaded(real, [tmp_path / f"{name}.txt" for name in "가나다"])
    large = uploaded(real, [tmp_path / "큰.txt"])
    assert "2개까지" in many[real.uploaded]
    assert "너무 큽니다" in large[real.uploaded]


def test_only_a_curator_uploads_where_there_are_accounts(tmp_path: Path) -> None:
    add_account(tmp_path / "accounts", "kim", "correct horse", "curator")
    add_account(tmp_path / "accounts", "lee", "battery staple")
    (tmp_path / "나루.md").write_text(REPORT, encoding="utf-8")
    folder = tmp_path / "index"
    desk = Desk(lambda: Assistant(Index.open(folder)), folder, ingest=ingesting(folder))
    page = Page(desk, Accounts(tmp_path / "accounts"), RateLimit())
    paths = [tmp_path / "나루.md"]
    assert "권한이 없습니다" in uploaded(page, paths, "lee")[page.uploaded]
    assert not folder.exists()
    assert "읽었습니다" in uploaded(page, paths, "kim")[page.uploaded]


def test_a_paper_is_drafted_over_the_conversations_answers(page: Page) -> None:
    own, _ = asked(page, "강좌 2023년 예산액은?")
    own, _ = asked(page, "합은?", own)
    offer = page.gather(own, [])
    assert offer["choices"] == [("어울림 강좌 열기의 2023년 예산액은?", 0), ("합은?", 1)]
    assert offer["value"] == [0, 1]
    assert page.gather(own, [1])["value"] == [1]
    update = page.draft(own, "press-release", [0, 1])
    assert "1,045백만원" in update[page.paper]
    assert "270백만원" in update[page.paper]
    assert 'class="blank"' in update[page.paper]
    drafted = update[page.drafted]
    assert 'class="number cell-hit"' in page.take(drafted, Click(act="cite", number="1"))[page.paper_place]
    assert "보도자료.docx" in json.loads(page.take(drafted, Click(act="docx"))[page.courier])["name"]
    assert page.take(drafted, Click(act="../x"))[page.courier] == ""
    assert page.take(None, Click(act="docx"))[page.courier] == ""


def test_a_paper_over_nothing_or_by_no_template_says_so(page: Page) -> None:
    assert "초안에 쓸 답이 없습니다" in page.draft(Session(user="가"), "memo", [0])[page.paper]
    own, _ = asked(page, "합은?")
    assert "서식이 없습니다" in page.draft(own, "없음", [0])[page.paper]


def test_a_model_words_the_paper_through_the_gate(tmp_path: Path) -> None:
    said = "올해 살펴보니 어울림 강좌 열기의 2023년 예산액은 1,045백만원이었습니다. [1]"
    model = ScriptedModel([f"## 확인한 사실\n- {said}"])
    page = Page(Desk(lambda: DemoAssistant(model), tmp_path), None, RateLimit())
    own, _ = asked(page, "강좌 2023년 예산액은?")
    assert "올해 살펴보니" in page.draft(own, "memo", [0])[page.paper]


def test_an_upload_tells_how_far_it_is_and_ends_when_called_off(tmp_path: Path) -> None:
    """Two files; the reader cancels while the first one is read, as a slow reader lets them."""
    folder = tmp_path / "index"
    page: Page

    def ingested(paths: Sequence[Path], progress: Progress, cancelled: Callable[[], bool]) -> IngestReport:
        def stop(what: str, done: int, total: int) -> None:
            progress(what, done, total)
            page.call_off(request)

        return ingest(paths, folder, HashingEmbedder(), progress=stop, cancelled=cancelled)

    desk = Desk(lambda: Assistant(Index.open(folder, embedder=HashingEmbedder())), folder, ingest=ingested)
    page, request = Page(desk, None, RateLimit()), Request()
    for name in ("나루.md", "솔밭.md"):
        (tmp_path / name).write_text(REPORT.replace("나루", name.removesuffix(".md")), encoding="utf-8")
    steps = list(page.upload([str(tmp_path / "나루.md"), str(tmp_path / "솔밭.md")], "", request))
    assert steps[0][page.cancel]["visible"]
    assert any("<progress" in step.get(page.uploaded, "") for step in steps)
    assert not steps[-1][page.cancel]["visible"]
    assert "솔밭.md – 취소하여 읽지 않았습니다" in steps[-1][page.uploaded]
    assert not page.uploads.cancel(str(request.session_hash))


def test_a_document_is_removed_with_its_uploaded_file(real: Page, tmp_path: Path) -> None:
    for name in ("나루", "솔밭"):
        text = REPORT.replace("나루", name).replace("꽃길", "꽃길" if name == "나루" else "숲길")
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    uploaded(real, [tmp_path / "나루.md", tmp_path / "솔밭.md"])
    copy = real.desk.directory / "uploads" / "나루.md"
    assert copy.exists()
    entry = next(e for e in real.desk.assistant().index.documents() if e.name == "나루.md")
    assert 'data-act="remove"' in real.browse(entry.id, "", Request())
    update = real.turn_page(entry.id, "", Click(act="remove", document=entry.id), Request())
    assert "지웠습니다" in update[real.document]
    assert "나루 마을" not in update[real.listing]
    assert not copy.exists()
    _, updates = asked(real, "꽃길 산책로 넓히기 2024년 예산은 얼마인가요?")
    assert "나루.md" not in updates[-1][real.thread]
    again = real.turn_page(entry.id, "", Click(act="remove", document=entry.id), Request())
    assert "지웠습니다" not in again[real.document]


def test_a_document_from_elsewhere_is_removed_but_its_file_stays(real: Page, tmp_path: Path) -> None:
    (tmp_path / "나루.md").write_text(REPORT, encoding="utf-8")
    ingest([tmp_path / "나루.md"], real.desk.directory, HashingEmbedder())
    entry = real.desk.assistant().index.documents()[0]
    update = real.turn_page(entry.id, "", Click(act="remove", document=entry.id), Request())
    assert "다시 읽으면 돌아옵니다" in update[real.document]
    assert (tmp_path / "나루.md").exists()


def test_only_a_curator_removes_where_there_are_accounts(tmp_path: Path) -> None:
    add_account(tmp_path / "accounts", "kim", "correct horse", "curator")
    add_account(tmp_path / "accounts", "lee", "battery staple")
    (tmp_path / "나루.md").write_text(REPORT, encoding="utf-8")
    folder = tmp_path / "index"
    ingest([tmp_path / "나루.md"], folder, HashingEmbedder())
    desk = Desk(
        lambda: Assistant(Index.open(folder)), folder, ingest=ingesting(folder),
        remove=lambda ids: remove(ids, folder, HashingEmbedder()),
    )  # fmt: skip
    page = Page(desk, Accounts(tmp_path / "accounts"), RateLimit())
    entry = desk.assistant().index.documents()[0]
    click = Click(act="remove", document=entry.id)
    assert 'data-act="remove"' not in page.browse(entry.id, "", Request("lee"))
    assert "권한이 없습니다" in page.turn_page(entry.id, "", click, Request("lee"))[page.table]
    assert len(desk.assistant().index.documents()) == 1
    assert not page.arrive("", Request("lee"))[page.files]["visible"]
    assert page.arrive("", Request("kim"))[page.files]["visible"]
    assert "지웠습니다" in page.turn_page(entry.id, "", click, Request("kim"))[page.document]


def test_a_question_caught_by_a_removal_is_asked_again(tmp_path: Path) -> None:
    class Caught(DemoAssistant):
        def answers(self, *given: Any, **options: Any) -> Iterator[Answer]:
            desk.forget()
            raise KeyError("a chunk that is gone")

    made = iter((Caught, DemoAssistant))
    desk = Desk(lambda: next(made)(), tmp_path)
    page = Page(desk, None, RateLimit())
    _, updates = asked(page, "강좌 2023년 예산액은?")
    assert "1,045백만원" in updates[-1][page.thread]


def test_findings_open_their_places(page: Page) -> None:
    listed = page.check()
    assert "반올림" in listed or "맞지 않는 곳을 찾지 못했습니다" in listed
    assert "답의 번호를 누르면" in page.read_finding(Click(turn="99", number="1"))
