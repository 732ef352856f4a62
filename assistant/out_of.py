"""A number told out of another (`312필지 중 협의가 끝난 것은 145필지`): the part, where it is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.find import Option
from assistant.lexicon import MEASURES
from assistant.match import folded
from assistant.question import Asked
from corpus.text import search_text

_OUT_OF = re.compile(r"\s*(?:중|가운데)(?:에서|에|에는)?\s+(?P<telling>[^,;.\d]{2,40}?)\s*(?=\d)")
_TOPIC = re.compile(r"(?<=[가-힣])(?:은|는|이|가|:)?\s*$")
_BEFORE = re.compile(r"([가-힣A-Za-z]{2,})\W*$")


def parts_first(asked: Asked, options: Sequence[Option]) -> list[Option]:
    """Return the options with the part told out of the best one in its place, where the question asks for the part."""
    best = options[0] if options else None
    if best is None or best.figure.kind != "prose" or asked.operation not in ("lookup", "count"):
        return list(options)
    text, number = search_text(best.figure.context), search_text(best.figure.text)
    start = text.find(number)
    out_of = _OUT_OF.match(text, start + len(number)) if start >= 0 else None
    if out_of is None or _is_said(asked, _BEFORE.findall(text[:start])) or not _is_said(asked, [out_of["telling"]]):
        return list(options)
    for option in options:
        figure = option.figure
        told = text.startswith(search_text(figure.text), out_of.end())
        if told and figure.unit == best.figure.unit and figure.context == best.figure.context:
            rest = [o for o in options if o.figure.id not in (figure.id, best.figure.id)]
            label = f"{text[:start].strip()} 중 {_TOPIC.sub('', out_of['telling'])}"
            return [replace(option, figure=replace(figure, label=label), score=best.score), *rest]
    return list(options)


def _is_said(asked: Asked, texts: Sequence[str]) -> bool:
    """Tell whether a telling word of the question stands in one of some texts."""
    words = {
        word for term in asked.terms if term.text not in MEASURES for word in (term.text, *term.parts) if len(word) > 1
    }
    return any(word in folded(text) for word in words for text in texts)
