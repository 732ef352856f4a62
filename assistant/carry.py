"""A turn answered from what the earlier ones told: another unit, the next place, a sum, the figure beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Derivation
from assistant.beside import NAMED, beside, covers, rate_asked
from assistant.draft import Draft
from assistant.find import Option
from assistant.followup import (
    is_bare,
    is_elliptic,
    is_unit_only,
    is_yes,
    merge,
    refers_to_figure,
    short_turn,
    unit_named,
)
from assistant.forms import unit_class
from assistant.library import Library
from assistant.lookup import lookup
from assistant.match import folded, weigh, words_of
from assistant.period_fit import fit_period
from assistant.question import Asked, read_question
from assistant.recall import Said, placed, remember
from assistant.reckon import reckoned
from assistant.repeats import subject_words
from assistant.stating import ask_back, name_of, period_refusal
from assistant.terms import Term
from assistant.within import asks_names, beside_in_time, names_told
from assistant.word import amount, is_, joined
from corpus.amounts import convert
from corpus.text import squash

Answering = Callable[[Asked], Draft]
"""Answers a question that stands alone."""

_ORDINALS = (
    re.compile(r"첫\s*번?째|1\s*번|^\s*1\s*$|①|\bfirst\b|처음|맨\s*위", re.I),
    re.compile(r"두\s*번?째|둘째|2\s*번|2\s*위|^\s*2\s*$|②|\bsecond\b", re.I),
    re.compile(r"세\s*번?째|셋째|3\s*번|3\s*위|^\s*3\s*$|③|\bthird\b", re.I),
    re.compile(r"네\s*번?째|넷째|4\s*번|4\s*위|^\s*4\s*$|④|\bfourth\b", re.I),
    re.compile(r"다섯\s*번?째|5\s*번|5\s*위|^\s*5\s*$|⑤|\bfifth\b", re.I),
)
SAME_SUBJECT = 0.75
"""Share of the words of a subject that a place must hold to speak of the same."""
_LAST = re.compile(r"마지막|맨\s*(?:아래|끝)|\blast one\b", re.I)
_NEXT_PLACE = re.compile(r"다음(?!\s*(?:해|년|연도|달|분기))|다음으로|\bnext\b(?! year)", re.I)


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn as it goes through the ways to answer it."""

    question: str
    own: Asked
    """The turn as read alone."""
    short: Asked
    """Its telling words and its period; see `short_turn`."""
    earlier: tuple[Said, ...]
    library: Library
    answering: Answering

    @property
    def last(self) -> Said:
        """Return the turn before."""
        return self.earlier[-1]


def carry(question: str, own: Asked, earlier: Sequence[Said], library: Library, answering: Answering) -> Said | None:
    """Return what is said to a turn that leans on the earlier ones, or None when it has to be looked up anew."""
    short = short_turn(own, [said.asked for said in earlier])
    turn = Turn(question, own, short, tuple(earlier), library, answering)
    for way in (_picked, _in_unit, _next_place, _reckoned, _near, _beside):
        said = way(turn)
        if said is not None:
            return said
    return None


def _told(turn: Turn, option: Option, standalone: str, *, wanted: str | None = None, place: int = 0) -> Said | None:
    """Return the turn that states one known figure, checked against totals and disputes as any looked-up figure."""
    alone = read_question(standalone)
    asked = replace(
        alone,
        question=turn.question,
        form="figure",
        operation="lookup",
        unit_class=unit_class(option.figure.unit),
        unit_wanted=wanted,
        is_followup=True,
    )
    draft = lookup(replace(asked, terms=()), [option], turn.library)
    if draft is None:
        return None
    said = remember(asked, draft, turn.earlier, turn.library, place=place)
    return replace(said, anchors=(option,))


def standalone_of(option: Option) -> str:
    """Return a question that asks for one cell by its labels."""
    figure = option.figure
    name = name_of(figure)
    if not re.search(r"[가-힣A-Za-z]{2}", joined(figure.row_path[:1])):
        lead = figure.caption or next((h for h in reversed(figure.heading_path) if h), "")
        name = f"{lead} {name}".strip()
    return f"{name}: 얼마인가요?"


def _picked(turn: Turn) -> Said | None:
    """Answer a choice among the readings the turn before offered: yes, a number, or words of one of them."""
    last = turn.last
    draft = last.draft.instead or last.draft
    choices = draft.alternatives
    if draft.outcome != "clarify" or not choices:
        return None
    index = _said_again(turn, [choice.question for choice in choices])
    if index is None:
        index = _index(turn, len(choices))
    if index is None:
        index = _by_words(turn, [choice.label for choice in choices])
    if index is None:
        return None
    if len(draft.figures) == len(choices):
        stated = draft.figures[index]
        citation = next((c for c in draft.citations if c.number == stated.citation), None)
        option = placed(citation, stated, turn.library) if citation is not None else None
        if option is not None:
            return _told(turn, option, choices[index].question, wanted=last.asked.unit_wanted)
    asked = replace(read_question(choices[index].question), question=turn.question, is_followup=True)
    if not draft.figures and len(draft.citations) == len(choices):
        taken = replace(draft.citations[index], number=1)  # the passage as it was shown
        return remember(asked, Draft("answered", f"{taken.quote} [1]", citations=(taken,)), turn.earlier, turn.library)
    return remember(asked, turn.answering(asked), turn.earlier, turn.library)


def _said_again(turn: Turn, questions: Sequence[str]) -> int | None:
    """Return the one question offered that the turn says word for word, as its button does."""
    again = [i for i, question in enumerate(questions) if squash(question) == squash(turn.question)]
    return again[0] if len(again) == 1 else None


def _index(turn: Turn, count: int) -> int | None:
    text = turn.own.standalone
    if is_yes(text):
        return 0
    if len(text) > 24:
        return None
    if _LAST.search(text):
        return count - 1
    return next((i for i, pattern in enumerate(_ORDINALS[:count]) if pattern.search(text)), None)


def _by_words(turn: Turn, labels: Sequence[str]) -> int | None:
    """Return the one label that alone holds a word of the turn, and most of what the turn says; None otherwise.

    A turn that says more than the label does asks something new.
    """
    terms = rate_asked(turn.short)
    holds = [i for i, label in enumerate(labels) if any(_holds(label, term) for term in terms)]
    if len(holds) != 1:
        return None
    weights = weigh(terms, turn.library.frequency, turn.library.unit_count)
    held = sum(one.weight for one in weights if _holds(labels[holds[0]], one.term))
    return holds[0] if held >= NAMED * sum(one.weight for one in weights) else None


def _holds(label: str, term: Term) -> bool:
    words = (term.text, *term.alternatives)
    return any(word in words_of(label) if len(word) == 1 else word in folded(label) for word in words)


def _in_unit(turn: Turn) -> Said | None:
    """State the last answer in another unit of money."""
    if not is_unit_only(turn.own):
        return None
    wanted = turn.own.unit_wanted or unit_named(turn.own.standalone)
    wanted = {"억": "억원", "조": "조원"}.get(wanted or "", wanted)
    last = turn.last
    stem = re.sub(r"\s*\([^()]*로\)$", "", last.asked.standalone)
    standalone = f"{stem} ({wanted}으로)"
    if last.headline is not None:
        return _told(turn, last.headline, standalone, wanted=wanted)
    derivation = last.draft.derivation
    if derivation is None or wanted is None:
        return None
    draft = _converted(last.draft, derivation, wanted)
    asked = replace(last.asked, question=turn.question, standalone=standalone, unit_wanted=wanted, is_followup=True)
    return None if draft is None else remember(asked, draft, turn.earlier, turn.library)


def _converted(draft: Draft, derivation: Derivation, wanted: str) -> Draft | None:
    """Return a computed answer with its operands and result in another unit, or None where that can't be done."""
    operands = []
    for operand in derivation.operands:
        value = convert(operand.value, operand.unit, wanted)
        if value is None:
            return None
        operands.append(replace(operand, value=value, unit=wanted))
    result = convert(derivation.value, derivation.unit, wanted)
    if result is None:
        return None
    marks = "".join(f"[{n}]" for n in sorted({operand.citation for operand in operands}))
    figures = (replace(draft.figures[0], value=result, unit=wanted), *draft.figures[1:])
    return replace(
        draft,
        text=f"{is_(amount(result, wanted))}. {marks}",
        figures=figures,
        derivation=replace(derivation, operands=tuple(operands), value=result, unit=wanted),
        instead=None,
    )


def _next_place(turn: Turn) -> Said | None:
    """Tell the next place of the ranking the talk is about, or the place named."""
    last = turn.last
    if (
        last.draft.outcome != "answered"
        or last.asked.operation not in ("maximum", "minimum")
        or len(last.ranking) < 2
        or len(turn.short.terms) > 1
    ):
        return None
    text = turn.own.standalone
    named = next((i for i, pattern in enumerate(_ORDINALS) if i and pattern.search(text)), None)
    place = named if named is not None else last.place + 1 if _NEXT_PLACE.search(text) else None
    if place is None or place >= len(last.ranking):
        return None
    stem = re.sub(r"\s*\(\d위\)$", "", last.asked.standalone)
    said = _told(turn, last.ranking[place], f"{stem} ({place + 1}위)", place=place)
    if said is None:
        return None
    asked = replace(said.asked, operation=last.asked.operation)
    return replace(said, asked=asked, ranking=last.ranking)


def _reckoned(turn: Turn) -> Said | None:
    """Compute with the figures told before."""
    if not is_elliptic(turn.own) and not refers_to_figure(turn.own):
        return None
    made = reckoned(turn.own, turn.short, turn.earlier, turn.library, turn.answering) or _on_offered(turn)
    if made is None:
        return None
    asked, draft = made
    return remember(replace(asked, question=turn.question, is_followup=True), draft, turn.earlier, turn.library)


def _on_offered(turn: Turn) -> tuple[Asked, Draft] | None:
    """Compute with the likeliest of the values offered before, and ask whether it is the one meant.

    None where what is asked next cannot be computed from the likeliest, or comes out otherwise from another.
    """
    last = turn.last
    if last.draft.outcome != "clarify" or last.headline is not None:
        return None
    made: list[tuple[Asked, Draft]] = []
    for place in last.places[:MOST_OFFERED]:
        told = lookup(replace(last.asked, terms=()), [place], turn.library)
        if told is None or not told.figures:
            continue
        settled = replace(last, draft=replace(told, outcome="answered"), places=(place,), anchors=(place,))
        computed = reckoned(turn.own, turn.short, (*turn.earlier[:-1], settled), turn.library, turn.answering)
        if computed is not None and computed[1].outcome == "answered":
            made.append(computed)
        elif not made:
            return None
    if not made or len({draft.text for _, draft in made}) > 1:
        return None
    asked, draft = made[0]
    text = f"앞 질문에 맞는 값이 여럿이었습니다. 그 가운데 첫째 값을 찾으셨다면 답은 이렇습니다.\n{draft.text}"
    return asked, replace(draft, outcome="clarify", reason="ambiguous", text=text, alternatives=last.draft.alternatives)


MOST_OFFERED = 4
"""Values offered before that a computing turn is tried with."""


def _near(turn: Turn) -> Said | None:
    """Quote the row or sentence at or beside what was told that says the names asked for, or when something was."""
    own, last = turn.own, turn.last
    if asks_names(own):
        asked = replace(merge(last.asked, own), question=turn.question, form="name", is_followup=True)
        named = names_told(asked, last, turn.library)
        return None if named is None else remember(asked, named, turn.earlier, turn.library)
    asks_time = turn.short.form == "date" or (is_bare(own) and last.asked.form == "date")
    if not asks_time or own.operation != "lookup" or not is_elliptic(own) or not last.grounds:
        return None
    asked = replace(merge(last.asked, own), question=turn.question, form="date", is_followup=True)
    short = turn.library.with_near_words(turn.short)
    draft = beside_in_time(asked, short, last, turn.library)
    return None if draft is None else remember(asked, draft, turn.earlier, turn.library)


def _beside(turn: Turn) -> Said | None:
    """Tell the figure beside the last one: another year, another row or column, another number of the sentence."""
    anchors, short, last = turn.last.anchors, turn.short, turn.last
    if not anchors or short.operation not in ("lookup", "convert", "count") or not is_elliptic(turn.own):
        return None
    if short.form in ("date", "name", "definition", "yesno") or re.search(r"왜|어떻게|이유|까닭", short.standalone):
        return None
    if not (short.terms or short.periods or short.wants_total or short.unit_class or is_bare(turn.own)):
        return None
    found = [beside(short, anchor, turn.library, carried=last.asked.periods) for anchor in anchors]
    options = list({option.figure.id: option for option in found if option is not None}.values())
    if all(found) and len(options) == 1 and not _says_nothing_new(turn, options[0]):
        wanted = turn.own.unit_wanted or last.asked.unit_wanted
        option = options[0]
        standalone = standalone_of(option) if option.figure.kind == "cell" else _replaced(turn)
        return _told(turn, option, standalone, wanted=wanted if option.figure.won is not None else None)
    if all(found) and len(options) > 1 and len(anchors) > 1:
        asked = replace(short, question=turn.question, standalone=_replaced(turn), is_followup=True)
        return remember(asked, ask_back(asked, options, turn.library), turn.earlier, turn.library)
    if len(anchors) == 1 and short.periods and not short.terms and not short.unit_class:
        return _other_year(turn, anchors[0])
    return None


def _says_nothing_new(turn: Turn, option: Option) -> bool:
    """Tell a figure already told, found again by a word that was not said before: it tells nothing of that word."""
    if turn.last.anchor is None or option.figure.id != turn.last.anchor.figure.id:
        return False
    said = folded(" ".join((turn.last.asked.standalone, *(said.asked.question for said in turn.earlier))))
    return any(term.text not in said for term in turn.short.terms)


def _replaced(turn: Turn) -> str:
    return merge(turn.last.asked, turn.own).standalone


def _other_year(turn: Turn, anchor: Option) -> Said | None:
    """Look another year of the same thing up elsewhere; say which years there are when it is nowhere."""
    subject = turn.last.asked
    again = read_question(_replaced(turn))
    asked = replace(again, question=turn.question, periods=turn.short.periods, is_followup=True)
    draft = turn.answering(asked)
    said = remember(asked, draft, turn.earlier, turn.library)
    found = said.headline
    if (
        found is not None
        and fit_period(found.figure, turn.short.periods) >= 0.8
        and covers(found, subject_words(subject), turn.library) >= SAME_SUBJECT
    ):
        return said
    refusal = period_refusal(anchor, turn.short.periods[0], turn.library)
    return replace(remember(asked, refusal, turn.earlier, turn.library), anchors=(anchor,))
