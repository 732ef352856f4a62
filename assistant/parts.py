"""Two things asked in one question: each asked alone, their answers set together with the citations renumbered."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from assistant.answer import Citation
from assistant.draft import Draft
from assistant.question import Asked

_WH = r"(?:무엇|뭐|무슨|뭘|누구|누가|언제|어디|어떤|어떻게|어느|왜|얼마|몇)"
_TWO_CLAUSES = re.compile(
    rf"^(?P<one>.*{_WH}[^?]{{0,14}}?(?:이고|이며|고|며|인지|였고|였으며))[,\s]+(?P<two>.*{_WH}.*)$"
)
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
    that B, said with fewer words, leaves out.
    """
    text = " ".join(question.split())
    if found := _EACH.match(text):
        one, two = _shared(found["one"], found["two"])
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
    if any(word.endswith("의") for word in two.split()[:-1]):
        return one, two
    if "의" in {word[-1] for word in words[:-1]}:
        cut = max(i for i, word in enumerate(words[:-1]) if word.endswith("의")) + 1
    else:
        cut = max(0, len(words) - len(two.split()))
    return one, " ".join((*words[:cut], two))


def _with_topic(one: str, two: str) -> str:
    """Give the second of two things the topic the sentence opens with (`센터가 …`), where it has none of its own."""
    topic = re.match(r"^(\S+?)(?:이|가|은|는|의)\s", one)
    return f"{topic.group(1)} {two}" if topic and topic.group(1) not in two else two


def _topic(noun: str) -> str:
    last = noun.rstrip()[-1]
    return "은" if "가" <= last <= "힣" and (ord(last) - ord("가")) % 28 else "는"


def _closed(clause: str) -> str:
    """Return a first clause as a question: `무엇의 약자이고` -> `무엇의 약자입니까?`."""
    return re.sub(r"(?:였으며|였고|이고|이며|인지|고|며)$", "입니까?", clause.rstrip(", "))


def _with_subject(one: str, two: str) -> str:
    """Give a second clause without a subject of its own (`어떤 플랫폼입니까`) the first one's topic."""
    if re.match(_WH, two):
        topic = re.match(r"^(.+?(?:은|는|이|가))\s", one)
        if topic:
            return f"{topic.group(1)} {two}"
    return two


def in_parts(asked: Asked, answer: Callable[[str, Collection[str]], Draft | None]) -> Draft | None:
    """Return one draft for a question that asks two things, each answered alone; None when it asks one or finds none.

    `answer` answers a complete question without the places whose texts it is given, or returns None (or a draft without
    an answer) when it cannot. Two things told apart (`각각`) are not answered from one place.
    """
    if asked.operation not in ("lookup", "compare") or asked.form == "figure":
        return None
    halves = split(asked.standalone)
    if halves is None:
        return None
    drafts = [answer(half, ()) for half in halves]
    if "각각" in asked.standalone and _same_place(drafts):
        drafts[1] = answer(halves[1], [c.quote for c in drafts[0].citations] if drafts[0] else ())
    return together(halves, drafts)


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
