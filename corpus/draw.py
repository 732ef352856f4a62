"""Tables drawn beside their source lines as one HTML page, so that a parse can be judged by eye."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from corpus.document import Cell, Check, Document, Table

_STYLE = """
body { font: 14px/1.5 "Noto Sans KR", "Malgun Gothic", sans-serif; margin: 24px; color: #1c2330; background: #fff; }
h1 { font-size: 20px; } h2 { font-size: 16px; margin: 32px 0 4px; } .path { color: #667; margin: 0 0 8px; }
.pair { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 16px; }
pre { font-size: 12px; background: #f6f7f9; padding: 8px; overflow: auto; max-height: 480px; margin: 0; }
pre b { color: #99a; font-weight: normal; } .tab { color: #c55; }
.grid { overflow: auto; max-height: 480px; } table { border-collapse: collapse; font-size: 13px; }
td, th { border: 1px solid #ccd; padding: 2px 6px; text-align: left; vertical-align: top; }
th { background: #eef2f8; font-weight: 600; } td.total { background: #fff8e6; } td.number { text-align: right; }
.checks { margin: 8px 0 0; padding: 0; list-style: none; font-size: 12px; }
.ok { color: #1d7a46; } .no { color: #b3261e; } .note { color: #8a6100; } .none { color: #778; }
"""


def draw_tables(document: Document) -> str:
    """Return an HTML page with every table of a document: source lines left, the grid as read right, checks below.

    A cell's header paths and amounts show when the pointer rests on it. Nothing is loaded from elsewhere.
    """
    body = "".join(_drawn(document, table) for table in document.tables)
    title = escape(f"{document.title} · 표 {len(document.tables)}개")
    return (
        f'<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{title}</h1>{body}</body></html>"
    )


def _drawn(document: Document, table: Table) -> str:
    lines = table.location.lines
    place = f"{lines[0]}~{lines[1]}행" if lines else f"{table.location.page}쪽"
    facts = f"{place} · 단위 {table.unit or '칸마다'} · 머리행 {table.header_rows} · 이름 열 {table.label_columns}"
    return (
        f'<section id="{escape(table.id)}"><h2>{escape(table.caption or "(제목 없음)")}</h2>'
        f'<p class="path">{escape(" › ".join(table.heading_path))} · {escape(facts)}</p>'
        f'<div class="pair"><pre>{_source(document, table)}</pre>'
        f'<div class="grid"><table>{_rows(table)}</table></div></div>'
        f"<details><summary>머리글과 행 이름</summary><pre>{_paths(table)}</pre></details>"
        f'<ul class="checks">{"".join(map(_check, table.checks))}</ul></section>'
    )


def _paths(table: Table) -> str:
    """Return the header path of every column and the label path of every row, one a line."""
    columns = dict.fromkeys((cell.column, cell.column_path) for cell in table.cells if cell.column_path)
    rows = dict.fromkeys((cell.row, cell.row_path) for cell in table.cells if cell.row_path)
    named = [f"열 {number}: {' > '.join(path)}" for number, path in sorted(columns)]
    named += [f"행 {number}: {' > '.join(path)}" for number, path in sorted(rows)]
    return escape("\n".join(named))


def _source(document: Document, table: Table) -> str:
    lines = table.location.lines
    if lines is None or not document.lines:
        return "원본 줄이 없는 문서입니다."
    shown = range(max(1, lines[0] - 3), min(len(document.lines), lines[1] + 1) + 1)
    return "\n".join(f"<b>{number:>5}</b> {_line(document.lines[number - 1])}" for number in shown)


def _line(text: str) -> str:
    return escape(text).replace("\t", '<span class="tab">→</span>')


def _rows(table: Table) -> str:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    return "".join(f"<tr>{''.join(map(_cell, rows[row]))}</tr>" for row in sorted(rows))


def _cell(cell: Cell) -> str:
    tag = "th" if cell.is_header else "td"
    marks = " ".join(_classes(cell))
    spans = "".join(
        f' {name}="{count}"' for name, count in (("rowspan", cell.rowspan), ("colspan", cell.colspan)) if count > 1
    )
    return f'<{tag}{spans} class="{marks}" title="{escape(_hint(cell))}">{escape(cell.text)}</{tag}>'


def _classes(cell: Cell) -> Iterator[str]:
    if cell.is_total:
        yield "total"
    if len(cell.amounts) == 1 and not cell.is_header:
        yield "number"


def _hint(cell: Cell) -> str:
    amounts = ", ".join(f"{amount.value:,} {amount.unit or '단위 모름'}" for amount in cell.amounts)
    return " | ".join(part for part in (" > ".join(cell.row_path), " > ".join(cell.column_path), amounts) if part)


def _check(check: Check) -> str:
    if check.passed is None:
        kind, sign = "none", "–"
    elif check.passed:
        kind, sign = "ok", "✓"
    else:
        kind, sign = ("no", "✗") if check.blocking else ("note", "!")
    return f'<li class="{kind}">{sign} {escape(check.message)}</li>'
