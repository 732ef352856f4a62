"""Changes the fixtures at random and reads them: every reader ends with a document or a known error.

usage: python benchmarks/fuzz.py [SECONDS] [--seed N] [--keep DIR] [--ocr]

Hypothesis draws the changes: bytes flipped, cut out, doubled or replaced by telling ones; in archives also inside a
part, in PDFs also inside a page's content. Prints how many files were read and refused, the slowest, the peak of memory
and every unforeseen exception once; the exit code is 1 when there was one. Without `--ocr` pages without text are
listed, not recognised, so that the time goes to the readers.
"""

from __future__ import annotations

import argparse
import io
import logging
import re
import resource
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pypdf
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from corpus import ocr, pdf
from corpus.chunks import chunks
from corpus.errors import CorpusError
from corpus.figures import figures
from corpus.read import read
from corpus.units import units

FIXTURES = Path(__file__).resolve().parents[1] / "tests" / "data" / "formats"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TELLING = (b"0", b"-1", b"99999999", b"2147483648", b"1e999", b"NaN", b"x", b"", b"<", b"&#0;", b"\x00", b"(", b">>")
_PIECES = (
    "\t", "\n", "\n\n", "|", "|---|", "# ", "□ ", "○ ", "△", "(단위: 백만원)", "1조 2,345억 원", "-", ",", '"', "<td>",
    "</td>", "<tr>", "</table>", "<table>", " rowspan=3", " colspan=0", "소계", "합계", "제3조", "2025. 3. 31.", "%",
)  # fmt: skip
_SLOW_S = 10.0
_ROUND = 40
"""Files a round of hypothesis makes; the clock is looked at between files."""


@dataclass
class Tally:
    """What came of the files."""

    ends: float
    read: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    failures: dict[tuple[str, str, str], str] = field(default_factory=dict)
    slowest: tuple[float, str] = (0.0, "")


def sources() -> dict[str, bytes]:
    """Return the files to change, by suffix; a key may hold a number for a second file of one format."""
    found = {path.suffix[1:] + path.stem[6:]: path.read_bytes() for path in sorted(FIXTURES.glob("report*.*"))}
    found.pop("json.expected", None)
    found["csv"] = "구분,2024,2025\n가,1,2\n나,3,△4\n합계,4,-2\n".encode("cp949")
    found["hwp"] = OLE + b"\x00" * 400 + b"HWP Document File" + bytes(range(256)) * 8
    return found


@st.composite
def changed(draw: st.DrawFn, content: bytes) -> bytes:
    """Return bytes with one to twelve places changed."""
    own = bytearray(content)
    for _ in range(draw(st.integers(1, 12))):
        at = draw(st.integers(0, max(0, len(own) - 1)))
        size = draw(st.integers(1, 60))
        match draw(st.integers(0, 4)):
            case 0:
                own[at : at + 1] = bytes((draw(st.integers(0, 255)),))
            case 1:
                del own[at : at + size]
            case 2:
                other = draw(st.integers(0, max(0, len(own) - 1)))
                own[at:at] = own[other : other + size]
            case 3:
                number = re.search(rb"\d+", bytes(own[at : at + 400]))
                if number:
                    own[at + number.start() : at + number.end()] = draw(st.sampled_from(_TELLING))
            case _:
                own[at : at + size] = draw(st.binary(max_size=40))
    return bytes(own)


@st.composite
def changed_text(draw: st.DrawFn, content: bytes, encoding: str) -> bytes:
    """Return a text file with one to twelve places changed, still in its encoding."""
    own = content.decode(encoding)
    for _ in range(draw(st.integers(1, 12))):
        at = draw(st.integers(0, len(own)))
        size = draw(st.integers(0, 60))
        other = draw(st.integers(0, len(own)))
        new = draw(st.one_of(st.sampled_from(_PIECES), st.text(max_size=12), st.just(own[other : other + size])))
        own = own[:at] + new + own[at + size :] if draw(st.booleans()) else own[:at] + new + own[at:]
    return own.encode(encoding, "ignore")


@st.composite
def changed_archive(draw: st.DrawFn, content: bytes) -> bytes:
    """Return an archive with one of its parts changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = draw(st.sampled_from([name for name in names if name.endswith((".xml", ".hpf", ".rels"))]))
        for name in names:
            new.writestr(name, draw(changed(old.read(name))) if name == chosen else old.read(name))
    return buffer.getvalue()


@st.composite
def changed_page(draw: st.DrawFn, content: bytes) -> bytes:
    """Return a PDF with the content of one page changed."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    page = writer.pages[draw(st.integers(0, len(writer.pages) - 1))]
    stream = pypdf.generic.DecodedStreamObject()
    own = page.get_contents()
    stream.set_data(draw(changed(own.get_data() if own is not None else b"")))
    page[pypdf.generic.NameObject("/Contents")] = writer._add_object(stream)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@st.composite
def files(draw: st.DrawFn, known: dict[str, bytes]) -> tuple[str, bytes]:
    """Return a suffix and the bytes of a changed file; now and then bytes of one format under another's name."""
    key = draw(st.sampled_from([*(k for k in known if k != "hwp"), *(["hwp"] if draw(st.integers(0, 9)) == 0 else [])]))
    content, suffix = known[key], re.split(r"\W", key)[0]
    inside = draw(st.booleans())
    if inside and suffix in ("docx", "hwpx", "xlsx"):
        content = draw(changed_archive(content))
    elif inside and suffix == "pdf":
        content = draw(changed_page(content))
    elif inside and suffix in ("html", "md", "txt", "csv"):
        content = draw(changed_text(content, "cp949" if suffix == "csv" else "utf-8"))
    else:
        content = draw(changed(content))
    if draw(st.integers(0, 19)) == 0:
        suffix = draw(st.sampled_from(("pdf", "docx", "hwpx", "xlsx", "html", "csv", "txt", "md")))
    return suffix, content


def try_one(suffix: str, content: bytes, folder: Path, keep: Path | None, tally: Tally) -> None:
    """Read one file through to its figures and count what came of it."""
    path = folder / f"fuzz.{suffix}"
    path.write_bytes(content)
    started = time.process_time()
    try:
        document = read(path)
        own = units(document)
        chunks(document, own)
        figures(document)
        tally.read[suffix] += 1
    except CorpusError as error:
        tally.refused[suffix] += 1
        if path.name not in str(error):
            tally.failures.setdefault((suffix, "message", str(error)[:60]), "the message does not name the file")
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        key = (suffix, type(error).__name__, f"{Path(place.filename).name}:{place.name}")
        if key not in tally.failures:
            tally.failures[key] = traceback.format_exc()[-1500:]
            if keep is not None:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{len(tally.failures)}.{suffix}").write_bytes(content)
    spent = time.process_time() - started
    if spent > _SLOW_S and keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / f"slow-{spent:.0f}s.{suffix}").write_bytes(content)
    tally.slowest = max(tally.slowest, (spent, suffix))


def fuzz(seconds: float, *, first_seed: int, keep: Path | None) -> Tally:
    """Read changed files until the time is over and return what came of them."""
    tally = Tally(time.monotonic() + seconds)
    known = sources()
    number = first_seed
    with tempfile.TemporaryDirectory() as directory:
        while time.monotonic() < tally.ends:

            @seed(number)
            @settings(
                max_examples=_ROUND,
                deadline=None,
                database=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            @given(files(known))
            def one(drawn: tuple[str, bytes]) -> None:
                if time.monotonic() < tally.ends:
                    try_one(*drawn, Path(directory), keep, tally)

            one()
            number += 1
    return tally


def main() -> int:
    """Run and print; 0 when nothing unforeseen happened."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seconds", type=float, nargs="?", default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="write files with unforeseen exceptions, and slow ones, here"
    )
    parser.add_argument("--ocr", action="store_true")
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    if not arguments.ocr:
        for module in (pdf, ocr):
            module.has_ocr = lambda: False  # type: ignore[attr-defined]
    tally = fuzz(arguments.seconds, first_seed=arguments.seed, keep=arguments.keep)
    for suffix in sorted(tally.read.keys() | tally.refused.keys()):
        print(f"{suffix:5} read {tally.read[suffix]:6,}  refused {tally.refused[suffix]:6,}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    total = sum(tally.read.values()) + sum(tally.refused.values())
    slowest, suffix = tally.slowest
    print(f"{total:,} files, slowest {slowest:.1f} s of processor time ({suffix}), peak {peak:.2f} GB")
    print(f"unforeseen exceptions: {len(tally.failures)}")
    for key, told in tally.failures.items():
        print(*key, told, sep="\n")
    return 1 if tally.failures else 0


if __name__ == "__main__":
    sys.exit(main())
