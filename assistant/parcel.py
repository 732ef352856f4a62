"""Files on their way to the reader, and files from the reader on their way in."""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Sequence
from pathlib import Path

from assistant.answer import Answer
from assistant.chart_files import chart_csv, chart_svg
from assistant.charts import series
from assistant.desk import UPLOADS, Desk
from assistant.export import csv_file, docx_file, hwpx_file, paper_file, xlsx_file
from assistant.paper import Paper
from assistant.session import cited_table
from assistant.texts import say

FILES = {
    "xlsx": ("답변-표.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": ("답변-표.csv", "text/csv"),
    "docx": ("질의답변.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "hwpx": ("질의답변.hwpx", "application/hwp+zip"),
    "chart-png": ("그래프.png", "image/svg+xml"),
    "chart-svg": ("그래프.svg", "image/svg+xml"),
    "chart-csv": ("그래프.csv", "text/csv"),
}
"""Kind -> file name and media type of what is handed over; a browser draws the PNG from the SVG."""


def parcel(answer: Answer | None, desk: Desk, kind: str) -> str:
    """Return a file as the page's courier takes it: JSON of name, type and content in base64; empty without one."""
    if answer is None or kind not in FILES:
        return ""
    content = _content(answer, desk, kind)
    name, media = FILES[kind]
    return _wrapped(name, media, content) if content else ""


def paper_parcel(paper: Paper | None, kind: str) -> str:
    """Return a paper as DOCX or HWPX as the page's courier takes it; empty without one."""
    if paper is None or kind not in ("docx", "hwpx"):
        return ""
    return _wrapped(f"{paper.name}.{kind}", FILES[kind][1], paper_file(paper, kind))


def _wrapped(name: str, media: str, content: bytes) -> str:
    said = {"name": name, "type": media, "content": base64.b64encode(content).decode(), "once": uuid.uuid4().hex}
    return json.dumps(said)


def _content(answer: Answer, desk: Desk, kind: str) -> bytes:
    if kind == "docx":
        return docx_file(answer)
    if kind == "hwpx":
        return hwpx_file(answer)
    table = cited_table(answer, desk.assistant().index)
    if table is None:
        return b""
    if kind in ("xlsx", "csv"):
        return xlsx_file(answer, table) if kind == "xlsx" else csv_file(table)
    drawn = series(answer, table)
    if drawn is None:
        return b""
    return chart_csv(drawn, table) if kind == "chart-csv" else chart_svg(drawn, table)


def taken_in(desk: Desk, paths: Sequence[Path]) -> list[Path]:
    """Copy uploaded files into the desk's own folder, so that a later ingest finds them; return where they are.

    Raises ValueError, in Korean, for too many or too large files.
    """
    if len(paths) > desk.limits.files:
        raise ValueError(say("한 번에 {files}개까지 올릴 수 있습니다.", files=desk.limits.files))
    folder = desk.directory / UPLOADS
    folder.mkdir(parents=True, exist_ok=True)
    kept = []
    for path in paths:
        if path.stat().st_size > desk.limits.bytes_each:
            raise ValueError(
                say(
                    "‘{name}’이(가) 너무 큽니다({megabytes} MB까지).",
                    name=path.name,
                    megabytes=desk.limits.bytes_each // 2**20,
                )
            )
        target = folder / path.name
        target.write_bytes(path.read_bytes())
        kept.append(target)
    return kept
