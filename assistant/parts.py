"""Two things asked in one question: each asked alone, their answers set together with the citations renumbered."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from assistant.answer import Citation
from assistant.draft import Draft
from assistant.forms import unit_class
from assistant.question import Asked, read_question

_WH = r"(?:무엇|며칠|뭐|무슨|뭘|누구|누가|언제|어디|어떤|어떻게|어느|왜|얼마|몇)"
_TWO_CLAUSES = re.compile(
    rf"^(?P<one>.*{_WH}[^?,]{{0,18}}?(?:인지|(?<=[가-힣])며|(?<=[가-힣])(?<![다라냐자])고))[,\s]+(?P<two>.*{_WH}.*)$"
)
"""Two clauses that each ask; `한다고`, `하라고` quote and do not part."""
_SLASH = re.compile(r"^(?P<subject>\D{2,40}?)\s+(?P<one>(?:'|20)\d\d[^/]*?)\s+/\s+(?P<two>(?:'|20)\d\d.*)$")
"""Bare words with two years set apart: `도서관 예산 2023년 계획 / 2025년 추경`."""
_EACH = re.compile(
    rf"^(?P<one>.+?)(?:와|과|이랑|랑|하고)[,\s]+(?P<two>.+?)(?P<particle>은|는|이|가|을|를)\s*각각\s*(?P<ask>{_WH}.*|.*{_WH}.*)$"
)
_TIMES = re.compile(
    rf"^(?P<subject>.+?)\s+(?P<one>\S+(?:\s\S+)?(?:때|에서|에선|에는))(?:랑|와|하고|이랑)\s+(?P<two>\S+(?:\s\S+)?(?:때|에서|에선|에는))(?:랑|와|하고|이랑)?(?:는|은)?\s+(?P<ask>{_WH}.*)$"
)
_LISTED = re.compile(
    rf"^(?P<one>.+[가-힣])(?:와|과),\s*(?P<two>.+?)(?P<particle>은|는|이|가)\s*(?P<ask>(?:각각\s*)?{_WH}.*)$"
)


def split(question: str) -> tuple[str, str] | None:
    """Return the two questions one question asks, each complete in itself, or None when it asks one thing.

    `A는 언제이고 B는 누구` is cut between the clauses; `P A와 B는 각각 언제` shares its ending and the words before A
    that B, said with fewer words, leaves out. Where both come out the same (`A와 A는 각각`), one thing is asked.
    """
    halves = _halves(" ".join(question.split()))
    return None if halves is None or halves[0] == halves[1] else halves


def _halves(text: str) -> tuple[str, str] | None:
    """Return the two questions a question holds by its form, or None."""
    if found := _SLASH.match(text):
        return f"{found['subject']} {found['one']}", f"{found['subject']} {found['two']}"
    if found := _EACH.match(text):
        one, two = _shared(found["one"], found["two"])
        tailed = _with_tail(one, found["two"])
        if tailed != one and two == found["two"] and "의 " not in two:
            two = " ".join((*one.split()[:-1], two))
        one = tailed
        return f"{one}{_topic(one)} {found['ask']}", f"{two}{_topic(two)} {found['ask']}"
    if found := _TIMES.match(text):
        return tuple(f"{found[name]} {found['subject']} {found['ask']}" for name in ("one", "two"))  # type: ignore[return-value]
    if found := _LISTED.match(text):
        two = _with_topic(found["one"], found["two"])
        return f"{found['one']}{_topic(found['one'])} {found['ask']}", f"{two}{found['particle']} {found['ask']}"
    if found := _TWO_CLAUSES.match(text):
        return _closed(found["one"]), _with_subject(found["one"], found["two"])
    return None


def _shared(one: str, two: str) -> tuple[str, str]:
    """Give the second of two joined nouns the words before the first that belong to both."""
    words = one.split()
    if any(_OWNER.search(word) or _SUBJECT.search(word) for word in two.split()[:-1]):
        return one, two
    if any(_OWNER.search(word) for word in words[:-1]):
        cut = max(i for i, word in enumerate(words[:-1]) if _OWNER.search(word)) + 1
    else:
        cut = max(0, len(words) - len(two.split()))
    return one, " ".join((*words[:cut], two))


_OWNER = re.compile(r"(?<![회협심논건결정합문강동유주편상질토창성발])의$")
"""A genitive, not the end of 회의, 협의 and the like."""
_SUBJECT = re.compile(r"[가-힣]{2,}(?:이|가)$")


def _with_topic(one: str, two: str) -> str:
    """Give the second of two things the topic the sentence opens with (`센터가 …`), where it has none of its own."""
    topic = re.match(r"^(\S+?)(?:이|가|은|는|의)\s", one)
    return f"{topic.group(1)} {two}" if topic and topic.group(1) not in two else two


def _topic(noun: str) -> str:
    last = noun.rstrip()[-1]
    return "은" if "가" <= last <= "힣" and (ord(last) - ord("가")) % 28 else "는"


def _with_tail(one: str, two: str) -> str:
    """Give the first of two joined nouns the words behind the second that belong to both (`A와 B의 좌석`).

    They do behind `의`, and where the first word of the second is of the make of the first (`1학기와 2학기`).
    """
    words = two.split()
    if "의 " in one or len(words) < 2:
        return one
    if "의 " in two:
        return f"{one}의 {two.rsplit('의 ', 1)[1]}"
    last = one.split()[-1]
    alike = len(last) == len(words[0]) and last[-1] == words[0][-1] and len(last) > 1
    return f"{one} {' '.join(words[1:])}" if alike else one


def _closed(clause: str) -> str:
    """Return a first clause as a question: `무엇이고` is `무엇입니까?`, `언제 했고` is `언제 했습니까?`."""
    clause = clause.rstrip(", ")
    if re.search(r"(?:이고|이며|인지)$", clause):
        return f"{re.sub(r'(?:이고|이며|인지)$', '', clause)}입니까?"
    stem = re.sub(r"(?:고|으며|며)$", "", clause)
    if re.search(rf"{_WH}$", stem) or not "가" <= stem[-1] <= "힣":
        return f"{stem}입니까?"
    final = (ord(stem[-1]) - ord("가")) % 28
    return f"{stem}습니까?" if final else f"{stem[:-1]}{chr(ord(stem[-1]) + _BIEUP)}니까?"


_BIEUP = 17
"""The place of the final consonant of `ㅂ니다` among the finals of a syllable."""


def _with_subject(one: str, two: str) -> str:
    """Give a second clause without a subject of its own (`어떤 플랫폼입니까`) the first one's topic."""
    if re.match(_WH, two):
        topic = re.match(r"^(.+?(?:은|는|이|가))\s", one)
        if topic:
            return f"{topic.group(1)} {two}"
    return two


def without_place(question: str) -> str:
    """Return a question without the document it says the answer stands in (`공약 이행계획에서 언제`)."""
    return _STANDS_IN.sub("", question)


_STANDS_IN = re.compile(
    rf"(?:(?:공약|업무|주요업무|감사|행정사무감사|예산|사업|심사|종합)\s)?\S+(?:에서는|에서|에는|엔)\s+(?=\S*{_WH})"
)


def continues(question: str) -> bool:
    """Tell whether the second of two questions goes on from the first, whose words it may leave out."""
    text = " ".join(question.split())
    return not any(pattern.match(text) for pattern in (_SLASH, _EACH, _TIMES, _LISTED))


def in_parts(asked: Asked, answer: Callable[[str, Collection[str]], Draft | None]) -> Draft | None:
    """Return one draft for a question that asks two things, each answered alone; None when it asks one or finds none.

    `answer` answers a complete question without the places whose texts it is given, or returns None (or a draft without
    an answer) when it cannot. Two things told apart (`각각`) are not answered from one place. Two figures are told only
    where both are known; else the plans for the whole question follow.
    """
    if asked.operation not in ("lookup", "compare") or _WEIGHS.search(asked.standalone):
        return None
    halves = split(asked.standalone)
    if halves is None:
        return None
    drafts = [answer(half, ()) for half in halves]
    if asked.form == "figure" or asked.operation == "compare":
        if _both_told(halves, drafts):
            return together(halves, drafts)
        if asked.form == "figure":
            return None
    if "각각" in asked.standalone and _same_place(drafts) and not _says_both(halves, drafts):
        drafts[1] = answer(halves[1], [c.quote for c in drafts[0].citations] if drafts[0] else ())
    return together(halves, drafts)


_WEIGHS = re.compile(r"어느\s*(?:쪽|것|편)|차이|비교|보다|더\s|합(?:하|치|쳐|계)")
"""What is asked beside the two: which is more, or what they make together."""


def _both_told(halves: Sequence[str], drafts: Sequence[Draft | None]) -> bool:
    """Tell whether two figures are told, each counted in what is asked, and not one twice."""
    told = [d for d in drafts if d is not None and d.outcome == "answered" and d.figures and d.derivation is None]
    if len(told) < 2 or told[0].text == told[1].text:
        return False
    wanted = [read_question(half).unit_class for half in halves]
    return all(cls in (None, unit_class(d.figures[0].unit)) for cls, d in zip(wanted, told, strict=True))


def _says_both(halves: Sequence[str], drafts: Sequence[Draft | None]) -> bool:
    """Tell whether the one place both halves were answered from holds what tells them apart."""
    one, two = (half.split() for half in halves)
    apart = [word for word in (*one, *two) if (word in one) != (word in two)]
    quotes = " ".join(citation.quote for citation in (drafts[0].citations if drafts[0] else ()))
    return bool(apart) and all(re.sub(r"(?:은|는|이|가|을|를)$", "", word) in quotes for word in apart)


def together(halves: tuple[str, str], drafts: Sequence[Draft | None]) -> Draft | None:
    """Return the drafts of two questions as one, citations renumbered; None where neither has a sure one."""
    answered = [draft for draft in drafts if draft is not None and draft.outcome in ("answered", "conflict")]
    if not answered or (len(answered) == 1 and answered[0].instead is not None):
        return None  # where one half is not found, the other must be sure
    if any(draft is not None and draft.derivation is not None for draft in drafts):
        return None  # operands cite by number: computed halves are for the plans that compute
    one, two = drafts
    if one is not None and two is not None and one.text == two.text:
        return one
    lines: list[str] = []
    citations: list[Citation] = []
    merged = Draft(outcome="answered", text="")
    for half, draft in zip(halves, drafts, strict=True):
        name = half.rstrip("?. ")
        if draft is None or draft.outcome not in ("answered", "conflict"):
            lines.append(f"‘{name}’에 대한 내용은 찾지 못했습니다.")
            continue
        offset = len(citations)
        citations += [replace(c, number=c.number + offset) for c in draft.citations]
        lines.append(_renumbered(draft.text, offset))
        figures = tuple(replace(f, citation=None if f.citation is None else f.citation + offset) for f in draft.figures)
        merged = replace(
            merged,
            figures=(*merged.figures, *figures),
            problems=(*merged.problems, *draft.problems),
            explanation=(*merged.explanation, *draft.explanation),
            confidence=max(merged.confidence, draft.confidence),
        )
    return replace(merged, text="\n".join(lines), citations=tuple(citations))


def _same_place(drafts: Sequence[Draft | None]) -> bool:
    one, two = drafts
    return one is not None and two is not None and bool(one.citations) and one.citations == two.citations


def _renumbered(text: str, offset: int) -> str:
    return re.sub(r"\[(\d+)\]", lambda mark: f"[{int(mark.group(1)) + offset}]", text)
