"""A table's certificate: header found, unit found, sums that close and that do not, rates that match."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.document import Cell, Check, Table
from corpus.headers import is_total
from corpus.text import squash

_GRAND = re.compile(r"^(?:총|합|누)?\s*계$|^총계$|^합산$")
_FORMULA = re.compile(r"\(?([A-E])\s*=\s*([A-E])\s*/\s*([A-E])\)?")
_LETTER = re.compile(r"\(([A-E])\)")


def certify(table: Table) -> tuple[Check, ...]:
    """Return the checks of a finished table, in a fixed order."""
    checks = [_header(table), _unit(table), _cells(table)]
    checks += _column_sums(table)
    checks += _row_sums(table)
    checks += _rates(table)
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
    if table.unit:
        return Check("unit", True, f"단위 {table.unit}({table.unit_source})")
    if missing == 0:
        return Check("unit", True, "칸마다 단위가 있음")
    return Check("unit", None, f"단위를 알 수 없는 수치 {missing}개")


def _cells(table: Table) -> Check:
    covered = sum(cell.rowspan * cell.colspan for cell in table.cells)
    expected = table.rows * table.columns
    return Check("cells", covered == expected, f"칸 {expected}개 가운데 {covered}개를 읽음")


def _numbers(table: Table) -> dict[tuple[int, int], Cell]:
    return {(cell.row, cell.column): cell for cell in table.cells if not cell.is_header and len(cell.amounts) == 1}


def _value(cells: dict[tuple[int, int], Cell], row: int, column: int) -> Decimal | None:
    cell = cells.get((row, column))
    return cell.amounts[0].value if cell else None


def _row_label(table: Table, row: int) -> tuple[str, ...]:
    return next((cell.row_path for cell in table.cells if cell.row == row and cell.row_path), ())


def _column_label(table: Table, column: int) -> tuple[str, ...]:
    return next((cell.column_path for cell in table.cells if cell.column == column and cell.column_path), ())


def _column_sums(table: Table) -> Iterator[Check]:
    """Yield one check for every column whose grand total row should equal the sum of the other rows."""
    cells = _numbers(table)
    rows = range(table.header_rows, table.rows)
    labels = {row: _row_label(table, row) for row in rows}
    totals = [row for row in rows if labels[row] and len(labels[row]) == 1 and _GRAND.match(squash(labels[row][0]))]
    if len(totals) != 1:
        return
    grand = totals[0]
    parts = [row for row in rows if row != grand and not any(is_total(part) for part in labels[row])]
    for column in range(table.label_columns, table.columns):
        total = _value(cells, grand, column)
        units = {cells[row, column].amounts[0].unit for row in (*parts, grand) if (row, column) in cells}
        if total is None or "%" in units or len(units) != 1 or not any((row, column) in cells for row in parts):
            continue
        yield _sum_check(sum((_value(cells, row, column) or Decimal(0) for row in parts), Decimal(0)), total, _column_label(table, column), (grand, column), len(parts))


def _row_sums(table: Table) -> Iterator[Check]:
    """Yield one check for every row whose total column should equal the sum of its sibling columns."""
    cells = _numbers(table)
    columns = range(table.label_columns, table.columns)
    labels = {column: _column_label(table, column) for column in columns}
    totals = [column for column in columns if labels[column] and is_total(labels[column][-1])]
    if len(totals) != 1:
        return
    total_column = totals[0]
    parent = labels[total_column][:-1]
    parts = [column for column in columns if column != total_column and labels[column][:-1] == parent]
    for row in range(table.header_rows, table.rows):
        total = _value(cells, row, total_column)
        values = [_value(cells, row, column) for column in parts]
        units = {cells[row, column].amounts[0].unit for column in (*parts, total_column) if (row, column) in cells}
        if total is None or len(units) != 1 or sum(value is not None for value in values) < 1 or "%" in units:
            continue
        yield _sum_check(sum((value or Decimal(0) for value in values), Decimal(0)), total, _row_label(table, row), (row, total_column), len(parts))


def _sum_check(found: Decimal, total: Decimal, label: tuple[str, ...], place: tuple[int, int], parts: int) -> Check:
    name = " · ".join(label)
    if found == total:
        return Check("sum", True, f"{name}: 합계가 맞음", (place,))
    kind = "반올림으로 보이는 차이" if abs(found - total) <= max(Decimal(1), Decimal(parts) / 2) else "합계가 맞지 않음"
    return Check("sum", False, f"{name}: {kind}(표의 값 {total:,}, 더한 값 {found:,})", (place,), blocking=False)


def _rates(table: Table) -> Iterator[Check]:
    """Yield one check a row and rate column whose header states its formula (`D=B/A`)."""
    cells = _numbers(table)
    letters: dict[str, int] = {}
    formulas: list[tuple[int, str, str]] = []
    for column in range(table.label_columns, table.columns):
        header = squash(" ".join(_column_label(table, column)))
        formula = _FORMULA.search(header)
        if formula:
            formulas.append((column, formula.group(2), formula.group(3)))
            continue
        letter = _LETTER.search(header)
        if letter:
            letters[letter.group(1)] = column
    for column, top, bottom in formulas:
        if top not in letters or bottom not in letters:
            continue
        for row in range(table.header_rows, table.rows):
            rate, a, b = _value(cells, row, column), _value(cells, row, letters[top]), _value(cells, row, letters[bottom])
            if rate is None or a is None or not b:
                continue
            computed = a / b * 100
            close = abs(computed - rate) <= Decimal("1")
            name = " · ".join(_row_label(table, row))
            yield Check("rate", close, f"{name}: 비율 {rate}%, 계산 {computed:.1f}%", ((row, column),), blocking=False)
