"""A rate the documents print: looked up, not computed anew from figures that may be of something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.draft import Draft
from assistant.find import Candidate, Option, options
from assistant.library import Library
from assistant.lookup import lookup
from assistant.match import folded
from assistant.question import Asked

COVERED = 0.85
"""Share of the question's words a printed rate must stand under."""
OWN = 0.7
"""The same for a rate whose own labels say nothing beside what the question says."""
_RATE = re.compile(r"[가-힣]{2,}[률율]$")
_NO_NAME = re.compile(r"비율$|환율$|증감[률율]$|증가[률율]$|감소[률율]$|신장[률율]$")
"""Rates that say how a share or a change is asked for, not which printed one."""
_BASIS = re.compile(r"[가-힣]{2,}(?:액|비|금)$")
"""What a rate is reckoned of: where a table prints one rate of each, the question's own counts."""
_OF_ALL = re.compile(r"[(\[]\s*(?:계|합계|총계|전체)\s*[)\]]|(?:합계|총계)(?:의|는|\s|$)")


def printed_rate(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft of a rate asked for by its name (`집행률`) where a place prints it, or None."""
    names = [term.text for term in asked.terms if _RATE.search(term.text) and not _NO_NAME.search(term.text)]
    if not names:
        return None
    asked = replace(asked, operation="lookup", unit_class="percent", unit="%")
    rates = [o for o in options(asked, found, library) if o.unit_fit > 0 and any(_says(n, o) for n in names)]
    for basis in (term.text for term in asked.terms if _BASIS.search(term.text)):
        rates = [o for o in rates if _says(basis, o)] or rates
    if _OF_ALL.search(asked.standalone):
        rates = [o for o in rates if o.figure.is_total] or rates
    if not rates or rates[0].coverage < (OWN if rates[0].extra == 0 else COVERED):
        return None
    draft = lookup(asked, rates, library)
    return draft if draft is not None and draft.outcome in ("answered", "conflict") else None


def _says(word: str, option: Option) -> bool:
    """Tell whether a figure's own labels say a word, 률 and 율 alike."""
    figure = option.figure
    labels = folded(" ".join((*figure.row_path, *figure.column_path, figure.label)))
    return folded(word).replace("율", "률") in labels.replace("율", "률")
