"""The numbered thing before or after the one spoken of (`그 앞 단계`, `다음 학기`), said by its number."""

from __future__ import annotations

import re

_COUNTERS = r"단계|학기|분기|권역|세대|등급|유형|기수|기|차수|차년도|차|회차|회|전략|과제|순위|위|호기"
_STEP = re.compile(
    rf"(?:그|이|바로|그\s*바로)?\s*(?P<way>앞|이전|직전|전|다음|뒤|그다음)(?:의|번)?\s+?(?P<counter>{_COUNTERS})(?=[은는이가도의에를을만]|\s|\?|$)"
)
_BACK = frozenset({"앞", "이전", "직전", "전"})
_WHOLE = {"기수": "기", "차수": "차"}


def stepped(question: str, previous: str) -> str:
    """Return a turn with the numbered thing it names by its place before or after the one of the previous turn.

    `그 앞 단계는요?` behind a turn of `4단계` is `3단계는요?`; a turn that names none, or one before the first, stays.
    """
    step = _STEP.search(question)
    if step is None:
        return question
    counter = _WHOLE.get(step["counter"], step["counter"])
    numbered = re.findall(rf"(?<![\d.,])(\d{{1,2}})\s*{counter}(?![가-힣]{{2}})", previous)
    if not numbered:
        return question
    number = int(numbered[-1]) + (-1 if step["way"] in _BACK else 1)
    if number < 1:
        return question
    return f"{question[: step.start()]}{number}{counter}{question[step.end() :]}".strip()
