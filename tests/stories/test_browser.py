"""The page in a real browser: what a reader clicks and sees. Skipped, saying so, where no Chromium is installed."""

from __future__ import annotations

import json
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from assistant.access import Accounts, Proxy, add_account
from assistant.demo import NAME, TITLE, DemoAssistant
from assistant.desk import Desk
from assistant.feedback import CASES_NAME
from evals.__main__ import main as evaluate
from evals.cases import load_cases
from index.ingest import IngestReport, Progress
from tests.stories.browsing import BROWSER, REPORT, WAIT_MS, asked, expect_cell, opened, served

pytestmark = BROWSER
SAMPLE_PDF = Path(__file__).resolve().parents[2] / "corpus" / "samples" / "education-research-institute.pdf"


def test_a_citation_opens_the_marked_cell(page: Page) -> None:
    asked(page, "두 해의 합은?")
    assert "270백만원" in page.locator("#thread .words").inner_text()
    page.locator("#thread .words .cite").nth(1).click()
    expect(page.locator("#evidence .evidence")).to_have_attribute("data-number", "2")
    expect_cell(page, "150")
    page.locator("#thread .steps .cite").first.click()
    expect(page.locator("#evidence .evidence")).to_have_attribute("data-number", "1")
    expect_cell(page, "120")
    assert page.locator("#evidence .unit").inner_text() == "단위: 백만원"


def test_a_sentence_is_marked_among_its_neighbours(page: Page) -> None:
    asked(page, "책방은 몇 곳?")
    assert page.locator("#evidence .line-hit p").inner_text() == "책방은 세 곳에 둔다."
    assert "<해마다>" in page.locator("#evidence .passage").inner_text()


def test_a_follow_up_button_asks_on(page: Page) -> None:
    asked(page, "강좌 2023년 예산액은?")
    page.locator(".followup", has_text="그럼 2024년은?").click()
    expect(page.locator("#thread article.answer")).to_have_count(2, timeout=WAIT_MS)
    assert "1,300백만원" in page.locator("#thread .words").last.inner_text()
    expect_cell(page, "1,300")


def test_a_reading_is_chosen_by_its_button(page: Page) -> None:
    asked(page, "책방 예산은?")
    page.locator(".candidate", has_text="구비").click()
    expect(page.locator("#thread article.answer")).to_have_count(2, timeout=WAIT_MS)
    expect(page.locator("#thread .asked p").last).to_have_text("어울림 강좌 열기 2023년 구비 예산액은?")


def test_an_unknown_question_cites_nothing(page: Page) -> None:
    asked(page, "화성 탐사는?")
    assert "찾을 수 없습니다" in page.locator("#thread .words").inner_text()
    assert page.locator("#thread .cite").count() == 0
    assert page.locator("#evidence .cell-hit").count() == 0


def test_a_wrong_figure_writes_a_case_that_loads(page: Page, index_dir: Path) -> None:
    asked(page, "강좌 2023년 예산액은?")
    page.locator(".feedback summary").click()
    page.fill(".feedback input[name=value]", "1,050")
    page.fill(".feedback input[name=unit]", "백만원")
    page.get_by_role("button", name="숫자가 틀림").click()
    expect(page.locator(".thanks")).to_have_text("의견을 남겼습니다: 숫자가 틀림")
    figures = [str(figure.value) for made in load_cases(index_dir / CASES_NAME) for figure in made.figures]
    assert figures == ["1050"]


def test_the_workbook_downloads_with_its_figures(page: Page, tmp_path: Path) -> None:
    asked(page, "강좌 2025년 예산액은?")
    with page.expect_download() as waited:
        page.get_by_role("button", name="엑셀").click()
    assert waited.value.suggested_filename == "답변-표.xlsx"
    waited.value.save_as(tmp_path / "표.xlsx")
    rows = list(load_workbook(tmp_path / "표.xlsx")["수치"].iter_rows(values_only=True))
    assert rows[0][2:4] + rows[0][6:] == ("값", "단위", "문서", "위치")
    row = next(row for row in rows if row[2] == 1780)
    assert row[3:5] + row[6:] == ("백만원", 1_780_000_000, "마을.txt", "14행")


def test_a_conflict_shows_both_values_side_by_side(page: Page) -> None:
    asked(page, "두 자료가 다르게 말하나?")
    sides = page.locator("#thread .side")
    assert ["1,975백만원" in sides.nth(0).inner_text(), "1,990백만원" in sides.nth(1).inner_text()] == [True, True]
    boxes = [sides.nth(order).bounding_box() for order in (0, 1)]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["y"] == boxes[1]["y"]
    sides.nth(0).locator(".cite").click()
    expect_cell(page, "1,975")


def test_the_note_downloads_as_docx_and_hwpx(page: Page, tmp_path: Path) -> None:
    asked(page, "두 해의 합은?")
    for kind, part in (("docx", "word/document.xml"), ("hwpx", "Contents/section0.xml")):
        with page.expect_download() as waited:
            page.locator(f"#thread button[data-act={kind}]").click()
        assert waited.value.suggested_filename == f"질의답변.{kind}"
        waited.value.save_as(tmp_path / f"note.{kind}")
        with zipfile.ZipFile(tmp_path / f"note.{kind}") as archive:
            text = archive.read(part).decode()
        assert "270백만원" in text
        assert "[2]" in text


def test_a_chart_opens_its_cells_and_downloads(page: Page, tmp_path: Path) -> None:
    asked(page, "강좌 2025년 예산액은?")
    page.locator("button[data-act=chart]").click()
    expect(page.locator("#evidence .chart text.value")).to_have_text(["1,045", "1,300", "1,780"])
    assert "출처: 마을.txt › 연차별 예산" in page.locator("#evidence .chart").inner_text()
    for kind in ("png", "svg", "csv"):
        with page.expect_download() as waited:
            page.locator(f"#evidence button[data-act=chart-{kind}]").click()
        assert waited.value.suggested_filename == f"그래프.{kind}"
        waited.value.save_as(tmp_path / f"chart.{kind}")
    with Image.open(tmp_path / "chart.png") as picture:
        assert picture.size == (1920, 960)
        assert len(picture.convert("RGB").getcolors(100_000) or ()) > 3
    assert "1,780" in (tmp_path / "chart.svg").read_text(encoding="utf-8")
    assert "1780,백만원" in (tmp_path / "chart.csv").read_text(encoding="utf-8-sig")
    page.locator("#evidence .chart .mark").nth(1).click()
    expect_cell(page, "1,300")


def test_a_draft_cites_its_cells_and_downloads(page: Page, tmp_path: Path) -> None:
    asked(page, "강좌 2023년 예산액은?")
    asked(page, "두 해의 합은?")
    page.get_by_role("tab", name="초안").click()
    expect(page.locator("#material input:checked")).to_have_count(2)
    page.locator("#drafting").click()
    expect(page.locator("#paper .paper")).to_contain_text("1,045백만원")
    assert page.locator("#paper .blank").count() > 0
    page.locator("#paper .cite").first.click()
    expect(page.locator("#paper-place .cell-hit")).to_have_count(1)
    assert page.locator("#paper-place .cell-hit").evaluate("node => node.firstChild.textContent") == "1,045"
    for kind in ("docx", "hwpx"):
        with page.expect_download() as waited:
            page.locator(f"#paper button[data-act={kind}]").click()
        assert waited.value.suggested_filename == f"업무 보고.{kind}"
    waited.value.save_as(tmp_path / "보고.hwpx")
    with zipfile.ZipFile(tmp_path / "보고.hwpx") as archive:
        assert "1,045백만원" in archive.read("Contents/section0.xml").decode()


def test_a_conversation_is_kept_for_the_next_visit(context: BrowserContext, page: Page, demo: str) -> None:
    asked(page, "두 해의 합은?")
    again = opened(context, demo)
    assert again.locator("#thread article.answer").count() == 0
    again.locator(".sidebar .toggle-button").click()
    again.locator(".talk").first.click()
    expect(again.locator("#thread .words")).to_contain_text("270백만원")


def test_two_browsers_never_see_each_others_conversations(browser: Browser, page: Page, demo: str) -> None:
    asked(page, "두 해의 합은?")
    other = browser.new_context()
    other.set_default_timeout(WAIT_MS)
    try:
        second = opened(other, demo)
        second.locator(".sidebar .toggle-button").click()
        expect(second.locator("#talks")).to_contain_text("보관된 대화가 없습니다")
        asked(second, "그럼 2025년은?")
        assert "찾을 수 없습니다" in second.locator("#thread .words").inner_text()
        expect(page.locator("#thread article.answer")).to_have_count(1)
    finally:
        other.close()


def test_the_page_fits_a_phone_and_shows_the_cell(browser: Browser, demo: str) -> None:
    phone = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark")
    phone.set_default_timeout(WAIT_MS)
    try:
        page = opened(phone, demo)
        asked(page, "강좌 2025년 예산액은?")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.evaluate("document.querySelector('#evidence').getBoundingClientRect().right") <= 390
        page.evaluate("window.scrollTo(0, 0)")
        page.locator("#thread .words .cite").click()
        page.wait_for_timeout(1500)
        assert page.evaluate("window.scrollY") > 100  # as far as the page goes
        assert page.locator("#evidence .evidence").is_visible()
        box = page.locator("#evidence .cell-hit").bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= 390 - box["width"]
    finally:
        phone.close()


def test_nothing_is_fetched_from_elsewhere(context: BrowserContext, demo: str) -> None:
    elsewhere: list[str] = []
    context.on("request", lambda request: elsewhere.append(request.url))
    page = opened(context, demo)
    asked(page, "두 해의 합은?")
    page.get_by_role("tab", name="문서").click()
    page.locator(".document").click()
    page.locator(".table-entry").click()
    expect(page.locator("#table-page figure.table")).to_be_visible()
    assert elsewhere
    assert [url for url in elsewhere if not url.startswith((demo, "data:", "blob:"))] == []


def test_the_keyboard_is_enough(page: Page) -> None:
    asked(page, "두 해의 합은?")
    page.locator("#thread .words .cite").nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#evidence .evidence")).to_have_attribute("data-number", "2")


def test_the_theme_switches_and_stays(page: Page) -> None:
    page.locator(".theme").click()
    expect(page.locator("body")).to_contain_class("dark")
    page.reload()
    page.wait_for_selector("#thread .welcome")
    expect(page.locator("body")).to_contain_class("dark")


def test_the_whole_page_speaks_english_and_remembers(page: Page) -> None:
    asked(page, "두 해의 합은?")
    page.locator(".language").click()
    expect(page.locator("#masthead h1")).to_have_text("Policy Assistant")
    expect(page.get_by_role("tab").first).to_have_text("Ask")
    expect(page.locator("#thread .badge")).to_have_text("Cited")
    expect(page.locator("#evidence .unit")).to_have_text("Unit: 백만원")
    assert page.get_attribute("#question textarea", "placeholder") == "Ask about budgets, results, dates, articles…"
    asked(page, "화성 탐사는?")
    expect(page.locator("#thread .badge").last).to_have_text("Not in the documents")
    page.reload()
    expect(page.locator("#thread h2")).to_have_text("What are you looking for?")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator(".language").click()
    expect(page.locator("#thread h2")).to_have_text("무엇을 찾아 드릴까요?")


def test_a_question_is_edited_in_place_and_its_answer_copied_with_sources(context: BrowserContext, page: Page) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    asked(page, "강좌 2023년 예산액은?")
    page.locator(".asked").hover()
    page.get_by_role("button", name="고쳐 묻기").click()
    page.fill(".asked textarea", "강좌 2025년 예산액은?")
    page.press(".asked textarea", "Enter")
    expect(page.locator("#thread .words")).to_contain_text("1,780백만원")
    expect(page.locator("#thread article.answer")).to_have_count(1)
    page.get_by_role("button", name="복사", exact=True).click()
    expect(page.get_by_role("button", name="복사했습니다")).to_be_visible()
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    assert "1,780백만원입니다. [1]" in copied
    assert f"[1] {TITLE}({NAME}) 연차별 예산 › 어울림 강좌 열기 · 구비 · 예산액 · 2025 › 14행" in copied


def test_a_documents_figures_are_filtered_and_open_their_cells(
    context: BrowserContext, real: str, tmp_path: Path
) -> None:
    (tmp_path / "나루.md").write_text(REPORT, encoding="utf-8")
    page = opened(context, real)
    page.get_by_role("tab", name="문서").click()
    page.set_input_files("#files input[type=file]", tmp_path / "나루.md")
    expect(page.locator("#uploaded")).to_contain_text("나루.md – 읽었습니다", timeout=WAIT_MS)
    page.locator(".document").click()
    expect(page.locator(".figure-list summary")).to_contain_text("수치 6개")
    page.fill("#sought textarea, #sought input", "빗물 2025")
    expect(page.locator(".figure")).to_have_count(1)
    page.locator(".figure").click()
    expect(page.locator("#table-page .cell-hit")).to_have_text("1801")
    page.fill("#sought textarea, #sought input", "없는말")
    expect(page.locator("#document-page .count").first).to_contain_text("표 0개 / 전체 1개")


def test_a_conversation_is_kept_to_some_documents(context: BrowserContext, real: str, tmp_path: Path) -> None:
    (tmp_path / "나루.md").write_text(REPORT, encoding="utf-8")
    other = REPORT.replace("나루 마을 가꾸기", "다솜 마을 가꾸기").replace("420", "990")
    (tmp_path / "다솜.md").write_text(other, encoding="utf-8")
    page = opened(context, real)
    page.get_by_role("tab", name="문서").click()
    page.set_input_files("#files input[type=file]", [tmp_path / "나루.md", tmp_path / "다솜.md"])
    expect(page.locator("#uploaded")).to_contain_text("다솜.md – 읽었습니다", timeout=WAIT_MS)
    page.get_by_role("tab", name="질문").click()
    page.get_by_text("찾을 문서 고르기").click()
    for title, value in (("나루 마을 가꾸기 보고", "420"), ("다솜 마을 가꾸기 보고", "990")):
        page.locator("#restricted input").click()
        page.get_by_role("option", name=title).click()
        page.keyboard.press("Escape")
        asked(page, "꽃길 산책로 넓히기 2024년 예산은 얼마인가요?")
        expect_cell(page, value)
        assert title in page.locator("#evidence h3").inner_text()
        page.locator("#restricted .token-remove").first.click()


def test_findings_open_their_places(context: BrowserContext, real: str, tmp_path: Path) -> None:
    wrong = REPORT.rstrip() + "\n| 합계 | 405 | 540 | 795 |\n"
    (tmp_path / "나루.md").write_text(wrong, encoding="utf-8")
    page = opened(context, real)
    page.get_by_role("tab", name="문서").click()
    page.set_input_files("#files input[type=file]", tmp_path / "나루.md")
    expect(page.locator("#uploaded")).to_contain_text("나루.md – 읽었습니다", timeout=WAIT_MS)
    page.get_by_role("tab", name="점검").click()
    expect(page.locator(".finding")).to_contain_text("795")
    page.locator(".finding").click()
    expect(page.locator("#finding .cell-hit")).to_have_text("7951")


def test_words_stream_and_stop(context: BrowserContext, slow: str) -> None:
    page = opened(context, slow)
    page.fill("#question textarea", "강좌 2023년 예산액은?")
    page.press("#question textarea", "Enter")
    expect(page.locator("#thread .words.growing")).to_contain_text("1,045백만원")
    expect(page.locator("#thread .words.growing")).to_contain_text("이 값은 예산액입니다.")
    expect(page.locator("#send")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("#thread .tools")).to_be_visible()
    expect(page.locator("#send")).to_be_visible()
    said = page.locator("#thread .words").inner_text()
    assert said.count("이 값은") < 40
    page.wait_for_timeout(1000)
    assert page.locator("#thread .words").inner_text() == said


def test_an_uploaded_file_is_answered_from(context: BrowserContext, real: str, tmp_path: Path) -> None:
    (tmp_path / "나루.md").write_text(REPORT, encoding="utf-8")
    page = opened(context, real)
    expect(page.locator("#thread")).to_contain_text("아직 읽은 문서가 없습니다")
    page.get_by_role("tab", name="문서").click()
    page.set_input_files("#files input[type=file]", tmp_path / "나루.md")
    expect(page.locator("#uploaded")).to_contain_text("나루.md – 읽었습니다", timeout=WAIT_MS)
    page.get_by_role("tab", name="질문").click()
    asked(page, "꽃길 산책로 넓히기 2024년 예산은 얼마인가요?")
    assert "420백만원" in page.locator("#thread .words").inner_text()
    expect_cell(page, "420")


def test_a_wrong_figure_is_asked_by_the_evaluation(
    context: BrowserContext, real: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader says 421; the evaluation asks again over the same index, hears 420 and counts it wrong."""
    (tmp_path / "나루.md").write_text(REPORT, encoding="utf-8")
    page = opened(context, real)
    page.get_by_role("tab", name="문서").click()
    page.set_input_files("#files input[type=file]", tmp_path / "나루.md")
    expect(page.locator("#uploaded")).to_contain_text("나루.md – 읽었습니다", timeout=WAIT_MS)
    page.get_by_role("tab", name="질문").click()
    asked(page, "꽃길 산책로 넓히기 2024년 예산은 얼마인가요?")
    page.locator(".feedback summary").click()
    page.fill(".feedback input[name=value]", "421")
    page.fill(".feedback input[name=unit]", "백만원")
    page.get_by_role("button", name="숫자가 틀림").click()
    expect(page.locator(".thanks")).to_have_text("의견을 남겼습니다: 숫자가 틀림")
    monkeypatch.setenv("ASSISTANT_EMBEDDING_MODEL", "hashing")
    index, out = tmp_path / "index", tmp_path / "results.json"
    assert (
        evaluate(["--cases", str(index / CASES_NAME), "--index", str(index), "--out", str(out), "--keep-answers"]) == 0
    )
    (found,) = json.loads(out.read_text(encoding="utf-8"))["sets"].values()
    (question,) = found["questions"]
    assert (question["right"], question["fault"]) == (False, "figure")
    assert "420백만원" in question["answer"]


def test_a_document_is_removed_after_asking(context: BrowserContext, real: str, tmp_path: Path) -> None:
    (tmp_path / "나루.md").write_text(REPORT, encoding="utf-8")
    page = opened(context, real)
    page.get_by_role("tab", name="문서").click()
    page.set_input_files("#files input[type=file]", tmp_path / "나루.md")
    expect(page.locator("#uploaded")).to_contain_text("나루.md – 읽었습니다", timeout=WAIT_MS)
    page.locator(".document").click()
    asked_back: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked_back.append(dialog.message)
        dialog.accept()

    page.once("dialog", answer)
    page.locator(".remove").click()
    expect(page.locator("#document-page")).to_contain_text("지웠습니다")
    assert "색인에서 지울까요?" in asked_back[0]
    expect(page.locator("#document-list")).not_to_contain_text("나루 마을")


def test_an_upload_is_called_off(context: BrowserContext, tmp_path: Path) -> None:
    """The reading of a slow file stands in for a large one; the button ends it and says what was left."""
    folder = tmp_path / "index"

    def slow(paths: Sequence[Path], progress: Progress, cancelled: Callable[[], bool]) -> IngestReport:
        for step in range(300):
            progress(f"읽는 중: {paths[0].name}", step, 300)
            if cancelled():
                return IngestReport(cancelled=tuple(str(path) for path in paths), is_cancelled=True)
            time.sleep(0.1)
        raise AssertionError("nobody cancelled")

    serving = served(Desk(DemoAssistant, folder, ingest=slow))
    (tmp_path / "나루.md").write_text(REPORT, encoding="utf-8")
    page = opened(context, next(serving))
    page.get_by_role("tab", name="문서").click()
    expect(page.locator("#cancel")).to_be_hidden()
    page.set_input_files("#files input[type=file]", tmp_path / "나루.md")
    expect(page.locator("#uploaded progress")).to_have_attribute("max", "300")
    expect(page.locator("#uploaded")).to_contain_text("읽는 중: 나루.md")
    page.locator("#cancel").click()
    expect(page.locator("#uploaded")).to_contain_text("나루.md – 취소하여 읽지 않았습니다")
    expect(page.locator("#cancel")).to_be_hidden()
    serving.close()  # type: ignore[attr-defined]


def test_an_uploaded_pdf_is_answered_from(context: BrowserContext, real: str) -> None:
    page = opened(context, real)
    page.get_by_role("tab", name="문서").click()
    page.set_input_files("#files input[type=file]", SAMPLE_PDF)
    expect(page.locator("#uploaded")).to_contain_text(f"{SAMPLE_PDF.name} – 읽었습니다", timeout=WAIT_MS)
    page.get_by_role("tab", name="질문").click()
    asked(page, "인정도서 심의의 집행률은 몇 %입니까?")
    assert "91%" in page.locator("#thread .words").inner_text()
    expect_cell(page, "91")
    assert "쪽" in page.locator("#evidence .file").inner_text()
    expect(page.locator("#evidence .sheet img")).to_be_visible()
    assert page.locator("#evidence .sheet img").evaluate("image => image.naturalWidth") > 1000
    page.wait_for_timeout(500)
    assert page.locator("#evidence .sheet-frame").evaluate("frame => frame.scrollTop") > 0


def test_accounts_ask_for_a_name_and_password(context: BrowserContext, tmp_path: Path) -> None:
    add_account(tmp_path / "accounts", "kim", "correct horse")
    serving = served(Desk(DemoAssistant, tmp_path), accounts=Accounts(tmp_path / "accounts"))
    page = context.new_page()
    page.goto(next(serving))
    page.wait_for_selector("input[type=password]")
    assert page.locator("#question").count() == 0
    page.locator("input").first.fill("kim")
    page.fill("input[type=password]", "correct horse")
    page.keyboard.press("Enter")
    page.wait_for_selector("#thread .welcome")
    serving.close()  # type: ignore[attr-defined]


def test_readers_named_by_a_proxy_see_their_own_conversations(browser: Browser, tmp_path: Path) -> None:
    serving = served(Desk(DemoAssistant, tmp_path), accounts=Proxy("X-Forwarded-User", "127.0.0.1", curators="kim"))
    address = next(serving)
    seen = {}
    for turn, name in enumerate(("kim", "lee", "kim")):
        own = browser.new_context(extra_http_headers={"X-Forwarded-User": name})
        own.set_default_timeout(WAIT_MS)
        page = opened(own, address)
        if turn == 0:
            asked(page, "두 해의 합은?")
        page.locator(".sidebar .toggle-button").click()
        seen[turn] = page.locator("#talks .talk").count() if turn != 1 else page.locator("#talks").inner_text()
        own.close()
    serving.close()  # type: ignore[attr-defined]
    assert seen == {0: 1, 1: "보관된 대화가 없습니다.", 2: 1}


def test_the_first_answer_comes_within_a_second(page: Page) -> None:
    asked(page, "강좌 2023년?")
    started = time.perf_counter()
    asked(page, "강좌 2024년?")
    assert time.perf_counter() - started < 3  # 1 s on an idle machine; tests may share theirs
