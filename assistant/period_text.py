"""A period as a Korean question says it."""

from __future__ import annotations


def key_text(key: str) -> str:
    """Return a period's key as a Korean question would say it: `2023-09-30` is 2023년 9월 30일."""
    parts = key.partition("/")[0].split("-")
    words = [f"{parts[0]}년"]
    if len(parts) > 1:
        words.append(_PARTS_OF_YEAR.get(parts[1]) or f"{int(parts[1])}월")
    if len(parts) > 2:
        words.append(f"{int(parts[2])}일")
    return " ".join(words)


_PARTS_OF_YEAR = {"H1": "상반기", "H2": "하반기", "Q1": "1분기", "Q2": "2분기", "Q3": "3분기", "Q4": "4분기"}
