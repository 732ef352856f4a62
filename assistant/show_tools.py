"""What can be done with an answer on the page: copy, retry, take along, tell what is wrong."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import Answer
from assistant.html import Html, button, element
from assistant.show_words import as_text
from assistant.texts import say


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question with its answer; `answer` is None while it is looked for."""

    question: str
    answer: Answer | None = None
    followups: tuple[str, ...] = ()
    has_table: bool = False
    """The first citation stands in a table that can be taken along."""
    has_chart: bool = False
    feedback: str = ""
    """What the reader said of it, Korean; empty: nothing yet."""
    is_growing: bool = False
    """A language model is still wording the answer."""


def toolbar(position: int, exchange: Exchange, answer: Answer) -> Html:
    drawn = [
        button(
            say("복사"),
            "copy",
            text=as_text(answer),
            done=say("복사했습니다"),
            failed=say("복사하지 못했습니다"),
            title=say("답과 근거를 함께 복사"),
        ),
        button(say("다시"), "retry", turn=position, title=say("같은 질문을 다시 찾기")),
    ]
    if exchange.has_table:
        drawn += [
            button(say("엑셀"), "xlsx", turn=position, title=say("근거 표를 XLSX로")),
            button("CSV", "csv", turn=position),
        ]
    if answer.citations:
        drawn += [button(say("보고서(DOCX)"), "docx", turn=position), button(say("한글(HWPX)"), "hwpx", turn=position)]
    if exchange.has_chart:
        drawn.append(button(say("그래프"), "chart", turn=position))
    return element("footer", element("div", *drawn, class_="tools"), feedback(position, exchange))


def feedback(position: int, exchange: Exchange) -> Html:
    if exchange.feedback:
        return element("p", say("의견을 남겼습니다: {given}", given=say(exchange.feedback)), class_="thanks")
    choices = [
        button(say("숫자가 틀림"), "feedback", turn=position, kind="wrong_figure"),
        button(say("근거가 틀림"), "feedback", turn=position, kind="wrong_source"),
        button(say("빠진 내용"), "feedback", turn=position, kind="missing"),
    ]
    form = element(
        "div",
        _input("value", say("맞는 값 (예: 1,780)"), inputmode="decimal"),
        _input("unit", say("단위 (예: 백만원)")),
        _input("note", say("메모 (선택)"), class_="wide"),
        *choices,
        class_="form",
        data_form=True,
    )
    return element(
        "div",
        button(say("맞음"), "feedback", class_="right", turn=position, kind="right"),
        element("details", element("summary", say("틀림")), form),
        class_="feedback",
    )


def _input(field: str, told: str, *, class_: str | None = None, inputmode: str | None = None) -> Html:
    drawn = element("input", name_=field, placeholder=told, aria_label=told, class_=class_, inputmode=inputmode)
    return Html(drawn.removesuffix("</input>"))
