"""A drafted paper as the page shows it: marks that open their places, blanks that catch the eye, what was left out."""

from __future__ import annotations

import re

from assistant.answer import Answer
from assistant.desk import Desk
from assistant.html import Html, button, element, join, safe
from assistant.paper import Paper
from assistant.session import Session
from assistant.show import mark
from assistant.show_evidence import evidence, nothing
from assistant.templates import templates
from assistant.texts import say, spoken
from corpus.errors import KnownError

_PIECE = re.compile(r"\[(?P<mark>\d+)\]|〔(?P<blank>[^〕]*)〕")
_KINDS = (("docx", "워드(DOCX)로 받기"), ("hwpx", "한글(HWPX)로 받기"))


def kinds() -> list[tuple[str, str]]:
    """Return (what it is called and for, id) of the templates, in the language spoken now."""
    return [(kind.english if spoken() == "en" else f"{kind.name} – {kind.use}", kind.id) for kind in templates()]


def paper(drafted: Paper | None) -> Html:
    """Return a paper with its tools; without one, what to do to get one."""
    if drafted is None:
        return element(
            "p",
            say(
                "‘질문’ 탭에서 답을 받은 뒤 서식과 답을 고르고 ‘초안 쓰기’를 누르십시오. "
                "근거가 있는 문장과 숫자만 들어가고, 문서에 없는 것은 빈칸으로 남습니다."
            ),
            class_="empty",
        )
    known = {citation.number for citation in drafted.citations}
    parts = (
        element(
            "section",
            element("h4", part.heading),
            element("ul", *[element("li", _line(line, known)) for line in part.lines]),
        )
        for part in drafted.parts
    )
    problems = (
        element("ul", *[element("li", problem) for problem in drafted.problems], class_="problems")
        if drafted.problems
        else None
    )
    by = say("모델 없이 채움") if drafted.mode == "offline" else say("{mode}이(가) 다듬음", mode=drafted.mode)
    said = say("{name} · 근거 {count}곳 · {by}", name=drafted.name, count=len(drafted.citations), by=by)
    tools = [button(say(label), kind, class_="take") for kind, label in _KINDS]
    return element(
        "article",
        element("p", said, class_="facts"),
        element("h3", _line(drafted.title, known)),
        *parts,
        problems,
        element(
            "div",
            *tools,
            button(
                say("글 복사"),
                "copy",
                class_="take",
                text=drafted.text,
                done=say("복사했습니다"),
                failed=say("복사하지 못했습니다"),
            ),
            class_="tools",
        ),
        class_="paper",
    )


def _line(line: str, known: set[int]) -> Html:
    parts: list[Html] = []
    end = 0
    for piece in _PIECE.finditer(line):
        parts.append(safe(line[end : piece.start()]))
        if piece["blank"] is not None:
            parts.append(element("span", f"〔{piece['blank']}〕", class_="blank"))
        else:
            number = int(piece["mark"])
            parts.append(mark(number, 0) if number in known else safe(piece.group()))
        end = piece.end()
    return join([*parts, safe(line[end:])])


def paper_place(drafted: Paper | None, number: int, desk: Desk) -> Html:
    """Return the place one of a paper's marks points at."""
    if drafted is None:
        return nothing()
    cited = Answer("", "answered", "", figures=drafted.facts.figures, citations=drafted.citations)
    try:
        return evidence(cited, number, desk.assistant().index)
    except (KnownError, KeyError):
        return element("p", say("이 근거를 담은 문서가 색인에서 바뀌었거나 빠졌습니다."), class_="notice warn")


def offered(session: Session) -> list[tuple[str, int]]:
    """Return (question, turn from 0) of the conversation's answers, for choosing those a paper is made of."""
    return [
        (exchange.answer.standalone_question or exchange.question, turn)
        for turn, exchange in enumerate(session.exchanges)
        if exchange.answer is not None and exchange.answer.outcome != "error"
    ]
