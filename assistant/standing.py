"""How near two figures stand: in one row, column, sentence or section, or in strange places."""

from __future__ import annotations

from assistant.find import Option


def standing(a: Option, b: Option) -> float:
    """Return what standing together adds: one row, column, sentence or section; -1 for strangers."""
    first, second = a.figure, b.figure
    if first.id == second.id:
        return -1.0
    if first.table_id and first.table_id == second.table_id:
        if first.location.row == second.location.row or first.column_path == second.column_path:
            return 0.2
        return 0.02
    if first.table_id and second.table_id and first.column_path == second.column_path:
        return 0.04 if first.document_id == second.document_id else -1.0
    if a.candidate.unit.id == b.candidate.unit.id:
        return 0.2
    if first.document_id != second.document_id:
        return -1.0
    if first.heading_path == second.heading_path:
        return 0.12 if first.kind == second.kind == "prose" else 0.04
    if first.heading_path[:-1] == second.heading_path[:-1] and first.kind == second.kind:
        return 0.08
    return 0.0
