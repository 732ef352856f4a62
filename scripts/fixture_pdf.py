"""The fixture report as PDF: set by reportlab, and glyph by glyph as Hangul exports it."""

from __future__ import annotations

from pathlib import Path

from fixture_report import FOOTNOTES, REPORT, P, T, grid


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


def write_glyph_pdf(path: Path) -> bool:
    """Write the report glyph by glyph, as Hangul exports it; False where no Korean font is installed.

    No space glyphs, four strokes for every cell, thick rules above and below, grey header fills, rows cut over pages.
    """
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase.pdfmetrics import stringWidth
    from reportlab.pdfgen.canvas import Canvas

    if _fonts() is None:
        return False
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    state = {"y": 770.0, "page": 1}

    def put(x: float, y: float, text: str, size: float, font: str = "K") -> None:
        for glyph in text:
            if glyph != " ":
                canvas.setFont(font, size)
                canvas.drawString(x, y, glyph)
            x += stringWidth(glyph, font, size)

    def turn() -> None:
        put(280, 30, f"- {state['page']} -", 9)
        canvas.showPage()
        state["page"] += 1
        state["y"] = 770.0

    def wrap(text: str, width: float, size: float) -> list[str]:
        lines, line = [], ""
        for glyph in text:
            if stringWidth(line + glyph, "K", size) > width:
                lines.append(line)
                line = ""
            line += glyph
        return [*lines, line]

    def write(block: P) -> None:
        size = {"title": 20.0, "h1": 15.0, "h2": 12.0}.get(block.style, 10.0)
        left = {"item": 68.0, "sub": 76.0}.get(block.style, 60.0)
        for index, line in enumerate(wrap(block.text, 535 - left, size)):
            if state["y"] < 70:
                turn()
            put(left + (10 if index else 0), state["y"], line, size, "KBold" if block.style in ("title", "h1") else "K")
            end = left + stringWidth(line, "K", size)
            state["y"] -= size * 1.7
        if block.mark:
            put(end, state["y"] + size * 1.7 + 4, f"{block.mark})", 6)

    def draw(table: T, left: float, width: float, height: float = 20.0) -> None:
        full = grid(table)
        column_width = width / len(full[0])
        inner = len(table.nested[1].rows) * 18.0 + 14 if table.nested else 0.0
        heights = [
            height + (inner if table.nested and any(c.text == table.nested[0] for c, _ in row) else 0) for row in full
        ]
        row = 0
        while row < len(full):
            if state["y"] - heights[row] < 60:
                turn()
            last = row
            y = state["y"]
            bottom = y
            while last < len(full) and bottom - heights[last] >= 60:
                bottom -= heights[last]
                last += 1
            _glyph_rows(table, full, row, last, left, y, column_width, heights)
            row = last
            state["y"] = bottom
        state["y"] -= 22

    def _glyph_rows(
        table: T, full: list, first: int, last: int, left: float, top: float, width: float, heights: list[float]
    ) -> None:
        y = top
        for row in range(first, last):
            for column, (cell, begins) in enumerate(full[row]):
                continued = (
                    row == first
                    and not begins
                    and (column == 0 or full[row][column - 1][0] is not cell)
                    and full[row - 1][column][0] is cell
                )
                if not begins and not continued:
                    continue
                right = column
                while right + 1 < len(full[row]) and full[row][right + 1][0] is cell:
                    right += 1
                end = row
                while end + 1 < last and full[end + 1][column][0] is cell:
                    end += 1
                x0, x1, y1 = left + column * width, left + (right + 1) * width, y - sum(heights[row : end + 1])
                if row < table.header_rows:
                    canvas.setFillGray(0.9)
                    canvas.rect(x0, y1, x1 - x0, y - y1, stroke=0, fill=1)
                    canvas.setFillGray(0)
                canvas.setLineWidth(0.4)
                for line in ((x0, y, x1, y), (x0, y1, x1, y1), (x0, y, x0, y1), (x1, y, x1, y1)):
                    if not (
                        table.open_sides and line[0] == line[2] and line[0] in (left, left + width * len(full[row]))
                    ):
                        canvas.line(*line)
                if begins:
                    place = y - 14 if table.nested else (y + y1) / 2 - 3
                    put(x0 + 3, place, cell.text, 8)
                    if cell.mark:
                        put(x0 + 3 + stringWidth(cell.text, "K", 8), place + 3, f"{cell.mark})", 5)
                if begins and table.nested and cell.text == table.nested[0]:
                    kept = dict(state)
                    state["y"] = y - 22
                    draw(table.nested[1], x0 + 8, x1 - x0 - 16, 18.0)
                    state.update(kept)
            y -= heights[row]
        canvas.setLineWidth(1.2)
        canvas.line(left, top, left + width * len(full[0]), top)
        canvas.line(left, y, left + width * len(full[0]), y)

    for block in REPORT:
        if isinstance(block, P):
            write(block)
            continue
        if block.unit_line:
            put(535 - stringWidth(block.unit_line, "K", 10), state["y"], block.unit_line, 10)
            state["y"] -= 8
        draw(block, 60, 475 if len(grid(block)[0]) > 3 else 420)
    for number, text in FOOTNOTES.items():
        write(P("footnote", f"{number}) {text}"))
    put(280, 30, f"- {state['page']} -", 9)
    canvas.save()
    return True
