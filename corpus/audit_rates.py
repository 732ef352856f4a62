"""Printed rates against their operands, printed changes against the two values they part.

The operands come from a formula in the header (`D=B/A`, `증감(A-B)`), from the names of the columns (집행률: 집행액 and
예산현액), or, where neither says, from the pair of columns that gives the printed rate in most rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from corpus.document import Table
from corpus.findings import Finding, Rule, Severity, printed, quantum, shown
from corpus.sheets import Line, Sheet, sheets_of
from corpus.text import search_text, squash

_MARK = re.compile(r"\(([A-Z①-⑨㉠-㉦])\)")
_RATIO = re.compile(r"(?<![A-Z])([A-Z①-⑨㉠-㉦])\s*[/÷]\s*([A-Z①-⑨㉠-㉦])")
_LESS = re.compile(r"\(?(?:[A-Z]=)?([A-Z①-⑨㉠-㉦])-([A-Z①-⑨㉠-㉦])\)?(?!\)?\s*/)")
_GROWTH = re.compile(r"\(?([A-Z①-⑨㉠-㉦])-([A-Z①-⑨㉠-㉦])\)?/([A-Z①-⑨㉠-㉦])")
_NAMED = (
    (
        re.compile(r"집행률|집행율"),
        re.compile(r"집행|지출|원인행위"),
        re.compile(r"예산현액|예산액|예산|배정|교부|편성"),
    ),
    (
        re.compile(r"이행률|달성률|달성도|이행도|목표대비"),
        re.compile(r"실적|누적|누계|이행|달성"),
        re.compile(r"목표|계획"),
    ),
    (
        re.compile(r"참여율|참여률|참석률|이수율"),
        re.compile(r"참여|참석|이수|수료"),
        re.compile(r"대상|정원|신청|전체"),
    ),
    (re.compile(r"보급률|설치율|구축률|완료율"), re.compile(r"보급|설치|구축|완료"), re.compile(r"전체|대상|총|목표")),
)
_CHANGE = re.compile(r"^증감(?:액|수|분)?$|^증가액$|^증가$|^감소액$|^차이$|^증감\(")
_CHANGE_RATE = re.compile(r"증감률|증감율|증가율|신장률|감소율|성장률")
_SHARE = re.compile(r"비율|비중|구성비|점유율")
_HUNDRED = Decimal(100)

Formula = Callable[[Decimal, Decimal], Decimal]


def rates(table: Table) -> Iterator[Finding]:
    """Yield a finding for every printed rate or change that its operands don't give."""
    for sheet in sheets_of(table):
        for view in (sheet.turn(), sheet):
            found = list(_rates(view)) or list(_shares(view))
            yield from found
            if found:
                break


def _rates(sheet: Sheet) -> Iterator[Finding]:
    """Yield the findings of a sheet whose lines are the rate, its numerator and its denominator."""
    for line in sheet.lines:
        header = squash(search_text(" ".join(line.path)))
        kind, pairs, formula = _operands(sheet, line, header)
        if not pairs:
            continue
        best = max(pairs, key=lambda pair: _matches(sheet, line, pair, formula))
        closed, tried = _matches(sheet, line, best, formula), _tried(sheet, line, best)
        certain = len(pairs) == 1
        if tried and (closed * 2 >= tried if not certain else closed or tried <= 2):
            yield from _misfits(sheet, line, best, formula, kind)


def _shares(sheet: Sheet) -> Iterator[Finding]:
    """Yield the percentages of a share column (비율, 구성비) that value and grand total don't give."""
    totals = [entry for entry in sheet.entries if entry.is_total and not entry.prefix]
    if len(totals) != 1:
        return
    for line in sheet.lines:
        if not (_SHARE.search(_label(line)) and _is_percent(sheet, line)):
            continue
        for value in _plain(sheet, line)[:3]:
            tried = list(_shared(sheet, line, value, totals[0]))
            near = [item for item in tried if _near(*item[1:])]
            if len(near) >= 2 and len(near) * 2 > len(tried):
                yield from (_share_finding(sheet, line, value, totals[0], item) for item in tried if item not in near)
                break


Share = tuple[Line, Decimal, Decimal, Decimal]
"""Entry, stated percentage, computed percentage, printing step."""


def _shared(sheet: Sheet, line: Line, value: Line, total: Line) -> Iterator[Share]:
    whole = sheet.amounts.get((value.index, total.index))
    for entry in sheet.entries:
        stated, part = sheet.amounts.get((line.index, entry.index)), sheet.amounts.get((value.index, entry.index))
        if entry is not total and stated and part and whole and whole.value and part.unit == whole.unit:
            found = part.value / whole.value * _HUNDRED
            yield entry, stated.value, found, quantum(stated.text, stated.value)


def _share_finding(sheet: Sheet, line: Line, value: Line, total: Line, item: Share) -> Finding:
    entry, stated, found, _ = item
    place = sheet.place(line.index, entry.index)
    operands = (sheet.place(value.index, entry.index), sheet.place(value.index, total.index))
    said = printed(place.text, "%")
    message = (
        f"{place.label}: 적힌 비율은 {said}, 계산하면 {shown(found, '%')} "
        f"({operands[0].text}, {operands[1].text}에서; 차이 {shown(stated - found, '%')})"
    )
    return Finding("rate", "error", message, (place, *operands), said, shown(found, "%"), stated - found)


def _operands(sheet: Sheet, line: Line, header: str) -> tuple[Rule, list[tuple[Line, Line]], Formula]:
    """Return the rule, the possible pairs of operands (one when the header names them) and the formula."""
    letters = {mark.group(1): other for other in sheet.lines for mark in _MARK.finditer(_label(other))}
    own = _label(line)
    growth, less, ratio = _GROWTH.search(own), _LESS.search(own), _RATIO.search(own)
    if growth and {growth.group(1), growth.group(2)} <= letters.keys():
        return "change", [(letters[growth.group(1)], letters[growth.group(2)])], _growth
    if ratio and {ratio.group(1), ratio.group(2)} <= letters.keys():
        return "rate", [(letters[ratio.group(1)], letters[ratio.group(2)])], _ratio
    if less and {less.group(1), less.group(2)} <= letters.keys():
        return "change", [(letters[less.group(1)], letters[less.group(2)])], _less
    last = squash(search_text(line.path[-1])) if line.path else ""
    plain = _plain(sheet, line)
    if _CHANGE_RATE.search(last):
        return "change", _neighbours(plain, line), _growth
    if _CHANGE.search(last):
        return "change", _neighbours(plain, line), _less
    for rate, top, bottom in _NAMED:
        if rate.search(header):
            return "rate", _named(plain, top, bottom), _ratio
    if _is_percent(sheet, line) and not _SHARE.search(last):
        return "rate", [(a, b) for a in plain for b in plain if a is not b], _ratio
    return "rate", [], _ratio


def _label(line: Line) -> str:
    return squash(search_text(line.path[-1])) if line.path else ""


def _plain(sheet: Sheet, line: Line) -> list[Line]:
    """Return the lines that hold values, not rates, other than the line itself."""
    return [
        other
        for other in sheet.lines
        if other.index != line.index and not _is_percent(sheet, other) and _has(sheet, other)
    ]


def _has(sheet: Sheet, line: Line) -> bool:
    return any(key[0] == line.index for key in sheet.amounts)


def _is_percent(sheet: Sheet, line: Line) -> bool:
    units = {amount.unit for key, amount in sheet.amounts.items() if key[0] == line.index}
    return bool(units) and units <= {"%", "%p"}


def _named(plain: Sequence[Line], top: re.Pattern[str], bottom: re.Pattern[str]) -> list[tuple[Line, Line]]:
    tops = [line for line in plain if top.search(_label(line)) and not bottom.search(_label(line))]
    bottoms = [line for line in plain if bottom.search(_label(line)) and not top.search(_label(line))]
    return [(a, b) for a in tops for b in bottoms]


def _neighbours(plain: Sequence[Line], line: Line) -> list[tuple[Line, Line]]:
    """Return the two values before a change, in both orders; a later year less an earlier one where years are named."""
    before = [other for other in plain if other.index < line.index and not _CHANGE.search(_label(other))][-2:]
    if len(before) < 2:
        before = [other for other in plain if not _CHANGE.search(_label(other))]
    if len(before) != 2:
        return []
    first, second = before
    years = [re.search(r"(?:20)?(\d\d)(?=년|\D|$)", _label(other)) for other in before]
    if years[0] and years[1] and years[0].group(1) != years[1].group(1):
        later, earlier = (second, first) if years[1].group(1) > years[0].group(1) else (first, second)
        return [(later, earlier)]
    return [(second, first), (first, second)]


def _ratio(a: Decimal, b: Decimal) -> Decimal:
    return a / b * _HUNDRED


def _less(a: Decimal, b: Decimal) -> Decimal:
    return a - b


def _growth(a: Decimal, b: Decimal) -> Decimal:
    return (a - b) / b * _HUNDRED


def _values(
    sheet: Sheet, line: Line, pair: tuple[Line, Line], formula: Formula
) -> Iterator[tuple[Line, Decimal, Decimal, Decimal]]:
    """Yield entry, stated value, computed value and printing step where all three values stand."""
    for entry in sheet.entries:
        stated = sheet.amounts.get((line.index, entry.index))
        a = sheet.amounts.get((pair[0].index, entry.index))
        b = sheet.amounts.get((pair[1].index, entry.index))
        if stated is None or a is None or b is None or a.unit != b.unit or not b.value:
            continue
        if formula is _less and stated.unit not in (a.unit, None):
            continue
        value = stated.value
        if stated.marked == "decrease":
            value = -value
        yield entry, value, formula(a.value, b.value), quantum(stated.text, stated.value)


def _tried(sheet: Sheet, line: Line, pair: tuple[Line, Line]) -> int:
    return sum(1 for _ in _values(sheet, line, pair, _ratio))


def _matches(sheet: Sheet, line: Line, pair: tuple[Line, Line], formula: Formula) -> int:
    """Return in how many entries the printed value is the computed one, rounded or cut."""
    return sum(1 for _, stated, found, step in _values(sheet, line, pair, formula) if _near(stated, found, step))


def _near(stated: Decimal, found: Decimal, step: Decimal) -> bool:
    return abs(stated - found) < step


def _misfits(sheet: Sheet, line: Line, pair: tuple[Line, Line], formula: Formula, kind: Rule) -> Iterator[Finding]:
    for entry, stated, found, step in _values(sheet, line, pair, formula):
        difference = stated - found
        if abs(difference) <= step / 2:
            continue
        unit = sheet.amounts[line.index, entry.index].unit
        severity: Severity = "rounding" if 0 < found - stated < step else "error"  # cut, not rounded
        place = sheet.place(line.index, entry.index)
        operands = (sheet.place(pair[0].index, entry.index), sheet.place(pair[1].index, entry.index))
        words = "끝자리 처리로 설명되는 차이" if severity == "rounding" else "차이"
        message = (
            f"{place.label}: 적힌 값은 {printed(place.text, unit)}, 계산하면 {shown(found, unit)} "
            f"({operands[0].text}, {operands[1].text}에서; {words} {shown(difference, unit)})"
        )
        yield Finding(
            kind, severity, message, (place, *operands), printed(place.text, unit), shown(found, unit), difference
        )
