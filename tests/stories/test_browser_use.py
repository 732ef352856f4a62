"""The page as people keep it open: by keyboard, in two languages, stopped, searched, over an index that changes."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from assistant import session
from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.demo import DemoAssistant
from assistant.desk import Desk
from index.embed import HashingEmbedder, PutOffEmbedder
from index.ingest import IngestReport, ingest
from index.search import Index
from tests.stories.browsing import BROWSER, REPORT, asked, cell, expect_cell, opened, served

pytestmark = BROWSER
ROOT = Path(__file__).resolve().parents[2]
HANGUL = re.compile(r"[가-힣]")


def focused(page: Page) -> str:
    """Return the class, id and text of what has the focus."""
    script = "(e => `${e.className} ${e.id} ${e.tagName} ${e.textContent.slice(0, 30)}`)(document.activeElement)"
    return str(page.evaluate(script))


def tabbed(page: Page, wanted: str, *, key: str = "Tab") -> None:
    """Press a key until what has the focus says `wanted`."""
    for _ in range(60):
        if wanted in focused(page):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{wanted} is not reached, the focus is at {focused(page)}")


def test_no_mouse_is_needed(page: Page) -> None:
    """Asked, opened at another mark, remarked, and on to the drafts, all by keys."""
    tabbed(page, "TEXTAREA")
    page.keyboard.type("두 해의 합은?")
    page.keyboard.press("Enter")
    expect(page.locator("#thread article.answer .tools")).to_be_visible()
    expect(page.locator("#question textarea")).to_have_value("")
    page.locator("#question textarea").focus()
    tabbed(page, "cite", key="Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#evidence .evidence")).to_be_visible()
    tabbed(page, "SUMMARY 틀림")
    page.keyboard.press("Enter")
    tabbed(page, "INPUT")
    page.keyboard.type("271")
    page.keyboard.press("Tab")
    page.keyboard.type("백만원")
    tabbed(page, "숫자가 틀림")
    page.keyboard.press("Space")
    expect(page.locator(".thanks")).to_have_text("의견을 남겼습니다: 숫자가 틀림")
    tabbed(page, "초안", key="Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#material input:checked")).to_have_count(1)
    tabbed(page, "drafting")
    page.keyboard.press("Enter")
    expect(page.locator("#paper .paper")).to_contain_text("270백만원")


def test_what_is_clicked_while_a_click_is_answered_is_not_lost(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow place holds up neither a remark nor another question; a question clicked twice is asked once."""
    placing = session.opened

    def slow(*given: Any) -> Any:
        time.sleep(2)
        return placing(*given)

    asked(page, "두 해의 합은?")
    monkeypatch.setattr(session, "opened", slow)
    page.locator("#thread .steps .cite").nth(1).click()
    page.locator("#thread [data-kind=good], #thread [data-act=feedback]").first.click()
    expect(page.locator("#thread .thanks")).to_be_visible(timeout=1500)
    expect(page.locator("#evidence .evidence")).to_have_attribute("data-number", "2")
    page.locator("#thread .followup").first.dblclick()
    expect(page.locator("#thread article.answer")).to_have_count(2)
    page.wait_for_timeout(1500)
    expect(page.locator("#thread article.answer")).to_have_count(2)


def test_every_operand_of_a_formula_opens_its_cell(page: Page) -> None:
    asked(page, "두 해의 합은?")
    operands = page.locator("#thread .steps .cite")
    values = []
    for order in range(operands.count()):
        operands.nth(order).click()
        expect(page.locator("#evidence .evidence")).to_have_attribute("data-number", operands.nth(order).inner_text())
        values.append(cell(page))
    assert values == ["120", "150"]
    assert "270" in page.locator("#thread .steps .result").inner_text()


def test_an_answer_is_asked_again_in_its_place(page: Page) -> None:
    asked(page, "두 해의 합은?")
    page.get_by_role("button", name="다시", exact=True).click()
    expect(page.locator("#thread .waiting")).to_have_count(0)
    expect(page.locator("#thread article.answer .tools")).to_be_visible()
    expect(page.locator("#thread article.answer")).to_have_count(1)
    assert page.locator("#thread .asked p").inner_text() == "두 해의 합은?"


def test_the_table_downloads_as_csv_with_plain_numbers(page: Page, tmp_path: Path) -> None:
    asked(page, "강좌 2025년 예산액은?")
    with page.expect_download() as waited:
        page.locator("#thread button[data-act=csv]").click()
    waited.value.save_as(tmp_path / "표.csv")
    with (tmp_path / "표.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {"값", "단위", "문서", "위치"} <= rows[0].keys()
    row = next(row for row in rows if row["값"] == "1780")
    assert (row["단위"], row["문서"]) == ("백만원", "마을.txt")
    assert "-15" in {row["값"] for row in rows}


def test_conversations_are_found_renamed_and_deleted(page: Page) -> None:
    asked(page, "두 해의 합은?")
    page.locator(".sidebar .toggle-button").click()
    page.locator("#fresh").click()
    expect(page.locator("#thread .welcome")).to_be_visible()
    asked(page, "강좌 2023년 예산액은?")
    expect(page.locator("#talks .talk")).to_have_count(2)
    page.fill("#lookup textarea, #lookup input", "270백만원")
    expect(page.locator("#talks .talk span")).to_have_text(["두 해의 합은?"])
    page.locator("#talks .talk").click()
    expect(page.locator("#thread .words")).to_contain_text("270백만원")
    page.fill("#lookup textarea, #lookup input", "")
    expect(page.locator("#talks .talk")).to_have_count(2)
    page.once("dialog", lambda dialog: dialog.accept("두 해 합계"))
    page.locator("#talks .current [data-act=rename]").click()
    expect(page.locator("#talks .current .talk span")).to_have_text("두 해 합계")
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("#talks .current [data-act=delete]").click()
    expect(page.locator("#talks .talk span")).to_have_text(["강좌 2023년 예산액은?"])
    expect(page.locator("#thread .welcome")).to_be_visible()


def test_a_search_is_stopped_and_its_question_goes_back(context: BrowserContext, tmp_path: Path) -> None:
    class Slow(DemoAssistant):
        def answers(self, question: str, history: Sequence[str] = (), **options: Any) -> Iterator[Answer]:
            time.sleep(3)
            yield from super().answers(question, history, **options)

    serving = served(Desk(Slow, tmp_path))
    page = opened(context, next(serving))
    page.fill("#question textarea", "두 해의 합은?")
    page.press("#question textarea", "Enter")
    expect(page.locator("#thread .waiting")).to_be_visible()
    page.locator("#stop").click()
    expect(page.locator("#question textarea")).to_have_value("두 해의 합은?")
    expect(page.locator("#thread .welcome")).to_be_visible()
    page.wait_for_timeout(3500)
    assert page.locator("#thread article.answer").count() == 0
    serving.close()  # type: ignore[attr-defined]


def test_all_that_is_pressed_and_filled_in_is_english_where_chosen(context: BrowserContext, tmp_path: Path) -> None:
    def never(*_: object) -> IngestReport:
        raise AssertionError("nothing is uploaded")

    serving = served(Desk(DemoAssistant, tmp_path, ingest=never))
    demo = next(serving)
    context.add_cookies([{"name": "policy-assistant-language", "value": "en", "url": demo}])
    page = opened(context, demo)
    asked(page, "강좌 2023년 예산액은?")
    for tab in ("Documents", "Drafts", "Audit", "Ask"):
        page.get_by_role("tab", name=tab).click()
        page.wait_for_timeout(300)
        quoted = "".join(f":not({part})" for part in (".example", "#files button", ".source", ".document", ".followup"))
        texts = page.locator(".tabitem:visible").locator(f"button{quoted}, .block-info, summary")
        said = [text for text in texts.all_inner_texts() if text.strip()]
        said += [str(given.get_attribute("placeholder")) for given in page.locator("input:visible").all()]
        assert [text for text in said if HANGUL.search(text) and "e.g." not in text] == []
    page.get_by_role("tab", name="Documents").click()
    told = "getComputedStyle(document.querySelector('#files .wrap'), '::after').content"
    assert page.evaluate(told) == '"Drop files here, or click to choose"'
    page.get_by_role("tab", name="Drafts").click()
    assert page.locator("#template input").input_value().startswith("Briefing note")
    page.locator("#drafting").click()
    expect(page.locator("#paper .facts")).to_contain_text("filled without a model")
    serving.close()  # type: ignore[attr-defined]


@pytest.fixture
def loading(tmp_path: Path) -> Iterator[str]:
    """The page over a real index whose model takes two seconds to load."""
    folder = tmp_path / "index"
    (tmp_path / "나루.md").write_text(REPORT, encoding="utf-8")
    ingest([tmp_path / "나루.md"], folder, HashingEmbedder())

    def load() -> HashingEmbedder:
        time.sleep(2)
        return HashingEmbedder()

    embedder = PutOffEmbedder(HashingEmbedder().name, load)
    yield from served(Desk(lambda: Assistant(Index.open(folder, embedder=embedder)), folder))


def test_a_question_may_come_before_the_model_is_loaded(context: BrowserContext, loading: str) -> None:
    page = opened(context, loading)
    assert page.locator("#examples button").count() == 0
    asked(page, "꽃길 산책로 넓히기 2024년 예산은 얼마인가요?")
    expect_cell(page, "420")


def test_examples_come_after_the_page_and_are_answered(context: BrowserContext, loading: str) -> None:
    page = opened(context, loading)
    expect(page.locator("#examples .ghost").first).to_be_visible()
    page.locator("#examples button").first.click()
    expect(page.locator("#thread .badge")).to_have_text("근거 확인")
    expect(page.locator("#examples")).to_be_hidden()


def test_an_index_made_anew_by_another_process_is_noticed(
    context: BrowserContext, loading: str, tmp_path: Path
) -> None:
    """Another process reads in another edition of the file; then it deletes the folder and makes it anew."""
    page = opened(context, loading)
    asked(page, "꽃길 산책로 넓히기 2024년 예산은 얼마인가요?")
    expect_cell(page, "420")
    for value in ("431", "442"):
        (tmp_path / "나루.md").write_text(REPORT.replace("420", value), encoding="utf-8")
        if value == "442":
            shutil.rmtree(tmp_path / "index")
        subprocess.run(
            [sys.executable, "-m", "assistant", "ingest", tmp_path / "나루.md", "--index", tmp_path / "index"],
            cwd=ROOT, check=True, capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "ASSISTANT_EMBEDDING_MODEL": "hashing"},
        )  # fmt: skip
        page.wait_for_timeout(2500)  # the page looks at the record anew every two seconds
        asked(page, "꽃길 산책로 넓히기 2024년 예산은 얼마인가요?")
        expect(page.locator("#thread .words").last).to_contain_text(f"{value}백만원")
        expect(page.locator("#evidence .cell-hit")).to_have_text(re.compile(f"^{value}"))
