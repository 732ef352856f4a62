"""A table's certificate: header found, unit found, sums that close and that do not, rates that match."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.document import Check, Table
from corpus.doubts import doubts
from corpus.text import squash
from corpus.totals import column_labels, numbers, row_labels, sums, total_rows, value

_FORMULA = re.compile(r"\(?([A-E])\s*=\s*([A-E])\s*/\s*([A-E])\)?")
_LETTER = re.compile(r"\(([A-E])\)")


def certify(table: Table) -> tuple[Check, ...]:
    """Return the checks of a finished table, in a fixed order."""
    checks = [_header(table), _unit(table), _cells(table)]
    checks += sums(table)
    checks += _proven_totals(table)
    checks += _rates(table)
    checks += doubts(table)
    if len(table.parts) > 1:
        spans = ", ".join(f"{part.lines[0]}~{part.lines[1]}행" for part in table.parts if part.lines)
        checks.append(Check("joined", True, f"나뉜 표를 이어 읽음({spans})"))
    checks += [Check("shift", True, repair) for repair in table.repairs]
    return tuple(checks)


def _header(table: Table) -> Check:
    if table.header_rows:
        return Check("header", True, f"머리행 {table.header_rows}개를 찾음")
    return Check("header", None, "머리행이 없는 표")


def _unit(table: Table) -> Check:
    numbers = [amount for cell in table.cells for amount in cell.amounts]
    if not numbers:
        return Check("unit", None, "수치가 없는 표")
    missing = sum(1 for amount in numbers if amount.unit is None)
    if table.unit and ("," not in table.unit or not missing):
        return Check("unit", True, f"단위 {table.unit}({table.unit_source})")
    if missing == 0:
        return Check("unit", True, "칸마다 단위가 있음")
    return Check("unit", None, f"단위를 알 수 없는 수치 {missing}개")


def _cells(table: Table) -> Check:
    covered = sum(cell.rowspan * cell.colspan for cell in table.cells)
    expected = table.rows * table.columns
    return Check("cells", covered == expected, f"칸 {expected}개 가운데 {covered}개를 읽음")


def _proven_totals(table: Table) -> Iterator[Check]:
    """Yield a check for a row that no label calls a total but every column proves to be one."""
    labels = row_labels(table)
    for row in total_rows(table) if table.origin == "tsv" else ():
        yield Check("sum", True, f"{' · '.join(labels[row])}: 아래 행들의 합계임", ((row, 0),))


def _rates(table: Table) -> Iterator[Check]:
    """Yield one check a row and rate column whose header states its formula (`D=B/A`)."""
    cells, heads, labels = numbers(table), column_labels(table), row_labels(table)
    letters: dict[str, int] = {}
    formulas: list[tuple[int, str, str]] = []
    for column, head in heads.items():
        text = squash(" ".join(head))
        formula = _FORMULA.search(text)
        letter = _LETTER.search(text)
        if formula:
            formulas.append((column, formula.group(2), formula.group(3)))
        elif letter:
            letters[letter.group(1)] = column
    for column, top, bottom in formulas:
        if top not in letters or bottom not in letters:
            continue
        for row, label in labels.items():
            rate, a, b = value(cells, row, column), value(cells, row, letters[top]), value(cells, row, letters[bottom])
            if rate is None or a is None or not b:
                continue
            computed = a / b * 100
            close = abs(computed - rate) <= Decimal("1")
            message = f"{' · '.join(label)}: 비율 {rate}%, 계산 {computed:.1f}%"
            yield Check("rate", close, message, ((row, column),), blocking=False)
