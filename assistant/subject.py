"""What a calculation is asked of: the question's terms without those that name the operation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.find import weighted_terms
from assistant.lexicon import SYNONYMS
from assistant.library import Library
from assistant.match import Weighted, weigh
from assistant.question import Asked
from assistant.terms import Term

_OPERATIONS = re.compile(
    r"차이|차액|비교|비중|비율|비|합|합계|합산|총합|평균|연평균|소수|소수점|자리|첫째|둘째|셋째|동안|해|몫|증감|증가|감소|증가율|증감률|"
    r"감소율|증감액|증가액|반올림|계산|퍼센트|프로|차지|나머지|실제|배|셈|사람당|사이|정도|각각|모두|대비|많|적|크|작|높|낮|꼴찌|꼴등|최하위|최다|최저|일등|다르|년|두|세|네|단위|환산|상승|하락|포인트|퍼센트포인트|부족|비하|견주|"
    r"difference|combined|total|percentage|percent|share|(?:늘|줄|증가|감소|증액|감액|오르|내리|올라|떨어지|모자라|불어|합쳐|합치|합하|더하|차이|비교|빼).*"
)
"""Words that name the operation and not its operands."""
_REFUSED = re.compile(r"[^,.?]{2,40}?\s*(?:말고|빼고|제외하고)\s")
"""What the question says it does not mean (`A 말고 B`)."""
_NUMBERS = frozenset({"대수", "건수", "명수", "개수", "횟수", "인원수"})
"""Words that but ask for a number of a unit."""
_SPAN = re.compile(r"\s*(?:년|개년|해)\s*(?:간|치|동안|연|평균|합|계|총|다|\s)")
_HALVES = re.compile(r"(?<![가-힣])상\s*[·ㆍ・,]\s*(?=하반기)")
"""The first half of the year where both halves are said in one word."""
_LEVEL = re.compile(r"(?:초등|중|고등|특수)학교|초등|중등|고등|유치원|특수")


def subject_terms(asked: Asked, library: Library) -> tuple[Weighted, ...]:
    """Return the question's terms with their weights, without those that name the operation."""
    refused = _REFUSED.search(asked.standalone)
    terms = [
        w
        for w in weighted_terms(asked, library)
        if not is_operation(w.term.text)
        and w.term.text not in asked.codes
        and not (refused and refused.start() <= w.term.start < refused.end() and w.term in asked.terms)
    ]
    if asked.language == "en":
        known = [w for w in terms if not w.term.text.isascii() or _is_name(w.term.text, asked, library)]
        terms = known or terms
    terms = [w for w in terms if not _is_span(w.term, asked.standalone)]
    terms = [w for w in terms if not (asked.unit_class and w.term.text in _NUMBERS)] or terms
    levels = school_levels(asked.standalone, [w.term.text for w in terms])
    halves = [Term("상반기", ("상반기",), start=m.start()) for m in _HALVES.finditer(asked.standalone)]
    return (*terms, *weigh([*levels, *halves], library.frequency, library.unit_count))


def has_halves(asked: Asked) -> bool:
    """Tell whether the question says both halves of the year in one word (`상·하반기`)."""
    return _HALVES.search(asked.standalone) is not None


def _is_span(term: Term, text: str) -> bool:
    """Tell whether a term is but the number of a span of years (`5년 연평균`, `3년치`)."""
    after = text[term.start + len(term.text) :]
    return term.text.isdigit() and _SPAN.match(after) is not None


def school_levels(text: str, known: Sequence[str]) -> list[Term]:
    """Return the school levels that the morphemes missed (`중등을`, `2023년 중학교` are taken apart at 중)."""
    return [
        Term(m.group(), (m.group(),), alternatives=tuple(sorted(SYNONYMS.get(m.group(), ()))), start=m.start())
        for m in _LEVEL.finditer(text)
        if not any(m.group() in word for word in known)
    ]


def is_operation(word: str) -> bool:
    """Tell whether a word but names the operation a question asks for."""
    return _OPERATIONS.fullmatch(word) is not None


def _is_name(word: str, asked: Asked, library: Library) -> bool:
    """Tell whether a Latin word of an English question is a name the documents use (`GPU`, `CCTV`, `v2.0`)."""
    return word.upper() in asked.standalone and library.frequency(word) > 0
