"""A line that names several people by their posts (`가팀장 홍길동, 나팀장 성춘향`): only the one asked for is told."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.match import folded

_ENTRY = re.compile(
    r"(?P<post>[가-힣A-Za-z·]*(?:[과팀부국실원소청단관]장|담당관|담당|책임|주무관|장학사|장학관|연구사|연구관))"
    r"\s*:?\s*[가-힣]{2,4}(?=\s*(?:\(|☎|,|·|$))"
)
_END = re.compile(r"[\s,·;/]+$")


def person_named(text: str, question: str) -> str:
    """Return what a line says of the one post a question names, `…` for the others; empty where it parts none."""
    found, said = list(_ENTRY.finditer(text)), folded(question)
    mine = [entry for entry in found if folded(entry["post"]) in said]
    if len(found) < 2 or len(mine) != 1:
        return ""
    starts = [entry.start() for entry in found]
    until = next((after for start, after in pairwise([*starts, len(text)]) if start == mine[0].start()), len(text))
    own = _END.sub("", text[mine[0].start() : until])
    return f"{text[: starts[0]]}{'' if mine[0] is found[0] else '… '}{own}"
