"""The cover of a flattened report: title, issuing body, and letterspaced words closed up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.flat_lines import FlatLine

_DATE = re.compile(r"^(?:19|20)\d\d\s*[.년]\s*(?:\d{1,2}\s*[.월]\s*)?(?:\d{1,2}\s*[.일]\s*)?$")
_BODY = re.compile(r"[가-힣](?:청|원|관|처|국|실|부|과|소|시|군|구|센터|공사|공단|재단|위원회|의회)$")
_COVER_LINES = 12


@dataclass(frozen=True, slots=True)
class Cover:
    """What the first page states; empty where it states nothing."""

    title: str = ""
    organization: str | None = None


def read_cover(lines: Sequence[FlatLine]) -> Cover:
    """Return the title and the issuing body of the lines before the first heading.

    The body is the last line when it ends like the name of an office; dates are no part of the title.
    """
    texts = [close_up(line.raw) for line in lines[:_COVER_LINES]]
    texts = [text for text in texts if text and not _DATE.match(text)]
    organization = texts.pop() if len(texts) > 1 and _BODY.search(texts[-1]) else None
    return Cover(" ".join(texts), organization)


def cover_texts(lines: Sequence[str]) -> list[str]:
    """Return the first lines that hold text, letterspaced words closed up."""
    return [close_up(line) for line in lines[: 4 * _COVER_LINES] if line.strip()][:_COVER_LINES]


def close_up(text: str) -> str:
    """Return a text with letterspaced words written together: `2 0 2 3 년 도  교 육` is `2023년도 교육`.

    Words of a letterspaced title stand two or more spaces apart, their letters one; a word of two letters may be
    drawn apart by more (`연  혁`).
    """
    groups = [group.split() for group in re.split(r"\s{2,}", text.strip())]
    words: list[str] = []
    is_open = False
    for group in groups:
        is_spaced = len(group) > 1 and all(len(token) == 1 for token in group)
        is_letter = len(group) == 1 and bool(re.fullmatch(r"[가-힣]", group[0]))
        if is_letter and is_open:
            words[-1] += group[0]
        else:
            words.append("".join(group) if is_spaced else " ".join(group))
        is_open = is_letter
    return " ".join(word for word in words if word)
