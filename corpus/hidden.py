"""Text a reader of the page cannot see: removed, counted and reported."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_UNSEEN = re.compile(
    "[\U000e0000-\U000e007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u061c\u180e\ufff9-\ufffb\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
"""Tag characters, zero-width and direction marks, interlinear marks, controls."""
_TAGS = re.compile("[\U000e0000-\U000e007f]")
NEARLY_WHITE = 0.96
SMALLEST_SIZE = 1.5
"""Points; text below this size can't be read on paper."""


@dataclass(slots=True)
class Hidden:
    """Counts what a reader left out, to be told in the document's warnings."""

    characters: int = 0
    tags: int = 0
    parts: int = 0
    """Hidden rows, columns or sheets."""

    def strip(self, text: str) -> str:
        """Return a text without unseen characters; tag characters are counted."""
        if not _UNSEEN.search(text):
            return text
        self.tags += len(_TAGS.findall(text))
        return _UNSEEN.sub("", text)

    def drop(self, text: str) -> None:
        """Count a text that was left out because it can't be seen."""
        self.characters += len("".join(text.split()))

    def warnings(self) -> tuple[str, ...]:
        """Return what to tell, in Korean; empty when nothing was hidden."""
        found = []
        if self.characters:
            found.append(f"화면에 보이지 않는 글자(숨김·흰색·극소 크기) {self.characters}자를 빼고 읽었습니다.")
        if self.tags:
            found.append(f"보이지 않는 유니코드 태그 문자 {self.tags}개를 지웠습니다.")
        if self.parts:
            found.append(f"숨긴 시트·행·열 {self.parts}곳은 읽지 않았습니다.")
        return tuple(found)


def is_white(color: Sequence[float] | float | None) -> bool:
    """Tell whether a PDF colour (grey, RGB or CMYK, 0..1) is white or nearly so."""
    if color is None:
        return False
    parts = (color,) if isinstance(color, int | float) else tuple(color)
    if not parts or not all(isinstance(part, int | float) for part in parts):
        return False
    if len(parts) == 4:
        return max(parts) <= 1 - NEARLY_WHITE
    return len(parts) in (1, 3) and min(parts) >= NEARLY_WHITE


def is_white_hex(color: str | None) -> bool:
    """Tell whether a colour written as `FFFFFF`, `#ffffff`, `white` or `rgb(255,255,255)` is white or nearly so."""
    if not color:
        return False
    text = color.strip().lower().lstrip("#")
    if text in ("white", "transparent", "fff"):
        return True
    numbers = re.fullmatch(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+).*\)", text)
    if numbers:
        return min(int(part) for part in numbers.groups()) >= 255 * NEARLY_WHITE
    if re.fullmatch(r"[0-9a-f]{6}(?:[0-9a-f]{2})?", text):
        digits = text[-6:]
        return min(int(digits[at : at + 2], 16) for at in (0, 2, 4)) >= 255 * NEARLY_WHITE
    return False
