"""What a button of the page reports, read as far as it can be trusted: text, never more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """One click: what is to be done and the values that go with it."""

    act: str
    values: Mapping[str, str]

    def text(self, name: str) -> str:
        """Return a value as it was reported; an empty text where there is none."""
        return self.values.get(name, "")

    def number(self, name: str) -> int:
        """Return a whole number from 0; 0 for anything else, since a browser may report what it likes."""
        value = self.text(name)
        return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else 0


def said(reported: object) -> Said:
    """Return the click a component reports: its button's `data-` values and the fields of its form."""
    known = reported if isinstance(reported, Mapping) else {}
    values = {str(name): str(value) for name, value in known.items()}
    return Said(values.get("act", ""), values)
