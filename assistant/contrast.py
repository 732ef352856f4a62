"""Operands told apart by the question: figures that share its frame and are each named by a word or period of theirs.

A question about two figures names what they have in common once and what sets them apart twice (`2024년과 2025년 예산`,
`원격수업 운영은 교육과정 운영보다`). So two figures are the operands when together their labels hold the question's
words, and each label holds a word, a period or a quoted number of the question that the other does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from assistant.alike import same_value
from assistant.clauses import clause_words, tag_of
from assistant.enumeration import adds_listed, listed, most_listed, weighed_against
from assistant.find import Candidate, Option, options
from assistant.forms import unit_class
from assistant.items import item_words
from assistant.library import Library
from assistant.match import Weighted, coverage, field, folded
from assistant.period_fit import fit_period
from assistant.question import Asked, asks_times
from assistant.standing import standing
from assistant.subject import subject_terms
from assistant.unlike import without_opposites
from corpus.figures import Figure
from corpus.periods import Period, years_of
from corpus.total_names import is_total

POOL = 45
"""Options that are tried with one another."""
ELSEWHERE = 0.06
"""Operands of another section nearer than this to the best make the calculation ambiguous."""
MOST_RIVALS = 4
TABLES = 4
"""Tables of the best options whose other figures are tried too."""
WEIGHT = 1.4
"""What the words the operands hold together count, beside all else."""
NAMED = 0.5
"""From this share on a label names a thing the question lists."""
WHOLLY = 0.65
"""The same for what something is weighed against: a part of a compound (`복지정책` for `교통정책`) is no name."""
TELLS = 0.14
"""From this difference on a word tells one label from another."""
_GENERIC = re.compile(
    r"일반|현황|예산|집행|추진|계획|실적|목표|개요|총괄|연차별|주요|업무|사업|내역|단위|백만|천원|만원|억원|투자|확인지표|편성|결과|총계|합계"
)
"""Words of headings that say what kind of table stands below, not what it is about."""
_WHOLE = re.compile(r"전체|총|합계|총계|모두|전부|total|overall", re.I)


@dataclass(frozen=True, slots=True)
class Side:
    """A figure that may be an operand. `held` says how far each term stands in its own labels, 0..1.

    `own` says the same of the words that are about no other number of its sentence; None where they can't be told.
    """

    option: Option
    finds: tuple[float, ...]
    held: tuple[float, ...]
    own: tuple[float, ...] | None = None

    @property
    def figure(self) -> Figure:
        """Return the figure."""
        return self.option.figure


@dataclass(frozen=True, slots=True)
class Group:
    """Operands that belong together, in the order in which the question names them. `score` about 0..2.

    `strays` counts the things the question joins (`교사와 학생`) that no operand's own words name.
    """

    sides: tuple[Side, ...]
    score: float
    covered: float
    """0..1: the weighted share of the question's words that the operands' labels hold together."""
    by_period: bool
    strays: int = 0

    @property
    def is_together(self) -> bool:
        """True when the operands stand in one table, one sentence, or one under the heading the other states."""
        first, *others = self.sides
        return all(
            standing(first.option, other.option) >= 0.1 or _heads(first, other) or _heads(other, first)
            for other in others
        )


def pool(asked: Asked, found: Sequence[Candidate], library: Library) -> list[Side]:
    """Return the figures that may be operands: the best options, and what stands in their rows and columns."""
    terms = subject_terms(asked, library)
    ranked = [o for o in options(asked, found, library, periods=()) if o.unit_fit >= 0][:POOL]
    tables: dict[str, Candidate] = {}
    for option in ranked:
        if option.figure.table_id and len(tables) < TABLES:
            tables.setdefault(option.figure.table_id, option.candidate)
    held = {option.figure.id for option in ranked}
    present = {option.candidate.unit.id for option in ranked}
    units = {option.candidate.unit.id: option.candidate for option in ranked if option.figure.table_id in tables}
    for table_id, best in tables.items():
        totals = {f.location.row for f in library.table_figures(table_id) if f.row_path and is_total(f.row_path[-1])}
        rows = [unit for unit in library.rows(table_id) if unit.row in totals and unit.id not in present]
        units |= {unit.id: replace(best, unit=unit) for unit in rows[:4]}
    more = [
        option
        for option in options(asked, list(units.values()), library, periods=())
        if option.figure.id not in held and option.unit_fit >= 0
    ]
    return [_side(asked, option, terms) for option in (*ranked, *more)]


def _side(asked: Asked, option: Option, terms: Sequence[Weighted]) -> Side:
    figure = option.figure
    words = without_opposites((*figure.row_path, *figure.column_path, item_words(figure)), asked) or figure.label
    if len(re.sub(r"\D", "", figure.text)) >= 2:
        words = f"{words} {figure.text}"
    if figure.kind == "prose":
        words = f"{tag_of(figure.context)} {words} {clause_words(figure)}"
    _, held = coverage(terms, [field(words, 1.0)])
    places = [field(words, 1.0), field(option.candidate.unit.text, 0.75 if figure.kind == "cell" else 0.9)]
    places += [field(figure.caption, 0.9)] if figure.caption else []
    places += [field(" ".join(option.candidate.unit.parents), 0.85)] if option.candidate.unit.parents else []
    path = figure.heading_path or option.candidate.unit.heading_path
    document = option.candidate.document
    places += [field(" ".join(path[-2:]), 0.85), field(" ".join(path[:-2]), 0.75)]
    places.append(field(f"{document.title} {document.organization or ''} {document.kind or ''}", 0.7))
    _, finds = coverage(terms, places)
    clause = clause_words(figure)
    own = coverage(terms, [field(clause, 1.0)])[1] if clause else None
    return Side(option, finds, held, own)


def pairs(asked: Asked, found: Sequence[Candidate], library: Library) -> list[Group]:
    """Return pairs of operands, best first."""
    terms = subject_terms(asked, library)
    sides = pool(asked, found, library)
    near: list[Group] = []
    for a, b in combinations(sides, 2):
        group = _pair(asked, a, b, terms)
        if group is not None:
            near.append(group)
    return sorted(near, key=lambda group: -group.score)


def _pair(asked: Asked, a: Side, b: Side, terms: Sequence[Weighted]) -> Group | None:
    if unit_class(a.figure.unit) != unit_class(b.figure.unit):
        return None
    relation = standing(a.option, b.option)
    if relation < 0 or (asked.operation in ("ratio", "growth") and unit_class(a.figure.unit) in ("percent", None)):
        return None
    if asked.operation == "ratio" and same_value(a.figure, b.figure):
        return None
    periods = distinct_periods(asked, a.figure, b.figure)
    gain_a, gain_b = _gain(a, b, terms), _gain(b, a, terms)
    weight = sum(term.weight for term in terms) or 1.0
    if periods:
        if relation < 0.1 and not _alike(a.figure, b.figure):
            return None
        stray = (gain_a + gain_b) / weight
        bonus = 0.28 - 0.5 * stray
    else:
        if len(asked.periods) >= 2 and _spans_years(asked.periods[:2]):
            return None
        if not (gain_a or _named_otherwise(asked, a, b)) or not (gain_b or _named_otherwise(asked, b, a)):
            return None
        fit = _shared_period(asked, a.figure, b.figure)
        if fit is None:
            return None
        bonus = fit + 0.07 * sum(_of_year(side, asked.periods) for side in (a, b))
    if asked.operation == "ratio" and not asks_times(asked):
        bonus += _whole_bonus(asked, a, b)
    bonus -= 0.15 * min(_strangeness(asked, a), _strangeness(asked, b))
    covered = union((a, b), terms)
    rest = (a.option.score - a.option.coverage + b.option.score - b.option.coverage) / 2
    sides = _ordered(asked, (a, b), terms)
    return Group(sides, WEIGHT * covered + rest + relation + bonus, covered, periods, _strays(asked, sides, terms))


def _strays(asked: Asked, sides: Sequence[Side], terms: Sequence[Weighted]) -> int:
    """Return how many things the question joins or weighs stand in no side's labels, its headings if those differ."""
    joined = listed(asked, terms)
    joined = joined if len(joined) == 2 else []
    apart = len({side.figure.heading_path for side in sides}) > 1 or len({side.figure.caption for side in sides}) > 1
    strays = sum(1 for i in joined if max(max(s.held[i], s.finds[i] if apart else 0.0) for s in sides) < NAMED)
    return strays + sum(1 for i in weighed_against(asked, terms) if max(s.finds[i] for s in sides) < WHOLLY)


def _whole_bonus(asked: Asked, a: Side, b: Side) -> float:
    """Return what the larger of two figures adds as the whole of a share, less when it is no whole at all."""
    whole, part = (a, b) if a.figure.value > b.figure.value else (b, a)
    bonus = 0.12 if _heads(whole, part) else 0.0
    if not bonus and standing(whole.option, part.option) < 0.1:
        bonus = -0.15  # a share is of a whole that stands with its parts
    if whole.figure.kind == "prose" and whole.figure.label and part.figure.label.startswith(whole.figure.label):
        bonus += 0.1
    if asked.wants_total and whole.figure.kind == "cell":
        bonus += 0.08 if whole.figure.is_total else -0.12
    return bonus


def _strangeness(asked: Asked, side: Side) -> float:
    """Return 0..1: how much the headings of a total speak of what the question does not; 0 for other figures."""
    if not side.figure.row_path or not is_total(side.figure.row_path[-1]):
        return 0.0
    said = asked.standalone + " ".join(term.text for term in asked.context)
    words = {
        word
        for heading in side.figure.heading_path
        for word in re.findall(r"[가-힣A-Za-z]{2,}", heading)
        if not _GENERIC.search(word) and word[:2] not in said
    }
    return min(1.0, len(words) / 4)


def union(sides: Sequence[Side], terms: Sequence[Weighted]) -> float:
    """Return the weighted share of the terms that stand in the labels or places of the sides taken together, 0..1."""
    total = sum(term.weight for term in terms)
    if not total:
        return 0.0
    return sum(t.weight * max(side.finds[i] for side in sides) for i, t in enumerate(terms)) / total


def _gain(a: Side, b: Side, terms: Sequence[Weighted]) -> float:
    """Return the weight of the question's words that stand in a's labels and not in b's."""
    if a.own is not None and b.own is not None and a.option.candidate.unit.id == b.option.candidate.unit.id:
        return sum(t.weight * (x - y) for t, x, y in zip(terms, a.own, b.own, strict=True) if x - y >= TELLS)
    return sum(t.weight * (a.held[i] - b.held[i]) for i, t in enumerate(terms) if a.held[i] - b.held[i] >= TELLS)


def _named_otherwise(asked: Asked, a: Side, b: Side) -> bool:
    """Tell whether the question names `a` beside `b` by a period only `a` states, or as the whole `b` is a part of."""
    if any(fit_period(a.figure, (p,)) >= 0.8 > fit_period(b.figure, (p,)) for p in asked.periods):
        return True
    if asked.operation == "ratio":
        return a.figure.value > b.figure.value and _holds(asked, a, b)
    return a.figure.is_total and _WHOLE.search(asked.standalone) is not None


def _holds(asked: Asked, whole: Side, part: Side) -> bool:
    """Tell whether one figure states the whole of another: the total of its row, column or sentence, or its heading."""
    if standing(whole.option, part.option) < 0.15:
        return _heads(whole, part)
    if whole.figure.kind == "prose":
        return part.figure.label.startswith(whole.figure.label) or not _unspoken(asked, whole.figure.label)
    return whole.figure.is_total


def _unspoken(asked: Asked, label: str) -> bool:
    """Tell whether a label has a word the question does not speak of, by the first two letters."""
    said = asked.standalone + " ".join(
        a for term in (*asked.terms, *asked.context) for a in (term.text, *term.alternatives)
    )
    return any(word[:2] not in said for word in re.findall(r"[가-힣A-Za-z]{2,}", label))


def _heads(whole: Side, part: Side) -> bool:
    """Tell whether the part stands in the section that the whole's own line is the heading of."""
    text = folded(whole.option.candidate.unit.text)
    return len(text) >= 4 and any(text in folded(heading) for heading in part.figure.heading_path)


def distinct_periods(asked: Asked, a: Figure, b: Figure) -> bool:
    """Tell whether two figures state two of the periods the question names, one each."""
    own = [period for period in asked.periods if fit_period(a, (period,)) >= 0.8]
    other = [period for period in asked.periods if fit_period(b, (period,)) >= 0.8]
    return any(p is not q for p in own for q in other) and set(a.periods) != set(b.periods)


def _alike(a: Figure, b: Figure) -> bool:
    """Tell whether two figures of different places bear much the same label, periods aside."""
    first, second = (set(re.findall(r"[가-힣A-Za-z]{2,}", f"{f.label} {item_words(f)}")) for f in (a, b))
    return bool(first and second) and len(first & second) >= 0.6 * max(len(first), len(second))


def _spans_years(periods: Sequence[Period]) -> bool:
    return periods[0].start[:7] != periods[1].start[:7] or periods[0].end != periods[1].end


def _shared_period(asked: Asked, a: Figure, b: Figure) -> float | None:
    """Return what the periods of two figures of one period add, or None when one states another period."""
    if not asked.periods:
        if set(a.periods) != set(b.periods):
            return -0.1
        return -0.1 if years_of(" ".join(a.column_path)) or years_of(" ".join(a.row_path)) else 0.0
    fits = [fit_period(figure, asked.periods) for figure in (a, b)]
    wholes = [figure.is_total and asked.operation == "ratio" for figure in (a, b)]
    if any(fit < 0 and not whole for fit, whole in zip(fits, wholes, strict=True)):
        return None
    return 0.14 * sum(max(0.0, fit) for fit in fits)


def _of_year(side: Side, periods: Sequence[Period]) -> bool:
    """Tell whether a figure without a period stands in a document of one of the periods' years."""
    years = years_of(f"{side.option.candidate.document.title} {' '.join(side.figure.heading_path)}")
    return not side.figure.periods and any(str(year) == period.start[:4] for year in years for period in periods)


def _ordered(asked: Asked, sides: tuple[Side, ...], terms: Sequence[Weighted]) -> tuple[Side, ...]:
    """Return sides in the order in which the question names what sets them apart."""

    def place(side: Side) -> int:
        others = [other for other in sides if other is not side]
        starts = [
            term.term.start
            for i, term in enumerate(terms)
            if all(side.held[i] - other.held[i] >= TELLS for other in others)
        ]
        own = [p.span[0] for p in asked.periods if fit_period(side.figure, (p,)) >= 0.8]
        if len(asked.periods) >= 2 and own:
            return min(own)
        return min(starts, default=10**6 if not side.figure.is_total else -1)

    return tuple(sorted(sides, key=place))


def sums(asked: Asked, found: Sequence[Candidate], library: Library) -> list[Group]:
    """Return sets of addends the question names one by one, best first; a total is no addend."""
    terms = subject_terms(asked, library)
    sides = [s for s in pool(asked, found, library) if not s.figure.is_total or _sums_up_named(asked, s.figure)]
    pairs_ = [g for a, b in combinations(sides, 2) if (g := _pair(asked, a, b, terms)) is not None]
    pairs_.sort(key=lambda group: -group.score)
    grown = [_grow(asked, pair, sides, terms) for pair in pairs_[:12]]
    whole = [g for g in grown if not _nested(g.sides)]
    return sorted(whole, key=lambda group: (-round(group.score, 2), -len(group.sides)))


def _sums_up_named(asked: Asked, figure: Figure) -> bool:
    """Tell the subtotal of a group the question names (`특별회계 · 소계`): it is what the group amounts to."""
    path = figure.row_path
    if len(path) < 2 or not is_total(path[-1]) or any(is_total(part) for part in (*path[:-1], *figure.column_path)):
        return False
    name = folded(path[-2])
    return len(name) > 1 and name in folded(asked.standalone)


def _grow(asked: Asked, pair: Group, sides: Sequence[Side], terms: Sequence[Weighted]) -> Group:
    group = pair
    most = 0 if pair.by_period else most_listed(asked)
    for side in sides:
        if most and len(group.sides) >= most:
            break
        same_column = side.figure.column_path == group.sides[0].figure.column_path
        if side in group.sides or not (same_column or group.by_period):
            continue
        added = [_pair(asked, member, side, terms) for member in group.sides]
        together = [g for g in added if g is not None and g.by_period == group.by_period]
        if len(together) < len(added) or min(standing(side.option, member.option) for member in group.sides) < 0.08:
            continue
        covered = union((*group.sides, side), terms)
        beside = all(
            standing(side.option, member.option) >= 0.2 and _gain(side, member, terms) > 0 for member in group.sides
        )
        beside = beside and side.own is not None and len(group.sides) < adds_listed(asked)
        if group.by_period or covered > group.covered + 0.02 or beside:
            sides_ = _ordered(asked, (*group.sides, side), terms)
            if _nested(sides_):
                continue
            group = replace(
                group, sides=sides_, covered=covered, score=group.score + WEIGHT * (covered - group.covered) + 0.01
            )
    return group


def _nested(sides: Sequence[Side]) -> bool:
    """Tell whether one addend is the sum of the others: a whole beside its parts (`120명(초등 60명, 중등 60명)`)."""
    values = [side.figure.value for side in sides]
    return len(values) > 2 and max(values) * 2 == sum(values)


def differing(best: Group, groups: Iterable[Group], margin: float, result: Callable[[Group], object]) -> list[Group]:
    """Return groups about as good as the best that lead to another result, one for each result.

    A group of another section competes from further off than `margin`: there the question may mean either.
    """
    rivals: list[Group] = []
    results = [result(best)]
    section = best.sides[0].figure.heading_path
    for group in groups:
        elsewhere = all(side.figure.heading_path != section for side in group.sides)
        if group.score < best.score - (ELSEWHERE if elsewhere and group.is_together else margin):
            continue
        own = result(group)
        if own not in results:
            results.append(own)
            rivals.append(group)
        if len(rivals) == MOST_RIVALS:
            break
    return rivals
