"""A follow-up held against what was told: one that only repeats it, or computes with other things, is refused."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.beside import covers
from assistant.draft import Draft
from assistant.followup import refers_to_figure, short_turn
from assistant.lexicon import MEASURES
from assistant.library import Library
from assistant.match import coverage, field, weigh
from assistant.question import Asked
from assistant.recall import Said, cited_units, remember
from assistant.terms import Term
from assistant.within import NAMED, asks_names, held_in, names_beside, telling

AMONG_OPERANDS = 0.6
"""Share of the words of a subject that one operand of a computed follow-up must hold."""
ANY_WORD = 0.35
"""The same share of the names a turn says itself, for a figure looked up: one of them, or most of a compound."""
STAGES = frozenset(
    [
        "목표", "실적", "계획", "결과", "실제", "추진", "예정", "현재", "공약", "공약상",
        "이루어지", "이뤄지", "열리", "진행", "실시", "시행", "이행",
    ]
)  # fmt: skip
"""Words by which a question tells the plan from what came of it, and that something took place: seldom printed so."""
_PART_OF = re.compile(r"\s*(?:그|이)\s*중(?:에서|에)?(?![가-힣])|\s*(?:거기|여기)(?:에서|서)")
"""How a turn begins that asks for a part of what was told."""
COMPUTING = ("ratio", "difference", "growth", "sum", "average")


def checked(said: Said, own: Asked, earlier: Sequence[Said], library: Library) -> Said:
    """Return a follow-up as it is, or refused where it only repeats what was told or computes with something else.

    Operands must speak of what the talk is about, and of what the turn names itself.
    """
    short = short_turn(own, [one.asked for one in earlier])
    subject = subject_words(earlier[-1].asked) if earlier else ()
    repeats = bool(earlier) and says_nothing_new(said, own, short, earlier[-1], library)
    if repeats or _is_part_of_another(said, own, subject, library) or _tells_something_else(said, short, library):
        return remember(said.asked, _refused(short), earlier, library)
    if not earlier or not said.asked.is_followup or said.asked.operation not in COMPUTING:
        return said
    if said.draft.outcome == "answered":
        known = not subject or any(covers(place, subject, library) >= AMONG_OPERANDS for place in said.places)
        if known and speaks_of(said.draft, short, library):
            return said
    elif said.draft.outcome != "unanswerable" or not refers_to_figure(said.asked):
        return said
    text = "앞 질문의 답이 정해지지 않아 이어서 계산할 수 없습니다. 무엇을 계산할지 함께 적어 주십시오."
    return remember(said.asked, Draft(outcome="unanswerable", reason="unsupported", text=text), earlier, library)


def _is_part_of_another(said: Said, own: Asked, subject: Sequence[Term], library: Library) -> bool:
    """Tell a figure given for a part of what was told (`그중 국비는?`) whose place does not speak of what was told."""
    if not subject or not _PART_OF.match(own.question) or said.draft.outcome != "answered" or said.headline is None:
        return False
    return covers(said.headline, subject, library) < AMONG_OPERANDS


def _tells_something_else(said: Said, short: Asked, library: Library) -> bool:
    """Tell a follow-up looked up at a place that holds none of the names the turn says itself."""
    if not said.asked.is_followup or said.asked.operation in COMPUTING or said.draft.outcome != "answered":
        return False
    return not speaks_of(said.draft, short, library, least=ANY_WORD)


def _refused(short: Asked) -> Draft:
    names = "·".join(term.text for term in short.terms[:3])
    text = f"앞서 답한 대목에는 ‘{names}’에 대한 내용이 없고, 다른 곳에서도 찾지 못했습니다."
    return Draft(outcome="unanswerable", reason="not_in_corpus", text=text)


def says_nothing_new(said: Said, own: Asked, short: Asked, last: Said, library: Library) -> bool:
    """Tell whether a follow-up's answer only repeats what was told, though the turn names something else.

    The number told before does not answer for a part of it, nor the sentence told before for a name it does not hold.
    """
    draft = said.draft
    if not said.asked.is_followup or draft.outcome != "answered" or draft.derivation is not None or not said.grounds:
        return False
    if any(unit.id not in {known.id for known in last.grounds} for unit in said.grounds):
        return False
    if asks_names(own) and not any(names_beside(last, unit) for unit in said.grounds):
        return True
    terms = telling(library.with_near_words(short))
    if not terms:
        return False
    weights = weigh(terms, library.frequency, library.unit_count)
    told, now = last.headline, said.headline
    if told is None or now is None:
        return max(held_in(weights, unit) for unit in said.grounds) < NAMED
    if told.figure.id != now.figure.id:
        return False
    figure = now.figure
    held = coverage(weights, [field(" ".join((*figure.row_path, *figure.column_path, figure.label)), 1.0)])[0]
    is_new = any(term.text not in last.asked.standalone.replace(" ", "") for term in terms)
    return is_new and held < NAMED


def speaks_of(draft: Draft, short: Asked, library: Library, *, least: float = NAMED) -> bool:
    """Tell whether a place an answer cites holds the names a turn says itself, its labels and headings included.

    `least` (0..1) is the weighted share of them that has to stand there.
    """
    told = telling(library.with_near_words(short))
    terms = tuple(term for term in told if term.text not in STAGES and not term.is_verb)
    if not terms or draft.outcome == "unanswerable":
        return True
    weights = weigh(terms, library.frequency, library.unit_count)
    cited = cited_units(draft, library)
    texts = []
    for unit in cited:
        document = library.document(unit.document_id)
        above = (document.title, document.organization or "", document.kind or "", *unit.heading_path[-2:])
        texts.append(" ".join((*above, unit.caption, *unit.parents, *unit.headers, unit.text)))
    return any(coverage(weights, [field(text, 1.0)])[0] >= least for text in texts)


def subject_words(asked: Asked) -> tuple[Term, ...]:
    """Return the words of a question that name what it is about, those of measures left out."""
    return tuple(term for term in asked.terms if term.text not in MEASURES)
