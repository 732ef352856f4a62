"""An upload under way and a document to be taken out, as the page shows them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.html import Html, button, element
from assistant.texts import say
from index.background import JobState
from index.evidence import DocumentEntry
from index.results import FileResult

_SIGNS = {
    "waiting": ("·", "none"),
    "reading": ("…", "none"),
    "read": ("✓", "good"),
    "skipped": ("✕", "bad"),
    "duplicate": ("·", "warn"),
    "cancelled": ("·", "warn"),
    "removed": ("·", "none"),
}
"""State of a file -> its sign and tone."""


def progress(state: JobState, results: Sequence[FileResult]) -> Html:
    """Return how far an upload is: what is done now, a bar, and what came of each file so far."""
    what = say("취소하는 중…") if state.is_cancelled else _told(state.what)
    count = f"{state.done} / {state.total}" if state.total else ""
    rows = [
        element("li", element("i", sign, class_=tone), f"{result.name} – {say(result.state_name)}")
        for result in results
        for sign, tone in (_SIGNS[result.state],)
    ]
    return element(
        "div",
        element("p", element("b", what), element("span", count), class_="now"),
        element("progress", max=state.total or None, value=state.done if state.total else None, aria_label=what),
        element("ul", *rows, class_="upload-report") if rows else None,
        class_="uploading",
        role="status",
    )


def _told(what: str) -> str:
    """Return what is done now, `읽는 중: 보고.pdf`, in the language spoken now."""
    doing, colon, file = what.partition(": ")
    return f"{say(doing)}{colon}{file}" if what else say("차례를 기다리는 중")


def removal(entry: DocumentEntry) -> Html:
    """Return the button that takes a document out of the index, after asking."""
    title = entry.title or entry.name
    return element(
        "div",
        button(
            say("이 문서를 색인에서 지우기"),
            "remove",
            class_="remove",
            document=entry.id,
            confirm=say("‘{title}’을(를) 색인에서 지울까요? 이 문서로는 더 답하지 않습니다.", title=title),
        ),
        class_="removal",
    )


def removed(entry: DocumentEntry, kept: Sequence[str]) -> str:
    """Return what to say of a removed document; `kept` are its files that are still where they were."""
    said = say("‘{title}’을(를) 색인에서 지웠습니다.", title=entry.title or entry.name)
    if kept:
        said += say(" 파일은 그대로 있으므로, 그 폴더를 다시 읽으면 돌아옵니다: {files}", files=", ".join(kept))
    return said
