"""One thing stated twice: a sentence's number, and another one of just that thing in a table or another section."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from corpus.amounts import write_amount
from corpus.document import Document
from corpus.figures import Figure
from corpus.findings import Finding, Place, printed
from corpus.same_thing import are_swapped, is_rounded, nearest, of_one_name, of_one_thing
from corpus.statements import Statement, statements
from corpus.text import search_text

_NEAR = Decimal("0.25")
"""Share of the larger by which two statements of one thing may differ; digits that changed places may by more."""
_LENGTH = 40
_UNCOMPARED = frozenset({"%", "%p", "년", "월", "일", "개월", "시간"})
"""Units of rates and of time: what they are of is seldom in the words before them."""


def stated(document: Document) -> Iterator[Finding]:
    """Yield sentences whose number differs from that of the one cell or other sentence that counts the same thing.

    Nothing is said where several places fit equally and differ, where one of the places states both values, or where
    one value is only the other in rounder numbers.
    """
    found = statements(document)
    sentences = [one for one in found if one.figure.kind != "cell" and one.name and _is_compared(one)]
    tables = _by_unit(one for one in found if one.figure.kind == "cell")
    texts = _by_unit(sentences)
    values = _values(found)
    seen: set[frozenset[str]] = set()
    for one in sentences:
        bare = tables[None] if one.figure.won is None else ()  # a table without a unit counts in the sentence's
        in_table = _only(one, (*tables[one.base[1]], *bare), cells=True)
        in_text = _only(one, texts[one.base[1]], cells=False)
        for other in (in_table, in_text):
            if other is None or _is_explained(one, other, values, tables):
                continue
            pair = frozenset({one.figure.id, other.figure.id})
            if pair not in seen:
                seen.add(pair)
                yield _finding(one, other)


def _by_unit(found: Iterable[Statement]) -> dict[str | None, list[Statement]]:
    units: dict[str | None, list[Statement]] = defaultdict(list)
    for one in found:
        units[one.base[1]].append(one)
    return units


def _is_explained(
    one: Statement,
    other: Statement,
    values: Mapping[str, set[Decimal]],
    tables: Mapping[str | None, Sequence[Statement]],
) -> bool:
    """Tell whether one of the places states both amounts, or the sentence more parts than the table adds up."""
    here, there = _where(one), _where(other)
    if here == there or one.base[0] in values[there] or other.base[0] in values[here]:
        return True
    return _tells_parts(other, tables[other.base[1]], values[here])


def _is_compared(one: Statement) -> bool:
    return one.figure.unit is not None and one.figure.unit not in _UNCOMPARED


def _only(one: Statement, others: Sequence[Statement], *, cells: bool) -> Statement | None:
    """Return the statement of the same thing whose amount differs by little, where no third amount fits as well."""
    same = of_one_thing if cells else of_one_name
    if not any(_differs_little(one, other) and same(one, other) for other in others):
        return None
    fitting = [other for other in others if same(one, other)]
    best = nearest(one, fitting) if cells else fitting
    amounts = {other.base[0] for other in best} - {one.base[0]}
    if len(amounts) != 1:
        return None
    other = next(other for other in best if other.base[0] in amounts)
    return other if _differs_little(one, other) else None


def _differs_little(one: Statement, other: Statement) -> bool:
    first, second = one.base[0], other.base[0]
    if first == second or is_rounded(first, second):
        return False
    if one.figure.unit != other.figure.unit and abs(first - second) < max(one.step, other.step):
        return False  # `12억원` for `1,234백만원`
    return abs(first - second) <= max(first, second) * _NEAR or are_swapped(first, second)


def _tells_parts(total: Statement, cells: Sequence[Statement], told: set[Decimal]) -> bool:
    """Tell whether a sentence tells all a total's row adds up, so that what it tells more of is not in the table."""
    place = total.figure.location
    row = [s for s in cells if s.figure.table_id == total.figure.table_id and s.figure.location.row == place.row]
    parts = {s.base[0] for s in row if s is not total}
    return total.figure.is_total and len(parts) > 1 and parts <= told


def _where(one: Statement) -> str:
    """Return the table or the sentence a statement stands in."""
    figure = one.figure
    return figure.table_id or f"{figure.location.page}:{figure.location.lines}:{figure.context}"


def _values(found: Sequence[Statement]) -> dict[str, set[Decimal]]:
    """Return the amounts each table or sentence states."""
    values: dict[str, set[Decimal]] = defaultdict(set)
    for one in found:
        values[_where(one)].add(one.base[0])
    return values


def _finding(one: Statement, other: Statement) -> Finding:
    """Return the finding; numbers of a scaled unit (`243천명`) are told in the plain one."""
    first, second = _printed(one, one.base[1]), _printed(other, one.base[1])
    places = tuple(Place(s.figure.location, _words(s.figure), s.figure.text) for s in (one, other))
    message = f"{places[0].label}: 같은 것이 두 곳에 다르게 적힘 ({first} / {second})"
    return Finding("stated", "error", message, places, first, second)


def _printed(one: Statement, unit: str | None) -> str:
    """Return a number as printed, in `unit` where its table prints none."""
    figure = one.figure
    if figure.won is None and figure.unit not in (None, one.base[1]):
        return write_amount(*one.base)
    return printed(figure.text, figure.unit or unit)


def _words(figure: Figure) -> str:
    """Return a cell's labels, or the words of a sentence up to its number."""
    if figure.kind == "cell":
        return figure.label
    before = search_text(figure.context).partition(search_text(figure.text))[0].strip(" -·※*:(")
    return before if len(before) <= _LENGTH else f"…{before[-_LENGTH:].partition(' ')[2]}"
