"""PDF reader: pypdf opens and judges the file, pdfplumber gives lines and tables, pdfium tells what
is drawn without ink.
"""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pdfplumber
import pypdf
import pypdfium2  # type: ignore[import-untyped]
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException
from pypdf.errors import PyPdfError

from corpus.assemble import finish
from corpus.document import Box, Document
from corpus.errors import CorruptFile, EncryptedFile, NoText
from corpus.hidden import Hidden
from corpus.limits import MAX_PAGES, Deadline, foreseen, read_bytes
from corpus.ocr import has_ocr, ocr_page
from corpus.pdf_columns import unruled_tables
from corpus.pdf_flow import measure_print, pieces_of, title_of
from corpus.pdf_ink import image_share, invisible_boxes
from corpus.pdf_page import (
    Char,
    PrintedLine,
    footnote_rule,
    has_space_glyphs,
    holds,
    printed_lines,
    seen_chars,
    without_layout_gaps,
)  # fmt: skip
from corpus.pdf_stitch import PageContent, joined_tables, spaces_at_ends, with_footnotes, without_running
from corpus.pdf_tables import PageTable, page_tables
from corpus.txt import document_id

log = logging.getLogger(__name__)
BROKEN = (
    PyPdfError, PSException, PdfminerException, MalformedPDFException, pypdfium2.PdfiumError,
    ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RuntimeError,
    TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip
"""What pypdf, pdfminer and pdfium raise on a page whose content is broken."""
FEWEST_GLYPHS = 20
"""A page with fewer glyphs and a picture on it is a scan."""
_UNMAPPED = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd]")
_UNMAPPED_CODE = re.compile(r"\(cid:\d+\)|\ufffd")
_MAX_UNMAPPED = 0.3
_SCAN_LAYER = 0.6
"""Invisible text over a picture of this share of the page is the text layer of a scan, not a hidden message."""


@dataclass(slots=True)
class _State:
    """What is learned page by page."""

    hidden: Hidden = field(default_factory=Hidden)
    scans: list[int] = field(default_factory=list)
    garbled: list[int] = field(default_factory=list)
    layered: list[int] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    glyphs: int = 0
    spaces: int = 0
    """How many of the glyphs so far are spaces."""


def read_pdf(path: Path, name: str) -> Document:
    """Return the document of a PDF with its page numbers. Raises CorruptFile, EncryptedFile, NoText."""
    content = read_bytes(path)
    _quiet()
    reader = _open(path, content)
    state = _State()
    pages = list(_pages(path, content, reader, state))
    if not any(page.lines or page.tables for page in pages):
        raise NoText(path, _nothing_to_read(path, state))
    pages = without_running(pages)
    glue = spaces_at_ends(pages)
    style = measure_print(pages, spaces_at_ends=glue)
    pages = with_footnotes(pages, style.size)
    tables = joined_tables(pages, glue=glue)
    title = title_of(pages, style) or _metadata_title(reader)
    return finish(
        path,
        pieces_of(pages, tables, style),
        name=name,
        document_id=document_id(content),
        format="pdf",
        title=title,
        warnings=_warnings(state),
    )


def _quiet() -> None:
    """Keep the libraries' remarks on broken files out of the log: what matters is told in the document's warnings."""
    for library in ("pypdf", "pdfminer", "pdfplumber"):
        logging.getLogger(library).setLevel(logging.CRITICAL)


def _open(path: Path, content: bytes) -> pypdf.PdfReader:
    """Return the opened file; an empty password is tried. Raises CorruptFile, EncryptedFile."""
    with foreseen(path, *BROKEN):
        reader = pypdf.PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise EncryptedFile(path, f"‘{path.name}’ 파일에 암호가 걸려 있습니다. 암호를 푼 파일을 올리십시오.")
        count = len(reader.pages)
    if count == 0:
        raise CorruptFile(
            path, f"‘{path.name}’ 파일에 쪽이 없습니다. 잘리거나 손상된 PDF이니 원본을 다시 받아 올리십시오."
        )
    if count > MAX_PAGES:
        raise CorruptFile(
            path, f"‘{path.name}’: {count:,}쪽이라 너무 깁니다. {MAX_PAGES:,}쪽 아래로 나누어 올리십시오."
        )
    return reader


@contextmanager
def _opened(path: Path, content: bytes) -> Iterator[tuple[PDF, pypdfium2.PdfDocument | None]]:
    with foreseen(path, *BROKEN), pdfplumber.open(io.BytesIO(content)) as pdf:
        try:
            ink = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError:
            ink = None  # pdfium is stricter than the others: then only white and tiny text is recognised as hidden
        try:
            yield pdf, ink
        finally:
            if ink is not None:
                ink.close()


def _pages(path: Path, content: bytes, reader: pypdf.PdfReader, state: _State) -> Iterator[PageContent]:
    deadline = Deadline(path)
    before: tuple[PageTable, ...] = ()
    with _opened(path, content) as (pdf, ink):
        for index, page in enumerate(pdf.pages):
            deadline.check()
            try:
                read = _page(page, index, ink, state, before)
                before = read.tables
                yield read
            except CorruptFile:
                raise
            except BROKEN:  # the rest of the file goes on
                log.info("page %d of %s fell back to its plain text", index + 1, path.name, exc_info=True)
                yield _plain_page(reader, index, state)
            finally:
                page.close()  # without it 100 pages keep 270 MB


def _page(
    page: Page, index: int, ink: pypdfium2.PdfDocument | None, state: _State, before: Sequence[PageTable]
) -> PageContent:
    """Return what a page holds; `before` are the tables of the page before, one of which may go on here."""
    number = index + 1
    invisible, picture = _ink(page, index, ink)
    if invisible and picture >= _SCAN_LAYER:
        state.layered.append(number)
        invisible = []
    chars = seen_chars(page, state.hidden, invisible)
    problem = _problem(chars, bool(page.images))
    if problem:
        return _unreadable(page, index, ink, state, problem)
    chars = [char for char in chars if not _UNMAPPED_CODE.fullmatch(char["text"])]
    state.glyphs += len(chars)
    state.spaces += sum(1 for char in chars if not char["text"].strip())
    if has_space_glyphs(state.spaces, state.glyphs):
        chars = without_layout_gaps(chars)
    tables = page_tables(page, chars, number)
    loose = [char for char in chars if not _in_any(char, [table.box for table in tables])]
    tables += unruled_tables(loose, number, before=before)
    boxes = [table.box for table in tables]
    loose = [char for char in loose if not _in_any(char, boxes)]
    lines = tuple(printed_lines(loose, width=float(page.width)))
    rule = footnote_rule(page, boxes)
    return PageContent(number, float(page.width), float(page.height), lines, tuple(tables), rule=rule)


def _ink(page: Page, index: int, ink: pypdfium2.PdfDocument | None) -> tuple[list[Box], float]:
    if ink is None or index >= len(ink) or page.rotation:
        return [], 0.0
    own = ink[index]
    try:
        boxes = invisible_boxes(own)
        return boxes, image_share(own) if boxes else 0.0
    finally:
        own.close()


def _in_any(char: Char, boxes: list[Box]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return any(holds(box, x, y) for box in boxes)


def _problem(chars: list[Char], has_image: bool) -> str:
    """Return `scan` or `garbled` for a page without usable text, else nothing."""
    text = "".join(char["text"] for char in chars if char["text"].strip())
    if len(text) < FEWEST_GLYPHS and has_image:
        return "scan"
    unmapped = len(_UNMAPPED.findall(text))
    return "garbled" if unmapped > max(5, _MAX_UNMAPPED * len(chars)) else ""


def _unreadable(page: Page, index: int, ink: pypdfium2.PdfDocument | None, state: _State, problem: str) -> PageContent:
    """Return the page as OCR reads it, or an empty one that is listed."""
    number = index + 1
    if ink is not None and has_ocr():
        content = ocr_page(ink[index], number)
        if content.lines or content.tables:
            state.recognised.append(number)
            return content
    (state.scans if problem == "scan" else state.garbled).append(number)
    return PageContent(number, float(page.width), float(page.height))


def _plain_page(reader: pypdf.PdfReader, index: int, state: _State) -> PageContent:
    """Return the page's plain text by pypdf, line under line."""
    state.broken.append(index + 1)
    try:
        text = state.hidden.strip(reader.pages[index].extract_text())
    except BROKEN:  # nothing of this page can be read
        text = ""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    printed = tuple(
        PrintedLine(line, (0.0, 12.0 * at, 10.0, 12.0 * at + 10), 10.0, False, False)
        for at, line in enumerate(lines, start=8)
    )
    return PageContent(index + 1, 595.0, max(842.0, 12.0 * len(lines) * 1.6 + 200), printed)


def _metadata_title(reader: pypdf.PdfReader) -> str:
    try:
        title = (reader.metadata.title if reader.metadata else None) or ""
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError):
        return ""
    return title if re.search(r"[가-힣]", title) and not re.search(r"\.(?:hwpx?|docx?|pdf|xlsx?)$", title, re.I) else ""


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:12])
    return f"{shown}쪽" if len(numbers) <= 12 else f"{shown}쪽 등 {len(numbers)}쪽"


def _nothing_to_read(path: Path, state: _State) -> str:
    if state.garbled:
        return f"‘{path.name}’: 글자 정보(유니코드)가 없어 글을 꺼낼 수 없습니다. 원본 문서(HWP·HWPX)나 글자가 복사되는 PDF를 올리십시오."  # noqa: E501
    advice = "" if has_ocr() else " 문자 인식 도구(tesseract-ocr, tesseract-ocr-kor)를 설치하면 읽을 수 있습니다."
    return f"‘{path.name}’: 글자가 없는 스캔 문서라 읽을 글이 없습니다.{advice}"


def _warnings(state: _State) -> tuple[str, ...]:
    found = list(state.hidden.warnings())
    if state.scans:
        found.append(f"{_listed(state.scans)}은 글자가 없는 스캔이라 읽지 못했습니다.")
    if state.garbled:
        found.append(f"{_listed(state.garbled)}은 글자 정보가 깨져 있어 읽지 못했습니다.")
    if state.recognised:
        found.append(f"{_listed(state.recognised)}은 문자 인식(OCR)으로 읽었습니다. 수치를 원문과 대조하십시오.")
    if state.layered:
        found.append(f"{_listed(state.layered)}은 스캔 위에 덧붙인 인식 글자를 읽었습니다. 수치를 원문과 대조하십시오.")
    if state.broken:
        found.append(f"{_listed(state.broken)}은 손상되어 표 없이 글만 읽었습니다.")
    return tuple(found)
