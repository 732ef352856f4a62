"""Amounts as Korean public documents print them: exact values with units, never guessed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Bound = Literal["", "이상", "이하", "이내", "초과", "미만", "내외", "여", "약", "최대", "최소"]

WON_FACTORS: dict[str, Decimal] = {
    "원": Decimal(1), "천원": Decimal(10) ** 3, "만원": Decimal(10) ** 4, "십만원": Decimal(10) ** 5,
    "백만원": Decimal(10) ** 6, "천만원": Decimal(10) ** 7, "억원": Decimal(10) ** 8, "십억원": Decimal(10) ** 9,
    "조원": Decimal(10) ** 12,
}


@dataclass(frozen=True, slots=True)
class Amount:
    """One stated number: exact value, normalised unit (None: nobody stated one), the words it was read from."""

    value: Decimal
    unit: str | None
    text: str
    bound: Bound = ""
    """How exact the source is: `약`, `이상`, ...; empty for a plain figure."""
    span: tuple[int, int] = (0, 0)
    """Start and end in the text it was found in."""
    label: str = ""
    """Words glued to the number inside a cell: `고` of `고100교`."""
    marked: Literal["", "increase", "decrease"] = ""
    """`268▲` is a marked change, not a sign."""

    @property
    def won(self) -> Decimal | None:
        """Return the value in won, or None when the unit is not money."""
        factor = WON_FACTORS.get(self.unit or "")
        return None if factor is None else self.value * factor
