"""The fixture report as text export, Markdown and HTML."""

from __future__ import annotations

from pathlib import Path

from fixture_report import FOOTNOTES, REPORT, T, grid


def write_html(path: Path) -> None:
    """Write the report as HTML with real spans."""
    parts = [
        "<!DOCTYPE html>",
        '<html lang="ko"><head><meta charset="utf-8"><title>마을배움 사업 추진 보고</title></head><body>',
    ]
    tags = {"title": "h1", "h1": "h2", "h2": "h3"}
    for block in REPORT:
        if isinstance(block, T):
            if block.unit_line:
                parts.append(f"<p>{block.unit_line}</p>")
            parts.append(_html_table(block))
        else:
            tag = tags.get(block.style, "p")
            parts.append(f"<{tag}>{block.text}{_html_mark(block.mark)}</{tag}>")
    parts += [f'<p id="fn{number}" class="footnote">{number}) {text}</p>' for number, text in FOOTNOTES.items()]
    path.write_text("\n".join([*parts, "</body></html>", ""]), encoding="utf-8")


def _html_mark(mark: int) -> str:
    return f'<sup><a href="#fn{mark}">{mark})</a></sup>' if mark else ""


def _html_table(table: T) -> str:
    lines = ["<table>"]
    for row in table.rows:
        cells = []
        for cell in row:
            spans = (f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else "") + (
                f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
            )
            inner = _html_table(table.nested[1]) if table.nested and cell.text == table.nested[0] else ""
            cells.append(f"<td{spans}>{cell.text}{_html_mark(cell.mark)}{inner}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return "\n".join([*lines, "</table>"])


def write_tsv(path: Path) -> None:
    """Write the report as a text export: tab separated tables, covered fields left empty, blank lines around tables."""
    lines: list[str] = []
    for block in REPORT:
        if isinstance(block, T):
            for table in (block, *((block.nested[1],) if block.nested else ())):
                lines += [table.unit_line, ""] if table.unit_line else []
                lines += ["\t".join(cell.text if begins else "" for cell, begins in row) for row in grid(table)]
                lines.append("")
        else:
            lines += [block.text, ""]
    path.write_text("\n".join(lines), encoding="utf-8")


def write_markdown(path: Path) -> None:
    """Write the report as Markdown: pipe tables, covered fields left empty, a second header row as the
    first body row.
    """
    marks = {"title": "# ", "h1": "## ", "h2": "### "}
    lines: list[str] = []
    for block in REPORT:
        if isinstance(block, T):
            for table in (block, *((block.nested[1],) if block.nested else ())):
                lines += [table.unit_line, ""] if table.unit_line else []
                rows = [
                    "| " + " | ".join(cell.text if begins else "" for cell, begins in row) + " |" for row in grid(table)
                ]
                lines += [rows[0], "|" + " --- |" * len(grid(table)[0]), *rows[1:], ""]
        else:
            note = f"[^{block.mark}]" if block.mark else ""
            lines += [marks.get(block.style, "") + block.text + note, ""]
    lines += [f"[^{number}]: {text}" for number, text in FOOTNOTES.items()]
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
