"""The documents and findings as a reader browses them: what each click on their pages shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.desk import Desk
from assistant.html import Html, element, join
from assistant.parcel import taken_in
from assistant.show import notice
from assistant.show_documents import document, documents, finding_places, findings, report, table_page
from assistant.show_evidence import evidence, nothing
from assistant.show_figures import figures
from assistant.show_upload import progress, removal, removed
from assistant.texts import say
from assistant.uploads import Uploads, followed
from corpus.errors import KnownError


def listed(desk: Desk, picked: str) -> Html:
    """Return the list of documents with the picked one marked, or why there is none."""
    try:
        index = desk.assistant().index
    except KnownError as error:
        return notice(str(error), kind="warn")
    return documents(index.documents(), lambda entry: len(index.tables(entry.id)), chosen=picked)


def browsed(desk: Desk, picked: str, query: str, *, can_remove: bool = False) -> Html:
    """Return a document's tables and figures that hold the words of `query`; to a curator, with a way to remove it."""
    if not picked:
        return element("p", say("문서를 고르면 표와 읽기 점검 결과가 보입니다."), class_="empty")
    try:
        index = desk.assistant().index
    except KnownError as error:
        return notice(str(error), kind="warn")
    entry = next((entry for entry in index.documents() if entry.id == picked), None)
    if entry is None:
        return nothing()
    shown = document(entry, index.tables(picked), query=query), figures(index.figures_in(picked), query=query)
    return join((*shown, removal(entry) if can_remove and desk.gives_up_documents else ""))


def table_of(desk: Desk, table_id: str) -> Html:
    """Return one table of a document."""
    try:
        return table_page(desk.assistant().index.table(table_id))
    except (KnownError, KeyError):
        return notice(say("이 표는 색인에서 빠졌습니다. 문서를 다시 골라 주십시오."), kind="warn")


def taken_out(desk: Desk, document_id: str) -> Html:
    """Take a document out of the index and return what is to be said of it; nothing of one that is not there.

    Raises KnownError, such as StoreLocked.
    """
    known = desk.assistant().index.documents()
    gone = next((entry for entry in known if entry.id == document_id), None)
    if gone is None:
        return nothing()
    kept = desk.remove(gone.id)
    return notice(removed(gone, [str(path) for path in kept]), kind="good")


def taking_in(desk: Desk, uploads: Uploads, paths: Sequence[Path], *, page: str) -> Iterator[Html]:
    """Read uploaded files into the index and yield how far it is; at last, what came of each file.

    `page` names the job, so that whoever began it can call it off.
    """
    try:
        own = taken_in(desk, paths)
        job = desk.start(own)
        with uploads.running(page, job):
            for state in followed(job):
                yield progress(state, desk.results(own))
        yield report(job.result())
    except (KnownError, ValueError) as error:
        yield notice(str(error))


def checked(desk: Desk) -> Html:
    """Return what does not add up in and between the documents."""
    try:
        return findings(desk.findings())
    except KnownError as error:
        return notice(str(error), kind="warn")


def finding_at(desk: Desk, turn: int, number: int) -> Html:
    """Return a place of a finding; `turn` is the finding's position, `number` the place's, from 1."""
    try:
        found, index = desk.findings(), desk.assistant().index
    except KnownError as error:
        return notice(str(error), kind="warn")
    if not turn < len(found):
        return nothing()
    return evidence(finding_places(found[turn], index.documents()), number, index, turn=turn)
