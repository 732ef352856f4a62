"""What letters in the titles of columns say of them: `증감(A-B)` is the difference of `(A)` and `(B)` in each row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from corpus.bare import stated_number
from corpus.text import squash

NEAR = Decimal(1)
"""How far a printed rate, rounded or cut to whole per cent, may be from its operands."""
_KEY = re.compile(r"\(([A-Z])[=)]")
_FORMULA = re.compile(r"\((?:[A-Z]=)?([A-Z])([-+/÷])([A-Z])(?:[×*x]100)?\)")


def proved_by_letters(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> bool | None:
    """Tell whether the formulas in titles of figures hold in the rows: all of them, not so, or (None) nothing told.

    A difference proves nothing, for what is taken away and what is left may change places. A title with two letters of
    its own is two titles: that is not so.
    """
    names = [squash(title) for title in titles]
    keys = [_KEY.findall(name) for name in names]
    if any(len(key) > 1 for key in keys):
        return False
    place = {key[0]: at for at, key in enumerate(keys) if key}
    right = tried = rates = 0
    for at, name in enumerate(names):
        for first, sign, second in _FORMULA.findall(name):
            if first not in place or second not in place:
                continue
            for row in rows:
                found = [stated_number(row[column]) for column in (place[first], place[second], at)]
                a, b, printed = found
                if a is None or b is None or printed is None or (sign in "/÷" and not b):
                    continue
                tried += 1
                rates += sign in "/÷"
                right += _holds(a, sign, b, printed)
    if tried and right * 2 <= tried:
        return False
    return True if rates and right == tried else None


def _holds(a: Decimal, sign: str, b: Decimal, printed: Decimal) -> bool:
    if sign in "/÷":
        return abs(a / b * 100 - printed) <= NEAR
    return (a - b if sign == "-" else a + b) == printed
