"""Writes one invented report in every format we read, and what must come out of each: tests/data/formats/.

Run `python scripts/make_format_fixtures.py [DIR]`. The report and all its figures are made up. It holds a two-level header, a merged
first column, unit lines above the tables, negatives as △, a table that goes on over the page without its header, a nested table
and footnotes. The LibreOffice PDF is written only where `soffice` is installed.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "tests" / "data" / "formats"


@dataclass(frozen=True)
class C:
    """A cell of a fixture table; `mark` is a footnote number printed raised after the text."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    mark: int = 0


@dataclass(frozen=True)
class T:
    """A fixture table: rows hold only the cells that begin in them; `nested` stands in the cell with that text."""

    rows: tuple[tuple[C, ...], ...]
    header_rows: int
    label_columns: int
    units: tuple[str, ...]
    """Unit of each value column."""
    unit_line: str = ""
    open_sides: bool = False
    nested: tuple[str, T] | None = None


@dataclass(frozen=True)
class P:
    """A line of text: `style` is title, h1, h2, item, sub, note, text or footnote."""

    style: str
    text: str
    mark: int = 0


def _budget() -> T:
    years = ("예산액", "집행액", "집행률(%)")
    body = (
        ("마을배움터 운영", "시비", "1,250", "1,198.5", "95.9", "1,400", "350", "25.0"),
        ("", "구비", "430", "401", "93.3", "380", "△12", "△3.2"),
        ("", "소계", "1,680", "1,599.5", "95.2", "1,780", "338", "19.0"),
        ("숲길교실 조성", "시비", "2,040", "1,877", "92.0", "1,530", "△510", "△33.3"),
        ("", "민간", "-", "-", "-", "120", "45", "37.5"),
        ("", "소계", "2,040", "1,877", "92.0", "1,650", "△465", "△28.2"),
    )
    rows = [
        (C("사업명", 2), C("재원", 2), C("2024년", colspan=3), C("2025년", colspan=3)),
        tuple(C(text) for text in (*years, *years)),
    ]
    for index, row in enumerate(body):
        lead = (C(row[0], 3),) if row[0] else ()
        cells = tuple(C(text, mark=1 if index == 1 and text == "430" else 0) for text in row[1:])
        rows.append((*lead, *cells))
    rows.append((C("합계", colspan=2), *(C(text) for text in ("3,720", "3,476.5", "93.5", "3,430", "△127", "△3.7"))))
    return T(tuple(rows), 2, 2, ("백만원", "백만원", "%") * 2, "(단위: 백만원)")


SCHOOLS = (("가람", 16), ("나루", 21), ("다솔", 18), ("라온", 17))


def _schools() -> T:
    rows = [(C("구역"), C("학교명"), C("학생 수(명)"), C("지원액"), C("1인당 지원액"))]
    serial = 0
    for area, count in SCHOOLS:
        for index in range(count):
            serial += 1
            pupils, amount = 180 + serial * 7 % 431, 2_400 + serial * 137 % 3_911
            lead = (C(f"{area}구역", count),) if index == 0 else ()
            rows.append(
                (
                    *lead,
                    C(f"{area}{'하늘들풀솔새봄여름가을겨울'[index % 12]}{index + 1}초"),
                    C(f"{pupils:,}"),
                    C(f"{amount:,}"),
                    C(f"{amount / pupils:.1f}"),
                )
            )
    return T(tuple(rows), 1, 2, ("명", "천원", "천원"), "(단위: 천원)", open_sides=True)


def _method() -> T:
    inner = T(
        (
            (C("단계"), C("참여 인원(명)"), C("횟수(회)")),
            (C("기초"), C("1,204"), C("12")),
            (C("심화"), C("318"), C("△4")),
        ),
        1,
        1,
        ("명", "회"),
    )
    rows = (
        (C("구분"), C("내용")),
        (C("운영 기간"), C("2025. 4. ~ 2025. 11.")),
        (C("운영 방법"), C("기초와 심화로 나누어 운영")),
        (C("운영 장소"), C("마을배움터와 숲길교실")),
    )
    return T(rows, 1, 1, ("",), nested=("기초와 심화로 나누어 운영", inner))


REPORT: tuple[P | T, ...] = (
    P("title", "2025년 무지개시 마을배움 사업 추진 보고"),
    P("text", "2025. 3. 31."),
    P("text", "무지개시 교육지원과"),
    P("h1", "Ⅰ. 사업 개요"),
    P("h2", "□ 추진 배경"),
    P(
        "item",
        "○ 방과 후에 갈 곳이 없는 어린이가 늘어 마을의 빈 공간을 배움터로 고쳐 쓰기로 하였으며, 이를 위해 구마다 한 곳씩 모두 열두 곳을 마련함",
    ),
    P("sub", "- 참여 어린이는 1,522명이며 지난해보다 204명 늘어남", mark=2),
    P("h1", "Ⅱ. 예산"),
    P("h2", "□ 재원별 예산과 집행"),
    _budget(),
    P("note", "※ 2025년 집행액은 3월 말까지의 금액임"),
    P("h1", "Ⅲ. 지원 학교"),
    P("h2", "□ 구역별 학교 지원액"),
    _schools(),
    P("h1", "Ⅳ. 운영"),
    P("h2", "□ 운영 방법"),
    _method(),
    P("text", "운영 결과는 연말에 시민에게 알린다."),
)
FOOTNOTES = {1: "구비는 추가로 배정된 금액을 뺀 것임", 2: "초등학생 기준임"}


def grid(table: T) -> list[list[tuple[C, bool]]]:
    """Return the table's full grid: at each position the cell that covers it and whether it begins there."""
    width = sum(cell.colspan for cell in table.rows[0])
    full: list[list[tuple[C, bool] | None]] = [[None] * width for _ in table.rows]
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while full[row][column] is not None:
                column += 1
            for r in range(row, row + cell.rowspan):
                for c in range(column, column + cell.colspan):
                    full[r][c] = (cell, (r, c) == (row, column))
            column += cell.colspan
    return [[place for place in row if place is not None] for row in full]


def tables() -> list[T]:
    """Return the report's tables in order, nested ones after their parents."""
    found: list[T] = []
    for block in REPORT:
        if isinstance(block, T):
            found.append(block)
            if block.nested:
                found.append(block.nested[1])
    return found


def expected() -> list[dict[str, object]]:
    """Return every figure of the report's tables: table, row path, column path, value, unit."""
    figures: list[dict[str, object]] = []
    for number, table in enumerate(tables(), start=1):
        full = grid(table)
        for row in full[table.header_rows :]:
            labels = [cell.text for cell, _ in row[: table.label_columns]]
            for column in range(table.label_columns, len(row)):
                text = row[column][0].text
                unit = table.units[column - table.label_columns]
                if not unit or text == "-":
                    continue
                heads = [full[level][column][0].text for level in range(table.header_rows)]
                value = text.replace(",", "").replace("△", "-")
                figures.append(
                    {
                        "table": number,
                        "row": list(dict.fromkeys(labels)),
                        "column": list(dict.fromkeys(heads)),
                        "value": value,
                        "unit": unit,
                    }
                )
    return figures


# --- text formats -----------------------------------------------------------------------------------------------------------


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
    """Write the report as Markdown: pipe tables, covered fields left empty, a second header row as the first body row."""
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


# --- PDF --------------------------------------------------------------------------------------------------------------------


def _fonts() -> str | None:
    """Register a Korean TrueType font and return its name, or None where none is installed."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for family in ("NanumGothic", "NanumBarunGothic", "NanumSquareR"):
        for bold, suffix in ((False, ""), (True, "Bold")):
            file = next(iter(Path("/usr/share/fonts").rglob(f"{family}{suffix}.ttf")), None)
            if file is None:
                break
            pdfmetrics.registerFont(TTFont(f"K{suffix}", str(file)))
            if bold:
                return "K"
    return None


def write_pdf(path: Path) -> bool:
    """Write the report as a PDF whose text runs word by word; False where no Korean font is installed."""
    from reportlab.lib import colors
    from reportlab.lib.enums import TA_RIGHT
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

    font = _fonts()
    if font is None:
        return False
    sizes = {"title": 20.0, "h1": 15.0, "h2": 12.0, "footnote": 8.0}
    indents = {"item": 8, "sub": 18}

    def style(kind: str) -> ParagraphStyle:
        size = sizes.get(kind, 10.0)
        return ParagraphStyle(
            kind,
            fontName="KBold" if kind in ("title", "h1") else "K",
            fontSize=size,
            leading=size * 1.6,
            leftIndent=indents.get(kind, 0),
            spaceBefore=6 if kind in ("h1", "h2") else 2,
            alignment=TA_RIGHT if kind == "unit" else 0,
        )

    def draw(table: T) -> Table:
        full = grid(table)
        data: list[list[object]] = [
            [
                cell.text + (f"<super size=6>{cell.mark})</super>" if cell.mark else "") if begins else ""
                for cell, begins in row
            ]
            for row in full
        ]
        data = [[Paragraph(str(text), style("cell")) for text in row] for row in data]
        spans = []
        for row, places in enumerate(full):
            for column, (cell, begins) in enumerate(places):
                if begins and (cell.rowspan > 1 or cell.colspan > 1):
                    spans.append(("SPAN", (column, row), (column + cell.colspan - 1, row + cell.rowspan - 1)))
                if begins and table.nested and cell.text == table.nested[0]:
                    data[row][column] = [Paragraph(cell.text, style("cell")), draw(table.nested[1])]
        grids = [
            ("INNERGRID", (0, 0), (-1, -1), 0.4, colors.black),
            ("LINEABOVE", (0, 0), (-1, 0), 1.2, colors.black),
            ("LINEBELOW", (0, -1), (-1, -1), 1.2, colors.black),
        ]
        if not table.open_sides:
            grids.append(("BOX", (0, 0), (-1, -1), 0.8, colors.black))
        shade = [
            ("BACKGROUND", (0, 0), (-1, table.header_rows - 1), colors.Color(0.85, 0.88, 0.93)),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ]
        width = 470.0 if len(full[0]) > 3 else 300.0 if table.nested is None else 440.0
        columns = [90.0, *[(width - 90) / (len(full[0]) - 1)] * (len(full[0]) - 1)]
        # The platypus splitter moves merged cells over a page whole; one span a page keeps the file honest.
        return Table(data, colWidths=columns, style=[*grids, *shade, *spans])

    story: list[Flowable] = []
    for block in REPORT:
        if isinstance(block, T):
            if block.unit_line:
                story.append(Paragraph(block.unit_line, style("unit")))
            story += [draw(block), Spacer(1, 6)]
        else:
            mark = f"<super size=6>{block.mark})</super>" if block.mark else ""
            story.append(Paragraph(block.text + mark, style(block.style)))
    story += [Paragraph(f"{number}) {text}", style("footnote")) for number, text in FOOTNOTES.items()]

    def running(canvas: object, doc: object) -> None:
        canvas.setFont("K", 8)  # type: ignore[attr-defined]
        canvas.drawString(60, 812, "마을배움 사업 추진 보고")  # type: ignore[attr-defined]
        canvas.drawCentredString(297, 24, f"- {doc.page} -")  # type: ignore[attr-defined]

    SimpleDocTemplate(
        str(path), pagesize=A4, leftMargin=60, rightMargin=60, topMargin=60, bottomMargin=60, invariant=1
    ).build(story, onFirstPage=running, onLaterPages=running)
    return True


def main(out: Path = OUT) -> None:
    """Write all fixtures into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "report.expected.json").write_text(
        "[\n" + ",\n".join(json.dumps(f, ensure_ascii=False) for f in expected()) + "\n]\n", encoding="utf-8"
    )
    write_html(out / "report.html")
    write_tsv(out / "report.txt")
    write_markdown(out / "report.md")
    write_pdf(out / "report.pdf")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else OUT)
