"""Reads every malformed, hostile or huge file in a process of its own: message, seconds, peak of memory.

usage: python benchmarks/hostile.py [NAME…]

The files are those of tests/corpus/test_hostile.py and some too large for a test. Exit code 1 when one of them takes
more than 60 seconds or 2 GB, crashes, or is refused without a message that names it.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
ROOT = Path(__file__).resolve().parents[1]
MOST_S, MOST_GB = 60.0, 2.0
_MB = 2**20
_READ = """
import json, resource, sys, time, logging
from pathlib import Path
logging.disable(logging.CRITICAL)
from corpus.errors import CorpusError
from corpus.figures import figures
from corpus.read import read
from corpus.units import units
started = time.perf_counter()
try:
    document = read(Path(sys.argv[1]))
    told = f"read: {len(document.tables)} tables, {len(units(document))} units, {len(figures(document))} figures"
    told += "".join(f"; {warning}" for warning in document.warnings[:2])
    kind = "read"
except CorpusError as error:
    told, kind = str(error), type(error).__name__
own = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))  # ru_maxrss outlives exec
gb = max(int(own.split()[1]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1e6
print(json.dumps({"kind": kind, "told": told, "seconds": time.perf_counter() - started, "gb": gb}, ensure_ascii=False))
"""


def small() -> dict[str, Callable[[], bytes]]:
    """Return the files of the tests by name."""
    spec = importlib.util.spec_from_file_location("hostile_tests", ROOT / "tests" / "corpus" / "test_hostile.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    files: dict[str, Callable[[], bytes]] = {name: make for name, make, _ in module.REFUSED}
    files["deep.docx"] = lambda: module.changed(
        "report.docx", "word/document.xml", module.body("<w:p/>" + module.deep_tables(80))
    )
    files["deep.html"] = lambda: ("<html><body><p>글</p>" + "<div>" * 5000 + "속" + "</div>" * 5000).encode()
    files["hidden.html"] = lambda: module.HIDDEN_HTML.encode()
    files["no-sheet.xlsx"] = lambda: module.changed("report.xlsx", "xl/worksheets/sheet1.xml", None)
    return files


def write_large(folder: Path) -> list[Path]:
    """Write files of about 100 MB, and one of 300 pages; return them."""
    line = "○ 마을배움터 12곳에 1,250백만원을 지원하여 어린이 1,522명이 이용함\n"
    row = "구분,2023,2024,2025\n" + "".join(f"배움터 {n},{n},{n * 2:},{n * 3}\n" for n in range(2000))
    cell = "<tr><td>배움터</td><td>1,250</td><td>△12</td></tr>"
    made = {
        "100mb.txt": line * (100 * _MB // len(line.encode())),
        "100mb.csv": row * (100 * _MB // len(row.encode())),
        "100mb.html": "<html><body><table>" + cell * (100 * _MB // len(cell.encode())) + "</table></body></html>",
        "100mb.md": "# 글\n\n" + "| 가 | 1,250 | 12 |\n" * (100 * _MB // 24),
        "15mb.txt": line * (15 * _MB // len(line.encode())),
        "15mb.md": "| 가 | 1,250 | 12 |\n|---|---|---|\n" + "| 가 | 1,250 | 12 |\n" * (15 * _MB // 24),
        "15mb-one-line.txt": "예산은 1,250백만원이고 " * (15 * _MB // 32),
    }
    paths = []
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")
        paths.append(folder / name)
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    paragraphs = "".join(
        f"<w:p><w:r><w:t>마을배움터 {n}곳 예산 {n * 3:,}원</w:t></w:r></w:p>" for n in range(1_000_000)
    )
    with zipfile.ZipFile(folder / "100mb.docx", "w", zipfile.ZIP_STORED) as out:
        out.writestr("[Content_Types].xml", "<Types/>")
        out.writestr("word/document.xml", f"<w:document {w}><w:body>{paragraphs}</w:body></w:document>")
    paths.append(folder / "100mb.docx")
    return [*paths, *_pdfs(folder)]


def _pdfs(folder: Path) -> list[Path]:
    import random

    import pypdf

    report = ROOT / "tests" / "data" / "formats" / "report.pdf"
    long = pypdf.PdfWriter()
    for _ in range(75):
        long.append(report)
    long.write(folder / "300-pages.pdf")
    heavy = pypdf.PdfWriter(clone_from=report)
    heavy.add_attachment("noise.bin", random.Random(1).randbytes(100 * _MB))
    heavy.write(folder / "100mb.pdf")
    return [folder / "300-pages.pdf", folder / "100mb.pdf"]


def measure(path: Path) -> dict[str, Any]:
    """Return what came of a file in a process of its own."""
    command = [sys.executable, "-c", _READ, str(path)]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=3 * MOST_S, check=False)
    except subprocess.TimeoutExpired:
        return {"kind": "HANG", "told": "", "seconds": 3 * MOST_S, "gb": 0.0}
    if done.returncode != 0:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        return {"kind": "CRASH", "told": f"{done.returncode} {last}", "seconds": 0.0, "gb": 0.0}
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def is_good(name: str, found: dict[str, Any]) -> bool:
    """Tell whether a file kept the limits and said what was wrong."""
    is_said = found["kind"] == "read" or name in found["told"]
    return found["kind"] not in ("HANG", "CRASH") and found["seconds"] < MOST_S and found["gb"] < MOST_GB and is_said


def main() -> int:
    """Measure and print a line a file; 1 when one failed."""
    chosen = set(sys.argv[1:])
    failed, count, longest, largest = [], 0, 0.0, 0.0
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        paths = []
        for name, make in small().items():
            if not chosen or name in chosen:
                (folder / name).write_bytes(make())
                paths.append(folder / name)
        paths += [path for path in write_large(folder) if not chosen or path.name in chosen]
        for path in paths:
            found = measure(path)
            cost = f"{found['seconds']:6.2f} s {found['gb']:5.2f} GB"
            print(f"{path.name:18} {found['kind']:18} {cost}  {found['told'][:110]}", flush=True)
            count, longest, largest = count + 1, max(longest, found["seconds"]), max(largest, found["gb"])
            if not is_good(path.name, found):
                failed.append(path.name)
    print(f"{count} files, longest {longest:.1f} s, largest {largest:.2f} GB; failed: {', '.join(failed) or 'none'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
