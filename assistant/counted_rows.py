"""Things a question counts before it adds them up (`5개 대회의 입상작을 모두`): as many rows of one table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.find import Candidate
from assistant.library import Library
from assistant.match import folded
from assistant.question import Asked
from assistant.series import COVERED, KIND, Series, find_series, stub_of
from corpus.figures import Figure
from corpus.total_names import is_total

_WORDS = {"두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10}
_NUMBER = rf"(\d{{1,2}}|{'|'.join(_WORDS)})"
_COUNTER = r"(?:개|가지|곳|군데|건|명|종|팀|대)"
_BEFORE = re.compile(rf"(?<![\d.,~가-힣-]){_NUMBER}\s*{_COUNTER}\s*((?:[가-힣]{{2,}}(?:\s+|$)){{1,2}})")
"""`5개 대회의`, `다섯 개 버스 노선`: the kind is one of the next two words."""
_BEHIND = re.compile(rf"([가-힣]{{2,}})\s+{_NUMBER}\s*{_COUNTER}(?:의|을|를|은|는|이|가)?(?=\s|$)")
"""`대회 5개의`."""
_PARTICLE = re.compile(r"(?<=[가-힣]{2})[의을를은는이가]$")
_AMONG = re.compile(r"(?:중|가운데)(?:에서?|의)?\s|제외|빼[고면]")
"""Not all of those counted are added up."""
NEAR = 0.02
"""A column of other amounts nearer than this to the best leaves open which is added up."""


def counted_rows(asked: Asked, found: Sequence[Candidate], library: Library, *, printed: bool = True) -> Series | None:
    """Return the column over exactly as many rows as the question counts of their kind, or None.

    Without `printed` a column whose table prints its total is none: that total is what is asked for.
    """
    kinds = _counted(asked.standalone)
    if not kinds or asked.language == "en" or _AMONG.search(asked.standalone):
        return None
    ranked = find_series(asked, found, library)
    fitting = [s for s in ranked if s.axis == "rows" and s.covered >= COVERED and _are_counted(s, kinds, library)]
    if not fitting or fitting[0].score + KIND < ranked[0].score:
        return None
    best = fitting[0]
    values = {option.figure.id for option in best.options}
    near = [s for s in fitting[1:] if s.score >= best.score - NEAR]
    if any({option.figure.id for option in s.options} != values for s in near):
        return None
    if not printed and _prints_total(best.options[0].figure, library):
        return None
    return replace(best, score=best.score + KIND)


def is_miscounted(asked: Asked, addends: Sequence[Figure]) -> bool:
    """Tell addends of the kind the question counts that are not as many as it says (two of `5개 대회`)."""
    names = [figure.row_path[-1] if figure.row_path else "" for figure in addends]
    said = {number for number, kind in _counted(asked.standalone) if _end_in(names, kind)}
    return bool(said) and len(names) not in said


def _counted(text: str) -> list[tuple[int, str]]:
    """Return how many of which things a question counts, with and without what may be a particle of the noun."""
    said = [(match[1], word) for match in _BEFORE.finditer(text) for word in match[2].split()]
    said += [(match[2], match[1]) for match in _BEHIND.finditer(text)]
    kinds = [(int(_WORDS.get(number, number)), kind) for number, w in said for kind in {w, _PARTICLE.sub("", w)}]
    return [(number, kind) for number, kind in kinds if number > 1]


def _are_counted(series: Series, kinds: Sequence[tuple[int, str]], library: Library) -> bool:
    """Tell whether a column's rows are all of a kind counted and as many, with those that have amounts elsewhere."""
    figures = [option.figure for option in series.options]
    outer = {figure.row_path[:-1] for figure in figures}
    rows = {f.location.row for f in library.table_figures(series.table_id) if _is_beside(f, outer)}
    names = [figure.row_path[-1] for figure in figures]
    head = folded(stub_of(series, library))
    return any(
        number == len(figures) == len(rows) and (_end_in(names, kind) or head.removesuffix("명").endswith(kind))
        for number, kind in kinds
    )


def _is_beside(figure: Figure, outer: set[tuple[str, ...]]) -> bool:
    path = figure.row_path
    return bool(path) and (len(outer) > 1 or path[:-1] in outer) and not any(is_total(label) for label in path)


def _end_in(names: Sequence[str], kind: str) -> bool:
    return all(re.sub(r"\(.*?\)", "", folded(name)).endswith(kind) for name in names)


def _prints_total(figure: Figure, library: Library) -> bool:
    column = [f for f in library.table_figures(figure.table_id or "") if f.column_path == figure.column_path]
    return any(is_total(label) for f in column for label in f.row_path)
