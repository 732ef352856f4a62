"""Whether a line goes on the paragraph above it, by its form alone. Plain lines."""

from __future__ import annotations

from corpus.aligned import is_row


def stands_alone(line: str, above: str) -> bool:
    """Tell a row of figures set apart by gaps, or the line below one: neither goes on a sentence."""
    return is_row(line) or is_row(above)


def closes_bracket(text: str, line: str) -> bool:
    """Tell a line that closes the bracket the text above leaves open: `… (운행 개시 2026. 4.` over `6.)`."""
    opened = text.rfind("(") > text.rfind(")")
    close, again = line.find(")"), line.find("(")
    return opened and 0 <= close <= MOST_INSIDE and not 0 <= again < close


MOST_INSIDE = 30
"""Letters before the closing bracket."""
