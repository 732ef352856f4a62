"""The documents as the page lists them: facts, warnings, tables, upload results, findings, conversations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.answer import Answer, Citation
from assistant.conversations import Conversation
from assistant.html import Html, button, element, join
from assistant.show_evidence import draw, trail
from assistant.texts import say
from corpus.document import Location, Table
from corpus.findings import Finding, Place
from corpus.text import search_text
from index.evidence import DocumentEntry
from index.ingest import IngestReport

MOST_TABLES = 400
_FACTS = {"edition": "판", "fiscal_year": "회계연도"}
"""Names of a title page's facts, as the readers give them, for the screen."""


_SEVERITY = {"error": ("오류", "bad"), "rounding": ("반올림", "none"), "note": ("주의", "warn")}
"""Severity of a finding -> its name and tone."""


def documents(entries: Sequence[DocumentEntry], counts: Callable[[DocumentEntry], int], *, chosen: str = "") -> Html:
    """Return the list of documents; `counts` says how many tables one has."""
    if not entries:
        return element("p", say("아직 읽은 문서가 없습니다. 파일을 올려 주십시오."), class_="empty")
    return element(
        "div", *[_document(entry, counts(entry), entry.id == chosen) for entry in entries], class_="documents"
    )


def _document(entry: DocumentEntry, tables: int, is_chosen: bool) -> Html:
    facts = [
        entry.organization,
        entry.kind,
        say("기준일 {as_of}", as_of=entry.as_of) if entry.as_of else None,
        entry.period,
    ]
    warnings = (
        element("span", say("주의 {count}", count=len(entry.warnings)), class_="badge warn") if entry.warnings else None
    )
    inside = [
        element("b", entry.title or entry.name),
        element("span", " · ".join(fact for fact in facts if fact) or say("발행 정보 없음"), class_="facts"),
        element(
            "span",
            element("code", entry.name),
            element("span", entry.format.upper(), class_="badge none"),
            element("span", say("표 {tables}개", tables=tables), class_="badge none"),
            warnings,
            class_="row",
        ),
    ]
    return element(
        "button",
        *inside,
        type="button",
        class_="document chosen" if is_chosen else "document",
        data_act="document",
        data_document=entry.id,
        aria_pressed="true" if is_chosen else "false",
    )


def document(entry: DocumentEntry, tables: Sequence[Table], *, query: str = "") -> Html:
    """Return a document's page: its facts, warnings and its tables, those that hold all words of `query`."""
    words = search_text(query).split()
    found = [table for table in tables if all(word in _searched(table) for word in words)]
    rows = [_entry(table) for table in found[:MOST_TABLES]]
    warnings = (
        element("ul", *[element("li", warning) for warning in entry.warnings], class_="problems")
        if entry.warnings
        else None
    )
    extra = (
        element(
            "p", " · ".join(f"{say(_FACTS.get(name, name))}: {value}" for name, value in entry.extra), class_="facts"
        )
        if entry.extra
        else None
    )
    said = (
        say("표 {count}개", count=len(found))
        if not words
        else say("‘{query}’이(가) 있는 표 {count}개 / 전체 {total}개", query=query, count=len(found), total=len(tables))
    )
    return element(
        "div",
        element("h3", entry.title or entry.name),
        extra,
        warnings,
        element("p", said, class_="count"),
        element("div", *rows, class_="tables"),
        class_="document-page",
    )


def _searched(table: Table) -> str:
    cells = " ".join(cell.text for cell in table.cells)
    return search_text(" ".join((*table.heading_path, table.caption, table.unit or "", cells)))


def _entry(table: Table) -> Html:
    tone, sign = ("good", "✓") if table.is_trusted else ("bad", "!")
    size = say("{rows}행 × {columns}열", rows=table.rows - table.header_rows, columns=table.columns)
    return button(
        Html(
            element("i", sign, class_=tone)
            + element("b", table.caption or (table.heading_path[-1] if table.heading_path else say("표")))
            + element("small", " › ".join(table.heading_path[-2:]))
            + element("span", f"{size} · {table.unit or say('단위 칸별')} · {_at(table.location)}")
        ),
        "table",
        class_="table-entry",
        table=table.id,
    )


def _at(location: Location) -> str:
    if location.page is not None:
        return say("{page}쪽", page=location.page)
    if location.sheet:
        return say("시트 ‘{sheet}’", sheet=location.sheet)
    return say("{first}~{last}행", first=location.lines[0], last=location.lines[1]) if location.lines else ""


def table_page(table: Table) -> Html:
    """Return one table with its heading path and certificate."""
    repairs = [element("li", repair) for repair in table.repairs]
    return element(
        "div",
        trail(table.heading_path),
        element("p", f"{table.location.document} · {_at(table.location)}", class_="file"),
        draw(table),
        element("ul", *repairs, class_="notes") if repairs else None,
        class_="evidence",
    )


def report(done: IngestReport) -> Html:
    """Return what an upload did, file by file."""
    rows = [
        element("li", element("i", "✓", class_="good"), say("{name} – 읽었습니다", name=Path(path).name))
        for path in done.read
    ]
    rows += [
        element("li", element("i", "·", class_="none"), say("{name} – 이미 있는 문서입니다", name=Path(path).name))
        for path in done.unchanged
    ]
    rows += [element("li", element("i", "✕", class_="bad"), f"{Path(s.path).name} – {s.reason}") for s in done.skipped]
    rows += [
        element("li", element("i", "!", class_="warn"), f"{Path(s.path).name} – {s.reason}") for s in done.warnings
    ]
    rows += [element("li", element("i", "·", class_="warn"), s.reason) for s in done.duplicates]
    rows += [
        element("li", element("i", "·", class_="warn"), say("{name} – 취소하여 읽지 않았습니다", name=Path(path).name))
        for path in done.cancelled
    ]
    return (
        element("ul", *rows, class_="upload-report", role="status")
        if rows
        else element("p", say("올린 파일이 없습니다."), class_="empty")
    )


def findings(found: Sequence[Finding]) -> Html:
    """Return the audit's findings, the gravest first; each opens its places, `data-turn` its position in `found`."""
    if not found:
        return element("p", say("맞지 않는 곳을 찾지 못했습니다."), class_="empty")
    grave = list(_SEVERITY)
    order = sorted(range(len(found)), key=lambda position: grave.index(found[position].severity))
    counts = " · ".join(
        say("{name} {count}건", name=say(name), count=sum(f.severity == kind for f in found))
        for kind, (name, _) in _SEVERITY.items()
    )
    rows = [_finding(position, found[position]) for position in order]
    return element("div", element("p", counts, class_="count"), element("div", *rows, class_="findings"))


def _finding(position: int, finding: Finding) -> Html:
    name, tone = _SEVERITY[finding.severity]
    name = say(name)
    inside = (
        element("span", name, class_=f"badge {tone}"),
        element(
            "span", element("b", finding.rule_name), element("span", finding.message), element("small", finding.where)
        ),
    )
    return button(join(inside), "cite", class_="finding", turn=position, number=1)


def finding_places(finding: Finding, entries: Sequence[DocumentEntry]) -> Answer:
    """Return a finding as an answer that cites its places, so that the evidence panel can draw them."""
    ids = {entry.name: entry for entry in entries}
    cited = [_cited(number, place, ids.get(place.location.document)) for number, place in enumerate(finding.places, 1)]
    return Answer(finding.rule_name, "answered", finding.message, citations=tuple(cited))


def _cited(number: int, place: Place, entry: DocumentEntry | None) -> Citation:
    at = place.location
    return Citation(
        number,
        at.document,
        entry.title if entry else at.document,
        heading_path=at.heading_path,
        table_id=at.table_id,
        row_path=(place.label,),
        page=at.page,
        sheet=at.sheet,
        lines=at.lines,
        quote=place.text,
        row=at.row,
        column=at.column,
        document_id=entry.id if entry else "",
    )


def conversations(kept: Sequence[Conversation], *, current: str = "", now: datetime | None = None) -> Html:
    """Return the reader's conversations, last changed first."""
    if not kept:
        return element("p", say("보관된 대화가 없습니다."), class_="empty")
    now = now or datetime.now(UTC)
    rows = [
        element(
            "div",
            button(
                Html(
                    element("span", talk.title)
                    + element("small", say("{when} · {turns}문답", when=_when(talk.changed, now), turns=talk.turns))
                ),
                "open",
                class_="talk",
                conversation=talk.id,
            ),
            button(
                "✎",
                "rename",
                class_="quiet",
                conversation=talk.id,
                title=say("이름 바꾸기"),
                prompt=say("새 이름"),
                text=talk.title,
            ),
            button(
                "✕",
                "delete",
                class_="quiet",
                conversation=talk.id,
                title=say("지우기"),
                confirm=say("이 대화를 지울까요?"),
            ),
            class_="talk-row current" if talk.id == current else "talk-row",
        )
        for talk in kept
    ]
    return element("nav", *rows, class_="talks", aria_label=say("보관된 대화"))


def _when(changed: str, now: datetime) -> str:
    try:
        then = datetime.fromisoformat(changed)
    except ValueError:
        return ""
    age = now - then
    if age < timedelta(minutes=1):
        return say("방금")
    if age < timedelta(hours=1):
        return say("{age}분 전", age=age.seconds // 60)
    return say("{age}시간 전", age=age.seconds // 3600) if age < timedelta(days=1) else f"{then:%Y-%m-%d}"
