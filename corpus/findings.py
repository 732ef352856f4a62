"""What an audit finds: the rule, how grave it is, both places and both values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from corpus.amounts import write_amount
from corpus.document import Location

Rule = Literal[
    "sum",
    "rate",
    "change",
    "count",
    "parts",
    "span",
    "weekday",
    "summary",
    "repeated",
    "stated",
    "unit",
    "between",
    "named",
]
Severity = Literal["error", "rounding", "note"]

RULE_NAMES: dict[Rule, str] = {
    "sum": "합계와 세부 항목",
    "rate": "비율과 계산",
    "change": "증감과 계산",
    "count": "글의 개수와 목록",
    "parts": "글의 합계와 내역",
    "span": "기간과 길이",
    "weekday": "날짜와 요일",
    "summary": "총괄표와 세부표",
    "repeated": "같은 항목의 다른 값",
    "stated": "같은 것의 다른 값",
    "unit": "단위",
    "between": "문서 사이의 다른 값",
    "named": "같은 값의 다른 이름",
}


@dataclass(frozen=True, slots=True)
class Place:
    """One of the places a finding compares."""

    location: Location
    label: str
    """Row and column labels, or the words of the sentence."""
    text: str
    """The value as printed there."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Two statements that don't agree. `error`: they can't both be right; `rounding`: the unit explains it."""

    rule: Rule
    severity: Severity
    message: str
    """Korean, for the screen."""
    places: tuple[Place, ...]
    stated: str
    """The value stated, with its unit."""
    computed: str
    """The value it should be by the other places, with its unit."""
    difference: Decimal | None = None
    """stated - computed, in the unit of the statement."""

    @property
    def where(self) -> str:
        """Return the first two places for reading: `report.txt 256행, 258행`."""
        spots: dict[str, list[str]] = {}
        for place in self.places[:2]:
            spot = spots.setdefault(place.location.document, [])
            if (text := _spot(place.location)) not in spot:
                spot.append(text)
        return ", ".join(f"{document} {', '.join(spot)}".strip() for document, spot in spots.items())

    @property
    def rule_name(self) -> str:
        """Return the rule's Korean name."""
        return RULE_NAMES[self.rule]


def _spot(location: Location) -> str:
    if location.lines:
        first, last = location.lines
        return f"{first}행" if first == last else f"{first}~{last}행"
    return f"{location.page}쪽" if location.page else ""


def quantum(text: str, value: Decimal) -> Decimal:
    """Return one unit of the last printed digit: 1 for `1,780`, 0.1 for `34.9`."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal(1)


def shown(value: Decimal, unit: str | None) -> str:
    """Return a computed value for reading, at most two decimals."""
    rounded = value if value == value.to_integral_value() else value.quantize(Decimal("0.01"))
    return write_amount(rounded, unit)


def printed(text: str, unit: str | None) -> str:
    """Return a value as its place prints it, with the unit that governs it where the text states none."""
    return f"{text}{unit}" if unit and not text.endswith(unit) and not re.search(r"[가-힣%㎡]$", text) else text
