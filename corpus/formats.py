"""Which reader takes which file: told by the first bytes, then by the suffix. Slow libraries load on first use."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from corpus.document import Document
from corpus.errors import CorruptFile, EncryptedFile, NoText
from corpus.limits import MAX_FILE_BYTES, open_archive, refuse_format

Sniff = Callable[[bytes, str], bool]
Reader = Callable[[Path, str], Document]


def _later(module: str, function: str) -> Reader:
    """Return a reader whose module is imported when it is first used: pdfplumber alone takes half a second."""

    def reader(path: Path, name: str) -> Document:
        document: Document = getattr(import_module(module), function)(path, name)
        return document

    return reader


def _is_pdf(head: bytes, suffix: str) -> bool:
    return b"%PDF-" in head[:1024]


def _is_zip(head: bytes, suffix: str) -> bool:
    return head[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def _is_ole(head: bytes, suffix: str) -> bool:
    return head[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _is_html(head: bytes, suffix: str) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    return suffix in (".html", ".htm", ".xhtml") or start.startswith((b"<!doctype html", b"<html"))


def _named(*suffixes: str) -> Sniff:
    return lambda head, suffix: suffix in suffixes


def _starts(*marks: bytes) -> Sniff:
    return lambda head, suffix: head.startswith(marks)


def _mismatch(path: Path, name: str) -> Document:
    if path.stat().st_size == 0:
        raise NoText(path, f"‘{path.name}’ 파일이 비어 있습니다. 내용이 있는 파일인지 확인하십시오.")
    kind = path.suffix.lstrip(".").upper()
    raise CorruptFile(
        path, f"‘{path.name}’: 내용이 {kind} 형식이 아닙니다. 손상된 파일이니 원본을 다시 받아 올리십시오."
    )


def _read_archive(path: Path, name: str) -> Document:
    """Choose among the zip formats by what the package holds."""
    with open_archive(path) as archive:
        names = set(archive.namelist())
        mimetype = archive.read("mimetype")[:64] if "mimetype" in names else b""
    if b"hwp" in mimetype or any(part.lower().endswith("content.hpf") for part in names):
        return _later("corpus.hwpx", "read_hwpx")(path, name)
    if any(part.startswith("xl/") for part in names):
        return _later("corpus.xlsx", "read_xlsx")(path, name)
    if any(part.startswith("word/") for part in names):
        return _later("corpus.docx", "read_docx")(path, name)
    if any(part.startswith("ppt/") for part in names):
        raise refuse_format(path, "발표 자료(PPTX)", "PDF로 저장해 올리십시오.")
    if b"opendocument" in mimetype:
        raise refuse_format(path, "ODF", "DOCX나 PDF로 저장해 올리십시오.")
    if path.suffix.lower() in _ZIPPED:
        return _mismatch(path, name)
    raise refuse_format(path, "압축 파일", "압축을 풀어 문서를 올리십시오.")


def _read_ole(path: Path, name: str) -> Document:
    """Choose among the formats in OLE containers: HWP 5, and office files under a password."""
    with path.open("rb") as file:
        content = file.read(MAX_FILE_BYTES)
    if b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e" in content:
        raise EncryptedFile(path, f"‘{path.name}’ 파일에 암호가 걸려 있습니다. 암호를 푼 파일을 올리십시오.")
    if b"HWP Document File" in content or path.suffix.lower() == ".hwp":
        return _later("corpus.hwp", "read_hwp")(path, name)
    raise refuse_format(path, "예전 오피스(DOC·XLS·PPT)", "DOCX·XLSX·PDF로 저장해 올리십시오.")


def _hwp3(path: Path, name: str) -> Document:
    raise refuse_format(path, "한글 97 이전(HWP 3)", "한글에서 HWPX나 PDF로 저장해 올리십시오.")


def _hwpml(path: Path, name: str) -> Document:
    raise refuse_format(path, "HWPML(XML)", "한글에서 HWPX나 PDF로 저장해 올리십시오.")


def _rtf(path: Path, name: str) -> Document:
    raise refuse_format(path, "RTF", "DOCX나 PDF로 저장해 올리십시오.")


_ZIPPED = frozenset({".docx", ".xlsx", ".hwpx", ".docm", ".xlsm"})
_IMAGES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp")
READERS: tuple[tuple[Sniff, Reader], ...] = (
    (_is_pdf, _later("corpus.pdf", "read_pdf")),
    (_is_zip, _read_archive),
    (_is_ole, _read_ole),
    (_starts(b"HWP Document File V"), _hwp3),
    (lambda head, suffix: b"<HWPML" in head, _hwpml),
    (_starts(b"{\\rtf"), _rtf),
    (_named(".pdf", ".hwp", *_ZIPPED), _mismatch),
    (_named(*_IMAGES), _later("corpus.ocr", "read_image")),
    (_is_html, _later("corpus.html", "read_html")),
    (_named(".csv"), _later("corpus.csv_reader", "read_csv")),
)
"""Asked in this order, before plain text."""
SUFFIXES = frozenset({".pdf", ".hwp", ".html", ".htm", ".csv", *_ZIPPED, *_IMAGES})
"""Suffixes of the files these readers take, for those who gather files from a folder."""
