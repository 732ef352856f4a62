"""Gaps a text layer leaves around figures inside sentences (`제   12 조`, `2031  년 3 월`), closed. Plain lines.

Where digits are set in another font than letters, a tool that lays text out as on the page puts a gap between them,
and one that prints the pieces of a line in turn a space. A figure and the word that counts it are written together in
Korean; so they are again, in documents that show such gaps.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

LEAST_SPACED = 10
"""Figures with a space before the word that counts them from which on a document may part all of them."""
MOST_TOGETHER = 0.05
"""How many as a share of those may be written together with it there all the same."""
LEAST_LINES = 5
"""Lines with a wide gap between a figure and the word that counts it from which on a document is one of this kind."""
_COUNTER = (
    r"(?:년도?|월|일|시|분|조|항|호|회|차|명|인|건|개소|개사|개월|개|곳|원|천원|만원|만[부명건개]|백만원|억원|조원|만|천|층|석|대|동|필지|공구|구간|차로"
    r"|학급|학년|등급|급|마리|척|채|면|실|국|과|세|부|점|가구|세대|톤|번지|권역|교|배|위|편|종|곳|분기|주|단계|식|㎡|㎞|%)"
)
_PARTICLE = (
    r"(?:까지|부터|이|가|을|를|은|는|의|에|에서|에는|로|으로|와|과|이며|이고|인|말|중|간|째|당|도|보다|씩|만에|마다"
    r"|이상|이하|미만|이내|초과|예산|예산안|제(?= *\d))"
)
_AFTER = rf"(?![가-힣A-Za-z])|{_PARTICLE}(?![가-힣])"
_SPACED = re.compile(rf"\d (?=[가-힣]){_COUNTER}(?={_AFTER})")
_TOGETHER = re.compile(rf"\d(?=[가-힣]){_COUNTER}(?={_AFTER})")
_WIDE = re.compile(rf"\d {{2,}}{_COUNTER}(?={_AFTER})")
_GAP = re.compile(rf"(?<=\d) +(?={_COUNTER}(?:{_AFTER}))")
_ORDINAL = re.compile(rf"(?:(?<![가-힣])|(?<=[조항]))제 +(?=\d+ *{_COUNTER})")


def closed_gaps(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the lines with figures put to the words that count them, where many have a wide gap there; none is lost.

    Lines are taken behind the reading of tables: what is left between two columns is a tab.
    """
    if sum(_WIDE.search(line) is not None for line in lines) < LEAST_LINES:
        return tuple(lines)
    return tuple(_closed(line) for line in lines)


def closed_figures(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the lines with figures put to the words that count them, where a document parts all of them.

    Lines are taken before the reading of tables: the cells of a row may stand a space apart as well, but a word that
    does nothing but count is no cell.
    """
    text = "\n".join(lines)
    spaced = len(_SPACED.findall(text))
    if spaced < LEAST_SPACED or len(_TOGETHER.findall(text)) > spaced * MOST_TOGETHER:
        return tuple(lines)
    return tuple(_closed(line) for line in lines)


def _closed(line: str) -> str:
    return _GAP.sub("", _ORDINAL.sub("제", line))
