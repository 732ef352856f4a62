"""Parts against totals, along rows and along columns: blocks, subtotals, grand totals.

Which lines a total adds up is not taken from its label alone: each plausible set of parts is tried on every entry, and
the set that closes most often is the one the table means. An entry where it does not close is then a finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.document import Table
from corpus.findings import Finding, Severity, printed, quantum, shown
from corpus.sheets import Key, Line, Sheet, sheets_of

_EXACT_UNITS = frozenset(
    {"명", "인", "교", "개교", "건", "개", "종", "회", "대", "편", "권", "부", "팀", "원", "과정", "개소", "학급"}
)
_OVERLAPPING = frozenset({"교", "개교", "명", "학교", "기관", "개사"})
"""What a total may count once though several parts hold it: a total equal to one of its parts is a note."""
_FAR = Decimal("0.6")


@dataclass(frozen=True, slots=True)
class _Gap:
    """A total that its parts don't give."""

    sheet: Sheet
    total: Line
    parts: tuple[Line, ...]
    entry: int
    stated: Decimal
    found: Decimal
    severity: Severity

    @property
    def cell(self) -> Key:
        """Return (row, column) of the total."""
        return (self.entry, self.total.index) if self.sheet.turned else (self.total.index, self.entry)


def sums(table: Table) -> Iterator[Finding]:
    """Yield a finding for every total of a table that its parts don't give."""
    for sheet in sheets_of(table):
        yield from _sums(sheet)


def _sums(sheet: Sheet) -> Iterator[Finding]:
    down = [gap for total in sheet.lines if total.is_total for gap in _gaps(sheet, total)]
    turned = sheet.turn()
    across = [gap for total in turned.lines if total.is_total for gap in _gaps(turned, total)]
    crossed = _crossed(down, across)
    for first, second in crossed:
        yield _crossed_finding(first, second)
    known = {id(gap) for pair in crossed for gap in pair}
    seen: set[Key] = set()
    for gap in (*down, *across):
        if id(gap) not in known and gap.cell not in seen:
            seen.add(gap.cell)
            yield _finding(gap)


def _gaps(sheet: Sheet, total: Line) -> list[_Gap]:
    """Return the entries of one total that don't close under the set of parts the table means."""
    best: tuple[int, list[_Gap]] | None = None
    candidates = _candidates(sheet, total)
    for parts in candidates:
        closed, gaps = _try(sheet, total, parts)
        if best is None or closed > best[0]:
            best = closed, gaps
    if best is None:
        return []
    closed, gaps = best
    if closed >= max(1, len(gaps)):
        return gaps
    if closed == 0 and len(candidates) == 1 and len(gaps) <= 2:
        return [gap for gap in gaps if gap.stated and abs(gap.stated - gap.found) < _FAR * abs(gap.stated)]
    return []


def _candidates(sheet: Sheet, total: Line) -> list[tuple[Line, ...]]:
    """Return the sets of lines a total may add up, the most natural first, without repetition."""
    others = [line for line in sheet.lines if line.index != total.index]
    plain = [line for line in others if not line.is_total]
    prefix = total.prefix
    above = [line for line in others if line.index < total.index]
    below = [line for line in others if line.index > total.index]
    sets: list[list[Line]] = []
    if prefix:
        sets.append([line for line in plain if line.path[: len(prefix)] == prefix])
    else:
        sets.append(plain)
        sets.append([line for line in others if line.is_total])
        sets.append([line for line in others if line.is_total and line.prefix])
    sets.append(_until_total(reversed(above)))
    sets.append(_until_total(iter(below)))
    unique: dict[tuple[int, ...], tuple[Line, ...]] = {}
    for parts in sets:
        if len(parts) >= 2 or (parts and len(parts) == len(plain)):
            ordered = tuple(sorted(parts, key=lambda line: line.index))
            unique.setdefault(tuple(line.index for line in ordered), ordered)
    return list(unique.values())


def _until_total(lines: Iterator[Line]) -> list[Line]:
    found: list[Line] = []
    for line in lines:
        if line.is_total:
            break
        found.append(line)
    return found


def _try(sheet: Sheet, total: Line, parts: Sequence[Line]) -> tuple[int, list[_Gap]]:
    """Return how many entries close, and the gaps of the others."""
    closed, gaps = 0, []
    for entry in sheet.entries:
        stated = sheet.amounts.get((total.index, entry.index))
        if stated is None or (stated.unit in ("%", "%p", "배", None) and _is_rate(entry, stated.unit)):
            continue
        used = [sheet.amounts[part.index, entry.index] for part in parts if (part.index, entry.index) in sheet.amounts]
        if not used or any(amount.unit != stated.unit for amount in used):
            continue
        if not all(sheet.is_clear(part.index, entry.index) for part in parts):
            continue
        found = sum((amount.value for amount in used), Decimal(0))
        if found == stated.value:
            closed += 1
            continue
        step = max(quantum(amount.text, amount.value) for amount in (*used, stated))
        severity = _severity(stated.value - found, len(used), step, stated.unit)
        if stated.unit in _OVERLAPPING and stated.value < found and stated.value in _others(sheet, total, entry):
            severity = "note"
        gaps.append(_Gap(sheet, total, tuple(parts), entry.index, stated.value, found, severity))
    return closed, gaps


def _others(sheet: Sheet, total: Line, entry: Line) -> set[Decimal]:
    """Return the values of an entry's parts and subtotals."""
    return {a.value for key, a in sheet.amounts.items() if key[1] == entry.index and key[0] != total.index}


def _is_rate(entry: Line, unit: str | None) -> bool:
    return unit is not None or any(word in entry.name for word in ("률", "율", "비중", "순", "쪽", "연번"))


def _severity(difference: Decimal, parts: int, step: Decimal, unit: str | None) -> Severity:
    """Return `rounding` where rounding every part to the printed digit can explain the difference."""
    if unit in _EXACT_UNITS or unit is None:
        return "error"
    return "rounding" if abs(difference) <= max(step, step * parts / 2) and parts > 1 else "error"


def _crossed(down: list[_Gap], across: list[_Gap]) -> list[tuple[_Gap, _Gap]]:
    """Return pairs of a column gap and a row gap with the same difference: one body cell explains both."""
    pairs: list[tuple[_Gap, _Gap]] = []
    for first in down:
        for second in across:
            same = first.stated - first.found == second.stated - second.found
            inside = second.entry in {part.index for part in first.parts} and first.entry in {
                part.index for part in second.parts
            }
            if same and inside and (second.entry, first.entry) in first.sheet.amounts:
                pairs.append((first, second))
    return pairs if len(pairs) == 1 else []


def _crossed_finding(down: _Gap, across: _Gap) -> Finding:
    sheet = down.sheet
    row, column = across.entry, down.entry
    amount = sheet.amounts[row, column]
    should = amount.value + down.stated - down.found
    place = sheet.place(row, column)
    totals = (sheet.place(down.total.index, column), across.sheet.place(across.total.index, row))
    message = (
        f"{place.label}: 칸의 값 {printed(amount.text, amount.unit)} 때문에 행 합계와 열 합계가 함께 어긋남"
        f" (두 합계에 맞는 값 {shown(should, amount.unit)})"
    )
    return Finding(
        "sum", down.severity, message, (place, *totals), shown(amount.value, amount.unit), shown(should, amount.unit),
        amount.value - should,
    )  # fmt: skip


def _finding(gap: _Gap) -> Finding:
    sheet, unit = gap.sheet, gap.sheet.amounts[gap.total.index, gap.entry].unit
    place = sheet.place(gap.total.index, gap.entry)
    parts = tuple(sheet.place(p.index, gap.entry) for p in gap.parts if (p.index, gap.entry) in sheet.amounts)
    words = "반올림으로 설명되는 차이" if gap.severity == "rounding" else "차이"
    message = (
        f"{place.label}: 표에 적힌 합계는 {printed(place.text, unit)}, 세부 항목을 더하면 {shown(gap.found, unit)} "
        f"({words} {shown(gap.stated - gap.found, unit)})"
    )
    if gap.severity == "note":
        message += " — 같은 대상이 여러 항목에 든 것일 수 있음"
    if gap.stated * 1000 == gap.found and "." in place.text:
        message += " — 천 단위 쉼표가 점으로 찍힌 것으로 보임"
    return Finding(
        "sum",
        gap.severity,
        message,
        (place, *parts),
        printed(place.text, unit),
        shown(gap.found, unit),
        gap.stated - gap.found,
    )
