"""What the page draws: every value escaped, every mark clickable, the cited cell marked."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from assistant.answer import Answer, Citation
from assistant.charts import chart, series
from assistant.demo import DemoAssistant, demo_table
from assistant.html import Html, element, safe
from assistant.show import thread
from assistant.show_documents import document, documents, finding_places, findings, table_page
from assistant.show_evidence import draw, evidence
from assistant.show_tools import Exchange
from assistant.show_words import as_text
from assistant.suggest import followups
from corpus.document import Cell, Location, Table
from corpus.findings import Finding, Place

HOSTILE = "<img src=x onerror=alert(1)>\"'{{7*7}}${1+1}`"
DEMO = DemoAssistant()


def parsed(html: str) -> ElementTree.Element:
    whole = re.sub(r"<(br|input[^>]*)>", r"<\1/>", html)
    whole = re.sub(r" (open|data-form)(?=[ >])", r' \1=""', whole)
    return ElementTree.fromstring(f"<page>{whole}</page>")


def classes(page: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [node for node in page.iter() if name in (node.get("class") or "").split()]


def text_of(node: ElementTree.Element) -> str:
    return "".join(node.itertext())


def test_text_is_escaped_for_markup_attributes_and_templates() -> None:
    html = element("p", HOSTILE, title=HOSTILE)
    assert "<img" not in html
    assert not set("{}$`") & set(html)
    assert parsed(html)[0].text == HOSTILE
    assert parsed(html)[0].get("title") == HOSTILE


def test_markup_is_escaped_once() -> None:
    assert safe(safe("<b>")) == "&lt;b&gt;"
    assert element("p", Html("<b>x</b>")) == "<p><b>x</b></p>"


def test_no_value_of_a_document_reaches_the_page_raw() -> None:
    place = Location("x", table_id="t")
    cell = Cell(1, 0, HOSTILE, place, row_path=(HOSTILE,))
    table = Table(
        "t", HOSTILE, (HOSTILE,), place, 2, 1, 1, 0, (Cell(0, 0, HOSTILE, place, is_header=True), cell), unit=HOSTILE
    )
    cited = Citation(
        1, HOSTILE, HOSTILE, (HOSTILE,), HOSTILE, "t", (HOSTILE,), (HOSTILE,), quote=HOSTILE, row=1, column=0
    )
    answer = Answer(
        HOSTILE, "answered", f"{HOSTILE} [1]", citations=(cited,), problems=(HOSTILE,), explanation=(HOSTILE,)
    )
    page = thread([Exchange(HOSTILE, answer)]) + draw(table, hit=(1, 0)) + table_page(table)
    assert "<img" not in page
    assert "{{" not in page
    assert "${" not in page


def test_marks_of_known_citations_are_buttons_and_others_stay_text() -> None:
    answer = replace(DEMO.ask("강좌 2023년"), answer="값은 1,045백만원입니다. [1] [7]")
    page = parsed(thread([Exchange("질문", answer)]))
    marks = [node for node in classes(page, "cite") if node.get("data-number")]
    assert [node.get("data-number") for node in marks] == ["1"]
    assert "[7]" in text_of(classes(page, "words")[0])


def test_the_figure_asked_for_stands_out() -> None:
    page = parsed(thread([Exchange("질문", DEMO.ask("강좌 2024년 예산액은?"))]))
    assert [text_of(node) for node in classes(page, "headline")] == ["1,300백만원"]


def test_a_longer_number_is_not_taken_for_the_figure() -> None:
    answer = replace(DEMO.ask("강좌 2023년"), answer="21,045백만원이 아니라 1,045백만원입니다. [1]")
    page = parsed(thread([Exchange("질문", answer)]))
    assert [text_of(node) for node in classes(page, "headline")] == ["1,045백만원"]
    assert "21,045백만원" in text_of(classes(page, "words")[0])


def test_readings_of_an_unclear_question_are_buttons_with_their_marks() -> None:
    page = parsed(thread([Exchange("책방 예산은?", DEMO.ask("책방 예산은?"))]))
    rows = classes(page, "candidate-row")
    assert [text_of(row) for row in rows] == ["이웃 책방 꾸미기 · 구비120백만원1", "이웃 책방 꾸미기 · 시비80백만원2"]
    assert classes(page, "candidate")[0].get("data-text") == "어울림 강좌 열기 2023년 구비 예산액은?"
    assert not list(classes(page, "words")[0].iter("li"))


def test_a_conflict_shows_both_values() -> None:
    page = parsed(thread([Exchange("다르다?", DEMO.ask("합계가 다르다?".replace("합", "총")))]))
    assert [text_of(next(side.iter("b"))) for side in classes(page, "side")] == [
        "1,975백만원 (19억 7,500만원)",
        "1,990백만원 (19억 9천만원)",
    ]


def test_a_calculation_shows_operands_with_marks_and_the_result() -> None:
    steps = classes(parsed(thread([Exchange("합은?", DEMO.ask("합은?"))])), "steps")[0]
    rows = [text_of(row) for row in steps.iter("tr")]
    assert rows == ["a2023120백만원1", "b2024150백만원2", "=a + b270백만원"]


def test_only_the_last_turn_offers_follow_ups() -> None:
    turn = Exchange("질문", DEMO.ask("강좌 2023년"), followups=("그럼 2024년은?",))
    page = parsed(thread([turn, turn]))
    assert len(classes(page, "followup")) == 1


def test_the_cited_cell_its_row_and_its_column_are_marked() -> None:
    page = parsed(draw(demo_table(), hit=(4, 3), marks={(4, 3): 1, (4, 2): 2}))
    hits = classes(page, "cell-hit")
    assert [(node.get("data-row"), node.get("data-column")) for node in hits] == [("4", "3")]
    assert text_of(hits[0]) == "1,3001"
    assert [node.text for node in classes(page, "column-hit")][:2] == ["예산액", "2024"]
    assert [node.text for node in classes(page, "row-label")] == ["어울림 강좌 열기", "구비"]
    assert [text_of(node) for node in classes(page, "pin")] == ["2", "1"]


def test_a_table_is_drawn_with_its_spans_unit_and_notes() -> None:
    page = parsed(draw(demo_table()))
    head = [
        (node.text, node.get("rowspan"), node.get("colspan")) for node in page.iter("th") if node.get("scope") == "col"
    ]
    assert head == [
        ("세부사업", "2", None),
        ("재원", "2", None),
        ("예산액", None, "3"),
        ("2023", None, None),
        ("2024", None, None),
        ("2025", None, None),
    ]
    assert text_of(classes(page, "unit")[0]) == "단위: 백만원"
    assert text_of(classes(page, "notes")[0]) == "2025년은 안이다."
    assert not classes(page, "cell-hit")


def test_a_wrong_printed_total_is_a_note_and_no_doubt_about_the_reading() -> None:
    summary = next(classes(parsed(draw(demo_table())), "certificate")[0].iter("summary"))
    assert summary.get("class") == "warn"
    assert "원문 값 주의 1건" in text_of(summary)


def test_a_long_table_is_drawn_round_its_cited_row() -> None:
    place = Location("x", table_id="t")
    cells = [Cell(0, 0, "이름", place, is_header=True), *(Cell(row, 0, f"행{row}", place) for row in range(1, 501))]
    page = parsed(draw(Table("t", "긴 표", (), place, 501, 1, 1, 0, tuple(cells)), hit=(400, 0)))
    assert text_of(classes(page, "cell-hit")[0]) == "행400"
    assert len(list(page.iter("tr"))) == 1 + 120 + 1
    assert "나머지 380행" in text_of(page)


def test_evidence_of_a_cell_says_where_it_stands() -> None:
    page = parsed(evidence(DEMO.ask("강좌 2025년"), 1, DEMO.index))
    assert text_of(classes(page, "file")[0]) == "마을.txt · 14행"
    assert [item.text for item in classes(page, "trail")[0]] == ["2 배움터 조성", "연차별 예산"]
    assert text_of(classes(page, "stated")[0]) == "행어울림 강좌 열기 › 구비열예산액 › 2025"
    assert text_of(classes(page, "cell-hit")[0]) == "1,7801"


def test_evidence_of_a_sentence_marks_its_line_among_its_neighbours() -> None:
    page = parsed(evidence(DEMO.ask("몇 곳?"), 1, DEMO.index))
    assert [text_of(line) for line in classes(page, "line-hit")] == ["3책방은 세 곳에 둔다."]
    assert [text_of(line) for line in classes(page, "line-number")] == ["1", "3", "4", "5"]


def test_evidence_of_a_paged_document_marks_the_quoted_paragraph() -> None:
    answer = DEMO.ask("몇 곳?")
    paged = replace(
        answer, citations=(replace(answer.citations[0], lines=None, page=2, quote="책방은  세 곳에 둔다."),)
    )
    page = parsed(evidence(paged, 1, DEMO.index))
    assert [text_of(line) for line in classes(page, "line-hit")] == ["책방은 세 곳에 둔다."]
    assert text_of(classes(page, "file")[0]) == "마을.txt · 2쪽"


def test_an_unknown_citation_opens_nothing() -> None:
    assert classes(parsed(evidence(DEMO.ask("강좌"), 9, DEMO.index)), "nothing")


def test_a_chart_draws_the_row_over_the_years_and_every_point_opens_its_cell() -> None:
    answer = DEMO.ask("강좌 2024년")
    drawn = series(answer, demo_table())
    assert drawn is not None
    assert [(point.label, point.value) for point in drawn.points] == [
        ("2023", Decimal(1045)),
        ("2024", Decimal(1300)),
        ("2025", Decimal(1780)),
    ]
    marks = classes(parsed(chart(drawn)), "mark")
    assert [(m.get("data-row"), m.get("data-column")) for m in marks] == [("4", "2"), ("4", "3"), ("4", "4")]
    assert "asked-for" in (marks[1].get("class") or "")


def test_two_values_make_no_chart() -> None:
    answer = DEMO.ask("합은?")
    asked = replace(answer, citations=(replace(answer.citations[0], row=3, column=2),))
    whole = demo_table()
    shorter = replace(whole, cells=tuple(cell for cell in whole.cells if cell.row != 2))
    assert series(asked, shorter) is None
    over_rows = series(asked, whole)
    assert over_rows is not None
    assert [point.value for point in over_rows.points] == [Decimal(120), Decimal(80), Decimal(1045)]


def test_follow_ups_ask_for_another_year_of_the_same_row() -> None:
    assert followups(DEMO.ask("강좌 2023년"), demo_table())[0] == "그럼 2024년은?"
    assert followups(DEMO.ask("없는 것"), None) == ()


def test_a_figure_of_no_year_is_followed_by_no_year() -> None:
    whole = demo_table()
    cells = tuple(replace(cell, column_path=("집행률",)) if cell.column == 2 else cell for cell in whole.cells)
    timeless = replace(whole, cells=cells)
    assert not [question for question in followups(DEMO.ask("강좌 2023년"), timeless) if "년은?" in question]


def test_documents_and_their_tables_are_listed_and_filtered() -> None:
    entry = DEMO.index.documents()[0]
    page = parsed(documents([entry], lambda _: 1, chosen="demo"))
    assert classes(page, "chosen")[0].get("data-document") == "demo"
    assert "주의 1" in text_of(page)
    assert "표 1개" in text_of(parsed(document(entry, [demo_table()], query="")))
    assert len(classes(parsed(document(entry, [demo_table()], query="책방 시비")), "table-entry")) == 1
    assert not classes(parsed(document(entry, [demo_table()], query="수영장")), "table-entry")


def test_findings_are_listed_gravest_first_and_open_their_places() -> None:
    place = Place(
        Location("마을.txt", ("2 배움터 조성",), (15, 15), table_id="demo:t0", row=5, column=4), "합계 · 2025", "1,975"
    )
    note = Finding("rate", "rounding", "반올림", (place,), "1", "2")
    error = Finding("sum", "error", "합계가 다름", (place,), "1,975백만원", "1,975백만원")
    page = parsed(findings([note, error]))
    assert [node.get("data-turn") for node in classes(page, "finding")] == ["1", "0"]
    opened = parsed(evidence(finding_places(error, DEMO.index.documents()), 1, DEMO.index))
    assert text_of(classes(opened, "cell-hit")[0]) == "1,9751"


@pytest.mark.parametrize("question", ["강좌 2023년", "합은?", "책방", "몇 곳?", "없는 것"])
def test_the_copied_text_holds_question_answer_and_every_source(question: str) -> None:
    answer = DEMO.ask(question)
    lines = as_text(answer).splitlines()
    assert lines[0].startswith("질의: ")
    assert sum(line.startswith("[") and "마을.txt" in line for line in lines) == len(answer.citations)
