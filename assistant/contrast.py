"""Operands told apart by the question: figures that share its frame and are each named by a word or period of theirs.

A question about two figures names what they have in common once and what sets them apart twice (`2024년과 2025년 예산`,
`원격수업 운영은 교육과정 운영보다`). So two figures are the operands when together their labels hold the question's
words, and each label holds a word, a period or a quoted number of the question that the other does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.alike import is_rounded, same_value
from assistant.enumeration import listed, weighed_against
from assistant.find import Candidate
from assistant.forms import unit_class
from assistant.given import is_given, named_amounts
from assistant.items import item_words
from assistant.library import Library
from assistant.match import Weighted
from assistant.period_fit import fit_period
from assistant.question import Asked, asks_times
from assistant.sides import TELLS, Side, gain, heads, in_order, pool, sums_up_named, union
from assistant.stage_pair import came_of, fills
from assistant.standing import standing
from assistant.subject import subject_terms
from corpus.figures import Figure
from corpus.periods import Period, years_of
from corpus.total_names import is_total

SUBTOTAL = 0.1
"""What the subtotal of a group the question names gains: it is what the group amounts to, its rows are parts of it."""
FILLED = 0.1
"""What the posts filled and those there are gain in one row, where the question weighs them."""
WEIGHT = 1.4
"""What the words the operands hold together count, beside all else."""
NAMED = 0.5
"""From this share on a label names a thing the question lists."""
FULLY = 0.65
"""The same of what is said behind an amount that names one operand, where the other stands elsewhere."""
WHOLLY = 0.65
"""The same for what something is weighed against: a part of a compound (`복지정책` for `교통정책`) is no name."""
COVERED = 0.62
"""Share of the question's words the operands must hold together."""
IN_PERIOD = 0.8
"""Least fit of a figure that is of the period asked for."""
APART = 0.85
"""The same for operands of different sections."""
SURE = 1.4
"""Score from which two operands are surely those asked for."""
MARGIN = 0.02
"""Operands nearer than this to the best make the calculation ambiguous."""
_GENERIC = re.compile(
    r"일반|현황|예산|집행|추진|계획|실적|목표|개요|총괄|연차별|주요|업무|사업|내역|단위|백만|천원|만원|억원|투자|확인지표|편성|결과|총계|합계"
)
"""Words of headings that say what kind of table stands below, not what it is about."""
_RATE = re.compile(r"[율률]$")
_WHOLE = re.compile(r"전체|총|합계|총계|모두|전부|total|overall", re.I)


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
            standing(first.option, other.option) >= 0.1 or heads(first, other) or heads(other, first)
            for other in others
        )


def is_sure(group: Group) -> bool:
    """Tell whether operands are surely those asked for: well enough scored, and all that is joined named."""
    if group.strays:
        return False  # `교사와 학생`: where one of them stands nowhere, the pair is of other things
    if not group.is_together and not group.by_period and not _each_is_named(group):
        return False
    return group.score >= SURE and group.covered >= (COVERED if group.is_together else APART)


def _each_is_named(group: Group) -> bool:
    """Tell whether each of two figures of two places is named by a word of its labels, and not by one like it."""
    first, *others = group.sides
    return all(
        side.figure.is_total or any(x >= FULLY and x - y >= TELLS for x, y in zip(side.held, other.held, strict=True))
        for other in others
        for side, other in ((first, other), (other, first))
    )


def pairs(asked: Asked, found: Sequence[Candidate], library: Library) -> list[Group]:
    """Return pairs of operands, best first."""
    terms = subject_terms(asked, library)
    sides = pool(asked, found, library)
    paired = (pair_of(asked, a, b, terms) for a, b in combinations(sides, 2))
    near = sorted((group for group in paired if group is not None), key=lambda group: -group.score)
    amounts = named_amounts(asked)
    if any(is_given(side.figure, amounts) for side in sides):
        return _of_named(asked, near, terms)
    return near


def _of_named(asked: Asked, groups: Sequence[Group], terms: Sequence[Weighted]) -> list[Group]:
    """Return the groups with an operand the question names by its amount: with most of them, of one place if any are.

    What the question says behind the amount (`1,280명 가운데 청년은`) is of the other operand.
    """
    amounts = named_amounts(asked)
    behind = [i for i, w in enumerate(terms) if amounts and w.term.start >= amounts[-1].span[1]]
    weight = 0.0 if asked.is_followup else sum(terms[i].weight for i in behind)
    named: list[tuple[tuple[int, bool], Group]] = []
    for group in groups:
        others = [side for side in group.sides if not is_given(side.figure, amounts)]
        held = sum(terms[i].weight * max((side.held[i] for side in others), default=1.0) for i in behind)
        if len(others) < len(group.sides) and held >= (NAMED if group.is_together else FULLY) * weight:
            named.append(((len(group.sides) - len(others), group.is_together), group))
    best = max((rank for rank, _ in named), default=(0, False))
    return [group for rank, group in named if rank == best]


def pair_of(asked: Asked, a: Side, b: Side, terms: Sequence[Weighted]) -> Group | None:
    """Return two figures as the operands of what is asked, or None where they can't be."""
    if unit_class(a.figure.unit) != unit_class(b.figure.unit):
        return None
    relation = standing(a.option, b.option)
    if relation < 0 or (asked.operation in ("ratio", "growth") and unit_class(a.figure.unit) in ("percent", None)):
        return None
    if asked.operation == "ratio" and (same_value(a.figure, b.figure) or is_rounded(a.figure, b.figure)):
        return None
    if not _of_one_rate(a, b, terms):
        return None
    periods = distinct_periods(asked, a.figure, b.figure)
    gain_a, gain_b = gain(a, b, terms), gain(b, a, terms)
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
        bonus += SUBTOTAL * sum(sums_up_named(asked, side.figure) for side in (a, b))
    if fills(asked, a.figure, b.figure) or fills(asked, b.figure, a.figure):
        bonus += FILLED
    if asked.operation == "ratio" and not asks_times(asked):
        bonus += _whole_bonus(asked, a, b)
    bonus -= 0.15 * min(_strangeness(asked, a), _strangeness(asked, b))
    covered = union((a, b), terms)
    rest = (a.option.score - a.option.coverage + b.option.score - b.option.coverage) / 2
    sides = in_order(asked, (a, b), terms)
    return Group(sides, WEIGHT * covered + rest + relation + bonus, covered, periods, _strays(asked, sides, terms))


def _of_one_rate(a: Side, b: Side, terms: Sequence[Weighted]) -> bool:
    """Tell whether two percentages may be of one rate: the rate the question names (`징수율`) must be that of both."""
    if unit_class(a.figure.unit) != "percent" or a.option.candidate.unit.id == b.option.candidate.unit.id:
        return True
    named = [i for i, w in enumerate(terms) if _RATE.search(w.term.text)]
    return all((a.finds[i] >= NAMED) == (b.finds[i] >= NAMED) for i in named)


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
    bonus = 0.12 if heads(whole, part) else 0.0
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


def _named_otherwise(asked: Asked, a: Side, b: Side) -> bool:
    """Tell whether the question names `a` beside `b` by a period only `a` states, or as the whole `b` is a part of."""
    if any(fit_period(a.figure, (p,)) >= 0.8 > fit_period(b.figure, (p,)) for p in asked.periods):
        return True
    if is_given(a.figure, named_amounts(asked)) or came_of(asked, a.figure, b.figure):
        return True
    if asked.operation == "ratio":
        return a.figure.value > b.figure.value and _holds(asked, a, b)
    return a.figure.is_total and _WHOLE.search(asked.standalone) is not None


def _holds(asked: Asked, whole: Side, part: Side) -> bool:
    """Tell whether one figure states the whole of another: the total of its row, column or sentence, or its heading."""
    if standing(whole.option, part.option) < 0.15:
        return heads(whole, part)
    if whole.figure.kind == "prose":
        return part.figure.label.startswith(whole.figure.label) or not _unspoken(asked, whole.figure.label)
    return whole.figure.is_total


def _unspoken(asked: Asked, label: str) -> bool:
    """Tell whether a label has a word the question does not speak of, by the first two letters."""
    said = asked.standalone + " ".join(
        a for term in (*asked.terms, *asked.context) for a in (term.text, *term.alternatives)
    )
    return any(word[:2] not in said for word in re.findall(r"[가-힣A-Za-z]{2,}", label))


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
    if _is_sum_of_years(a, b, fits) and not asked.wants_total:
        return None
    return 0.14 * sum(max(0.0, fit) for fit in fits)


def _is_sum_of_years(a: Figure, b: Figure, fits: Sequence[float]) -> bool:
    """Tell the year asked for set against what all years of its row amount to (`2023 | 2024 | 계`)."""
    is_one_row = a.table_id is not None and (a.table_id, a.row_path) == (b.table_id, b.row_path)
    has_whole = any(figure.is_total and not figure.periods for figure in (a, b))
    return is_one_row and has_whole and max(fits) >= IN_PERIOD and min(fits) <= 0


def _of_year(side: Side, periods: Sequence[Period]) -> bool:
    """Tell whether a figure without a period stands in a document of one of the periods' years."""
    years = years_of(f"{side.option.candidate.document.title} {' '.join(side.figure.heading_path)}")
    return not side.figure.periods and any(str(year) == period.start[:4] for year in years for period in periods)
