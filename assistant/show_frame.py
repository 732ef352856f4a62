"""The frame of the page: its masthead, what its parts are called, the files it is drawn with."""

from __future__ import annotations

from importlib import resources

from assistant.html import Html, button, element
from assistant.texts import say, spoken

TITLE = "정책 자료 도우미"
LABELS = {
    "chat_tab": "질문", "documents_tab": "문서", "drafts_tab": "초안", "audit_tab": "점검", "files": "파일 올리기",
    "template": "서식", "material": "초안에 쓸 답", "restricting": "찾을 문서 고르기",
}  # fmt: skip
"""Part of the page -> its label, Korean."""
BUTTONS = {
    "fresh": "새 대화", "send": "질문하기", "stop": "멈추기", "cancel": "읽기 취소", "drafting": "초안 쓰기",
}  # fmt: skip
"""Button -> what it says, Korean."""
FIELDS = {
    "question": "예산, 실적, 일정, 조문… 무엇이든 물어보십시오", "lookup": "지난 대화 찾기",
    "sought": "이 문서의 표와 수치에서 찾기 (예: 집행률)",
}  # fmt: skip
"""Field -> what it says while it is empty, Korean."""


def masthead() -> Html:
    """Return the page's head: its name, the button to the other language, the button to the other theme."""
    other = "en" if spoken() == "ko" else "ko"
    return element(
        "div", element("h1", say(TITLE)), element("p", say("모든 숫자를 적힌 칸과 문장까지")),
        button("English" if other == "en" else "한국어", "language", class_="language", language=other),
        button(say("밝게 / 어둡게"), "theme", class_="theme"), class_="masthead", data_language=spoken(),
    )  # fmt: skip


def asset(name: str) -> str:
    """Return a script or style sheet of the page."""
    return resources.files("assistant").joinpath("assets", name).read_text(encoding="utf-8")
