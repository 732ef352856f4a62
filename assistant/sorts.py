"""The kind of things a question asks for (`어느 과`, `사업 9개 중`), and whether the members of a series are of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.match import folded
from assistant.question import Asked
from corpus.document import Table
from corpus.periods import years_of

_NUMERAL = r"(?:\d+|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열)"
_COUNTER = r"(?:개|곳|가지|건|팀|명|종|군데|개소|개사|개교)"
_KINDS = re.compile(
    rf"([가-힣·ㆍ]{{1,8}}?)(?:들)?\s*(?:{_NUMERAL}\s*{_COUNTER}\s*)?(?:중에서|중에|중|가운데|별로|별)(?=[\s,?]|$)"
    r"|(?:많은|적은|큰|작은|높은|낮은|많이\s*\S+|적게\s*\S+)\s*([가-힣]{1,8}?)(?:은|는|이|가|을|를|의)?\s"
)
_HEAD = re.compile(r"(?<![가-힣·ㆍ])([가-힣·ㆍ]{1,8}?)(?:은|는|이|가)\s*(?:어디|무엇|무어|뭐|뭔|누구|어느|어떤)")
_COUNTED = re.compile(rf"(?<![가-힣·ㆍ])([가-힣·ㆍ]{{1,8}}?)(?:은|는|이|가)\s*(?:모두\s*|총\s*)?몇\s*{_COUNTER}")
_LED = re.compile(
    r"(?:꼴찌|꼴등|최하위|일등|1위|최다|최저|최고|최대|최소)(?:인|의)?\s*([가-힣]{1,8}?)(?:은|는|이|가)?(?=[\s?]|$)"
)
_WHICH = re.compile(r"어느\s*([가-힣]{1,6}?)(?:은|는|이|가|을|를|에|인|입|야|\?|\s|$)")
_WHICH_ENGLISH = re.compile(r"\b(?:which|what)\s+(\w+)", re.I)
_ANYTHING = frozenset(
    ("개", "곳", "가지", "건", "명", "종", "군데", "것", "거", "게", "건가", "데", "사람", "쪽", "편", "무엇", "어디")
)
"""Words that say of no kind."""
_TIME = re.compile(r"해|년|.*[연년]도|때|시기|시점|분기|.*학기|달|월|기간|시간대?|요일|.*일")
_TOWNS = "시군구읍면동리"
"""Last letters of places: rows asked for by them end so, or stand under a word for places."""
_PLACES = re.compile(r"지역|구역|권역|행정|소재|위치")
_SORTS = (
    frozenset(("부서", "과", "부서명", "소관", "담당관", "실과", "담당부서", "소관부서")),
    frozenset(("분야", "부문", "분야명")),
    frozenset(("사업", "사업명", "세부사업", "세부사업명", "단위사업", "과제", "과제명", "세부과제")),
)
"""What stands over row labels of one kind; labels under a word of another are no members."""


def stub_header(table: Table) -> str:
    """Return the header over the row labels (`세부사업`), empty when there is none."""
    return " ".join(c.text for c in table.cells if c.row < table.header_rows and c.column < table.label_columns)


def kinds_asked(asked: Asked) -> tuple[str, ...]:
    """Return the nouns that say of what kind the members are (`과` in `네 개 과 가운데`)."""
    text = asked.standalone
    kinds = [word for match in _KINDS.finditer(text) for word in match.groups() if word]
    kinds += [*_LED.findall(text), *_WHICH.findall(text), *heads_asked(asked)]
    for match in _WHICH_ENGLISH.finditer(text) if asked.language == "en" else ():
        terms = [term for term in asked.terms if term.start == match.start(1) and term.said]
        kinds += [word for term in terms for word in (term.text, *term.alternatives)]
    return tuple(dict.fromkeys(kind for kind in kinds if kind not in _ANYTHING))


def heads_asked(asked: Asked) -> tuple[str, ...]:
    """Return the nouns that are themselves what is asked for (`읍·면은 어디`), no wider thing they belong to."""
    words = _HEAD.findall(asked.standalone)
    words += _COUNTED.findall(asked.standalone) if asked.operation == "count" else []
    return tuple(word for word in words if word not in _ANYTHING)


def of_kind(asked: Asked, stub: str, names: Sequence[str]) -> bool:
    """Tell whether the members are of a kind the question asks for, by their header or the ends of their names."""
    return bool(kinds_met(asked, stub, names))


def kinds_met(asked: Asked, stub: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return the kinds asked for that the members are of; `종합검사 중에 … 검사` asks for a 검사, of the 종합검사."""
    head = _head(stub)
    ends = [_end(name) for name in names]
    return tuple(
        kind
        for kind in kinds_asked(asked)
        if (len(kind) >= 2 and (kind in head or (head and head in kind)))
        or sum(1 for end in ends if end.endswith(_letters(kind) or (kind,))) * 2 > len(names)
    )


def kind_fit(asked: Asked, stub: str, names: Sequence[str]) -> int:
    """Return how surely the members are of a kind asked for: 2 where their header is its name, 0 where none tells."""
    met = kinds_met(asked, stub, names)
    exact = any(_head(stub).removesuffix("명").removesuffix("별") == kind for kind in met)
    return 2 if exact else 1 if met else 0


def of_other_kind(asked: Asked, stub: str, names: Sequence[str]) -> bool:
    """Tell members that are surely of another kind than asked: years for things, 군 for 읍·면, 부서 for 분야."""
    kinds = [kind for kind in (heads_asked(asked) or kinds_asked(asked)) if not _TIME.fullmatch(kind)]
    if not kinds or of_kind(asked, stub, names):
        return False
    if all(years_of(name) for name in names):
        return not any(_TIME.fullmatch(kind) for kind in kinds_asked(asked))
    return any(_differs(kind, _head(stub)) for kind in kinds)


def _differs(kind: str, head: str) -> bool:
    if _letters(kind):
        return not _PLACES.search(head)  # `귀농`, `귀촌` are no 읍·면, and no more are 군
    sort = next((sort for sort in _SORTS if kind in sort), None)
    return sort is not None and any(head in other for other in _SORTS if other is not sort)


def _letters(kind: str) -> tuple[str, ...]:
    """Return the last letters of the places a kind names (`읍·면`, `시군구`), none where it names no places."""
    bare = re.sub(r"[·ㆍ]", "", kind).removeprefix("자치").removeprefix("행정")
    return tuple(bare) if bare and set(bare) <= set(_TOWNS) else ()


def _head(stub: str) -> str:
    return re.sub(r"\(.*?\)|단위|[·ㆍ・]", "", folded(stub))


def _end(name: str) -> str:
    return re.sub(r"\(.*?\)", "", folded(name))
