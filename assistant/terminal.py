"""What the command line shows: answers, passages, tables and counts as Korean text, and their JSON."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from assistant.answer import Answer, Citation, Derivation
from assistant.word import joined
from corpus.amounts import write_amount
from corpus.document import Location, Table
from corpus.findings import Finding
from index.evidence import DocumentEntry, Evidence, Passage
from index.ingest import IngestReport
from index.results import FileResult

_SIGNS = {True: "✓", False: "✗", None: "·"}


def answer_text(answer: Answer, *, explain: bool = False) -> str:
    """Return an answer with its sources, steps and warnings, as read on a terminal."""
    lines = [answer.answer]
    if answer.standalone_question and answer.standalone_question != answer.question:
        lines.insert(0, f"(이렇게 이해했습니다: {answer.standalone_question})")
    lines += [f"  - {alternative.question}" for alternative in answer.alternatives]
    if answer.derivation is not None:
        lines += ["", "계산"] + [f"  {line}" for line in _derivation_lines(answer.derivation)]
    if answer.citations:
        lines += ["", "근거"] + [f"  {line}" for citation in answer.citations for line in _citation_lines(citation)]
    if answer.problems:
        lines += ["", "주의"] + [f"  - {problem}" for problem in answer.problems]
    if explain and answer.explanation:
        lines += ["", "찾은 과정"] + [f"  - {line}" for line in answer.explanation]
    return "\n".join(lines)


def _derivation_lines(derivation: Derivation) -> Iterator[str]:
    for operand in derivation.operands:
        label = f" ({operand.label})" if operand.label else ""
        yield f"{operand.name} = {write_amount(operand.value, operand.unit)}{label} [{operand.citation}]"
    yield f"{derivation.formula} = {write_amount(derivation.value, derivation.unit)}"


def _citation_lines(citation: Citation) -> Iterator[str]:
    mark = f" · 이전 판({citation.edition})" if citation.superseded_by else ""
    place = place_text(citation.lines, citation.page, citation.sheet)
    yield f"[{citation.number}] {citation.title} ({citation.document}{place}){mark}"
    if citation.heading_path:
        yield f"    {' > '.join(citation.heading_path)}"
    if citation.row_path or citation.column_path:
        cell = f"행 {joined(citation.row_path) or '–'}, 열 {joined(citation.column_path) or '–'}"
        yield f"    표 {citation.table or '(제목 없음)'}: {cell}"
    if citation.quote:
        yield f"    “{citation.quote}”"


def place_text(lines: tuple[int, int] | None, page: int | None, sheet: str | None) -> str:
    """Return where in a file, with a leading comma: `, 12~14행`, `, 3쪽`, `, 시트 ‘총괄’`; or nothing."""
    if page is not None:
        return f", {page}쪽"
    if sheet:
        return f", 시트 ‘{sheet}’"
    if lines is None:
        return ""
    return f", {lines[0]}행" if lines[0] == lines[1] else f", {lines[0]}~{lines[1]}행"


def results_json(evidence: Evidence) -> list[dict[str, Any]]:
    """Return passages as the contract's `results`."""
    return [_passage_json(passage) for passage in evidence.passages]


def _passage_json(passage: Passage) -> dict[str, Any]:
    chunk = passage.chunk
    return {
        "rank": passage.rank,
        "score": round(passage.score, 6),
        "document": passage.document.name,
        "title": passage.document.title,
        "heading_path": list(chunk.heading_path),
        "table_id": chunk.table_id,
        "lines": None if chunk.location.lines is None else list(chunk.location.lines),
        "page": chunk.location.page,
        "sheet": chunk.location.sheet,
        "text": chunk.text,
    }


def results_text(evidence: Evidence) -> str:
    """Return passages for a terminal, best first."""
    if not evidence.passages:
        return "찾은 곳이 없습니다."
    return "\n\n".join(_passage_text(passage) for passage in evidence.passages)


def _passage_text(passage: Passage) -> str:
    chunk = passage.chunk
    place = place_text(chunk.location.lines, chunk.location.page, chunk.location.sheet)
    head = f"{passage.rank}. {passage.document.title} ({passage.document.name}{place})  {passage.score:.4f}"
    body = [f"   {line}" for line in chunk.text.splitlines()[:6]]
    return "\n".join([head, f"   {' > '.join(chunk.heading_path)}", *body])


def table_json(table: Table) -> dict[str, Any]:
    """Return a table as read: caption, paths, unit, cells with their header paths and amounts, certificate."""
    return {
        "id": table.id,
        "caption": table.caption,
        "heading_path": list(table.heading_path),
        "unit": table.unit,
        "unit_source": table.unit_source,
        "base_date": table.base_date,
        **_place_json(table.location),
        "rows": table.rows,
        "columns": table.columns,
        "header_rows": table.header_rows,
        "label_columns": table.label_columns,
        "origin": table.origin,
        "column_paths": _paths(cell.column_path for cell in table.cells),
        "row_paths": _paths(cell.row_path for cell in table.cells),
        "cells": [plain(cell) for cell in table.cells],
        "notes": list(table.notes),
        "repairs": list(table.repairs),
        "checks": [plain(check) for check in table.checks],
        "trusted": table.is_trusted,
    }


def _place_json(location: Location) -> dict[str, Any]:
    lines = None if location.lines is None else list(location.lines)
    return {"lines": lines, "page": location.page, "sheet": location.sheet}


def _paths(paths: Any) -> list[list[str]]:
    return [list(path) for path in dict.fromkeys(paths) if path]


def table_text(table: Table) -> str:
    """Return a table for a terminal: caption, unit, the grid with its fields parted by bars, certificate."""
    unit = f"단위 {table.unit}" if table.unit else "단위 모름"
    place = place_text(table.location.lines, table.location.page, table.location.sheet).lstrip(", ")
    lines = [f"{table.id}  {table.caption or '(제목 없음)'}  [{unit}; {place}]", f"  {' > '.join(table.heading_path)}"]
    grid = [["" for _ in range(table.columns)] for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.column] = " ".join(cell.text.split())
    for number, row in enumerate(grid):
        lines.append("  | " + " | ".join(row) + " |")
        if number + 1 == table.header_rows:
            lines.append("  |" + "---|" * table.columns)
    lines += [f"  고침: {repair}" for repair in table.repairs]
    lines += [f"  {_SIGNS[check.passed]} {check.message}" for check in table.checks]
    return "\n".join(lines)


def report_text(report: IngestReport) -> str:
    """Return what an ingest did, a line a file that is worth a word."""
    lines = [f"읽음 {path}" for path in report.read]
    lines += [f"삭제 {path}" for path in report.removed]
    lines += [f"같은 문서 {skipped.path}: {skipped.reason}" for skipped in report.duplicates]
    lines += [f"건너뜀 {skipped.path}: {skipped.reason}" for skipped in report.skipped]
    lines += [f"주의 {warning.path}: {warning.reason}" for warning in report.warnings]
    counts = [
        ("새로 읽음", report.read),
        ("그대로", report.unchanged),
        ("건너뜀", report.skipped),
        ("삭제", report.removed),
    ]
    if report.is_cancelled:
        counts.append(("취소되어 남음", report.cancelled))
    summary = ", ".join(f"{name} {len(items)}건" for name, items in counts)
    return "\n".join([*lines, f"{summary}; 벡터 {report.vectors_added:,}개 추가; {report.seconds:.1f}초"])


def files_text(results: Sequence[FileResult]) -> str:
    """Return what came of every file, a line a file, and how many there are of each state."""
    if not results:
        return "아직 읽으라고 준 파일이 없습니다."
    lines = [f"{r.state_name} {r.path}" + (f": {r.reason}" if r.reason else "") for r in results]
    names = dict.fromkeys(r.state_name for r in results)
    return "\n".join([*lines, ", ".join(f"{name} {sum(r.state_name == name for r in results)}건" for name in names)])


def findings_text(findings: Sequence[Finding]) -> str:
    """Return what an audit found, the errors first, with their places."""
    if not findings:
        return "맞지 않는 곳을 찾지 못했습니다."
    order = {"error": 0, "note": 1, "rounding": 2}
    names = {"error": "불일치", "note": "참고", "rounding": "반올림"}
    lines = []
    for finding in sorted(findings, key=lambda finding: order[finding.severity]):
        lines += [f"[{names[finding.severity]}] {finding.rule_name}: {finding.message}", f"    {finding.where}"]
    counts = ", ".join(f"{names[key]} {sum(f.severity == key for f in findings)}건" for key in order)
    return "\n".join([*lines, counts])


def status_text(status: dict[str, Any], documents: Sequence[DocumentEntry]) -> str:
    """Return the state of an index for a terminal."""
    lines = [f"색인 {status['index']} (판 {status['schema']}, {status['bytes'] / 1e6:,.1f}MB)"]
    names = {
        "documents": "문서",
        "sections": "절",
        "tables": "표",
        "chunks": "조각",
        "units": "단위",
        "figures": "수치",
    }
    lines.append(", ".join(f"{name} {status['counts'][key]:,}" for key, name in names.items()))
    lines.append(
        f"임베딩 모델 {status['embedding_model']}, 벡터 {status['vectors']:,}개; 언어 모델 {status['llm'] or '없음'}"
    )
    for entry in documents:
        facts = ", ".join(fact for fact in (entry.organization, entry.kind, entry.as_of) if fact)
        mark = " · 이전 판" if entry.superseded_by else " · 다른 형식" if entry.same_as else ""
        lines.append(f"- {entry.name}: {entry.title}" + (f" ({facts})" if facts else "") + mark)
    lines.append("판: " + ", ".join(f"{name} {version}" for name, version in status["versions"].items()))
    return "\n".join(lines)


def plain(value: object) -> Any:
    """Return a value as JSON's own kinds: dataclasses as objects with all their fields, Decimals as strings."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple | list | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Decimal):
        return format(value, "f")
    return value
