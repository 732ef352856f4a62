"""Which labels name a total or subtotal."""

from __future__ import annotations

import re

from corpus.text import search_text, squash

TOTAL = re.compile(
    r"^(?:총\s*)?(?:합|소|총|누)?\s*계(?:\s*\(.*\)|\d{1,4}(?:건|개|개소|명|곳|종|대|동|호))?$"
    r"|^합산$|^총합$|^전체$|^총\s*(?:예산|사업비)$"
)


def is_total(label: str) -> bool:
    """Tell whether a label names a total or subtotal (`합 계`, `소계`, `총계`)."""
    return bool(TOTAL.match(squash(search_text(label))))
