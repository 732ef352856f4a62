"""How large a figure is, in what it measures: two are compared only where both measure the same."""

from __future__ import annotations

from decimal import Decimal

from assistant.forms import unit_class
from corpus.amounts import Amount
from corpus.figures import Figure

_NO_ONE_SIZE = frozenset(("duration", "area"))
"""Classes whose units are of different lengths: what is counted in one is not compared with another."""


def kind_of(figure: Figure) -> str | None:
    """Return what a figure measures (`money`, `person`, `회`), None where no unit is stated."""
    unit = Amount(figure.value, figure.unit, "").base[1]
    own = unit_class(unit)
    return unit if own in _NO_ONE_SIZE else own


def size_of(figure: Figure) -> Decimal:
    """Return a figure's value with its scale word resolved, money in won."""
    return figure.won if figure.won is not None else Amount(figure.value, figure.unit, "").base[0]
