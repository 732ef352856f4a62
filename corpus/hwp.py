"""HWP 5 reader: dochan, an optional extra, in a child process with bounded time and memory. The door to dochan."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.assemble import finish
from corpus.document import Document
from corpus.errors import CorruptFile, EncryptedFile, NoText, UnsupportedFormat
from corpus.grid import RawCell
from corpus.hidden import SMALLEST_SIZE, Hidden
from corpus.limits import MAX_DEPTH, check_size
from corpus.pieces import Piece, TablePiece, TextPiece
from corpus.txt import document_id

TIMEOUT_S = 120
MEMORY_BYTES = 1_500 * 2**20
_CHILD = """
import json, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
    resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[3]), int(sys.argv[3])))
except ImportError:
    pass
from dochan import Dochan
found = Dochan(sys.argv[1], revision_mode="final").to_dict()
found.pop("assets", None)
sys.stdout.buffer.write(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))
"""
_LOCKED = re.compile(r"암호|배포|DRM|password|encrypt|distribut", re.I)


def has_hwp() -> bool:
    """Tell whether the extra that reads HWP 5 is installed."""
    return importlib.util.find_spec("dochan") is not None


def read_hwp(path: Path, name: str) -> Document:
    """Return the document of an HWP 5 file; its pages are not known.

    Raises UnsupportedFormat without the extra, EncryptedFile, CorruptFile, NoText.
    """
    check_size(path)
    if not has_hwp():
        raise UnsupportedFormat(
            path,
            f"‘{path.name}’: HWP 파일을 읽으려면 추가 구성이 필요합니다. pip install 'policy-assistant[hwp]'를 실행하거나 "  # noqa: E501
            "한글에서 HWPX로 저장해 올리십시오.",
        )
    found = parse(path)
    hidden = Hidden()
    pieces = list(pieces_of(found, hidden))
    problems = [str(problem) for problem in found.get("metadata", {}).get("errors", [])]
    if not pieces:
        _refuse(path, problems)
    told = [f"읽지 못한 부분이 있습니다({problem})." for problem in problems if problem.startswith("ERR")]
    return finish(
        path, pieces, name=name, document_id=document_id(path.read_bytes()), format="hwp", warnings=(*hidden.warnings(), *told),  # noqa: E501
    )  # fmt: skip


def _refuse(path: Path, problems: list[str]) -> None:
    if any(_LOCKED.search(problem) for problem in problems):
        raise EncryptedFile(
            path, f"‘{path.name}’ 파일에 암호나 배포 제한이 걸려 있습니다. 암호를 푼 파일을 올리십시오."
        )
    if problems:
        raise CorruptFile(path, f"‘{path.name}’ 파일이 손상되어 읽을 수 없습니다. 원본을 다시 받아 올리십시오.")
    raise NoText(path, f"‘{path.name}’: 글이 없는 문서입니다.")


def parse(path: Path) -> dict[str, Any]:
    """Return what dochan makes of a file, read in a child process of bounded memory and time. Raises CorruptFile."""
    command = [sys.executable, "-I", "-c", _CHILD, str(path.resolve()), str(MEMORY_BYTES), str(TIMEOUT_S)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=TIMEOUT_S, check=False)
        found = json.loads(done.stdout) if done.returncode == 0 else None
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise CorruptFile(
            path, f"‘{path.name}’: HWP 파일을 제때 읽지 못해 멈췄습니다. HWPX나 PDF로 저장해 올리십시오."
        ) from error
    if not isinstance(found, dict):
        raise CorruptFile(
            path, f"‘{path.name}’ 파일이 손상되어 읽을 수 없습니다. 원본을 다시 받거나 HWPX로 저장해 올리십시오."
        )
    return found


def pieces_of(found: dict[str, Any], hidden: Hidden) -> Iterator[Piece]:
    """Yield texts and tables in reading order."""
    for section in found.get("sections", []):
        yield from _elements(section.get("elements", []), hidden, 0)


def _elements(elements: list[dict[str, Any]], hidden: Hidden, depth: int) -> Iterator[Piece]:
    if depth > MAX_DEPTH:
        return
    for element in elements:
        kind = element.get("type")
        if kind == "paragraph":
            text = _text(element, hidden)
            level = element.get("heading_level") or 0
            if text.strip():
                yield TextPiece(text, rank=level / 10 if level and len(text) <= 80 else None)
        elif kind == "table":
            yield from _table(element, hidden, depth)
        elif kind in ("footnote", "endnote"):
            yield TextPiece(hidden.strip(str(element.get("text") or "")), is_note=True)
        elif kind not in ("header", "footer", "comment", "image"):
            yield from _elements(element.get("elements") or element.get("paragraphs") or [], hidden, depth + 1)


def _text(paragraph: dict[str, Any], hidden: Hidden) -> str:
    """Return a paragraph's text without marks of footnotes and runs too small to see."""
    parts: list[str] = []
    for run in paragraph.get("runs", []):
        text = str(run.get("text") or "")
        if run.get("note_ref"):
            continue
        if float(run.get("font_size_pt") or 10) < SMALLEST_SIZE:
            hidden.drop(text)
            continue
        parts.append(text)
    return hidden.strip("".join(parts))


def _table(table: dict[str, Any], hidden: Hidden, depth: int, *, nested: bool = False) -> Iterator[Piece]:
    cells: list[RawCell] = []
    inner: list[Piece] = []
    notes: list[str] = []
    for index, row in enumerate(table.get("rows", [])):
        for cell in row:
            place = (int(cell.get("row") if cell.get("row") is not None else index), int(cell.get("col") or 0))
            text = _cell_text(cell, hidden, inner, notes, depth)
            cells.append(
                RawCell(*place, text, max(1, int(cell.get("row_span") or 1)), max(1, int(cell.get("col_span") or 1)))
            )
    if cells:
        rows, columns = max(c.row + c.rowspan for c in cells), max(c.column + c.colspan for c in cells)
        caption = " ".join(_text(part, hidden) for part in table.get("caption") or [] if isinstance(part, dict))
        yield TablePiece(tuple(cells), rows, columns, "hwp", caption=caption, notes=tuple(notes), is_nested=nested)
    yield from inner
    for note in notes:
        yield TextPiece(note, is_note=True)


def _cell_text(cell: dict[str, Any], hidden: Hidden, inner: list[Piece], notes: list[str], depth: int) -> str:
    lines: list[str] = []
    for element in cell.get("paragraphs", []):
        if element.get("type") == "table" and depth < MAX_DEPTH // 4:
            inner += _table(element, hidden, depth + 1, nested=True)
        elif element.get("type") in ("footnote", "endnote"):
            notes.append(hidden.strip(str(element.get("text") or "")))
        else:
            lines.append(_text(element, hidden))
    return "\n".join(line for line in lines if line.strip())
