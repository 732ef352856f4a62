"""Limits of size, number and time: a hostile or broken file ends with a message, not with the machine."""

from __future__ import annotations

import re
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from corpus.errors import CorpusError, CorruptFile, EncryptedFile, NoText, ReadingCancelled, UnsupportedFormat

MAX_FILE_BYTES = 200 * 2**20
MAX_UNPACKED_BYTES = 600 * 2**20
MAX_PART_BYTES = 150 * 2**20
MAX_PARTS = 20_000
MAX_RATIO = 400
"""A part larger than 10 MB packed tighter than this is a bomb: office files stay below 100."""
MAX_TEXT_BYTES = 16 * 2**20
"""Of a file that is nothing but text (TXT, Markdown, CSV, HTML): some 5,000 pages."""
MAX_LINE_LETTERS = 200_000
MAX_LETTERS = 4_000
"""Of one paragraph; a longer one is read in parts, for what names its amounts looks at each beside all others."""
MAX_TEXTS = 120_000
MAX_PAGES = 3_000
MAX_TABLE_CELLS = 400_000
MAX_TEXT_CELLS = 200_000
"""Of the tables of a text file, which go through more steps than those of formats that state their cells."""
MAX_DEPTH = 200
READ_TIMEOUT_S = 900.0
ARCHIVE_ERRORS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    ValueError,
    KeyError,
    OSError,
)
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)


_is_cancelled: ContextVar[Callable[[], bool]] = ContextVar("is_cancelled", default=lambda: False)


@contextmanager
def cancellable(cancelled: Callable[[], bool]) -> Iterator[None]:
    """Let a reading inside the block end with ReadingCancelled once `cancelled` returns True.

    A context variable rather than an argument: only readers of long files look at it, at the places of their deadline.
    """
    token = _is_cancelled.set(cancelled)
    try:
        yield
    finally:
        _is_cancelled.reset(token)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment after which a reader gives up on a file."""

    path: Path
    ends: float = field(default_factory=lambda: time.monotonic() + READ_TIMEOUT_S)

    def check(self) -> None:
        """Raise CorruptFile when the time is over, ReadingCancelled when the reading was called off."""
        if _is_cancelled.get()():
            raise ReadingCancelled(self.path, f"‘{self.path.name}’: 읽기를 취소했습니다.")
        if time.monotonic() > self.ends:
            raise CorruptFile(
                self.path, f"‘{self.path.name}’: 읽는 데 너무 오래 걸려 멈췄습니다. 파일을 나누어 올리십시오."
            )


def read_bytes(path: Path, *, most: int | None = None) -> bytes:
    """Return a file's bytes. Raises NoText for an empty file and CorruptFile for one over the limit."""
    check_size(path, most=most or MAX_FILE_BYTES)
    return path.read_bytes()


@contextmanager
def open_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a zip file whose parts keep the limits. Raises CorruptFile, EncryptedFile."""
    check_size(path)
    with foreseen(path, *ARCHIVE_ERRORS), zipfile.ZipFile(path) as archive:
        _check_parts(path, archive)
        yield archive


def check_size(path: Path, *, most: int = MAX_FILE_BYTES) -> None:
    """Raise NoText or CorruptFile for a file that is empty or over the size limit (bytes)."""
    size = path.stat().st_size
    if size == 0:
        raise NoText(path, f"‘{path.name}’ 파일이 비어 있습니다. 내용이 있는 파일인지 확인하십시오.")
    if size > most:
        limit = most // 2**20
        raise CorruptFile(
            path, f"‘{path.name}’ 파일이 너무 큽니다({size // 2**20}MB). {limit}MB 아래로 나누어 올리십시오."
        )


def _check_parts(path: Path, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED_BYTES or any(_is_bomb(part) for part in parts):
        raise CorruptFile(path, f"‘{path.name}’: 압축을 풀면 지나치게 커지는 파일이라 열지 않았습니다.")
    if any(part.flag_bits & 0x1 for part in parts):
        raise EncryptedFile(path, f"‘{path.name}’ 파일에 암호가 걸려 있습니다. 암호를 푼 파일을 올리십시오.")


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    if part.file_size > MAX_PART_BYTES:
        return True
    return part.file_size > 10 * 2**20 and part.file_size > MAX_RATIO * max(1, part.compress_size)


def read_part(path: Path, archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a part of an archive, never more than its limit (the size in the directory may lie)."""
    with archive.open(name) as part:
        content = part.read(MAX_PART_BYTES + 1)
    if len(content) > MAX_PART_BYTES:
        raise CorruptFile(path, f"‘{path.name}’: 압축을 풀면 지나치게 커지는 파일이라 열지 않았습니다.")
    return content


def macro_warnings(archive: zipfile.ZipFile) -> tuple[str, ...]:
    """Return what to say of an office file with macros, which are never run; () without."""
    if not any(name.lower().endswith("vbaproject.bin") for name in archive.namelist()):
        return ()
    return ("매크로가 들어 있는 파일입니다. 매크로는 실행하지 않고 글과 표만 읽었습니다.",)


def check_xml_parts(path: Path, archive: zipfile.ZipFile) -> None:
    """Raise CorruptFile when an XML part declares a document type or entities: office files never do."""
    for part in archive.infolist():
        if part.filename.endswith((".xml", ".rels", ".hpf", ".vml")):
            with archive.open(part) as file:
                _refuse_entities(path, file.read(4096))


def _refuse_entities(path: Path, head: bytes) -> None:
    if _DECLARATION.search(head.replace(b"\x00", b"")):
        raise CorruptFile(path, f"‘{path.name}’: 허용되지 않는 XML 선언(DOCTYPE·ENTITY)이 있어 열지 않았습니다.")


def parse_xml(path: Path, content: bytes) -> etree._Element:
    """Return the root of an XML part; entities and the network are off, the depth is bounded. Raises CorruptFile."""
    _refuse_entities(path, content[:4096])
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    with foreseen(path, etree.XMLSyntaxError, ValueError):
        return etree.fromstring(content, parser)


def inner_text(element: etree._Element) -> str:
    """Return all text inside an element, in order."""
    return "".join(str(text) for text in element.itertext())


@contextmanager
def foreseen(path: Path, *kinds: type[Exception]) -> Iterator[None]:
    """Turn the errors of a foreign library into CorruptFile; our own pass unchanged."""
    try:
        yield
    except CorpusError:
        raise
    except kinds as error:
        raise CorruptFile(
            path, f"‘{path.name}’ 파일이 손상되었거나 확장자와 내용이 다릅니다. 원본을 다시 받아 올리십시오."
        ) from error


def refuse_format(path: Path, what: str, advice: str) -> UnsupportedFormat:
    """Return the error for a format we know and don't read: `what` it is, `advice` what to do."""
    return UnsupportedFormat(path, f"‘{path.name}’: {what} 형식은 읽지 않습니다. {advice}")
