"""CSV and TSV reader: the delimiter found by counting, blocks of rows as tables."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

from corpus.assemble import finish
from corpus.document import Document
from corpus.errors import CorruptFile, NoText
from corpus.hidden import Hidden
from corpus.limits import MAX_TABLE_CELLS, MAX_TEXT_BYTES, foreseen, read_bytes
from corpus.pieces import Piece, TextPiece
from corpus.txt import decode, document_id
from corpus.xlsx import Field, blocks

_DELIMITERS = (",", "\t", ";", "|")


def delimiter_of(text: str) -> str:
    """Return the delimiter that parts most lines into the same number of fields; a comma when none does."""
    lines = [line for line in text.splitlines()[:200] if line.strip()]
    best, share = ",", 0.0
    for mark in _DELIMITERS:
        counts = Counter(len(row) for row in csv.reader(lines, delimiter=mark) if len(row) > 1)
        if counts and counts.most_common(1)[0][1] / len(lines) > share:
            best, share = mark, counts.most_common(1)[0][1] / len(lines)
    return best


def read_csv(path: Path, name: str) -> Document:
    """Return the document of a CSV file: UTF-8, UTF-16 with a mark, or CP949. Raises CorruptFile, NoText."""
    content = read_bytes(path, most=MAX_TEXT_BYTES)
    hidden = Hidden()
    text = hidden.strip(decode(content, path))
    with foreseen(path, csv.Error, ValueError):
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter_of(text)))
    fields = [
        Field(r, c, " ".join(cell.split())) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell.strip()
    ]
    if len(fields) > MAX_TABLE_CELLS:
        raise CorruptFile(path, f"‘{path.name}’: 표가 지나치게 커서 열지 않았습니다.")
    if not fields:
        raise NoText(path, f"‘{path.name}’: 내용이 없는 표 파일입니다.")
    pieces: list[Piece] = [TextPiece(path.stem, rank=0), *blocks(fields, None, "csv")]
    return finish(
        path,
        pieces,
        name=name,
        document_id=document_id(content),
        format="csv",
        title=path.stem,
        warnings=hidden.warnings(),
    )
