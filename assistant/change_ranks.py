"""Ranks over change (`전년보다 가장 많이 줄어든 분야`): a column of changes, or two columns of one measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.change_told import Change, told
from assistant.derive import NotComputable, difference, growth
from assistant.draft import Draft
from assistant.find import Candidate, Option
from assistant.library import Library
from assistant.match import folded
from assistant.period_fit import bounds, fit_period
from assistant.question import Asked
from assistant.series import COVERED, YEAR_ASKED, Series, find_series, stub_of
from assistant.sorts import kind_fit, of_other_kind
from assistant.statement import ask_which
from corpus.text import squash

RIVAL = 0.03
"""Columns nearer than this to the best in which another row comes first leave open which is meant."""
_FELL = (
    r"(?:줄어|줄었|줄은|감소|감액|삭감|깎|떨어|하락|내려|내린|내렸|낮아|축소|인하"
    r"|decreas|declin|reduc|drop|fell|fall|cut|shr[aiu]nk)"
)
_ROSE = (
    r"(?:늘어|늘었|늘은|증가|증액|불어|오른|올라|올랐|상승|높아|커진|확대|인상|신장|성장"
    r"|increas|gr[eo]w|rise|rose)"
)
_EITHER = r"(?:증감|변동|변화)"
_MOST = r"(?:가장|제일|젤)"
_EXTREME = rf"(?:{_MOST}|최대|최고|최저|최소|최다|1위|상위|하위|꼴찌)"
_EXTENT = r"(?:많이|크게|적게|조금|덜|큰\s*폭(?:으로)?|작은\s*폭(?:으로)?|급격히|빨리|빠르게)?"
_ENGLISH = r"(?:largest|biggest|greatest|highest|smallest|lowest)\s+(?:\w+\s+)?"
_ASKED = re.compile(
    rf"{_MOST}\s*{_EXTENT}\s*(?:[가-힣]+[이가은는도]\s*)?(?P<verb>{_FELL}|{_ROSE})"
    rf"|(?P<noun>{_FELL}|{_ROSE}|{_EITHER})[가-힣]{{0,2}}(?P<of>\s*(?:[률율폭액분량]|규모|정도|금액|비율))?"
    rf"\s*(?:이|가|은|는|의)?\s*{_EXTREME}"
    rf"|{_ENGLISH}(?P<en>{_FELL}|{_ROSE})|(?P<the>{_FELL}|{_ROSE})\w*\s+the\s+(?:most|least)",
    re.I,
)
_RATE = re.compile(
    r"(?:증감|증가|감소|증액|감액|성장|신장|상승|하락|인상|인하|삭감)\s*[률율]|비율로|퍼센트|%|\brate\b", re.I
)
_MOVES = re.compile(r"줄|늘|감소|증가|증감|감액|증액|삭감|깎|불|오르|떨어지|하락|상승|내리|높아지|낮아지|커지")
_HEAD = re.compile(
    r"증감|증가|감소|증액|감액|삭감|비교|전년도?대비|전년비|등락|신장|성장률|상승률|조정액|변동|증\(?[△감]"
)
_ONLY_FALLS = re.compile(r"(?<!증)감소|삭감|(?<!증)감액|하락|인하")
_ABOUT_TIME = re.compile(r"전년도?|작년|지난해|대비|.*해|이전|비교|당초|얼마|한해전")
_TIMES = re.compile(
    r"(?:19|20)?\d\d\s*년도?|\d{4}|[’'‘]\d\d|\([A-Z][^)]*\)|\d+\s*월|말|당해|전년도?|금년도?|작년|올해|[.\s]"
)


@dataclass(frozen=True, slots=True)
class ChangeAsked:
    """What change a question ranks by. `sign`: -1 falls, 1 rises, 0 either; `span`: where it says so."""

    sign: int
    by_rate: bool
    by_size: bool
    """Whether the extent alone counts (`증감폭`), whichever way it goes."""
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Column:
    """The changes of one table's rows, best first by `score` among columns."""

    changes: tuple[Change, ...]
    score: float
    is_whole: bool
    """Whether every row has its change; a new row without an earlier amount may have risen most."""


def change_asked(asked: Asked) -> ChangeAsked | None:
    """Return by what change a question for the most or least ranks, None where it ranks by no change."""
    said = _ASKED.search(asked.standalone)
    if said is None or asked.operation not in ("maximum", "minimum"):
        return None
    word = next(w for w in (said["verb"], said["noun"], said["en"], said["the"]) if w)
    sign = -1 if re.match(_FELL, word, re.I) else 1 if re.match(_ROSE, word, re.I) else 0
    of = said["of"] or ""
    by_size = sign == 0 and (("폭" in of) or word in ("변동", "변화"))
    return ChangeAsked(sign, _RATE.search(asked.standalone) is not None, by_size, said.span())


def rank_changes(asked: Asked, change: ChangeAsked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft for the member that changed most or least, None where no column of changes is surely meant."""
    columns = [
        replace(column, changes=order)
        for column in _columns(asked, change, found, library)
        if (order := _ordered(asked, change, column.changes))
    ]
    if not columns:
        return None
    best = columns[0]
    if not best.is_whole and change.sign > 0:
        return None
    first = best.changes[0]
    rivals = [
        column.changes[0].options[0]
        for column in columns[1:6]
        if column.score >= best.score - RIVAL and column.changes[0].name != first.name
    ]
    rivals += _otherwise(asked, change, best.changes)
    if rivals:
        return ask_which(asked, [first.options[0], *rivals[:4]])
    return told(asked, best.changes, best.score, sign=change.sign)


def _columns(asked: Asked, change: ChangeAsked, found: Sequence[Candidate], library: Library) -> list[_Column]:
    """Return the columns of changes the question may mean, best first: in each table printed ones, else computed.

    A table is as likely as the best of its columns: the question says what changed, the head of the changes seldom.
    """
    terms = [t for t in asked.terms if not change.span[0] <= t.start < change.span[1]]
    terms = [t for t in terms if not _ABOUT_TIME.fullmatch(t.text)]
    terms = [t for t in terms if t.start < change.span[0] or not _MOVES.match(t.text)]  # `30% 이상 증액 사업` is a name
    unit, unit_class = (None, None) if change.by_rate else (asked.unit, asked.unit_class)
    bare = replace(asked, terms=tuple(terms), periods=(), unit=unit, unit_class=unit_class)
    ranked = [s for s in find_series(bare, found, library) if _in_period(asked, s, library)]
    ranked = [s for s in ranked if not of_other_kind(asked, stub_of(s, library), s.names)]
    covered = {s.table_id for s in ranked if s.covered >= COVERED}
    ranked = [s for s in ranked if s.table_id in covered]
    kinds = [kind_fit(asked, stub_of(s, library), s.names) for s in ranked]
    tables: dict[str, list[Series]] = {}
    for series, kind in zip(ranked, kinds, strict=True):
        if kind == max(kinds):
            tables.setdefault(series.table_id, []).append(series)
    columns = []
    for group in tables.values():
        likely = max(series.score for series in group)
        own = [_printed(s) for s in group if s.axis == "rows" and _is_change(s) and _is_rate(s) == change.by_rate]
        if not own or YEAR_ASKED.search(asked.standalone):
            own = [column for column in _paired(asked, change, group) if column.score >= likely - RIVAL]
        own = [column for column in own if len(column.changes) > 1]
        best = max((column.score for column in own), default=0.0)
        columns += [replace(column, score=likely + column.score - best) for column in own]
    return sorted(columns, key=lambda column: -column.score)


def _in_period(asked: Asked, series: Series, library: Library) -> bool:
    if not asked.periods:
        return True
    fits = [fit_period(f, asked.periods) for f in library.table_figures(series.table_id)]
    return max(fits, default=0.0) >= 0


def _is_change(series: Series) -> bool:
    return any(_HEAD.search(squash(part)) for part in series.options[0].figure.column_path)


def _is_rate(series: Series) -> bool:
    return series.options[0].figure.unit in ("%", "%p")


def _printed(series: Series) -> _Column:
    """Return a column of printed changes; amounts without a sign under a head of falls alone have fallen."""
    values = [option.figure.value for option in series.options]
    heads = squash(" ".join(series.options[0].figure.column_path))
    turned = _ONLY_FALLS.search(heads) is not None and "증" not in heads and all(value >= 0 for value in values)
    return _Column(
        tuple(
            Change(name, -option.figure.value if turned else option.figure.value, (option,))
            for option, name in zip(series.options, series.names, strict=True)
        ),
        series.score,
        True,
    )


def _paired(asked: Asked, change: ChangeAsked, ranked: Sequence[Series]) -> Iterator[_Column]:
    """Yield the changes between two columns of one measure, or from year to year where a year is asked for."""
    if YEAR_ASKED.search(asked.standalone):
        for series in ranked:
            options = series.options
            steps = [
                made
                for (later, name), earlier in zip(
                    list(zip(options, series.names, strict=True))[1:], options, strict=False
                )
                if (made := _between(change, name, later, earlier)) is not None
            ]
            yield _Column(tuple(steps), series.score, len(steps) == len(options) - 1)
        return
    rows = [series for series in ranked if series.axis == "rows" and not _is_change(series)]
    groups: dict[tuple[str, str], list[Series]] = {}
    for series in rows:
        groups.setdefault((series.table_id, _timeless(series)), []).append(series)
    for group in groups.values():
        pair = _ends(asked, group)
        if pair is None:
            continue
        later, earlier = pair
        before = dict(zip(earlier.names, earlier.options, strict=True))
        changes = [
            made
            for option, name in zip(later.options, later.names, strict=True)
            if name in before and (made := _between(change, name, option, before[name])) is not None
        ]
        yield _Column(tuple(changes), max(later.score, earlier.score), len(changes) == len(later.names))


def _timeless(series: Series) -> str:
    """Return the labels of a column without what says its time: those of one measure are alike."""
    return folded(_TIMES.sub("", " ".join(series.common)))


def _ends(asked: Asked, group: Sequence[Series]) -> tuple[Series, Series] | None:
    """Return the later and the earlier of two columns of one measure: those asked for, or the last two."""
    timed = sorted(
        ((bounds(keys[0])[0], series) for series in group if (keys := _keys(series))), key=lambda pair: pair[0]
    )
    if len(timed) < 2 or len({when for when, _ in timed}) < len(timed):
        return None
    named = [(when, s) for when, s in timed if asked.periods and fit_period(s.options[0].figure, asked.periods) > 0]
    if len(named) == 2:
        return named[1][1], named[0][1]
    if len(named) > 2:
        return None
    last = timed.index(named[0]) if named else len(timed) - 1
    if last == 0 or (len(timed) > 2 and not (named and _SINCE_LAST.search(asked.standalone))):
        return None
    return timed[last][1], timed[last - 1][1]


_SINCE_LAST = re.compile(
    r"전년|작년|지난해|한\s*해\s*(?:전|사이)|1년\s*(?:전|사이)|last year|previous year|year before", re.I
)


def _keys(series: Series) -> tuple[str, ...]:
    keys = {option.figure.periods for option in series.options}
    only = next(iter(keys)) if len(keys) == 1 else ()
    return only if len(only) == 1 else ()


def _between(change: ChangeAsked, name: str, later: Option, earlier: Option) -> Change | None:
    try:
        step = growth if change.by_rate else difference
        made = step(later.figure, earlier.figure)
    except NotComputable:
        return None
    return Change(name, made.result, (later, earlier), made)


def _ordered(asked: Asked, change: ChangeAsked, changes: Sequence[Change]) -> tuple[Change, ...]:
    """Return the changes that go the way asked for, the one asked for first."""
    most = asked.operation == "maximum"
    if change.sign:
        way = [c for c in changes if c.value * change.sign > 0]
        return tuple(sorted(way, key=lambda c: abs(c.value), reverse=most))
    if change.by_size:
        return tuple(sorted(changes, key=lambda c: abs(c.value), reverse=most))
    return tuple(sorted(changes, key=lambda c: c.value, reverse=most))


def _otherwise(asked: Asked, change: ChangeAsked, order: Sequence[Change]) -> list[Option]:
    """Return the first by extent where a change either way is asked for and its largest is a fall: either is meant."""
    if change.sign or change.by_size or asked.operation != "maximum" or re.search(r"높|highest", asked.standalone):
        return []
    most = max(order, key=lambda c: abs(c.value))
    return [most.options[0]] if most.name != order[0].name else []
