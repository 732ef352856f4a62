"""The cited place as the page draws it: a table with the cell marked, or a passage among its neighbours."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from assistant.answer import Answer, Citation
from assistant.html import Html, button, element, join, safe
from assistant.show_sheet import Sheets, quoted, sheet
from assistant.texts import say
from corpus.document import Cell, Check, Table

AROUND = 4
"""Lines with text shown before and after a cited passage."""
_REACH = 16
"""Source lines looked through for them."""
_NIL = frozenset({"-", "–", "—", "－", "·", "없음"})
MAX_ROWS = 120
"""Body rows of a table drawn at once; a longer one is drawn around its marked row."""
_LETTERS = re.compile(r"[^\W\d_]")
_UNIT_LETTERS = 5
"""Letters a number may come with: `3억 5천만원` has four."""
_SIGNS = {True: ("✓", "good"), False: ("✕", "bad"), None: ("·", "none")}

Marks = Mapping[tuple[int, int], int]
"""Grid position -> number of the citation that points there."""


class Source(Sheets, Protocol):
    """What the page reads of an index."""

    def source_lines(self, document_id: str, first: int, last: int) -> tuple[str, ...]:
        """Return lines of a text file; empty for paged formats."""


def nothing() -> Html:
    """Return the evidence panel before anything was opened."""
    return element(
        "div",
        element("p", say("답의 번호를 누르면 그 숫자가 적힌 표의 칸이나 문장이 여기에 펼쳐집니다.")),
        class_="evidence nothing",
    )


def evidence(answer: Answer, number: int, source: Source, *, turn: int = 0) -> Html:
    """Return the place citation `number` points at, with the answer's other marks in the same table."""
    citation = next((c for c in answer.citations if c.number == number), None)
    if citation is None:
        return nothing()
    body = _cited_table(answer, citation, source) if citation.table_id else _cited_passage(citation, source)
    others = [
        button(str(c.number), "cite", class_="cite on" if c.number == number else "cite", turn=turn, number=c.number)
        for c in answer.citations
    ]
    head = element(
        "header",
        element("div", *others, class_="numbers"),
        element("h3", citation.title),
        element("p", _file(citation), class_="file"),
        trail(citation.heading_path),
    )
    return element("div", head, body, sheet(citation, source), class_="evidence", data_number=number)


def _file(citation: Citation) -> str:
    if citation.page is not None:
        return say("{document} · {page}쪽", document=citation.document, page=citation.page)
    if citation.sheet:
        return say("{document} · 시트 ‘{sheet}’", document=citation.document, sheet=citation.sheet)
    if citation.lines is None:
        return citation.document
    first, last = citation.lines
    return (
        say("{document} · {first}행", document=citation.document, first=first)
        if first == last
        else say("{document} · {first}~{last}행", document=citation.document, first=first, last=last)
    )


def trail(path: Sequence[str]) -> Html | None:
    """Return a heading path as breadcrumbs."""
    return element("ol", *[element("li", heading) for heading in path], class_="trail") if path else None


def _cited_table(answer: Answer, citation: Citation, source: Source) -> Html:
    table = source.table(citation.table_id or "")
    marks = {
        (c.row, c.column if c.column is not None else -1): c.number
        for c in answer.citations
        if c.table_id == table.id and c.row is not None
    }
    position = None if citation.row is None else (citation.row, -1 if citation.column is None else citation.column)
    return join([_stated(citation), draw(table, hit=position, marks=marks)])


def _stated(citation: Citation) -> Html | None:
    paths = [(say("행"), citation.row_path), (say("열"), citation.column_path)]
    told = [element("dt", name) + element("dd", " › ".join(path)) for name, path in paths if path]
    return element("dl", *map(Html, told), class_="stated") if told else None


def draw(table: Table, *, hit: tuple[int, int] | None = None, marks: Marks | None = None) -> Html:
    """Return a table as in the source with caption, unit, notes and certificate.

    `hit` is the cited grid position; column -1 marks the whole row. `marks` are positions other citations point at.
    """
    caption = element(
        "div",
        element("h4", table.caption or say("제목 없는 표")),
        element("span", _unit(table), class_="unit"),
        class_="caption",
    )
    grid = element(
        "div", _grid(table, hit, marks or {}), class_="scroll", tabindex=0, role="region", aria_label=say("표")
    )
    notes = element("ul", *[element("li", note) for note in table.notes], class_="notes") if table.notes else None
    return element("figure", caption, grid, notes, certificate(table), class_="table", data_table=table.id)


def _unit(table: Table) -> str:
    parts = [say("단위: {unit}", unit=table.unit) if table.unit else say("단위: 칸별 표기")]
    if table.base_date:
        parts.append(say("기준일: {base_date}", base_date=table.base_date))
    return " · ".join(parts)


def _grid(table: Table, hit: tuple[int, int] | None, marks: Marks) -> Html:
    shown = _window(table, hit)
    rows: dict[int, list[Cell]] = {row: [] for row in range(table.rows)}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    head = [_row(table, rows[row], row, hit, marks) for row in range(min(table.header_rows, table.rows))]
    body = [_row(table, rows[row], row, hit, marks) for row in shown]
    cut = table.rows - table.header_rows - len(body)
    more = (
        element(
            "tfoot", element("tr", element("td", say("… 나머지 {cut}행은 줄였습니다", cut=cut), colspan=table.columns))
        )
        if cut > 0
        else None
    )
    return element("table", element("thead", *head) if head else None, element("tbody", *body), more)


def _window(table: Table, hit: tuple[int, int] | None) -> range:
    first, last = table.header_rows, table.rows
    if last - first <= MAX_ROWS:
        return range(first, last)
    start = first if hit is None else max(first, hit[0] - MAX_ROWS // 2)
    return range(start, min(last, start + MAX_ROWS))


def _row(table: Table, cells: Sequence[Cell], row: int, hit: tuple[int, int] | None, marks: Marks) -> Html:
    drawn = [_cell(table, cell, hit, marks) for cell in sorted(cells, key=lambda cell: cell.column)]
    return element("tr", *drawn, class_="row-hit" if _in_row(hit, row) and row >= table.header_rows else None)


def _in_row(hit: tuple[int, int] | None, row: int) -> bool:
    return hit is not None and hit[0] == row


def _covers(cell: Cell, position: tuple[int, int]) -> bool:
    row, column = position
    in_rows = cell.row <= row < cell.row + cell.rowspan
    return in_rows and (column < 0 or cell.column <= column < cell.column + cell.colspan)


def _cell(table: Table, cell: Cell, hit: tuple[int, int] | None, marks: Marks) -> Html:
    is_head = cell.row < table.header_rows
    classes = [
        "number" if _is_number(cell) else "nil" if cell.text.strip() in _NIL else "",
        "total" if cell.is_total else "",
        _highlight(cell, hit),
    ]
    own = sorted({number for position, number in marks.items() if position[1] >= 0 and _covers(cell, position)})
    badges = [element("sup", str(number), class_="pin") for number in own]
    return element(
        "th" if is_head or cell.is_header else "td",
        _printed(cell.text),
        *badges,
        class_=" ".join(name for name in classes if name) or None,
        data_row=cell.row,
        data_column=cell.column,
        rowspan=cell.rowspan if cell.rowspan > 1 else None,
        colspan=cell.colspan if cell.colspan > 1 else None,
        scope="col" if is_head else "row" if cell.is_header else None,
    )


def _is_number(cell: Cell) -> bool:
    """Tell whether a cell states a number and hardly more, so that it stands in a column of numbers."""
    return bool(cell.amounts) and not cell.is_header and len(_LETTERS.findall(cell.text)) <= _UNIT_LETTERS


def _printed(text: str) -> Html:
    return join([safe(line) for line in text.split("\n")], "<br>")


def _highlight(cell: Cell, hit: tuple[int, int] | None) -> str:
    if hit is None:
        return ""
    if hit[1] >= 0 and _covers(cell, hit):
        return "cell-hit"
    in_row = cell.row <= hit[0] < cell.row + cell.rowspan
    in_column = hit[1] >= 0 and cell.column <= hit[1] < cell.column + cell.colspan
    return "row-label" if in_row and cell.is_header else "column-hit" if in_column else ""


def certificate(table: Table) -> Html | None:
    """Return the table's certificate: checks passed and failed, and what was mended."""
    if not table.checks:
        return None
    failed = [check for check in table.checks if check.passed is False]
    doubtful = [check for check in failed if check.blocking]
    if doubtful:
        summary, tone = say("읽기 점검: 확인 필요 {count}건", count=len(doubtful)), "bad"
    elif failed:
        summary, tone = say("읽기 점검 통과 · 원문 값 주의 {count}건", count=len(failed)), "warn"
    else:
        summary, tone = (
            say("읽기 점검 통과 {count}건", count=sum(check.passed is True for check in table.checks)),
            "good",
        )
    return element(
        "details",
        element("summary", summary, class_=tone),
        element("ul", *[_check(check) for check in sorted(table.checks, key=_gravity)]),
        class_="certificate",
        open=bool(doubtful),
    )


def _gravity(check: Check) -> int:
    return (0 if check.blocking else 1) if check.passed is False else 2


def _check(check: Check) -> Html:
    sign, tone = ("!", "warn") if check.passed is False and not check.blocking else _SIGNS[check.passed]
    return element("li", element("i", sign, class_=tone), check.message)


def _cited_passage(citation: Citation, source: Source) -> Html:
    if citation.lines is not None and citation.document_id:
        first, last = citation.lines
        start = max(1, first - _REACH)
        lines = source.source_lines(citation.document_id, start, last + _REACH)
        if lines:
            return _numbered(_near(list(enumerate(lines, start)), first, last), first, last)
    return _paragraphs(citation, source)


def _near(lines: Sequence[tuple[int, str]], first: int, last: int) -> list[tuple[int, str]]:
    """Return the cited lines and the nearest lines with text before and after; empty ones are left out."""
    before = [line for line in lines if line[0] < first and line[1].strip()][-AROUND:]
    after = [line for line in lines if line[0] > last and line[1].strip()][:AROUND]
    return [*before, *(line for line in lines if first <= line[0] <= last and line[1].strip()), *after]


def _numbered(lines: Sequence[tuple[int, str]], first: int, last: int) -> Html:
    rows = [
        element(
            "div",
            element("span", str(number), class_="line-number"),
            element("p", line),
            class_="line line-hit" if first <= number <= last else "line",
        )
        for number, line in lines
    ]
    return element("div", *rows, class_="passage")


def _paragraphs(citation: Citation, source: Source) -> Html:
    """Return the section of a paged document with the quoted paragraph marked; the quote alone when it is not found."""
    near, hits = quoted(citation, source)
    if not hits:
        return element("div", element("div", element("p", citation.quote), class_="line line-hit"), class_="passage")
    shown = near[max(0, hits[0] - AROUND) : hits[-1] + AROUND + 1]
    rows = [
        element(
            "div",
            element("p", f"{block.marker} {block.text}".strip()),
            class_="line line-hit" if block in [near[order] for order in hits] else "line",
        )
        for block in shown
    ]
    return element("div", *rows, class_="passage")
