"""British spellings as American ones, so that one entry of the English word list serves both."""

from __future__ import annotations

import re

_SPELLINGS = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"(?<=.{3})is(?=e[drs]?$|ers$|ing$|ations?$)", "iz"),
        (r"(?<=analy)s(?=e[ds]?$|ing$)", "z"),
        (r"(?<=[a-z]{3})our(?=s?$|ed$|ing$|al$|hoods?$|able$|ers?$)", "or"),
        (r"\b(cent|theat|met|lit|fib|kilomet|hectolit)re(?=s?$)", r"\1er"),
        (r"(?<=[cf]en)c(?=e[ds]?$)", "s"),
        (r"\b(cance|trave|counse|counci|labe|mode|signa|channe|enro|fulfi)ll", r"\1l"),
        (r"(?<=gram)me(?=s?$)", ""),
        (r"(?<=ag)e(?=ing$)", ""),
        (r"(?<=dg)e(?=ment)", ""),
        (r"(?<=stor)ey(?=s?$)", "y"),
    )
)


def american(word: str) -> str:
    """Return a word, lower case, in one spelling for both; others may change too, always the same way."""
    for pattern, instead in _SPELLINGS:
        word = pattern.sub(instead, word)
    return word
