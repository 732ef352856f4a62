"""Minutes printed with a prime (`40′`) in a column that is headed for time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from corpus.amounts import Amount
from corpus.text import squash

_PRIMED = re.compile(r"(\d{1,3})\s?[´′'’ʹ]")
"""A whole cell: `'25` is a year, `5′30″` minutes and seconds, `37°30′` an angle."""
_TIME = re.compile(r"(?:시간|소요)(?:\([^()]*\))?$")
"""How a head ends that stands over lengths of time (`시간`, `소요시간(예정)`)."""


def minutes(text: str, column_path: Sequence[str]) -> tuple[Amount, ...]:
    """Return the minutes a cell states by a prime, nothing where it has none or its column is not one of times."""
    found = _PRIMED.fullmatch(text.strip())
    if found is None or not any(_TIME.search(squash(part)) for part in column_path):
        return ()
    printed = text.strip()
    return (Amount(Decimal(found.group(1)), "분", printed, span=(0, len(printed))),)
