"""A question for one end of a change: what something becomes, or what it was before."""

from __future__ import annotations

import re

_MOVES = r"(?:늘|줄|확대|축소|증[가액차원편]|감[소액]|올[리라렸]|높|낮|바꾸|바뀌|변경|조정|넓|좁)"
ASKS_TARGET = re.compile(rf"(?:몇\s*[가-힣%]{{1,3}}?|얼마)\s?(?:이내|이상|이하)?(?:으로|로|까지)\s+(?:더\s*)?{_MOVES}")
"""`몇 대로 늘리나`, `얼마까지 올리나`: what it becomes is asked for, no difference."""
ASKS_ORIGIN = re.compile(rf"(?:몇\s*[가-힣%]{{1,3}}?|얼마)에서\s[^?]*?{_MOVES}")
"""`몇 대에서 늘리나`: what it was before."""


def asks_one_end(text: str) -> bool:
    """Tell a question for what something is changed to, or from, and not for both."""
    return bool(ASKS_TARGET.search(text)) != bool(ASKS_ORIGIN.search(text))
