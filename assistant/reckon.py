"""Computing with the figures told before: two of them together, what one is of the whole, how they differ."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.beside import beside, ranked_beside
from assistant.derive import Computed, NotComputable, decline, difference, growth, mean, share, total
from assistant.draft import Draft
from assistant.find import Option
from assistant.followup import both_asked, refers_to_figure
from assistant.forms import Operation, unit_class
from assistant.lexicon import MEASURES
from assistant.library import Library
from assistant.match import folded
from assistant.period_fit import fit_period
from assistant.question import Asked
from assistant.recall import Said, option_of, places_of
from assistant.set_against import elsewhere_told
from assistant.statement import places_of as decimals_of
from assistant.statement import write
from assistant.terms import Term
from corpus.figures import Figure
from corpus.periods import find_periods
from corpus.total_names import is_total

Answering = Callable[[Asked], Draft]
SURE = 0.9
"""Confidence from which on a looked-up figure may be computed with."""
BOTH_WORDS = 0.95
"""Share of two words one label must hold to be named by both."""
_AVERAGE = re.compile(r"평균|\baverage\b|\bmean\b", re.I)
_PERCENT = re.compile(r"몇\s*(?:%|퍼센트|퍼|프로)|비율|percent", re.I)
_CHANGES = re.compile(r"늘|줄|증가|감소|증액|감액|증감|올랐|내렸|increase|decrease|grow|fall", re.I)
_FALLS = re.compile(r"줄|감소|감액|내렸|decrease|fall", re.I)
_AND_THIS = re.compile(r"까지|도\s*(?:합|더|포함)")
_ONLY = re.compile(r"만(?=\s|$|[은요?,])")
_COUNTS = (
    (2, re.compile(r"둘|두\s|2\s*(?:개|해|년|곳)|\bboth\b|\btwo\b", re.I)),
    (3, re.compile(r"셋|세\s|3\s*(?:개|해|년|곳)|\bthree\b", re.I)),
    (4, re.compile(r"넷|네\s(?=개|해|곳|사업|값)|4\s*(?:개|해|년|곳)|\bfour\b", re.I)),
    (9, re.compile(r"다\s|모두|전부|\ball\b", re.I)),
)


def reckoned(
    own: Asked, short: Asked, earlier: Sequence[Said], library: Library, answering: Answering
) -> tuple[Asked, Draft] | None:
    """Return the turn and its draft where it computes with figures told before, or None where it does not."""
    operation = operation_of(own, earlier)
    told = [said for said in earlier if said.headline is not None]
    if operation is None or not (told or earlier[-1].places):
        return None
    short = replace(short, operation="lookup", unit_class=_operand_class(short), wants_total=False, form="figure")
    operands = _operands(operation, own, short, earlier, library, answering)
    if operands is None:
        return None
    stem = ", ".join(_stem(said) for said in earlier[-2:])
    asked = replace(own, standalone=f"{stem}: {own.standalone}", operation=operation, form="figure", terms=short.terms)
    try:
        computed = _computed(operation, asked, operands)
    except NotComputable as error:
        return asked, Draft(outcome="unanswerable", reason="unsupported", text=str(error), confidence=1.0)
    return asked, write(asked, computed, operands, 1.0)


def operation_of(own: Asked, earlier: Sequence[Said]) -> Operation | None:
    """Return what a short turn computes, or None: `평균은?` and `몇 % 늘었어?` say it without naming operands."""
    operation = own.operation
    if operation == "lookup" and _AVERAGE.search(own.standalone):
        operation = "average"
    heads = [said.headline for said in earlier if said.headline is not None]
    in_percent = bool(heads) and heads[-1].figure.unit == "%"
    if operation == "difference" and _PERCENT.search(own.standalone) and _CHANGES.search(own.standalone):
        operation = "difference" if in_percent else "growth"
    return operation if operation in ("sum", "average", "difference", "growth", "ratio") else None


def _operand_class(short: Asked) -> str | None:
    return None if short.unit_class in ("percent", "point") else short.unit_class


def _stem(said: Said) -> str:
    return re.sub(r"\s*[:：]?\s*(?:은|는|이|가)?\s*(?:얼마|몇\s)[^,]*$|\?\s*$", "", said.asked.standalone).strip()


def _operands(
    operation: Operation,
    own: Asked,
    short: Asked,
    earlier: Sequence[Said],
    library: Library,
    answering: Answering,
) -> tuple[Option, ...] | None:
    """Return the operands in the order of the formula, or None when the turn's words leave them open."""
    if operation == "ratio":
        return _part_and_whole(own, short, earlier, library, answering)
    named = _named(short, earlier, library)
    if _ONLY.search(own.standalone) and not short.periods and len(named or ()) < 2:
        named = _narrowed(short, earlier, library, answering)  # a part is no change of its whole
    if named is None and operation in ("difference", "growth"):
        named = elsewhere_told(own, earlier[-1], library, answering)
    if named is None:
        return None
    if operation in ("sum", "average"):
        if len(named) == 1:
            last = earlier[-1].headline
            named = [last, *named] if last is not None and _AND_THIS.search(own.standalone) else []
            return _distinct(named)
        return _distinct(named or _recent(own.standalone, earlier))
    if len(named) == 1:
        base = earlier[-1].headline
        named = [base, *named] if base is not None else []
    pair = _distinct(named or _recent("둘 ", earlier))
    if pair is None or len(pair) != 2:
        return None
    return _in_order(pair, changes=operation == "growth" or _CHANGES.search(own.standalone) is not None)


def _distinct(options: Sequence[Option]) -> tuple[Option, ...] | None:
    """Return the options once each, or None when fewer than two are left or their units differ in kind."""
    unique = list({option.figure.id: option for option in options}.values())
    classes = {unit_class(option.figure.unit) for option in unique}
    return tuple(unique) if len(unique) >= 2 and len(classes) == 1 else None


def _named(short: Asked, earlier: Sequence[Said], library: Library) -> list[Option] | None:
    """Return the figures the turn itself names, beside those told; [] when it names none, None when one is missing."""
    terms = tuple(term for term in short.terms if term.text not in MEASURES)
    anchor = earlier[-1].row if terms else earlier[-1].anchor
    if not terms and not short.periods:
        return []
    if anchor is None:
        return None
    places = earlier[-1].places
    told = _told_before(short, earlier) if not terms and len(short.periods) == 1 else None
    if told is not None:
        return [told]
    carried = earlier[-1].asked.periods
    if len(short.periods) >= 2 and not terms:
        wanted = [(replace(short, terms=(), periods=(period,)), anchor) for period in short.periods]
    elif earlier[-1].headline is None and len(places) == 2 and not short.periods:
        wanted = [(replace(short, terms=terms), place) for place in places]
        carried = ()
    elif len(terms) == 2 and not _is_one(replace(short, terms=terms), anchor, library):
        wanted = [(replace(short, terms=(term,)), anchor) for term in terms]
    else:
        wanted = [(replace(short, terms=terms), anchor)]
    found = [beside(asked, place, library, carried=carried) for asked, place in wanted]
    return [option for option in found if option is not None] if all(found) else None


def _is_one(short: Asked, anchor: Option, library: Library) -> bool:
    """Tell whether two words name one figure together (`추진 학교수`), not one each."""
    ranked = ranked_beside(short, anchor, library)
    return bool(ranked) and ranked[0].named >= BOTH_WORDS


def _narrowed(short: Asked, earlier: Sequence[Said], library: Library, answering: Answering) -> list[Option] | None:
    """Return what the turn names of each of the two things the turn before asked for at once, or None."""
    found: list[Option | None] = []
    for question in both_asked(earlier[-1].asked):
        places = places_of(answering(question), library)
        found.append(beside(replace(short, periods=()), places[0], library) if places else None)
    return [option for option in found if option is not None] if found and all(found) else None


def _told_before(short: Asked, earlier: Sequence[Said]) -> Option | None:
    """Return the figure of just this period that an earlier turn told, the last one; None when there is none."""
    fitting = [
        said.headline
        for said in earlier[:-1]
        if said.headline is not None and fit_period(said.headline.figure, short.periods) == 1.0
    ]
    return fitting[-1] if fitting else None


def _recent(text: str, earlier: Sequence[Said]) -> list[Option]:
    """Return the figures told last, oldest first: as many as the turn says, two where it does not."""
    count = next((number for number, pattern in _COUNTS if pattern.search(f"{text} ")), 2)
    found: list[Option] = []
    for said in reversed(earlier):
        if said.headline is None:
            if not found and len(said.places) >= 2 and said.draft.derivation is not None:
                return list(reversed(said.places[:2]))
            continue
        option = said.headline
        if found and unit_class(option.figure.unit) != unit_class(found[-1].figure.unit):
            break
        if all(option.figure.id != other.figure.id for other in found):
            found.append(option)
        if len(found) == count:
            break
    if len(found) == 1:
        offered = [said.places for said in earlier if said.draft.outcome == "clarify" and len(said.places) == 2]
        taken = [places for places in offered if any(p.figure.id == found[0].figure.id for p in places)]
        found = list(reversed(taken[-1])) if taken else found
    return list(reversed(found))


def _in_order(pair: Sequence[Option], *, changes: bool) -> tuple[Option, Option]:
    """Return (minuend, subtrahend): the later less the earlier for a change, else the larger less the smaller."""
    first, second = pair
    if not changes:
        return (first, second) if _worth(first.figure) >= _worth(second.figure) else (second, first)
    a, b = first.figure.periods, second.figure.periods
    if a and b and a != b:
        return (second, first) if a[0] < b[0] else (first, second)
    return second, first


def _worth(figure: Figure) -> Decimal:
    return figure.won if figure.won is not None else figure.value


def _computed(operation: Operation, asked: Asked, operands: Sequence[Option]) -> Computed:
    figures = [option.figure for option in operands]
    places = decimals_of(asked)
    if operation == "sum":
        return total(figures)
    if operation == "average":
        return mean(figures, places=places)
    if operation == "ratio":
        return share(figures[0], figures[1], places=places)
    if operation == "difference":
        return difference(figures[0], figures[1])
    falls = _FALLS.search(asked.standalone.rsplit(":", 1)[-1]) is not None and figures[0].value < figures[1].value
    return (decline if falls else growth)(figures[0], figures[1], places=places)


def _part_and_whole(
    own: Asked, short: Asked, earlier: Sequence[Said], library: Library, answering: Answering
) -> tuple[Option, ...] | None:
    """Return the part and the whole of a share: the part was told last or is named beside it, the whole likewise."""
    last = earlier[-1].headline
    if last is None:
        return None
    before_whole = own.standalone.split("전체")[0]
    terms = tuple(term for term in short.terms if term.text not in MEASURES)
    part = last
    if short.periods and not refers_to_figure(own):
        named = beside(replace(short, terms=()), last, library, carried=earlier[-1].asked.periods)
        if named is None:
            return None
        part = named
    elif terms and not refers_to_figure(own) and re.search(r"(?:은|는)\s", before_whole):
        named = beside(replace(short, terms=terms), last, library, carried=earlier[-1].asked.periods)
        part, terms = (named, ()) if named is not None else (last, terms)
    whole = _whole(part, terms, short, earlier, library, answering)
    if whole is None or _worth(whole.figure) <= _worth(part.figure):
        return None
    return part, whole


def _whole(
    part: Option,
    terms: tuple[Term, ...],
    short: Asked,
    earlier: Sequence[Said],
    library: Library,
    answering: Answering,
) -> Option | None:
    if not terms:
        known = {option.figure.id for said in earlier for option in said.places}
        wholes = [o for o in wholes_of(part, library) if o.figure.value > part.figure.value]
        return next((o for o in wholes if o.figure.id in known), wholes[0] if wholes else None)
    asked = replace(short, periods=(), unit_class=unit_class(part.figure.unit), unit=None, wants_total=True)
    near = beside(replace(asked, wants_total=False), part, library)
    if near is not None and near.figure.id != part.figure.id:
        return near
    draft = answering(replace(asked, standalone=" ".join(term.text for term in short.terms), form="figure"))
    places = places_of(draft, library)
    return places[0] if draft.outcome == "answered" and draft.confidence >= SURE and places else None


def wholes_of(part: Option, library: Library) -> list[Option]:
    """Return the totals a figure is a part of: its row's, its column's, or the amount its sentence opens with."""
    figure = part.figure
    if figure.table_id is None:
        own = library.figures_of(part.candidate.unit)
        named = [
            f for f in own if f.unit == figure.unit and f.label and folded(figure.label).startswith(folded(f.label))
        ]
        return [option_of(f, part.candidate.unit, library) for f in named if f.id != figure.id]
    units = {unit.row: unit for unit in library.rows(figure.table_id)}
    found: list[tuple[int, Option]] = []
    is_period_column = bool(find_periods(" ".join(figure.column_path)))
    for other in library.table_figures(figure.table_id):
        if other.unit != figure.unit or other.id == figure.id or other.location.row not in units:
            continue
        in_row = other.location.row == figure.location.row and any(is_total(part) for part in other.column_path)
        in_column = other.location.column == figure.location.column and any(is_total(part) for part in other.row_path)
        if in_row or in_column:
            order = 0 if in_row == is_period_column else 1
            found.append((order, option_of(other, units[other.location.row], library)))
    return [option for _, option in sorted(found, key=lambda pair: (pair[0], -pair[1].figure.value))]
