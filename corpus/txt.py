"""Text files: their bytes, their encoding and which kind of export they are."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from corpus.errors import CorruptFile, NoText, UnsupportedFormat
from corpus.limits import MAX_LINE_LETTERS, MAX_TEXT_BYTES, MAX_TEXT_CELLS, read_bytes

_FULL_WIDTH = re.compile(r"[０-９][０-９，．％]*|％")
"""A number in full-width digits, or the percent sign alone."""
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2009\u202f"), " ")
"""Spaces that do not break, or are of a fixed width -> a space."""
TextKind = Literal["tabbed", "flattened", "either"]


@dataclass(frozen=True, slots=True)
class TextSource:
    """A text file as read: lines without their line ends, trailing spaces kept."""

    path: Path
    name: str
    document_id: str
    lines: tuple[str, ...]
    entry: dict[str, str]
    """The file's entry in `manifest.json` beside it; empty when there is none."""


def open_text(path: Path, *, name: str | None = None) -> TextSource:
    """Return a text file's lines. Raises NoText for an empty file and CorruptFile for one that is no text."""
    content = read_bytes(path, most=MAX_TEXT_BYTES)
    if not content.strip():
        raise NoText(path, f"‘{path.name}’ 파일이 비어 있습니다. 내용이 있는 파일인지 확인하십시오.")
    text = composed(decode(content, path))
    lines = without_margin(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    if lines and not lines[-1]:
        lines = lines[:-1]
    if any(len(line) > MAX_LINE_LETTERS for line in lines):
        raise CorruptFile(path, f"‘{path.name}’: 한 줄이 {MAX_LINE_LETTERS:,}자를 넘어 문서로 읽지 않았습니다.")
    if sum(line.count("\t") + line.count("|") for line in lines) > MAX_TEXT_CELLS:
        raise CorruptFile(path, f"‘{path.name}’: 표가 지나치게 커서 열지 않았습니다. 나누어 올리십시오.")
    return TextSource(path, name or path.name, document_id(content), lines, manifest_entry(path))


def without_margin(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the lines without the spaces that all of them with text begin with."""
    margin = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    return tuple(line[margin:] for line in lines) if margin else tuple(lines)


def document_id(content: bytes) -> str:
    """Return the id made from a file's bytes: 16 hex digits of SHA-256."""
    return hashlib.sha256(content).hexdigest()[:16]


def file_id(path: Path) -> str:
    """Return the id of the document a file holds, read part by part: a folder may hold files larger than memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def decode(content: bytes, path: Path) -> str:
    """Return the text of a file in UTF-8, UTF-16 with a mark, or CP949. Raises CorruptFile for anything else."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content[:65536] or _is_binary(content[:4096]):
        raise CorruptFile(
            path, f"‘{path.name}’ 파일은 글자 파일이 아닙니다. 확장자를 확인하거나 올바른 파일로 바꾸십시오."
        )
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CorruptFile(path, f"‘{path.name}’ 파일의 글자 부호를 알 수 없습니다. UTF-8로 저장해 다시 올리십시오.")


def composed(text: str) -> str:
    """Return a text with Hangul in whole syllables, numbers in the usual digits, and spaces of every kind as spaces."""
    whole = unicodedata.normalize("NFC", text).translate(_SPACES)
    return _FULL_WIDTH.sub(lambda match: unicodedata.normalize("NFKC", match.group()), whole)


def _is_binary(head: bytes) -> bool:
    control = sum(1 for byte in head if byte < 9 or 13 < byte < 32)
    return control > len(head) * 0.02


def manifest_entry(path: Path) -> dict[str, str]:
    """Return what `manifest.json` in the same folder says of a file (title, organization, kind, as_of, period)."""
    manifest = path.parent / "manifest.json"
    if not manifest.is_file():
        return {}
    try:
        entries: Any = json.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnsupportedFormat(manifest, f"‘{manifest}’ 파일을 읽을 수 없습니다. JSON 형식을 확인하십시오.") from error
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict) and entry.get("file") == path.name:
            return {str(key): str(value).strip() for key, value in entry.items() if value is not None}
    return {}


def kind_of(lines: tuple[str, ...]) -> TextKind:
    """Tell a flattened text layer (no tabs, every second line blank) from the exports with tab separated tables.

    Without tabs and without those blank lines a text may be either.
    """
    if any("\t" in line for line in lines):
        return "tabbed"
    filled = [index for index, line in enumerate(lines) if line.strip()]
    if len(filled) < 40 or any(line.startswith("#") for line in lines):
        return "tabbed"
    alone = sum(1 for index in filled if index == 0 or not lines[index - 1].strip())
    return "flattened" if alone > len(filled) * 0.85 and len(lines) > 1.7 * len(filled) else "either"
