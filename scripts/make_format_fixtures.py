"""Writes one invented report in every format we read, and what must come out of each: tests/data/formats/.

Run `python scripts/make_format_fixtures.py [DIR]` with the development extras installed. The report and all
its figures are made up. It
holds a two-level header, a merged first column, unit lines above the tables, negatives as △, a table that
goes on over the page without its header, a nested table and footnotes. The PDFs of LibreOffice, one of them with tables
without rules, are written only where `soffice` is installed.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from fixture_office import write_docx, write_hwpx, write_libreoffice, write_xlsx
from fixture_pdf import write_glyph_pdf, write_pdf
from fixture_report import expected
from fixture_text import write_html, write_markdown, write_tsv

OUT = Path(__file__).resolve().parent.parent / "tests" / "data" / "formats"


def main(out: Path = OUT) -> None:
    """Write all fixtures into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(json.dumps(figure, ensure_ascii=False) for figure in expected())
    (out / "report.expected.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    write_html(out / "report.html")
    write_tsv(out / "report.txt")
    write_markdown(out / "report.md")
    write_docx(out / "report.docx")
    write_xlsx(out / "report.xlsx")
    write_hwpx(out / "report.hwpx")
    write_pdf(out / "report.pdf")
    write_glyph_pdf(out / "report-glyphs.pdf")
    write_libreoffice(out / "report.docx", out / "report-libreoffice.pdf")
    with tempfile.TemporaryDirectory() as folder:
        write_docx(Path(folder) / "report.docx", ruled=False)
        write_libreoffice(Path(folder) / "report.docx", out / "report-unruled.pdf")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else OUT)
