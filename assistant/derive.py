"""Derivations: sums, differences, ratios, growth and averages over figures, in exact decimals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

from corpus.amounts import convert
from corpus.figures import Figure


class NotComputable(ValueError):
    """The figures can't be combined; `str(error)` says why in Korean."""


@dataclass(frozen=True, slots=True)
class Computed:
    """A result, its formula over a, b, c … and the operand values in one unit."""

    formula: str
    values: tuple[Decimal, ...]
    unit: str
    result: Decimal
    result_unit: str


_SAME = ("교", "개교", "학교"), ("명", "인"), ("개", "개소", "곳", "개사", "군데")
"""Units that count the same things."""


def common_unit(figures: Sequence[Figure], *, unit: str | None = None) -> tuple[str, tuple[Decimal, ...]]:
    """Return the unit all figures can be stated in, and their values in it, in order.

    Money is stated in `unit`, else in the first figure's; counts must share a unit. Raises NotComputable.
    """
    unit = unit or figures[0].unit or ""
    values = []
    for figure in figures:
        if (figure.unit or "") == unit or any(figure.unit in names and unit in names for names in _SAME):
            values.append(figure.value)
            continue
        converted = convert(figure.value, figure.unit or "", unit)
        if converted is None:
            raise NotComputable(
                f"단위가 서로 달라 계산할 수 없습니다({unit or '단위 없음'}, {figure.unit or '단위 없음'})."
            )
        values.append(converted)
    return unit, tuple(values)


def _names(count: int) -> list[str]:
    return [chr(ord("a") + index) if index < 26 else f"x{index}" for index in range(count)]


def rounded(value: Decimal, places: int) -> Decimal:
    """Return a value rounded half up to `places` decimal places."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def total(figures: Sequence[Figure], *, unit: str | None = None) -> Computed:
    """Return a + b + … in the first figure's unit, or in `unit` of money."""
    unit, values = common_unit(figures, unit=unit)
    return Computed(" + ".join(_names(len(values))), values, unit, sum(values, Decimal(0)), unit)


def difference(minuend: Figure, subtrahend: Figure, *, unit: str | None = None) -> Computed:
    """Return a - b, in `unit` of money when given; the unit of a difference of percentages is %p."""
    unit, values = common_unit((minuend, subtrahend), unit=unit)
    return Computed("a - b", values, unit, values[0] - values[1], "%p" if unit == "%" else unit)


def share(part: Figure, whole: Figure, *, places: int = 1) -> Computed:
    """Return a ÷ b × 100 in %, rounded half up. Raises NotComputable when b is zero."""
    unit, values = common_unit((part, whole))
    if values[1] == 0 or values[0] == 0:
        raise NotComputable("값이 영이어서 비율을 계산할 수 없습니다.")
    with localcontext() as context:
        context.prec = 40
        return Computed("a / b * 100", values, unit, rounded(values[0] / values[1] * 100, places), "%")


def share_of_sum(figures: Sequence[Figure], *, places: int = 1) -> Computed:
    """Return a ÷ (a + b + …) × 100 in %, rounded half up. Raises NotComputable when the sum is zero."""
    unit, values = common_unit(figures)
    if sum(values) == 0 or min(values) < 0:
        raise NotComputable("값이 영이어서 비율을 계산할 수 없습니다.")
    with localcontext() as context:
        context.prec = 40
        formula = f"a / ({' + '.join(_names(len(values)))}) * 100"
        return Computed(formula, values, unit, rounded(values[0] / sum(values) * 100, places), "%")


def times(part: Figure, whole: Figure, *, places: int = 1) -> Computed:
    """Return a ÷ b in 배, rounded half up. Raises NotComputable when b is zero."""
    unit, values = common_unit((part, whole))
    if values[1] == 0:
        raise NotComputable("나누는 값이 영이어서 계산할 수 없습니다.")
    with localcontext() as context:
        context.prec = 40
        return Computed("a / b", values, unit, rounded(values[0] / values[1], places), "배")


def growth(new: Figure, old: Figure, *, places: int = 1) -> Computed:
    """Return (a - b) ÷ b × 100 in %, rounded half up. Raises NotComputable when the base is zero."""
    unit, values = common_unit((new, old))
    if values[1] == 0:
        raise NotComputable("비교 기준이 되는 값이 영이어서 증감률을 계산할 수 없습니다.")
    with localcontext() as context:
        context.prec = 40
        return Computed(
            "(a - b) / b * 100", values, unit, rounded((values[0] - values[1]) / values[1] * 100, places), "%"
        )


def decline(new: Figure, old: Figure, *, places: int = 1) -> Computed:
    """Return (b - a) ÷ b × 100 in %, rounded half up: how far `new` lies below `old`.

    Raises NotComputable for a base of zero.
    """
    computed = growth(new, old, places=places)
    return Computed("(b - a) / b * 100", computed.values, computed.unit, -computed.result, "%")


def mean(figures: Sequence[Figure], *, places: int = 1, unit: str | None = None) -> Computed:
    """Return (a + b + …) ÷ n, rounded half up, in `unit` of money when given."""
    unit, values = common_unit(figures, unit=unit)
    with localcontext() as context:
        context.prec = 40
        result = rounded(sum(values, Decimal(0)) / len(values), places)
    formula = f"({' + '.join(_names(len(values)))}) / {len(values)}"
    return Computed(formula, values, unit, result, unit)


def per(amount: Figure, count: Figure, *, unit: str | None = None, places: int | None = None) -> Computed:
    """Return a ÷ b in the amount's unit, or in `unit`, rounded half up to `places` decimal places.

    Without `places` money is rounded to whole units, other things to one place, what is below 100 to two.

    Raises NotComputable when b is zero.
    """
    if count.value == 0:
        raise NotComputable("나누는 값이 영이어서 계산할 수 없습니다.")
    stated = amount.unit or ""
    value = amount.value
    if unit and unit != stated:
        converted = convert(value, stated, unit)
        if converted is None:
            raise NotComputable(f"{stated}을 {unit}으로 바꿀 수 없습니다.")
        value, stated = converted, unit
    with localcontext() as context:
        context.prec = 40
        quotient = value / count.value
        if places is None:
            places = 0 if amount.won is not None else 1
            if abs(quotient) < 100 and quotient != quotient.to_integral_value():
                places = 2
        return Computed("a / b", (value, count.value), stated, rounded(quotient, places), stated)
