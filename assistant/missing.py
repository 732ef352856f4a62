"""Why a change cannot be computed: the cell of the period it is measured from is empty."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.draft import Draft
from assistant.find import Candidate, options
from assistant.library import Library
from assistant.match import folded
from assistant.question import Asked
from assistant.statement import operand_name
from corpus.periods import find_periods

COVERED = 0.62
"""Share of the question's words the figure of the other period must hold."""


def missing_base(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the refusal for a change from a period whose cell is empty (`-`), with the cell's name; else None."""
    if len(asked.periods) < 2 or asked.operation not in ("growth", "difference"):
        return None
    ranked = [o for o in options(asked, found, library) if o.unit_fit >= 0 and o.figure.table_id]
    if not ranked or ranked[0].coverage < COVERED or ranked[0].period_fit < 0.8:
        return None
    best = ranked[0].figure
    table = library.table(best.table_id or "")
    for cell in table.cells:
        if cell.row < table.header_rows or not cell.row <= (best.location.row or 0) < cell.row + cell.rowspan:
            continue
        header = " ".join(c.text for c in table.cells if c.row < table.header_rows and c.column == cell.column)
        keys = {period.key for period in find_periods(header)}
        if keys & {p.key for p in asked.periods} - set(best.periods) and cell.text.strip() in ("-", "–", "", "0"):
            name = operand_name(best).rpartition(" ")[0] or operand_name(best)
            shown = cell.text.strip() or "빈칸"
            return Draft(
                outcome="unanswerable",
                reason="unsupported",
                text=f"‘{name}’의 {folded(header)} 값이 없어(‘{shown}’) 증감을 계산할 수 없습니다.",
                confidence=ranked[0].score,
            )
    return None
