"""Reads a generated PDF of 200 pages with 150 tables: time, memory, and the same result whenever and in whatever order.

usage: python benchmarks/large_pdf.py [PDF]

Without PDF one is made: every figure of it is known and compared with what was read. Prints seconds and peak of memory
of a process that only reads it, whether two runs give the same, and whether an index is the same when the file is added
before or after others. Needs the development extras and a Korean TrueType font. Exit code 1 when a goal is missed.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from index.embed import HashingEmbedder
from index.ingest import RECORD, ingest

PAGES, TABLES, ROWS = 200, 150, 14
MOST_S, MOST_GB = 180.0, 1.5
FIXTURES = Path(__file__).resolve().parents[1] / "tests" / "data" / "formats"
_READ = """
import hashlib, json, resource, sys, time
from pathlib import Path
from corpus.figures import figures
from corpus.read import read
from index.codec import encode
started = time.perf_counter()
document = read(Path(sys.argv[1]))
seconds = time.perf_counter() - started
body = [cell for table in document.tables for cell in table.cells if cell.amounts]
print(json.dumps({
    "seconds": seconds,
    "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
    "tables": len(document.tables),
    "pages": max(t.location.page or 0 for t in document.tables),
    "digest": hashlib.sha256("".join(encode(s) for s in document.sections).encode()).hexdigest(),
    "figures": len(figures(document)),
    "cells": [[t.location.page, c.row_path, c.column_path, str(a.value), a.unit]
              for t in document.tables for c in t.cells for a in c.amounts],
}, ensure_ascii=False))
"""


def rows_of(page: int) -> list[list[str]]:
    """Return the table of a page (from 0) as printed."""
    body = [
        [f"{page + 1}-{row + 1} 배움터", f"{page * row + 1000:,}", f"{page * row + 2000:,}", f"{page + row + 3000:,}"]
        for row in range(ROWS)
    ]
    return [["구분", "2023년", "2024년", "2025년"], *body]


def pages_with_tables() -> list[int]:
    """Return the pages (from 0) that hold a table: three of four."""
    return [page for page in range(PAGES) if page % 4 != 3]


def expected() -> Iterator[tuple[int, str, str, str]]:
    """Yield (page from 1, row, column, value) of every figure of the tables."""
    for page in pages_with_tables():
        head, *body = rows_of(page)
        for row in body:
            for column in range(1, len(head)):
                yield page + 1, row[0], head[column], row[column].replace(",", "")


def write_pdf(path: Path) -> None:
    """Write the PDF, the same bytes each time."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

    font = next(
        file for name in ("NanumGothic", "NotoSansKR*") for file in Path("/usr/share/fonts").rglob(f"{name}.ttf")
    )
    pdfmetrics.registerFont(TTFont("Korean", str(font)))
    text = ParagraphStyle("text", fontName="Korean", fontSize=10, leading=16)
    heading = ParagraphStyle("heading", fontName="Korean", fontSize=14, leading=22)
    line = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), "Korean", 9)]
    story: list[object] = []
    with_table = set(pages_with_tables())
    for page in range(PAGES):
        story.append(Paragraph(f"{page + 1}. 마을배움터 추진 {page + 1}", heading))
        for item in range(4):
            told = f"○ 추진 내용 {item + 1}: 마을의 빈 공간을 고쳐 어린이 {page * 10 + item}명이 이용하도록 지원함. "
            story.append(Paragraph(told * 2, text))
        if page in with_table:
            story += [Paragraph("(단위: 백만원)", text), Table(rows_of(page), style=line)]
        story.append(PageBreak())
    SimpleDocTemplate(str(path), pagesize=A4, invariant=1).build(story)


def read_apart(path: Path) -> dict[str, object]:
    """Return what a process of its own measured while it read the file."""
    root = Path(__file__).resolve().parents[1]
    done = subprocess.run([sys.executable, "-c", _READ, str(path)], cwd=root, capture_output=True, check=True)
    result: dict[str, object] = json.loads(done.stdout)
    return result


def record(files: Sequence[Path], place: Path) -> str:
    """Return a hash of the record after the files were added one by one, without the time of reading."""
    for file in files:
        ingest([file], place, HashingEmbedder())
    digest = hashlib.sha256()
    connection = sqlite3.connect(place / RECORD)
    for name in (
        "documents",
        "sections",
        "tables",
        "chunks",
        "figures",
        "units",
        "chunk_text",
        "unit_text",
        "standings",
    ):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})") if row[1] != "added"]
        for row in sorted(connection.execute(f"SELECT {', '.join(columns)} FROM {name}").fetchall(), key=repr):
            digest.update(repr(row).encode())
    connection.close()
    return digest.hexdigest()


def main() -> int:
    """Measure and print; 1 when a goal is missed."""
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        path = Path(sys.argv[1]) if len(sys.argv) > 1 else folder / "large.pdf"
        if len(sys.argv) == 1:
            write_pdf(path)
        one, two = read_apart(path), read_apart(path)
        seconds, gigabytes = float(str(one["seconds"])), float(str(one["gigabytes"]))
        is_same = one["digest"] == two["digest"]
        size = path.stat().st_size / 1e6
        print(f"{size:.1f} MB, {one['tables']} tables, last on page {one['pages']}, {one['figures']} figures")
        print(f"read in {seconds:.1f} s, peak {gigabytes:.2f} GB; two runs the same: {is_same}")
        goals = [seconds < MOST_S, gigabytes < MOST_GB, is_same]
        if len(sys.argv) == 1:
            cells = one["cells"]
            assert isinstance(cells, list)
            found = {(p, " ".join(r), " ".join(c), str(Decimal(v))) for p, r, c, v, unit in cells if unit == "백만원"}
            wanted = set(expected())
            print(f"cells right {len(found & wanted):,} of {len(wanted):,}, too many {len(found - wanted)}")
            goals.append(found == wanted and one["tables"] == TABLES)
        others = [FIXTURES / name for name in ("report.hwpx", "report.html", "report-glyphs.pdf")]
        started = time.perf_counter()
        orders = [record([path, *others], folder / "a"), record([*reversed(others), path], folder / "b")]
        print(f"the same record in another order: {orders[0] == orders[1]} ({time.perf_counter() - started:.0f} s)")
        goals.append(orders[0] == orders[1])
    return 0 if all(goals) else 1


if __name__ == "__main__":
    sys.exit(main())
