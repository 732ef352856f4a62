"""The invented report in every format: how many figures and merged cells come out as they were written.

usage: python benchmarks/formats.py

Prints a Markdown table. A figure counts when its table, row path, column path, value and unit are all right. The scans
are pictures of the PDF at 300 dpi, turned and grainy, read by tesseract; for them numeric cells are counted by value,
and how sure the reader was of the wrong ones. Exit code 1 when a goal is missed.
"""

from __future__ import annotations

import importlib.util
import logging
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from corpus import hwp, ocr
from corpus.assemble import assemble
from corpus.document import Document
from corpus.hidden import Hidden
from corpus.read import read

ROOT = Path(__file__).resolve().parents[1]
FORMATS = ROOT / "tests" / "data" / "formats"
EXACT = ("report.hwpx", "report.docx", "report.xlsx", "report.html", "report.md", "report.txt")
UNRULED = "report-unruled.pdf"
DRAWN = ("report-libreoffice.pdf", "report-glyphs.pdf", "report.pdf")


def tests(name: str) -> ModuleType:
    """Return a module of tests, whose counting is used here too."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tests" / "corpus" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def line(name: str, document: Document, agree: ModuleType, seconds: float) -> tuple[float, bool, int]:
    """Print a row of the table; return share of figures, whether all spans are right, figures too many."""
    found, wanted = agree.squashed(agree.normal(agree.found(document))), agree.squashed(agree.normal(agree.wanted()))
    known = read(FORMATS / "report.html")
    right = len(found & wanted)
    spans = sum(len(agree.spans(a) & agree.spans(b)) for a, b in zip(document.tables, known.tables, strict=False))
    all_spans = sum(len(agree.spans(table)) for table in known.tables)
    extra = len(found - wanted)
    share = right / len(wanted)
    print(f"| {name} | {right} of {len(wanted)} ({share:.1%}) | {extra} | {spans} of {all_spans} | {seconds:.1f} s |")
    return share, spans == all_spans, extra


def unruled_line(document: Document, agree: ModuleType, seconds: float) -> bool:
    """Print a row for tables without rules, whose numbers in the document differ; tell whether the goal is met."""
    found, wanted = agree.squashed(agree.normal(agree.found(document))), agree.squashed(agree.normal(agree.wanted()))
    own, known = {figure[1:] for figure in found}, {figure[1:] for figure in wanted}
    right, extra = len(own & known), len(own - known)
    share = f"{right} of {len(known)} ({right / len(known):.1%})"
    print(f"| {UNRULED} | {share} | {extra} | | {seconds:.1f} s |")
    return right >= 0.99 * len(known) and extra <= 2


def scan_line(skew: float, scans: ModuleType, folder: Path) -> bool:
    """Print a row for a scan; tell whether its goal is met."""
    path = scans.scanned(folder, skew=skew)
    started = time.perf_counter()
    document = read(path)
    seconds = time.perf_counter() - started
    right, wrong, missing = 0, [], 0
    for known, own in zip(read(FORMATS / "report.html").tables, document.tables, strict=False):
        for cell in known.cells:
            if cell.amounts:
                seen = own.at(cell.row, cell.column)
                if seen is not None and [a.value for a in seen.amounts] == [a.value for a in cell.amounts]:
                    right += 1
                elif seen is not None and seen.amounts:
                    wrong.append(seen.confidence or 0.0)
                else:
                    missing += 1
    total = right + len(wrong) + missing
    sure = sum(confidence >= scans.SURE for confidence in wrong)
    told = f"{len(wrong)} wrong, {sure} of them above the limit of {scans.SURE}; {missing} not read as a number"
    cells = f"{right} of {total} numeric cells ({right / total:.1%})"
    print(f"| scan, 300 dpi, turned by {skew}° | {cells} | {told} | | {seconds:.0f} s |")
    return right >= 0.97 * total and not sure


def main() -> int:
    """Print the table; 1 when a goal is missed."""
    logging.disable(logging.CRITICAL)
    agree, scans = tests("test_formats_agree"), tests("test_ocr")
    print("| file | figures right | too many | merged cells | time |\n|---|---|---|---|---|")
    goals = []
    for name in (*EXACT, *DRAWN):
        started = time.perf_counter()
        document = read(FORMATS / name)
        share, has_spans, extra = line(name, document, agree, time.perf_counter() - started)
        if name in EXACT:
            goals.append(share == 1 and not extra)
        else:
            goals.append(share >= 0.99 and has_spans and extra <= 2)
    if (FORMATS / UNRULED).is_file():
        started = time.perf_counter()
        document = read(FORMATS / UNRULED)
        goals.append(unruled_line(document, agree, time.perf_counter() - started))
    if hwp.has_hwp():
        started = time.perf_counter()
        pieces = hwp.pieces_of(hwp.parse(FORMATS / "report.hwpx"), Hidden())
        document = Document("d", "x", "x", assemble(pieces, name="x", document_id="d"), "hwp")
        line("report.hwpx through the HWP 5 reader", document, agree, time.perf_counter() - started)
    if ocr.has_ocr():
        with tempfile.TemporaryDirectory() as folder:
            goals += [scan_line(skew, scans, Path(folder)) for skew in (0.0, 0.7)]
    return 0 if all(goals) else 1


if __name__ == "__main__":
    sys.exit(main())
