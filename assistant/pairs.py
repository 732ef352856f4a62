"""Two operands of two places (`공약의 … 목표와 업무보고의 … 실적`): each half of the question looked up alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.alike import same_value
from assistant.bodies import is_named
from assistant.find import Option, candidates, options
from assistant.forms import unit_class
from assistant.items import item_words
from assistant.lexicon import MEASURES
from assistant.library import Library
from assistant.match import Weighted, coverage, field, weigh
from assistant.question import Asked, read_question
from assistant.subject import school_levels
from corpus.periods import years_of
from corpus.text import squash
from index.evidence import DocumentEntry

SURE = 1.05
"""Score from which a half is surely found."""
MARGIN = 0.05
"""Other amounts nearer than this make a half unsure."""
HELD = 0.68
"""Share of a half's words its place must hold."""
_KINDS = frozenset({"목표", "실적", "계획", "결과"})
"""Words by which a half tells its document from the other's, and not its thing."""
_AND = re.compile(
    r"(?<=[가-힣)」’'])(?:과|와|하고|이랑|랑)\s+|\s+대비\s+|(?<=[가-힣)」’'])보다\s+|\s+및\s+|\s/\s|(?<=[가-힣])에\s*비해\s+"
)
_OF = re.compile(r"(?<=[가-힣)」’'])(?:은|는|이|가)\s+(?=[^?]*의\s*(?:약\s*)?몇\s*(?:%|퍼|프로|배))")
_FRAME = re.compile(r"(?<=[가-힣)」’'])(?:은|는|을|를|에\s*대해(?:서)?|에\s*관해|의\s*경우|에서)\s+")
_TAIL = re.compile(
    r"(?:을|를|은|는|이|가|으로|로|의)?\s*(?:서로\s*)?(?:어떻게\s*다|얼마나|몇\s|비교|차이|각각|합하|합치|더하|대비|에\s*해당|(?:늘|줄|많|적)[가-힣]*\s*(?:나|니|습)).*$"
)
_DATED = re.compile(r"\d년도?\s*(?:\d+월\s*)?[가-힣]*\s*(?:보고서|보고자료|업무보고|감사|백서|결산)")
"""A report named with its year."""


@dataclass(frozen=True, slots=True)
class Half:
    """One half of the question with the documents it names (empty: any)."""

    text: str
    documents: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """What a half was found to be. `rivals` are amounts that fit about as well; empty when it is sure."""

    option: Option
    rivals: tuple[Option, ...]
    is_sure: bool


def halves(asked: Asked, library: Library) -> Iterator[tuple[Half, Half]]:
    """Yield the ways to part the question into two that stand in different documents, the likeliest first.

    What both have in common (`뉴쌤의 중학교 운영 수는`) is put before each.
    """
    text = asked.standalone
    for pattern in (_OF, _AND):
        for match in pattern.finditer(text):
            before, after = text[: match.start()], _TAIL.sub("", text[match.end() :].rstrip(" ?.!"))
            frame, first = _framed(before) if pattern is _AND else ("", before)
            named = [_documents(part, library) for part in (first, after)]
            if not any(named) or named[0] == named[1]:
                continue
            named = _apart(named, library)
            yield Half(f"{frame} {first}".strip(), named[0]), Half(f"{frame} {after}".strip(), named[1])


def documents_of(first: str, second: str, library: Library) -> tuple[frozenset[str], frozenset[str]]:
    """Return the documents two questions are to be answered from, empty sets where nothing sets them apart."""
    named = [_documents(part, library) for part in (first, second)]
    if not any(named) or named[0] == named[1]:
        return frozenset(), frozenset()
    one, two = _apart(named, library)
    return one, two


def _framed(before: str) -> tuple[str, str]:
    """Part what stands before the joining word into the frame of both halves and the first half."""
    cuts = [match for match in _FRAME.finditer(before) if len(before) - match.end() >= 2]
    if not cuts:
        return "", before
    last = cuts[-1]
    return before[: last.start()], before[last.end() :]


def _apart(named: Sequence[frozenset[str]], library: Library) -> list[frozenset[str]]:
    """Let a half that names no document, or more than its own, stand in others than the other half names."""
    every = frozenset(entry.id for entry in library.entries)
    first, second = named
    if not first:
        return [every - second, second]
    if not second:
        return [first, every - first]
    return [first - second or first, second - first or second]


def _documents(text: str, library: Library) -> frozenset[str]:
    """Return the documents a half names: by issuing body, kind of document, or a year that only some bear."""
    years = years_of(text)
    kinds = [entry for entry in library.entries if is_named(entry, text) or _kind_said(entry, text)]
    if kinds:
        return frozenset(entry.id for entry in kinds)
    dated = _DATED.search(text)
    if dated and years:
        return frozenset(e.id for e in library.entries if any(str(y) in f"{e.title} {e.as_of}" for y in years))
    return frozenset()


def _kind_said(entry: DocumentEntry, text: str) -> bool:
    """Tell whether a word of the document's kind stands in the text as a word (`공약`, `결산`, `감사`)."""
    words = re.findall(r"[가-힣]{2,}", entry.kind or "")
    said = squash(text)
    return any(word in said for word in words if len(word) <= 6 and not re.fullmatch(r"보고|계획|자료", word))


def find_both(asked: Asked, first: Half, second: Half, library: Library) -> tuple[Found, Found] | None:
    """Look two halves up, each among its documents; both must state the same kind of amount. None when none fits."""
    left, right = _weighed(asked, first, library), _weighed(asked, second, library)
    together = [
        (a[0] + b[0], a, b)
        for a in left
        for b in right
        if unit_class(a[2].figure.unit) == unit_class(b[2].figure.unit) is not None
    ]
    if not together:
        return None
    _, a, b = max(together, key=lambda entry: entry[0])
    kind = unit_class(a[2].figure.unit)
    return _found(a, left, kind), _found(b, right, kind)


def _weighed(asked: Asked, half: Half, library: Library) -> list[tuple[float, float, Option]]:
    """Return (score, share of the half's words held, option) of what fits a half, best first."""
    own = replace(read_question(half.text), unit_class=asked.unit_class, unit=asked.unit, operation="lookup")
    levels = school_levels(half.text, [term.text for term in own.terms])
    own = replace(own, terms=(*own.terms, *levels))
    under = [c for c in candidates(own, library) if not half.documents or c.document.id in half.documents]
    ranked = [o for o in options(own, under, library) if o.unit_fit >= 0 and o.period_fit >= 0]
    terms = weigh(own.terms, library.frequency, library.unit_count)
    subject = [w for w in terms if w.term.text not in MEASURES | _KINDS] or list(terms)
    weighed = []
    for option in ranked[:25]:
        named, _ = coverage(terms, [field(f"{option.figure.label} {item_words(option.figure)}", 1.0)])
        held = _held(option, subject)
        weighed.append((option.score + 0.5 * held + 0.4 * named, held, option))
    weighed.sort(key=lambda entry: (-entry[0], entry[2].figure.id))
    return weighed


def _found(
    best: tuple[float, float, Option], weighed: Sequence[tuple[float, float, Option]], kind: str | None
) -> Found:
    score, held, option = best
    rivals = [
        o
        for s, _, o in weighed
        if s > score - MARGIN and unit_class(o.figure.unit) == kind and not same_value(o.figure, option.figure)
    ]
    return Found(option, tuple(rivals[:4]), option.score >= SURE and held >= HELD and not rivals)


def _held(option: Option, terms: Sequence[Weighted]) -> float:
    """Return the share of the half's words that the figure's labels, headings and document hold, 0..1."""
    figure, document = option.figure, option.candidate.document
    words = (
        *figure.row_path,
        *figure.column_path,
        item_words(figure),
        figure.label,
        option.candidate.unit.text,
        figure.caption,
        *figure.heading_path,
        document.title,
        document.organization or "",
        document.kind or "",
    )
    share, _ = coverage(terms, [field(" ".join(words), 1.0)])
    return share
